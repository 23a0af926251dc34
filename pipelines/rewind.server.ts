import { randomUUID } from 'node:crypto'
import type { Admin } from 'kafkajs'
import { UsageError } from '#sql/db/errors.ts'
import { startConsumer, type ConsumerOptions } from './consumer.server.ts'

export interface Rewound {
  /** messages read, dead letters among them */
  read: number
}

interface Stretch {
  topic: string
  partition: number
  /** offsets: from the first to before the last */
  from: bigint
  until: bigint
}

/**
 * Reads topics again up to where they end now, in a consumer group of its own, beside the one that goes on. Events that
 * are there already change nothing.
 * @param from ms UTC, by the time at which the broker took a record; null: from the beginning
 */
export async function rewind(
  options: Omit<ConsumerOptions, 'group' | 'onCommitted'> & { group: string },
  from: number | null,
  onProgress: (share: number) => void,
): Promise<Rewound> {
  const group = `${options.group}-again-${randomUUID()}`
  const admin = options.kafka.admin()
  await admin.connect()
  try {
    const stretches = (
      await Promise.all(options.topics.map((topic) => stretchesOf(admin, topic, from)))
    ).flat()
    const read = Number(stretches.reduce((sum, one) => sum + one.until - one.from, 0n))
    if (read > 0) await consume({ ...options, group }, stretches, onProgress)
    if (read > 0) await admin.deleteGroups([group])
    return { read }
  } finally {
    await admin.disconnect()
  }
}

async function stretchesOf(admin: Admin, topic: string, from: number | null): Promise<Stretch[]> {
  const ends = await admin.fetchTopicOffsets(topic).catch((error: unknown) => {
    throw new UsageError(`there is no topic ${topic} on the broker: create them with insights topics`, {
      cause: error,
    })
  })
  // of a partition without a later record the broker tells its end
  const starts = from === null ? null : await admin.fetchTopicOffsetsByTimestamp(topic, from)
  return ends.map(({ partition, low, high }) => {
    const offset = starts?.find((one) => one.partition === partition)?.offset ?? low
    return {
      topic,
      partition,
      from: BigInt(offset) < 0n ? BigInt(high) : BigInt(offset),
      until: BigInt(high),
    }
  })
}

async function consume(
  options: ConsumerOptions,
  stretches: readonly Stretch[],
  onProgress: (share: number) => void,
): Promise<void> {
  const left = new Map(
    stretches.filter(({ from, until }) => from < until).map((one) => [`${one.topic}/${one.partition}`, one]),
  )
  const all = stretches.reduce((sum, { from, until }) => sum + until - from, 0n)
  let done: () => void = () => undefined
  const finished = new Promise<void>((resolve) => (done = resolve))
  const pipeline = await startConsumer({
    ...options,
    start: stretches.map(({ topic, partition, from }) => ({ topic, partition, offset: from })),
    onCommitted: (topic, partition, offset) => {
      const key = `${topic}/${partition}`
      const stretch = left.get(key)
      if (stretch === undefined) return
      if (offset >= stretch.until) left.delete(key)
      else left.set(key, { ...stretch, from: offset })
      const open = [...left.values()].reduce((sum, { from, until }) => sum + until - from, 0n)
      onProgress(1 - Number(open) / Number(all))
      if (left.size === 0) done()
    },
  })
  try {
    await Promise.race([finished, pipeline.failed])
  } finally {
    await pipeline.stop()
  }
}
