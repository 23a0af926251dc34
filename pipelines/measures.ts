/** What Prometheus is told (docs/operations.md says what to watch). Names follow its conventions: unit at the end. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export const registry = new Registry()
const registers = [registry]
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export const rowsStored = new Counter({
  ...{
    registers,
    name: 'insights_rows_total',
    help: 'Rows stored, by landing table; redelivered ones count again',
  },
  labelNames: ['table'],
})
export const batchesStored = new Counter({
  ...{ registers, name: 'insights_batches_total', help: 'Batches stored' },
})
export const lettersStored = new Counter({
  ...{ registers, name: 'insights_dead_letters_total', help: 'Dead letters stored, by reason' },
  labelNames: ['reason'],
})
export const insertSeconds = new Histogram({
  ...{ registers, name: 'insights_insert_seconds', help: 'Time that storing a batch took' },
  buckets: SECONDS,
})
export const retries = new Counter({
  ...{
    registers,
    name: 'insights_retries_total',
    help: 'Batches tried again, by the error code of ClickHouse',
  },
  labelNames: ['code'],
})
export const derivationSeconds = new Histogram({
  ...{ registers, name: 'insights_derivation_seconds', help: 'Time that deriving facts took' },
  buckets: SECONDS,
})
/** When the oldest insert was made that no derivation has begun to take in, ms UTC; null where there is none. */
export const underived: { since: number | null } = { since: null }
new Gauge({
  ...{
    registers,
    name: 'insights_derivation_backlog_seconds',
    help: 'Age of the oldest insert not yet derived',
  },
  collect() {
    this.set(underived.since === null ? 0 : (Date.now() - underived.since) / 1000)
  },
})
const byPartition = ['topic', 'partition'] as const
export const lagMessages = new Gauge({
  ...{ registers, name: 'insights_lag_messages', help: 'Messages on the broker not yet stored' },
  labelNames: byPartition,
})
export const lagSeconds = new Gauge({
  ...{
    registers,
    name: 'insights_lag_seconds',
    help: 'Age of the last message stored, while there are later ones',
  },
  labelNames: byPartition,
})
export const oldestUnacknowledgedSeconds = new Gauge({
  ...{
    registers,
    name: 'insights_oldest_unacknowledged_seconds',
    help: 'Age of the oldest message taken and not yet stored',
  },
  labelNames: byPartition,
})
export const rebalances = new Counter({
  ...{ registers, name: 'insights_rebalances_total', help: 'Times that this consumer joined its group' },
})
