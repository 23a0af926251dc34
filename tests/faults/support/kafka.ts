import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { kafkaOf } from '#pipelines/kafka.server.ts'
import { createTopics } from '#pipelines/topics.ts'
import { brokerMissing, consoleProduce, startBroker, type Broker } from '../../../scripts/kafka/broker.ts'

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
  /** where its records lie, a folder for each partition; null: KAFKA_BROKERS names it */
  data: string | null
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
    data: own === null ? null : path.join(folder, 'data'),
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

/** Sends lines with kafka-console-producer.sh, in one batch where they fit into one. */
export async function sendByTool(
  brokers: string,
  { topic, codec }: { topic: string; codec: string },
  lines: readonly string[],
): Promise<void> {
  const options = ['--compression-codec', codec, '--batch-size', '1000000']
  const waiting = ['--command-property', 'linger.ms=100', '--command-property', 'acks=all']
  const of = { directory: DIRECTORY, bootstrap: brokers, topic, options: [...options, ...waiting] }
  await consoleProduce(of, lines)
}
