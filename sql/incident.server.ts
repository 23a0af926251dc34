import type { Database } from './db/client.server.ts'
import { zoneOf, type Directory } from './directory/directory.ts'
import { isInScope, isNobodyElses, SCOPE_SQL, scopeParams } from './directory/gate.ts'
import { requireScope, type Scope } from './directory/scope.ts'
import { localDay } from './time/zone.ts'
import { withStands } from './standing.ts'

/** One thing that was done about an incident. */
export interface IncidentStep {
  /** ms UTC */
  at: number
  /** as in events.md: opened, acknowledged, …; reported: when the guest first said it */
  action: string
  /** name of the manager, null where none is told */
  person: string | null
}

export interface IncidentStory {
  /** ms UTC */
  opened_at: number
  /** in order; from the first `opened` on, `reported` before it; those alone that the asker may be told of */
  steps: IncidentStep[]
  /** the conversation in which one of them was told, null where none says */
  conversation_id: string | null
}

/**
 * An incident step by step, as far as it was told up to as_of. One that went on over a sale is told to each owner as far as
 * it happened on his days.
 * @param query.as_of ms UTC
 * @returns null where there is none, or nothing of it lies in the scope
 */
export async function readIncident(
  db: Database,
  directory: Directory,
  query: { scope: Scope; incident_id: string; as_of: number },
): Promise<IncidentStory | null> {
  requireScope(query.scope)
  const events = await db.readBulk<[number, string, string, string, string, number | null]>(
    `select event.1, event.2, event.3, event.4, event.5, event.6
    from
    (
        select
            source, id,
            argMax(
                (
                    toUnixTimestamp64Milli(at), action, property_id, conversation_id,
                    if(actor_role = 'manager', actor_id, ''), toUnixTimestamp64Milli(reported_at)
                ),
                canonical
            ) as event
        from ${withStands('incident_events', '*', 'incident_id = {incident_id:String}')}
        where stands
        group by source, id
    )
    where event.1 <= {as_of:Int64}
    order by event.1, source, id`,
    { incident_id: query.incident_id, as_of: query.as_of },
  )
  const first = events.findIndex(([, action]) => action === 'opened')
  const opened = events[first]
  if (opened === undefined) return null
  const [opened_at, , property_id, , , reported_at] = opened
  const { scope } = query
  const isOnHisDate = (at: number) =>
    isInScope(scope, directory, property_id, localDay(zoneOf(directory, property_id), at))
  const isOwn = isOnHisDate(opened_at)
  const isSeen = (at: number) => (isOwn ? isNobodyElses(scope, directory, property_id, at) : isOnHisDate(at))
  const visible = events.slice(first).filter(([at]) => isSeen(at))
  if (visible.length === 0) return null
  const nameOf = (id: string) => (id === '' ? null : (directory.managers.get(id)?.name ?? id))
  return {
    opened_at,
    steps: [
      ...(reported_at === null || reported_at === opened_at || !isSeen(reported_at)
        ? []
        : [{ at: reported_at, action: 'reported', person: null }]),
      ...visible.map(([at, action, , , person]) => ({ at, action, person: nameOf(person) })),
    ],
    conversation_id: visible.findLast(([, , , conversation]) => conversation !== '')?.[3] ?? null,
  }
}

/** An incident of another's days that went on over those of an owner. */
export interface PartOfIncident {
  property_id: string
  incident_id: string
  category: string
  /** local date of its opening (days), to which it belongs */
  date: number
  /** when that was, ms UTC, in order */
  moments: number[]
}

/**
 * Incidents that are none of the owner's by their date, and of which something happened on his; requests and cancelled ones
 * left out. Of others' scopes none: management has them whole.
 */
export async function readPartsOfIncidents(
  db: Database,
  directory: Directory,
  { scope, as_of }: { scope: Scope; as_of: number },
): Promise<PartOfIncident[]> {
  requireScope(scope)
  if (scope.owner_id === null) return []
  const rows = await db.readBulk<[string, string, string, number, number[]]>(
    `select
        property_id, incident_id, category, intDiv(local_hour, 24),
        arrayFilter(at -> at <= {as_of:Int64} and ${SCOPE_SQL.at('at')}, step_at) as own
    from incident_facts final
    where property_id in {moment_homes:Array(String)} and not is_request and notEmpty(own)
        and not arrayExists((at, step) -> step = 'cancelled' and at <= {as_of:Int64}, step_at, step_action)
    order by own[1], incident_id`,
    { ...scopeParams(scope, directory, 0, 0), as_of },
  )
  return rows
    .map(([property_id, incident_id, category, date, own]) => ({
      property_id,
      incident_id,
      category,
      date,
      moments: own.filter((at) =>
        isInScope(scope, directory, property_id, localDay(zoneOf(directory, property_id), at)),
      ),
    }))
    .filter(
      ({ property_id, date, moments }) =>
        moments.length > 0 && !isInScope(scope, directory, property_id, date),
    )
}
