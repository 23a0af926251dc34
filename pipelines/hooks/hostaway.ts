/** Hostaway: its unified webhook, reservations and messages. */
import { guestKey, propertyId } from '../readers/sheet-names.ts'
import { platformOf } from '../readers/booking-words.ts'
import { isSame } from '../same-secret.ts'
import { instantIn, listOf, members, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { messageEvent } from './message.ts'
import { arrival, countIn, stayEvent } from './stay.ts'

const SCHEME = 'hostaway'
/** All others are asked for, declined, not paid, or the owner's own. */
const STATUSES: ReadonlyMap<string, 'booked' | 'changed' | 'cancelled'> = new Map([
  ['new', 'booked'],
  ['confirmed', 'booked'],
  ['modified', 'changed'],
  ['cancelled', 'cancelled'],
])
/** Numbers of channels, as its documents list them. */
const CHANNELS: Readonly<Record<string, string>> = {
  ...{ 2000: 'direct', 2002: 'vrbo', 2005: 'booking', 2007: 'expedia', 2013: 'direct', 2018: 'airbnb' },
}
const WAYS = ['email', 'sms', 'whatsapp']

function isSet(value: unknown): boolean {
  return value === true || value === 1 || value === '1'
}

function stay(one: Members, options: HookOptions): HookRead {
  const of = (name: string) => textIn(one[name])
  const status = STATUSES.get(of('status'))
  if (of('status') === 'ownerStay') return { left_out: 'blocked_days' }
  if (status === undefined && of('status') !== '') return { left_out: 'not_booked' }
  // its dates are yesterday's then, and mean nothing
  if (isSet(one['isDatesUnspecified'])) return { left_out: 'not_booked' }
  const home = of('listingName').trim() || of('listingMapId')
  const check_in = arrival(options, of('arrivalDate').slice(0, 10), of('checkInTime'))
  const check_out = arrival(options, of('departureDate').slice(0, 10), of('checkOutTime'))
  if (of('id') === '' || home === '' || check_in === null || check_out === null || status === undefined)
    return { not_understood: 'a reservation without a number, a status, a home or days' }
  const key = guestKey(of('phone'), of('guestName'))
  const version = of('updatedOn') || of('latestActivityOn')
  return stayEvent(options, {
    ...{ scheme: SCHEME, id: of('id'), version, at: instantIn(version) ?? options.received_at },
    ...{ property_id: propertyId(home), status, check_in, check_out },
    platform: platformOf(of('channelName').replace(/official$|api$/i, '')),
    guest_id: key === null ? undefined : options.pseudonym('guest', key),
    guests: countIn(one['numberOfGuests']),
  })
}

function message(one: Members, options: HookOptions): HookRead {
  const of = (name: string) => textIn(one[name])
  const [id, chat] = [of('id'), of('conversationId')]
  // without a zone: UTC
  const at = instantIn(one['date']) ?? instantIn(one['insertedOn'])
  if (id === '' || chat === '' || at === null)
    return { not_understood: 'a message without a chat, a number or a date' }
  const { connection, pseudonym } = options
  const isGuest = isSet(one['isIncoming'])
  const role = isGuest ? 'guest' : of('communicationEvent') === '' ? 'manager' : 'automation'
  const way = of('communicationType')
  const hasFiles = listOf(one['attachments']).length > 0 || of('imagesUrls') !== ''
  return messageEvent(options, {
    ...{ scheme: SCHEME, id: `message/${id}`, at, role, kind: hasFiles ? 'media' : 'text' },
    conversation_id: `ha-${connection}-${chat}`,
    channel: WAYS.includes(way) ? way : (CHANNELS[of('channelId')] ?? 'other'),
    // whoever of us it was: the account alone is told
    ...(role === 'manager' && { account: pseudonym('account', `hostaway:${of('accountId')}`) }),
    listing_id: of('listingMapId') || undefined,
    stay_id: of('reservationId') === '' ? undefined : `${connection}/${of('reservationId')}`,
    text: of('body'),
    delivered: of('status') !== 'failed',
  })
}

export const hostaway: HookKind = {
  kind: SCHEME,
  tells: ['messages', 'stays'],
  alive_every_s: 86_400,
  credentials: [
    { name: 'login', is_required: false },
    { name: 'password', is_required: false },
  ],
  isSigned: ({ headers }, { credentials: { login, password } }) => {
    if (login === undefined && password === undefined) return true
    const expected = Buffer.from(`${login ?? ''}:${password ?? ''}`).toString('base64')
    return isSame(headers['authorization'] ?? '', `Basic ${expected}`)
  },
  read: ({ body }, options) => {
    const event = textIn(members(body)['event'])
    const data = members(members(body)['data'])
    if (event === 'reservation.created' || event === 'reservation.updated') return [stay(data, options)]
    if (event === 'message.received') return [message(data, options)]
    return [
      /^[a-zA-Z.]{1,64}$/.test(event) ? { left_out: 'service' } : { not_understood: 'no event of Hostaway' },
    ]
  },
}
