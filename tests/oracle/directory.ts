/** Homes as they are known today, and whose they were on which date. */
import type { Facts, PropertyEvent } from './events.ts'
import { latest } from './order.ts'
import { localDate } from './zone.ts'

/** Local dates, half-open; null: without an end on that side. A home may stand more than once. */
export interface Home {
  property_id: string
  from: string | null
  until: string | null
}

export interface Directory {
  announced: ReadonlyMap<string, PropertyEvent>
  default_timezone: string
}

/** "The latest `time` wins for everything but the owner." */
export function readDirectory(facts: Facts, default_timezone: string): Directory {
  const announced = new Map<string, PropertyEvent>()
  for (const event of facts.properties) announced.set(event.data.property_id, event)
  return { announced, default_timezone }
}

/**
 * "a *local* date or hour is in the home's own time zone (DEFAULT_TIMEZONE for a home that no property event
 * has announced and for what has no home)"; "the zone is today's, for the past too".
 */
export function zoneOf(directory: Directory, home: string | null): string {
  const announced = home === null ? undefined : directory.announced.get(home)
  return announced?.data.timezone ?? directory.default_timezone
}

/**
 * "the home whose announcement of its listing_id (by id alone) has the latest `since` not after the message's local date
 * in that home's zone (absent: always), of equal ones the one announced last (a later event without it takes nothing
 * back)". Every announcement stands, a home's earlier ones beside its later ones.
 */
export function homeOfListing(
  facts: Facts,
  directory: Directory,
  listing_id: string,
  at: number,
): string | null {
  let found: { home: string; since: string } | null = null
  for (const { data } of facts.properties) {
    const home = data.property_id
    const today = localDate(zoneOf(directory, home), at)
    for (const listing of data.listings ?? []) {
      // "absent: always": before every date, as text too
      const since = listing.since ?? ''
      if (listing.id !== listing_id || since > today) continue
      if (found === null || since >= found.since) found = { home, since }
    }
  }
  return found?.home ?? null
}

/** "(no managed_from: always)"; what has no home, or a home never announced, is always there for management. */
export function isManaged({ announced }: Directory, home: string | null, date: string): boolean {
  const data = home === null ? undefined : announced.get(home)?.data
  const { managed_from, managed_until } = data ?? {}
  return (
    (managed_from === undefined || managed_from <= date) &&
    (managed_until === undefined || date < managed_until)
  )
}

/** "that of a manager announced as `shared`", by the latest event of that manager, whatever as_of. */
export function isShared(facts: Facts, manager_id: string): boolean {
  return latest(facts.managers, ({ data }) => data.manager_id === manager_id)?.data.shared === true
}

function overlap(a: Home, b: Home): Home[] {
  const from = a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from
  const until = a.until === null || (b.until !== null && b.until < a.until) ? b.until : a.until
  if (from !== null && until !== null && from >= until) return []
  return [{ property_id: a.property_id, from, until }]
}

/** "A home counts for the local dates on which it is managed (no managed_from: always), for management too" */
export function managedHomes(directory: Directory): Home[] {
  return [...directory.announced.values()].flatMap(({ data }) => {
    const from = data.managed_from ?? null
    const until = data.managed_until ?? null
    return from !== null && until !== null && from >= until
      ? []
      : [{ property_id: data.property_id, from, until }]
  })
}

interface Ownership {
  owner_id: string
  /** null: always */
  start: string | null
}

/**
 * "Owners form a list: an event with owner_from adds (owner_from, owner_id); without it the home's first event
 * that names an owner adds (always), and a later one that names another owner than the latest before it that
 * named one adds (local date of its `time`)." The list is in Order of the events that added.
 */
export function ownersOf(facts: Facts, directory: Directory, property_id: string): Ownership[] {
  const list: Ownership[] = []
  let named: string | null = null
  for (const { data, time } of facts.properties) {
    if (data.property_id !== property_id || data.owner_id === undefined) continue
    const { owner_id, owner_from } = data
    if (owner_from !== undefined) list.push({ owner_id, start: owner_from })
    else if (named === null) list.push({ owner_id, start: null })
    else if (named !== owner_id) {
      list.push({ owner_id, start: localDate(zoneOf(directory, property_id), time) })
    }
    named = owner_id
  }
  return list
}

/** "The owner of a day is the entry with the latest start not after it (equal starts: the later event)." */
export function ownerOn(list: readonly Ownership[], date: string | null): string | null {
  let found: Ownership | null = null
  for (const entry of list) {
    const startsByThen = entry.start === null || (date !== null && entry.start <= date)
    if (!startsByThen) continue
    const notEarlier =
      found === null || found.start === null || (entry.start !== null && entry.start >= found.start)
    if (notEarlier) found = entry
  }
  return found?.owner_id ?? null
}

/** "and for an owner on those of them on which it was his" */
export function ownedHomes(facts: Facts, directory: Directory, owner_id: string): Home[] {
  return managedHomes(directory).flatMap((managed) => {
    const list = ownersOf(facts, directory, managed.property_id)
    const starts = new Set(list.map((entry) => entry.start).filter((start) => start !== null))
    const borders: (string | null)[] = [null, ...[...starts].sort()]
    return borders.flatMap((from, i) => {
      if (ownerOn(list, from) !== owner_id) return []
      return overlap({ property_id: managed.property_id, from, until: borders[i + 1] ?? null }, managed)
    })
  })
}
