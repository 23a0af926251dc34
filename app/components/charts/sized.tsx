import type { ReactNode } from 'react'

/** Widths that charts are drawn for: the narrowest box of each range of pages, so that text is never scaled down. */
const WIDTHS = { phone: 328, middle: 690, wide: 942 } as const
const HALF_WIDTHS = { phone: 328, middle: 690, wide: 488 } as const

/** Draws a chart three times, for a phone, a tablet and a wide page; the style sheet shows the one that fits. */
export function Sized({
  half,
  children,
}: {
  /** beside something else on wide pages */
  half?: boolean
  children: (width: number, range: keyof typeof WIDTHS) => ReactNode
}) {
  const widths = half === true ? HALF_WIDTHS : WIDTHS
  return (['phone', 'middle', 'wide'] as const).map((range) => (
    <div key={range} className={`for-${range}`}>
      {children(widths[range], range)}
    </div>
  ))
}
