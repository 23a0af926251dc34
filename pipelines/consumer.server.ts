import type { Batch, Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { DatabaseError, PlainError } from '#sql/db/errors.ts'
import { failpoint } from './failpoint.ts'
import { unreadable } from './kafka-codecs.ts'
import { framesOf, kindOf, log } from './log.ts'
import { rebalances, retries } from './measures.ts'
import type { PartitionMonitor } from './progress.server.ts'
import type { Decoded, Sink } from './sink.server.ts'

/** Decoded and stored at once; the next are decoded while these are stored. */
const CHUNK = 10_000
const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 30_000
/** More than this is waiting on the broker: catching up. */
const BEHIND_MESSAGES = 20_000

export interface ConsumerOptions {
  kafka: Kafka
  group: string
  session_ms: number
  topics: readonly string[]
  sink: Pick<Sink, 'decode' | 'write'>
  /** called after events were stored; isBehind: many more wait on the broker */
  onStored: (isBehind: boolean) => void
  /** where to begin, instead of where the group left off */
  start?: readonly { topic: string; partition: number; offset: bigint }[]
  /** called when a record's offset is committed, with the next one to read */
  onCommitted?: (topic: string, partition: number, offset: bigint) => void
  /** is told how far the partitions have come */
  watch?: PartitionMonitor
  now?: () => number
}

export interface Pipeline {
  /** Ends what is under way, commits it, and leaves the group. */
  stop: () => Promise<void>
  /** Rejects with one plain line when the pipeline can't go on. */
  failed: Promise<never>
}

/**
 * Consumes topics into the sink: at least once on the wire, once in every number, because an event is kept by what
 * identifies it (docs/decisions/0007, 0011). A batch's offset is committed after its rows and dead letters are durable,
 * in order, partition by partition. While the database can't take rows the same batch is tried for ever, and nothing
 * is parked or skipped.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Pipeline> {
  const { kafka, topics, session_ms } = options
  const consumer = kafka.consumer({
    groupId: options.group,
    sessionTimeout: session_ms,
    rebalanceTimeout: Math.max(2 * session_ms, 10_000),
    heartbeatInterval: Math.floor(session_ms / 10),
    maxBytesPerPartition: 8 * 1024 * 1024,
    maxBytes: 32 * 1024 * 1024,
    minBytes: 1,
    maxWaitTimeInMs: 100,
    // a broker that is away comes back: join again, for ever
    retry: {
      initialRetryTime: 200,
      maxRetryTime: 5_000,
      retries: 8,
      restartOnFailure: () => Promise.resolve(true),
    },
  })
  const failing = failure(consumer)
  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
    rebalances.inc()
    options.watch?.assigned(memberAssignment)
  })
  // where a partition ends in what is no message, no batch says that it was read to its end
  consumer.on(
    consumer.events.END_BATCH_PROCESS,
    ({ payload: { topic, partition, lastOffset, offsetLag } }) => {
      if (Number(offsetLag) === 0)
        options.watch?.stored(topic, partition, { next: BigInt(lastOffset) + 1n, stored_at: null })
    },
  )
  await consumer.connect()
  await consumer.subscribe({ topics: [...topics], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: (payload) =>
      eachBatch(payload, options).catch((error: unknown) => {
        failing.inBatch(error)
      }),
  })
  for (const { topic, partition, offset } of options.start ?? [])
    consumer.seek({ topic, partition, offset: offset.toString() })
  return {
    failed: failing.failed,
    stop: async () => {
      await consumer.stop()
      await consumer.disconnect()
    },
  }
}

/**
 * TRICKY: kafkajs ends a consumer for good, and tells nobody, when a handler throws a TypeError and the like. So what is
 * no failure of the broker never reaches it: it fails the pipeline, which ends the process.
 */
function failure(consumer: Consumer): { failed: Promise<never>; inBatch: (error: unknown) => void } {
  let fail: (error: Error) => void = () => undefined
  const failed = new Promise<never>((_, reject) => (fail = reject))
  failed.catch(() => undefined)
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    log({ level: restart ? 'warn' : 'error', event: 'consumer_crashed', error: kindOf(error), restart })
    if (restart) return
    // what a codec said comes wrapped
    const { cause } = error
    fail(
      cause instanceof PlainError
        ? new PlainError(`${cause.message}; ${WHAT_TO_DO}`, { cause })
        : new PlainError(`the consumer stopped (${kindOf(error)}): start it again`, { cause: error }),
    )
  })
  return {
    failed,
    inBatch: (error) => {
      if (isBrokers(error)) throw error
      fail(plain(error))
      throw new Error('the pipeline failed')
    },
  }
}

const WHAT_TO_DO = "nothing was passed over: how to go on says docs/operations.md, A batch that can't be read"

function plain(error: unknown): PlainError {
  if (error instanceof PlainError) return error
  if (error instanceof DatabaseError) {
    return new PlainError(
      `ClickHouse refused to store events (code ${error.code ?? 'none'}): check its schema (insights migrate) and the rights of its user; nothing was lost`,
      { cause: error },
    )
  }
  log({ level: 'error', event: 'mistake', error: kindOf(error), frames: framesOf(error) })
  return new PlainError(
    `a mistake of this program stopped the pipeline (${kindOf(error)}): report it with the version; nothing was lost`,
    { cause: error },
  )
}

function isBrokers(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS')
}

async function eachBatch(payload: EachBatchPayload, options: ConsumerOptions): Promise<void> {
  const { batch } = payload
  const { topic, partition } = batch
  const { watch } = options
  const end = BigInt(batch.highWatermark)
  const takenFrom = (message: KafkaMessage | undefined) =>
    watch?.taken(topic, partition, {
      end,
      taken_at: message === undefined ? null : Number(message.timestamp),
    })
  const beating = startHeartbeat(payload, options.session_ms)
  const isLost = () => payload.isStale() || beating.lost() !== null
  const isOver = () => !payload.isRunning() || isLost()
  const storeAndCommit = async (
    messages: KafkaMessage[],
    decoded: Decoded[],
    following: KafkaMessage | undefined,
  ) => {
    const last = messages.at(-1)
    if (last === undefined || !(await store(decoded, options, { isOver, isLost }))) return
    const next = BigInt(last.offset) + 1n
    await payload.commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition, offset: next.toString() }] }],
    })
    failpoint('after_commit')
    payload.resolveOffset(last.offset)
    watch?.stored(topic, partition, { next, stored_at: Number(last.timestamp) })
    takenFrom(following)
    options.onStored(Number(end - next) > BEHIND_MESSAGES)
    options.onCommitted?.(topic, partition, next)
  }
  const { messages: readable, failure: broken } = upToUnreadable(batch)
  try {
    let storing: Promise<void> = Promise.resolve()
    takenFrom(batch.messages[0])
    for (let start = 0; start < readable.length && !isOver(); start += CHUNK) {
      const messages = readable.slice(start, start + CHUNK)
      const decoded = decodeAll(messages, batch, options)
      await storing
      if (isOver()) break
      storing = storeAndCommit(messages, decoded, batch.messages[start + CHUNK])
      // thrown by the await that follows
      storing.catch(() => undefined)
    }
    await storing
    const lost = beating.lost()
    if (lost !== null) throw lost
    if (broken !== null && !isOver()) throw broken
  } finally {
    takenFrom(undefined)
    beating.stop()
  }
}

/** The messages before what can't be read, which are stored, and how the pipeline fails then. */
function upToUnreadable({ topic, partition, messages }: Batch): {
  messages: readonly KafkaMessage[]
  failure: PlainError | null
} {
  for (const [index, message] of messages.entries()) {
    const found = unreadable(message)
    if (found === null) continue
    const { reason, first, last } = found
    const failure = new PlainError(
      `${topic}, partition ${partition}: the batch of offsets ${first} to ${last} can't be read: ${reason}; ${WHAT_TO_DO}`,
    )
    return { messages: messages.slice(0, index), failure }
  }
  return { messages, failure: null }
}

function decodeAll(
  messages: readonly KafkaMessage[],
  batch: Batch,
  { sink, now = Date.now }: ConsumerOptions,
) {
  const received_at = now()
  return messages.map(({ value, offset }) =>
    sink.decode(value ?? Buffer.alloc(0), {
      origin: `${batch.topic}/${batch.partition}/${offset}`,
      received_at,
    }),
  )
}

/**
 * Stores a chunk, trying again for as long as the database can't be reached or written.
 * @returns false where the partition was taken away, or the process is to end, before it was stored
 */
async function store(
  decoded: Decoded[],
  options: ConsumerOptions,
  { isOver, isLost }: { isOver: () => boolean; isLost: () => boolean },
): Promise<boolean> {
  let limit_ms = options.session_ms * 0.45
  for (let wait_ms = FIRST_RETRY_MS; ; wait_ms = Math.min(MAX_RETRY_MS, 2 * wait_ms)) {
    try {
      failpoint('before_insert')
      await within(limit_ms, options.sink.write(decoded), isLost)
      failpoint('after_insert')
      return true
    } catch (error) {
      if (!isPassing(error)) throw error
      // what can't be done in one limit, the finding of refused rows on a busy machine, is done in a longer one
      if (error instanceof TooSlow) limit_ms *= 2
      retries.inc({ code: error instanceof DatabaseError ? String(error.code ?? 'network') : kindOf(error) })
      log({
        level: 'warn',
        event: 'store_failed',
        error: kindOf(error),
        rows: decoded.length,
        again_in_ms: wait_ms,
      })
      for (const until = Date.now() + wait_ms * (0.75 + Math.random() / 2); Date.now() < until && !isOver();)
        await new Promise((resolve) => setTimeout(resolve, 100))
      if (isOver()) return false
    }
  }
}

/** An insert took so long that the group might give the partition away, or it has: the same rows are sent again. */
class TooSlow extends Error {
  override name = 'TooSlow'
}

async function within(ms: number, work: Promise<unknown>, isLost: () => boolean): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const until = Date.now() + ms
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (Date.now() >= until || isLost()) reject(new TooSlow())
    }, 50)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearInterval(timer)
    work.catch(() => undefined)
  }
}

/** Whether the same may succeed later: the database is away, busy or full, or the broker is. */
function isPassing(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.retriable
  return error instanceof TooSlow || error instanceof PlainError || isBrokers(error)
}

/** Tells the group that this consumer lives, while a batch is stored. */
function startHeartbeat(payload: EachBatchPayload, session_ms: number) {
  let lost: Error | null = null
  const timer = setInterval(() => {
    payload.heartbeat().catch((error: unknown) => {
      lost = error instanceof Error ? error : new Error(String(error))
    })
  }, session_ms / 10)
  return {
    /** what the group said when it gave the partitions away */
    lost: () => lost,
    stop: () => {
      clearInterval(timer)
    },
  }
}
