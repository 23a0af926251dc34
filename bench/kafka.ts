/**
 * The pipeline against a real broker, by hand: npm run bench:kafka [-- PARTITIONS HOMES DAYS]. See README.md. It measures, in
 * one run: (a) kafkajs reading and JSON-parsing a backlog, (b) the same rows already shaped being inserted, (c) the pipeline
 * from the first message to the last fact; then the time from a message sent to its turn counted.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openBroker, type Broker } from '#pipelines/broker.server.ts'
import { decode } from '#pipelines/decode.ts'
import { deriveLoop } from '#pipelines/deriving.server.ts'
import { linesOf } from '#pipelines/lines.ts'
import { startPipeline } from '#pipelines/start.ts'
import { openStore } from '#pipelines/store.server.ts'
import { createTopics, EVENT_TOPICS, recordOf, type TopicRecord } from '#pipelines/topics.ts'
import { sqlEnv } from '#sql/db/env.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { startBroker } from '../scripts/kafka/broker.ts'

const [partitions = 4, homes = 500, days = 400] = process.argv.slice(2).map(Number)
const RECORDS_AT_ONCE = 20_000
const PROBES = 40
const MESSAGES_A_SECOND = 500
const ZONES = { has: () => true } as unknown as ReadonlySet<string>

const folder = mkdtempSync(path.join(tmpdir(), 'insights-bench-'))
const say = (what: string, value: unknown) => process.stdout.write(`${what}: ${JSON.stringify(value)}\n`)
const since = (started: number) => (performance.now() - started) / 1000

function scenario(name: string): Record<string, number> {
  const args = ['--max-old-space-size=8192', '--import', 'tsx', 'bench/scenario.ts', name, folder]
  const out = execFileSync(process.execPath, [...args, String(homes), String(days), 'time'], {
    encoding: 'utf8',
  })
  return JSON.parse(out) as Record<string, number>
}

async function fill(broker: Broker): Promise<number> {
  let records: TopicRecord[] = []
  let sent = 0
  const flush = async () => {
    await broker.send(records)
    sent += records.length
    records = []
  }
  for await (const lines of linesOf(createReadStream(path.join(folder, `${homes}x${days}-time.ndjson`)))) {
    for (const line of lines) {
      const result = decode(line, { received_at: Date.now(), origin: 'bench', zones: ZONES })
      if (result.kind === 'row')
        records.push(recordOf(result.type, result.keys, Buffer.from(line).toString()))
    }
    if (records.length >= RECORDS_AT_ONCE) await flush()
  }
  await flush()
  return sent
}

/** (a): reads everything, parses it, does nothing. */
async function reading({ kafka }: Broker, messages: number): Promise<number> {
  const consumer = kafka.consumer({
    groupId: 'reading',
    maxBytesPerPartition: 8 * 1024 * 1024,
    maxBytes: 32 * 1024 * 1024,
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [...EVENT_TOPICS], fromBeginning: true })
  let left = messages
  let started = 0
  await new Promise<void>((resolve) => {
    void consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 4,
      eachBatch: ({ batch }) => {
        started ||= performance.now()
        for (const { value } of batch.messages) JSON.parse(value?.toString() ?? 'null')
        left -= batch.messages.length
        if (left <= 0) resolve()
        return Promise.resolve()
      },
    })
  })
  const took_s = since(started)
  await consumer.disconnect()
  return messages / took_s
}

const residentMb = () => Math.round(process.memoryUsage().rss / 1e6)

async function catchingUp(broker: Broker, brokers: string[], messages: number) {
  const store = await openStore(sqlEnv({ DATA_DIR: path.join(folder, 'pipeline') }))
  const deriving = deriveLoop(store.facts)
  const env = { brokers, group: 'catching-up', is_tls: false, sasl: null, session_ms: 30_000 }
  let started = 0
  const write = store.sink.write
  let stored = 0
  const sink = {
    ...store.sink,
    write: async (batch: Parameters<typeof write>[0]) => {
      started ||= performance.now()
      const outcomes = await write(batch)
      stored += batch.length
      return outcomes
    },
  }
  const pipeline = startPipeline({ store: { sink }, broker, env, deriving })
  const resident_mb: number[] = []
  while (stored < messages) {
    // at each quarter
    if (stored >= ((resident_mb.length + 1) / 4) * messages) resident_mb.push(residentMb())
    await sleep(50)
  }
  const stored_s = since(started)
  await deriving.settled()
  const total_s = since(started)
  resident_mb.push(residentMb())
  const rates = { stored_per_s: messages / stored_s, per_s: messages / total_s }
  return { store, pipeline, deriving, resident_mb, ...rates }
}

/** Seconds from a message sent to its turn counted, while others are sent at a steady pace. */
async function visible(broker: Broker, store: Awaited<ReturnType<typeof openStore>>): Promise<number[]> {
  const day = Math.floor(Date.now() / 86_400_000)
  const event = (id: string, channel: string) => ({
    specversion: '1.0',
    id,
    source: 'bench://live',
    type: 'butler.message.v1',
    time: new Date(Date.now() - 1000).toISOString(),
    data: { conversation_id: id, property_id: 'home-1', channel, author: { role: 'guest' } },
  })
  const over = new AbortController()
  const load = (async () => {
    for (let sent = 0; !over.signal.aborted; sent++) {
      const records = Array.from({ length: MESSAGES_A_SECOND / 10 }, (_, index) => {
        const id = `load-${sent}-${index}`
        return { topic: 'butler.messages', key: id, value: JSON.stringify(event(id, 'web')) }
      })
      await Promise.all([broker.send(records), sleep(100)])
    }
  })()
  const directory = await store.directory()
  const probes = async () => {
    const answer = await readMetrics(store.db, directory, {
      subject: 'turns',
      by: 'channel',
      every: null,
      metrics: ['turns'],
      language: 'en',
      team: false,
      period: { from: day - 1, until: day + 2 },
      as_of: Date.now(),
      scope: managementScope(directory),
    })
    return answer.by?.find(({ key }) => key === 'probe')?.['turns'] ?? 0
  }
  const took: number[] = []
  for (let probe = 1; probe <= PROBES; probe++) {
    const started = performance.now()
    const id = `probe-${probe}`
    await broker.send([{ topic: 'butler.messages', key: id, value: JSON.stringify(event(id, 'probe')) }])
    while ((await probes()) < probe) await sleep(100)
    took.push(since(started))
    await sleep(200)
  }
  over.abort()
  await load
  return took.sort((a, b) => a - b)
}

scenario('generate')
const broker = await startBroker({ folder: path.join(folder, 'broker') })
const kafka = openBroker({ brokers: [broker.bootstrap], is_tls: false, sasl: null })
try {
  const admin = kafka.kafka.admin()
  await admin.connect()
  await createTopics(admin, { partitions, replication: 1 })
  await admin.disconnect()
  const messages = await fill(kafka)
  say('messages', messages)
  const a = await reading(kafka, messages)
  say('(a) kafkajs and JSON.parse, messages/s', Math.round(a))
  const { rows_per_s: b = NaN } = scenario('bare')
  say('(b) insert of shaped rows, rows/s', Math.round(b))
  const c = await catchingUp(kafka, [broker.bootstrap], messages)
  say('(c) the pipeline: stored/s, with facts/s', [Math.round(c.stored_per_s), Math.round(c.per_s)])
  say('  → (c) of the slower of (a) and (b)', Math.round((c.per_s / Math.min(a, b)) * 100) / 100)
  say('resident memory at each quarter, MB', c.resident_mb)
  const took = await visible(kafka, c.store)
  const at = (share: number) => took[Math.ceil(share * took.length) - 1]
  say(`sent → counted at ${MESSAGES_A_SECOND}/s, p50 and p95 in s`, [at(0.5), at(0.95)])
  await c.pipeline.stop()
  await c.deriving.settled()
  await c.store.close()
} finally {
  await kafka.close()
  await broker.kill()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
