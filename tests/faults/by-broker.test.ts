/**
 * Events in by way of the broker: over HTTP, and from a producer written for Node; seen from outside. And the consumer in this
 * process: what ends it, where it begins, and what is seen while it stands still. One broker for both.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { CompressionTypes, type Admin } from 'kafkajs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBroker, type Broker } from '#pipelines/broker.server.ts'
import { deriveLoop } from '#pipelines/deriving.server.ts'
import { metricsText, readReadiness } from '#pipelines/health.server.ts'
import { kafkaOf } from '#pipelines/kafka.server.ts'
import { connectProducer } from '#pipelines/produce.ts'
import type { Sink } from '#pipelines/sink.server.ts'
import { startPipeline, type WatchedPipeline } from '#pipelines/start.ts'
import { recordOf } from '#pipelines/topics.ts'
import { DatabaseError } from '#sql/db/errors.ts'
import { longTest, some } from '../support/amount.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { guest } from '../support/events.ts'
import { served, type Served } from '../support/insights.ts'
import { migratedDir } from '../support/template.ts'
import { missing, sendByTool, testBroker, type TestBroker } from './support/kafka.ts'
import { eventIds } from './support/world.ts'

const METRICS_TOKEN = 'token-for-metrics'
const SESSION_MS = 6_000

let held: TestBroker
beforeAll(async () => {
  if (missing === null) held = await testBroker()
}, 400_000)
afterAll(async () => {
  if (missing === null) await held.close()
})

describe.skipIf(missing !== null)('one process with a broker', { timeout: 180_000 }, () => {
  let server: Served
  beforeAll(async () => {
    server = await served(migratedDir(), {
      KAFKA_BROKERS: held.brokers,
      KAFKA_SESSION_MS: '6000',
      METRICS_TOKEN,
    })
  }, 400_000)
  afterAll(async () => {
    await server.end('SIGTERM')
  })

  const turns = async (): Promise<unknown> => {
    const answer = await fetch(`${server.url}/api/v1/metrics/turns?from=2026-10-01&until=2026-11-01`, {
      headers: { authorization: 'Bearer token-for-tests' },
    })
    return ((await answer.json()) as { total: { turns: number } }).total.turns
  }
  const becomes = async (wanted: number) => {
    for (const until = Date.now() + 60_000; Date.now() < until && (await turns()) !== wanted;)
      await sleep(200)
    expect(await turns()).toBe(wanted)
  }
  const message = (id: string, text?: string) => ({
    type: 'butler.message.v1' as const,
    id,
    time: '2026-10-05T10:00:00Z',
    data: { conversation_id: `c-${id}`, channel: 'telegram', author: { role: 'guest' as const }, text },
  })
  const onTopic = async (topic: string): Promise<string[]> => {
    const consumer = kafkaOf({ brokers: [held.brokers], is_tls: false, sasl: null }).consumer({
      groupId: topic,
    })
    const values: string[] = []
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      eachMessage: ({ message: { value } }) => Promise.resolve(void values.push(value?.toString() ?? '')),
    })
    await sleep(2500)
    await consumer.disconnect()
    return values
  }

  test('a producer for Node: checked before it is sent, and no words leave it', async () => {
    const producer = connectProducer({ brokers: [held.brokers], source: 'crm://test' })
    await producer.send([message('a', 'Where are the keys?'), message('b')])
    await producer.send([message('a', 'Where are the keys?')])
    await expect(producer.send([message('c'), { ...message('d'), time: 'yesterday' }])).rejects.toThrow(
      /^event 1 \(butler\.message\.v1\) can't be sent: /,
    )
    await producer.close()
    await becomes(2)
    const sent = await onTopic('butler.messages')
    expect(sent).toHaveLength(3)
    expect(sent.join()).not.toContain('keys')
    expect(sent.filter((value) => value.includes('"topic":"lock"'))).toHaveLength(2)
  })

  test('POST /ingest: answered when the broker has it, the refused are dead letters in both places', async () => {
    const event = { specversion: '1.0', source: 'crm://http', ...message('e', 'Спасибо за всё, где ключи?') }
    const answer = await server.post(
      'application/cloudevents-batch+json',
      JSON.stringify([event, { ...event, id: '' }]),
    )
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ accepted: 1, rejected: [{ index: 1 }] })
    await becomes(3)
    expect((await onTopic('butler.messages')).join()).not.toContain('Спасибо')
    const [letter] = (await onTopic('butler.dead-letters')).map(
      (value) => JSON.parse(value) as { reason: string; bytes: string },
    )
    expect(letter?.reason).toBe('envelope')
    expect(letter?.bytes).not.toContain('Спасибо')
  })

  test('seen from outside: /healthz, /readyz, /metrics', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
    const ready = await fetch(`${server.url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { is_ready: true, database: 'ok', broker: 'ok', stuck: 0, silent: 0 },
    ])
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401)
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    const text = await (await fetch(`${server.url}/metrics`, { headers })).text()
    expect(text).toContain('insights_rows_total{table="message_events"} 4')
    expect(text).toContain('insights_dead_letters_total{reason="envelope"} 1')
    expect(text).toMatch(/insights_lag_messages\{topic="butler\.messages",partition="\d"\} 0/)
  })
})

describe.skipIf(missing !== null)('a consumer', { timeout: 120_000 }, () => {
  let broker: Broker
  let admin: Admin
  let one: TestDatabase
  let running: WatchedPipeline
  beforeAll(async () => {
    broker = openBroker({ brokers: [held.brokers], is_tls: false, sasl: null })
    admin = broker.kafka.admin()
    await admin.connect()
    one = await testDatabase()
  }, 400_000)
  afterEach(async () => {
    await running.stop()
    await one.empty()
  })
  afterAll(async () => {
    await admin.disconnect()
    await broker.close()
    await one.close()
  })

  const start = (group: string, sink: Partial<Sink> = {}) => {
    const env = { brokers: [held.brokers], group, is_tls: false, sasl: null, session_ms: SESSION_MS }
    const store = { ...one, sink: { ...one.sink, ...sink } }
    return (running = startPipeline({ store, broker, env, deriving: deriveLoop(one.facts) }))
  }
  const send = async (...names: string[]) => {
    const events = names.map((name) => guest('2025-03-04 10:00', { conversation_id: name }))
    await broker.send(
      events.map((event) => recordOf('butler.message.v1', { conversation_id: 'one' }, JSON.stringify(event))),
    )
    return events.map(({ source, id }) => `${source} ${id}`).sort()
  }
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    for (const end = Date.now() + 40_000; !(await isSo());) {
      if (Date.now() > end) throw new Error('it did not come to that within 40 s')
      await sleep(100)
    }
  }
  const lag = () => running.watch.progress().reduce((sum, one) => sum + one.lag, 0)
  const gauge = async (name: string) =>
    Math.max(
      ...[
        ...(await metricsText()).text.matchAll(new RegExp(`^${name}\\{.*butler\\.messages.*\\} (.+)$`, 'gm')),
      ].map(([, value]) => Number(value)),
    )

  test('a mistake of this program ends it with one line: kafkajs would stop without a word', async () => {
    await send('a')
    const { failed } = start(randomUUID(), {
      decode: () => {
        throw new TypeError('one of ours')
      },
    })
    await expect(failed).rejects.toThrow(
      /^a mistake of this program stopped the pipeline \(TypeError\): .*nothing was lost$/,
    )
  })

  test('offsets that the broker does not have: it begins at the beginning, and passes over nothing', async () => {
    const ids = await send('b', 'c')
    const group = randomUUID()
    const partitions = (await admin.fetchTopicOffsets('butler.messages')).map(({ partition }) => partition)
    await admin.setOffsets({
      groupId: group,
      topic: 'butler.messages',
      partitions: partitions.map((partition) => ({ partition, offset: '100000' })),
    })
    start(group)
    await until(async () => (await eventIds(one.db)).length >= ids.length)
    await until(() => lag() === 0)
    expect(await eventIds(one.db)).toEqual(expect.arrayContaining(ids))
  })

  longTest('a partition that stands still is named, and what waits is seen to grow', async () => {
    const group = randomUUID()
    let isDown = true
    const write: Sink['write'] = (batch) =>
      isDown ? Promise.reject(new DatabaseError('socket hang up', null)) : one.sink.write(batch)
    await send('d')
    start(group, { write })
    await until(() => lag() > 0)
    const before = { lag: lag(), age: await gauge('insights_oldest_unacknowledged_seconds') }
    await send('e', 'f')
    await until(() => lag() >= before.lag + 2)
    await sleep(1_000)
    expect(await gauge('insights_lag_messages')).toBe(lag())
    expect(await gauge('insights_lag_seconds')).toBeGreaterThan(before.age)
    expect(await gauge('insights_oldest_unacknowledged_seconds')).toBeGreaterThan(before.age)
    const store = { db: one.db, directory: one.directory }
    expect((await readReadiness(store, running, Date.now())).stuck).toEqual([])
    const later = await readReadiness(store, running, Date.now() + 61_000)
    expect(later).toMatchObject({ is_ready: true, broker: 'ok' })
    expect(later.stuck).toHaveLength(1)
    expect(later.stuck[0]).toMatch(/^butler\.messages\/\d$/)
    isDown = false
    await until(() => lag() === 0)
    expect((await readReadiness(store, running, Date.now() + 61_000)).stuck).toEqual([])
    expect(await gauge('insights_oldest_unacknowledged_seconds')).toBe(0)
  })

  // a push draws one of those that kafkajs can't read by itself
  const codecs = [
    ...some(['none', 'gzip'], 0, Math.random),
    ...some(['snappy', 'lz4', 'zstd'], 1, Math.random),
  ]
  test(`batches that Kafka's own tools compress (${codecs.join(', ')}) land once each, and it goes on`, async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `m-${index}`)
    const eventsOf = (codec: string) =>
      ids.map((id) =>
        JSON.stringify({
          ...guest('2025-03-04 10:00', { conversation_id: id }),
          id,
          source: `crm://${codec}`,
        }),
      )
    await Promise.all(
      codecs.map((codec) => sendByTool(held.brokers, { topic: 'butler.messages', codec }, eventsOf(codec))),
    )
    start(randomUUID())
    const later = await send('g')
    const isThere = async () => {
      const stored = await eventIds(one.db)
      return later.every((id) => stored.includes(id)) && stored.length >= codecs.length * ids.length
    }
    await until(async () => (await isThere()) && lag() === 0)
    const stored = await eventIds(one.db)
    for (const codec of codecs)
      expect(stored.filter((id) => id.startsWith(`crm://${codec} `))).toEqual(
        ids.map((id) => `crm://${codec} ${id}`).sort(),
      )
  })

  test('a batch that unpacks to more than can be: one line says which, and it ends at it', async () => {
    const [group, topic, partition] = [randomUUID(), 'butler.messages', 0]
    const producer = broker.kafka.producer()
    await producer.connect()
    const sendOne = async (value: string, compression = CompressionTypes.None) => {
      const [sent] = await producer.send({ topic, compression, messages: [{ partition, value }] })
      return Number(sent?.baseOffset)
    }
    const events = ['h', 'i'].map((name) => guest('2025-03-04 10:00', { conversation_id: name }))
    await sendOne(JSON.stringify(events[0]))
    const offset = await sendOne('a'.repeat(65 * 1024 * 1024), CompressionTypes.GZIP)
    await sendOne(JSON.stringify(events[1]))
    await producer.disconnect()
    await expect(start(group).failed).rejects.toThrow(
      `${topic}, partition ${partition}: the batch of offsets ${offset} to ${offset} can't be read: it unpacks to more than 64 MiB; nothing was passed over`,
    )
    await running.stop()
    const stored = await eventIds(one.db)
    expect(events.map(({ source, id }) => stored.includes(`${source} ${id}`))).toEqual([true, false])
    const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
    expect(committed?.partitions.find((one) => one.partition === partition)?.offset).toBe(`${offset}`)
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: `${offset + 1}` }] })
  })
})
