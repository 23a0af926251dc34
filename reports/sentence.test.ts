import { describe, expect, test } from 'vitest'
import type { Case, Figures, MonthContents, NightColumn, TrendDot } from './contents.ts'
import type { Locale } from './format.ts'
import { casesTitle, monthSentences, nightTitle, trendTitle } from './sentence.ts'

const HOUR_MS = 3_600_000
const MOSCOW = '+03:00'
const FROM = Date.parse(`2026-10-01T00:00:00${MOSCOW}`)

/** A moment of October by Moscow's clock: at('14 03:12'). */
const at = (moment: string) => Date.parse(`2026-10-${moment.replace(' ', 'T')}:00${MOSCOW}`)

function dot(moment: string, wait_min: number, more: Partial<TrendDot> = {}): TrendDot {
  const opened_at = at(moment)
  return {
    ...{ opened_at, day: (opened_at - FROM) / (24 * HOUR_MS), wait_s: wait_min * 60 },
    ...{ is_late: wait_min > 10, is_bot: false, ...more },
  }
}

/** The night that begins on that evening of October, its questions taken from the dots. */
function night(day: number, dots: readonly TrendDot[], more: Partial<NightColumn> = {}): NightColumn {
  const from_at = FROM + ((day - 1) * 24 + 22) * HOUR_MS
  const until_at = from_at + 10 * HOUR_MS
  const own = dots.filter(({ opened_at }) => opened_at >= from_at && opened_at < until_at)
  const late = own.filter(({ is_late }) => is_late).length
  return {
    date: new Date(from_at).toISOString().slice(0, 10),
    ...{ from_at, until_at, spans: [], turns: own.length, late, silences: [] },
    dots: own.map(({ opened_at, is_late }) => ({ at: opened_at, is_late })),
    worst_wait_s: own.length === 0 ? null : Math.max(...own.map(({ wait_s }) => wait_s)),
    gap_max_s: 0,
    verdict: late > 0 ? 'late' : own.length > 0 ? 'in_time' : 'quiet',
    ...more,
  }
}

interface Some {
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

function october(some: Some, audience: MonthContents['audience'] = 'owner'): MonthContents {
  const [asked = 0, late = 0, overdue = 0, waiting = 0, usual = 4, longest = 9] = some.night ?? []
  const [dayAsked = 0, dayLate = 0, dayOverdue = 0, dayWaiting = 0, dayUsual = 3, dayLongest = 9] = some.day ?? []
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
    ...{ audience, timezone: 'Europe/Moscow', period, figures, figures_before: figures },
    owner: audience === 'owner' ? { owner_id: 'o-1', name: 'Анна' } : null,
    before: { month: '2026-09', from: '2026-09-01', until: '2026-10-01', is_so_far: false },
    as_of: '2026-11-22T20:40:00.000Z',
    data_as_of: '2026-11-22T20:40:00.000Z',
    promise: {
      ...{ answer_within_s: 600, night_answer_within_s: 600, night_from: '22:00', night_to: '08:00' },
      changed_on: null,
    },
    homes: Array.from({ length: some.homes ?? 1 }, (_, index) => ({
      ...{ property_id: `h-${index}`, name: `Невский, ${index}`, from: null, until: null },
      ...{ turns: {}, incidents: 0 },
    })),
    ...{ not_reported: {}, since: {}, people_waits_s: null, longest: null },
    nights: some.nights ?? Array.from({ length: 31 }, (_, index) => night(index + 1, dots)),
    trend: { kind: 'dots', dots },
    ...{ cases: [], silences: [], notes: [], definitions: '01234567' },
    ...some.more,
  }
}
const say = (c: MonthContents) => {
  for (const locale of ['ru', 'en'] as Locale[]) {
    const s = monthSentences(c, locale)
    console.log([...s.missing, s.headline, s.second].map((x) => x.map((g) => g.text + (g.night ? `[${g.night}]` : '') + (g.turns ? `[${Object.values(g.turns).join()}]` : '')).join('')).join('\n   '))
    console.log('   # ' + nightTitle(c, locale) + ' # ' + trendTitle(c, locale) + ' # ' + casesTitle(c, locale))
  }
}
const late13 = [dot('14 03:12', 92), dot('14 06:30', 11)]
test('x', () => {
  for (const a of ['owner', 'management'] as const) {
  const o = (s: Some) => say(october(s, a))
  o({ night: [38, 2, 0, 0, 4, 92], day: [23], bot: [0, 24], dots: late13, homes: 3 })
  o({ night: [38], day: [23], bot: [0, 24], homes: 14 })
  o({ night: [3], day: [1] })
  o({ night: [1], day: [0] })
  o({ night: [1, 1, 0, 0, 92, 92], dots: [dot('14 03:12', 92)] })
  o({ night: [1, 0, 1, 0, 92, 92], dots: [dot('14 03:12', 92)] })
  o({ night: [38, 1, 0, 0, 4, 92], day: [2, 1], dots: [dot('14 03:12', 92)] })
  o({ night: [38, 1, 1, 2, 4, 92], day: [20, 0, 1, 3], dots: late13, owner_answered: 3 })
  o({ night: [61, 18, 3, 0, 14, 185], day: [40, 15], dots: [dot('03 03:12', 92),dot('08 06:30', 31),dot('20 03:12', 92),dot('21 06:30', 11),...Array.from({length:17},(_, i)=>dot(`14 0${i%8}:${i+10}`, 185))] })
  o({ day: [23], bot: [0, 24] })
  o({ day: [5, 5], bot: [0, 0] })
  o({ bot: [0, 24] })
  o({ bot: [24, 3] })
  o({ bot: [1, 0] })
  o({})
  o({ night: [12, 1, 0, 0, 4, 20], bot: [50, 10], day: [7], dots: [dot('01 03:12', 20)] })
  o({ night: [1, 0, 0, 0, 4, 4], bot: [50, 10], day: [7] })
  o({ night: [38, 2, 0, 0, 4, 92], day: [23], dots: [dot('14 03:12', 92), dot('20 06:30', 11)], nights: [night(13, [dot('14 03:12', 92)]), night(19, [dot('20 06:30', 11)]), night(22, [], { gap_max_s: 1500 }), night(24, [dot('25 02:10',3)], { gap_max_s: 1600 })] })
  o({ night: [38], nights: [night(22, [], { gap_max_s: 1500 })], more: { silences: [{ source: 'RealtyCalendar', from_at: '2026-10-13T23:10:00Z', until_at: '2026-10-14T02:30:00Z' }, { source: 'Wazzup', from_at: '2026-10-20T23:10:00Z', until_at: '2026-10-23T02:30:00Z' }, { source: 'X', from_at: '2026-10-30T23:10:00Z', until_at: null }] } })
  o({ night: [12], more: { period: { month: '2026-10', from: '2026-10-01', until: '2026-10-23', is_so_far: true } } })
  o({ night: [2, 0, 0, 2] })
  }
})
