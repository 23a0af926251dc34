import type { NightColumn } from './contents.ts'

/** Longer than this nobody was there: a gap that is told. */
const LONG_GAP_S = 600

export interface LongGap {
  night: NightColumn
  /** the longest stretch */
  s: number
}

/** Nights in which for long nobody was even planned, and the others in which those planned gave no sign for long. */
export function longGaps(nights: readonly NightColumn[]): { nobody: LongGap[]; unseen: LongGap[] } {
  const nobody: LongGap[] = []
  const unseen: LongGap[] = []
  for (const night of nights) {
    const { nobody_max_s, gap_max_s } = night
    if ((nobody_max_s ?? 0) > LONG_GAP_S) nobody.push({ night, s: nobody_max_s ?? 0 })
    else if ((gap_max_s ?? 0) > LONG_GAP_S) unseen.push({ night, s: gap_max_s ?? 0 })
  }
  return { nobody, unseen }
}

export function longest(gaps: readonly LongGap[]): LongGap | undefined {
  return gaps.toSorted((a, b) => b.s - a.s)[0]
}
