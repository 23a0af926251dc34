/** Those with from ≤ key < until, of a list in order of the key. */
export function between<T>(list: readonly T[], key: (one: T) => number, from: number, until: number): T[] {
  const found: T[] = []
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (key(list[middle] as T) < from) low = middle + 1
    else high = middle
  }
  for (let index = low; index < list.length; index++) {
    const one = list[index] as T
    if (key(one) >= until) break
    found.push(one)
  }
  return found
}
