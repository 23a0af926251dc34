/** The HTTP API tells an owner what is his, and of what is another's not even that it exists. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Grant } from '#app/env.server.ts'
import { application } from '#app/server.ts'
import { byBothNames } from '#sql/both-names.ts'
import { LISTS, readList } from '#sql/lists.server.ts'
import { DIMENSIONS, SUBJECTS } from '#sql/metrics/index.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import { some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { B, march, twoOwners } from './support/two-owners.ts'

let one: TestDatabase
let server: http.Server
let base: string
beforeAll(async () => {
  console.info(`scope over HTTP: SEED=${SEED}`)
  one = await testDatabase()
  expect((await one.take(twoOwners)).filter((outcome) => outcome !== null)).toEqual([])
  const store = { ...one, default_timezone: 'Europe/Moscow' }
  const tokens = new Map<string, Grant>([
    ['token-of-a', { kind: 'owner', owner_id: 'yya-owner' }],
    ['token-of-b', { kind: 'owner', owner_id: 'zzb-owner' }],
    ['token-of-home', { kind: 'homes', property_ids: ['yya-home'] }],
    ['token-of-all', { kind: 'all' }],
  ])
  const env = {
    PORT: 0,
    HOST: '127.0.0.1',
    BASE_URL: 'http://localhost',
    INGEST_TOKEN: null,
    API_TOKENS: tokens,
    METRICS_TOKEN: null,
  }
  server = http.createServer(
    application({
      store,
      env,
      now: () => march.as_of,
      pipeline: null,
      take: store.sink.write,
      onStored: () => undefined,
      hooks: express.Router(),
    }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await one.close()
})

/** Some subjects, breakdowns and lists, others each time: tests/scope.test.ts has all of them without HTTP. */
const SEED = seedOf('scope over HTTP', 'new')
const random = randomOf(SEED)

const whole = 'from=2025-03-01&until=2025-04-01'
const get = async (path: string, token: string | null = 'token-of-a') => {
  const response = await fetch(`${base}/${path}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  })
  return { status: response.status, text: await response.text() }
}
const paths = [...SUBJECTS.map((subject) => `metrics/${subject}`), ...LISTS.map((list) => `lists/${list}`)]

test('every answer to A is the one of his scope, without a byte of B', async () => {
  const directory = await one.directory()
  const query = { ...march, scope: ownerScope(directory, 'yya-owner'), language: 'en', team: false }
  for (const subject of some(SUBJECTS, 3, random)) {
    for (const by of some(DIMENSIONS[subject], 1, random)) {
      const { status, text } = await get(`metrics/${subject}?${whole}&by=${by}&every=month`)
      expect(status, `${subject} by ${by}, SEED=${SEED}`).toBe(200)
      expect(text).not.toContain(B)
      expect(JSON.parse(text)).toEqual(
        byBothNames(await readMetrics(one.db, directory, { ...query, subject, by, every: 'month' })),
      )
    }
  }
  for (const list of some(LISTS, 3, random)) {
    const { status, text } = await get(`lists/${list}?${whole}`)
    expect(status).toBe(200)
    expect(text).not.toContain(B)
    expect((JSON.parse(text) as { rows: unknown }).rows).toEqual(
      await readList(one.db, directory, list, query),
    )
  }
})

test("another's home and owner are unknown, exactly as what does not exist", async () => {
  for (const path of paths) {
    for (const unknown of ['property=zzb-home', 'owner=zzb-owner', 'property=yya-home&property=zzb-home']) {
      const { status, text } = await get(`${path}?${whole}&${unknown}`)
      const nothing = await get(
        `${path}?${whole}&${unknown.replaceAll('zzb-home', 'nothing').replaceAll('zzb-owner', 'nothing')}`,
      )
      expect([path, unknown, status]).toEqual([path, unknown, 404])
      // what he asked for is named, and nothing else
      expect(text.replace(/zzb-(home|owner)/, 'nothing')).toBe(nothing.text)
    }
  }
  expect((await get(`metrics/turns?${whole}&property=yya-home`, 'token-of-b')).status).toBe(404)
  expect((await get(`metrics/turns?${whole}&property=sold`, 'token-of-home')).status).toBe(404)
  expect((await get(`metrics/turns?${whole}&owner=yya-owner`, 'token-of-home')).status).toBe(404)
  expect((await get(`metrics/turns?${whole}&property=ghost`)).status).toBe(404)
})

test('his own home, his own half of a home, himself', async () => {
  const turns = async (rest: string, token?: string) =>
    (JSON.parse((await get(`metrics/turns?${whole}&${rest}`, token)).text) as Answer).total['turns']
  expect(await turns('property=yya-home')).toBe(2)
  expect(await turns('property=sold')).toBe(1)
  expect(await turns('property=sold', 'token-of-b')).toBe(2)
  expect(await turns('owner=yya-owner')).toBe(3)
  expect(await turns('', 'token-of-home')).toBe(2)
  expect(await turns('', 'token-of-all')).toBe(9)
  expect(await turns('owner=zzb-owner', 'token-of-all')).toBe(4)
})

test.each(['metrics/reviewers', 'lists/owners', 'metrics/', 'metrics/turns/more', ''])(
  '404 for %s',
  async (path) => {
    expect((await get(`${path}?${whole}`)).status).toBe(404)
  },
)

test('401 without a token, and for one that is not known', async () => {
  for (const path of paths) {
    for (const token of [null, 'token-of-nobody', 'token-of-', '']) {
      const { status, text } = await get(`${path}?${whole}`, token)
      expect(status).toBe(401)
      expect(text).not.toMatch(/yya|zzb/)
    }
    expect((await get(`${path}?${whole}&token=token-of-a`, null)).status).toBe(401)
  }
})

test('400 for what can’t be asked', async () => {
  const unwell = [
    ...[
      'from=2025-04-01&until=2025-03-01',
      'from=2025-03-01&until=2025-03-01',
      'from=2025-03-01',
      '',
      'from=2025-02-30&until=2025-04-01',
    ],
    ...[`${whole}&as_of=yesterday`, `${whole}&owner=yya-owner&property=sold`],
  ]
  for (const path of paths)
    for (const query of unwell)
      expect([path, query, (await get(`${path}?${query}`)).status]).toEqual([path, query, 400])
  for (const query of ['by=owner', 'every=year', 'by=turns'])
    expect((await get(`metrics/turns?${whole}&${query}`)).status).toBe(400)
})
