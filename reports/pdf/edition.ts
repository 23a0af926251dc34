import { dateTimeAt } from '#reports/month/clocks.ts'
import type { Edition } from '#reports/month/edition.ts'
import type { Draft } from './draft.ts'
import { paragraph } from './section.ts'
import { FONT, INK, TYPE } from './style.ts'
import { drawTable, type Column } from './table.ts'

/** More are counted: the report itself shows them. */
const MOST_CHANGES = 8

/** «Уточнённый отчёт № 2», when the one before went out, and what a reader of it must know is otherwise. */
export function drawEdition(draft: Draft, { number, previous_sealed_at, changes }: Edition) {
  if (number < 2) return
  const { paper, contents, t, locale } = draft
  paragraph(
    paper,
    [{ text: t('pdf.edition.title', { number }), font: FONT.semibold, color: INK.night }],
    TYPE.cover,
  )
  const sent =
    previous_sealed_at === null
      ? []
      : [t('pdf.edition.before', { date: dateTimeAt(contents, '', previous_sealed_at, locale) })]
  const more = changes.length - MOST_CHANGES
  paragraph(
    paper,
    [...sent, changes.length === 0 ? t('pdf.edition.same') : t('pdf.edition.why')].join(' '),
    TYPE.note,
    { isPretty: true },
  )
  if (changes.length > 0) {
    const columns: Column[] = [
      { title: t('pdf.edition.what'), width: 0 },
      { title: t('pdf.edition.was'), width: 140 },
      { title: t('pdf.edition.is'), width: 140 },
    ]
    paper.y += 4
    drawTable(
      paper,
      columns,
      changes
        .slice(0, MOST_CHANGES)
        .map(({ label, before, after }) => ({
          cells: [
            { text: label },
            { text: [{ text: before, color: INK.soft }] },
            { text: [{ text: after, font: FONT.medium }] },
          ],
        })),
    )
    if (more > 0) {
      paper.y += 4
      paragraph(paper, t('pdf.edition.more', { count: more }), TYPE.small)
    }
  }
  paper.y += 20
}
