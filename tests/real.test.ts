/** Real data gives exactly the figures that were computed for it by others (see its README). Not a part of the repository. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFiles } from '#pipelines/import.server.ts'
import { SUBJECTS } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const folder = process.env['REAL_DATA'] ?? path.resolve('..', 'shared', 'real')
const isThere = existsSync(path.join(folder, 'care.ndjson'))
if (!isThere)
  console.warn(`NOT TESTED: real data, because ${folder} is not there (REAL_DATA names another folder)`)

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
afterAll(() => one.close())

test.skipIf(!isThere)('every figure of expected.json, to the last digit', async () => {
  const counts = { read: 0, accepted: 0, dead: 0, reasons: new Map<string, number>(), imports: [] }
  await importFiles(one, [path.join(folder, 'care.ndjson')], {
    person: 'anna',
    stdin: Readable.from([]),
    now: Date.now,
    counts,
  })
  await one.facts.drain()
  expect(counts).toMatchObject({ read: 6105, accepted: 6105, dead: 0 })
  const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Record<
    string,
    object
  >
  const directory = await one.directory()
  for (const subject of SUBJECTS) {
    const { total } = await readMetrics(one.db, directory, {
      subject,
      period: parsePeriod('2010-01-01', '2026-01-01'),
      as_of: Date.parse('2026-01-01T00:00:00Z'),
      scope: managementScope(directory),
      by: null,
      every: null,
      language: 'en',
      team: false,
    })
    // a metric that is younger than these figures has none of them
    expect(total).toMatchObject(expected[subject] ?? {})
    // no review is in it
    if (subject === 'reviews') expect(Object.values(total).filter((value) => value !== null)).toEqual([])
    // no stay and no owner either; 207 of the 579 answers were to questions asked at night
    if (subject === 'automation')
      expect(total).toMatchObject({
        stays: null,
        undisturbed_nights: null,
        disturbed_nights: null,
        night_answered: 207,
        attention_spared_s: 207 * 900 + 372 * 240,
      })
  }
})
