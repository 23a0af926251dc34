import { shareDifference } from '../statistics.ts'
import type { Fraction, Metric } from './metric.ts'

export type Change = 'better' | 'worse' | 'same'

/** What binary fractions lose: 0.58 is not 0.56 + 0.02. */
const ROUNDING = 1e-9

/**
 * How a value stands to an earlier one by the metric's own direction, and by the difference from which it counts.
 * @param of both as cases of cases: a difference that chance alone explains is none (docs/rules.md#few-cases)
 */
export function changeOf(
  { better, better_by = 0 }: Pick<Metric, 'better' | 'better_by'>,
  now: number,
  before: number,
  of: readonly [now: Fraction, before: Fraction] | null = null,
): Change {
  const difference = now - before
  if (better === null || difference === 0 || Math.abs(difference) < better_by - ROUNDING) return 'same'
  if (of !== null && isChance(...of)) return 'same'
  return difference > 0 === (better === 'higher') ? 'better' : 'worse'
}

/** Whether the 95 % interval of the difference has 0 in it. */
function isChance(now: Fraction, before: Fraction): boolean {
  const found = shareDifference([now.part, now.whole], [before.part, before.whole])
  return found === null || (found.low <= 0 && found.high >= 0)
}
