import { readReported } from '../capabilities.server.ts'
import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import type { ListQuery } from './list-query.ts'
import { incidentRows, stayParams } from '../metrics/incident-rows.ts'
import { SCOPE_SQL, scopeParams } from '../directory/gate.ts'
import { formatDay } from '../time/zone.ts'
import { at, text, type ListRow } from './cells.ts'

const COLUMNS = `
        property_id, incident_id, date, category, severity, own_cause, own_playbook, is_night, is_request, is_cancelled,
        opened_at, reported_at, acknowledged_at, handled_at, resolved_at, due_at, is_reopened, is_escalated,
        is_own_notified, is_logged_late, is_repeated, handled_in_time, handling_is_due, handle_s`

export async function readIncidentList(
  db: Database,
  directory: Directory,
  query: ListQuery,
): Promise<ListRow[]> {
  const reported = await readReported(db, directory)
  const rows = await db.read<Record<string, unknown>>(
    `select ${COLUMNS}
    from (${incidentRows(SCOPE_SQL, new Set(['resolvings']), { wanted: COLUMNS })})
    where kind = 'incident'
    order by opened_at, property_id, incident_id`,
    {
      ...scopeParams(query.scope, directory, query.period.from, query.period.until),
      as_of: query.as_of,
      ...stayParams(directory, { ...query, by: null }, reported),
    },
  )
  return rows.map((row) => ({
    property_id: text(row['property_id']),
    incident_id: text(row['incident_id']),
    date: formatDay(Number(row['date'])),
    category: text(row['category']),
    severity: text(row['severity']),
    cause: text(row['own_cause']),
    playbook: text(row['own_playbook']),
    reported_at: at(row['reported_at']),
    opened_at: at(row['opened_at']),
    acknowledged_at: at(row['acknowledged_at']),
    handled_at: at(row['handled_at']),
    resolved_at: at(row['resolved_at']),
    due_at: at(row['due_at']),
    handle_s: row['handling_is_due'] ? Number(row['handle_s']) : null,
    handled_in_time: row['handling_is_due'] ? Boolean(row['handled_in_time']) : null,
    is_night: Boolean(row['is_night']),
    is_request: Boolean(row['is_request']),
    is_cancelled: Boolean(row['is_cancelled']),
    is_reopened: Boolean(row['is_reopened']),
    is_escalated: Boolean(row['is_escalated']),
    is_owner_notified: reported.owner_contact === null ? null : Boolean(row['is_own_notified']),
    is_logged_late: Boolean(row['is_logged_late']),
    is_repeated: Boolean(row['is_repeated']),
  }))
}
