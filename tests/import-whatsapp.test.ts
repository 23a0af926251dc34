/** `insights import` of a WhatsApp chat: what is counted of it, what rests of it, and the same file with another answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { factRows } from './support/fact-rows.ts'

const GUEST = 'Зинаида Сентинелова'
const FILE = `Чат WhatsApp с контактом ${GUEST}.txt`
/** A question at night, answered after eight minutes; another, after an hour and a half. */
const CHAT = [
  '01.11.2026, 23:40 - Сообщения и звонки защищены сквозным шифрованием.',
  `01.11.2026, 23:41 - ${GUEST}: Здравствуйте, какой код от двери?`,
  '01.11.2026, 23:49 - Уют: 4512, добро пожаловать',
  `02.11.2026, 03:12 - ${GUEST}: Не могу открыть!`,
  '02.11.2026, 04:42 - Уют: Звоню вам на +7 921 000-11-22',
  '',
].join('\n')
const SECRETS = ['Сентинелова', '4512', '921 000', 'Не могу открыть']

let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'whatsapp-'))
  writeFileSync(path.join(dir, FILE), CHAT)
})
beforeEach(() => one.empty())
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await one.close()
})

const insights = (...args: string[]) =>
  command(args, {
    cwd: dir,
    now: () => Date.parse('2026-11-20T12:00:00Z'),
    store: () =>
      Promise.resolve({ ...one, data_dir: dir, default_timezone: 'Europe/Moscow' } as unknown as Store),
  })
const named = (out: string) => /imports undo (\w+)/.exec(out)?.[1] ?? ''

async function waits(): Promise<unknown> {
  const asked = ['--from', '2026-11-01', '--until', '2026-12-01', '--format', 'json']
  const { rows } = JSON.parse((await insights('list', 'turns', ...asked)).out) as {
    rows: { opened_at: string; wait_s: number; is_to_minute: boolean }[]
  }
  expect(rows.every(({ is_to_minute }) => is_to_minute)).toBe(true)
  return rows.map(({ opened_at, wait_s }) => [opened_at, wait_s])
}

test('its waits to the minute, counted once however often it comes; no name or word of it rests, nor that of the file', async () => {
  const first = await insights('import', FILE, '--as', 'uyut', '--yes')
  expect(first).toMatchObject({ status: 0, err: '' })
  const both = [
    ['2026-11-01T20:41:00.000Z', 480],
    ['2026-11-02T00:12:00.000Z', 5400],
  ]
  expect(await waits()).toEqual(both)
  await insights('import', FILE, '--as', 'uyut', '--yes')
  expect(await waits()).toEqual(both)
  const tables = await one.db.read<{ name: string }>(
    "select name from system.tables where database = currentDatabase() and engine like '%MergeTree'",
  )
  const rows = await Promise.all(tables.map(({ name }) => one.db.readBulk(`select * from ${name}`)))
  const atRest = JSON.stringify(rows) + (await insights('imports', 'list')).out
  for (const secret of SECRETS) expect(atRest, secret).not.toContain(secret)
  expect(await insights('imports', 'undo', named(first.out))).toMatchObject({ status: 0 })
  expect(await waits()).toEqual(both)
})

test('the wrong zone: read again with the right one it is a fresh import, to the bit', async () => {
  await insights('import', FILE, '--as', 'uyut', '--yes')
  const right = await factRows(one.db)
  await one.empty()
  const wrong = await insights('import', FILE, '--as', 'uyut', '--timezone', 'Asia/Vladivostok', '--yes')
  expect(await factRows(one.db)).not.toEqual(right)
  const name = named(wrong.out)
  expect(await insights('imports', 'redo', name, '--timezone', 'Europe/Moscow')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/say it with --file/) as string,
  })
  const again = await insights('imports', 'redo', name, '--timezone', 'Europe/Moscow', '--file', FILE)
  expect(again).toMatchObject({ status: 0, err: '' })
  expect(await factRows(one.db)).toEqual(right)
})
