/** What an owner is told in words of a thing that is his: docs/decisions/0017. */
import { ownerOn, ownersOf, zoneOf } from './directory.ts'
import type { Incident } from './incidents.ts'
import { windowOf } from './nights.ts'
import type { Known } from './placed.ts'
import type { Query } from './scope.ts'
import type { Turn } from './turns.ts'
import { addDays, localDate } from './zone.ts'

/**
 * Whether the home was no other owner's then: on a date of his, or in a night that began on one. Before it was anybody's it
 * was the first one's.
 */
function isNobodyElses(known: Known, { owner }: Query, home: string | null, at: number): boolean {
  if (owner === undefined || home === null || !known.directory.announced.has(home)) return true
  const list = ownersOf(known.facts, known.directory, home)
  const [first] = list.toSorted((a, b) =>
    (a.start ?? '') < (b.start ?? '') ? -1 : Number(a.start !== b.start),
  )
  const isHis = (date: string) => (ownerOn(list, date) ?? first?.owner_id ?? owner) === owner
  const today = localDate(zoneOf(known.directory, home), at)
  const isInHisNight = (date: string) => {
    const { from, until } = windowOf(known, home, date)
    return isHis(date) && from <= at && at < until
  }
  return isHis(today) || isInHisNight(addDays(today, -1))
}

/** The key of a turn: nobody is named who answered on another owner's day. */
export function turnKey(known: Known, query: Query, turn: Turn): string | null {
  const isVisible = turn.answer === null || isNobodyElses(known, query, turn.property_id, turn.answer.time)
  return query.by === 'person' && !isVisible ? null : (turn.by[query.by ?? ''] ?? null)
}

/** The key of an incident: cause and playbook are the last that were told on his days. */
export function incidentKey(known: Known, query: Query, incident: Incident): string | null {
  const { by } = query
  if (by !== 'cause' && by !== 'playbook') return incident.by[by ?? ''] ?? null
  const visible = incident.events.filter(({ time }) =>
    isNobodyElses(known, query, incident.property_id, time),
  )
  return visible.findLast(({ data }) => data[by] !== undefined)?.data[by] ?? null
}
