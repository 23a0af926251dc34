/** The demo portfolio through the real decode and sink: each of its stories in the numbers that are there to tell it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoEvents, firstDayFor } from '#pipelines/demo/events.ts'
import { instant, monthStart } from '#pipelines/demo/portfolio.ts'
import { storyDays } from '#pipelines/demo/stories.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { readList, type List, type ListRow } from '#sql/lists.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import type { Period } from '#sql/time/period.ts'
import { readMetrics, type Answer, type MetricsQuery } from '#sql/read.server.ts'
import type { Values } from '#sql/aggregate.ts'
import { homesScope, managementScope, ownerScope, type Scope } from '#sql/directory/scope.ts'
import { readSilences } from '#sql/silences.server.ts'
import { formatDay, HOUR_MS, parseDay } from '#sql/time/zone.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const last_day = parseDay('2026-11-22')
const first_day = firstDayFor(last_day)
const AS_OF = instant(last_day + 1, 0)
const EVENTS_AT_ONCE = 10_000

const days = storyDays(first_day)
const whole: Period = { from: first_day, until: last_day + 1 }
const month = (index: number): Period => ({
  from: monthStart(first_day, index),
  until: monthStart(first_day, index + 1),
})
const day = (from: number): Period => ({ from, until: from + 1 })

/** Months by their place in the portfolio: 12 is the last whole one. */
const UNCLOCKED = 5
const BAD = 7
const BOTS = 10
const LAST = 12
const ALL_MONTHS = Array.from({ length: 14 }, (_, index) => index)

let one: TestDatabase
let directory: Directory
/** of all homes, month by month */
const monthly: Record<'turns' | 'nights' | 'incidents', readonly Values[]> = {
  turns: [],
  nights: [],
  incidents: [],
}

beforeAll(async () => {
  one = await testDatabase()
  const events = [...demoEvents({ first_day, last_day }, first_day)]
  for (let start = 0; start < events.length; start += EVENTS_AT_ONCE) {
    const outcomes = await one.land(events.slice(start, start + EVENTS_AT_ONCE), { received_at: AS_OF })
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([])
  }
  await one.facts.drain()
  directory = await one.directory()
  for (const subject of ['turns', 'nights', 'incidents'] as const)
    monthly[subject] = await byMonth(subject, managementScope(directory))
}, 180_000)
afterAll(() => one.close())

function answer(
  subject: Subject,
  period: Period,
  scope: Scope,
  other: Partial<MetricsQuery> = {},
): Promise<Answer> {
  const query = { subject, period, scope, as_of: AS_OF, by: null, every: null, language: 'en', team: false }
  return readMetrics(one.db, directory, { ...query, ...other })
}

async function byMonth(subject: Subject, scope: Scope): Promise<readonly Values[]> {
  const { series = [] } = await answer(subject, whole, scope, { every: 'month' })
  expect(series.map(({ from }) => from)).toEqual(ALL_MONTHS.map((index) => formatDay(month(index).from)))
  return series
}

async function total(subject: Subject, period: Period, scope = managementScope(directory)): Promise<Values> {
  return (await answer(subject, period, scope)).total
}

function list(what: List, period: Period, scope = managementScope(directory)): Promise<ListRow[]> {
  return readList(one.db, directory, what, { period, scope, as_of: AS_OF, language: 'en', team: false })
}

const at = (home: string) => homesScope(directory, [home], true)
const of = (owner: string) => ownerScope(directory, owner)
const time = (of_day: number, hours: number) => new Date(instant(of_day, hours)).toISOString()

function value(values: Values | undefined, id: string): number {
  const found = values?.[id]
  if (found === null || found === undefined) throw new Error(`${id} has no value`)
  return found
}

describe('nights', () => {
  test('nobody was there for 103 minutes of the 13th, and a guest waited for 92', async () => {
    expect(formatDay(days.nobody)).toBe('2026-10-13')
    expect(await list('gaps', month(LAST), at('nevsky-24'))).toMatchObject([
      { night: '2026-10-13', from: time(days.nobody, 26 + 58 / 60), gap_s: 103 * 60 },
    ])
    const waits = (await list('turns', day(days.nobody), at('nevsky-24'))).map(({ wait_s }) => wait_s)
    expect(waits).toContain(92 * 60)
    expect(monthly.nights.map(({ gap_max_s }) => gap_max_s).indexOf(103 * 60)).toBe(LAST)
  })

  test('the shift was there, and asleep', async () => {
    const nights = await total('nights', day(days.asleep))
    expect(nights).toMatchObject({ covered_share: 1, gaps: 0, silent_nights: 1 })
    expect(await total('nights', day(days.asleep), at('pestelya-7'))).toMatchObject({ silent_nights: 1 })
    expect(monthly.nights[LAST]).toMatchObject({ silent_nights: 1 })
  })

  test('one person and two guests in one of the first nights of this month', async () => {
    expect(days.busy).toBeLessThan(month(LAST).until + 3)
    expect(await total('nights', day(days.busy))).toMatchObject({ silent_nights: 0, overloaded_nights: 1 })
    expect(await total('nights', day(days.busy), at('marata-5'))).toMatchObject({ overloaded_nights: 1 })
  })

  test('one person carries the nights', async () => {
    const query = { by: 'person', metrics: ['night_answered'] }
    const { by = [] } = await answer('turns', whole, managementScope(directory), query)
    const people = by
      .filter(({ key }) => key?.startsWith('m-'))
      .map(({ key, night_answered }) => ({ key, answered: night_answered ?? 0 }))
      .sort((a, b) => b.answered - a.answered)
    const all = people.reduce((sum, { answered }) => sum + answered, 0)
    expect(people[0]?.key).toBe('m-timur')
    expect((people[0]?.answered ?? 0) / all).toBeGreaterThan(0.6)
  })

  test('a week was planned and answered, and never clocked', async () => {
    const week = { from: days.unclocked, until: days.unclocked + 7 }
    expect(await total('nights', week)).toMatchObject({ planned_share: 1, no_shows: 0 })
    // the first clocked shift after it begins a few minutes before its last night ends
    const { covered_share, attended_share } = await total('nights', { ...week, until: week.until - 1 })
    expect(covered_share).toBe(0)
    expect(attended_share).toBeGreaterThan(0.05)
    expect(await total('nights', day(week.until))).toMatchObject({ covered_share: 1 })
  })

  test('Telegram told nothing for about ten hours, and nothing else fell silent', async () => {
    const stretch = { from_at: instant(first_day, 0), until_at: AS_OF }
    const silences = await readSilences(one.db, directory, stretch, AS_OF)
    expect(silences.map(({ source_id }) => source_id)).toEqual(['telegram://butler'])
    const [{ from_at, until_at } = { from_at: 0, until_at: 0 }] = silences
    const hours = ((until_at ?? 0) - from_at) / HOUR_MS
    expect(hours).toBeGreaterThan(10)
    expect(hours).toBeLessThan(11)
    expect(from_at).toBeLessThan(instant(days.telegram_silent, 20))
    expect(until_at).toBeGreaterThan(instant(days.telegram_silent, 30))
  })
})

describe('months', () => {
  test('a bad month, well under all others, and a better one after it', () => {
    const shares = monthly.turns.map((turns) => value(turns, 'in_time_share'))
    expect(shares[BAD]).toBeLessThan(0.9)
    expect(shares.filter((share) => share < 0.96)).toEqual([shares[BAD]])
    expect(value(monthly.turns[BAD], 'wait_p50_s')).toBeGreaterThan(
      1.4 * value(monthly.turns[BAD + 1], 'wait_p50_s'),
    )
    expect(shares[BAD + 1]).toBeGreaterThan(0.97)
  })

  test('the bot answered half', () => {
    const shares = monthly.turns.map((turns) => value(turns, 'bot_share'))
    expect(shares[BOTS]).toBeGreaterThan(0.4)
    expect(shares[BOTS]).toBeLessThan(0.6)
    expect(shares.filter((share) => share >= 0.3)).toEqual([shares[BOTS]])
  })

  test.each(ALL_MONTHS.filter((index) => index !== BAD))('month %i looks like a good one', (index) => {
    const turns = monthly.turns[index]
    expect(value(turns, 'in_time_share')).toBeGreaterThanOrEqual(0.96)
    expect(value(turns, 'in_time_share')).toBeLessThanOrEqual(0.995)
    if (index !== BOTS) expect(value(turns, 'wait_p50_s')).toBeGreaterThanOrEqual(100)
    expect(value(turns, 'wait_p50_s')).toBeLessThanOrEqual(300)
    expect(turns).toMatchObject({ overdue: 0, waiting: 0, held: 0, autoresponses: 0 })
    if (index !== UNCLOCKED && index !== LAST)
      expect(value(monthly.nights[index], 'attended_share')).toBeGreaterThan(0.995)
    const incidents = monthly.incidents[index]
    expect(value(incidents, 'unlogged_trouble')).toBeLessThan(value(incidents, 'incidents') / 3)
    expect(value(incidents, 'handled_in_time_share')).toBeGreaterThanOrEqual(0.8)
    expect(value(incidents, 'open')).toBe(0)
  })

  test('over all months most guests are helped on time, and not all', async () => {
    const share = value(await total('incidents', whole), 'handled_in_time_share')
    expect(share).toBeGreaterThan(0.8)
    expect(share).toBeLessThan(0.97)
  })

  test('an owner of one home has six questions in every whole month', async () => {
    const months = await byMonth('turns', of('o-boris'))
    expect(months.slice(0, 13).map(({ turns }) => turns)).toEqual(Array.from({ length: 13 }, () => 6))
  })

  test('an owner answers himself, and is disturbed at night', async () => {
    const months = await byMonth('turns', of('o-gleb'))
    expect(Math.min(...months.map((turns) => value(turns, 'owner_answered')))).toBeGreaterThan(0)
    expect(await total('turns', whole, of('o-anna'))).toMatchObject({ owner_answered: 0 })
    expect(value(await total('automation', whole, of('o-gleb')), 'disturbed_nights')).toBeGreaterThan(10)
  })
})

describe('cases', () => {
  test('a leak at four, handled in fourteen minutes', async () => {
    expect(
      (await list('incidents', day(days.leak + 1), at('marata-5'))).filter(
        ({ category }) => category === 'leak',
      ),
    ).toMatchObject([
      {
        reported_at: time(days.leak + 1, 4 + 2 / 60),
        handle_s: 14 * 60,
        handled_in_time: true,
        is_night: true,
      },
    ])
  })

  test('a noisy neighbour at two, handled in eighteen minutes; the owner was not woken', async () => {
    expect(
      (await list('incidents', day(days.noise + 1), at('nevsky-24'))).filter(
        ({ category }) => category === 'noise',
      ),
    ).toMatchObject([
      {
        reported_at: time(days.noise + 1, 2.1),
        handle_s: 18 * 60,
        handled_in_time: true,
        is_night: true,
        is_owner_notified: false,
      },
    ])
  })

  test('written down three hours later', async () => {
    expect(await list('incidents', day(days.logged_late), at('gorokhovaya-40'))).toMatchObject([
      {
        category: 'heating',
        is_logged_late: true,
        reported_at: time(days.logged_late, 19.5),
        opened_at: time(days.logged_late, 22.5),
      },
    ])
    expect(monthly.incidents[LAST]).toMatchObject({ logged_late: 1 })
  })

  test('the same lock fails three times in a row, and once more', async () => {
    const locks = (await list('incidents', whole, at('rubinshteina-9'))).filter(({ incident_id }) =>
      String(incident_id).startsWith('i-lock-'),
    )
    expect(locks.map(({ category }) => category)).toEqual(['lock', 'lock', 'lock', 'lock'])
    expect(locks.map(({ is_repeated }) => is_repeated)).toEqual([false, true, true, false])
    expect(locks.map(({ is_owner_notified }) => is_owner_notified)).toEqual([false, false, true, false])
    expect(
      value(await total('incidents', month(LAST), at('rubinshteina-9')), 'repeated'),
    ).toBeGreaterThanOrEqual(2)
  })

  test('the telephone rang twice, and nobody took it', async () => {
    expect(await total('turns', day(days.rang + 1), at('fontanka-66'))).toMatchObject({
      missed_calls: 2,
      called_back_share: 0,
      // 01:20 and 01:27 until 04:50
      call_back_p50_s: (210 * 60 + 203 * 60) / 2,
    })
    expect(monthly.turns.map(({ missed_calls }) => missed_calls)).toEqual(
      ALL_MONTHS.map((index) => (index === 11 ? 2 : 0)),
    )
  })
})

describe('homes and guests', () => {
  test('a home taken over on the 15th has nights and questions from then on', async () => {
    expect(formatDay(days.taken_over).slice(8)).toBe('15')
    const before = { from: first_day, until: days.taken_over }
    const own = at('mayakovskogo-11')
    expect(await total('nights', before, own)).toMatchObject({ nights: 0, covered_share: null })
    expect(await total('turns', before, own)).toMatchObject({ turns: 0 })
    const { nights } = await total('nights', month(11), own)
    expect(nights).toBe(month(11).until - days.taken_over)
    expect(value(await total('turns', month(LAST), own), 'turns')).toBeGreaterThan(5)
  })

  test('a home that was sold: each owner sees his days', async () => {
    const nights = async (owner: string) => {
      const { by = [] } = await answer('nights', month(9), of(owner), { by: 'property' })
      return by.find(({ key }) => key === 'kazanskaya-15')?.['nights']
    }
    expect(await nights('o-zakhar')).toBe(days.sold - month(9).from)
    expect(await nights('o-kirill')).toBe(month(9).until - days.sold)

    const dates = async (scope: Scope) =>
      (await list('turns', month(9), scope))
        .filter(({ property_id }) => property_id === 'kazanskaya-15')
        .map(({ date }) => String(date))
    const [seller, buyer, all] = [
      await dates(of('o-zakhar')),
      await dates(of('o-kirill')),
      await dates(at('kazanskaya-15')),
    ]
    const sold = formatDay(days.sold)
    expect([seller.every((date) => date < sold), buyer.every((date) => date >= sold)]).toEqual([true, true])
    expect(Math.min(seller.length, buyer.length)).toBeGreaterThan(0)
    expect([...seller, ...buyer]).toEqual(all)
  })

  test('a guest comes back after half a year, in the same chat', async () => {
    const rows = await list('turns', whole, at('pestelya-7'))
    const chat = rows.filter(({ conversation_id }) => conversation_id === 'c-comes-back')
    const guests = (period: Period) => {
      const within = chat.filter(({ date }) => {
        const day = parseDay(String(date))
        return day >= period.from && day < period.until
      })
      return new Set(within.map(({ guest }) => guest))
    }
    expect(guests(month(4))).toEqual(new Set(['new']))
    expect(guests(month(10))).toEqual(new Set(['returning']))
    expect(new Set(chat.map(({ stay_id }) => stay_id)).size).toBe(2)
  })

  test('reviews without a booking number', async () => {
    const [row] = await one.db.read<{ without: number; all: number }>(
      "select countIf(stay_id = '') as without, count() as all from review_events final",
    )
    expect(Number(row?.without) / Number(row?.all)).toBeGreaterThan(0.05)
    expect(Number(row?.without) / Number(row?.all)).toBeLessThan(0.15)
    expect(Number(row?.without)).toBeGreaterThan(20)
  })
})
