import { formatCount, formatWait, formatWaits } from '#reports/month/format.ts'
import { fractionIn, writtenFraction } from '#reports/month/fractions.ts'
import type { RenderContext } from './draft.ts'

/** One line of the waits against the promise: all questions, or those of the night. */
export interface WaitRow {
  id: 'all' | 'night'
  label: string
  cells: { id: string; label: string; value: string; isBad: boolean }[]
}

/** Whom guests waited for, and for how long. Nothing without a question. */
export function waitRows(context: RenderContext): WaitRow[] {
  const { contents, t } = context
  if ((contents.figures.turns['turns'] ?? 0) === 0) return []
  return [rowOf(context, 'all', t('pdf.waits.all')), rowOf(context, 'night', t('pdf.waits.night'))]
}

function rowOf(context: RenderContext, id: WaitRow['id'], label: string): WaitRow {
  const { contents, locale, t } = context
  const { turns } = contents.figures
  const form = id === 'night' ? 'night_' : ''
  const value = (metric: string) => turns[`${form}${metric}`] ?? null
  const inTime = fractionIn(contents, 'turns', `${form}people_in_time_share`)
  const [all, people] = [value('turns'), value('people_turns')]
  const bots = all === null || people === null ? null : Math.max(0, all - people)
  const cell = (metric: string, name: string, written: string, isBad = false) => ({
    id: `turns.${form}${metric}`,
    label: name,
    value: written,
    isBad,
  })
  // of few waits the cover tells the waits themselves
  const few = id === 'all' ? contents.people_waits_s : null
  const usual = (few === null ? formatWait(value('people_wait_p50_s'), locale) : formatWaits(few, locale))
    .text
  return {
    id,
    label,
    cells: [
      cell('turns', t('pdf.waits.columns.questions'), formatCount(all, locale)),
      cell('bot_answered', t('pdf.waits.columns.bot'), formatCount(bots, locale)),
      cell(
        'people_in_time_share',
        t('pdf.waits.columns.inTime'),
        writtenFraction(inTime, locale),
        inTime !== null && inTime.part < inTime.whole,
      ),
      cell('people_wait_p50_s', t('pdf.waits.columns.usual'), usual),
      cell(
        'people_wait_max_s',
        t('pdf.waits.columns.longest'),
        formatWait(value('people_wait_max_s'), locale).text,
      ),
    ],
  }
}
