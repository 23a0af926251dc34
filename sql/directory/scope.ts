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
  /** whose dates these are; null: no single owner's, so that nothing is left out because a home was somebody else's */
  readonly owner_id: string | null
  readonly [scoped]: true
}

function scope(
  homes: readonly ScopedHome[],
  of: Pick<Scope, 'unassigned' | 'every_shift' | 'owner_id'>,
): Scope {
  return { homes: homes.filter((home) => home.from < home.until), ...of } as unknown as Scope
}

const WHOLE = { unassigned: true, every_shift: true, owner_id: null }
const PART = { unassigned: false, every_shift: false, owner_id: null }

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
    { ...PART, owner_id },
  )
}

/** What is in both. */
export function narrowed(wide: Scope, property_ids: readonly string[]): Scope {
  return scope(
    wide.homes.filter((home) => property_ids.includes(home.property_id)),
    { ...PART, owner_id: wide.owner_id },
  )
}

/** The same homes whatever the date: for what is told of something that lies inside the scope, but later than it. */
export function atAnyDate({ homes, unassigned, every_shift, owner_id }: Scope): Scope {
  const ids = [...new Set(homes.map(({ property_id }) => property_id))]
  return scope(
    ids.map((property_id) => ({ property_id, from: -Infinity, until: Infinity })),
    { unassigned, every_shift, owner_id },
  )
}

export const EMPTY_SCOPE: Scope = scope([], PART)

/** @throws TypeError where a caller without types left the scope out: nothing is read without one. */
export function requireScope(scope: Scope | undefined): void {
  if (scope === undefined)
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
