import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longTest, some } from '../../tests/support/amount.ts'
import { openDatabase, refuseOldNode, type Database } from './client.server.ts'
import { migrate } from './migrate.ts'
import { projectFile } from '../paths.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'insights-'))
let db: Database
beforeAll(async () => {
  db = await openDatabase({ DATA_DIR: dir, CLICKHOUSE_URL: undefined })
  await migrate(db)
})
afterAll(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('settings', () => {
  const SETTINGS = `select name, value from system.settings
    where name in ('async_insert', 'insert_deduplication_token', 'group_by_use_nulls', 'max_threads', 'optimize_multiif_to_if')
    order by name`

  test('of a session never change, whatever was called, and never reach another', async () => {
    const read = await db.read(SETTINGS)
    const bulk = await db.readBulk(SETTINGS)
    await db.insert('schema_history', ['file'], [['a']])
    await db.read('select {x:String}', { x: 'y' })
    await db.insert('schema_history', ['file'], [['b']])
    await db.readBulk('select {x:String}', { x: 'y' })
    expect(await db.read(SETTINGS)).toEqual(read)
    expect(await db.readBulk(SETTINGS)).toEqual(bulk)
    const nulls = (name: string, value: string) => ({ name, value })
    expect(read).toContainEqual(nulls('group_by_use_nulls', '1'))
    expect(bulk).toContainEqual(['group_by_use_nulls', '0'])
  })

  test('no call takes any', () => {
    expect(
      [db.read.length, db.readBulk.length, db.command.length, db.insert.length].every((count) => count <= 3),
    ).toBe(true)
  })

  test('one insert after the other is stored, also where the engine would drop a repeated block', async () => {
    await db.command(
      'create table windowed (n UInt32) engine = MergeTree order by n settings non_replicated_deduplication_window = 100',
    )
    await db.insert('windowed', ['n'], [[1]])
    await db.insert('windowed', ['n'], [[2]])
    await db.insert('windowed', ['n'], [[3]])
    expect(await db.readBulk('select count() from windowed')).toEqual([[3]])
  })
})

test.each([
  "it's",
  'back\\slash',
  'a\0b',
  'new\nline\ttab\r',
  '🧺',
  '{x:String}',
  "'); drop table touched; --",
])('a parameter arrives as it is: %j', async (x) => {
  expect(await db.read('select {x:String} as x, {list:Array(String)} as list', { x, list: [x, ''] })).toEqual(
    [{ x, list: [x, ''] }],
  )
  expect(await db.readBulk('select {x:String}, {list:Array(String)}', { x, list: [x, ''] })).toEqual([
    [x, [x, '']],
  ])
})

test('a long derivation does not hold up a read with parameters', async () => {
  let isDone = false
  const slow = db
    .readBulk('select sleepEachRow(0.1) from numbers({n:UInt64})', { n: 8 })
    .then(() => (isDone = true))
  await db.read('select {x:String}', { x: 'y' })
  expect(isDone).toBe(false)
  await slow
})

test('what an insert is answered for is on the disk, in every table; only tests ask for less', async () => {
  const unsafe = () =>
    db.readBulk<[string]>(
      `select name from system.tables
      where database = currentDatabase() and engine like '%MergeTree' and name not in ('schema_history', 'windowed')
          and not (create_table_query like '%fsync_after_insert = 1%' and create_table_query like '%fsync_part_directory = 1%')`,
    )
  expect(await unsafe()).toEqual([])
})

test('an error tells its ClickHouse code', async () => {
  await expect(db.read('select missing_column')).rejects.toMatchObject({
    name: 'DatabaseError',
    code: 47,
    retriable: false,
  })
})

describe('what a person can mend is one line, and status 1', () => {
  const run = (dataDir: string, env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [projectFile('bin', 'insights.mjs'), 'policy', 'list'], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: dataDir, CLICKHOUSE_URL: '', ...env },
      timeout: 60_000,
    })
  const oneLine = (text: string) => text.trim().split('\n')

  test('another process holds the directory', () => {
    const { status, stderr } = run(dir)
    expect(status).toBe(1)
    expect(oneLine(stderr)).toEqual([
      expect.stringMatching(/^insights: .*in use by another process: stop it, or set DATA_DIR/),
    ])
  })

  test.each(some(['a file', '/proc/insights'], 1, Math.random))('the folder can’t be written: %s', (kind) => {
    const file = path.join(dir, 'file')
    writeFileSync(file, '')
    const { status, stderr } = run(kind === 'a file' ? path.join(file, 'below') : kind)
    expect(status).toBe(1)
    expect(oneLine(stderr)).toEqual([
      expect.stringMatching(/^insights: .*can't be written: check the folder's owner and rights/),
    ])
  })

  test('no server answers at CLICKHOUSE_URL', () => {
    const { status, stderr } = run(dir, { CLICKHOUSE_URL: 'http://127.0.0.1:9' })
    expect(status).toBe(1)
    expect(oneLine(stderr)).toEqual([
      expect.stringMatching(/^insights: no ClickHouse answers at http:\/\/127.0.0.1:9/),
    ])
  })

  longTest('the disk is full', (context) => {
    const small = path.join(dir, 'small')
    mkdirSync(small)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', small], { stdio: 'ignore' })
    } catch {
      console.warn('NOT TESTED: a full disk, because a small file system can’t be mounted here')
      context.skip()
    }
    try {
      const events = Array.from({ length: 60_000 }, (_, index) =>
        JSON.stringify({
          specversion: '1.0',
          id: `e${index}`,
          source: 'crm',
          type: 'butler.message.v1',
          time: '2026-01-01T00:00:00Z',
          data: {
            conversation_id: `c${(index * 2654435761) % 4294967296}`,
            channel: 'sms',
            author: { role: 'guest' },
          },
        }),
      )
      const { status, stderr } = spawnSync(
        process.execPath,
        [projectFile('bin', 'insights.mjs'), 'import', '-'],
        {
          encoding: 'utf8',
          input: events.join('\n'),
          env: { ...process.env, DATA_DIR: small, CLICKHOUSE_URL: '' },
          timeout: 100_000,
        },
      )
      expect(status).toBe(1)
      expect(oneLine(stderr).filter((line) => line.startsWith('insights:'))).toEqual([
        expect.stringMatching(/disk .*is full: make room/),
      ])
    } finally {
      execFileSync('umount', ['-l', small])
    }
  })

  test('a Node that is too old', () => {
    expect(() => {
      refuseOldNode('20.18.3')
    }).toThrow(/too old: install Node 20.19 or newer/)
    expect(() => {
      refuseOldNode('18.20.0')
    }).toThrow(/too old/)
    for (const version of ['20.19.0', '22.1.0', '24.0.1']) refuseOldNode(version)
  })
})
