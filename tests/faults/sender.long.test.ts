/** The process that sends reports, killed again and again: one ClickHouse behind HTTP, a real SMTP server. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSink } from '#pipelines/sink.server.ts'
import { readSteps } from '#reports/mailing/delivery-log.server.ts'
import { reportEnv } from '#reports/mailing/env.ts'
import { queueReport, sealReport } from '#reports/mailing/issue.server.ts'
import { reportMaker } from '#reports/mailing/maker.ts'
import { recipientsOf } from '#reports/mailing/recipients.ts'
import { messageKeyOf, type Reports } from '#reports/mailing/reports.ts'
import { openDatabase, type Database } from '#sql/db/client.server.ts'
import { readDirectory } from '#sql/directory/directory.ts'
import { materializeFacts } from '#sql/facts/keep.server.ts'
import { projectFile } from '#sql/paths.ts'
import { amount } from '../support/amount.ts'
import { everythingReported, guest, manager, owner, property } from '../support/events.ts'
import { startGateway, type Gateway } from '../support/gateway.ts'
import { freshDir, insights } from '../support/insights.ts'
import { FROM } from '../support/reports.ts'
import { seedOf } from '../support/seed.ts'
import { smtpServer, type TestSmtp } from '../support/smtp.ts'
import { migratedDir } from '../support/template.ts'

const KILLS = Number(process.env['KILLS'] ?? amount(2, 60))
const RECIPIENTS = amount(12, 20)
const MONTH = '2025-03'
/** ms after a conversation began in which a kill falls, and that the server takes to answer */
const KILL_WITHIN = 700
const SLOW_MS = 60

const dirs = [migratedDir(), freshDir()]
const [data = '', folder = ''] = dirs
const addresses = Array.from({ length: RECIPIENTS }, (_, index) => `r${index}@example.test`)
let gateway: Gateway
let db: Database
let smtp: TestSmtp
let reports: Reports
let env: Record<string, string>

beforeAll(async () => {
  gateway = await startGateway(data)
  const { url } = gateway
  db = await openDatabase({ DATA_DIR: folder, CLICKHOUSE_URL: url })
  const facts = materializeFacts(db, { default_timezone: 'Europe/Moscow', holidays: new Set() })
  const sink = await openSink(db, facts)
  const events = [
    everythingReported(),
    property(),
    owner({ email: addresses[0], copies: addresses.slice(1) }),
    guest('2025-03-04 03:12'),
    manager('2025-03-04 03:16'),
  ]
  await sink.write(
    events.map((event, index) =>
      sink.decodeValue(event, { origin: `test:${index}`, received_at: Date.now() }),
    ),
  )
  await facts.drain()
  smtp = await smtpServer({ slow_ms: SLOW_MS })
  reports = {
    db,
    directory: () => readDirectory(db, 'Europe/Moscow'),
    now: Date.now,
    maker: reportMaker({ name: 'Butler', phone: null, logo: null, staff: 'first_name' }),
    env: reportEnv({ MAIL_FROM: FROM }),
    base_url: 'https://insights.test',
    settled: () => Promise.resolve(),
    log: () => undefined,
  }
  const BASE_URL = 'https://insights.test'
  env = { CLICKHOUSE_URL: url, SMTP_URL: smtp.url, MAIL_FROM: FROM, BASE_URL }
}, 120_000)
afterAll(async () => {
  gateway.kill()
  await smtp.close()
  await db.close()
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

/** @param said what it writes on standard error */
function sender(said: string[]): ChildProcess {
  const child = spawn(process.execPath, [projectFile('bin', 'insights.mjs'), 'reports'], {
    env: { ...process.env, DATA_DIR: folder, KAFKA_BROKERS: '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  return child
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20)
}

const lastSteps = async () => {
  const last = new Map<string, string>()
  for (const { message_key, recipient_id, step } of await readSteps(db, { month: MONTH }))
    last.set(`${message_key} ${recipient_id}`, step)
  return [...last.values()]
}

test(
  `the sender killed ${KILLS} times over ${RECIPIENTS} recipients: everybody gets it, and the log tells of every copy`,
  { timeout: 120_000 + KILLS * 30_000 },
  async () => {
    const seed = seedOf('the sender', 'new')
    console.log(`KILLS=${KILLS} SEED=${seed}`)
    const random = mulberry(seed)
    const directory = await reports.directory()
    const olga = directory.owners.get('olga')
    if (olga === undefined) throw new Error('no owner')
    const sealed = await sealReport(reports, directory, olga, MONTH)
    let rounds = 1
    let kills = 0
    let between = 0
    const said: string[] = []
    while (kills < KILLS) {
      if ((await lastSteps()).every((step) => step === 'accepted'))
        await queueReport(reports, olga, { ...sealed, edition: (rounds += 1) })
      const began = smtp.began.length
      const child = sender(said)
      const ended = once(child, 'exit')
      await until(() => smtp.began.length > began || child.exitCode !== null)
      expect(child.exitCode, said.join('')).toBe(null)
      await sleep(random() * KILL_WITHIN)
      child.kill('SIGKILL')
      await ended
      kills += 1
      if ((await lastSteps()).includes('data')) between += 1
    }
    const child = sender(said)
    await until(async () => (await lastSteps()).every((step) => step === 'accepted'))
    const refused = await insights(folder, ['reports'], '', env)
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('another process holds the lease of reports')
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended

    const copies = new Map<string, number>()
    for (const { mail, to } of smtp.got) {
      const id = `${to} ${mail.messageId ?? ''}`
      copies.set(id, (copies.get(id) ?? 0) + 1)
    }
    // one Message-ID for each recipient and round, whatever happened
    expect(copies.size).toBe(RECIPIENTS * rounds)
    const extra = smtp.got.length - RECIPIENTS * rounds
    const steps = await readSteps(db, { month: MONTH })
    const uncertain = steps.filter(({ step }) => step === 'uncertain').length
    console.log(
      `rounds ${rounds}, kills between DATA and its answer ${between}, uncertain ${uncertain}, extra copies ${extra}`,
    )
    expect(uncertain).toBe(between)
    expect(extra).toBeLessThanOrEqual(between)
    // every copy is an attempt of the log
    const attempts = steps.filter(({ step }) => step === 'data').length
    expect(smtp.got.length).toBeLessThanOrEqual(attempts)
    expect(steps.filter(({ step }) => step === 'accepted')).toHaveLength(RECIPIENTS * rounds)
    expect(recipientsOf(olga)).toHaveLength(RECIPIENTS)
    expect(new Set(steps.map(({ message_key }) => message_key))).toEqual(
      new Set(Array.from({ length: rounds }, (_, index) => messageKeyOf(MONTH, 'olga', index + 1))),
    )
  },
)

/** Numbers from 0 to 1 that a seed makes. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
