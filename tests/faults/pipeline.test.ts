/**
 * The pipeline under faults. Whatever happens, every event sent is in the landing tables or a dead letter, and the facts
 * are to the bit those of the same events taken in without a fault. Sets and hashes are compared, never counts.
 * LONG=yes: also what takes a broker or a session its time.
 */
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { CompressionTypes } from 'kafkajs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FAILPOINTS, type Failpoint } from '#pipelines/failpoint.ts'
import { IS_LONG, amount, longTest } from '../support/amount.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { seedOf } from '../support/seed.ts'
import { missing, testBroker, type TestBroker } from './support/kafka.ts'
import { eventsOfWorlds } from './support/events.ts'
import { eventIds, factsHash, FaultWorld, SESSION_MS } from './support/world.ts'

const SEED = seedOf('faults')
const KILLS = Number(process.env['KILLS'] ?? amount(1, 60))
/** How long ClickHouse is away. */
const AWAY_MS = amount(3 * SESSION_MS, 60_000)
if (missing === null) console.log(`faults: SEED=${SEED} KILLS=${KILLS}`)

const IN_A_PUSH: readonly Failpoint[] = ['after_insert', 'after_commit', 'after_derive']

const someEvents = (worlds: number, from = 0) => eventsOfWorlds(SEED, worlds, from)

describe.skipIf(missing !== null)('the pipeline under faults', { timeout: 200_000 + 8_000 * KILLS }, () => {
  let broker: TestBroker
  let calm: TestDatabase
  let world: FaultWorld
  beforeAll(async () => {
    broker = await testBroker()
    calm = await testDatabase()
  }, 400_000)
  afterEach(() => world.close())
  afterAll(async () => {
    await calm.close()
    await broker.close()
  })

  const open = async () => (world = await FaultWorld.open(broker.brokers))

  /** What is in the database is what the same events give without a fault. */
  async function isAsIfCalm(events: readonly unknown[]): Promise<void> {
    await world.consumed()
    await world.derived()
    await calm.empty()
    await calm.take(events)
    expect(await eventIds(world.db)).toEqual(await eventIds(calm.db))
    expect(await factsHash(world.db)).toBe(await factsHash(calm.db))
  }

  // first: after a power cut Kafka may have forgotten that records were cleared
  longTest('the broker is started anew', async ({ skip }) => {
    await open()
    const { restart } = broker
    if (restart === null) {
      console.warn(
        'NOT TESTED: a broker that is started anew, because KAFKA_BROKERS names one that is not ours',
      )
      return skip()
    }
    const events = someEvents(4)
    world.pipeline()
    await world.send(events.slice(0, 100))
    await world.consumed()
    await restart()
    await world.send(events.slice(100))
    await isAsIfCalm(events)
  })

  longTest('kill -9 at failpoints, then at random moments', async () => {
    await open()
    const events = someEvents(amount(3, 8))
    // nothing is committed; all is, and nothing derived; all is, and the marks are there
    const killedAt = amount(
      FAILPOINTS.filter((one) => IN_A_PUSH.includes(one)),
      [...FAILPOINTS],
    )
    const steps = [...killedAt, ...Array.from({ length: KILLS }, () => null)]
    const each = Math.ceil(events.length / (steps.length + 1))
    const [moments = []] = fc.sample(
      fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: KILLS, maxLength: KILLS }),
      { seed: SEED, numRuns: 1 },
    )
    for (const [index, failpoint] of steps.entries()) {
      await world.send(events.slice(index * each, (index + 1) * each))
      if (failpoint !== null) {
        const one = world.pipeline({ failpoint })
        expect(await one.end(), `${failpoint}: ${one.said()}`).toBeNull()
      } else {
        const one = world.pipeline()
        await one.up()
        await sleep(moments[index - killedAt.length] ?? 1000)
        await one.end('SIGKILL')
      }
    }
    await world.send(events.slice(steps.length * each))
    await world.pipeline().up()
    const started = Date.now()
    await world.consumed()
    const took_ms = Date.now() - started
    console.log(`faults: consumed ${took_ms} ms after the start that follows the last kill`)
    // within the session of the one that was killed, and ten seconds; on a machine with nothing else to do
    if (IS_LONG) expect(took_ms).toBeLessThan(SESSION_MS + 10_000)
    await isAsIfCalm(events)
  })

  longTest(
    'delivered again: the same offsets, other borders, the same event at two offsets, everything twice',
    async () => {
      await open()
      const events = someEvents(6)
      await world.send([...events, ...events.slice(0, 200)])
      const one = world.pipeline()
      await isAsIfCalm(events)
      expect(await one.end('SIGTERM')).toBe(0)
      for (let round = 0; round < 2; round++) {
        const again = world.pipeline({ args: ['--topic', 'butler.messages', '--topic', 'butler.stays'] })
        expect(await again.end(), again.said()).toBe(0)
      }
      await isAsIfCalm(events)
    },
  )

  test('poison of every kind, the last of a partition and a whole batch of it', async () => {
    await open()
    const events = someEvents(amount(1, 3))
    const poison = [
      ...[
        '',
        '   ',
        'not json',
        '[1, 2]',
        '"text"',
        'null',
        '{}',
        '{"specversion":"1.0"}',
        '{"a":',
        '\uFEFF{}',
      ],
      ...[wrong({ type: 'butler.unknown.v1' }), wrong({ time: '1999-01-01T00:00:00Z' }), wrong({ id: '' })],
      ...[
        wrong({ time: '2999-01-01T00:00:00Z' }),
        wrong({ data: {} }),
        wrong({ data: { channel: 'TELEGRAM' } }),
      ],
      wrong({ data: { conversation_id: '\ud800', channel: 'telegram', author: { role: 'guest' } } }),
      wrong({ data: JSON.parse('{"__proto__": {"a": 1}}') as unknown }),
      '['.repeat(100_000),
      `{"specversion":"1.0","id":"${'9'.repeat(200)}"}`,
    ]
    const records = poison.map((value, index) => ({ topic: 'butler.messages', key: `k${index % 8}`, value }))
    const whole = Array.from({ length: 500 }, (_, index) => ({
      topic: 'butler.reviews',
      key: 'one',
      value: `no json ${index}`,
    }))
    await world.broker.send(world.records(events))
    await world.broker.send(records)
    await world.broker.send(whole)
    world.pipeline()
    await isAsIfCalm(events)
    const deadLetters = await world.db.readBulk<[string, number]>(
      'select reason, count() from dead_letters final group by reason order by reason',
    )
    const blank = 2
    expect(deadLetters.reduce((sum, [, count]) => sum + count, 0)).toBe(poison.length - blank + whole.length)
    expect(deadLetters.map(([reason]) => reason)).toEqual([
      'envelope',
      'malformed_json',
      'schema',
      'time_out_of_bounds',
      'unknown_type',
    ])
    // a letter may come there twice, as any record
    expect(await world.lettersOnTopic()).toBeGreaterThanOrEqual(poison.length - blank + whole.length)
  })

  longTest(
    'a batch whose bytes are broken on the disk: which one is said, and mended it goes on',
    async ({ skip }) => {
      await open()
      const { data } = broker
      if (data === null) {
        console.warn('NOT TESTED: a broken batch, because KAFKA_BROKERS names a broker that is not ours')
        return skip()
      }
      const events = someEvents(2)
      const [before, packed, after] = [events.slice(0, 40), events.slice(40, 60), events.slice(60)]
      await world.send(before)
      const producer = world.broker.kafka.producer()
      await producer.connect()
      const messages = packed.map((event) => ({ partition: 0, value: JSON.stringify(event) }))
      const [sent] = await producer.send({
        topic: 'butler.messages',
        compression: CompressionTypes.GZIP,
        messages,
      })
      await producer.disconnect()
      await world.send(after)
      const first = BigInt(sent?.baseOffset ?? 0)
      const folder = path.join(data, 'butler.messages-0')
      flipByte(folder, first)
      for (let start = 0; start < 2; start++) {
        const one = world.pipeline()
        expect(await one.end(), one.said()).toBe(1)
        expect(one.said()).toContain(
          `\ninsights: butler.messages, partition 0: the batch of offsets ${first} to ${first + 19n} can't be read: its checksum is wrong; nothing was passed over`,
        )
      }
      flipByte(folder, first)
      world.pipeline()
      await isAsIfCalm(events)
    },
  )

  longTest('records of 1 MiB − 1 and of 1 MiB + 1', async () => {
    await open()
    const [event = {}] = someEvents(1).filter(({ type }) => type === 'butler.message.v1')
    const padded = (bytes: number, id: string) => {
      const bare = JSON.stringify({ ...event, id, padding: '' })
      return JSON.stringify({ ...event, id, padding: 'x'.repeat(bytes - Buffer.byteLength(bare)) })
    }
    const MIB = 1024 * 1024
    const records = [padded(MIB - 1, 'small'), padded(MIB + 1, 'large')].map((value) => ({
      topic: 'butler.messages',
      key: 'one',
      value,
    }))
    await world.broker.send(records)
    world.pipeline()
    await world.consumed()
    expect((await eventIds(world.db)).map((id) => id.split(' ').at(-1))).toEqual(['small'])
    expect(await world.db.readBulk('select reason, length from dead_letters final')).toEqual([
      ['oversize', MIB + 1],
    ])
  })

  longTest('ClickHouse is away at the start, and in the middle of a batch', async () => {
    await open()
    const events = someEvents(amount(2, 4))
    await world.send(events.slice(0, 100))
    await world.fault({ is: 'down' })
    const first = world.pipeline()
    expect(await first.end()).toBe(1)
    expect(first.said()).toMatch(
      /no ClickHouse answers at .*: check CLICKHOUSE_URL and that the server is up/,
    )
    await world.fault({ is: 'none' })
    const second = world.pipeline()
    await world.consumed()
    await world.fault({ is: 'down' })
    await world.send(events.slice(100))
    await sleep(AWAY_MS)
    expect(await world.lag()).toBe(events.length - 100)
    await world.fault({ is: 'none' })
    await isAsIfCalm(events)
    expect(second.child.exitCode).toBeNull()
    expect(await world.db.readBulk('select count() from dead_letters')).toEqual([[0]])
  })

  longTest(
    'the reply is lost after an insert was carried out; an insert takes longer than the session',
    async () => {
      await open()
      const events = someEvents(4)
      world.pipeline()
      await world.fault({ is: 'lost replies', times: 4 })
      await world.send(events.slice(0, 150))
      await world.consumed()
      await world.fault({ is: 'slow', ms: 2 * SESSION_MS })
      await world.send(events.slice(150))
      await sleep(3 * SESSION_MS)
      await world.fault({ is: 'none' })
      await isAsIfCalm(events)
    },
  )

  longTest('two consumers join and leave, the stays of one in partitions of both', async () => {
    await open()
    const events = someEvents(8)
    const each = Math.ceil(events.length / 4)
    const one = world.pipeline()
    await world.send(events.slice(0, each))
    await one.up()
    await sleep(1000)
    const two = world.pipeline()
    await world.send(events.slice(each, 2 * each))
    await two.up()
    await sleep(1000)
    await world.send(events.slice(2 * each, 3 * each))
    expect(await one.end('SIGTERM')).toBe(0)
    await world.send(events.slice(3 * each))
    await isAsIfCalm(events)
    expect(await two.end('SIGTERM')).toBe(0)
  })

  longTest('a consumer that froze wakes after another took its partitions', async () => {
    await open()
    const events = someEvents(6)
    const frozen = world.pipeline()
    await frozen.up()
    await world.send(events.slice(0, 50))
    await world.consumed()
    await world.fault({ is: 'slow', ms: 1500 })
    await world.send(events.slice(50, 300))
    await sleep(400)
    frozen.child.kill('SIGSTOP')
    await world.fault({ is: 'none' })
    world.pipeline()
    await world.send(events.slice(300))
    await world.consumed()
    frozen.child.kill('SIGCONT')
    await sleep(1000)
    await isAsIfCalm(events)
    expect(frozen.child.exitCode).toBeNull()
  })

  longTest('dead letters can be stored nowhere: nothing is passed over', async () => {
    await open()
    const events = someEvents(amount(1, 2))
    await world.fault({ is: 'error', code: 242, table: 'dead_letters' })
    await world.send(events)
    await world.broker.send([{ topic: 'butler.messages', key: 'x', value: 'no json' }])
    world.pipeline()
    await sleep(5000)
    expect(await world.lag()).toBeGreaterThan(0)
    await world.fault({ is: 'none' })
    await isAsIfCalm(events)
    expect(await world.db.readBulk('select reason from dead_letters final')).toEqual([['malformed_json']])
  })

  longTest(
    'a row that ClickHouse refuses is found among the others; an error of its schema ends the process',
    async () => {
      await open()
      const events = someEvents(amount(1, 3))
      const refused = { ...someEvents(1, 40)[0], id: 'refused', type: 'butler.message.v1', data: MESSAGE }
      await world.fault({ is: 'error', code: 53, table: 'message_events', holding: '"refused"' })
      await world.send([...events.slice(0, 50), refused, ...events.slice(50)])
      const one = world.pipeline()
      await isAsIfCalm(events)
      expect(await world.db.readBulk('select reason from dead_letters final')).toEqual([['rejected_by_db']])
      await world.fault({ is: 'error', code: 60, table: 'message_events' })
      await world.send(someEvents(1, 50))
      expect(await one.end()).toBe(1)
      expect(one.said()).toMatch(
        /insights: ClickHouse refused to store events \(code 60\): .*; nothing was lost/,
      )
    },
  )

  longTest('SIGTERM under load commits what it stored, and the next goes on', async () => {
    await open()
    const events = someEvents(amount(2, 8))
    for (let start = 0; start < events.length; start += 150) {
      await world.send(events.slice(start, start + 150))
      const one = world.pipeline()
      await one.up()
      await sleep(start)
      expect(await one.end('SIGTERM'), one.said()).toBe(0)
    }
    world.pipeline()
    await isAsIfCalm(events)
  })
})

/** Makes a byte of a batch another one, or what it was before. */
function flipByte(folder: string, first: bigint): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log'))) {
    const file = openSync(path.join(folder, name), 'r+')
    const bytes = readFileSync(file)
    for (let at = 0; at < bytes.length; at += 12 + bytes.readInt32BE(at + 8)) {
      if (bytes.readBigInt64BE(at) !== first) continue
      const middle = at + 100
      writeSync(file, Buffer.from([bytes.readUInt8(middle) ^ 1]), 0, 1, middle)
    }
    closeSync(file)
  }
}

const MESSAGE = { conversation_id: 'c', channel: 'telegram', author: { role: 'guest' } }

function wrong(of: Record<string, unknown>): string {
  return JSON.stringify({
    specversion: '1.0',
    id: 'odd',
    source: 'test://odd',
    type: 'butler.message.v1',
    time: '2026-01-01T00:00:00Z',
    data: MESSAGE,
    ...of,
  })
}
