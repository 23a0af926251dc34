/** `insights map`: three sheets that a manager edits say who the accounts are, what the chats are about and whose the listings are. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const NOW = Date.parse('2026-10-05T12:00:00Z')
let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'map-'))
})
beforeEach(() => one.empty())
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await one.close()
})

let count = 0
const insights = (...args: string[]) =>
  command(args, {
    cwd: dir,
    // what is said later counts: no two commands in one millisecond
    now: () => NOW + count++,
    store: () => Promise.resolve({ ...one, directory: one.directory } as unknown as Store),
  })

const event = (type: string, time: string, data: Record<string, unknown>) => ({
  specversion: '1.0',
  source: 'telegram://uyut',
  id: `e${count++}`,
  type: `butler.${type}.v1`,
  time,
  data,
})
const wrote = (conversation_id: string, account: string, time: string) =>
  event('message', `2026-10-03T${time}:00+03:00`, {
    conversation_id,
    channel: 'telegram',
    account,
    author: { role: 'unknown' },
  })
const KNOWN = [
  event('property', '2026-01-01T00:00:00Z', { property_id: 'kv-2', name: 'Невский, 24' }),
  event('manager', '2026-01-01T00:00:00Z', { manager_id: 'anna', name: 'Анна', role: 'manager' }),
]
const TALK = [wrote('c1', '-100', '03:00'), wrote('c1', 'us', '03:04'), wrote('c2', 'guest-2', '12:00')]

/** A sheet as it was written, its lines as records by the first one. */
function sheet(name: string): { text: string; lines: string[] } {
  const text = readFileSync(path.join(dir, name), 'utf8')
  return { text, lines: text.replace('\ufeff', '').trim().split('\r\n') }
}

const metrics = ['metrics', 'turns', '--from', '2026-10-01', '--until', '2026-11-01', '--format', 'json']
const turns = async (...args: string[]) =>
  (JSON.parse((await insights(...metrics, ...args)).out) as { total: Record<string, unknown> }).total

test('exported, filled in as Excel saves it, imported: all is counted, and a second import says nothing new', async () => {
  await one.take([...KNOWN, ...TALK])
  expect(await insights('map', 'export', '.')).toMatchObject({
    status: 0,
    out: expect.stringContaining('3 accounts are not placed, 0 chats have no home') as string,
  })
  expect(sheet('accounts.csv').lines[0]).toBe(
    'channel,account,messages,conversations,first_at,last_at,roles_told,is,id,shared,since',
  )
  // what a spreadsheet would take for a formula is written as text, and read again without the apostrophe
  expect(sheet('accounts.csv').text).toContain("telegram,'-100,1,1,2026-10-03T00:00:00.000Z")
  const filled = ["telegram;'-100;guest;;;", 'telegram;us;manager;anna;;', 'telegram;guest-2;guest;;;']
  writeFileSync(
    path.join(dir, 'accounts.csv'),
    `channel;account;is;id;shared;since\r\n${filled.join('\r\n')}\r\n`,
  )
  expect(await insights('map', 'import', 'accounts.csv')).toMatchObject({
    status: 0,
    out: 'accounts.csv: 3 said, the others are so already\n',
  })
  expect(await turns()).toMatchObject({ turns: 2, in_time: 1, overdue: 1, guest_messages: 2 })
  expect((await insights('map', 'import', 'accounts.csv')).out).toContain(': 0 said')

  expect((await insights('map', 'export', '.')).out).toContain(
    '0 accounts are not placed, 2 chats have no home',
  )
  const chats = sheet('chats.csv').lines.map((line) => line.replace(/^(c1,.*),,,,$/, '$1,guest,kv-2,,'))
  writeFileSync(path.join(dir, 'chats.csv'), chats.join('\n'))
  expect((await insights('map', 'import', 'chats.csv')).out).toContain(': 1 said')
  expect(await turns('--property', 'kv-2')).toMatchObject({ turns: 1, in_time: 1 })
  await insights('map', 'export', '.')
  expect(sheet('chats.csv').text).toMatch(/c1,telegram,2,.*,kv-2,guest,kv-2,,\r\n/)
  expect((await insights('map', 'import', 'chats.csv', 'accounts.csv')).out).toMatch(/0 said[\s\S]*0 said/)
})

test('a listing that is nobody\u2019s gets a home; what else is told of it stays, and a later sheet of homes still counts', async () => {
  const asked = (id: string, listing_id: string) =>
    event('message', '2026-10-03T03:00:00+03:00', {
      ...{ conversation_id: id, listing_id, channel: 'avito', author: { role: 'guest' } },
    })
  const home = (data: Record<string, unknown>) => ({
    ...event('property', '2026-01-01T00:00:00Z', {
      property_id: 'kv-2',
      name: 'Невский, 24',
      owner_id: 'o',
      ...data,
    }),
    id: 'kv-2',
  })
  await one.take([
    home({
      timezone: 'Asia/Omsk',
      managed_from: '2026-02-01',
      check_in_at: '15:00',
      listings: [{ channel: 'cian', id: '777' }],
    }),
    event('property', '2026-01-01T00:00:00Z', { property_id: 'kv-9', name: 'Лиговский, 10' }),
    ...[asked('a1', '3100000001'), asked('a2', '3100000001'), asked('a3', '3100000002')],
  ])
  expect((await insights('map', 'export', '.')).out).toContain('2 listings are of no home')
  const at = '2026-10-03T00:00:00.000Z'
  expect(sheet('homes.csv').lines).toEqual([
    'listing_id,channel,conversations,messages,first_at,last_at,name,property_id,since',
    `3100000001,avito,2,2,${at},${at},,,`,
    `3100000002,avito,1,1,${at},${at},,,`,
    '777,cian,0,0,,,"Невский, 24",kv-2,',
    ',,0,0,,,"Лиговский, 10",kv-9,',
  ])
  const before = (await one.directory()).properties
  const fill = async (home_of_first: string) => {
    const filled = sheet('homes.csv').lines.map((line) =>
      line.replace(/^(3100000001,.*,).*,$/, `$1${home_of_first},`),
    )
    writeFileSync(path.join(dir, 'homes.csv'), filled.join('\r\n'))
    return insights('map', 'import', 'homes.csv')
  }
  expect(await fill('kv-2')).toMatchObject({ status: 0, out: expect.stringContaining(': 1 said') as string })
  expect((await one.directory()).properties).toEqual(before)
  expect(await turns('--property', 'kv-2')).toMatchObject({ turns: 2 })
  expect((await insights('map', 'import', 'homes.csv')).out).toContain(': 0 said')
  // a slip is put right the same way
  expect((await fill('kv-9')).out).toContain(': 1 said')
  expect(await turns('--property', 'kv-2')).toMatchObject({ turns: 0 })
  expect(await turns('--property', 'kv-9')).toMatchObject({ turns: 2 })
  await one.take([home({ name: 'Невский, 26', timezone: 'Europe/Moscow' })])
  expect((await one.directory()).properties.get('kv-2')).toMatchObject({
    name: 'Невский, 26',
    timezone: 'Europe/Moscow',
  })
})

test('Windows-1251 and a shared account', async () => {
  await one.take([...KNOWN, ...TALK])
  // «да» in Windows-1251
  const row = Buffer.concat([
    Buffer.from('channel\taccount\tis\tid\tshared\ntelegram\tus\tmanager\t\t'),
    Buffer.from([0xe4, 0xe0]),
  ])
  writeFileSync(path.join(dir, 'shared.csv'), row)
  expect(await insights('map', 'import', 'shared.csv')).toMatchObject({ status: 0 })
  expect((await one.directory()).accounts.get('telegram us')).toMatchObject([
    { role: 'manager', id: '', is_shared: true },
  ])
})

test.each([
  ['channel,account,is\ntelegram,us,boss', /line 2: data\.is is not one that is taken; send one of guest, /],
  ['channel,account,is,id\ntelegram,us,manager,olga', /line 2: unknown manager olga: announce them first/],
  ['channel,account,is,id\ntelegram,us,,olga', /line 2: is must say what it is/],
  ['conversation_id,property_id\nc1,kv-2\nc2,kv-99', /line 3: unknown home kv-99: announce it first/],
  ['conversation_id,property_id,since\nc1,kv-2,1.10.2026', /line 2: data\.since is not a date/],
  [
    'listing_id,channel,property_id\n1,avito,kv-2\n2,avito,kv-99',
    /line 3: unknown home kv-99: announce it first/,
  ],
  [
    'listing_id,channel,property_id\n1,,kv-2',
    /line 2: data\.listings\.0\.channel is not a lower-case word|line 2: .*channel/,
  ],
  ['listing_id,channel,property_id,since\n1,avito,kv-2,1.10.2026', /line 2: data\.listings.*is not a date/],
  ['a,b\n1,2', /the first line names neither/],
])('%j: a sentence that names the line, and nothing is taken', async (text, wrong) => {
  await one.take([...KNOWN, ...TALK])
  writeFileSync(path.join(dir, 'wrong.csv'), text)
  const { status, err } = await insights('map', 'import', 'wrong.csv')
  expect({ status, err }).toMatchObject({ status: 1, err: expect.stringMatching(wrong) as string })
  expect(err).toMatch(/nothing of it was taken/)
  const { accounts, chats, listings } = await one.directory()
  expect([accounts.size, chats.size, listings.size]).toEqual([0, 0, 0])
})

test('an import that leaves accounts to place says so, with status 3', async () => {
  const lines = [...KNOWN, ...TALK].map((one) => JSON.stringify(one)).join('\n')
  writeFileSync(path.join(dir, 'events.ndjson'), lines)
  expect(await insights('import', 'events.ndjson')).toMatchObject({
    status: 3,
    out: expect.stringContaining('accepted 5, dead letters 0') as string,
    err: expect.stringContaining('3 messages of 3 accounts count nowhere yet') as string,
  })
})

test('a file that is not there', async () => {
  expect(await insights('map', 'import', 'nothing.csv')).toMatchObject({
    status: 1,
    err: 'insights: nothing.csv is not there: check the path\n',
  })
})

test('a file and the sheet that says who wrote it, in one command', async () => {
  writeFileSync(
    path.join(dir, 'talk.ndjson'),
    [...KNOWN, ...TALK].map((one) => JSON.stringify(one)).join('\n'),
  )
  writeFileSync(
    path.join(dir, 'who.csv'),
    'channel,account,is,id,shared,since\ntelegram,-100,guest,,,\ntelegram,us,manager,anna,,\ntelegram,guest-2,guest,,,\n',
  )
  expect(await insights('import', 'talk.ndjson')).toMatchObject({ status: 3 })
  const { status, out } = await insights('import', 'talk.ndjson', '--map', 'who.csv')
  expect(status).toBe(0)
  expect(out).toMatch(/who\.csv: 3 said/)
})
