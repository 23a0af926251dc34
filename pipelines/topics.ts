/** The Kafka topics, and what goes where on them. */
import type { Admin } from 'kafkajs'
import { KINDS } from './events/index.ts'
import { withoutText } from './text/without-text.ts'

/** Every topic that events come on. */
export const EVENT_TOPICS: readonly string[] = [...new Set([...KINDS.values()].map(({ topic }) => topic))]
export const DEAD_LETTERS_TOPIC = 'butler.dead-letters'

const MIB = 1024 * 1024
const DAY_MS = 86_400_000
const DIRECTORY = 'butler.directory'

export interface TopicSize {
  partitions: number
  /** copies of each partition, over as many brokers */
  replication: number
}

/**
 * Creates the topics that are not there, and leaves the others as they are. Records are taken up to 2 MiB, so that one
 * over the contract's 1 MiB comes through and becomes a dead letter, with its reason. Homes, people and promises are
 * kept for ever and never compacted, because their versions matter; the others for 30 days.
 * @returns the names of those that were created
 */
export async function createTopics(admin: Admin, { partitions, replication }: TopicSize): Promise<string[]> {
  const there = new Set(await admin.listTopics())
  const created = [...EVENT_TOPICS, DEAD_LETTERS_TOPIC].filter((topic) => !there.has(topic))
  if (created.length === 0) return []
  await admin.createTopics({
    waitForLeaders: true,
    topics: created.map((topic) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replication,
      configEntries: Object.entries({
        'cleanup.policy': 'delete',
        'retention.ms': topic === DIRECTORY ? -1 : 30 * DAY_MS,
        'max.message.bytes': (topic === DEAD_LETTERS_TOPIC ? 4 : 2) * MIB,
        'min.insync.replicas': Math.max(1, replication - 1),
      }).map(([name, value]) => ({ name, value: String(value) })),
    })),
  })
  return created
}

/** A record of Kafka: what is about the same thing has the same key, so that it stays in its order. */
export interface TopicRecord {
  topic: string
  key: string
  value: string
}

/**
 * The record of an event that decode takes.
 * @param keys the ids that it is about, the key first
 * @param json the event; a message's words are taken out and replaced by what they give
 */
export function recordOf(type: string, keys: Readonly<Record<string, string>>, json: string): TopicRecord {
  const topic = KINDS.get(type)?.topic ?? DIRECTORY
  const [id = ''] = Object.values(keys)
  return {
    topic,
    key: topic === DIRECTORY ? `${type}:${id}` : id,
    value: type === 'butler.message.v1' ? withoutText(json) : json,
  }
}
