import type { Database } from './client.server.ts'
import { zoneOf, type Directory } from './directory.ts'
import { isInScope } from './gate.ts'
import { requireScope, type Scope } from './scope.ts'
import { localDay } from './zone.ts'

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
  /** in order; from the first `opened` on, `reported` before it */
  steps: IncidentStep[]
  /** the conversation in which it was told, null where nobody said */
  conversation_id: string | null
}

/**
 * An incident step by step, as far as it was told up to as_of.
 * @param ask.as_of ms UTC
 * @returns null where there is none, or its home and local date lie outside the scope
 */
export async function readIncident(
  db: Database,
  directory: Directory,
  ask: { scope: Scope; incident_id: string; as_of: number },
): Promise<IncidentStory | null> {
  requireScope(ask.scope)
  const events = await db.readBulk<[number, string, string, string, string, number | null]>(
    `select told.1, told.2, told.3, told.4, told.5, told.6
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
            ) as told
        from incident_events
        where incident_id = {incident_id:String}
        group by source, id
    )
    where told.1 <= {as_of:Int64}
    order by told.1, source, id`,
    { incident_id: ask.incident_id, as_of: ask.as_of },
  )
  const first = events.findIndex(([, action]) => action === 'opened')
  const opened = events[first]
  if (opened === undefined) return null
  const [opened_at, , property_id, , , reported_at] = opened
  const date = localDay(zoneOf(directory, property_id), opened_at)
  if (!isInScope(ask.scope, directory, property_id, date)) return null
  const nameOf = (id: string) => (id === '' ? null : (directory.managers.get(id)?.name ?? id))
  return {
    opened_at,
    steps: [
      ...(reported_at === null || reported_at === opened_at
        ? []
        : [{ at: reported_at, action: 'reported', person: null }]),
      ...events.slice(first).map(([at, action, , , person]) => ({ at, action, person: nameOf(person) })),
    ],
    conversation_id: events.findLast(([, , , conversation]) => conversation !== '')?.[3] ?? null,
  }
}
