import type { Metric } from './metric.ts'

export type Change = 'better' | 'worse' | 'same'

/** What binary fractions lose: 0.58 is not 0.56 + 0.02. */
const ROUNDING = 1e-9

/** How a value stands to an earlier one by the metric's own direction, and by the difference from which it counts. */
export function changeOf(
  { better, better_by = 0 }: Pick<Metric, 'better' | 'better_by'>,
  now: number,
  before: number,
): Change {
  const difference = now - before
  if (better === null || difference === 0 || Math.abs(difference) < better_by - ROUNDING) return 'same'
  return difference > 0 === (better === 'higher') ? 'better' : 'worse'
}
