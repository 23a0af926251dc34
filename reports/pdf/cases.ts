import { isDanger } from '#reports/month/cases.ts'
import type { Case } from '#reports/month/contents.ts'
import { isMixed, momentAt } from '#reports/month/clocks.ts'
import { formatDuration } from '#reports/month/format.ts'
import { categoryWord, causeWord } from '#reports/month/single-words.ts'
import { casesTitle } from '#reports/month/titles.ts'
import type { Draft, RenderContext } from './draft.ts'
import { ROW_ROOM } from './footnotes.ts'
import type { Run } from './lines.ts'
import { drawTrack, type Track } from './marks.ts'
import { section } from './section.ts'
import { FONT, INK } from './style.ts'
import { drawTable, headHeight, type Cell, type Column, type Row } from './table.ts'

/** A bar longer than so many of the longest promises is cut. */
const LONGEST_BAR = 3
const TRACK_HEIGHT = 9
/** «02:00 по Владивостоку» on one line. */
const WHEN_WITH_ZONE = 124
/** Letters of a remark that is not broken. */
const SHORT_REMARK = 20

/** What happened, where and when, and how soon the guest was helped; late ones first. */
export function drawCases(draft: Draft) {
  const { paper, contents, locale, t, notes } = draft
  const { cases } = contents
  if (cases.length === 0) {
    section(paper, casesTitle(contents, locale), null, 0)
    return
  }
  const columns: Column[] = [
    { title: t('pdf.cases.what'), width: 0 },
    { title: t('pdf.cases.when'), width: isMixed(contents) ? WHEN_WITH_ZONE : 80 },
    { title: t('pdf.cases.helped'), width: 140 },
    { title: t('pdf.cases.promised'), width: 52, align: 'right' },
  ]
  const scale_s = scaleOf(cases)
  const rows = cases.map((one): Row => {
    const said = notes.take('incident_id', [one.incident_id], { room: ROW_ROOM })
    return { cells: caseRow(draft, one, scale_s), notes: said }
  })
  section(paper, casesTitle(contents, locale), t('pdf.cases.note'), headHeight(paper, columns, rows))
  drawTable(paper, columns, rows)
}

/** «гостю помогли через 14 мин, обещали за 15 мин»: on one line. */
export function caseOutcome({ t, locale }: RenderContext, one: Case): string {
  const { handle_s, handled_at, handled_in_time, promise_s, resolved_at } = one
  const took = handle_s === null ? '' : formatDuration(handle_s, locale).text
  return [
    handled_at !== null && handle_s !== null
      ? t('pdf.cases.helpedAfter', { duration: took })
      : took === ''
        ? t('pdf.cases.notHelped')
        : t('pdf.cases.notHelpedFor', { duration: took }),
    t('pdf.cases.promisedWithin', { duration: formatDuration(promise_s, locale).text }),
    ...(handled_in_time === false ? [t('pdf.cases.late')] : []),
    ...(resolved_at === null ? [] : [t('pdf.cases.over')]),
  ].join(', ')
}

/** All bars share one scale. */
function scaleOf(cases: readonly Case[]): number {
  const promise_s = Math.max(1, ...cases.map((one) => one.promise_s))
  const longest_s = Math.max(...cases.map(({ handle_s }) => handle_s ?? 0))
  return Math.min(Math.max(longest_s, promise_s * 1.1), promise_s * LONGEST_BAR)
}

function caseRow(draft: Draft, one: Case, scale_s: number): Cell[] {
  const { contents, t, locale } = draft
  const danger = isDanger(one)
  const [day = '', time = ''] = momentAt(contents, one.property_id, one.reported_at, locale).split(', ')
  return [
    {
      text: categoryWord(one.category, locale),
      small: remarksOf(draft, one),
      ...(danger ? { smallMark: 'danger' } : {}),
    },
    { text: day, small: time },
    helpedCell(draft, one, scale_s),
    { text: t('pdf.cases.within', { duration: formatDuration(one.promise_s, locale).text }) },
  ]
}

/** «происшествие · соседи · вас не будили» */
function remarksOf({ contents, t, locale }: Draft, one: Case): Run[] {
  const isNotificationShown = contents.audience === 'owner' && one.is_night && one.is_owner_notified !== null
  const remarks: Run[] = [
    ...(isDanger(one) ? [{ text: t('pdf.cases.danger'), color: INK.warn, font: FONT.medium }] : []),
    { text: one.home },
    ...(one.cause === null ? [] : [{ text: causeWord(one.cause, locale) }]),
    ...(isNotificationShown
      ? [{ text: one.is_owner_notified === true ? t('pdf.cases.woken') : t('pdf.cases.notWoken') }]
      : []),
    ...(one.is_repeated ? [{ text: t('pdf.cases.again') }] : []),
    ...(one.is_logged_late ? [{ text: t('pdf.cases.loggedLate') }] : []),
  ]
  return remarks.flatMap((run, index) => {
    const isShort = run.text.length <= SHORT_REMARK
    const whole = isShort ? { ...run, text: run.text.replaceAll(' ', '\u00a0') } : run
    return index === 0 ? [whole] : [{ text: '\u00a0· ' }, whole]
  })
}

function helpedCell({ t, locale }: Draft, one: Case, scale_s: number): Cell {
  if (one.handle_s === null) return { text: [{ text: t('pdf.cases.notYet'), color: INK.soft }] }
  const isLate = one.handled_in_time === false
  const duration = formatDuration(one.handle_s, locale).text
  const track: Track = {
    value: one.handle_s / scale_s,
    promise: Math.min(1, one.promise_s / scale_s),
    isLate,
    isCut: one.handle_s > scale_s,
  }
  const isHelped = one.handled_at !== null
  const below = isHelped ? t('pdf.cases.late') : t('pdf.cases.passed', { duration })
  return {
    text: [
      {
        text: isHelped ? t('pdf.cases.after', { duration }) : t('pdf.cases.notYet'),
        color: isLate ? INK.bad : INK.ink,
      },
    ],
    ...(isLate || !isHelped ? { small: [{ text: below, color: isLate ? INK.bad : INK.soft }] } : {}),
    mark: isLate ? 'late' : 'in_time',
    picture: {
      height: TRACK_HEIGHT,
      draw: (paper, x, y, width) => {
        drawTrack(paper, track, x, y + 2, width)
      },
    },
  }
}
