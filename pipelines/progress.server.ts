import type { Admin, Kafka } from 'kafkajs'
import { kindOf, log } from './log.ts'
import { consuming, type Progress } from './measures.ts'

const POLL_EACH_MS = 5_000
/** The broker has not answered for so long. */
const AWAY_MS = 30_000

interface State extends Omit<Progress, 'lag'> {
  /** the next offset to store; null: not known */
  next: bigint | null
  /** the end of the partition on the broker */
  end: bigint
}

/** What a consumer tells of its partitions. Beside it the broker is asked, so that one that nobody reads shows too. */
export interface PartitionMonitor {
  assigned: (assignment: Readonly<Record<string, readonly number[]>>) => void
  taken: (topic: string, partition: number, position: { end: bigint; taken_at: number | null }) => void
  /** offsets before `next` are stored; stored_at: null where there was no message among them */
  stored: (topic: string, partition: number, position: { next: bigint; stored_at: number | null }) => void
  progress: () => Progress[]
  /** for more than half a minute */
  isBrokerAway: () => boolean
  stop: () => Promise<void>
}

/** Watches the partitions of a consumer of the group, for /readyz and /metrics. */
export function watchPartitions(
  { kafka, group }: { kafka: Kafka; group: string },
  now: () => number = Date.now,
): PartitionMonitor {
  const states = new Map<string, State>()
  const keyOf = (topic: string, partition: number) => `${topic}/${partition}`
  let answered_at = now()
  const of = (topic: string, partition: number): State => {
    const known = states.get(keyOf(topic, partition))
    if (known !== undefined) return known
    const fresh = { topic, partition, next: null, end: 0n, moved_at: now(), taken_at: null, stored_at: null }
    states.set(keyOf(topic, partition), fresh)
    return fresh
  }
  const moveTo = (state: State, next: bigint) => {
    if (state.next === null || next > state.next) state.moved_at = now()
    state.next = next
  }
  const progress = () =>
    [...states.values()].map(({ next, end, ...state }) => ({
      ...state,
      lag: next === null || end <= next ? 0 : Number(end - next),
    }))
  const polling = pollEach(kafka, async (admin) => {
    await admin.describeCluster()
    answered_at = now()
    for (const topic of new Set([...states.values()].map((state) => state.topic))) {
      const ends = await admin.fetchTopicOffsets(topic)
      const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
      for (const { partition, low, high } of ends) {
        const state = states.get(keyOf(topic, partition))
        if (state === undefined) continue
        const offset = BigInt(committed?.partitions.find((one) => one.partition === partition)?.offset ?? -1)
        // what the broker has forgotten does not wait
        const next = [state.next ?? 0n, offset, BigInt(low)].reduce((a, b) => (a > b ? a : b))
        moveTo(state, next)
        if (BigInt(high) > state.end) state.end = BigInt(high)
        if (state.end <= next) state.moved_at = now()
      }
    }
  })
  consuming.add(progress)
  return {
    assigned: (assignment) => {
      const own = new Set<string>()
      for (const [topic, partitions] of Object.entries(assignment)) {
        for (const partition of partitions) {
          own.add(keyOf(topic, partition))
          // another may have moved it meanwhile, so its position is asked for anew; since when it stands is kept
          Object.assign(of(topic, partition), { next: null, taken_at: null })
        }
      }
      for (const key of states.keys()) if (!own.has(key)) states.delete(key)
    },
    taken: (topic, partition, { end, taken_at }) => {
      const state = of(topic, partition)
      state.taken_at = taken_at
      if (end > state.end) state.end = end
    },
    stored: (topic, partition, { next, stored_at }) => {
      const state = of(topic, partition)
      moveTo(state, next)
      if (stored_at !== null) state.stored_at = stored_at
    },
    progress,
    isBrokerAway: () => now() - answered_at > AWAY_MS,
    stop: async () => {
      consuming.delete(progress)
      await polling.stop()
    },
  }
}

/** Polls every few seconds; a broker that does not answer is asked again. */
function pollEach(kafka: Kafka, poll: (admin: Admin) => Promise<void>): { stop: () => Promise<void> } {
  let admin: Admin | null = null
  let running: Promise<void> | null = null
  const once = async () => {
    try {
      if (admin === null) {
        const fresh = kafka.admin({ retry: { retries: 0 } })
        await fresh.connect()
        admin = fresh
      }
      await poll(admin)
    } catch (error) {
      log({ level: 'warn', event: 'lag_unknown', error: kindOf(error) })
      const old = admin
      admin = null
      await old?.disconnect().catch(() => undefined)
    }
  }
  const timer = setInterval(() => {
    running ??= once().finally(() => (running = null))
  }, POLL_EACH_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
      await admin?.disconnect().catch(() => undefined)
    },
  }
}
