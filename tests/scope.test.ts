/**
 * The contract of scope, over every metric and every list: nobody reads without one, an empty one reads nothing, and an
 * owner reads no byte of another's. The world: tests/support/two-owners.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Directory } from '#sql/directory/directory.ts'
import { LISTS, readList, type ListRow } from '#sql/lists.server.ts'
import { DIMENSIONS, metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type Answer, type MetricsQuery } from '#sql/read.server.ts'
import {
  EMPTY_SCOPE,
  homesScope,
  managementScope,
  narrowed,
  ownerScope,
  type Scope,
} from '#sql/directory/scope.ts'
import { amount, IS_LONG, some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { guest, incident, property, stay } from './support/events.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { A, B, march, ofA, twoOwners } from './support/two-owners.ts'

const SEED = seedOf('scope', 'new')
const random = randomOf(SEED)

let one: TestDatabase
let directory: Directory
let olga: Scope
let boris: Scope

beforeAll(async () => {
  console.info(`scope: SEED=${SEED}`)
  one = await testDatabase()
  expect((await one.take(twoOwners)).filter((outcome) => outcome !== null)).toEqual([])
  directory = await one.directory()
  olga = ownerScope(directory, 'yya-owner')
  boris = ownerScope(directory, 'zzb-owner')
})
afterAll(() => one.close())

const listQuery = (scope: Scope, other: Partial<MetricsQuery> = {}) => ({
  ...march,
  scope,
  language: 'en',
  team: false,
  ...other,
})
const metricsQuery = (subject: Subject, scope: Scope, other: Partial<MetricsQuery> = {}): MetricsQuery => ({
  by: null,
  every: null,
  ...listQuery(scope),
  subject,
  ...other,
})
const read = (subject: Subject, scope: Scope, other: Partial<MetricsQuery> = {}) =>
  readMetrics(one.db, directory, metricsQuery(subject, scope, other))
/** Asks for these alone: a question for all metrics takes many times as long to plan. */
async function expectTotal(subject: Subject, scope: Scope, figures: Record<string, number>): Promise<void> {
  const { total } = await read(subject, scope, { metrics: Object.keys(figures) })
  expect(total).toEqual(figures)
}

/**
 * Every question there is: each subject by each of its dimensions, by month, with all metrics. At a push the metrics are
 * dealt out over the dimensions, and some of these questions are drawn, the same for whoever is asked about.
 */
const QUESTIONS = some(
  SUBJECTS.flatMap((subject) =>
    [null, ...DIMENSIONS[subject]].map((by, index, { length }) => {
      const all = Object.keys(metricsOf(subject))
      const own = all.filter((_, place) => IS_LONG || place % length === index)
      return { subject, by, metrics: own }
    }),
  ),
  12,
  random,
)

/** The answers to all of them, or to so many at a push; and each list. */
async function everything(
  scope: Scope,
  count = QUESTIONS.length,
): Promise<{ answers: Answer[]; rows: ListRow[][] }> {
  const asked = some(QUESTIONS, count, random)
  return {
    answers: await Promise.all(
      asked.map(({ subject, ...question }) => read(subject, scope, { ...question, every: 'month' })),
    ),
    rows: await Promise.all(LISTS.map((list) => readList(one.db, directory, list, listQuery(scope)))),
  }
}

describe('without a scope', () => {
  test('nothing can be asked', async () => {
    const unscoped = { ...march, subject: SUBJECTS[0], by: null, every: null, language: 'en', team: false }
    for (const subject of SUBJECTS) {
      // @ts-expect-error a question without a scope does not compile
      await expect(readMetrics(one.db, directory, { ...unscoped, subject }), subject).rejects.toThrow(
        TypeError,
      )
    }
    for (const list of LISTS) {
      // @ts-expect-error and neither does one for rows
      await expect(readList(one.db, directory, list, unscoped), list).rejects.toThrow(TypeError)
    }
  })

  test('only sql/directory/scope.ts makes scopes', () => {
    // @ts-expect-error a scope written by hand does not compile
    const written: Scope = {
      homes: [{ property_id: 'zzb-home', from: -Infinity, until: Infinity }],
      unassigned: true,
    }
    expect(written.homes).toHaveLength(1)
  })

  test('an empty one reads nothing', async () => {
    for (const nothing of [
      ownerScope(directory, 'nobody'),
      homesScope(directory, ['ghost']),
      homesScope(directory, []),
      narrowed(olga, ['zzb-home']),
    ]) {
      expect({ ...nothing, owner_id: null }).toEqual(EMPTY_SCOPE)
    }
    for (const scope of amount([narrowed(olga, ['zzb-home'])], [EMPTY_SCOPE, narrowed(olga, ['zzb-home'])])) {
      const { answers, rows } = await everything(scope, 4)
      for (const { subject, total, by = [], series, property_ids } of answers) {
        const empty = Object.fromEntries(Object.keys(total).map((id) => [id, metricsOf(subject)[id]?.empty]))
        expect(total, subject).toEqual(empty)
        expect(series, subject).toEqual([{ from: '2025-03-01', ...empty, of: expect.anything() as unknown }])
        expect(by, `${subject}, SEED=${SEED}`).toEqual([])
        expect(property_ids).toEqual([])
      }
      expect(rows).toEqual(LISTS.map(() => []))
    }
  })
})

describe('owners', () => {
  const directions = [
    [A, B],
    [B, A],
  ] as const
  test.each(some(directions, 1, random))('%s reads no byte of %s', async (own, other) => {
    const { answers, rows } = await everything(own === A ? olga : boris)
    expect(JSON.stringify([answers, rows])).toContain(own)
    for (const answer of answers) expect(JSON.stringify(answer), answer.subject).not.toContain(other)
    for (const [index, list] of rows.entries())
      expect(JSON.stringify(list), LISTS[index]).not.toContain(other)
  })

  test('management reads both, so the strings are there to be read', async () => {
    const { answers, rows } = await everything(managementScope(directory))
    for (const answer of answers.filter(({ by }) => by?.some(({ key }) => key?.includes('_') === true))) {
      expect(JSON.stringify(answer)).toContain(A)
      expect(JSON.stringify(answer)).toContain(B)
    }
    for (const list of rows.slice(0, 2)) {
      expect(JSON.stringify(list)).toContain(A)
      expect(JSON.stringify(list)).toContain(B)
    }
    const { by } = await read('nights', managementScope(directory), {
      by: 'person',
      metrics: ['late_starts'],
    })
    expect(by?.map(({ key }) => key)).toEqual(['yya-manager', 'zzb-manager'])
  })

  test('a home sold on the 15th: each his half', async () => {
    const sold = (scope: Scope) => narrowed(scope, ['sold'])
    await expectTotal('turns', sold(olga), { turns: 1, guest_messages: 1 })
    await expectTotal('turns', sold(boris), { turns: 2, guest_messages: 2 })
    await expectTotal('incidents', sold(olga), { incidents: 1 })
    await expectTotal('incidents', sold(boris), { incidents: 1 })
    // the night of the 14th is A's, with the question of 23:59 that nobody answered
    await expectTotal('nights', sold(olga), { nights: 14, late_nights: 1 })
    await expectTotal('nights', sold(boris), { nights: 17, late_nights: 0 })
    const nightsOf = async (scope: Scope) =>
      (await readList(one.db, directory, 'nights', listQuery(sold(scope)))).map(({ night }) => night)
    expect(await nightsOf(olga)).toEqual(
      Array.from({ length: 14 }, (_, index) => `2025-03-${String(index + 1).padStart(2, '0')}`),
    )
    expect((await nightsOf(boris))[0]).toBe('2025-03-15')
  })

  test("a thread over two owners' homes: each his own messages and turns", async () => {
    const both = async (scope: Scope) => {
      const rows = await readList(one.db, directory, 'turns', listQuery(scope))
      return rows
        .filter(({ conversation_id }) => conversation_id === 'both')
        .map(({ property_id, wait_s, is_first }) => [property_id, wait_s, is_first])
    }
    expect(await both(olga)).toEqual([['yya-home', 120, true]])
    expect(await both(boris)).toEqual([['zzb-home', 1800, false]])
    await expectTotal('turns', narrowed(olga, ['yya-home']), {
      turns: 2,
      guest_messages: 2,
      first_wait_p50_s: 210,
    })
    await expectTotal('turns', narrowed(boris, ['zzb-home']), {
      turns: 2,
      guest_messages: 2,
      first_wait_p50_s: 300,
    })
  })

  test('a team of A counts no shift for homes of B alone', async () => {
    const metrics = ['covered_share', 'late_starts']
    const { by, total } = await read('nights', olga, { by: 'person', team: true, metrics })
    expect(by?.map(({ key }) => key)).toEqual(['yya-manager'])
    expect(total).toEqual({ covered_share: 0, late_starts: 0 })
  })

  test("a question at A's home within a stay at B's shows no id of that stay", async () => {
    await one.take([
      stay('2025-05-01', '2025-05-05', { stay_id: 'zzb-lent', property_id: 'zzb-home' }),
      guest('2025-05-02 10:00', ofA('lent', { stay_id: 'zzb-lent' })),
    ])
    const may = { period: parsePeriod('2025-05-01', '2025-06-01'), as_of: Date.parse('2025-06-02T00:00:00Z') }
    const rows = await readList(one.db, await one.directory(), 'turns', listQuery(olga, may))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(B)
  })

  test("what has no home is in management's totals and in no owner's", async () => {
    const everybody = managementScope(directory)
    await expectTotal('turns', olga, { turns: 3, guest_messages: 3, missed_calls: 0 })
    await expectTotal('turns', boris, { turns: 4, guest_messages: 4, missed_calls: 1 })
    await expectTotal('turns', everybody, { turns: 9, guest_messages: 9, missed_calls: 1 })
    expect(
      (await read('turns', everybody, { by: 'property', metrics: ['turns'] })).by?.map(({ key, turns }) => [
        key,
        turns,
      ]),
    ).toEqual([
      ...[
        ['ghost', 1],
        ['sold', 3],
        ['yya-home', 2],
        ['zzb-home', 2],
      ],
      [null, 1],
    ])
    await expectTotal('incidents', olga, { incidents: 2 })
    await expectTotal('incidents', boris, { incidents: 2 })
    await expectTotal('incidents', everybody, { incidents: 5 })
    // nights are of announced homes only
    await expectTotal('nights', olga, { nights: 45 })
    await expectTotal('nights', boris, { nights: 48 })
    await expectTotal('nights', everybody, { nights: 93 })
    // and so are homes that are named
    await expectTotal('turns', homesScope(directory, [...directory.properties.keys()]), { turns: 7 })
  })

  test('a home managed from the 15th has 17 nights in October, and nothing before', async () => {
    await one.take([
      property({ property_id: 'october', owner_id: 'third', managed_from: '2025-10-15' }),
      ...['2025-10-14 23:59', '2025-10-15 00:00'].map((time) =>
        guest(time, { property_id: 'october', conversation_id: time }),
      ),
      ...['2025-10-14 23:59', '2025-10-15 00:00'].map((time) =>
        incident('opened', time, { property_id: 'october', incident_id: time }),
      ),
    ])
    const today = await one.directory()
    const october = {
      period: parsePeriod('2025-10-01', '2025-11-01'),
      as_of: Date.parse('2025-11-02T00:00:00Z'),
    }
    for (const scope of [ownerScope(today, 'third'), homesScope(today, ['october'])]) {
      const value = async (subject: Subject) =>
        (await readMetrics(one.db, today, metricsQuery(subject, scope, { ...october, metrics: [subject] })))
          .total[subject]
      expect([await value('nights'), await value('turns'), await value('incidents')]).toEqual([17, 1, 1])
    }
    // management too counts a home only on the dates on which it is managed
    const counted = { ...october, metrics: ['turns', 'guest_messages'] }
    const all = await readMetrics(one.db, today, metricsQuery('turns', managementScope(today), counted))
    expect(all.total).toEqual({ turns: 1, guest_messages: 1 })
  })
})
