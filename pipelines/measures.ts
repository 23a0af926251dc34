/** What Prometheus is told (docs/operations.md says what to watch). Names follow its conventions: unit at the end. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export const registry = new Registry()
const registers = [registry]
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export const rowsStored = new Counter({
  registers,
  name: 'insights_rows_total',
  help: 'Rows stored, by landing table; redelivered ones count again',
  labelNames: ['table'],
})
export const batchesStored = new Counter({
  registers,
  name: 'insights_batches_total',
  help: 'Batches stored',
})
export const deadLettersStored = new Counter({
  registers,
  name: 'insights_dead_letters_total',
  help: 'Dead letters stored, by reason',
  labelNames: ['reason'],
})
export const insertSeconds = new Histogram({
  registers,
  name: 'insights_insert_seconds',
  help: 'Time that storing a batch took',
  buckets: SECONDS,
})
export const retries = new Counter({
  registers,
  name: 'insights_retries_total',
  help: 'Batches tried again, by the error code of ClickHouse',
  labelNames: ['code'],
})
export const derivationSeconds = new Histogram({
  registers,
  name: 'insights_derivation_seconds',
  help: 'Time that deriving facts took',
  buckets: SECONDS,
})
/** When the oldest insert was made that no derivation has begun to take in, ms UTC; null where there is none. */
export const underived: { since: number | null } = { since: null }
new Gauge({
  registers,
  name: 'insights_derivation_backlog_seconds',
  help: 'Age of the oldest insert not yet derived',
  collect() {
    this.set(underived.since === null ? 0 : (Date.now() - underived.since) / 1000)
  },
})
/** How far a partition has come. Times ms UTC. */
export interface Progress {
  topic: string
  partition: number
  /** messages on the broker that are not stored; 0 where that is not known yet */
  lag: number
  /** when its position last moved, or nothing waited */
  moved_at: number
  /** when the oldest message taken and not yet stored came to the broker; null: none is under way */
  taken_at: number | null
  /** when the last message stored came to the broker; null: none yet */
  stored_at: number | null
}

/** The consumers of this process: what each tells of its partitions, now. */
export const consuming = new Set<() => readonly Progress[]>()
/** TRICKY: read when it is asked for, so that what stands still is seen to grow. */
function partitionGauge(name: string, help: string, valueOf: (progress: Progress) => number): void {
  new Gauge({
    registers,
    name,
    help,
    labelNames: ['topic', 'partition'],
    collect() {
      this.reset()
      for (const progress of [...consuming].flatMap((tell) => tell()))
        this.set({ topic: progress.topic, partition: String(progress.partition) }, valueOf(progress))
    },
  })
}
const secondsSince = (at: number) => Math.max(0, Date.now() - at) / 1000
partitionGauge('insights_lag_messages', 'Messages on the broker not yet stored', ({ lag }) => lag)
partitionGauge(
  'insights_lag_seconds',
  'While messages wait: age of the oldest one taken, else of the last one stored, else since when they are seen to wait',
  ({ lag, taken_at, stored_at, moved_at }) =>
    lag === 0 ? 0 : secondsSince(taken_at ?? stored_at ?? moved_at),
)
partitionGauge(
  'insights_oldest_unacknowledged_seconds',
  'Age of the oldest message taken and not yet stored',
  ({ taken_at }) => (taken_at === null ? 0 : secondsSince(taken_at)),
)
export const rebalances = new Counter({
  registers,
  name: 'insights_rebalances_total',
  help: 'Times that this consumer joined its group',
})
