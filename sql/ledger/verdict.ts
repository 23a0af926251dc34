import type { Night } from '../nights/nights.ts'
import type { Span } from '../time/spans.ts'
import { MINUTE_MS } from '../time/zone.ts'

/**
 * What a night was like, the worst first: nobody was there, nor planned, for more than ten minutes; a shift was silent; it
 * could not keep up; an answer came late; for more than ten minutes those planned neither clocked nor did anything; a source
 * was silent; all answers came in time; nobody asked.
 */
export type Verdict = 'nobody' | 'silent' | 'overloaded' | 'late' | 'unseen' | 'no_data' | 'in_time' | 'quiet'

const LONG_GAP_MS = 10 * MINUTE_MS

export function verdictOf(of: {
  nights: readonly Night[]
  /** none where presence is not reported; of gaps those stretches in which nobody was even planned */
  gaps: readonly Span[]
  nobody: readonly Span[]
  /** turns that opened in the night, and the late ones of them */
  turns: number
  late: number
  /** stretches in which a source was silent */
  silences: readonly Span[]
  /** whether presence is reported */
  isKnown: boolean
}): Verdict {
  const isLong = (span: Span) => span.until_at - span.from_at > LONG_GAP_MS
  if (of.nobody.some(isLong)) return 'nobody'
  if (of.isKnown && of.nights.some((night) => night.is_silent)) return 'silent'
  if (of.isKnown && of.nights.some((night) => night.is_overloaded)) return 'overloaded'
  if (of.late > 0 || of.nights.some((night) => night.is_late)) return 'late'
  if (of.gaps.some(isLong)) return 'unseen'
  if (of.silences.length > 0) return 'no_data'
  return of.turns > 0 ? 'in_time' : 'quiet'
}
