/**
 * Invented worlds that have a database to themselves: default promises, sources that declare what they tell, shifts for
 * every home, what has no home, teams. Told in any order, then held against the brute-force reading of metrics.md.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DIMENSIONS, SUBJECTS } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readList } from '#sql/lists.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/scope.ts'
import { figures, managementHomes } from './oracle/figures.ts'
import { ledgerRows, type LedgerRow } from './oracle/ledger.ts'
import { know } from './oracle/placed.ts'
import { worldArbitrary } from './oracle/world.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const SEED = Number(process.env['SEED'] ?? 20261123)
const WORLDS = Number(process.env['WORLDS_ALONE'] ?? 6)
const ZONE = 'Europe/Moscow'
const HOLIDAYS = ['2025-03-10', '2025-10-27', '2025-06-12']

let one: TestDatabase
beforeAll(async () => {
  const holidays = new Set(HOLIDAYS.map((date) => Date.parse(date) / 86_400_000))
  one = await testDatabase({ default_timezone: ZONE, holidays })
})
afterAll(() => one.close())

test.each(Array.from({ length: WORLDS }, (_, index) => SEED + index))('world of seed %i', async (seed) => {
  const [world] = fc.sample(worldArbitrary('w', { global: true }), { seed, numRuns: 1 })
  const [choices] = fc.sample(fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })), {
    seed,
    numRuns: 1,
  })
  if (world === undefined || choices === undefined) throw new Error('no world')
  const random = () => choices.next().value as number
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  await one.empty()
  const told = world.events.map((event) => ({ event, place: random() })).sort((a, b) => a.place - b.place)
  for (let start = 0; start < told.length;) {
    const size = 1 + Math.floor(random() * 40)
    const outcomes = await one.land(told.slice(start, start + size).map(({ event }) => event))
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([])
    start += size
    const then = random()
    if (then < 0.3) await one.facts.drain()
    else if (then < 0.5) await one.restart()
  }
  await one.facts.drain()
  const directory = await one.directory()
  for (const subject of SUBJECTS) {
    for (let round = 0; round < 3; round++) {
      const as_of = pick(world.moments)
      const by = random() < 0.6 ? pick(DIMENSIONS[subject]) : null
      const every = random() < 0.3 ? pick(['week', 'month'] as const) : null
      const team = subject === 'nights' && by !== 'property' && random() < 0.5
      const language = pick(['en', 'ru', 'de'])
      const [from, until] = pick([
        ['2025-01-15', '2026-01-15'],
        ['2025-03-01', '2025-04-01'],
        ['2025-10-20', '2025-11-05'],
      ] as const)
      const {
        total,
        series,
        by: rows,
        not_reported,
        since,
      } = await readMetrics(one.db, directory, {
        ...{ subject, period: parsePeriod(from, until), as_of, by, every, language, team },
        scope: managementScope(directory),
      })
      const expected = figures(world.events, {
        ...{ subject, from, until, as_of, language, team, default_timezone: ZONE, holidays: HOLIDAYS },
        ...{ homes: managementHomes(world.events), unassigned: true },
        ...(by === null ? {} : { by }),
        ...(every === null ? {} : { every }),
      })
      const label = `seed ${seed} ${subject} as of ${new Date(as_of).toISOString()} ${from}..${until} by ${by} every ${every} team ${team}`
      expect(
        { total, not_reported, since, ...(series && { series }), ...(rows && { by: rows }) },
        label,
      ).toEqual(expected)
    }
  }
  const as_of = pick(world.moments)
  const dates = { from: '2025-02-01', until: '2026-01-01' }
  const rows = await readList(one.db, directory, 'nights', {
    ...{ period: parsePeriod(dates.from, dates.until), as_of, language: 'en', team: false },
    scope: managementScope(directory),
  })
  const ledger = ledgerRows(know(world.events, ZONE), {
    ...{ subject: 'nights', ...dates, as_of, default_timezone: ZONE },
    ...{ homes: managementHomes(world.events), unassigned: true },
  })
  const key = (row: { home: string; date: string }) => `${row.home} ${row.date}`
  expect(
    rows
      .map((row) => ({
        ...{ home: row['property_id'], date: row['night'], turns: row['turns'], late: row['late'] },
        ...{ worst_wait_s: row['worst_wait_s'], longest_silence_s: row['longest_silence_s'] },
      }))
      .sort((a, b) => (key(a as LedgerRow) < key(b as LedgerRow) ? -1 : 1)),
    `ledger of seed ${seed} as of ${new Date(as_of).toISOString()}`,
  ).toEqual(ledger.sort((a, b) => (key(a) < key(b) ? -1 : 1)))
})
