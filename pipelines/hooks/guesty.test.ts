import { expect, test } from 'vitest'
import { eventsOf, OPTIONS, readHook, requestOf, SECRET } from '#tests/support/hook-reads.ts'
import { guesty } from './guesty.ts'

const RESERVATION = {
  ...{ _id: '630f6529', status: 'confirmed', listingId: '62a0', confirmationCode: 'GY-1', guestsCount: 2 },
  ...{ checkIn: '2026-11-03T12:00:00.000Z', checkOut: '2026-11-05T08:00:00.000Z', source: 'airbnb2' },
  ...{ checkInDateLocalized: '2026-11-03', checkOutDateLocalized: '2026-11-05' },
  listing: { _id: '62a0', nickname: 'Невский 24, кв. 7', title: 'Квартира' },
  guest: { _id: 'g1', fullName: SECRET.name, phone: SECRET.phone, email: SECRET.email },
  lastUpdatedAt: '2026-10-02T09:00:00.000Z',
}
const MESSAGE = {
  ...{ event: 'reservation.messageReceived', reservationId: '630f6529' },
  conversation: {
    ...{ _id: 'c1', accountId: 'a1', guestId: 'g1', conversationWith: 'Guest' },
    ...{ meta: { guestName: SECRET.name }, integration: { platform: 'airbnb2' } },
  },
  message: {
    ...{ _id: 'm1', type: 'fromGuest', module: 'airbnb2', body: SECRET.words },
    createdAt: '2026-11-28T00:10:00.500Z',
  },
}
const read = async (body: object) => {
  const [one] = await readHook(guesty, body)
  return one === undefined || !('event' in one) ? one : eventsOf([one])[0]
}
const reservation = (event: string, more: object = {}) =>
  read({ event: `reservation.${event}`, reservation: { ...RESERVATION, ...more } })

test('a reservation is a stay, to the last member; changed and cancelled are states of it', async () => {
  expect(await reservation('new')).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^stay\/630f6529\/[0-9a-f]{12}$/) as unknown,
    source: 'guesty://uyut',
    type: 'butler.stay.v1',
    time: '2026-10-02T09:00:00.000Z',
    data: {
      ...{ stay_id: 'uyut/630f6529', property_id: 'nevskij-24-kv-7', status: 'booked', guests: 2 },
      ...{ check_in: '2026-11-03', check_out: '2026-11-05', platform: 'airbnb' },
      guest_id: OPTIONS.pseudonym('guest', SECRET.phone),
    },
  })
  expect(await reservation('updated')).toMatchObject({ data: { status: 'changed' } })
  expect(await reservation('updated', { status: 'canceled' })).toMatchObject({
    data: { status: 'cancelled' },
  })
  const utc = { checkInDateLocalized: null, listing: null }
  expect(await reservation('updated', utc)).toMatchObject({
    data: { property_id: '62a0', check_in: '2026-11-03T12:00:00.000Z' },
  })
  for (const status of ['inquiry', 'reserved', 'declined', 'awaiting_payment'])
    expect(await reservation('new', { status })).toEqual({ left_out: 'not_booked' })
})

test('of the second edition what tells days and a home is a stay, the rest is left out', async () => {
  const { lastUpdatedAt, ...told } = RESERVATION
  const meta = { eventId: 'e1', publishedAt: lastUpdatedAt }
  const whole = { event: 'reservation.updated.v2', meta, data: { reservation: told } }
  expect(await read(whole)).toMatchObject({
    ...{ time: lastUpdatedAt, data: { stay_id: 'uyut/630f6529', status: 'changed' } },
  })
  const lean = { reservationId: '630f6529', status: 'canceled' }
  expect(await read({ event: 'reservation.updated.v2', meta, data: lean })).toEqual({ left_out: 'service' })
})

test('messages: of a guest, ours, one that was sent by itself, a note, an owner’s', async () => {
  expect(await read(MESSAGE)).toEqual({
    ...{ specversion: '1.0', id: 'message/m1', source: 'guesty://uyut', type: 'butler.message.v1' },
    time: '2026-11-28T00:10:00.500Z',
    data: {
      ...{ conversation_id: 'guesty-uyut-c1', channel: 'airbnb', author: { role: 'guest' }, kind: 'text' },
      ...{ stay_id: 'uyut/630f6529', text: SECRET.words },
    },
  })
  const sent = (more: object) =>
    read({
      ...MESSAGE,
      event: 'reservation.messageSent',
      message: { ...MESSAGE.message, type: 'fromHost', ...more },
    })
  expect(await sent({ module: 'email' })).toMatchObject({
    data: {
      ...{ author: { role: 'manager' }, channel: 'email' },
      account: OPTIONS.pseudonym('account', 'guesty:a1'),
    },
  })
  expect(await sent({ isAutomatic: true })).toMatchObject({ data: { author: { role: 'automation' } } })
  expect(await sent({ module: 'note' })).toMatchObject({ data: { kind: 'note' } })
  expect(await sent({ module: 'log' })).toEqual({ left_out: 'service' })
  const owner = { ...MESSAGE, conversation: { ...MESSAGE.conversation, conversationWith: 'Owner' } }
  expect(await read(owner)).toEqual({ left_out: 'service' })
  const asked = { ...MESSAGE, reservationId: undefined }
  expect(await read(asked)).toMatchObject({ data: { guest_id: OPTIONS.pseudonym('guest', 'guesty:g1') } })
  expect(await read({ event: 'listing.updated' })).toEqual({ left_out: 'service' })
  for (const wrong of [{}, { event: 'reservation.new' }, { event: 'reservation.messageSent' }])
    expect(await read(wrong)).toMatchObject({ not_understood: expect.any(String) as unknown })
})

test('signed as Svix signs: its published example', async () => {
  const request = await requestOf('{"test": 2432232314}')
  const credentials = { webhook_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }
  const good = {
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': '1614265330',
    'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const signed = (headers: Record<string, string | undefined>, of: Record<string, string> = credentials) =>
    guesty.isSigned?.({ ...request, headers }, { secret: '', credentials: of })
  expect(signed(good)).toBe(true)
  expect(signed({ ...good, 'svix-signature': `v1,x ${good['svix-signature']}` })).toBe(true)
  expect(signed({}, {})).toBe(true)
  for (const wrong of ['', 'v1,', 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', undefined])
    expect(signed({ ...good, 'svix-signature': wrong })).toBe(false)
  expect(signed({ ...good, 'svix-timestamp': '1614265331' })).toBe(false)
  expect(signed(good, { webhook_secret: 'whsec_AAAA' })).toBe(false)
})
