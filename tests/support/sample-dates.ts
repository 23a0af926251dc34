/** October 2026 in Moscow, which the sample month tells of, and dice that fall the same each time. */

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const MINUTE = 60_000
/** Midnight of October 1st in Moscow. */
export const START = Date.parse('2026-09-30T21:00:00.000Z')
export const DAYS = 31

export const iso = (at: number) => new Date(at).toISOString()

/** The same numbers each time. */
export function dice(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}
