/** Numbers that look thrown and are the same for the same words: each stay and each night has its own. */
export interface Dice {
  /** from 0 up to 1 */
  share(): number
  /** a whole number, both ends included */
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** true in that share of throws */
  chance(share: number): boolean
  /** around a median, with a long tail */
  around(median: number, spread: number): number
}

/** Mulberry32 over a hash of the words. */
export function diceFor(...words: (string | number)[]): Dice {
  let state = 0x811c9dc5
  for (const sign of words.join('\n')) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    share,
    between: (low, high) => low + Math.floor(share() * (high - low + 1)),
    pick: <T>(list: readonly T[]): T => list[Math.floor(share() * list.length)] as T,
    chance: (of) => share() < of,
    around: (median, spread) => {
      // Box and Muller
      const normal = Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())
      return median * Math.exp(spread * normal)
    },
  }
}
