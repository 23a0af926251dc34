/** A database behind HTTP, a consumer group of its own on the shared broker, and pipelines in processes of their own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { openBroker, type Broker } from '#pipelines/broker.server.ts'
import { decodeValue } from '#pipelines/decode.ts'
import { TABLES } from '#pipelines/events/index.ts'
import type { Failpoint } from '#pipelines/failpoint.ts'
import { EVENT_TOPICS, DEAD_LETTERS_TOPIC, recordOf, type TopicRecord } from '#pipelines/topics.ts'
import { openDatabase, type Database } from '#sql/db/client.server.ts'
import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from '#sql/facts/fact-rows.ts'
import { INCIDENT_COLUMNS } from '#sql/facts/incidents.ts'
import { STAY_COLUMNS } from '#sql/facts/stays.ts'
import { projectFile } from '#sql/paths.ts'
import { freshDir } from '../../support/insights.ts'
import type { Fault } from '../../support/clickhouse-gateway.ts'
import { startGateway, type Gateway } from '../../support/gateway.ts'
import { migratedDir } from '../../support/template.ts'

export const SESSION_MS = 2_000
const FACTS = {
  turn_facts: TURN_COLUMNS,
  act_facts: ACT_COLUMNS,
  incident_facts: INCIDENT_COLUMNS,
  stay_facts: STAY_COLUMNS,
  service_facts: SERVICE_COLUMNS,
}

export interface PipelineProcess {
  child: ChildProcess
  /** it has connected to the database and consumes */
  up: () => Promise<void>
  /** what it wrote on standard error so far */
  said: () => string
  /** ends it, or waits until it ended by itself; its exit status, null after a signal */
  end: (signal?: NodeJS.Signals) => Promise<number | null>
}

export class FaultWorld {
  readonly #dirs: string[]
  readonly #gateway: Gateway
  readonly #pipelines: PipelineProcess[] = []
  #lettersBefore = 0

  private constructor(
    readonly brokers: string,
    readonly group: string,
    readonly url: string,
    readonly db: Database,
    readonly broker: Broker,
    readonly admin: Admin,
    held: { gateway: Gateway; dirs: string[] },
  ) {
    this.#gateway = held.gateway
    this.#dirs = held.dirs
  }

  /** A fresh database, empty topics, a group that has read nothing. */
  static async open(brokers: string): Promise<FaultWorld> {
    const [data, folder] = [migratedDir(), freshDir()]
    const gateway = await startGateway(data)
    const { url } = gateway
    const db = await openDatabase({ DATA_DIR: folder, CLICKHOUSE_URL: url })
    const broker = openBroker({ brokers: [brokers], is_tls: false, sasl: null })
    const admin = broker.kafka.admin()
    await admin.connect()
    const group = `faults-${randomUUID()}`
    const dirs = [data, folder]
    const world = new FaultWorld(brokers, group, url, db, broker, admin, { gateway, dirs })
    await world.#clear()
    return world
  }

  /** Clears the topics: what tests before it sent is no business of this world's. */
  async #clear(): Promise<void> {
    this.#lettersBefore = await this.lettersOnTopic()
    for (const topic of EVENT_TOPICS) {
      const partitions = (await this.admin.fetchTopicOffsets(topic))
        .filter(({ low, high }) => low !== high)
        .map(({ partition, high }) => ({ partition, offset: high }))
      if (partitions.length > 0) await this.admin.deleteTopicRecords({ topic, partitions })
    }
  }

  fault(fault: Fault): Promise<void> {
    return this.#gateway.fault(fault)
  }

  /** The records of events, good or not, as a producer would send them. */
  records(events: readonly unknown[]): TopicRecord[] {
    return events.map((event) => {
      const zones = { has: () => true } as unknown as ReadonlySet<string>
      const json = JSON.stringify(event)
      const result = decodeValue(event, { received_at: Date.now(), origin: '', zones })
      return result.kind === 'row'
        ? recordOf(result.type, result.keys, json)
        : { topic: 'butler.messages', key: 'odd', value: json }
    })
  }

  async send(events: readonly unknown[]): Promise<void> {
    await this.broker.send(this.records(events))
  }

  /** Starts `insights pipeline`. */
  pipeline({
    failpoint,
    args = [],
  }: { failpoint?: Failpoint; args?: readonly string[] } = {}): PipelineProcess {
    const child = spawn(process.execPath, [projectFile('bin', 'insights.mjs'), 'pipeline', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CLICKHOUSE_URL: this.url,
        KAFKA_BROKERS: this.brokers,
        KAFKA_GROUP: this.group,
        METRICS_PORT: '0',
        KAFKA_SESSION_MS: String(SESSION_MS),
        BASE_URL: '',
        DATA_DIR: this.#dirs[1],
        INSIGHTS_FAILPOINT: failpoint ?? '',
      },
    })
    let said = ''
    child.stderr.on('data', (text: Buffer) => (said += text.toString()))
    // its one line on standard output
    const up = once(child.stdout, 'data')
    const exited = once(child, 'exit') as Promise<[number | null]>
    const one: PipelineProcess = {
      child,
      said: () => said,
      up: () => Promise.race([up, exited]).then(() => undefined),
      end: async (signal) => {
        if (signal !== undefined) child.kill(signal)
        return (await exited)[0]
      },
    }
    this.#pipelines.push(one)
    return one
  }

  /** How many letters this world's consumers put on the topic of dead letters. */
  async lettersOnTopic(): Promise<number> {
    const ends = await this.admin.fetchTopicOffsets(DEAD_LETTERS_TOPIC)
    return ends.reduce((sum, { high }) => sum + Number(high), 0) - this.#lettersBefore
  }

  /** Waits until everything sent is committed. */
  async consumed(within_ms = 60_000): Promise<void> {
    const until = Date.now() + within_ms
    for (;;) {
      const lag = await this.lag().catch(laterIfRetriable)
      if (lag === 0) return
      if (Date.now() > until)
        throw new Error(`${lag} messages are not consumed after ${within_ms} ms: ${this.#said()}`)
      await sleep(200)
    }
  }

  async lag(): Promise<number> {
    const committed = await this.admin.fetchOffsets({ groupId: this.group, topics: [...EVENT_TOPICS] })
    let lag = 0
    for (const topic of EVENT_TOPICS) {
      const offsets = committed.find((one) => one.topic === topic)?.partitions ?? []
      for (const { partition, low, high } of await this.admin.fetchTopicOffsets(topic)) {
        const offset = Number(offsets.find((one) => one.partition === partition)?.offset ?? -1)
        lag += Number(high) - Math.max(Number(low), offset)
      }
    }
    return lag
  }

  #said(): string {
    return this.#pipelines
      .map(({ child, said }) => `${child.exitCode ?? 'runs'}: ${said().slice(-2000)}`)
      .join('\n')
  }

  /** Waits until everything consumed is derived, by whoever. */
  async derived(within_ms = 90_000): Promise<void> {
    const until = Date.now() + within_ms
    for (;;) {
      const [row] = await this.db.readBulk<[number]>('select count() from touched')
      if (row?.[0] === 0) return
      if (Date.now() > until) throw new Error(`${row?.[0] ?? 0} marks are not derived after ${within_ms} ms`)
      await sleep(300)
    }
  }

  /** Ends all pipelines in good order and closes the rest. */
  async close(): Promise<void> {
    for (const { child } of this.#pipelines) child.kill('SIGKILL')
    await this.admin.disconnect()
    await this.broker.close()
    await this.db.close()
    this.#gateway.kill()
    for (const dir of this.#dirs) rmSync(dir, { recursive: true, force: true })
  }
}

/** A broker that has just started asks to be asked again. */
function laterIfRetriable(error: unknown): number {
  if ((error as { retriable?: boolean }).retriable === true) return Infinity
  throw error
}

/** Who is in the landing tables: source and id of every event, sorted; an event that is there twice is named twice. */
export async function eventIds(db: Database): Promise<string[]> {
  const ids: string[] = []
  for (const table of Object.keys(TABLES))
    ids.push(
      ...(await db.readBulk<[string, string]>(`select source, id from ${table} final`)).map((row) =>
        row.join(' '),
      ),
    )
  return ids.sort()
}

/** A fingerprint of all facts but for their version, to the last bit of every column. */
export async function factsHash(db: Database): Promise<string> {
  const hash = createHash('sha256')
  for (const [table, columns] of Object.entries(FACTS)) {
    const selected = columns.filter((column) => column !== 'version' && column !== 'is_deleted').join(', ')
    hash.update(
      JSON.stringify(await db.readBulk(`select '${table}', ${selected} from ${table} final order by all`)),
    )
  }
  return hash.digest('hex')
}
