import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { kafkaOf } from '#pipelines/kafka.server.ts'
import { createTopics } from '#pipelines/topics.ts'
import { brokerMissing, startBroker, type Broker } from '../../../scripts/kafka/broker.ts'

/** Libraries are fetched once for a checkout. */
const DIRECTORY = 'var/kafka'
const named = process.env['KAFKA_BROKERS'] ?? ''

/** Why no broker can be had; then the tests are skipped, and it is said loudly. */
export const missing = named === '' ? brokerMissing(DIRECTORY) : null
if (missing !== null) {
  process.stderr.write(
    `\n!!! ${missing}: the tests of the Kafka pipeline are SKIPPED. Install java 17 and Maven, or set KAFKA_BROKERS.\n\n`,
  )
}

export interface TestBroker {
  brokers: string
  /** null: KAFKA_BROKERS names it, and it is not ours to stop */
  restart: (() => Promise<void>) | null
  close: () => Promise<void>
}

/** A real broker with the product's topics: of its own for each test file, or the one that KAFKA_BROKERS names. */
export async function testBroker(): Promise<TestBroker> {
  const folder = mkdtempSync(path.join(tmpdir(), 'insights-kafka-'))
  let own: Broker | null = named === '' ? await startBroker({ directory: DIRECTORY, folder }) : null
  const brokers = own?.bootstrap ?? named
  const admin = kafkaOf({ brokers: [brokers], is_tls: false, sasl: null }).admin()
  await admin.connect()
  await createTopics(admin, { partitions: 4, replication: 1 })
  await admin.disconnect()
  return {
    brokers,
    restart:
      own === null
        ? null
        : async () => {
            await own?.kill()
            own = await startBroker({ directory: DIRECTORY, folder })
          },
    close: async () => {
      await own?.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
