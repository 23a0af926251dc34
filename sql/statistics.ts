import jStat from 'jstat'

/** An estimate with its 95 % interval. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/** Standard errors on each side of a 95 % interval: 1.96 */
const Z_95 = jStat.normal.inv(0.975, 0, 1)

/**
 * Wilson's score interval of a share (E. B. Wilson, Probable inference, JASA 22, 1927). It stays inside 0–1 and holds
 * for few cases, where the usual p ± 1.96·SE does not.
 * @returns null of nothing
 */
export function wilson(part: number, whole: number): Estimate | null {
  if (whole === 0) return null
  const share = part / whole
  const z2 = Z_95 * Z_95
  const middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole * whole))) / (1 + z2 / whole)
  return {
    value: share,
    low: part === 0 ? 0 : Math.max(0, middle - half),
    high: part === whole ? 1 : Math.min(1, middle + half),
  }
}

/**
 * How much greater the first share is than the second (R. G. Newcombe, Interval estimation for the difference between
 * independent proportions, Statistics in Medicine 17, 1998, method 10): Wilson's intervals of both, squared and added.
 * @returns null where one is of nothing
 */
export function shareDifference(
  one: readonly [part: number, whole: number],
  other: readonly [part: number, whole: number],
): Estimate | null {
  const [a, b] = [wilson(...one), wilson(...other)]
  if (a === null || b === null) return null
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}

/**
 * Spearman's ρ with ties averaged, its 95 % interval and two-sided p by Fisher's z with variance 1.06/(n − 3)
 * (Fieller, Hartley and Pearson, Tests for rank correlation coefficients, Biometrika 44, 1957).
 * @returns null for fewer than 4 pairs, or where one side is all ties
 */
export function spearman(x: readonly number[], y: readonly number[]): (Estimate & { p: number }) | null {
  if (x.length < 4) return null
  const rho = jStat.spearmancoeff(x, y)
  if (Number.isNaN(rho)) return null
  const value = Math.max(-1, Math.min(1, rho))
  const error = Math.sqrt(1.06 / (x.length - 3))
  const z = Math.atanh(value)
  return {
    value,
    low: Math.tanh(z - Z_95 * error),
    high: Math.tanh(z + Z_95 * error),
    p: 2 * jStat.normal.cdf(-Math.abs(z) / error, 0, 1),
  }
}

/**
 * How much more often something is so in the first group than in the second: the ratio of the two shares less 1, with
 * Katz's interval of its logarithm (D. Katz et al., Biometrics 34, 1978).
 * @returns null where it is never so in one of them
 */
export function lift(
  [part, whole]: readonly [number, number],
  [otherPart, otherWhole]: readonly [number, number],
): Estimate | null {
  if (part === 0 || otherPart === 0) return null
  const ratio = part / whole / (otherPart / otherWhole)
  const error = Math.sqrt(1 / part - 1 / whole + 1 / otherPart - 1 / otherWhole)
  return {
    value: ratio - 1,
    low: ratio * Math.exp(-Z_95 * error) - 1,
    high: ratio * Math.exp(Z_95 * error) - 1,
  }
}
