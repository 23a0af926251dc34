/** docs/rules.md#told-twice and docs/decisions/0023: of two imports the later wins, and each can be taken back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  importName,
  newImport,
  NO_ANSWERS,
  readImports,
  writeImport,
  type Import,
} from '#pipelines/imports.server.ts'
import { finishUndoing, undoImport } from '#pipelines/undo.server.ts'
import { readIncident } from '#sql/incident.server.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import { readWritten } from '#sql/reviews/written.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { readShiftEvents } from '#sql/nights/shifts.server.ts'
import { worldArbitrary } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  guest,
  incident,
  manager,
  moment,
  property,
  review,
  shift,
  stay,
  type TestEvent,
} from './support/events.ts'
import { factRows } from './support/fact-rows.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'

const SEED = seedOf('imports')
const NOW = Date.parse('2026-11-01T00:00:00Z')
const dir = mkdtempSync(path.join(tmpdir(), 'insights-'))

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(async () => {
  await one.close()
  rmSync(dir, { recursive: true, force: true })
})

const FILE = {
  file: 'a.ndjson',
  path: '/a.ndjson',
  sha256: 'aa',
  bytes: 1,
  reader: 'events',
  reader_version: 1,
  ...NO_ANSWERS,
}

/** As importFiles() does, without a file. */
async function imported(events: readonly unknown[]): Promise<Import> {
  const running = await newImport(one.db, FILE, { person: 'anna', now: NOW })
  await writeImport(one.db, running)
  expect(
    (await one.land(events, { import_id: running.import_id })).filter((outcome) => outcome !== null),
  ).toEqual([])
  await one.facts.drain()
  const done: Import = {
    ...running,
    state: 'done',
    read: events.length,
    accepted: events.length,
    ended_at: NOW,
  }
  await writeImport(one.db, done)
  return done
}
const undo = ({ import_id }: Import) => undoImport(one, import_id, { person: 'anna', now: NOW })

const SUMMARIES = [
  ...['conversation_links', 'guest_stays', 'home_firsts', 'home_reviews', 'home_sets', 'shift_extents'],
  ...['capability_firsts', 'source_activity', 'arrivals'],
]

/** All that is kept of events beside themselves. */
async function everything(): Promise<unknown[]> {
  const rows: unknown[] = await factRows(one.db)
  for (const table of SUMMARIES) {
    const columns = table === 'source_activity' ? '* replace (arraySort(times) as times)' : '*'
    const read = await one.db.readBulk(`select '${table}', ${columns} from ${table} final order by all`)
    // in no order
    rows.push(
      ...read.map((row) =>
        row.map((cell) => (table === 'shift_extents' && Array.isArray(cell) ? cell.toSorted() : cell)),
      ),
    )
  }
  return rows
}

async function turns(metrics = ['turns', 'guest_messages', 'wait_p50_s']) {
  const directory = await one.directory()
  const { total } = await readMetrics(one.db, directory, {
    subject: 'turns',
    metrics,
    period: parsePeriod('2025-01-01', '2026-01-01'),
    as_of: Date.parse('2026-01-01T00:00:00Z'),
    scope: managementScope(directory),
    by: null,
    every: null,
    language: 'ru',
    team: false,
  })
  return total
}

const as = (event: TestEvent, id: string): TestEvent => ({ ...event, id, source: 'file://x' })
const QUESTION = as(guest('2025-03-04 10:00'), 'q')
const ANSWER = as(manager('2025-03-04 10:04'), 'a')

describe('where one event comes with other contents', () => {
  test('the later import wins, be its text the smaller one; undone, it leaves the earlier as it was', async () => {
    await one.take([property()])
    const wrong = await imported([QUESTION, ANSWER])
    expect(await turns()).toEqual({ turns: 1, guest_messages: 1, wait_p50_s: 240 })
    const before = await everything()
    // another time, and another role: as with another zone
    const right = await imported([QUESTION, as(manager('2025-03-04 10:01'), 'a')])
    expect(await turns()).toEqual({ turns: 1, guest_messages: 1, wait_p50_s: 60 })
    await undo(right)
    expect(await turns()).toEqual({ turns: 1, guest_messages: 1, wait_p50_s: 240 })
    expect(await everything()).toEqual(before)
    await undo(wrong)
    expect(await turns()).toEqual({ turns: 0, guest_messages: 0, wait_p50_s: null })
  })

  test('what two imports tell alike stands until both are undone', async () => {
    await one.take([property()])
    const first = await imported([QUESTION, ANSWER])
    const second = await imported([ANSWER, QUESTION])
    expect(await turns()).toEqual({ turns: 1, guest_messages: 1, wait_p50_s: 240 })
    await undo(first)
    expect(await turns()).toEqual({ turns: 1, guest_messages: 1, wait_p50_s: 240 })
    await undo(second)
    expect(await turns(['turns'])).toEqual({ turns: 0 })
  })

  test('what came live stays when an import that said it otherwise is undone', async () => {
    await one.take([property(), QUESTION, ANSWER])
    const other = await imported([as(manager('2025-03-04 10:09'), 'a')])
    expect(await turns(['wait_p50_s'])).toEqual({ wait_p50_s: 540 })
    await undo(other)
    expect(await turns(['wait_p50_s'])).toEqual({ wait_p50_s: 240 })
  })

  test('so it is with every kind of event', async () => {
    const said = (rating: number, minutes: number, name: string): TestEvent[] => [
      as(property({ name }), 'p'),
      as(incident('opened', `2025-03-05 12:0${minutes}`), 'i'),
      as(review('2025-03-09 12:00', rating), 'r'),
      as(shift('started', `2025-03-05 20:0${minutes}`), 's'),
      as(stay('2025-03-01', `2025-03-1${minutes}`), 'b'),
    ]
    const figures = async () => {
      const directory = await one.directory()
      const scope = managementScope(directory)
      const as_of = Date.parse('2026-01-01T00:00:00Z')
      const period = parsePeriod('2025-03-01', '2025-04-01')
      const story = await readIncident(one.db, directory, { scope, incident_id: 'i', as_of })
      const span = { from_at: Date.parse('2025-03-01'), until_at: Date.parse('2025-04-01') }
      return {
        name: directory.properties.get('N')?.name,
        opened_at: story?.opened_at,
        stars: (await readWritten(one.db, directory, { scope, as_of, period })).map(({ rating }) => rating),
        shifts: (await readShiftEvents(one.db, span, null)).map(({ at }) => at),
        stays: await one.db.readBulk('select check_out_date from stay_facts final'),
      }
    }
    await imported(said(5, 1, 'Zzz'))
    const first = await figures()
    const later = await imported(said(4, 2, 'Aaa'))
    expect(await figures()).toEqual({
      name: 'Aaa',
      opened_at: Date.parse(moment('2025-03-05 12:02')),
      stars: [4],
      shifts: [Date.parse(moment('2025-03-05 20:02'))],
      stays: [[(first.stays[0]?.[0] as number) + 1]],
    })
    await undo(later)
    expect(await figures()).toEqual(first)
  })
})

test('an import that is undone leaves nothing: all is as if it had never been', async () => {
  const random = randomOf(SEED)
  const events = Array.from({ length: amount(2, 60) }, (_, index) => {
    const [world] = fc.sample(worldArbitrary(`w${index}`), { seed: SEED + index, numRuns: 1 })
    return world?.events ?? []
  }).flat()
  // some of it comes by both, some with other contents
  const kept = events.filter(() => random() < 0.7)
  const also = events.filter((event) => !kept.includes(event) || random() < 0.2)
  const changed = also.map((event) =>
    random() < 0.3 ? { ...event, time: new Date(Date.parse(event.time) + 60_000).toISOString() } : event,
  )
  await imported(kept)
  const before = await everything()
  expect(before.length).toBeGreaterThan(100)
  const other = await imported(changed)
  expect(await everything()).not.toEqual(before)
  await undo(other)
  expect(await everything()).toEqual(before)
  for (const table of ['message_events', 'directory_events', 'dead_letters'])
    expect(
      await one.db.readBulk(`select count() from ${table} where import_id = ${other.import_id}`),
    ).toEqual([[0]])
})

test('an undoing that was cut short is carried on by whoever opens the database next', async () => {
  await one.take([property(), QUESTION])
  const before = await everything()
  const running = await imported([ANSWER, as(guest('2025-03-05 10:00', { conversation_id: 'd' }), 'd')])
  await writeImport(one.db, { ...running, state: 'undoing', undone_by: 'anna', undone_at: NOW, erasures: 1 })
  await one.db.command(
    `alter table message_events delete where import_id = ${running.import_id} settings mutations_sync = 2`,
  )
  await one.restart()
  await finishUndoing(one)
  expect(await everything()).toEqual(before)
  expect((await readImports(one.db))[0]).toMatchObject({ state: 'undone', erasures: 1 })
  await finishUndoing(one)
})

describe('the command', () => {
  const run = (...args: string[]) =>
    command(args, {
      cwd: dir,
      now: () => NOW,
      store: () => Promise.resolve({ ...one, default_timezone: 'Europe/Moscow', data_dir: dir }),
    })

  test('import, list, show, a corrected file in its place, undo', async () => {
    writeFileSync(
      path.join(dir, 'day.ndjson'),
      [property(), QUESTION, ANSWER].map((event) => JSON.stringify(event)).join('\n'),
    )
    const { out } = await run('import', 'day.ndjson')
    const name = /imports undo (\w+)/.exec(out)?.[1] ?? ''
    expect(JSON.parse((await run('imports', 'list', '--format', 'json')).out)).toMatchObject({
      rows: [
        {
          import: name,
          state: 'done',
          file: 'day.ndjson',
          reader: 'events 1',
          read: 3,
          accepted: 3,
          dead: 0,
        },
      ],
    })
    const shown = await run('imports', 'show', name)
    expect(shown.out).toMatch(/^message events {6}2, 2025-03-04T07:00:00.000Z to 2025-03-04T07:04:00.000Z$/m)
    writeFileSync(
      path.join(dir, 'mended.ndjson'),
      [property(), QUESTION].map((event) => JSON.stringify(event)).join('\n'),
    )
    expect(await run('import', 'mended.ndjson', '--redo', name)).toMatchObject({ status: 0 })
    expect(await turns(['turns', 'answered'])).toEqual({ turns: 1, answered: 0 })
    const [mended, undone] = await readImports(one.db)
    expect([mended?.state, undone?.state]).toEqual(['done', 'undone'])
    expect(await run('imports', 'undo', name)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/undone already/) as string,
    })
    expect(await run('imports', 'undo', importName(mended?.import_id ?? 0))).toMatchObject({ status: 0 })
    expect(await turns(['turns'])).toEqual({ turns: 0 })
  })

  test.each([
    ['undo', 'nothing', 2, /nothing is no import/],
    ['show', 'hom06p46w3', 2, /there is no import hom06p46w3/],
  ])('imports %s %s is one line', async (verb, name, status, says) => {
    expect(await run('imports', verb, name)).toMatchObject({
      status,
      out: '',
      err: expect.stringMatching(says) as string,
    })
  })

  test('a file of which nothing was taken is no import', async () => {
    writeFileSync(path.join(dir, 'not.ndjson'), '{"a":1}\n')
    expect(await run('import', 'not.ndjson')).toMatchObject({ status: 1 })
    expect(await run('imports', 'list')).toMatchObject({ status: 0, out: 'no file was imported so far\n' })
  })
})
