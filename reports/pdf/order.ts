/**
 * Pieces of a line from left to right: from the highest level down to the lowest odd one each row of pieces that are at
 * least as high is turned round (Unicode's rule L2). What is inside a piece its font turns.
 */
export function visualOrder<P extends { level: number }>(pieces: readonly P[]): P[] {
  const ordered = [...pieces]
  const highest = Math.max(0, ...pieces.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      let until = from
      while ((ordered[until]?.level ?? -1) >= level) until++
      if (until > from) ordered.splice(from, until - from, ...ordered.slice(from, until).reverse())
      from = until
    }
  }
  return ordered
}
