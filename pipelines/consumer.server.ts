import type { Batch, Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { DatabaseError, PlainError } from '#sql/errors.ts'
import { failpoint } from './failpoint.ts'
import { framesOf, kindOf, log } from './log.ts'
import { lagMessages, lagSeconds, oldestUnacknowledgedSeconds, rebalances, retries } from './measures.ts'
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
  now?: () => number
}

/** How far a partition has come. */
export interface Progress {
  topic: string
  partition: number
  /** messages on the broker that are not stored */
  lag: number
  /** when its position last moved, or was found at the end, ms UTC */
  moved_at: number
}

export interface Pipeline {
  /** Ends what is under way, commits it, and leaves the group. */
  stop: () => Promise<void>
  /** Rejects with one plain line when the pipeline can't go on. */
  failed: Promise<never>
  progress: () => Progress[]
}

/**
 * Consumes topics into the sink: at least once on the wire, once in every number, because an event is kept by what
 * identifies it (docs/decisions/0007, 0011). A batch's offset is committed after its rows and dead letters are durable,
 * in order, partition by partition. While the database can't take rows the same batch is tried for ever, and nothing
 * is parked or skipped.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Pipeline> {
  const { kafka, topics, session_ms, now = Date.now } = options
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
  const partitions = new Map<string, Progress>()
  consumer.on(consumer.events.GROUP_JOIN, () => {
    rebalances.inc()
    partitions.clear()
    lagMessages.reset()
    lagSeconds.reset()
    oldestUnacknowledgedSeconds.reset()
  })
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { topic, partition, offsetLag } }) => {
    if (Number(offsetLag) === 0)
      partitions.set(`${topic}/${partition}`, { topic, partition, lag: 0, moved_at: now() })
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [...topics], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: (payload) =>
      eachBatch(payload, options, (progress, hasMoved) => {
        const key = `${progress.topic}/${progress.partition}`
        const moved_at = hasMoved ? now() : (partitions.get(key)?.moved_at ?? now())
        partitions.set(key, { ...progress, moved_at })
      }).catch((error: unknown) => {
        failing.inBatch(error)
      }),
  })
  for (const { topic, partition, offset } of options.start ?? [])
    consumer.seek({ topic, partition, offset: offset.toString() })
  return {
    failed: failing.failed,
    progress: () => [...partitions.values()],
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
    if (!restart)
      fail(new PlainError(`the consumer stopped (${kindOf(error)}): start it again`, { cause: error }))
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

function plain(error: unknown): PlainError {
  if (error instanceof PlainError) return error
  if (error instanceof DatabaseError) {
    return new PlainError(
      `ClickHouse refused to store events (code ${error.code ?? 'none'}): check its schema (insights migrate) and the rights of its user; nothing was lost`,
      { cause: error },
    )
  }
  log({ level: 'error', event: 'mistake', error: kindOf(error), at: framesOf(error) })
  return new PlainError(
    `a mistake of this program stopped the pipeline (${kindOf(error)}): report it with the version; nothing was lost`,
    { cause: error },
  )
}

function isBrokers(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS')
}

async function eachBatch(
  payload: EachBatchPayload,
  options: ConsumerOptions,
  onProgress: (progress: Omit<Progress, 'moved_at'>, hasMoved: boolean) => void,
): Promise<void> {
  const { batch } = payload
  const { topic, partition } = batch
  onProgress({ topic, partition, lag: Number(batch.highWatermark) - Number(batch.firstOffset() ?? 0) }, false)
  const where = { topic, partition: String(partition) }
  const beating = keepBeating(payload, options.session_ms)
  const isOver = () => !payload.isRunning() || payload.isStale() || beating.lost() !== null
  const keep = async (messages: KafkaMessage[], decoded: Decoded[]) => {
    const [first, last] = [messages[0], messages.at(-1)]
    if (first === undefined || last === undefined || !(await store(decoded, options, isOver))) return
    const next = BigInt(last.offset) + 1n
    const lag = Number(BigInt(batch.highWatermark) - next)
    await payload.commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition, offset: next.toString() }] }],
    })
    failpoint('after_commit')
    payload.resolveOffset(last.offset)
    lagMessages.set(where, lag)
    lagSeconds.set(where, lag > 0 ? (Date.now() - Number(last.timestamp)) / 1000 : 0)
    onProgress({ topic, partition, lag }, true)
    options.onStored(lag > BEHIND_MESSAGES)
    options.onCommitted?.(topic, partition, next)
  }
  try {
    let keeping: Promise<void> = Promise.resolve()
    for (let start = 0; start < batch.messages.length && !isOver(); start += CHUNK) {
      const messages = batch.messages.slice(start, start + CHUNK)
      oldestUnacknowledgedSeconds.set(where, (Date.now() - Number(messages[0]?.timestamp)) / 1000)
      const decoded = decodeAll(messages, batch, options)
      await keeping
      if (isOver()) break
      keeping = keep(messages, decoded)
      // told by the await that follows
      keeping.catch(() => undefined)
    }
    await keeping
    oldestUnacknowledgedSeconds.set(where, 0)
    const lost = beating.lost()
    if (lost !== null) throw lost
  } finally {
    beating.stop()
  }
}

function decodeAll(
  messages: readonly KafkaMessage[],
  batch: Batch,
  { sink, now = Date.now }: ConsumerOptions,
) {
  const received_at = now()
  return messages.map(({ value, offset }) =>
    sink.decode(value ?? Buffer.alloc(0), `${batch.topic}/${batch.partition}/${offset}`, received_at),
  )
}

/**
 * Stores a chunk, trying again for as long as the database can't be reached or written.
 * @returns false where the partition was taken away, or the process is to end, before it was stored
 */
async function store(decoded: Decoded[], options: ConsumerOptions, isOver: () => boolean): Promise<boolean> {
  for (let wait_ms = FIRST_RETRY_MS; ; wait_ms = Math.min(MAX_RETRY_MS, 2 * wait_ms)) {
    try {
      failpoint('before_insert')
      await within(options.session_ms * 0.45, options.sink.write(decoded))
      failpoint('after_insert')
      return true
    } catch (error) {
      if (!isPassing(error)) throw error
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

/** An insert took so long that the group might give the partition away: the same rows are sent again. */
class TooSlow extends Error {
  override name = 'TooSlow'
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooSlow())
    }, ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

/** Whether the same may succeed later: the database is away, busy or full, or the broker is. */
function isPassing(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.retriable
  return error instanceof TooSlow || error instanceof PlainError || isBrokers(error)
}

/** Tells the group that this consumer lives, while a batch is stored. */
function keepBeating(payload: EachBatchPayload, session_ms: number) {
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
