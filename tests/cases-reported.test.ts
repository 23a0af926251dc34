/** The cases of metrics.md about what nobody reports, by their numbers: each has a database to itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readList, type List } from '#sql/lists.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/scope.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  everythingTold,
  guest,
  incident,
  message,
  planned,
  policy,
  property,
  source,
  type Told,
} from './support/events.ts'

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

const march = { from: '2025-03-01', until: '2025-04-01', as_of: '2025-04-02T00:00:00Z' }

async function questions({ from, until, as_of } = march) {
  const directory = await one.directory()
  const ask = {
    period: parsePeriod(from, until),
    as_of: Date.parse(as_of),
    scope: managementScope(directory),
    language: 'en',
    team: false,
  }
  return {
    answer: (subject: Subject) => readMetrics(one.db, directory, { ...ask, subject, by: null, every: null }),
    list: (list: List) => readList(one.db, directory, list, ask),
  }
}

/** Shares, percentiles, rates, ratings and what is said of a link: of nothing they are unknown. */
const isUnknown = (metric: string) =>
  /_share(_low|_high)?$|_p50_s$|_p90_s$|wait_max_s$|per_100|per_stay|stars_mean$|_rho|_p$|_lift(_low|_high)?$/.test(
    metric,
  )

test('10: nothing to measure is no data, never 100 %', async () => {
  await one.take([everythingTold(), property({ managed_from: '2025-04-01' })])
  const { answer } = await questions()
  for (const subject of SUBJECTS) {
    const { total, not_reported } = await answer(subject)
    expect(not_reported).toEqual({})
    for (const [metric, value] of Object.entries(total)) {
      expect(value, metric).toBe(isUnknown(metric) ? null : 0)
    }
  }
})

test('21: planned and never clocked', async () => {
  await one.take([property(), planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00')])
  const { answer, list } = await questions({ ...march, from: '2025-03-03', until: '2025-03-04' })
  const { total, not_reported } = await answer('nights')
  expect(total).toEqual({
    ...{ nights: 1, covered_share: null, attended_share: null, planned_share: 1, language_covered_share: 0 },
    ...{ gaps: 0, gap_max_s: 0, covered_nights: 1, no_shows: null, late_starts: null },
    ...{ late_nights: 0, silent_nights: 0, overloaded_nights: 0 },
  })
  expect(not_reported).toEqual({
    ...{ covered_share: 'clock', attended_share: 'clock' },
    ...{ no_shows: 'clock and plans', late_starts: 'clock and plans' },
  })
  expect(await list('gaps')).toEqual([])
  expect(await list('nights')).toMatchObject([
    { clocked_s: null, attended_s: null, planned_s: 36000, gaps: 0, no_shows: null },
  ])
})

test('22: nobody reports the owner being told: null, not 0; declared: 0 and 31', async () => {
  const told: Told[] = [property({ managed_from: '2025-03-01' }), incident('opened', '2025-03-04 10:00')]
  await one.take([...told, message('owner', '2025-03-04 23:00')])
  const before = await (await questions()).answer('incidents')
  expect(before.total).toMatchObject({ incidents: 1, owner_disturbed_share: null })
  expect(before.not_reported).toMatchObject({ owner_disturbed_share: 'owner_contact' })
  expect(await (await questions()).answer('automation')).toMatchObject({
    total: { undisturbed_nights: null, disturbed_nights: null },
    not_reported: { undisturbed_nights: 'owner_contact', disturbed_nights: 'owner_contact' },
  })
  await one.take([source(['owner_contact'])])
  const after = await (await questions()).answer('incidents')
  expect(after.total).toMatchObject({ owner_disturbed_share: 0 })
  expect(after.not_reported).not.toHaveProperty('owner_disturbed_share')
  expect(await (await questions()).answer('automation')).toMatchObject({
    total: { undisturbed_nights: 30, disturbed_nights: 1 },
    not_reported: {},
    since: {},
  })
})

test('the owner’s nights count from the day on which his being told is reported', async () => {
  await one.take([
    property({ managed_from: '2025-03-01' }),
    incident('opened', '2025-03-04 10:00'),
    ...['2025-03-09 23:00', '2025-03-10 23:00'].map((time) => message('owner', time)),
    source(['owner_contact'], '2025-03-10'),
  ])
  expect(await (await questions()).answer('automation')).toMatchObject({
    total: { undisturbed_nights: 21, disturbed_nights: 1 },
    since: { undisturbed_nights: '2025-03-10', disturbed_nights: '2025-03-10' },
  })
})

test('22: no incident was ever reported: null, not 0; declared: 0', async () => {
  await one.take([property(), guest('2025-03-04 10:00', { topic: 'lock' })])
  const { total, not_reported } = await (await questions()).answer('incidents')
  expect(new Set(Object.values(total))).toEqual(new Set([null]))
  expect(not_reported).toMatchObject({ incidents: 'incidents', unlogged_trouble: 'incidents' })
  await one.take([source(['incidents'])])
  const declared = await (await questions()).answer('incidents')
  expect(declared.total).toMatchObject({
    incidents: 0,
    open: 0,
    cancelled: 0,
    handle_p50_s: null,
    unlogged_trouble: 1,
  })
  expect(declared.total['per_100_nights']).toBeNull()
  expect(declared.not_reported).toEqual({
    ...{ owner_disturbed_share: 'owner_contact', playbook_share: 'playbooks', per_100_nights: 'stays' },
  })
})

test('reported from a day: only from there on, and since when', async () => {
  const calls = (time: string, conversation_id: string) =>
    guest(time, { kind: 'missed_call', conversation_id })
  await one.take([
    property(),
    calls('2025-03-09 12:00', 'a'),
    calls('2025-03-10 00:00', 'b'),
    source(['calls'], '2025-03-10'),
  ])
  const { answer } = await questions()
  expect(await answer('turns')).toMatchObject({
    total: { turns: 2, missed_calls: 1 },
    since: { missed_calls: '2025-03-10' },
  })
  const before = await (await questions({ ...march, until: '2025-03-10' })).answer('turns')
  expect(before).toMatchObject({
    total: { turns: 1, missed_calls: null },
    not_reported: { missed_calls: 'calls' },
    since: {},
  })
  const early = await (await questions({ ...march, as_of: '2025-03-09T20:59:59Z' })).answer('turns')
  expect(early.total['missed_calls']).toBeNull()
  const thatDay = await (await questions({ ...march, as_of: '2025-03-09T21:00:00Z' })).answer('turns')
  expect(thatDay.total['missed_calls']).toBe(1)
})

test('a default promise is for every home without its own', async () => {
  await one.take([
    ...[property(), property({ property_id: 'M' })],
    policy('2025-01-01 00:00', { answer_within_s: 60 }),
    policy('2025-01-01 00:00', { answer_within_s: 3600, property_id: 'M' }),
    guest('2025-03-04 12:00', { conversation_id: 'a' }),
    guest('2025-03-04 12:00', { conversation_id: 'b', property_id: 'M' }),
  ])
  const { list } = await questions()
  expect((await list('turns')).map(({ property_id, due_at }) => [property_id, due_at])).toEqual([
    ['M', '2025-03-04T10:00:00.000Z'],
    ['N', '2025-03-04T09:01:00.000Z'],
  ])
})
