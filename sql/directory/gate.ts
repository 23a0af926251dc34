import { zoneOf, type Directory, type Property } from './directory.ts'
import type { Scope, ScopedHome } from './scope.ts'
import { holds, meets, type Span } from '../time/spans.ts'
import { nightWindow } from '../nights/windows.ts'
import { firstInstant, localDay } from '../time/zone.ts'

/*
 * The gate: everything that is shown passes it (docs/decisions/0017).
 *
 *   a turn, night, incident, review, stay, and every figure: whole, by the date that it belongs to   isInScope, SCOPE_SQL.dates
 *   a message or mark of a thread: by its own moment                                                 isMomentInScope
 *   what was said or done about a thing later, a name, a playbook, the writing of a note:
 *     unless the home was another owner's then                                                       isNobodyElses, SCOPE_SQL.at
 */

/** Whether a row of a home and local date (days) may be read. */
export function isInScope(
  { homes, unassigned }: Scope,
  directory: Directory,
  property_id: string,
  date: number,
): boolean {
  if (!directory.properties.has(property_id)) return unassigned
  return homes.some((home) => home.property_id === property_id && home.from <= date && date < home.until)
}

/** Whether what was done at a home at an instant (ms UTC) may be told: on its dates, and in the last night to its end. */
export function isMomentInScope(
  { homes, unassigned }: Scope,
  directory: Directory,
  property_id: string,
  at: number,
): boolean {
  if (!directory.properties.has(property_id)) return unassigned
  return homes.some((home) => home.property_id === property_id && holds(momentsOf(directory, home), at))
}

/** Whether something that lasted at a home meets its moments: a promise. Only of an owner anything is left out. */
export function isStretchInScope(
  { homes, owner_id }: Scope,
  directory: Directory,
  property_id: string,
  stretch: Span,
): boolean {
  return (
    owner_id === null ||
    homes.some((home) => home.property_id === property_id && meets(momentsOf(directory, home), stretch))
  )
}

/** Whether at an instant (ms UTC) the home was no other owner's than the one asked for, in his last night to its end. */
export function isNobodyElses(
  { owner_id }: Scope,
  directory: Directory,
  property_id: string,
  at: number,
): boolean {
  const home = directory.properties.get(property_id)
  if (owner_id === null || home === undefined || home.owners.length === 0) return true
  return ownStretches(home, owner_id).some((stretch) => holds(momentsOf(directory, stretch), at))
}

/** When a home was an owner's, managed or not; before it was anybody's it was the first one's. */
function ownStretches({ property_id, owners }: Property, owner_id: string): ScopedHome[] {
  return owners.flatMap((entry, index) =>
    entry.owner_id === owner_id
      ? [
          {
            property_id,
            from: index === 0 ? -Infinity : entry.from,
            until: owners[index + 1]?.from ?? Infinity,
          },
        ]
      : [],
  )
}

/** Who alone had a home from a local date (days) to an instant (ms UTC); null where nobody had it, or more than one. */
export function onlyOwner(
  directory: Directory,
  property_id: string,
  from: number,
  until_at: number,
): string | null {
  const home = directory.properties.get(property_id)
  if (home === undefined) return null
  const last = localDay(home.timezone, until_at)
  const first = Math.max(
    0,
    home.owners.findLastIndex((entry) => entry.from <= from),
  )
  const owners = new Set(
    home.owners
      .slice(first)
      .filter((entry) => entry.from <= last)
      .map(({ owner_id }) => owner_id),
  )
  const [only] = owners
  return only === undefined || owners.size > 1 ? null : only
}

/** Where dates are open; farther than any event. */
const ALWAYS_MS = 8.64e15

function momentsOf(directory: Directory, { property_id, from, until }: ScopedHome): Span {
  const midnight = (day: number) => firstInstant(zoneOf(directory, property_id), day, 0)
  return {
    from_at: from === -Infinity ? -ALWAYS_MS : midnight(from),
    until_at:
      until === Infinity
        ? ALWAYS_MS
        : Math.max(midnight(until), nightWindow(directory, property_id, until - 1).until_at),
  }
}

/** Conditions on a fact's property_id and month, and on a row's property_id and date (days). */
export interface ScopeSql {
  homes: string
  months: string
  dates: string
  /** whether the row's home was nobody else's at this instant (an expression, ms UTC): isNobodyElses */
  at: (instant: string) => string
}

const UNASSIGNED = '({unassigned:Bool} and property_id not in {announced:Array(String)})'

export const SCOPE_SQL: ScopeSql = {
  homes: `(property_id in {homes:Array(String)} or ${UNASSIGNED})`,
  months: 'month between toStartOfMonth(toDate({from:Int32} - 1)) and toDate({until:Int32} + 1)',
  dates: `(date >= {from:Int32} and date < {until:Int32} and (property_id in {whole_homes:Array(String)} or ${UNASSIGNED}
            or arrayExists(
                (home, first, last) -> home = property_id and date between first and last,
                {part_homes:Array(String)}, {part_first:Array(Int32)}, {part_last:Array(Int32)}
            )))`,
  at: (instant) => `({every_moment:Bool} or arrayExists(
                (home, first, until) -> home = property_id and ${instant} >= first and ${instant} < until,
                {moment_homes:Array(String)}, {moment_from:Array(Int64)}, {moment_until:Array(Int64)}
            ))`,
}

function stretchesOf(homes: readonly ScopedHome[], directory: Directory, owner_id: string): ScopedHome[] {
  const ids = [...new Set(homes.map(({ property_id }) => property_id))]
  return ids.flatMap((id) => {
    const home = directory.properties.get(id)
    return home === undefined ? [] : ownStretches(home, owner_id)
  })
}

/** Parameters of SCOPE_SQL for a period of local dates [from, until), in days. */
export function scopeParams(
  { homes, unassigned, owner_id }: Scope,
  directory: Directory,
  from: number,
  until: number,
) {
  const inside = homes.filter((home) => home.from < until && home.until > from)
  const isWhole = (home: ScopedHome) => home.from <= from && home.until >= until
  const parts = inside.filter((home) => !isWhole(home))
  // a period cuts what is read, never what may be told of it
  const own = owner_id === null ? [] : stretchesOf(homes, directory, owner_id)
  const moments = own.map((stretch) => momentsOf(directory, stretch))
  return {
    from,
    until,
    homes: [...new Set(inside.map((home) => home.property_id))],
    unassigned,
    announced: unassigned ? [...directory.properties.keys()] : [],
    whole_homes: inside.filter(isWhole).map((home) => home.property_id),
    part_homes: parts.map((home) => home.property_id),
    part_first: parts.map((home) => Math.max(home.from, from)),
    part_last: parts.map((home) => Math.min(home.until, until) - 1),
    every_moment: owner_id === null,
    moment_homes: own.map((stretch) => stretch.property_id),
    moment_from: moments.map(({ from_at }) => from_at),
    moment_until: moments.map(({ until_at }) => until_at),
  }
}
