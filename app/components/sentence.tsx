import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Segment } from '#reports/month/words/marked.ts'
import { Text } from './ui/text.tsx'

/** What the month comes to, in words; a night that is named leads to it, a number to its rows. */
export function Sentence({ segments, search }: { segments: readonly Segment[]; search: string }): ReactNode {
  return segments.map(({ text, tone, night, turns }, index) => {
    const to =
      night !== undefined
        ? `/nights/${night}${search}`
        : turns !== undefined
          ? `/turns${search}&${new URLSearchParams(turns).toString()}`
          : null
    if (to !== null)
      return (
        <Link key={index} className={tone} to={to}>
          <Text>{text}</Text>
        </Link>
      )
    return (
      <span key={index} className={tone}>
        <Text>{text}</Text>
      </span>
    )
  })
}
