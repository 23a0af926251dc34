import { createHash } from 'node:crypto'
import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Metric, SqlMetric } from '#sql/metrics/metric.ts'

let checksum: string | undefined

/** Eight hex digits that change when a definition does: its words or its line of SQL. */
export function definitionsChecksum(): string {
  checksum ??= createHash('sha256')
    .update(
      JSON.stringify(
        Object.values(CATALOGUE).flatMap((metrics) =>
          Object.entries<Metric & Partial<Pick<SqlMetric, 'sql'>>>(metrics).map(([id, metric]) => [
            ...[id, metric.about, metric.unit, metric.needs],
            metric.sql?.(' and told') ?? null,
          ]),
        ),
      ),
    )
    .digest('hex')
    .slice(0, 8)
  return checksum
}
