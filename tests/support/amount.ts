import { test } from 'vitest'

/** LONG=yes: all that can be asked and drawn, for minutes and hours; without it what a push has the time for. */
export const IS_LONG = process.env['LONG'] === 'yes'

/** A test of `npm run test:long` alone: at a push it is not there, so that what is skipped is only what can't be had. */
export function longTest(name: string, run: Parameters<typeof test>[2]): void {
  if (IS_LONG) test(name, run)
}

export function amount<T>(push: T, long: T): T {
  return IS_LONG ? long : push
}

/** So many of a list in its order, drawn; LONG=yes: all of them. */
export function some<T>(list: readonly T[], count: number, random: () => number): T[] {
  if (IS_LONG) return [...list]
  const drawn = list.map((_, index) => ({ index, place: random() })).sort((a, b) => a.place - b.place)
  const chosen = new Set(drawn.slice(0, count).map(({ index }) => index))
  return list.filter((_, index) => chosen.has(index))
}
