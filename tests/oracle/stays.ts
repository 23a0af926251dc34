/** Stays as they are known today; as_of does not cut them. */
import type { Directory } from './directory.ts'
import { zoneOf } from './directory.ts'
import type { Facts, StayEvent } from './events.ts'
import { instant } from './events.ts'
import { clockTime, firstInstant, HOUR, localDate } from './zone.ts'

export interface Stay {
  stay_id: string
  property_id: string
  status: string
  guest_id: string | null
  platform: string | null
  check_in: number
  check_out: number
  /** Local dates in the home's zone. */
  check_in_date: string
  check_out_date: string
  /** The time of the stay's first event. */
  first_reported_at: number
}

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/

function readStay(directory: Directory, event: StayEvent, first_reported_at: number): Stay {
  const { data } = event
  const zone = zoneOf(directory, data.property_id)
  const home = directory.announced.get(data.property_id)?.data
  // "RFC 3339, or a local date: then 14:00 and 12:00 local, or the property's own hours"
  const moment = (text: string, hours: string) =>
    LOCAL_DATE.test(text) ? firstInstant(zone, text, clockTime(hours)) : instant(text)
  const check_in = moment(data.check_in, home?.check_in_at ?? '14:00')
  const check_out = moment(data.check_out, home?.check_out_at ?? '12:00')
  return {
    stay_id: data.stay_id,
    property_id: data.property_id,
    status: data.status,
    guest_id: data.guest_id ?? null,
    platform: data.platform ?? null,
    check_in,
    check_out,
    check_in_date: LOCAL_DATE.test(data.check_in) ? data.check_in : localDate(zone, check_in),
    check_out_date: LOCAL_DATE.test(data.check_out) ? data.check_out : localDate(zone, check_out),
    first_reported_at,
  }
}

/** "The latest `time` wins", as a whole. */
export function readStays(facts: Facts, directory: Directory): ReadonlyMap<string, Stay> {
  const stays = new Map<string, Stay>()
  for (const event of facts.stays) {
    const before = stays.get(event.data.stay_id)
    stays.set(event.data.stay_id, readStay(directory, event, before?.first_reported_at ?? event.time))
  }
  return stays
}

/**
 * "enquiry (no stay, or before the stay's first event), before (until 2 h before check_in), arrival (until 3 h
 * after it), stay (until check_out), after"
 */
export function stageAt(stay: Stay | undefined, at: number): string {
  if (stay === undefined || at < stay.first_reported_at) return 'enquiry'
  if (at < stay.check_in - 2 * HOUR) return 'before'
  if (at < stay.check_in + 3 * HOUR) return 'arrival'
  if (at < stay.check_out) return 'stay'
  return 'after'
}

/**
 * "guest (returning: its stay's guest_id had an earlier stay · new · null)". Read as: another stay with an
 * earlier check_in that was neither cancelled nor a no_show.
 */
export function guestOf(stays: ReadonlyMap<string, Stay>, stay: Stay | undefined): string | null {
  if (stay === undefined || stay.guest_id === null) return null
  const had = [...stays.values()].some(
    (other) =>
      other.guest_id === stay.guest_id &&
      other.stay_id !== stay.stay_id &&
      other.check_in < stay.check_in &&
      other.status !== 'cancelled' &&
      other.status !== 'no_show',
  )
  return had ? 'returning' : 'new'
}
