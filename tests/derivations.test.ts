/** Everything is derived once by a new edition of the rules, by one process after the other. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { RULES_EDITION } from '#sql/edition.ts'
import type { Stage } from '#sql/facts/everything.server.ts'
import { readRun, writeRun } from '#sql/facts/runs.server.ts'
import { tryLease } from '#sql/db/lease.server.ts'
import { statements } from '#sql/db/migrate.ts'
import { projectFile } from '#sql/paths.ts'
import { factsHash } from './faults/support/world.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { makeOlder } from './support/older-edition.ts'
import { guest, manager, property } from './support/events.ts'

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

const chat = (conversation_id: string) => [
  guest('2025-03-03 10:00', { conversation_id }),
  manager('2025-03-03 10:05', { conversation_id }),
]
const events = [property(), ...['a', 'b', 'c', 'd'].flatMap(chat)]
const older = () =>
  one.db.readBulk("select thread_group from turn_facts final where guest = 'older' order by thread_group")

test('facts of an older edition are derived anew, and once', async () => {
  await one.take(events)
  const whole = await factsHash(one.db)
  await makeOlder(one.db)
  expect(await factsHash(one.db)).not.toBe(whole)
  const stages: Stage[] = []
  await one.facts.followEdition((stage) => stages.push({ ...stage }))
  expect(await factsHash(one.db)).toBe(whole)
  expect(stages.at(-1)).toEqual({ is: 'deriving', edition: RULES_EDITION, done_share: 1, holder: null })
  expect(await readRun(one.db)).toMatchObject({ edition: RULES_EDITION, done_share: 1, is_done: true })
  stages.length = 0
  await one.facts.followEdition((stage) => stages.push(stage))
  expect(stages).toEqual([])
})

test('a run that another process left is carried on where it ended', async () => {
  await one.take(events)
  await makeOlder(one.db)
  const run = { edition: RULES_EDITION, started_at: 5, derived_to: 'b', done_share: 0.5, is_done: false }
  await writeRun(one.db, run, 'dead')
  const shares: number[] = []
  await one.facts.followEdition(({ done_share }) => shares.push(done_share))
  // a and b are as they were
  expect(await older()).toEqual([['chat:a'], ['chat:b']])
  expect([Math.min(...shares), Math.max(...shares)]).toEqual([0.5, 1])
  expect(await readRun(one.db)).toMatchObject({ started_at: 5, derived_to: 'd', is_done: true })
  // whatever stands there, a rebuild derives all of it
  await one.facts.rebuild()
  expect(await older()).toEqual([])
})

test('what came in while the run was another’s is not forgotten with it', async () => {
  await one.take(events)
  await makeOlder(one.db)
  const run = { edition: RULES_EDITION, started_at: 5, derived_to: 'b', done_share: 0.5, is_done: false }
  await writeRun(one.db, run, 'dead')
  await one.land(chat('a2'))
  await one.restart()
  await one.facts.followEdition()
  await one.facts.drain()
  expect(
    await one.db.readBulk("select thread_group from turn_facts final where thread_group = 'chat:a2'"),
  ).toHaveLength(1)
})

test('while another process holds the claim this one waits, and goes on when it is done', async () => {
  await one.take(events)
  await makeOlder(one.db)
  const lease = await tryLease(one.db, 'derivation')
  const run = { edition: RULES_EDITION, started_at: 5, derived_to: 'b', done_share: 0.41, is_done: false }
  await writeRun(one.db, run, 'other')
  const stages: Stage[] = []
  const following = one.facts.followEdition((stage) => stages.push(stage))
  await expect.poll(() => stages.length).toBeGreaterThan(0)
  expect(stages[0]).toMatchObject({ is: 'waiting', edition: RULES_EDITION, done_share: 0.41 })
  expect(stages[0]?.holder?.claimed_at).toBeLessThanOrEqual(Date.now())
  await writeRun(one.db, { ...run, is_done: true }, 'other')
  await lease?.release()
  await following
  expect(new Set(stages.map(({ is }) => is))).toEqual(new Set(['waiting']))
})

test('where newer rules are in force nothing is derived, and the marks are left', async () => {
  await one.take(events)
  await writeRun(
    one.db,
    { edition: RULES_EDITION + 1, started_at: Date.now(), derived_to: '', done_share: 0, is_done: false },
    'newer',
  )
  await one.land(chat('e'))
  await one.facts.followEdition()
  await one.facts.drain()
  expect(await one.db.readBulk('select kind, key from touched final')).toEqual([['conversation', 'e']])
  // the way back to older rules
  await one.facts.rebuild()
  await one.facts.drain()
  expect(await one.db.readBulk("select count() from turn_facts final where thread_group = 'chat:e'")).toEqual(
    [[1]],
  )
})

test('an empty database has nothing to derive; a mark of an earlier schema file is a run to be done', async () => {
  const migration = await readFile(projectFile('sql', 'schema', '0010_derivations.sql'), 'utf8')
  const migrated = async () => {
    for (const statement of statements(migration)) await one.db.command(statement)
    return readRun(one.db)
  }
  const stages: Stage[] = []
  await one.facts.followEdition((stage) => stages.push(stage))
  expect(stages).toEqual([])
  await one.empty()
  expect(await migrated()).toMatchObject({ edition: 2, is_done: true })
  await one.db.command('truncate table derivations')
  await one.db.insert('touched', ['generation', 'kind', 'key'], [[1, 'everything', '']])
  for (let again = 0; again < 2; again++)
    expect(await migrated()).toMatchObject({ edition: 2, is_done: false })
  await one.facts.followEdition()
  expect(await one.db.readBulk('select count() from touched')).toEqual([[0]])
  expect(await migrated()).toMatchObject({ edition: 2, is_done: true })
})
