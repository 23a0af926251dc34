/** Events in by way of the broker: over HTTP, and from a producer written for Node; seen from outside. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectProducer } from '#pipelines/produce.ts'
import { kafkaOf } from '#pipelines/kafka.server.ts'
import { served, type Served } from '../support/insights.ts'
import { migratedDir } from '../support/template.ts'
import { missing, testBroker, type TestBroker } from './support/kafka.ts'

const METRICS_TOKEN = 'token-for-metrics'

describe.skipIf(missing !== null)('one process with a broker', { timeout: 180_000 }, () => {
  let broker: TestBroker
  let server: Served
  beforeAll(async () => {
    broker = await testBroker()
    server = await served(migratedDir(), {
      KAFKA_BROKERS: broker.brokers,
      KAFKA_SESSION_MS: '6000',
      METRICS_TOKEN,
    })
  }, 400_000)
  afterAll(async () => {
    await server.end('SIGTERM')
    await broker.close()
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
    const consumer = kafkaOf({ brokers: [broker.brokers], is_tls: false, sasl: null }).consumer({
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
    const producer = connectProducer({ brokers: [broker.brokers], source: 'crm://test' })
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
