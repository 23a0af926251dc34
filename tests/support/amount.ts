/** LONG=yes: all that can be asked and drawn, for minutes and hours; without it what a push has the time for. */
export const IS_LONG = process.env['LONG'] === 'yes'

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
