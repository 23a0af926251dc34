/** A calendar of the bookings of one home: each event a stay, unless it closes the days. */
import { isBlock } from './booking-words.ts'
import type { Entry } from './calendar-entry.ts'
import { type CalendarZones, dayAfter, type Wall } from './calendar-times.ts'
import { bookingState } from './calendar-words.ts'
import { reportsSince, sheetEvent } from './sheet-events.ts'
import { guestKey, slug } from './sheet-names.ts'
import type { Read, ReaderOptions } from './reader.ts'

const NO_DAYS = 'a booking without a day of arrival and one of departure that can be read'
const ENDS_FIRST = 'a booking that ends before it begins'
const RECURS = 'a booking that recurs: it is not taken'
/** Its calendars don't tell bookings from closed days. */
const ALL_CLOSED =
  'a calendar of Booking.com, which calls bookings and closed days alike: none of them is taken for a stay; take its bookings from the extranet or your booking system as a sheet'

interface Booking {
  readonly number: string
  readonly status: 'booked' | 'cancelled' | 'no_show'
  readonly check_in: string
  readonly check_out: string
  readonly entry: Entry
}

/** @param home its property_id */
export function* readStays(
  entries: readonly Entry[],
  zones: CalendarZones,
  home: string,
  options: ReaderOptions,
): Generator<Read> {
  const bookings: Booking[] = []
  let closed_by_booking = 0
  for (const entry of entries) {
    const one = bookingOf(entry, zones)
    if ('status' in one) bookings.push(one)
    else {
      if ('left_out' in one && one.left_out === 'blocked_days' && entry.platform === 'booking')
        closed_by_booking++
      yield one
    }
  }
  if (bookings.length === 0 && closed_by_booking > 0) yield { not_understood: ALL_CLOSED }
  const days = bookings
    .filter(({ status }) => status === 'booked')
    .map(({ check_in }) => check_in.slice(0, 10))
  const [since] = days.sort()
  if (since !== undefined)
    yield reportsSince(options, { reports: 'stays', name: 'Bookings', first: since, home })
  for (const [stay, { status, check_in, check_out, entry }] of numbered(bookings)) {
    const key = entry.phone === null ? null : guestKey(entry.phone, '')
    yield sheetEvent(options, {
      type: 'stay',
      id: `stay/${stay}`,
      data: {
        stay_id: `${options.connection}/${stay}`,
        property_id: home,
        ...{ status, check_in, check_out },
        platform: entry.code === '' ? entry.platform : 'airbnb',
        guest_id: key === null ? undefined : options.pseudonym('guest', key),
      },
    })
  }
}

function bookingOf(entry: Entry, zones: CalendarZones): Booking | Read {
  const { summary, start, is_cancelled } = entry
  if (isBlock(summary)) return { left_out: 'blocked_days' }
  const state = bookingState(summary)
  if (state === 'not_booked') return { left_out: 'not_booked' }
  if (entry.rules.length > 0 || entry.instead_of !== null) return { not_understood: RECURS }
  const end = start === null ? null : endOf(entry, start)
  const check_in = start === null ? null : dayOf(start, zones)
  const check_out = end === null ? null : dayOf(end, zones)
  if (check_in === null || check_out === null) return { not_understood: NO_DAYS }
  if (check_out.slice(0, 10) < check_in.slice(0, 10)) return { not_understood: ENDS_FIRST }
  const number = entry.code === '' ? numberOf(entry.uid) : entry.code
  return { number, status: is_cancelled ? 'cancelled' : state, check_in, check_out, entry }
}

/** An event of one day without an end is one night. */
function endOf({ end, duration }: Entry, start: Wall): Wall | null {
  if (end !== null) return end
  if (start.minute !== null && duration === null) return null
  return { ...start, date: dayAfter(start.date, Math.max(1, Math.round((duration ?? 0) / 1440))) }
}

/** A date alone has the home's hours; so has midnight, which is how programs write a date alone. */
function dayOf(wall: Wall, zones: CalendarZones): string | null {
  if (wall.minute === null || (wall.minute === 0 && wall.zone !== 'UTC')) return wall.date
  const at = zones.instantOf(wall)
  return at === null ? null : new Date(at).toISOString()
}

const MOST_NUMBER = 80

/** The UID, without what ids can't hold. */
function numberOf(uid: string): string {
  const bare = uid.replace(/[^\p{L}\p{N}@._:/{}+-]+/gu, '-')
  return bare.length <= MOST_NUMBER ? bare : slug(bare)
}

/** What has no number is its first day; of one number several stays are /2, /3, those that hold before those that don't. */
function numbered(bookings: readonly Booking[]): Map<string, Booking> {
  const stays = new Map<string, Booking>()
  const seen = new Set<string>()
  const rank = ({ status, check_in }: Booking) => `${status === 'booked' ? 0 : 1} ${check_in}`
  for (const one of bookings.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
    const base =
      one.number === '' ? `${one.entry.platform ?? 'calendar'}/${one.check_in.slice(0, 10)}` : one.number
    const content = `${base} ${one.check_in} ${one.check_out}`
    if (seen.has(content)) continue
    seen.add(content)
    let stay = base
    for (let n = 2; stays.has(stay); n++) stay = `${base}/${n}`
    stays.set(stay, one)
  }
  return stays
}
