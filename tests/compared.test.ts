/** A period with the one before it in one question, and some metrics of a subject, answer as separate questions do. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoEvents, firstDayFor } from '#pipelines/demo/events.ts'
import type { NightColumn } from '#reports/month/contents.ts'
import { readMonth } from '#reports/month/month.server.ts'
import { monthsOf } from '#reports/month/period.ts'
import { CATALOGUE, metricsOf, SUBJECTS } from '#sql/metrics/index.ts'
import type { Metric, SqlMetric } from '#sql/metrics/metric.ts'
import type { Period } from '#sql/time/period.ts'
import { readMetrics, type MetricsQuery } from '#sql/read.server.ts'
import { managementScope, ownerScope } from '#sql/directory/scope.ts'
import { readList } from '#sql/lists.server.ts'
import { parseDay } from '#sql/time/zone.ts'
import { some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'

const first_day = firstDayFor(parseDay('2026-11-20'))
const last_day = first_day + 75
const AS_OF = (last_day - 2) * 86_400_000

const SEED = seedOf('compared', 'new')
const random = randomOf(SEED)

let one: TestDatabase
beforeAll(async () => {
  console.info(`compared: SEED=${SEED}`)
  one = await testDatabase()
  await one.take([...demoEvents({ first_day, last_day }, first_day)])
}, 120_000)
afterAll(() => one.close())

const NOW: Period = { from: first_day + 40, until: first_day + 70 }
// with days between them that belong to neither
const BEFORE: Period = { from: first_day + 5, until: first_day + 30 }

const scopes = async () => {
  const directory = await one.directory()
  return [managementScope(directory), ownerScope(directory, 'o-anna')]
}

test.each(SUBJECTS)('%s: compared and by home, as two questions', async (subject) => {
  const directory = await one.directory()
  const metrics = Object.entries(CATALOGUE[subject] as Record<string, Metric & Partial<SqlMetric>>)
    .filter(([, { also }]) => also?.includes('stayed') !== true)
    .map(([id]) => id)
  for (const scope of some(await scopes(), 1, random)) {
    const query: MetricsQuery = {
      subject,
      period: NOW,
      as_of: AS_OF,
      scope,
      by: 'property',
      every: null,
      language: 'en',
      team: false,
      metrics,
    }
    const both = await readMetrics(one.db, directory, { ...query, before: BEFORE })
    const now = await readMetrics(one.db, directory, query)
    const before = await readMetrics(one.db, directory, { ...query, period: BEFORE, by: null })
    expect(both.total).toEqual(now.total)
    expect(both.by).toEqual(now.by)
    expect(both.before).toEqual(before.total)
    expect(Object.values(before.total).some((value) => value !== null && value > 0)).toBe(true)
  }
})

test.each(SUBJECTS)('%s: each metric by itself is the one among all', async (subject) => {
  const directory = await one.directory()
  const scope = ownerScope(directory, 'o-anna')
  const query: MetricsQuery = {
    subject,
    period: NOW,
    as_of: AS_OF,
    scope,
    by: null,
    every: null,
    language: 'en',
    team: false,
  }
  const all = await readMetrics(one.db, directory, query)
  for (const id of some(Object.keys(metricsOf(subject)), 5, random))
    expect((await readMetrics(one.db, directory, { ...query, metrics: [id] })).total).toEqual({
      [id]: all.total[id],
    })
})

test('nights stayed are counted over one period', async () => {
  const query: MetricsQuery = {
    subject: 'incidents',
    period: NOW,
    as_of: AS_OF,
    scope: (await scopes())[0] ?? fail(),
    by: null,
    every: null,
    language: 'en',
    team: false,
    metrics: ['per_100_nights'],
    before: BEFORE,
  }
  await expect(readMetrics(one.db, await one.directory(), query)).rejects.toThrow('nights stayed')
})

test('a month: its nights hold its night turns, its cases its incidents, its waits the longest', async () => {
  const directory = await one.directory()
  const months =
    monthsOf(new Date((first_day + 40) * 86_400_000).toISOString().slice(0, 7), last_day + 1) ?? fail()
  for (const scope of await scopes()) {
    const contents = await readMonth(one.db, directory, {
      hasBefore: true,
      ...months,
      audience: 'management',
      owner: null,
      scope,
      as_of: AS_OF,
    })
    const { figures, nights, cases, longest } = contents
    expect(cases).toHaveLength(figures.incidents['incidents'] ?? -1)
    expect(longest?.wait_s ?? null).toBe(figures.turns['people_wait_max_s'])
    // the table of figures beside the list of nights counts its rows
    const rows = (is: (night: NightColumn) => boolean) => nights.filter(is).length
    const came = (to: 'silent' | 'overloaded') => (night: NightColumn) =>
      night.verdict === to || night.also?.includes(to) === true
    expect({
      nights: nights.length,
      late_nights: rows(({ late }) => late > 0),
      silent_nights: rows(came('silent')),
      overloaded_nights: rows(came('overloaded')),
      covered_nights: rows(({ gap_max_s }) => (gap_max_s ?? Infinity) <= 600),
    }).toEqual({
      nights: figures.nights['nights'],
      late_nights: figures.nights['late_nights'],
      silent_nights: figures.nights['silent_nights'],
      overloaded_nights: figures.nights['overloaded_nights'],
      covered_nights: figures.nights['covered_nights'],
    })
    const [from, until] = [parseDay(months.period.from), parseDay(months.period.until)]
    // a night belongs to its evening: the hours after midnight of the first are the month's before
    const listed = await readList(one.db, directory, 'turns', {
      period: { from, until: until + 1 },
      scope,
      as_of: AS_OF,
      language: 'en',
      team: false,
    })
    const windows = nights.map(({ from_at, until_at }) => ({ from_at, until_at: Math.min(until_at, AS_OF) }))
    const inWindow = listed.filter((row) => {
      const at = Date.parse(String(row['opened_at']))
      return (
        row['state'] !== 'dismissed' && windows.some((night) => at >= night.from_at && at < night.until_at)
      )
    })
    expect(nights.reduce((sum, night) => sum + night.turns, 0)).toBe(inWindow.length)
    const counted = listed.filter(
      (row) => String(row['date']) < months.period.until && row['state'] !== 'dismissed',
    )
    expect(counted.filter((row) => row['is_night'] === true)).toHaveLength(figures.turns['night_turns'] ?? -1)
    for (const night of nights) {
      for (const [index, span] of night.spans.entries())
        expect(span.from_at).toBeGreaterThanOrEqual(night.spans[index - 1]?.until_at ?? night.from_at)
      const covered = night.spans.reduce((sum, span) => sum + span.until_at - span.from_at, 0)
      expect(covered).toBe(Math.min(night.until_at, AS_OF) - night.from_at)
    }
  }
})

function fail(): never {
  throw new Error('the test world lacks what it asks for')
}
