import type { Night } from '../nights.ts'
import { MINUTE_MS } from '../zone.ts'
import type { Metric } from './metric.ts'

/** A metric over nights, which have no table (see docs/decisions): one line over the nights of the period. */
export interface NightMetric extends Metric {
  value: (nights: readonly Night[]) => number | null
}

const count = { unit: 'count', better: 'lower', empty: 0 } as const
const share = { unit: 'share', better: 'higher', empty: null } as const

const sum = (nights: readonly Night[], of: (night: Night) => number) => nights.reduce((total, night) => total + of(night), 0)
const shareOf = (nights: readonly Night[], of: (night: Night) => number) => {
  const window_ms = sum(nights, (night) => night.window_ms)
  return window_ms === 0 ? null : sum(nights, of) / window_ms
}
const number = (nights: readonly Night[], is: (night: Night) => boolean) => nights.filter(is).length
const distinct = (nights: readonly Night[], of: (night: Night) => string[]) => new Set(nights.flatMap(of)).size

export const NIGHT_METRICS = {
  nights: { ...count, better: null, needs: [], value: (nights) => nights.length },
  covered_share: { ...share, needs: ['clock'], value: (nights) => shareOf(nights, (night) => night.clocked_ms) },
  attended_share: { ...share, needs: ['clock'], value: (nights) => shareOf(nights, (night) => night.attended_ms) },
  planned_share: { ...share, needs: ['plans'], value: (nights) => shareOf(nights, (night) => night.planned_ms) },
  gaps: { ...count, needs: ['clock or plans'], value: (nights) => sum(nights, (night) => night.gaps.length) },
  gap_max_s: {
    unit: 'seconds',
    better: 'lower',
    empty: 0,
    needs: ['clock or plans'],
    value: (nights) => nights.reduce((longest, { gaps }) => gaps.reduce((max, gap) => Math.max(max, gap.until_at - gap.from_at), longest), 0) / 1000,
  },
  covered_nights: {
    ...count,
    better: 'higher',
    needs: ['clock or plans'],
    value: (nights) => number(nights, ({ gaps }) => !gaps.some((gap) => gap.until_at - gap.from_at > 10 * MINUTE_MS)),
  },
  language_covered_share: { ...share, needs: ['clock or plans'], value: (nights) => shareOf(nights, (night) => night.language_ms) },
  no_shows: { ...count, needs: ['clock and plans'], value: (nights) => distinct(nights, (night) => night.no_shows) },
  late_starts: { ...count, needs: ['clock and plans'], value: (nights) => distinct(nights, (night) => night.late_starts) },
  late_nights: { ...count, needs: [], value: (nights) => number(nights, (night) => night.is_late) },
  silent_nights: { ...count, needs: ['clock or plans'], value: (nights) => number(nights, (night) => night.is_silent) },
  overloaded_nights: { ...count, needs: ['clock or plans'], value: (nights) => number(nights, (night) => night.is_overloaded) },
} satisfies Record<string, Omit<NightMetric, 'label' | 'about'>>
