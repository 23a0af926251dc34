/** Files that are read in a browser: by the door of the page the same lands as by `insights import`, however the way was. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/auth/person.ts'
import { connectDoor } from '#app/connect/door.server.ts'
import type { Answers, Contents, FromWorker } from '#app/connect/protocol.ts'
import { contentsOf, recognise } from '#app/connect/read-file.ts'
import { sendFile } from '#app/connect/send-file.ts'
import { TABLES } from '#pipelines/events/index.ts'
import { readImports } from '#pipelines/imports.server.ts'
import { newSeal } from '#pipelines/sealed-names.ts'
import { DEFAULT_POLICY } from '#sql/directory/policy.ts'
import type { Store } from '#pipelines/store.server.ts'
import { some } from './support/amount.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { factRows } from './support/fact-rows.ts'
import { accountOf, chatOf, guest, SECRET, us, written } from './support/telegram-export.ts'
import { written as chatText, GUEST, PHONES, US } from './support/whatsapp-export.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const ANSWERS: Answers = { connection: 'uyut', timezone: 'Europe/Moscow', date_order: '', complete: '' }
const CLOCK = { timezone: 'Europe/Moscow', night: DEFAULT_POLICY }
const LEAD: Person = { kind: 'staff', manager_id: 'olga', name: 'Ольга', role: 'lead' }

let one: TestDatabase
let dir: string
let server: http.Server
let url: string
let person: Person | null
/** what left for the server, as it left */
let bodies: string[]
/** answers 503 to so many requests that come next, once they are carried out */
let lost = 0

function opened(): express.Express {
  const store = { ...one, data_dir: dir } as unknown as Store
  const app = express()
  app.use((request, response, next) => {
    if (lost > 0 && request.url.includes('/events')) {
      lost--
      response.json = () => response.status(503).end()
    }
    next()
  })
  app.use(connectDoor({ store, personOf: () => Promise.resolve(person), clock: () => NOW }).router)
  return app
}

let app: express.Express
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'door-'))
  server = http.createServer((request, response) => {
    app(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(async () => {
  await one.empty()
  app = opened()
  person = LEAD
  bodies = []
  lost = 0
})
afterAll(async () => {
  server.close()
  rmSync(dir, { recursive: true })
  await one.close()
})

async function look(file: File, answers = ANSWERS): Promise<Contents> {
  const known = await recognise(file)
  if ('foreign' in known) throw new Error(known.foreign)
  const seal = newSeal(new Uint8Array(9).fill(7))
  return contentsOf(file, known.reader, { answers, seal, clock: CLOCK, onRead: () => undefined })
}

async function load(file: File, answers = ANSWERS): Promise<FromWorker[]> {
  const contents = await look(file, answers)
  const known = await recognise(file)
  if ('foreign' in known) throw new Error(known.foreign)
  const told: FromWorker[] = []
  await sendFile({
    file,
    reader: known.reader,
    answers,
    contents,
    seal: newSeal(crypto.getRandomValues(new Uint8Array(9))),
    send: (where, init) => {
      bodies.push(typeof init.body === 'string' ? init.body : '')
      return fetch(url + where, init)
    },
    tell: (what) => told.push(what),
    pause: () => Promise.resolve(),
  })
  return told
}

async function byCommand(file: File): Promise<void> {
  writeFileSync(path.join(dir, file.name), Buffer.from(await file.arrayBuffer()))
  const store = { ...one, data_dir: dir, default_timezone: 'Europe/Moscow' } as unknown as Store
  const done = await command(['import', file.name, '--as', 'uyut', '--yes'], {
    cwd: dir,
    now: () => NOW,
    store: () => Promise.resolve(store),
  })
  expect([0, 3], done.err).toContain(done.status)
}

/** All that landed, but for who brought it, and the spelling that orders contents (words of messages count in it). */
async function landed(): Promise<string[]> {
  const rows: string[] = []
  for (const [table, columns] of Object.entries(TABLES)) {
    const shown = columns.filter((column) => column !== 'canonical')
    const found = await one.db.readBulk<unknown[]>(`select distinct ${shown.join(', ')} from ${table}`)
    rows.push(...found.map((row) => `${table} ${JSON.stringify(row)}`))
  }
  return rows.sort()
}

// once: each message of it has a number and a time of its own
const TELEGRAM = written(
  accountOf([
    chatOf([guest('Где ключ от сейфа?'), us('Под ковриком, код 4512'), guest('спасибо!')]),
    chatOf([guest('Is parking free?'), us('Минутку, уточню'), us('Yes, it is')], { id: 700_200 }),
    chatOf([guest('Уборка готова'), us('Отлично')], { id: 900, type: 'private_supergroup' }),
  ]),
)
const telegram = () => new File([TELEGRAM], 'result.json')
const whatsapp = () =>
  new File(
    [
      chatText(PHONES.russian_android, [
        { by: GUEST, at: 0, what: 'text', text: 'Какой пароль от вайфая?' },
        { by: US, at: 400, what: 'text', text: 'uyut-guest' },
        { by: GUEST, at: 500, what: 'photo' },
      ]),
    ],
    `Чат WhatsApp с\u00a0контактом ${GUEST}.txt`,
  )
const bookings = () =>
  new File(
    [
      'Номер;Объект;Заезд;Выезд;Гость;Телефон;Статус;Площадка\n',
      `77;Невский 24;12.11.2026;15.11.2026;${SECRET.name};${SECRET.phone};Подтверждено;Авито\n`,
    ],
    'Брони.csv',
  )

const FORMATS = [
  ['telegram', telegram],
  ['whatsapp', whatsapp],
  ['sheet', bookings],
] as const

// one of them at a push
test.each(some(FORMATS, 1, Math.random))(
  '%s: the same lands as by the command line, and no name or word leaves',
  async (format, file) => {
    await byCommand(file())
    const [facts, rows] = [await factRows(one.db), await landed()]
    expect(rows.length).toBeGreaterThan(0)
    await one.empty()
    app = opened()
    const told = await load(file())
    expect(told.at(-1)).toMatchObject({ is: 'loaded', is_known: false })
    expect(await landed()).toEqual(rows)
    expect(await factRows(one.db)).toEqual(facts)
    for (const words of [
      ...Object.values(SECRET),
      GUEST,
      'Тайная',
      'тайная',
      '9210001122',
      'ковриком',
      '4512',
      'вайфая',
    ])
      expect(bodies.join('\n')).not.toContain(words)
    const [kept] = await readImports(one.db)
    expect(kept).toMatchObject({ reader: format, state: 'done', dead: 0, person: 'manager:olga', path: '' })
    expect(kept?.file).not.toContain(GUEST)
  },
)

test('what somebody says is all there is: told since the file’s first day, kept with the import, and no longer told in part', async () => {
  const of = async () =>
    [...(await one.directory()).sources.values()].map(({ reports, partial }) => ({ reports, partial }))
  expect((await look(telegram())).partial).toEqual(['messages'])
  expect((await look(bookings())).partial).toEqual(['stays'])
  await load(telegram())
  expect(await of()).toEqual([{ reports: [], partial: ['messages'] }])
  await load(telegram(), { ...ANSWERS, complete: 'messages' })
  expect(await of()).toContainEqual({ reports: ['messages'], partial: [] })
  const [kept] = await readImports(one.db)
  expect(kept).toMatchObject({ complete: 'messages', state: 'done' })
  const refused = await load(telegram(), { ...ANSWERS, complete: 'everything' })
  expect(refused.at(-1)).toMatchObject({ is: 'refused', status: 400 })
})

test('a part that is sent twice, and answers that are lost, count once', async () => {
  lost = 2
  await load(telegram())
  const [kept] = await readImports(one.db)
  expect(kept).toMatchObject({ state: 'done', read: 9, accepted: 9 })
  expect((await landed()).length).toBe(9)
})

test('a server that was started anew in between carries on; a file that is known is not taken again', async () => {
  const known = await recognise(telegram())
  if ('foreign' in known) throw new Error(known.foreign)
  const { sha256, bytes } = await look(telegram())
  const begin = async () => {
    const told = { file: 'result.json', bytes, sha256, reader: 'telegram', ...ANSWERS }
    const answer = await fetch(`${url}/connect/imports`, { method: 'POST', body: JSON.stringify(told) })
    return (await answer.json()) as { import: string; next: number; is_known: boolean }
  }
  const first = await begin()
  expect(first).toMatchObject({ next: 0, is_known: false })
  await load(telegram())
  const whole = await landed()
  await one.empty()
  app = opened()
  const again = await begin()
  const part = bodies
    .find((body) => body.includes('butler.message.v1'))
    ?.split('\n')
    .slice(0, 3)
    .join('\n')
  const sent = (from: number) =>
    fetch(`${url}/connect/imports/${again.import}/events?from=${from}`, {
      method: 'POST',
      headers: { 'x-seal': newSeal(new Uint8Array(9)) },
      body: part ?? '',
    })
  expect(await (await sent(0)).json()).toEqual({ next: 3 })
  expect(await (await sent(0)).json()).toEqual({ next: 3 })
  expect((await sent(5)).status).toBe(409)
  app = opened()
  expect(await begin()).toEqual({ import: again.import, next: 3, is_known: false })
  expect((await load(telegram())).at(-1)).toMatchObject({ is: 'loaded', is_known: false })
  expect((await landed()).length).toBe(whole.length)
  expect((await load(telegram())).at(-1)).toMatchObject({ is: 'loaded', is_known: true })
})

test('a file that is another one when it is loaded is said to be so, and nothing of it is kept', async () => {
  const looked = await look(new File([TELEGRAM], 'result.json'))
  const changed = new File(
    [TELEGRAM.replace(/"date_unixtime": "(\d+)\d"/, '"date_unixtime": "$17"')],
    'result.json',
  )
  const known = await recognise(changed)
  if ('foreign' in known) throw new Error(known.foreign)
  const told: FromWorker[] = []
  await sendFile({
    ...{ file: changed, reader: known.reader, answers: ANSWERS, contents: looked },
    seal: newSeal(new Uint8Array(9).fill(3)),
    send: (where, init) => fetch(url + where, init),
    tell: (what) => told.push(what),
    pause: () => Promise.resolve(),
  })
  expect(told.at(-1)).toEqual({ is: 'unreadable' })
  expect(await landed()).toEqual([])
})

test('cancelled it leaves nothing behind', async () => {
  const empty = await landed()
  await load(telegram())
  const [kept] = await readImports(one.db)
  const cancelled = await fetch(`${url}/connect/imports/${(kept?.import_id ?? 0).toString(36)}/cancel`, {
    method: 'POST',
  })
  expect(cancelled.status).toBe(200)
  expect(await landed()).toEqual(empty)
  expect((await readImports(one.db))[0]).toMatchObject({ state: 'undone', undone_by: 'manager:olga' })
})

test('others find nothing here, and odd bodies are refused in words', async () => {
  const post = async (where: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + where, { method: 'POST', body, headers })
    return [answer.status, ((await answer.json()) as { error: string }).error] as const
  }
  expect(await post('/connect/imports', '{}')).toEqual([400, 'this does not describe a file: file'])
  expect(await post('/connect/imports/zzzzzzzzzz/events?from=0', 'x')).toMatchObject([
    400,
    expect.stringContaining('sealed'),
  ])
  const headers = { 'x-seal': newSeal(new Uint8Array(9)) }
  expect((await post('/connect/imports/zzzzzzzzzz/events?from=0', 'x', headers))[0]).toBe(410)
  const much = '{}\n'.repeat(10_001)
  expect((await post('/connect/imports/zzzzzzzzzz/events?from=0', much, headers))[0]).toBe(413)
  person = { kind: 'owner', owner_id: 'o', name: 'О', locale: null }
  expect((await post('/connect/imports', '{}'))[0]).toBe(404)
  person = { kind: 'staff', manager_id: 'a', name: 'А', role: 'manager' }
  expect((await post('/connect/imports', '{}'))[0]).toBe(404)
  person = null
  expect((await post('/connect/imports', '{}'))[0]).toBe(403)
})
