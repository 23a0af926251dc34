/** The real data and what it must give, to the last digit. REAL_DATA names the folder that holds both. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { figures, managementHomes, type Ask } from './figures.ts'

const folder = process.env.REAL_DATA ?? resolve('../shared/real')
const there = existsSync(join(folder, 'care.ndjson'))
if (!there) console.warn(`no care.ndjson in ${folder}: the real data is not compared`)

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

test.skipIf(!there).each(['turns', 'incidents', 'nights'] as const)('%s of the real data', (subject) => {
  const events = read('care.ndjson')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
  const expected = JSON.parse(read('expected.json')) as Record<Ask['subject'], Record<string, number | null>>
  const { total } = figures(events, {
    subject,
    from: '2010-01-01',
    until: '2026-01-01',
    as_of: Date.parse('2026-01-01T00:00:00Z'),
    homes: managementHomes(events),
    unassigned: true,
    default_timezone: 'Europe/Moscow',
  })
  // a metric that is younger than these figures has none of them
  expect(total).toMatchObject(expected[subject])
  expect(Object.keys(expected[subject]).length).toBeGreaterThan(0)
})
