import type { Database } from '../db/client.server.ts'
import { policyAt, zoneOf, type Directory } from '../directory/directory.ts'
import { inActionOrder } from '../order.ts'
import { distinctEvents, type LandedEvent } from '../standing.ts'
import { isNight, resolveWithin } from '../directory/policy.ts'
import { localHourOf } from '../time/zone.ts'
import { cellKey, OWNER_PERSON } from './fact-rows.ts'
import { personOf } from './conversations.ts'
import { versionOf } from './version.ts'

/** Categories that ask for something instead of telling of trouble. */
export const REQUEST_CATEGORIES = ['extend_stay', 'late_check_out', 'early_check_in', 'documents']

export const INCIDENT_COLUMNS = [
  'property_id', 'month', 'incident_id', 'opened_at', 'reported_at', 'local_hour', 'is_night', 'category', 'severity',
  'is_request', 'resolve_within_s', 'stay_id', 'step_at', 'step_action', 'step_playbook', 'step_cause', 'version', 'is_deleted',
] as const // prettier-ignore

/** Which of an incident's actions come first where they bear the same time (docs/rules.md#order). */
const inOrder = inActionOrder([
  'opened',
  'acknowledged',
  'escalated',
  'owner_notified',
  'mitigated',
  'resolved',
  'reopened',
  'cancelled',
])

interface IncidentEvent extends LandedEvent {
  incident_id: string
  property_id: string
  stay_id: string
  action: string
  category: string
  severity: string
  /** ms UTC; null where nobody told */
  reported_at: number | null
  playbook: string
  cause: string
  actor_role: string
  actor_id: string
  canonical: string
}

/** Rows of incident_facts and act_facts of the incidents, read whole. */
export async function deriveIncidents(db: Database, directory: Directory, ids: readonly string[]) {
  const rows = await db.readBulk<
    [
      string,
      number,
      string,
      string,
      string,
      string,
      string,
      string,
      number | null,
      string,
      string,
      string,
      string,
      string,
      string,
      number,
    ]
  >(
    `select
        incident_id, toUnixTimestamp64Milli(at), source, id, property_id, action, category, severity,
        toUnixTimestamp64Milli(reported_at), playbook, cause, actor_role, actor_id, stay_id, canonical, import_id
    from incident_events final
    where incident_id in {ids:Array(String)}`,
    { ids },
  )
  const byIncident = new Map<string, IncidentEvent[]>()
  for (const [
    incident_id,
    at,
    source,
    id,
    property_id,
    action,
    category,
    severity,
    reported_at,
    playbook,
    cause,
    actor_role,
    actor_id,
    stay_id,
    canonical,
    import_id,
  ] of rows) {
    const event = {
      incident_id,
      at: at,
      source,
      id,
      property_id,
      stay_id,
      action,
      category,
      severity,
      reported_at: reported_at,
      playbook,
      cause,
      actor_role,
      actor_id,
      canonical,
      import_id,
    }
    const events = byIncident.get(incident_id)
    if (events === undefined) byIncident.set(incident_id, [event])
    else events.push(event)
  }
  const incidents: unknown[][] = []
  const acts: unknown[][] = []
  for (const events of byIncident.values()) {
    const version = versionOf(events.length + directory.events, directory.erasures)
    incidents.push(...incidentRows(events, directory, version))
    acts.push(...actRows(events, version))
  }
  return { incidents, acts }
}

/** docs/rules.md#incidents: from the first `opened` on. Without one the incident has no row yet. */
function incidentRows(all: readonly IncidentEvent[], directory: Directory, version: number): unknown[][] {
  const events = distinctEvents(all, (event) => event.incident_id, inOrder)
  const first = events.findIndex((event) => event.action === 'opened')
  const opened = events[first]
  const rows: unknown[][] = []
  let key = ''
  if (opened !== undefined) {
    const steps = events.slice(first)
    const { property_id, at, category, severity } = opened
    const zone = zoneOf(directory, property_id)
    const policy = policyAt(directory, property_id, at)
    key = cellKey(property_id, at)
    rows.push([
      property_id, key.slice(0, 10), opened.incident_id, at, opened.reported_at ?? at, localHourOf(zone, at),
      Number(isNight(policy, zone, at)), category, severity, Number(REQUEST_CATEGORIES.includes(category)),
      resolveWithin(policy, category), steps.findLast((step) => step.stay_id !== '')?.stay_id ?? '',
      steps.map((step) => step.at), steps.map((step) => step.action), steps.map((step) => step.playbook),
      steps.map((step) => step.cause), version, 0,
    ]) // prettier-ignore
  }
  const incident_id = all[0]?.incident_id ?? ''
  const possible = new Set(
    all.filter((event) => event.action === 'opened').map((event) => cellKey(event.property_id, event.at)),
  )
  for (const other of possible) {
    if (other !== key)
      rows.push([
        other.slice(11),
        other.slice(0, 10),
        incident_id,
        0,
        0,
        0,
        0,
        '',
        '',
        0,
        0,
        '',
        [],
        [],
        [],
        [],
        version,
        1,
      ])
  }
  return rows
}

/** Whose acts an event is: its manager's, and owners' where one was notified. */
function personsOf({ actor_role, actor_id, action }: IncidentEvent): string[] {
  return [
    ...(actor_role === 'manager' ? [personOf(actor_role, actor_id)] : []),
    ...(action === 'owner_notified' ? [OWNER_PERSON] : []),
  ]
}

function actRows(all: readonly IncidentEvent[], version: number): unknown[][] {
  const keysOf = (event: IncidentEvent) => personsOf(event).map((person) => cellKey(person, event.at))
  const acts = new Map<string, IncidentEvent[]>(all.flatMap(keysOf).map((key) => [key, []]))
  const events = distinctEvents(all, ({ incident_id }) => incident_id, inOrder)
  const home = events.find((event) => event.action === 'opened')?.property_id
  for (const event of events) for (const key of keysOf(event)) acts.get(key)?.push(event)
  return [...acts].map(([key, events]) => [
    key.slice(0, 10), key.slice(11), `incident:${all[0]?.incident_id ?? ''}`, events.map(({ at }) => at),
    events.map(() => 0), events.map(() => ''), events.map(({ property_id }) => home ?? property_id), version, Number(events.length === 0),
  ]) // prettier-ignore
}
