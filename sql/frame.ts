import { DIMENSIONS } from './metrics/index.ts'
import { INCIDENT_DIMENSIONS, incidentRows } from './metrics/incident-rows.ts'
import type { SqlMetric } from './metrics/metric.ts'
import { TURN_DIMENSIONS, turnRows } from './metrics/turn-rows.ts'
import { BUCKET_SQL, type Bucket } from './time/period.ts'
import { SCOPE_SQL } from './directory/gate.ts'
import { IS_WHOLE } from './wholeness.ts'

export interface Breakdown {
  by: string | null
  every: Bucket | null
  /** also an earlier period, all of it before {period_from:Int32}, answered as a bucket of its own */
  isCompared?: boolean
  /** homes differ in the day from which something is told whole of them: wholeParams() */
  isUneven?: boolean
}

/** One answer of the frame: the total, a bucket, or a slice; each of the period, or of the one before it. */
export interface FrameRow extends Record<string, unknown> {
  is_before: number
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
  { by, every, isCompared = false, isUneven = false }: Breakdown,
): string {
  const { rows, dimensions } = RELATIONS[subject]
  const column = by === null ? "''" : dimensions[by]
  if (column === undefined)
    throw new TypeError(`${subject} have no dimension ${String(by)}: ${DIMENSIONS[subject].join(', ')}`)
  const values = Object.entries(metrics).flatMap(([id, metric]) => {
    const { needs, ratio_of } = metric
    const whole = isUneven && ratio_of !== undefined ? ` and ${IS_WHOLE}` : ''
    const of = needs.length === 0 ? '' : ` and happened_on >= {${sinceParam(needs)}:Int32}${whole}`
    return 'sql' in metric
      ? [`${metric.sql(of)} as ${id}`]
      : [`${metric.part(of)} as ${id}_part`, `${metric.whole(of)} as ${id}_whole`]
  })
  const also = new Set(Object.values(metrics).flatMap((metric) => metric.also ?? []))
  const counted = subject === 'incidents' ? "countIf(kind != 'stayed')" : 'count()'
  const keys = [...(every !== null || by === null ? ['bucket'] : []), ...(by === null ? [] : ['slice'])]
  const key = (name: string, none: string) =>
    keys.includes(name)
      ? `grouping(${name}) = 0 as is_${name}, ${name}`
      : `0 as is_${name}, ${none} as ${name}`
  return `
select
    is_before,
    ${key('bucket', '0')},
    ${key('slice', 'null')},
    ${[`${counted} as rows`, ...values].join(',\n    ')}
from
(
    select *, ${isCompared ? 'date < {period_from:Int32}' : '0'} as is_before, ${every === null ? '0' : BUCKET_SQL[every]} as bucket, nullIf(toString(${column}), '') as slice
    from (${rows(SCOPE_SQL, also, { wanted: `${values.join(' ')} ${column} date`, isBrokenDown: by !== null, isUneven })}
    )
    ${isCompared ? 'where date >= {period_from:Int32} or date < {before_until:Int32}' : ''}
)
group by grouping sets (${['is_before', ...keys.map((name) => `is_before, ${name}`)].map((set) => `(${set})`).join(', ')})`
}
