/** POST /hooks/…: who is let in, what of a request is stored, and that it is stored before it is answered. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import express from 'express'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openHooks } from '#app/hooks.server.ts'
import type { Sink } from '#pipelines/sink.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { factRows } from './support/fact-rows.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'

const SENTINELS = ['Сентинелова', 'тайный код 4512', '79210001122']
const [NAME, WORDS, PHONE] = SENTINELS as [string, string, string]

let one: TestDatabase
let server: http.Server
let base: string
/** what the database does instead of storing */
let refuses: (() => never) | null
let at: number
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(async () => {
  await one.empty()
  refuses = null
  at = Date.parse('2026-11-28T12:00:00Z')
  await start()
})
afterEach(() => stop())
afterAll(() => one.close())

async function start() {
  const app = express()
  const take: Sink['write'] = (batch) => {
    refuses?.()
    return one.sink.write(batch)
  }
  const store = { ...one, data_dir: one.dir }
  app.use(openHooks({ store, take, onStored: () => undefined, now: () => at }).router)
  server = http.createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function stop() {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** @param secrets NAME=VALUE lines on standard input */
const insightsWith = (secrets: string, ...args: string[]) =>
  command(args, {
    now: () => at,
    base_url: base,
    stdin: Readable.from([secrets]),
    store: () =>
      Promise.resolve({ ...one, data_dir: one.dir, default_timezone: 'Europe/Moscow' } as unknown as Store),
  })
const insights = (...args: string[]) => insightsWith('', ...args)

/** The address of a new connection. */
async function connected(kind: string, ...more: string[]): Promise<string> {
  const { out, err } = await insights('hooks', 'add', kind, '--as', 'uyut', ...more)
  expect(err).toBe('')
  return out.split('\n')[0] ?? ''
}

function send(address: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const secretOf = (address: string) => address.split('/').at(-1) ?? ''
const telegram = (address: string, body: unknown) =>
  send(address, body, { 'x-telegram-bot-api-secret-token': secretOf(address) })

/** A message of a chat of the account with one guest. */
const business = (message_id: number, from: number, date: string, more: Record<string, unknown> = {}) => ({
  update_id: message_id,
  business_message: {
    ...{ business_connection_id: 'c', message_id, date: Date.parse(date) / 1000 },
    chat: { id: 700, type: 'private', first_name: NAME },
    from: { id: from, is_bot: false, first_name: from === 700 ? NAME : 'Уют' },
    text: WORDS,
    ...more,
  },
})
const GUEST = 700
const US = 5

async function landed() {
  return one.db.readBulk<[string, string, number, number]>(
    'select role, kind, toUnixTimestamp64Milli(at) % 1000, toInt32(uniqExact(source, id)) from message_events group by 1, 2, 3 order by 1, 2, 3',
  )
}

async function everything(): Promise<string> {
  const tables = await one.db.read<{ name: string }>(
    "select name from system.tables where database = currentDatabase() and engine like '%MergeTree'",
  )
  const rows = await Promise.all(tables.map(({ name }) => one.db.readBulk(`select * from ${name}`)))
  return JSON.stringify(rows)
}

test('a question and its answer count once, however often they are sent; no word or name of them rests', async () => {
  const address = await connected('telegram')
  const updates = [business(1, GUEST, '2026-11-28T00:10:00Z'), business(2, US, '2026-11-28T00:14:00Z')]
  for (const update of [...updates, ...updates].reverse())
    expect((await telegram(address, update)).status).toBe(200)
  await one.facts.drain()
  const { out } = await insights(
    'list',
    'turns',
    '--from',
    '2026-11-01',
    '--until',
    '2026-12-01',
    '--format',
    'json',
  )
  expect((JSON.parse(out) as { rows: unknown[] }).rows).toMatchObject([{ wait_s: 240, channel: 'telegram' }])
  const rest = await everything()
  for (const secret of [...SENTINELS, secretOf(address)]) expect(rest).not.toContain(secret)
})

test('of one second in their order, each as before when it comes again; after a restart, too', async () => {
  const address = await connected('telegram')
  const album = [3, 4, 5].map((id) => business(id, GUEST, '2026-11-28T11:59:00Z', { photo: [{}] }))
  for (const update of [...album, album[1]]) await telegram(address, update)
  const places = [0, 1, 2].map((place) => ['guest', 'media', place, 1])
  expect(await landed()).toEqual(places)
  await stop()
  at += 60_000
  await start()
  for (const update of album.toReversed())
    await telegram(address.replace(/^http:[^/]*\/\/[^/]*/, base), update)
  expect(await landed()).toEqual(places)
})

/** A few weeks of chats, as random as the seed says: nights, albums of one second, several guests. */
function chatsOf(random: () => number) {
  let id = 0
  let unix = Date.parse('2026-10-05T18:00:00Z') / 1000
  return Array.from({ length: 12 }, (_, index) => ({
    guest: 700 + index,
    messages: Array.from({ length: 3 + Math.floor(random() * 9) }, () => {
      // within the same second, a wait, a night
      const draw = random()
      unix += draw < 0.3 ? 0 : Math.floor(random() * (draw < 0.8 ? 3_600 : 90_000))
      return { id: ++id, unix, isGuest: random() < 0.6, isMedia: random() < 0.2 }
    }),
  }))
}

test('by hooks alone, by the file alone, by both: the same facts to the bit', async () => {
  const random = randomOf(seedOf('hooks'))
  const chats = chatsOf(random)
  const sent = chats.flatMap(({ guest, messages }) =>
    messages.map((one) =>
      business(one.id, one.isGuest ? guest : US, new Date(one.unix * 1000).toISOString(), {
        chat: { id: guest, type: 'private' },
        ...(one.isMedia && { photo: [{}], text: undefined, caption: 'Где ключ?' }),
        ...(!one.isMedia && { text: 'Где ключ?' }),
      }),
    ),
  )
  const written = JSON.stringify({
    personal_information: { user_id: US },
    chats: {
      list: chats.map(({ guest, messages }) => ({
        ...{ name: NAME, type: 'personal_chat', id: guest },
        messages: messages.map((one) => ({
          ...{ id: one.id, type: 'message', date: new Date(one.unix * 1000).toISOString().slice(0, 19) },
          ...{
            date_unixtime: String(one.unix),
            from_id: `user${one.isGuest ? guest : US}`,
            text: 'Где ключ?',
          },
          ...(one.isMedia && { photo: 'a.jpg' }),
        })),
      })),
    },
  })
  const dir = mkdtempSync(path.join(tmpdir(), 'hooks-'))
  writeFileSync(path.join(dir, 'result.json'), written)
  const address = await connected('telegram')
  for (const update of sent) await telegram(address, update)
  await one.facts.drain()
  const byHooks = await factRows(one.db)
  expect(byHooks.length).toBeGreaterThan(5)
  const imported = () => insights('import', path.join(dir, 'result.json'), '--as', 'uyut', '--yes')
  expect((await imported()).err).toBe('')
  expect(await factRows(one.db)).toEqual(byHooks)
  await one.empty()
  await imported()
  expect(await factRows(one.db)).toEqual(byHooks)
  rmSync(dir, { recursive: true })
})

test('who is let in: the secret, the one before it for a week, the vendor’s own; others are told nothing more', async () => {
  const address = await connected('telegram')
  const update = business(1, GUEST, '2026-11-28T00:10:00Z')
  expect((await send(address, update)).status).toBe(401)
  expect((await send(address, update, { 'x-telegram-bot-api-secret-token': 'x' })).status).toBe(401)
  for (const other of [
    address.slice(0, -1),
    address.replace('/uyut/', '/other/'),
    address.replace('/telegram/', '/avito/'),
    address.replace('/telegram/', '/constructor/'),
  ])
    expect((await telegram(other, update)).status).toBe(401)
  const { out } = await insights('hooks', 'rotate', 'telegram', 'uyut')
  const next = out.split('\n')[0] ?? ''
  at += 3_000
  expect((await telegram(next, update)).status).toBe(200)
  at += 6 * 86_400_000
  expect((await telegram(address, update)).status).toBe(200)
  at += 86_400_000
  expect((await telegram(address, update)).status).toBe(401)
  expect(await landed()).toHaveLength(1)
})

test('paused it is answered and not kept; removed it is gone, and can be made anew', async () => {
  const address = await connected('avito')
  await insights('hooks', 'pause', 'avito', 'uyut')
  const body = { id: 'd', version: 'v3.0.0', payload: { type: 'message', value: AVITO } }
  expect((await send(address, body)).status).toBe(200)
  expect(await landed()).toEqual([])
  await insights('hooks', 'resume', 'avito', 'uyut')
  at += 3_000
  expect((await send(address, body)).status).toBe(200)
  expect(await landed()).toHaveLength(1)
  await insights('hooks', 'remove', 'avito', 'uyut')
  at += 3_000
  expect((await send(address, body)).status).toBe(401)
  expect(await connected('avito')).not.toBe(address)
})

const AVITO = {
  ...{ id: 'm1', chat_id: 'u2i-1', user_id: US, author_id: 900, created: 1_795_824_000 },
  ...{ type: 'text', chat_type: 'u2i', item_id: 3_100_000_001, content: { text: WORDS } },
}

test('answered only when it is stored', async () => {
  const address = await connected('avito')
  refuses = () => {
    throw new Error('the disk is full')
  }
  const lost = await send(address, AVITO)
  expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '5'])
  refuses = null
  expect((await send(address, AVITO)).status).toBe(200)
  expect(await landed()).toHaveLength(1)
})

test('what can’t be read is one dead letter without a word of it, and is answered', async () => {
  const address = await connected('wazzup')
  for (const body of [
    { messages: [{ text: WORDS, contact: { name: NAME, phone: PHONE } }] },
    `not json ${WORDS}`,
    [WORDS],
    { fio: NAME, phone: PHONE, data: { text: WORDS, name: NAME } },
  ])
    expect((await send(address, body)).status).toBe(200)
  expect(
    await one.db.readBulk('select toInt32(uniqExact(letter_id)), any(reason) from dead_letters'),
  ).toEqual([[4, 'schema']])
  const rest = await everything()
  for (const secret of SENTINELS) expect(rest).not.toContain(secret)
})

test('a path of the vendor’s own behind the address is taken, and nothing else opens it', async () => {
  const address = await connected('avito')
  expect((await send(`${address}/events/summary`, AVITO)).status).toBe(200)
  expect((await send(`${address}x/events/summary`, AVITO)).status).toBe(401)
  expect(await landed()).toHaveLength(1)
})

test('a form that is signed with what was given on standard input; without it no connection is made', async () => {
  expect(await insights('hooks', 'add', 'mango', '--as', 'uyut')).toMatchObject({ status: 2 })
  const given = ['hooks', 'add', 'mango', '--as', 'uyut']
  const { out } = await insightsWith('api_key=key\napi_salt=salt\n', ...given)
  const address = `${out.split('\n')[0] ?? ''}/events/summary`
  const rang = Date.parse('2026-11-28T00:10:00Z') / 1000
  const json = JSON.stringify({
    ...{ entry_id: 'e1', call_direction: 1, create_time: rang, talk_time: rang + 9, line_number: '7812' },
    ...{ from: { number: PHONE }, to: { extension: '101' } },
  })
  const call = (salt: string) => {
    const sign = createHash('sha256').update(`key${json}${salt}`).digest('hex')
    const form = new URLSearchParams({ vpbx_api_key: 'key', sign, json }).toString()
    return send(address, form, { 'content-type': 'application/x-www-form-urlencoded' })
  }
  expect((await call('other')).status).toBe(401)
  for (let again = 0; again < 2; again++) expect((await call('salt')).status).toBe(200)
  expect(await landed()).toEqual([
    ['guest', 'call', 0, 1],
    ['manager', 'call', 0, 1],
  ])
  const rest = await everything()
  for (const secret of [PHONE, 'salt', secretOf(out.split('\n')[0] ?? '')]) expect(rest).not.toContain(secret)
})

test('what Meta asks is answered by the secret of the address alone', async () => {
  const { out } = await insightsWith('app_secret=x\n', 'hooks', 'add', 'whatsapp', '--as', 'uyut')
  const address = out.split('\n')[0] ?? ''
  const ask = async (token: string) => {
    const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' }
    const response = await fetch(`${address}?${new URLSearchParams(asked).toString()}`)
    return [response.status, await response.text()]
  }
  expect(await ask(secretOf(address))).toEqual([200, '1158201444'])
  expect(await ask('other')).toEqual([403, ''])
  expect((await send(address, { entry: [] })).status).toBe(401)
})

test('a probe is answered and nothing else; too large a body is refused', async () => {
  const address = await connected('wazzup')
  expect((await send(address, { test: true })).status).toBe(200)
  expect((await send(address, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413)
  expect((await fetch(address)).status).toBe(405)
  expect(await landed()).toEqual([])
})

test('what a connection tells completely, and that it is heard of; a word about a message by its id', async () => {
  const address = await connected('wazzup', '--complete', 'messages')
  expect((await one.directory()).sources.get('wazzup://uyut')).toMatchObject({
    ...{ reports: ['messages'], partial: [], alive_every_s: 28_800 },
  })
  const answer = {
    ...{ messageId: 'w2', channelId: 'c', chatType: 'whatsapp', chatId: PHONE, isEcho: true, type: 'text' },
    ...{ dateTime: '2026-11-28T00:14:00.500Z', text: WORDS, status: 'sent', authorId: '17' },
  }
  const question = {
    ...answer,
    messageId: 'w1',
    isEcho: false,
    dateTime: '2026-11-28T00:10:00.000',
    status: 'inbound',
  }
  await send(address, { messages: [question, answer] })
  await one.facts.drain()
  const facts = await factRows(one.db)
  const failed = { messageId: 'w2', timestamp: '2026-11-28T00:20:00Z', status: 'error' }
  await send(address, { statuses: [failed, { ...failed, messageId: 'w9' }, { ...failed, status: 'read' }] })
  expect(await one.db.readBulk('select mark, message_id from mark_events')).toEqual([['undelivered', 'w2']])
  await one.facts.drain()
  expect(await factRows(one.db)).not.toEqual(facts)
})

test('listed with the last event; without credentials that a kind needs it isn’t made', async () => {
  const address = await connected('avito')
  await send(address, AVITO)
  expect((await insights('hooks', 'list')).out).toMatch(/avito +uyut +on +avito:\/\/uyut +2026-11-28T/)
  expect(await insights('hooks', 'add', 'avito', '--as', 'uyut')).toMatchObject({ status: 1 })
  expect(await insights('hooks', 'add', 'viber', '--as', 'uyut')).toMatchObject({ status: 2 })
  expect(await insights('hooks', 'add', 'avito', '--as', 'Уют')).toMatchObject({ status: 2 })
})
