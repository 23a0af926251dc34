/** One measurement in a process of its own, because the embedded engine holds one folder per process. See README.md. */
import { once } from 'node:events'
import { createReadStream, existsSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import express from 'express'
import { openLinks } from '#app/auth/links.server.ts'
import { openSessions } from '#app/auth/session.server.ts'
import { appEnv } from '#app/env.server.ts'
import { pages } from '#app/pages.server.ts'
import { reportsOf } from '#app/reports.server.ts'
import { importFiles } from '#pipelines/import.server.ts'
import { linesOf } from '#pipelines/lines.ts'
import { openStore, type Store } from '#pipelines/store.server.ts'
import { TABLES, type LandingTable } from '#pipelines/events/index.ts'
import { sqlEnv } from '#sql/db/env.ts'
import { readMetrics, type MetricsQuery } from '#sql/read.server.ts'
import { managementScope, ownerScope } from '#sql/directory/scope.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { DAY_MS } from '#sql/time/zone.ts'
import { metricsOf, SUBJECTS } from '#sql/metrics/index.ts'
import { deriveFromLanding, makeTables, overLanding } from './landing.ts'
import { directoryEvents, END, historyByDay, type PortfolioSize } from './portfolio.ts'

const [name = '', folder = '', homes = '100', days = '400', order = 'time'] = process.argv.slice(2)
const size: PortfolioSize = { homes: Number(homes), days: Number(days) }
const file = path.join(folder, `${homes}x${days}-${order}.ndjson`)
const BATCH = 10_000

const opened = () =>
  openStore(sqlEnv({ DATA_DIR: path.join(folder, name === 'bare' ? 'bare' : `${homes}x${days}-${order}`) }))

function seconds(started: number): number {
  return (performance.now() - started) / 1000
}

async function generate(): Promise<Record<string, number>> {
  if (existsSync(file)) return {}
  const handle = await open(file, 'w')
  const write = async (lines: readonly string[]) => {
    for (let start = 0; start < lines.length; start += 50_000)
      await handle.write(lines.slice(start, start + 50_000).join('\n') + '\n')
  }
  const first = [...directoryEvents(size)].map(({ line }) => line)
  if (order === 'shuffled') {
    const lines = first
    for (const events of historyByDay(size)) for (const { line } of events) lines.push(line)
    await write(shuffled(lines))
  } else {
    await write(first)
    for (const events of historyByDay(size)) await write(events.map(({ line }) => line))
  }
  await handle.close()
  return {}
}

function shuffled(lines: string[]): string[] {
  let state = 42
  for (let index = lines.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (index + 1))
    const line = lines[index] ?? ''
    lines[index] = lines[other] ?? ''
    lines[other] = line
  }
  return lines
}

/** The same rows, shaped beforehand, through the same client, format and batch size: only the inserts are timed. */
async function bare(): Promise<Record<string, number>> {
  const store = await opened()
  let batches = new Map<LandingTable, unknown[][]>()
  let waiting = 0
  let rows = 0
  let inserting_s = 0
  const flush = async () => {
    for (const [table, shaped] of batches) {
      const started = performance.now()
      await store.db.insert(table, [...TABLES[table], 'generation'], shaped)
      inserting_s += seconds(started)
      rows += shaped.length
    }
    batches = new Map()
    waiting = 0
  }
  for await (const lines of linesOf(createReadStream(file, { highWaterMark: 1 << 18 }))) {
    for (const line of lines) {
      const { result } = store.sink.decode(line, { origin: 'bench', received_at: END })
      if (result.kind !== 'row') continue
      const shaped = batches.get(result.table) ?? []
      shaped.push([...result.row, '1'])
      batches.set(result.table, shaped)
      if (++waiting === BATCH) await flush()
    }
  }
  await flush()
  await store.close()
  return { rows, rows_per_s: rows / inserting_s, seconds: inserting_s }
}

async function importing(): Promise<Record<string, number>> {
  const store = await opened()
  const counts = { read: 0, accepted: 0, dead: 0, reasons: new Map<string, number>(), imports: [] }
  const started = performance.now()
  await importFiles(store, [file], { person: '', stdin: process.stdin, now: () => END, counts })
  const landed_s = seconds(started)
  await store.facts.drain()
  const total_s = seconds(started)
  await store.close()
  return {
    rows: counts.accepted,
    rows_per_s: counts.accepted / total_s,
    seconds: total_s,
    landed_s,
    rss_mb: process.memoryUsage().rss / 1e6,
  }
}

async function rebuilding(): Promise<Record<string, number>> {
  const store = await opened()
  const started = performance.now()
  await store.facts.rebuild()
  const total_s = seconds(started)
  await store.close()
  return { seconds: total_s }
}

const MONTH = parsePeriod('2026-08-01', '2026-09-01')

/** All metrics of an owner's month, of all subjects. Milliseconds. */
async function readMonth(store: Store, owner: number): Promise<number> {
  const started = performance.now()
  const directory = await store.directory()
  const query: Omit<MetricsQuery, 'subject'> = {
    period: MONTH,
    as_of: END,
    scope: ownerScope(directory, `owner-${owner}`),
    by: null,
    every: 'day',
    language: 'ru',
    team: false,
  }
  for (const subject of SUBJECTS) await readMetrics(store.db, directory, { ...query, subject })
  return performance.now() - started
}

/** Median of three, ms. */
async function took(store: Store, db: Store['db'], query: MetricsQuery): Promise<number> {
  const directory = await store.directory()
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const started = performance.now()
    await readMetrics(db, directory, query)
    times.push(performance.now() - started)
  }
  return median(times)
}

/** An owner's month from the facts, and the same computed from the landing tables (landing.ts). */
async function landing(): Promise<Record<string, number>> {
  const store = await opened()
  const directory = await store.directory()
  const scope = ownerScope(directory, 'owner-7')
  const query = { period: MONTH, as_of: END, scope, by: null, every: null, language: 'ru', team: false }
  const homes = scope.homes.map(({ property_id }) => property_id)
  const around = { from_at: (MONTH.from - 3) * DAY_MS, until_at: (MONTH.until + 3) * DAY_MS }
  const figures: Record<string, number> = {}
  await makeTables(store.db, true)
  for (const subject of SUBJECTS) {
    const nights = subject === 'nights' ? around : null
    const derived: number[] = []
    for (let round = 0; round < 3; round++) derived.push(await deriveFromLanding(store, homes, nights))
    const derived_ms = median(derived)
    const over = overLanding(store.db)
    const [own, other] = [
      await readMetrics(store.db, directory, { ...query, subject }),
      await readMetrics(over, directory, { ...query, subject }),
    ]
    if (JSON.stringify(own) !== JSON.stringify(other))
      throw new Error(`${subject} differ: ${JSON.stringify(own.total)} ${JSON.stringify(other.total)}`)
    figures[`${subject}_derived_ms`] = derived_ms
    let least = { ratio: Infinity, id: '', own_ms: NaN }
    for (const id of [null, ...Object.keys(metricsOf(subject))]) {
      const single = { ...query, subject, ...(id === null ? {} : { metrics: [id] }) }
      const own_ms = await took(store, store.db, single)
      const ratio = (derived_ms + (await took(store, over, single))) / own_ms
      if (id === null)
        Object.assign(figures, { [`${subject}_all_ms`]: own_ms, [`${subject}_all_ratio`]: ratio })
      else if (ratio < least.ratio) least = { ratio, id, own_ms }
    }
    figures[`${subject}_slowest_${least.id}_ms`] = least.own_ms
    figures[`${subject}_slowest_ratio`] = least.ratio
  }
  await makeTables(store.db, false)
  await store.close()
  return figures
}

/** A portfolio's year, and one of its months: all metrics of each subject; the month the median of three, ms. */
async function year(): Promise<Record<string, number>> {
  const store = await opened()
  const directory = await store.directory()
  const query = {
    as_of: END,
    scope: managementScope(directory),
    by: null,
    every: null,
    language: 'ru',
    team: false,
  }
  const figures: Record<string, number> = {}
  for (const subject of SUBJECTS) {
    const took = async (period: MetricsQuery['period'], rounds: number) => {
      const times: number[] = []
      for (let round = 0; round < rounds; round++) {
        const started = performance.now()
        await readMetrics(store.db, directory, { ...query, subject, period })
        times.push(performance.now() - started)
      }
      return median(times)
    }
    const month_ms = await took(MONTH, 3)
    const year_ms = await took(parsePeriod('2025-10-01', '2026-10-01'), 1)
    figures[`${subject}_month_ms`] = month_ms
    figures[`${subject}_year_ms`] = year_ms
    figures[`${subject}_ratio`] = year_ms / month_ms
  }
  await store.close()
  return figures
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

async function reading(): Promise<Record<string, number>> {
  const store = await opened()
  for (let round = 0; round < 3; round++) await readMonth(store, round)
  const times: number[] = []
  for (let round = 0; round < 21; round++)
    times.push(await readMonth(store, round % Math.max(1, size.homes / 5)))
  await store.close()
  return { owner_month_ms: median(times) }
}

/** A message for a conversation of the given day: landed and derived. */
async function late(): Promise<Record<string, number>> {
  const store = await opened()
  const deriving = async (day: number, index: number) => {
    const key = `7-${day - ((((day + 7 - (END / 86_400_000 - size.days)) % 4) + 4) % 4)}`
    const event = {
      specversion: '1.0', id: `late-${day}-${index}`, source: 'bench://late', type: 'butler.message.v1', time: new Date(day * 86_400_000 + index).toISOString(),
      data: { conversation_id: `chat-${key}`, stay_id: `stay-${key}`, property_id: 'home-7', channel: 'telegram', author: { role: 'guest' } },
    } // prettier-ignore
    await store.sink.write([store.sink.decodeValue(event, { origin: 'bench', received_at: END })])
    const started = performance.now()
    await store.facts.drain()
    return performance.now() - started
  }
  const today = END / 86_400_000 - 10
  const current: number[] = []
  const old: number[] = []
  for (let index = 0; index < 9; index++) {
    current.push(await deriving(today, index))
    old.push(await deriving(today - size.days + 50, index))
  }
  await store.close()
  return { current_ms: median(current.slice(2)), late_ms: median(old.slice(2)) }
}

async function busy(): Promise<Record<string, number>> {
  const store = await opened()
  for (let round = 0; round < 3; round++) await readMonth(store, round)
  const alone: number[] = []
  for (let round = 0; round < 11; round++) alone.push(await readMonth(store, round))
  const isDone = { value: false }
  const derivation = store.facts.rebuild().then(() => {
    isDone.value = true
  })
  const during: number[] = []
  // the facts fill up again meanwhile; homes of the first steps are there early
  for (let round = 0; !isDone.value; round++) during.push(await readMonth(store, round % 11))
  await derivation
  await store.close()
  return { alone_ms: median(alone), during_ms: median(during), reads: during.length }
}

/**
 * The overview of an owner from the first byte sent to the first received, through the built pages (npm run build):
 * each read anew (its URL names the moment), and again within the minute.
 */
async function overview(): Promise<Record<string, number>> {
  const store = await opened()
  const env = {
    ...appEnv({ NODE_ENV: 'production' }),
    BASE_URL: 'http://localhost',
    SESSION_SECRET: 'x'.repeat(32),
  }
  const sessions = openSessions(env.BASE_URL, 'x'.repeat(32), () => END)
  const now = () => END
  const links = openLinks(store.db, now)
  const reports = reportsOf(store, env, now)
  const takeEvent = () => Promise.resolve(null)
  const server = express()
    .use(
      await pages({
        ...{ store, env, links, sessions, now, clock: now, is_demo: false, reports, takeEvent },
        hooks: { seen: () => [], changed: () => undefined },
      }),
    )
    .listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const firstByte = async (owner: number, search: string) => {
    const [cookie = ''] = (await sessions.start(`owner:owner-${owner}`)).split(';')
    const started = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}/?month=2026-08${search}`, {
      headers: { cookie, 'user-agent': 'Mozilla/5.0 Chrome/140' },
      redirect: 'manual',
    })
    const first_ms = performance.now() - started
    if (answer.status !== 200) throw new Error(`the overview answers ${answer.status}`)
    await answer.text()
    return first_ms
  }
  const owners = Math.max(1, size.homes / 5)
  const [anew, again]: [number[], number[]] = [[], []]
  for (let round = 0; round < 24; round++) {
    const took_ms = await firstByte(round % owners, `&as_of=${new Date(END).toISOString()}`)
    if (round > 2) anew.push(took_ms)
  }
  await firstByte(0, '')
  for (let round = 0; round < 21; round++) again.push(await firstByte(0, ''))
  return { overview_ms: median(anew), again_ms: median(again) }
}

const scenarios: Record<string, () => Promise<Record<string, number>>> = {
  generate,
  bare,
  import: importing,
  rebuild: rebuilding,
  read: reading,
  late,
  busy,
  overview,
  landing,
  year,
}
if (name === 'bare') rmSync(path.join(folder, 'bare'), { recursive: true, force: true })
if (name === 'import')
  rmSync(path.join(folder, `${homes}x${days}-${order}`), { recursive: true, force: true })
const figures = await scenarios[name]?.()
writeFileSync(1, JSON.stringify(figures) + '\n')
process.exit(0)
