import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { TrendDay } from '#reports/month/contents.ts'

const Lines = lazy(() => import('./recharts-lines.tsx'))

/** Lays the chart that answers to a pointer over the drawn one, in the same box, once it comes into view. */
export function LiveLines(props: { days: readonly TrendDay[]; promise_s: number; title: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (box.current === null) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsSeen(true)
      },
      { rootMargin: '200px' },
    )
    watch.observe(box.current)
    return () => {
      watch.disconnect()
    }
  }, [])
  return (
    <div className="live" ref={box} aria-hidden="true">
      {isSeen ? (
        <Suspense fallback={null}>
          <Lines {...props} />
        </Suspense>
      ) : null}
    </div>
  )
}
