/** Octobers that sentences and titles are written of: each says only what its test is about. */
import type { Figures, LateWait, MonthContents, NightColumn, TrendDot } from '#reports/month/contents.ts'
import type { Locale } from '#reports/month/format.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import type { Segment } from '#reports/month/words/marked.ts'

export const HOUR_MS = 3_600_000
const MOSCOW = '+03:00'
export const FROM = Date.parse(`2026-10-01T00:00:00${MOSCOW}`)

/** A moment of October by Moscow's clock: at('14 03:12'). */
const at = (moment: string) => Date.parse(`2026-10-${moment.replace(' ', 'T')}:00${MOSCOW}`)

export function dot(moment: string, wait_min: number, more: Partial<TrendDot> = {}): TrendDot {
  const opened_at = at(moment)
  return {
    opened_at,
    day: (opened_at - FROM) / (24 * HOUR_MS),
    wait_s: wait_min * 60,
    is_late: wait_min > 10,
    is_bot: false,
    ...more,
  }
}

/** The night that begins on that evening of October, its questions taken from the dots. */
export function night(day: number, dots: readonly TrendDot[], more: Partial<NightColumn> = {}): NightColumn {
  const from_at = FROM + ((day - 1) * 24 + 22) * HOUR_MS
  const until_at = from_at + 10 * HOUR_MS
  const own = dots.filter(({ opened_at }) => opened_at >= from_at && opened_at < until_at)
  const late = own.filter(({ is_late }) => is_late).length
  return {
    date: new Date(from_at).toISOString().slice(0, 10),
    from_at,
    until_at,
    spans: [],
    turns: own.length,
    late,
    silences: [],
    dots: own.map(({ opened_at, is_late }) => ({ at: opened_at, is_late })),
    worst_wait_s: own.length === 0 ? null : Math.max(...own.map(({ wait_s }) => wait_s)),
    gap_max_s: 0,
    nobody_max_s: more.gap_max_s === undefined ? 0 : more.gap_max_s,
    verdict: late > 0 ? 'late' : own.length > 0 ? 'in_time' : 'quiet',
    ...more,
  }
}

export interface Some {
  /** [turns, late, overdue, waiting, median in minutes, longest in minutes] of what the bot did not answer */
  night?: [number, number?, number?, number?, number?, number?]
  day?: [number, number?, number?, number?, number?, number?]
  /** answered by the bot: at night, by day */
  bot?: [number, number]
  owner_answered?: number
  dots?: TrendDot[]
  nights?: NightColumn[]
  homes?: number
  more?: Partial<MonthContents>
}

export function october(some: Some, audience: MonthContents['audience'] = 'owner'): MonthContents {
  const [asked = 0, late = 0, overdue = 0, waiting = 0, usual = 4, longest = 9] = some.night ?? []
  const [dayAsked = 0, dayLate = 0, dayOverdue = 0, dayWaiting = 0, dayUsual = 3, dayLongest = 9] =
    some.day ?? []
  const [nightBot, dayBot] = some.bot ?? [0, 0]
  const share = (of: number, not: number) => (of === 0 ? null : (of - not) / of)
  const nightDue = asked - waiting
  const due = nightDue + dayAsked - dayWaiting
  const dots = some.dots ?? []
  const turns: Figures['turns'] = {
    turns: asked + dayAsked + nightBot + dayBot,
    night_turns: asked + nightBot,
    people_turns: asked + dayAsked,
    night_people_turns: asked,
    waiting: waiting + dayWaiting,
    night_waiting: waiting,
    late: late + dayLate,
    night_late: late,
    overdue: overdue + dayOverdue,
    night_overdue: overdue,
    people_in_time_share: share(due, late + overdue + dayLate + dayOverdue),
    night_people_in_time_share: share(nightDue, late + overdue),
    people_wait_p50_s: due === 0 ? null : 60 * dayUsual,
    night_people_wait_p50_s: nightDue === 0 ? null : 60 * usual,
    people_wait_max_s: due === 0 ? null : 60 * Math.max(longest, dayLongest),
    night_people_wait_max_s: nightDue === 0 ? null : 60 * longest,
    owner_answered: some.owner_answered ?? 0,
  }
  const period = { month: '2026-10', from: '2026-10-01', until: '2026-11-01', is_so_far: false }
  const figures = { turns, nights: {}, incidents: { incidents: 0 }, automation: {} }
  return {
    audience,
    timezone: 'Europe/Moscow',
    period,
    figures,
    figures_before: figures,
    owner: audience === 'owner' ? { owner_id: 'o-1', name: 'Анна' } : null,
    before: { month: '2026-09', from: '2026-09-01', until: '2026-10-01', is_so_far: false },
    as_of: '2026-11-22T20:40:00.000Z',
    data_as_of: '2026-11-22T20:40:00.000Z',
    promise: {
      answer_within_s: 600,
      night_answer_within_s: 600,
      night_from: '22:00',
      night_to: '08:00',
      changed_on: null,
    },
    homes: Array.from({ length: some.homes ?? 1 }, (_, index) => ({
      property_id: `h-${index}`,
      name: `Невский, ${index}`,
      from: null,
      until: null,
      turns: {},
      incidents: 0,
    })),
    not_reported: {},
    since: {},
    people_waits_s: null,
    longest: null,
    nights: some.nights ?? Array.from({ length: 31 }, (_, index) => night(index + 1, dots)),
    trend: { kind: 'dots', dots },
    late_waits: lateWaits(dots),
    cases: [],
    silences: [],
    notes: [],
    definitions: '01234567',
    ...some.more,
  }
}

/** As the month tells them: the evening of a dot between 22:00 and 08:00, each dot another guest's. */
function lateWaits(dots: readonly TrendDot[]): LateWait[] {
  return dots
    .filter(({ is_late, is_bot }) => is_late && !is_bot)
    .map(({ opened_at, wait_s }, guest) => {
      const hour = new Date(opened_at + 3 * HOUR_MS).getUTCHours()
      const evening = new Date(opened_at + 3 * HOUR_MS - (hour < 8 ? 24 * HOUR_MS : 0))
      const isNight = hour >= 22 || hour < 8
      return { night: isNight ? evening.toISOString().slice(0, 10) : null, wait_s, is_answered: true, guest }
    })
}

export const LOCALES = ['ru', 'en'] as const
/** With plain spaces, to be read in a test. */
export const plain = (text: string) => text.replaceAll('\u00a0', ' ')
export const textOf = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('')
/** Everything that a month says, a line a paragraph. */
export function paragraphs(contents: MonthContents, locale: Locale): string[] {
  const { missing, headline, second } = monthSentences(contents, locale)
  return [...missing, headline, second]
    .map((segments) => plain(textOf(segments)))
    .filter((text) => text !== '')
}

export const late13 = [dot('14 03:12', 92), dot('14 06:30', 11)]
export const soFar = {
  period: { month: '2026-10', from: '2026-10-01', until: '2026-10-23', is_so_far: true },
}
export const wazzup = { source: 'Wazzup', from_at: '2026-10-20T23:10:00Z', until_at: '2026-10-23T02:30:00Z' }
export const hotline = { source: 'Mango', from_at: '2026-10-13T23:10:00Z', until_at: '2026-10-14T02:30:00Z' }
export const badNights = [
  ...[dot('03 03:12', 92), dot('08 06:30', 31), dot('20 03:12', 92), dot('21 06:30', 11)],
  ...Array.from({ length: 17 }, (_, index) => dot(`14 0${index % 8}:${index + 10}`, 185)),
]
