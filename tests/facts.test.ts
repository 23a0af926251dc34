/** Facts are what the landing tables say: after a rebuild, a crash, a stale derivation, in whichever order things came. */
import { TURN_COLUMNS } from '#sql/facts/fact-rows.ts'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { statements } from '#sql/db/migrate.ts'
import { projectFile } from '#sql/paths.ts'
import { worldArbitrary } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import { factRows } from './support/fact-rows.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { seedOf } from './support/seed.ts'

const SEED = seedOf('facts')

/** Every other of them is derived before the next comes. */
const BATCH = amount(197, 97)

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

const facts = () => factRows(one.db)

function worlds(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const [world] = fc.sample(worldArbitrary(`w${index}`), { seed: SEED + index, numRuns: 1 })
    return world?.events ?? []
  })
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const [order] = fc.sample(
    fc.array(fc.double({ noNaN: true }), { minLength: list.length, maxLength: list.length, size: 'max' }),
    { seed, numRuns: 1 },
  )
  return list
    .map((one, index) => ({ one, place: order?.[index] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map((entry) => entry.one)
}

test(
  'a rebuild gives the same facts to the bit, and so does any order and repetition',
  { timeout: 240_000 },
  async () => {
    const events = worlds(amount(2, 12)).flat()
    const mixed = shuffled([...events, ...events.slice(0, 100)], SEED)
    for (let start = 0; start < mixed.length; start += BATCH) {
      await one.land(mixed.slice(start, start + BATCH))
      if (start % 2 === 0) await one.facts.drain()
    }
    await one.facts.drain()
    const derived = await facts()
    expect(derived.length).toBeGreaterThan(amount(30, 100))
    await one.facts.rebuild()
    expect(await facts()).toEqual(derived)
    await one.empty()
    await one.take(events)
    expect(await facts()).toEqual(derived)
  },
)

test('a crash between insert and derivation loses nothing', async () => {
  const [events = []] = worlds(1)
  await one.take(events)
  const whole = await facts()
  await one.empty()
  await one.land(events.slice(0, 20))
  await one.restart()
  await one.land(events.slice(20))
  await one.restart()
  await one.facts.drain()
  expect(await facts()).toEqual(whole)
  expect(await one.db.readBulk('select count() from touched')).toEqual([[0]])
})

test('a database from before owners had acts gets them by the next drain', async () => {
  await one.take(worlds(amount(4, 12)).flat())
  const whole = await facts()
  await one.db.command(`delete from act_facts where person_id = '\\nowner'`)
  expect((await facts()).length).toBeLessThan(whole.length)
  const migration = await readFile(projectFile('sql', 'schema', '0004_activity.sql'), 'utf8')
  for (const statement of statements(migration)) await one.db.command(statement)
  await one.restart()
  await one.facts.drain()
  expect(await facts()).toEqual(whole)
  expect(await one.db.readBulk('select count() from touched')).toEqual([[0]])
})

test('a new database has nothing to derive', async () => {
  const migration = await readFile(projectFile('sql', 'schema', '0004_activity.sql'), 'utf8')
  for (const statement of statements(migration)) await one.db.command(statement)
  expect(await one.db.readBulk('select count() from touched')).toEqual([[0]])
})

const message = (id: string, time: string, role: string, data: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id,
  source: 'crm',
  type: 'butler.message.v1',
  time,
  data: {
    conversation_id: 'c',
    channel: 'sms',
    author: { role, ...(role === 'manager' ? { id: 'anna' } : {}) },
    ...data,
  },
})

test('what comes in while a derivation runs is derived by the next', async () => {
  await one.land([message('1', '2026-10-01T00:00:00Z', 'guest')])
  const running = one.facts.drain()
  await one.land([message('2', '2026-10-01T00:05:00Z', 'manager')])
  await running
  await one.facts.drain()
  expect(await one.db.readBulk('select answered_at from turn_facts final')).toEqual([
    [[Date.parse('2026-10-01T00:05:00Z')]],
  ])
})

test('a derivation that read less and writes later changes nothing', async () => {
  await one.take([message('1', '2026-10-01T00:00:00Z', 'guest')])
  const columns = TURN_COLUMNS.join(', ')
  const stale = await one.db.readBulk(`select ${columns} from turn_facts final`)
  // an answer, then the home: the question moves into another cell, and its first one is to stay empty
  await one.take([message('2', '2026-10-01T00:05:00Z', 'manager', { property_id: 'home' })])
  const fresh = await facts()
  expect(fresh).toHaveLength(3)
  await one.db.insert('turn_facts', TURN_COLUMNS, stale)
  expect(await facts()).toEqual(fresh)
})
