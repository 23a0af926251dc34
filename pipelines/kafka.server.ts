import { Kafka, logLevel, type Producer } from 'kafkajs'
import { PlainError } from '#sql/db/errors.ts'
import type { KafkaEnv } from './env.ts'
import { registerCodecs } from './kafka-codecs.ts'
import { log } from './log.ts'
import type { TopicRecord } from './topics.ts'

/** A partition's records of one send travel as one batch, which the topic takes up to 2 MiB. */
const MAX_SEND_BYTES = 1024 * 1024
const RECORD_OVERHEAD_BYTES = 32

/** The broker that the environment names. Nothing is connected yet. */
export function kafkaOf(env: Pick<KafkaEnv, 'brokers' | 'is_tls' | 'sasl'>, client = 'insights'): Kafka {
  registerCodecs()
  return new Kafka({
    clientId: client,
    brokers: env.brokers,
    ssl: env.is_tls,
    ...(env.sasl === null
      ? {}
      : { sasl: env.sasl as { mechanism: 'plain'; username: string; password: string } }),
    connectionTimeout: 5_000,
    retry: { initialRetryTime: 200, maxRetryTime: 10_000, retries: 8 },
    logLevel: logLevel.WARN,
    // kafkajs tells brokers, groups and topics, no contents
    logCreator:
      () =>
      ({ level, log: { message, error } }) => {
        const reason: unknown = error
        log({
          // a refused request is tried again, and told again when it fails for good
          level: level === logLevel.ERROR && !message.startsWith('Response ') ? 'error' : 'warn',
          event: 'kafka',
          message,
          ...(typeof reason === 'string' ? { error: reason } : {}),
        })
      },
  })
}

/** @throws PlainError where no broker answers. */
export async function reachable<T>(brokers: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || !/Connection|NumberOfRetries|BrokerNotFound/.test(error.name))
      throw error
    throw new PlainError(`no Kafka answers at ${brokers.join(', ')}: check KAFKA_BROKERS and that it is up`, {
      cause: error,
    })
  }
}

/** Sends records, and returns when all in-sync replicas have them; in sends that a topic takes. */
export async function sendAll(producer: Producer, records: readonly TopicRecord[]): Promise<void> {
  for (const part of inParts(records)) {
    const topics = new Map<string, { key: string; value: string }[]>()
    for (const { topic, key, value } of part) {
      const messages = topics.get(topic)
      if (messages === undefined) topics.set(topic, [{ key, value }])
      else messages.push({ key, value })
    }
    const topicMessages = [...topics].map(([topic, messages]) => ({ topic, messages }))
    await producer.sendBatch({ acks: -1, topicMessages })
  }
}

function inParts(records: readonly TopicRecord[]): TopicRecord[][] {
  const parts: TopicRecord[][] = []
  let bytes = Infinity
  for (const record of records) {
    const size = Buffer.byteLength(record.value) + Buffer.byteLength(record.key) + RECORD_OVERHEAD_BYTES
    if (bytes + size > MAX_SEND_BYTES) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(record)
    bytes += size
  }
  return parts
}
