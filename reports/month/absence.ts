import type { NightColumn } from './contents.ts'

/** The longest stretch of a night in which no sign of anybody is told (docs/rules.md#presence). */
export interface Absence {
  /** nobody: not even planned. unseen: planned, but neither clocked nor did anything */
  kind: 'nobody' | 'unseen'
  longest_s: number
}

/** A stretch shorter than a minute is none; null without one, and where presence is not reported. */
export function absenceOf({ nobody_max_s, gap_max_s }: NightColumn): Absence | null {
  if ((nobody_max_s ?? 0) >= 60) return { kind: 'nobody', longest_s: nobody_max_s ?? 0 }
  return (gap_max_s ?? 0) >= 60 ? { kind: 'unseen', longest_s: gap_max_s ?? 0 } : null
}
