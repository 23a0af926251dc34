/**
 * Shares and percentiles. Durations are integer milliseconds until the last step.
 *
 * Which arithmetic: seconds as doubles (ms / 1000), sorted, then ClickHouse's own formula of
 * quantileExactInclusive: h = q·(n − 1) + 1, i = ⌊h⌋, a[i−1] + (h − i)·(a[i] − a[i−1]). It gives every digit of
 * expected.json (whose whole seconds any order of steps gives) and was checked against the engine on random
 * milliseconds: 60 of 60 alike, where percentiles of milliseconds divided by 1000 at the end gave 44.
 */

/** "Shares are 0–1 … Nothing to count gives null". */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** "Percentiles interpolate linearly between the two neighbours". In: milliseconds; out: seconds. */
export function percentile(durations: readonly number[], level: number): number | null {
  const sorted = durations.map((duration) => duration / 1000).sort((a, b) => a - b)
  const h = level * (sorted.length - 1) + 1
  const i = Math.floor(h)
  const low = sorted[i - 1]
  if (low === undefined) return null
  const high = sorted[i] ?? low
  return low + (h - i) * (high - low)
}

/** The greatest, in seconds; null of none. */
export function greatest(durations: readonly number[]): number | null {
  return durations.length === 0 ? null : Math.max(...durations) / 1000
}
