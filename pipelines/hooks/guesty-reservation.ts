/** A reservation of Guesty as a stay: whole as its first edition sends it, or as much as the second tells. */
import { platformOf } from '../readers/booking-words.ts'
import { guestKey, propertyId } from '../readers/sheet-names.ts'
import { isLocalDate } from '../time.ts'
import { instantIn, members, textIn, type Members } from './body.ts'
import type { HookOptions, HookRead } from './hook.ts'
import { countIn, stayEvent } from './stay.ts'

export const SCHEME = 'guesty'
const BOOKED = ['confirmed', 'checked_in', 'checked_out', 'checkedIn', 'checkedOut']
const CANCELLED = ['canceled', 'cancelled']
export const CHANNELS: Readonly<Record<string, string>> = {
  ...{ airbnb2: 'airbnb', airbnb: 'airbnb', bookingCom: 'booking', booking: 'booking', homeaway: 'vrbo' },
  ...{ homeaway2: 'vrbo', vrbo: 'vrbo', email: 'email', sms: 'sms', whatsapp: 'whatsapp' },
}

/** The first of the members that tells something. */
export function first(of: Members, ...names: string[]): string {
  return names.map((name) => textIn(of[name])).find((text) => text !== '') ?? ''
}

/** A local date, or an instant of UTC. */
function momentOf(one: Members, local: string, utc: string): string | null {
  const date = textIn(one[local]).slice(0, 10)
  if (isLocalDate(date)) return date
  const at = instantIn(one[utc])
  return at === null ? null : new Date(at).toISOString()
}

export function reservation(one: Members, isNew: boolean, published: string, options: HookOptions): HookRead {
  const id = first(one, '_id', 'id', 'reservationId')
  const told = textIn(one['status'])
  const isCancelled = CANCELLED.includes(told)
  if (id === '' || told === '') return { not_understood: 'a reservation without a number or a status' }
  if (!isCancelled && !BOOKED.includes(told)) return { left_out: 'not_booked' }
  const listing = members(one['listing'])
  const home = first(listing, 'nickname', 'title').trim() || first(one, 'listingId', 'unitId')
  const check_in = momentOf(one, 'checkInDateLocalized', 'checkIn')
  const check_out = momentOf(one, 'checkOutDateLocalized', 'checkOut')
  // the second edition may tell which it is and what changed, and nothing else
  if (home === '' || check_in === null || check_out === null) return { left_out: 'service' }
  const guest = members(one['guest'])
  const name = textIn(guest['fullName']) || `${textIn(guest['firstName'])} ${textIn(guest['lastName'])}`
  const key = guestKey(textIn(guest['phone']), name)
  const version = first(one, 'lastUpdatedAt', 'updatedAt') || published
  const source = first(one, 'source') || textIn(members(one['integration'])['platform'])
  return stayEvent(options, {
    ...{ scheme: SCHEME, id, version, at: instantIn(version) ?? options.received_at },
    ...{ property_id: propertyId(home), check_in, check_out },
    status: isCancelled ? 'cancelled' : isNew ? 'booked' : 'changed',
    platform: source === '' ? undefined : (CHANNELS[source] ?? platformOf(source)),
    guest_id: key === null ? undefined : options.pseudonym('guest', key),
    guests: countIn(one['guestsCount']),
  })
}
