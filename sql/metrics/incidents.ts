import type { SqlMetric } from './metric.ts'

const percentile = (level: 0.5 | 0.9, seconds: string, which: string) => `quantileExactInclusiveIf(${level})(${seconds}, ${which})`

const count = { unit: 'count', empty: 0, needs: ['incidents'] } as const
const share = { unit: 'share', better: 'higher', empty: null, needs: ['incidents'] } as const
const seconds = { unit: 'seconds', better: 'lower', empty: null, needs: ['incidents'] } as const

/** Columns: incidentRows() in sql/metrics/incident-rows.ts. */
export const INCIDENT_METRICS = {
  incidents: { ...count, better: 'lower', sql: (of) => `countIf(is_incident${of})` },
  open: { ...count, better: 'lower', sql: (of) => `countIf(is_incident and resolved_at = 0${of})` },
  resolved: { ...count, better: null, sql: (of) => `countIf(is_incident and resolved_at > 0${of})` },
  cancelled: { ...count, better: null, sql: (of) => `countIf(kind = 'incident' and is_cancelled and not is_request${of})` },
  reopened: { ...count, better: 'lower', sql: (of) => `countIf(is_incident and is_reopened${of})` },
  requests: { ...count, better: null, sql: (of) => `countIf(kind = 'incident' and is_request and not is_cancelled${of})` },
  escalated: { ...count, better: null, sql: (of) => `countIf(is_incident and is_escalated${of})` },
  acknowledge_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'acknowledge_s', `is_incident and acknowledged_at > 0${of}`) },
  acknowledge_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'acknowledge_s', `is_incident and acknowledged_at > 0${of}`) },
  handle_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'handle_s', `handling_is_due${of}`) },
  handle_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'handle_s', `handling_is_due${of}`) },
  handled_in_time_share: { ...share, sql: (of) => `countIf(handled_in_time${of}) / countIf(handling_is_due${of})` },
  resolve_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'resolve_s', `resolving_is_due${of}`) },
  resolve_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'resolve_s', `resolving_is_due${of}`) },
  resolved_in_time_share: { ...share, sql: (of) => `countIf(resolved_in_time${of}) / countIf(resolving_is_due${of})` },
  owner_disturbed_share: {
    ...share,
    better: 'lower',
    needs: ['incidents', 'owner_contact'],
    sql: (of) => `countIf(is_incident and is_owner_notified${of}) / countIf(is_incident${of})`,
  },
  playbook_share: {
    ...share,
    needs: ['incidents', 'playbooks'],
    sql: (of) => `countIf(is_incident and playbook != ''${of}) / countIf(is_incident${of})`,
  },
  logged_late: { ...count, better: 'lower', sql: (of) => `countIf(is_incident and is_logged_late${of})` },
  unlogged_trouble: { ...count, better: 'lower', sql: (of) => `countIf(kind = 'unlogged'${of})` },
  repeated: { ...count, better: 'lower', sql: (of) => `countIf(is_incident and is_repeated${of})` },
  per_100_nights: {
    unit: 'per_100_nights',
    better: 'lower',
    empty: null,
    needs: ['incidents', 'stays'],
    // a breakdown by something that a night does not have divides by all nights of the homes
    sql: (of) =>
      `100 * countIf(is_incident${of}) / if(is_slice and {nights_are_shared:Bool},
            any(nights_stayed), uniqExactIf((property_id, date), kind = 'stayed'${of}))`,
  },
} satisfies Record<string, Omit<SqlMetric, 'label' | 'about'>>
