/** The demo portfolio through the real decode and sink: each of its stories in the numbers that are there to tell it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoEvents, firstDayFor } from '#pipelines/demo/events.ts'
import { storyDays } from '#pipelines/demo/stories.ts'
import type { Directory } from '#sql/directory.ts'
import { readList, type List, type ListRow } from '#sql/lists.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import { readMetrics, type Ask, type Values } from '#sql/read.server.ts'
import { homesScope, managementScope, ownerScope, type Scope } from '#sql/scope.ts'
import { readSilences } from '#sql/silences.server.ts'
import { DAY_MS, formatDay, parseDay } from '#sql/zone.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const last_day = parseDay('2026-11-22')
const first_day = firstDayFor(last_day)
const AS_OF = Date.parse('2026-11-22T21:00:00Z')
const days = storyDays(first_day)
const monthAt = (index: number) => {
  const date = new Date(first_day * DAY_MS)
  const start = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS
  return { from: start(index), until: start(index + 1) }
}

let one: TestDatabase
let directory: Directory
beforeAll(async () => {
  one = await testDatabase()
  const events = [...demoEvents({ first_day, last_day }, first_day)]
  for (let start = 0; start < events.length; start += 10_000)
    expect(
      (await one.land(events.slice(start, start + 10_000), AS_OF)).filter((outcome) => outcome !== null),
    ).toEqual([])
  await one.facts.drain()
  directory = await one.directory()
}, 180_000)
afterAll(() => one.close())

async function total(
  subject: Subject,
  period: { from: number; until: number },
  scope: Scope = managementScope(directory),
  other: Partial<Ask> = {},
): Promise<Values> {
  return (await answer(subject, period, scope, other)).total
}

function answer(
  subject: Subject,
  period: { from: number; until: number },
  scope: Scope,
  other: Partial<Ask> = {},
) {
  const ask = { subject, period, scope, as_of: AS_OF, by: null, every: null, language: 'en', team: false }
  return readMetrics(one.db, directory, { ...ask, ...other })
}

function list(what: List, day: number, home: string, length = 1): Promise<ListRow[]> {
  const scope = homesScope(directory, [home], true)
  const period = { from: day, until: day + length }
  return readList(one.db, directory, what, { period, scope, as_of: AS_OF, language: 'en', team: false })
}

const night = (day: number) => ({ from: day, until: day + 1 })

describe('nights', () => {
  test('nobody was there for 103 minutes, and a guest waited for 92', async () => {
    const gaps = await list('gaps', days.nobody, 'nevsky-24')
    expect(gaps.map((gap) => gap['gap_s'])).toEqual([6180])
    const turns = await list('turns', days.nobody + 1, 'nevsky-24')
    expect(turns.map((turn) => turn['wait_s'])).toContain(5520)
  })

  test('the shift was asleep', async () => {
    const own = homesScope(directory, ['pestelya-7'], true)
    expect((await total('nights', night(days.asleep), own))['silent_nights']).toBe(1)
  })

  test('one person and two guests at the same time', async () => {
    const own = homesScope(directory, ['marata-5'], true)
    expect((await total('nights', night(days.busy), own))['overloaded_nights']).toBe(1)
  })

  test('someone carries the nights', async () => {
    const { by = [] } = await answer('turns', monthAt(12), managementScope(directory), {
      by: 'person',
      metrics: ['night_answered'],
    })
    const people = by.filter(({ key }) => key?.startsWith('m-') === true)
    const most = Math.max(...people.map((row) => row['night_answered'] ?? 0))
    const all = people.reduce((sum, row) => sum + (row['night_answered'] ?? 0), 0)
    expect(most / all).toBeGreaterThan(0.5)
  })

  test('planned and answering, but never clocked for a week', async () => {
    const week = await total('nights', { from: days.unclocked, until: days.unclocked + 7 })
    expect(week['planned_share']).toBe(1)
    // the shift before the first of these nights ends in it
    expect(week['covered_share']).toBeLessThan(0.01)
    expect(week['attended_share']).toBeGreaterThan(0.02)
  })

  test('Telegram was silent for about ten hours', async () => {
    const stretch = { from_at: first_day * DAY_MS, until_at: AS_OF }
    const silences = await readSilences(one.db, directory, stretch, AS_OF)
    expect(silences.map(({ name }) => name)).toEqual(['Telegram'])
    const [{ from_at = 0, until_at = 0 } = {}] = silences
    expect(Math.round(((until_at ?? 0) - from_at) / 3_600_000)).toBeGreaterThanOrEqual(10)
  })
})

describe('months', () => {
  test('a bad month, and the one after it', async () => {
    const [before, bad, after] = await Promise.all(
      [6, 7, 8].map(async (month) => total('turns', monthAt(month))),
    )
    expect(bad?.['in_time_share']).toBeLessThan(0.9)
    expect(before?.['in_time_share']).toBeGreaterThan(0.97)
    expect(after?.['in_time_share']).toBeGreaterThan(0.97)
  })

  test('the bot answered half', async () => {
    expect((await total('turns', monthAt(10)))['bot_share']).toBeGreaterThan(0.4)
    expect((await total('turns', monthAt(9)))['bot_share']).toBeLessThan(0.3)
  })

  test.each([0, 2, 4, 9, 12])('month %i looks like a good one', async (month) => {
    const turns = await total('turns', monthAt(month))
    expect(turns['in_time_share']).toBeGreaterThan(0.96)
    expect(turns['in_time_share']).toBeLessThan(1)
    expect(turns['wait_p50_s']).toBeGreaterThan(60)
    expect(turns['wait_p50_s']).toBeLessThan(300)
    expect(turns['overdue']).toBe(0)
    expect((await total('nights', monthAt(month)))['attended_share']).toBeGreaterThan(0.99)
    const incidents = await total('incidents', monthAt(month))
    expect(incidents['handled_in_time_share']).toBeGreaterThan(0.75)
    expect(incidents['unlogged_trouble']).toBeLessThan(incidents['incidents'] ?? 0)
  })

  test('six questions a month', async () => {
    const turns = await total('turns', monthAt(12), ownerScope(directory, 'o-boris'))
    expect(turns['turns']).toBe(6)
  })

  test('an owner answers himself', async () => {
    expect(
      (await total('turns', monthAt(12), ownerScope(directory, 'o-gleb')))['owner_answered'],
    ).toBeGreaterThan(0)
    expect(
      (await total('automation', monthAt(12), ownerScope(directory, 'o-gleb')))['disturbed_nights'],
    ).toBeGreaterThan(0)
  })
})

describe('cases', () => {
  test('a leak at four, handled in fourteen minutes', async () => {
    const [leak] = (await list('incidents', days.leak + 1, 'marata-5')).filter(
      (row) => row['category'] === 'leak',
    )
    expect(leak).toMatchObject({ handle_s: 840, handled_in_time: true, is_night: true })
  })

  test('a noisy neighbour at two; the owner was not woken', async () => {
    const [noise] = (await list('incidents', days.noise + 1, 'nevsky-24')).filter(
      (row) => row['category'] === 'noise',
    )
    expect(noise).toMatchObject({ handle_s: 1080, handled_in_time: true, is_owner_notified: false })
  })

  test('written down three hours later', async () => {
    const rows = await list('incidents', days.logged_late, 'gorokhovaya-40')
    expect(rows.some((row) => row['is_logged_late'] === true && row['category'] === 'heating')).toBe(true)
  })

  test('the same lock fails three times', async () => {
    const [first] = days.lock_fails
    const rows = (await list('incidents', first ?? 0, 'rubinshteina-9', 3)).filter(
      (row) => row['category'] === 'lock',
    )
    expect(rows.map((row) => row['is_repeated']).filter(Boolean).length).toBeGreaterThanOrEqual(2)
  })

  test('the telephone rang, and nobody took it', async () => {
    const own = homesScope(directory, ['fontanka-66'], true)
    const turns = await total('turns', { from: days.rang + 1, until: days.rang + 2 }, own)
    expect(turns['missed_calls']).toBe(2)
    expect(turns['called_back_share']).toBe(0)
  })
})

describe('homes and guests', () => {
  test('taken over on the 15th', async () => {
    const own = homesScope(directory, ['mayakovskogo-11'], true)
    expect(formatDay(days.taken_over).slice(8)).toBe('15')
    const { from, until } = monthAt(11)
    expect((await total('nights', monthAt(11), own))['nights']).toBe(until - days.taken_over)
    expect((await total('turns', { from, until: days.taken_over }, own))['turns']).toBe(0)
  })

  test('sold: each owner has his days', async () => {
    const { from, until } = monthAt(9)
    const nightsOf = async (owner: string) =>
      (await answer('nights', monthAt(9), ownerScope(directory, owner), { by: 'property' })).by
    const own = async (owner: string) =>
      (await nightsOf(owner))?.find(({ key }) => key === 'kazanskaya-15')?.['nights']
    expect(await own('o-zakhar')).toBe(days.sold - from)
    expect(await own('o-kirill')).toBe(until - days.sold)
  })

  test('a guest comes back after half a year, in the same chat', async () => {
    const rows = await list('turns', monthAt(10).from, 'pestelya-7', 31)
    const back = rows.filter((row) => row['conversation_id'] === 'c-comes-back')
    expect(back.length).toBeGreaterThan(0)
    expect(new Set(back.map((row) => row['guest']))).toEqual(new Set(['returning']))
  })

  test('reviews without a booking number', async () => {
    const [row] = await one.db.read<{ without: number; all: number }>(
      "select countIf(stay_id = '') as without, count() as all from review_events final",
    )
    expect(row?.without).toBeGreaterThan(20)
    expect(row?.all).toBeGreaterThan((row?.without ?? 0) * 5)
  })
})
