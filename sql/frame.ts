import { DIMENSIONS } from './metrics/index.ts'
import { INCIDENT_DIMENSIONS, incidentRows } from './metrics/incident-rows.ts'
import type { SqlMetric } from './metrics/metric.ts'
import { TURN_DIMENSIONS, turnRows } from './metrics/turn-rows.ts'
import { BUCKET_SQL, type Bucket } from './period.ts'
import { SCOPE_SQL } from './scope.ts'

export interface Breakdown {
  by: string | null
  every: Bucket | null
}

/** One answer of the frame: the total, a bucket, or a slice. */
export interface FrameRow extends Record<string, unknown> {
  is_bucket: number
  is_slice: number
  bucket: number
  slice: string | null
  rows: number
}

const RELATIONS = {
  turns: { rows: turnRows, dimensions: TURN_DIMENSIONS as Record<string, string> },
  incidents: { rows: incidentRows, dimensions: INCIDENT_DIMENSIONS as Record<string, string> },
}

/** Name of the parameter that holds the first day from which a metric is told, where it needs something reported. */
export function sinceParam(needs: readonly string[]): string {
  return `since_${needs.join('_').replaceAll(' ', '_')}`
}

/**
 * One statement for the metrics of a subject: total, one row a bucket, one row a slice. No other grouping, no other
 * filter than scope and period, no joins: what does not fit becomes a column of the subject's rows, or a list.
 */
export function metricsStatement(
  subject: 'turns' | 'incidents',
  metrics: Record<string, SqlMetric>,
  { by, every }: Breakdown,
): string {
  const { rows, dimensions } = RELATIONS[subject]
  const column = by === null ? "''" : dimensions[by]
  if (column === undefined)
    throw new TypeError(`${subject} have no dimension ${String(by)}: ${DIMENSIONS[subject].join(', ')}`)
  const values = Object.entries(metrics).map(([id, { needs, sql }]) => {
    const of = needs.length === 0 ? '' : ` and date >= {${sinceParam(needs)}:Int32}`
    return `${sql(of)} as ${id}`
  })
  const counted = subject === 'incidents' ? "countIf(kind != 'stayed')" : 'count()'
  const keys = [...(every !== null || by === null ? ['bucket'] : []), ...(by === null ? [] : ['slice'])]
  const key = (name: string, none: string) =>
    keys.includes(name)
      ? `grouping(${name}) = 0 as is_${name}, ${name}`
      : `0 as is_${name}, ${none} as ${name}`
  return `
select
    ${key('bucket', '0')},
    ${key('slice', 'null')},
    ${[`${counted} as rows`, ...values].join(',\n    ')}
from
(
    select *, ${every === null ? '0' : BUCKET_SQL[every]} as bucket, nullIf(toString(${column}), '') as slice
    from (${rows(SCOPE_SQL)}
    )
)
group by grouping sets ((), ${keys.map((name) => `(${name})`).join(', ')})`
}
