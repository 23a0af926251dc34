import type { Database } from '../db/client.server.ts'
import { zoneOf, type Directory } from '../directory/directory.ts'
import { compareBytes } from '../order.ts'
import { DAY_MS, firstInstant, localDay, parseDay } from '../time/zone.ts'
import type { Stay } from './message.ts'
import { withStands } from '../standing.ts'

/** Stays of which any event ever named one of the guests. */
export async function staysOfGuests(db: Database, guests: readonly string[]): Promise<string[]> {
  const known = guests.filter((guest) => guest !== '')
  if (known.length === 0) return []
  const rows = await db.readBulk<[string]>(
    'select distinct stay_id from guest_stays where guest_id in {guests:Array(String)}',
    { guests: known },
  )
  return rows.map(([stay]) => stay)
}

/** A stay with what derivations need beyond what is known today. */
export interface StayVersions {
  stay: Stay
  /** homes and guests that any of its events named */
  homes: string[]
  guests: string[]
  /** number of its distinct events */
  events: number
  /** the same with those of all stays of its guests: what its own row rests on */
  guest_events: number
}

/** Reads the given stays and all others of their guests, and of the given guests, as known today. */
export async function loadStays(
  db: Database,
  directory: Directory,
  stays: Iterable<string>,
  guests: Iterable<string>,
): Promise<Map<string, StayVersions>> {
  const asked = new Set(stays)
  const ofGuests = await db.readBulk<[string]>(
    `select distinct stay_id
    from guest_stays
    where guest_id in {guests:Array(String)}
        or guest_id in (select guest_id from stay_events where stay_id in {stays:Array(String)} and guest_id != '')`,
    { guests: [...new Set(guests)], stays: [...asked] },
  )
  for (const [stay] of ofGuests) asked.add(stay)
  const latest = ['property_id', 'status', 'check_in', 'check_out', 'guest_id', 'platform']
  const rows = await db.readBulk<
    [string, number, string, string, string, string, string, string, string[], string[], number]
  >(
    `select
        stay_id,
        toUnixTimestamp64Milli(minIf(at, stands)),
        ${latest.map((column) => `argMaxIf(${column}, (at, source, id, canonical), stands)`).join(', ')},
        groupUniqArray(property_id),
        groupUniqArrayIf(guest_id, guest_id != ''),
        uniqExact(at, source, id, variant, import_id)
    from ${withStands('stay_events', '*, variant', 'stay_id in {asked:Array(String)}')}
    group by stay_id`,
    { asked: [...asked] },
  )
  const found = new Map<string, StayVersions>()
  for (const [
    stay_id,
    known_at,
    property_id,
    status,
    check_in,
    check_out,
    guest_id,
    platform,
    homes,
    guests,
    events,
  ] of rows) {
    const times = stayTimes(directory, property_id, check_in, check_out)
    const stay = {
      stay_id,
      known_at: known_at,
      property_id,
      status,
      ...times,
      guest_id,
      platform,
      is_return: null,
    }
    found.set(stay_id, { stay, homes, guests, events, guest_events: events })
  }
  markReturns(found)
  countGuestEvents(found)
  return found
}

/** A local date means the home's own hours, or 14:00 and 12:00. */
export function stayTimes(directory: Directory, property_id: string, check_in: string, check_out: string) {
  const zone = zoneOf(directory, property_id)
  const property = directory.properties.get(property_id)
  const at = (written: string, clock_ms: number) =>
    written.length === 10 ? firstInstant(zone, parseDay(written), clock_ms) : Date.parse(written)
  const check_in_at = at(check_in, property?.check_in_ms ?? 14 * (DAY_MS / 24))
  const check_out_at = at(check_out, property?.check_out_ms ?? 12 * (DAY_MS / 24))
  return {
    check_in_at,
    check_out_at,
    check_in_date: check_in.length === 10 ? parseDay(check_in) : localDay(zone, check_in_at),
    check_out_date: check_out.length === 10 ? parseDay(check_out) : localDay(zone, check_out_at),
  }
}

/** A stay is a return when its guest had an earlier one that was neither cancelled nor a no-show. */
function markReturns(found: ReadonlyMap<string, StayVersions>): void {
  const first = new Map<string, number>()
  for (const { stay } of found.values()) {
    if (stay.guest_id === '' || stay.status === 'cancelled' || stay.status === 'no_show') continue
    first.set(stay.guest_id, Math.min(first.get(stay.guest_id) ?? Infinity, stay.check_in_at))
  }
  for (const { stay } of found.values()) {
    if (stay.guest_id !== '') stay.is_return = (first.get(stay.guest_id) ?? Infinity) < stay.check_in_at
  }
}

/** Grows with every event of any stay of a guest that the stay ever had: whether it is a return rests on them. */
function countGuestEvents(found: ReadonlyMap<string, StayVersions>): void {
  const ofGuest = new Map<string, number>()
  for (const { guests, events } of found.values())
    for (const guest of guests) ofGuest.set(guest, (ofGuest.get(guest) ?? 0) + events)
  for (const versions of found.values())
    for (const guest of versions.guests) versions.guest_events += ofGuest.get(guest) ?? 0
}

/** Stays by guest, each list by check_in, then stay_id. */
export function byGuest(stays: ReadonlyMap<string, StayVersions>): Map<string, Stay[]> {
  const guests = new Map<string, Stay[]>()
  for (const { stay } of stays.values()) {
    if (stay.guest_id === '') continue
    const list = guests.get(stay.guest_id)
    if (list === undefined) guests.set(stay.guest_id, [stay])
    else list.push(stay)
  }
  for (const list of guests.values())
    list.sort((a, b) => a.check_in_at - b.check_in_at || compareBytes(a.stay_id, b.stay_id))
  return guests
}
