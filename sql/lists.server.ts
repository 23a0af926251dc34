import { readReported } from './capabilities.server.ts'
import type { Database } from './client.server.ts'
import type { Directory } from './directory.ts'
import { incidentRows } from './metrics/incident-rows.ts'
import { turnRows } from './metrics/turn-rows.ts'
import { readNights } from './nights.server.ts'
import { creditParams, stayParams, type Ask } from './read.server.ts'
import { requireScope, SCOPE_SQL, scopeParams } from './scope.ts'
import { formatDay } from './zone.ts'

export const LISTS = ['turns', 'nights', 'gaps', 'incidents'] as const
export type List = (typeof LISTS)[number]

/** Lists show the subject's own rows. */
const NOTHING_ELSE = new Set<never>()

export type ListAsk = Omit<Ask, 'subject' | 'by' | 'every'>
export type ListRow = Record<string, string | number | boolean | null>

/** The rows behind the numbers of a period, in order of time. Times RFC 3339 UTC, null where they have not happened. */
export async function readList(
  db: Database,
  directory: Directory,
  list: List,
  ask: ListAsk,
): Promise<ListRow[]> {
  requireScope(ask.scope)
  switch (list) {
    case 'turns':
      return readTurnList(db, directory, ask)
    case 'incidents':
      return readIncidentList(db, directory, ask)
    case 'nights':
    case 'gaps':
      return readNightList(db, directory, list, ask)
  }
}

const time = (column: string, name = column) =>
  `if(${column} > 0 and ${column} <= {as_of:Int64}, ${column}, 0) as ${name}`

async function readTurnList(db: Database, directory: Directory, ask: ListAsk): Promise<ListRow[]> {
  const reported = await readReported(db, directory)
  const rows = await db.read<Record<string, unknown>>(
    `select
        property_id, if(startsWith(unit, 'stay:'), substring(unit, 6), '') as stay_id, conversation_id,
        date, opened_at as opened, due_at as due, ${time('answered_at', 'answered')}, ${time('handoff_at', 'handoff')},
        ${time('human_reply_at', 'human_reply')}, ${time('dismissed_at', 'dismissed')},
        multiIf(is_dismissed, 'dismissed', is_in_time, 'in_time', is_late, 'late', is_overdue, 'overdue', 'waiting') as state,
        if(is_due, wait_s, null) as wait_s, is_held, is_night, is_off_hours, is_first, answered_role, person,
        channel, language, topic, stage, guest
    from (${turnRows(SCOPE_SQL, NOTHING_ELSE)})
    where kind = 'turn'
    order by opened, property_id, unit`,
    {
      ...scopeParams(ask.scope, directory, ask.period.from, ask.period.until),
      as_of: ask.as_of,
      ...(await creditParams(db, directory, { ...ask, by: 'person' }, reported)),
    },
  )
  const stays = await ownStays(
    db,
    ask,
    rows.map((row) => String(row['stay_id'])),
  )
  return rows.map((row) => ({
    property_id: text(row['property_id']),
    date: formatDay(Number(row['date'])),
    opened_at: at(row['opened']),
    state: text(row['state']),
    wait_s: row['wait_s'] === null ? null : Number(row['wait_s']),
    due_at: at(row['due']),
    answered_at: at(row['answered']),
    answered_role: Number(row['answered']) > 0 ? text(row['answered_role']) : null,
    person: text(row['person']),
    handoff_at: at(row['handoff']),
    human_reply_at: at(row['human_reply']),
    dismissed_at: at(row['dismissed']),
    is_held: Boolean(row['is_held']),
    is_night: Boolean(row['is_night']),
    is_off_hours: Boolean(row['is_off_hours']),
    is_first: Boolean(row['is_first']),
    stay_id: stays.has(String(row['stay_id'])) ? text(row['stay_id']) : null,
    conversation_id: text(row['conversation_id']),
    channel: text(row['channel']),
    language: text(row['language']),
    topic: text(row['topic']),
    stage: text(row['stage']),
    guest: text(row['guest']),
  }))
}

/** Of some stays those that a person may know of: at his homes. A question at one home may lie in a stay at another. */
async function ownStays(db: Database, { scope }: ListAsk, stays: readonly string[]): Promise<Set<string>> {
  if (scope.unassigned) return new Set(stays)
  const rows = await db.read<{ stay_id: string }>(
    `select stay_id
    from stay_facts final
    where property_id in {homes:Array(String)} and stay_id in {stays:Array(String)}`,
    { homes: scope.homes.map((home) => home.property_id), stays: [...new Set(stays)] },
  )
  return new Set(rows.map((row) => row.stay_id))
}

async function readIncidentList(db: Database, directory: Directory, ask: ListAsk): Promise<ListRow[]> {
  const reported = await readReported(db, directory)
  const rows = await db.read<Record<string, unknown>>(
    `select
        property_id, incident_id, date, category, severity, cause, playbook, is_night, is_request, is_cancelled,
        opened_at, reported_at, acknowledged_at, handled_at, resolved_at, due_at, is_reopened, is_escalated,
        is_owner_notified, is_logged_late, is_repeated, handled_in_time, handling_is_due, handle_s
    from (${incidentRows(SCOPE_SQL, NOTHING_ELSE)})
    where kind = 'incident'
    order by opened_at, property_id, incident_id`,
    {
      ...scopeParams(ask.scope, directory, ask.period.from, ask.period.until),
      as_of: ask.as_of,
      ...stayParams(directory, { ...ask, by: null }, reported),
    },
  )
  return rows.map((row) => ({
    property_id: text(row['property_id']),
    incident_id: text(row['incident_id']),
    date: formatDay(Number(row['date'])),
    category: text(row['category']),
    severity: text(row['severity']),
    cause: text(row['cause']),
    playbook: text(row['playbook']),
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
    is_owner_notified: reported.owner_contact === null ? null : Boolean(row['is_owner_notified']),
    is_logged_late: Boolean(row['is_logged_late']),
    is_repeated: Boolean(row['is_repeated']),
  }))
}

async function readNightList(
  db: Database,
  directory: Directory,
  list: 'nights' | 'gaps',
  ask: ListAsk,
): Promise<ListRow[]> {
  const reported = await readReported(db, directory)
  const { nights } = await readNights(db, directory, { ...ask, clock_since: reported.clock })
  const from = (day: number | null) => (night: { date: number }) => day !== null && night.date >= day
  const [clocked, planned, either] = [
    from(reported.clock),
    from(reported.plans),
    from(reported['clock or plans']),
  ]
  const ordered = nights.toSorted((a, b) => a.window.from_at - b.window.from_at)
  if (list === 'gaps') {
    return ordered.filter(either).flatMap((night) =>
      night.gaps.map((gap) => ({
        property_id: night.property_ids.join(', '),
        night: formatDay(night.date),
        from: at(gap.from_at),
        until: at(gap.until_at),
        gap_s: (gap.until_at - gap.from_at) / 1000,
      })),
    )
  }
  return ordered.map((night) => ({
    property_id: night.property_ids.join(', '),
    night: formatDay(night.date),
    from: at(night.window.from_at),
    until: at(night.window.until_at),
    window_s: night.window_ms / 1000,
    clocked_s: clocked(night) ? night.clocked_ms / 1000 : null,
    attended_s: clocked(night) ? night.attended_ms / 1000 : null,
    planned_s: planned(night) ? night.planned_ms / 1000 : null,
    language_s: either(night) ? night.language_ms / 1000 : null,
    gaps: either(night) ? night.gaps.length : null,
    gap_max_s: either(night)
      ? Math.max(0, ...night.gaps.map((gap) => gap.until_at - gap.from_at)) / 1000
      : null,
    is_late: night.is_late,
    is_silent: either(night) ? night.is_silent : null,
    is_overloaded: either(night) ? night.is_overloaded : null,
    no_shows: reported['clock and plans'] === null ? null : night.no_shows.length,
    late_starts: reported['clock and plans'] === null ? null : night.late_starts.length,
  }))
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function at(value: unknown): string | null {
  const ms = Number(value)
  return ms > 0 ? new Date(ms).toISOString() : null
}
