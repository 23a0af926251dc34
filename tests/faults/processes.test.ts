/** The grown form: web, pipeline and reports in processes of their own, one ClickHouse behind HTTP, one broker. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SUBJECTS } from '#sql/metrics/index.ts'
import { longTest, some } from '../support/amount.ts'
import { testDatabase } from '../support/database.ts'
import { BATCH, freshDir, insights, served, TOKEN, type Served } from '../support/insights.ts'
import { randomOf } from '../support/questions.ts'
import { seedOf } from '../support/seed.ts'
import { twoOwners } from '../support/two-owners.ts'
import { missing, testBroker, type TestBroker } from './support/kafka.ts'
import { eventIds, factsHash, FaultWorld } from './support/world.ts'

const events = [
  ...twoOwners,
  {
    specversion: '1.0',
    id: 'owner-a',
    source: 'crm://test',
    type: 'butler.owner.v1',
    time: '2025-01-01T00:00:00Z',
    data: { owner_id: 'yya-owner', name: 'yya' },
  },
]

const AS_OF = '2025-04-02T00:00:00Z'

describe.skipIf(missing !== null)('processes of their own', { timeout: 240_000 }, () => {
  let broker: TestBroker
  let world: FaultWorld
  let web: Served
  let env: Record<string, string>
  const folder = freshDir()
  beforeAll(async () => {
    broker = await testBroker()
    world = await FaultWorld.open(broker.brokers)
    env = { CLICKHOUSE_URL: world.url, KAFKA_BROKERS: broker.brokers, KAFKA_GROUP: world.group }
    web = await served(folder, env)
    world.pipeline()
  }, 400_000)
  afterAll(async () => {
    await web.end('SIGTERM')
    await world.close()
    await broker.close()
  })

  test('what the web takes in the pipeline stores, and web and command line tell the same', async () => {
    const answer = await web.post(BATCH, JSON.stringify(events))
    expect(await answer.json()).toEqual({ accepted: events.length, rejected: [] })
    await world.consumed()
    await world.derived()
    const calm = await testDatabase()
    await calm.take(events)
    expect(await eventIds(world.db)).toEqual(await eventIds(calm.db))
    expect(await factsHash(world.db)).toBe(await factsHash(calm.db))
    await calm.close()

    const query = { from: '2025-03-01', until: '2025-04-01', as_of: AS_OF }
    for (const subject of some(SUBJECTS, 1, randomOf(seedOf('processes', 'new')))) {
      const search = new URLSearchParams(query)
      const response = await fetch(`${web.url}/api/v1/metrics/${subject}?${search.toString()}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      const result = await insights(
        folder,
        [
          'metrics',
          subject,
          '--from',
          query.from,
          '--until',
          query.until,
          '--as-of',
          query.as_of,
          '--format',
          'json',
        ],
        '',
        env,
      )
      expect(JSON.parse(result.out)).toEqual(await response.json())
    }
  })

  longTest('a report is drawn of it', async () => {
    const file = path.join(folder, 'march.pdf')
    const args = ['--owner', 'yya-owner', '--month', '2025-03', '--as-of', AS_OF, '--out', file]
    expect(await insights(folder, ['report', ...args], '', env)).toMatchObject({ status: 0, err: '' })
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('what ClickHouse refuses to tell is one line, and the web outlives it', async () => {
    await world.fault({ is: 'down' })
    expect((await fetch(`${web.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200)
    const result = await insights(folder, ['dead-letters', 'list'], '', env)
    expect(result).toMatchObject({ status: 1, out: '' })
    expect(result.err).toMatch(/^insights: no ClickHouse answers at http:.*\n$/)
    await world.fault({ is: 'none' })
    expect((await fetch(`${web.url}/readyz`)).status).toBe(200)
  })
})
