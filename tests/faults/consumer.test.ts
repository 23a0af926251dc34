/** The consumer in this process: what ends it, where it begins, and what is seen from outside while it stands still. */
import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import type { Admin } from 'kafkajs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBroker, type Broker } from '#pipelines/broker.server.ts'
import { deriveLoop } from '#pipelines/deriving.server.ts'
import { metricsText, readReadiness } from '#pipelines/health.server.ts'
import type { Sink } from '#pipelines/sink.server.ts'
import { startPipeline, type WatchedPipeline } from '#pipelines/start.ts'
import { recordOf } from '#pipelines/topics.ts'
import { DatabaseError } from '#sql/db/errors.ts'
import { longTest } from '../support/amount.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { guest } from '../support/events.ts'
import { missing, testBroker, type TestBroker } from './support/kafka.ts'
import { eventIds } from './support/world.ts'

const SESSION_MS = 6_000

describe.skipIf(missing !== null)('a consumer', { timeout: 120_000 }, () => {
  let held: TestBroker
  let broker: Broker
  let admin: Admin
  let one: TestDatabase
  let running: WatchedPipeline
  beforeAll(async () => {
    held = await testBroker()
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
    await held.close()
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
})
