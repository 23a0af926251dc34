/** Keys of programs: what each may send and read, last use, a new one, and the end. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { application } from '#app/server.ts'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { guest, lead, property, stay } from './support/events.ts'

const OLD = 'the-token-of-before'
let one: TestDatabase
let server: http.Server
let base: string
let at = Date.parse('2026-11-01T12:00:00Z')
beforeAll(async () => {
  one = await testDatabase()
  const env = {
    INGEST_TOKEN: OLD,
    API_TOKENS: new Map([['token-of-all', { kind: 'all' as const }]]),
    METRICS_TOKEN: null,
  }
  const app = application({
    ...{ store: one, env, now: () => at, pipeline: null, hooks: express.Router() },
    take: (batch) => one.sink.write(batch),
    onStored: () => undefined,
  })
  server = http.createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(async () => {
  at += 660_000
  await one.empty()
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await one.close()
})

const insights = (...args: string[]) =>
  command(args, { now: () => at, store: () => Promise.resolve(one as unknown as Store) })
async function made(...args: string[]): Promise<string> {
  const { out, err } = await insights('keys', 'add', ...args)
  expect(err).toBe('')
  at += 3_000
  return out.split('\n')[0] ?? ''
}

async function send(key: string, events: readonly unknown[]) {
  const answer = await fetch(`${base}/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
    body: JSON.stringify(events),
  })
  return {
    status: answer.status,
    ...((await answer.json()) as { accepted: number; rejected: { index: number; reason: string }[] }),
  }
}
const read = async (key: string, search = '') =>
  (
    await fetch(`${base}/api/v1/metrics/turns?from=2025-03-01&until=2025-04-01${search}`, {
      headers: { authorization: `Bearer ${key}` },
    })
  ).status

const question = guest('2025-03-04 10:00')

test('a key sends what it may, from where it may; the rest is refused with the reason and stored nowhere', async () => {
  const key = await made('crm', '--types', 'message,manager', '--source', 'crm://')
  const elsewhere = { ...guest('2025-03-04 11:00'), source: 'pms://other' }
  const { status, accepted, rejected } = await send(key, [
    question,
    stay('2025-03-09', '2025-03-12'),
    elsewhere,
    { ...lead(), data: { ...lead().data, role: 'admin' } },
    { ...lead(), data: { ...lead().data, role: 'manager' } },
    { specversion: '1.0' },
  ])
  expect([status, accepted]).toEqual([202, 2])
  expect(rejected.map(({ index }) => index)).toEqual([1, 2, 3, 5])
  expect(rejected[0]?.reason).toMatch(/may send message, manager and no stay/)
  expect(rejected[1]?.reason).toMatch(/may send from crm:\/\//)
  expect(rejected[2]?.reason).toMatch(/no key makes leads and admins/)
  expect(await one.db.readBulk('select toInt32(count()) from stay_events')).toEqual([[0]])
  expect(await one.db.readBulk('select toInt32(count()) from message_events')).toEqual([[1]])
  expect(await one.db.readBulk('select toInt32(count()) from dead_letters')).toEqual([[1]])
})

test('reading is another right: a key reads what it names, and one that sends reads nothing', async () => {
  await one.take([property(), property({ property_id: 'M', owner_id: 'pavel' })])
  const [sends, all, owners] = [
    await made('crm', '--types', 'message'),
    await made('bi', '--reads', 'all'),
    await made('olga', '--reads', 'owner:olga'),
  ]
  expect([await read(sends), await read(all), await read(owners)]).toEqual([401, 200, 200])
  expect([await read(owners, '&property=N'), await read(owners, '&property=M')]).toEqual([200, 404])
  expect((await send(all, [question])).rejected[0]?.reason).toMatch(
    /may send {2}and no message|and no message/,
  )
  expect([await read('token-of-all'), await read('nothing')]).toEqual([200, 401])
})

test('last use, a new one for the old, the end; only hashes rest', async () => {
  const key = await made('crm', '--types', 'message')
  expect((await insights('keys', 'list')).out).toMatch(/crm +on +message +– +– +–|crm +on +message/)
  await send(key, [question])
  await expect
    .poll(async () => (await insights('keys', 'list', '--format', 'json')).out)
    .toMatch(/"last_used_at":"2026-11-01T/)
  const next = (await insights('keys', 'rotate', 'crm')).out.split('\n')[0] ?? ''
  at += 3_000
  expect((await send(key, [question])).status).toBe(202)
  at += 8 * 86_400_000
  expect((await send(key, [question])).status).toBe(401)
  expect((await send(next, [question])).status).toBe(202)
  await insights('keys', 'revoke', 'crm')
  at += 3_000
  expect((await send(next, [question])).status).toBe(401)
  expect((await send(OLD, [question])).status).toBe(202)
  const rest = JSON.stringify(await one.db.readBulk('select * from keys'))
  for (const secret of [key, next]) expect(rest).not.toContain(secret)
})

test('what can’t be a key is said', async () => {
  await made('crm', '--types', 'message')
  expect(await insights('keys', 'add', 'crm', '--types', 'message')).toMatchObject({ status: 1 })
  for (const args of [
    ['Имя', '--types', 'message'],
    ['x', '--types', 'letters'],
    ['x'],
    ['x', '--reads', 'everything'],
  ])
    expect(await insights('keys', 'add', ...args)).toMatchObject({ status: 2 })
  expect(await insights('keys', 'revoke', 'nobody')).toMatchObject({ status: 1 })
})
