import type { NightColumn } from '#reports/month/contents.ts'
import type { Verdict } from '#sql/ledger/verdict.ts'
import { formatCount, formatDuration, formatNight, formatWait } from '#reports/month/format.ts'
import { absenceOf } from '#reports/month/absence.ts'
import { verdictWord } from '#reports/month/night-words.ts'
import { audienceKey, type Draft, type RenderContext } from './draft.ts'
import { ROW_ROOM } from './footnotes.ts'
import { section } from './section.ts'
import { FONT, INK } from './style.ts'
import { drawTable, headHeight, type Cell, type Column, type Row } from './table.ts'

const MOST_ROWS = 10
/** Of more nights their number is told. */
const MOST_DISTURBED = 3
/** Nights on which all was answered in time fill up to so many rows. */
const MOST_GOOD = 5

/** Worst first. */
const ORDER: readonly Verdict[] = ['nobody', 'silent', 'overloaded', 'late', 'no_data', 'in_time', 'quiet']

const VERDICT_INK: Record<Verdict, string> = {
  nobody: INK.bad,
  silent: INK.bad,
  overloaded: INK.bad,
  late: INK.bad,
  unseen: INK.warn,
  no_data: INK.warn,
  in_time: INK.ok,
  quiet: INK.soft,
}

/** «никого, поздно 2, никого на связи 1 ч 43 мин»: all that is told of a night, on one line. */
export function nightOutcome({ contents, t, locale }: RenderContext, night: NightColumn): string {
  const { late, worst_wait_s } = night
  const absence = absenceOf(night)
  return [
    verdictWord(night, contents.audience, locale),
    ...(late === 0
      ? []
      : [
          t('pdf.nights.lateCount', { count: formatCount(late, locale) }),
          t('pdf.nights.upTo', { duration: formatWait(worst_wait_s, locale).text }),
        ]),
    ...(absence === null
      ? []
      : [
          t(`pdf.nights.absence.${absence.kind}`, {
            duration: formatDuration(absence.longest_s, locale).text,
          }),
        ]),
  ].join(', ')
}

/** The nights worth a look, the worst first: those on which guests wrote or something was missing. */
export function drawWorstNights(draft: Draft) {
  const { paper, contents, t, notes } = draft
  if (contents.nights.length === 0) return
  const nights = worstNights(contents.nights, (date) => notes.has('night', date))
  const [title, note] = [
    t('pdf.nights.title'),
    [t('pdf.nights.note'), undisturbedText(draft)].join(' ').trim(),
  ]
  if (nights.length === 0) {
    section(paper, title, `${t('pdf.nights.quiet')} ${undisturbedText(draft)}`.trim(), 0)
    return
  }
  const columns: Column[] = [
    { title: t('pdf.nights.night'), width: 0 },
    { title: t('pdf.nights.verdict'), width: 92 },
    { title: t(`pdf.nights.questions.${audienceKey(contents)}`), width: 72, align: 'right' },
    { title: t('pdf.nights.late'), width: 46, align: 'right' },
    { title: t('pdf.nights.worst'), width: 70, align: 'right' },
    { title: t('pdf.nights.gap'), width: 66, align: 'right' },
  ]
  const rows = nights.map((night): Row => ({
    cells: nightRow(draft, night),
    notes: notes.take('night', [night.date], { room: ROW_ROOM }),
  }))
  section(paper, title, note, headHeight(paper, columns, rows))
  drawTable(paper, columns, rows)
}

/** «Вас ни разу не побеспокоили.»: nothing where nobody reports it. */
function undisturbedText({ contents, t, locale }: Draft): string {
  const { disturbed_on, audience } = contents
  if (disturbed_on === null || audience !== 'owner') return ''
  if (disturbed_on.length === 0) return t('pdf.nights.undisturbed')
  if (disturbed_on.length > MOST_DISTURBED)
    return t('pdf.nights.disturbedTimes', { count: disturbed_on.length })
  return t('pdf.nights.disturbed', {
    nights: disturbed_on.map((date) => formatNight(date, locale, 'dates')).join('; '),
  })
}

/** Nobody's call or note is left out: a night with a note is told, too. */
function worstNights(nights: readonly NightColumn[], hasNote: (date: string) => boolean): NightColumn[] {
  return nights
    .filter(({ verdict, date, running, late }) => isListed({ verdict, running, late }) || hasNote(date))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
        b.late - a.late ||
        (b.gap_max_s ?? 0) - (a.gap_max_s ?? 0) ||
        (b.worst_wait_s ?? 0) - (a.worst_wait_s ?? 0) ||
        a.from_at - b.from_at,
    )
    .filter(
      ({ verdict, date }, index) => index < (verdict === 'in_time' ? MOST_GOOD : MOST_ROWS) || hasNote(date),
    )
}

/** One that is not over is worth a look only where something went wrong already. */
function isListed({ verdict, running, late }: Pick<NightColumn, 'verdict' | 'running' | 'late'>): boolean {
  return running === undefined ? verdict !== 'quiet' : late > 0 || verdict === 'nobody'
}

const inkOf = ({ verdict, running }: NightColumn) => (running === undefined ? VERDICT_INK[verdict] : INK.soft)

function nightRow({ contents, locale }: Draft, night: NightColumn): Cell[] {
  const absence = absenceOf(night)
  const gap =
    absence === null && night.gap_max_s !== null
      ? '0'
      : formatDuration(absence?.longest_s ?? null, locale).text
  return [
    { text: formatNight(night.date, locale, 'dates') },
    {
      text: [{ text: verdictWord(night, contents.audience, locale), color: inkOf(night), font: FONT.medium }],
    },
    { text: formatCount(night.turns, locale) },
    { text: [{ text: formatCount(night.late, locale), color: night.late > 0 ? INK.bad : INK.ink }] },
    { text: formatWait(night.worst_wait_s, locale).text },
    { text: [{ text: gap, color: absence?.kind === 'nobody' ? INK.bad : INK.ink }] },
  ]
}
