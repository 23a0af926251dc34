/** Made-up bodies in the shape of each vendor, with a guest in every place where one can stand. */
import { SECRET } from './hook-reads.ts'

const AT = Date.parse('2026-11-28T00:10:00Z')
const S = AT / 1000
const { name, phone, digits, email, words } = SECRET
const person = { first_name: name, last_name: name, name, username: 'x', phone_number: phone, phone }

const telegram = {
  update_id: 1,
  business_message: {
    ...{ business_connection_id: 'c', message_id: 3, date: S, text: words, caption: words, photo: [{}] },
    ...{ chat: { id: 700, type: 'private', ...person }, from: { id: 700, ...person } },
    ...{ sender_business_bot: { id: 9, ...person }, is_from_offline: false },
  },
}
const deleted = {
  update_id: 2,
  deleted_business_messages: { chat: { id: 700, ...person }, message_ids: [3, 4] },
}
const wazzup = {
  messages: [
    {
      ...{ messageId: 'w1', channelId: 'c', chatType: 'whatsapp', chatId: digits, isEcho: true },
      ...{ type: 'text', dateTime: '2026-11-28T00:14:00.500Z', text: words, status: 'sent' },
      ...{ authorId: '17', authorName: name, contact: { ...person, avatarUri: '' } },
    },
  ],
  statuses: [{ messageId: 'w1', timestamp: '2026-11-28T00:20:00Z', status: 'error', error: { error: 'X' } }],
}
const avito = {
  ...{ id: 'd', version: 'v3.0.0' },
  payload: {
    type: 'message',
    value: {
      ...{ id: 'm1', chat_id: 'u2i-1', user_id: 5, author_id: 900, created: S, type: 'text' },
      ...{ item_id: 31, content: { text: words, link: { text: words } } },
    },
  },
}
const client = { id: 4, fio: name, name, phone, email, additional_phone: phone }
const realtycalendar = {
  ...{ action: 'update_booking', status: 'booked', client },
  data: {
    booking: {
      ...{ id: 7001, begin_date: '2026-11-03', end_date: '2026-11-05', arrival_time: '15:00', client },
      ...{ departure_time: '12:00', guests_count: 2, updated_at: '2026-10-02T09:00:00.844+03:00' },
      ...{ notes: words, canceled_date: null, source: 'Avito', booking_origin: { title: 'Avito.ru' } },
      apartment: { id: 12, title: 'Невский 24, кв. 7', address: 'Невский, 24' },
    },
  },
}
const contact = { id: 31, ...person, email, type: 'contact' }
const chatwoot = {
  ...{ event: 'message_created', id: 900, content: words, private: false, status: 'sent' },
  ...{ message_type: 'incoming', created_at: '2026-11-28T00:10:00.734Z', sender: contact },
  ...{ content_attributes: {}, additional_attributes: {}, account: { id: 2, name: 'Уют' } },
  ...{ inbox: { id: 5, name: 'WhatsApp' }, attachments: [{ id: 1, file_type: 'audio' }] },
  conversation: {
    ...{ id: 77, channel: 'Channel::Whatsapp', custom_attributes: { home: 'Невский 24, кв. 7' } },
    meta: { sender: contact },
  },
}
const max = {
  ...{ update_type: 'message_created', timestamp: AT, user_locale: 'ru' },
  message: {
    ...{ sender: { user_id: 5001, is_bot: false, ...person }, timestamp: AT },
    ...{ recipient: { chat_id: 88_001, chat_type: 'dialog', user_id: 42 } },
    ...{ link: { type: 'forward', message: { text: words } } },
    body: { mid: 'mid.01', seq: 1, text: words, attachments: [{ type: 'image', payload: {} }] },
  },
}
const removed = { update_type: 'message_removed', message_id: 'mid.01', timestamp: AT, chat_id: 88_001 }
/** What stands in the member json of its form. */
const mango = {
  ...{ entry_id: 'MTIz', call_direction: 1, line_number: '78120000000', entry_result: 1 },
  ...{ create_time: S, forward_time: S + 2, talk_time: S + 9, end_time: S + 60 },
  ...{ from: { number: digits, extension: '' }, to: { extension: '101', number: digits } },
}
const said = {
  ...{ id: '8d3c', chat_id: '5f0e', talk_id: '12', contact_id: '31', text: words, created_at: String(S) },
  ...{ type: 'incoming', origin: 'waba', author: { id: 'b252', type: 'external', name, user_id: '7' } },
  ...{ attachment: { type: 'voice', link: 'x', file_name: name }, message_type: 'text' },
}
const amocrm = { account: { id: '9' }, message: { add: [said] }, outgoing_message: { add: [said] } }
const wamid = `wamid.${Buffer.from(digits).toString('base64')}`
const sent = {
  id: wamid,
  from: digits,
  to: digits,
  timestamp: String(S),
  type: 'text',
  text: { body: words },
}
const value = {
  ...{ metadata: { display_phone_number: '78120000000', phone_number_id: '106' }, messages: [sent] },
  ...{ contacts: [{ wa_id: digits, profile: { name } }], message_echoes: [{ ...sent, type: 'revoke' }] },
  statuses: [
    {
      id: wamid,
      status: 'sent',
      timestamp: String(S),
      recipient_id: digits,
      pricing: { category: 'utility' },
    },
    { id: wamid, status: 'failed', timestamp: String(S), recipient_id: digits, errors: [{ code: 131_047 }] },
  ],
}
const whatsapp = { object: 'x', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }
const hostaway = {
  ...{ object: 'reservation', event: 'reservation.created', accountId: 10_450 },
  data: {
    ...{ id: 13, listingMapId: 40_160, channelName: 'airbnbOfficial', status: 'new', guestName: name },
    ...{ guestEmail: email, phone, numberOfGuests: 2, arrivalDate: '2026-11-03', isDatesUnspecified: 0 },
    ...{ departureDate: '2026-11-05', checkInTime: 15, updatedOn: '2026-10-02 09:00:00', guestNote: words },
  },
}
const received = {
  ...{ object: 'conversationMessage', event: 'message.received', accountId: 10_450 },
  data: {
    ...{ id: 326, listingMapId: 40_160, reservationId: 13, conversationId: 1406, body: words, isIncoming: 0 },
    ...{ communicationType: 'email', communicationEvent: null, date: '2026-11-28 00:10:00', channelId: 2018 },
  },
}
const guesty = {
  event: 'reservation.new',
  reservation: {
    ...{ _id: '630f', status: 'confirmed', listingId: '62a0', guestsCount: 2, source: 'airbnb2' },
    ...{ checkInDateLocalized: '2026-11-03', checkOutDateLocalized: '2026-11-05' },
    ...{ lastUpdatedAt: '2026-10-02T09:00:00.000Z', guest: { _id: 'g1', fullName: name, phone, email } },
  },
}
const post = {
  ...{ event: 'reservation.messageSent', reservationId: '630f' },
  ...{ conversation: { _id: 'c1', guestId: 'g1', meta: { guestName: name } } },
  message: { _id: 'm1', module: 'airbnb2', body: words, createdAt: '2026-11-28T00:10:00.500Z' },
}

export const HOOK_BODIES: Readonly<Record<string, readonly unknown[]>> = {
  ...{ telegram: [telegram, deleted], wazzup: [wazzup], avito: [avito], realtycalendar: [realtycalendar] },
  ...{ chatwoot: [chatwoot, { ...chatwoot, event: 'message_updated', status: 'failed' }] },
  ...{ max: [max, removed], mango: [mango], amocrm: [amocrm], whatsapp: [whatsapp] },
  ...{ hostaway: [hostaway, received], guesty: [guesty, post] },
}

/** As the vendor sends it, parsed. */
export function asSent(kind: string, body: unknown): unknown {
  return kind === 'mango' ? { vpbx_api_key: 'k', sign: 's', json: JSON.stringify(body) } : body
}
