import type { Directory, Property } from './directory.ts'

/** Local dates of a home that may be read, [from, until), in days since 1970-01-01; ±Infinity where open. */
export interface ScopedHome {
  property_id: string
  from: number
  until: number
}

declare const scoped: unique symbol

/**
 * What a person may read: an explicit list of homes and dates. Only the functions here make one, and every read takes
 * one; an empty list reads nothing.
 */
export interface Scope {
  readonly homes: readonly ScopedHome[]
  /** management: also what has no home, or a home that nobody has announced */
  readonly unassigned: boolean
  /** management: a team's nights count every shift; else those that count for one of the homes */
  readonly every_shift: boolean
  readonly [scoped]: true
}

function scope(homes: readonly ScopedHome[], of: { unassigned: boolean; every_shift: boolean }): Scope {
  return { homes: homes.filter((home) => home.from < home.until), ...of } as unknown as Scope
}

const WHOLE = { unassigned: true, every_shift: true }
const PART = { unassigned: false, every_shift: false }

/** Every announced home on the dates on which it is managed, and what has no home. */
export function managementScope(directory: Directory): Scope {
  return scope([...directory.properties.values()].map(managed), WHOLE)
}

/**
 * The given homes on the dates on which they are managed. Homes that nobody has announced give nothing.
 * @param every_shift whether the asker may see shifts for other homes: management
 */
export function homesScope(
  directory: Directory,
  property_ids: readonly string[],
  every_shift = false,
): Scope {
  const homes = [...new Set(property_ids)].flatMap((id) => directory.properties.get(id) ?? [])
  return scope(homes.map(managed), { ...PART, every_shift })
}

/** The owner's homes on those dates on which they are his and managed. */
export function ownerScope(directory: Directory, owner_id: string): Scope {
  return scope(
    [...directory.properties.values()].flatMap((property) => ownedBy(property, owner_id)),
    PART,
  )
}

/** What is in both. */
export function narrowed(wide: Scope, property_ids: readonly string[]): Scope {
  return scope(
    wide.homes.filter((home) => property_ids.includes(home.property_id)),
    PART,
  )
}

/** The same homes whatever the date: for what is told of something that lies inside the scope, but later than it. */
export function atAnyDate({ homes, unassigned, every_shift }: Scope): Scope {
  const ids = [...new Set(homes.map(({ property_id }) => property_id))]
  return scope(
    ids.map((property_id) => ({ property_id, from: -Infinity, until: Infinity })),
    { unassigned, every_shift },
  )
}

export const EMPTY_SCOPE: Scope = scope([], PART)

/** @throws TypeError where a caller without types left the scope out: nothing is read without one. */
export function requireScope(told: Scope | undefined): void {
  if (told === undefined)
    throw new TypeError('a read needs a scope: the homes and dates that the asker may see')
}

function managed({ property_id, managed_from, managed_until }: Property): ScopedHome {
  return { property_id, from: managed_from ?? -Infinity, until: managed_until ?? Infinity }
}

function ownedBy(property: Property, owner_id: string): ScopedHome[] {
  const whole = managed(property)
  return property.owners.flatMap((entry, index) => {
    if (entry.owner_id !== owner_id) return []
    const until = property.owners[index + 1]?.from ?? Infinity
    return [
      {
        property_id: property.property_id,
        from: Math.max(whole.from, entry.from),
        until: Math.min(whole.until, until),
      },
    ]
  })
}

/** Conditions on a fact's property_id and month, and on a row's property_id and date (days). */
export interface ScopeSql {
  homes: string
  months: string
  dates: string
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
}

/** Parameters of SCOPE_SQL for a period of local dates [from, until), in days. */
export function scopeParams({ homes, unassigned }: Scope, directory: Directory, from: number, until: number) {
  const inside = homes.filter((home) => home.from < until && home.until > from)
  const isWhole = (home: ScopedHome) => home.from <= from && home.until >= until
  const parts = inside.filter((home) => !isWhole(home))
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
  }
}

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
