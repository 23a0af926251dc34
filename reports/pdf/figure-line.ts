import type { FigureRow } from '#reports/month/figure-rows.ts'
import type { Draft } from './draft.ts'
import { paragraph } from './section.ts'
import { FONT, TYPE } from './style.ts'

/** Figures in a line of text: «Доля пятёрок 4 из 5 · …»; those that are not known are left out. */
export function drawFigureLine({ paper }: Draft, rows: readonly FigureRow[]) {
  const known = rows.filter(({ value }) => value !== '–')
  if (known.length === 0) return
  paragraph(
    paper,
    known.flatMap(({ label, value }, index) => [
      { text: `${index === 0 ? '' : '\u00a0· '}${label}\u00a0` },
      { text: value.replaceAll(' ', '\u00a0'), font: FONT.medium },
    ]),
    TYPE.note,
  )
}
