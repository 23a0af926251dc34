/** A metric that was renamed is answered by both names for a year; what was sealed by the former one is read by the one of now. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatAnswer } from '../cli/format.ts'
import { answerCsv } from '#reports/month/answer-csv.ts'
import { readSnapshot, freeze } from '#reports/mailing/snapshots.server.ts'
import { byCurrentId } from '#sql/metrics/former.ts'
import { CATALOGUE } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { property, everythingReported } from './support/events.ts'
import { sampleMonth } from './support/sample-month.ts'

const IDS = ['', '_n', '_low', '_high'].flatMap((end) =>
  ['', 'communication_'].map((start) => [`${start}resolution_lift${end}`, `${start}handled_in_time_lift${end}`] as const),
) // prettier-ignore

let one: TestDatabase
let answer: Answer
beforeAll(async () => {
  one = await testDatabase()
  await one.take([everythingReported(), property()])
  const directory = await one.directory()
  answer = await readMetrics(one.db, directory, {
    subject: 'reviews',
    period: parsePeriod('2025-03-01', '2025-04-01'),
    by: 'property',
    every: 'month',
    as_of: Date.parse('2025-04-01T00:00:00Z'),
    scope: managementScope(directory),
    language: 'en',
    team: false,
  })
})
afterAll(() => one.close())

test('the catalogue knows the name of now alone', () => {
  for (const [then, now] of IDS) {
    expect(CATALOGUE.reviews).toHaveProperty(now)
    expect(CATALOGUE.reviews).not.toHaveProperty(then)
  }
})

test('JSON and CSV answer by both', () => {
  const json = JSON.parse(formatAnswer(answer, 'json')) as Answer
  const [head = '', total = ''] = answerCsv(answer).split('\n')
  const columns = head.trim().split(',')
  const cells = total.trim().split(',')
  const cell = (id: string) => cells[columns.indexOf(id)]
  for (const [then, now] of IDS) {
    expect(json.total).toHaveProperty(then, json.total[now])
    expect(json.series?.[0]).toHaveProperty(then, json.series?.[0]?.[now])
    expect(json.nothing_to_count[then]).toBe(json.nothing_to_count[now])
    expect(columns).toContain(then)
    expect(cell(then)).toBe(cell(now))
  }
  expect(json.total['resolution_lift_n']).toBe(0)
})

test('a month that was sealed by the former name', async () => {
  const contents = sampleMonth()
  const { total } = contents.reviews.answer
  const lift = total['handled_in_time_lift']
  delete total['handled_in_time_lift']
  total['resolution_lift'] = lift ?? null
  const of = { owner_id: 'o', edition: 1, locale: 'ru' as const, frozen_at: 1 }
  await freeze(one.db, contents, of)
  const read = await readSnapshot(one.db, { month: contents.period.month, owner_id: 'o', edition: 1 })
  expect(read?.contents.reviews.answer.total['handled_in_time_lift']).toBe(lift)
  expect(byCurrentId('reviews', { stars_mean: 1, communication_resolution_lift_low: 2 })).toEqual({
    stars_mean: 1,
    communication_handled_in_time_lift_low: 2,
  })
})
