/** A new edition of the rules, several processes of their own, one ClickHouse behind HTTP: one derives, the others wait. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import net from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openSink } from '#pipelines/sink.server.ts'
import { openDatabase, type Database } from '#sql/db/client.server.ts'
import { materializeFacts } from '#sql/facts/keep.server.ts'
import { projectFile } from '#sql/paths.ts'
import { longTest } from '../support/amount.ts'
import { startGateway, type Gateway } from '../support/gateway.ts'
import { freshDir, TOKEN } from '../support/insights.ts'
import { makeOlder } from '../support/older-edition.ts'
import { migratedDir } from '../support/template.ts'
import { twoOwners } from '../support/two-owners.ts'
import { factsHash } from './support/world.ts'

/** How late inserts are answered until both processes have begun: one derivation has some six of them. */
const SLOW_MS = 2_500
const dirs = [migratedDir(), freshDir()]
const [data = '', folder = ''] = dirs
let gateway: Gateway
let db: Database
let whole: string
const started: Started[] = []

interface Started {
  child: ChildProcess
  url: string
  said: () => string
  ended: Promise<number | null>
}

beforeAll(async () => {
  gateway = await startGateway(data)
  db = await openDatabase({ DATA_DIR: folder, CLICKHOUSE_URL: gateway.url })
  const facts = materializeFacts(db, { default_timezone: 'Europe/Moscow', holidays: new Set() })
  const sink = await openSink(db, facts)
  const came = { origin: 'test', received_at: Date.now() }
  await sink.write(twoOwners.map((event) => sink.decodeValue(event, came)))
  await facts.drain()
  whole = await factsHash(db)
})
beforeEach(async () => {
  await makeOlder(db)
  await gateway.fault({ is: 'slow', ms: SLOW_MS })
})
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.splice(0).map(({ ended }) => ended))
})
afterAll(async () => {
  await db.close()
  gateway.kill()
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

async function start(...args: string[]): Promise<Started> {
  const port = await freePort()
  const child = spawn(process.execPath, [projectFile('bin', 'insights.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CLICKHOUSE_URL: gateway.url,
      KAFKA_BROKERS: args[0] === 'pipeline' ? '127.0.0.1:1' : '',
      DATA_DIR: folder,
      BASE_URL: '',
      PORT: String(port),
      METRICS_PORT: String(port),
      INGEST_TOKEN: TOKEN,
      API_TOKENS: '',
      DEFAULT_TIMEZONE: '',
      HOLIDAYS: '',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()))
  const ended = once(child, 'exit').then(([status]) => status as number | null)
  const one = { child, url: `http://127.0.0.1:${port}`, said: () => said, ended }
  started.push(one)
  return one
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const within = { timeout: 90_000, interval: 100 }

/** Asks /healthz until it is told to end; how long each answer took, ms, from the first on. */
function watchHealth(url: string) {
  const took: number[] = []
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const began_at = performance.now()
      const status = await fetch(`${url}/healthz`).then(
        (response) => response.status,
        () => null,
      )
      if (status !== null || took.length > 0)
        took.push(status === 200 ? performance.now() - began_at : Infinity)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  return async () => {
    over.abort()
    await watching
    return took
  }
}

test('of two web servers one derives, the other waits and says so; both are alive meanwhile and ready at the end', async () => {
  const both = await Promise.all([start('serve'), start('serve')])
  const watched = both.map(({ url }) => watchHealth(url))
  const said = (event: string) => both.filter((one) => one.said().includes(`"event":"${event}"`))
  await expect.poll(() => said('derivation_awaited').length, within).toBe(1)
  const [waiting] = said('derivation_awaited')
  expect(waiting?.said()).toMatch(
    /derivation of everything by the rules of edition 2 is under way in another process \(\S+, since \S+Z, \d+ %\): waiting/,
  )
  const ready = await fetch(`${waiting?.url ?? ''}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({
    is_ready: false,
    reason: expect.stringMatching(
      /counted anew by the rules of edition 2 in another process, \d+ % done/,
    ) as string,
    derivation: { edition: 2, by: 'another process' },
  })
  for (const [language, words] of [
    ['en-GB,en', 'Recalculating figures'],
    ['ru-RU,ru', 'Считаем показатели заново'],
  ] as const) {
    const page = await fetch(`${waiting?.url ?? ''}/nights`, { headers: { 'Accept-Language': language } })
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await page.text()).toContain(words)
  }
  const refused = await fetch(`${waiting?.url ?? ''}/ingest`, { method: 'POST', body: '{}' })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  await gateway.fault({ is: 'none' })
  for (const { url } of both)
    await expect.poll(() => fetch(`${url}/readyz`).then(({ status }) => status), within).toBe(200)
  expect(said('derivation_of_everything')).toHaveLength(1)
  expect(said('derivation_of_everything')[0]).not.toBe(waiting)
  expect(await db.readBulk('select uniqExact(process) from derivations where edition = 2')).toEqual([[1]])
  expect(await factsHash(db)).toBe(whole)
  for (const end of watched) {
    const took = await end()
    expect(took.length).toBeGreaterThan(5)
    expect(Math.max(...took)).toBeLessThan(1_000)
  }
})

longTest('killed midway, its work is taken over by the command that waits, which then answers', async () => {
  const pipeline = await start('pipeline')
  await expect.poll(pipeline.said, within).toContain('"event":"derivation_of_everything"')
  expect((await fetch(`${pipeline.url}/healthz`)).status).toBe(200)
  const ready = await fetch(`${pipeline.url}/readyz`)
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('in this process')])
  const options = ['--from', '2025-03-01', '--until', '2025-04-01', '--format', 'json']
  const command = await start('metrics', 'turns', ...options)
  await expect.poll(command.said, within).toContain('in another process')
  pipeline.child.kill('SIGKILL')
  await pipeline.ended
  expect(await db.readBulk('select max(done_at) from derivations where edition = 2')).toEqual([[0]])
  await gateway.fault({ is: 'none' })
  expect(await command.ended).toBe(0)
  const [waited, derived, ...answer] = command.said().split('\n')
  expect(waited).toMatch(/^insights: derivation of everything .*: waiting$/)
  expect(derived).toMatch(/^insights: deriving everything by the rules of edition 2, \d+ % done$/)
  expect(answer.join('\n')).toContain('"turns"')
  expect(await factsHash(db)).toBe(whole)
  expect(
    await db.readBulk('select uniqExact(process), uniqExact(started_at) from derivations where edition = 2'),
  ).toEqual([[2, 1]])
})
