/** RealtyCalendar: its webhook of bookings, both with `data` around the booking and without, as older ones are sent. */
import { isBlock, platformOf, stateOf } from '../readers/booking-words.ts'
import { guestKey, propertyId } from '../readers/sheet-names.ts'
import { instantIn, members, textIn } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { arrival, countIn, stayEvent } from './stay.ts'

const SCHEME = 'realtycalendar'
const STATUSES = {
  create_booking: 'booked',
  update_booking: 'changed',
  cancel_booking: 'cancelled',
  delete_booking: 'cancelled',
} as const

function isAction(action: string): action is keyof typeof STATUSES {
  return Object.hasOwn(STATUSES, action)
}

function stay(body: unknown, action: keyof typeof STATUSES, options: HookOptions): HookRead {
  const { status, ...whole } = members(body)
  const around = members(whole['data'])
  const booking = members(around['booking'] ?? whole['booking'])
  const of = (name: string) => textIn(booking[name])
  // above the booking, or in it when it was cancelled
  const client = members([whole['client'], around['client'], booking['client']].find((one) => one != null))
  const name = textIn(client['fio']).trim() || textIn(client['name']).trim()
  const phone = textIn(client['phone'])
  const state = stateOf(textIn(status))
  // what is taken back was a stay if it ever was told as one, whoever is named now
  const isOver =
    STATUSES[action] === 'cancelled' || state === 'cancelled' || textIn(booking['canceled_date']) !== ''
  if (isBlock(name) || (!isOver && name === '' && phone.trim() === '')) return { left_out: 'blocked_days' }
  if (!isOver && state === 'not_booked') return { left_out: 'not_booked' }
  const apartment = members(booking['apartment'])
  const home =
    textIn(apartment['title']).trim() || textIn(apartment['address']).trim() || of('address').trim()
  const check_in = arrival(options, of('begin_date').slice(0, 10), of('arrival_time'))
  const check_out = arrival(options, of('end_date').slice(0, 10), of('departure_time'))
  if (of('id') === '' || home === '' || check_in === null || check_out === null)
    return { not_understood: 'a booking without a number, a home or days' }
  const told_at = instantIn(booking['updated_at'])
  const created_at = action === 'create_booking' ? instantIn(booking['created_at']) : null
  const key = guestKey(phone, name)
  const source = textIn(booking['source']) || textIn(members(booking['booking_origin'])['title'])
  return stayEvent(options, {
    ...{ scheme: SCHEME, id: of('id'), version: of('updated_at') },
    at: told_at ?? created_at ?? options.received_at,
    ...{
      property_id: propertyId(home),
      status: isOver ? 'cancelled' : STATUSES[action],
      check_in,
      check_out,
    },
    platform: platformOf(source),
    guest_id: key === null ? undefined : options.pseudonym('guest', key),
    guests: countIn(booking['guests_count']),
  })
}

export const realtycalendar: HookKind = {
  kind: SCHEME,
  tells: ['stays'],
  alive_every_s: 259_200,
  credentials: [],
  read: ({ body }, options) => {
    const action = textIn(members(body)['action'])
    if (isAction(action)) return [stay(body, action, options)]
    // a basket, and whatever it will tell besides bookings
    return [/^[a-z_]{1,32}$/.test(action) ? { left_out: 'service' } : { not_understood: 'no booking' }]
  },
}
