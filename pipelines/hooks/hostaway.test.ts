import { expect, test } from 'vitest'
import { eventsOf, OPTIONS, readHook, requestOf, SECRET } from '#tests/support/hook-reads.ts'
import { hostaway } from './hostaway.ts'

const RESERVATION = {
  ...{ id: 13, listingMapId: 40_160, channelId: 2018, channelName: 'airbnbOfficial', status: 'new' },
  ...{ guestName: SECRET.name, guestEmail: SECRET.email, phone: SECRET.phone, numberOfGuests: 2 },
  ...{ arrivalDate: '2026-11-03', departureDate: '2026-11-05', checkInTime: 15, checkOutTime: null },
  ...{ isDatesUnspecified: 0, updatedOn: '2026-10-02 09:00:00', confirmationCode: 'HMP2KQ4B44' },
}
const MESSAGE = {
  ...{ id: 326, accountId: 10_450, listingMapId: 40_160, reservationId: 13, conversationId: 1406 },
  ...{ channelId: 2018, body: SECRET.words, isIncoming: 1, communicationType: 'channel', status: 'sent' },
  ...{ communicationEvent: null, date: '2026-11-28 00:10:00', listingTimeZoneName: 'Europe/Moscow' },
}
const read = async (event: string, data: object) => {
  const object = event.startsWith('message') ? 'conversationMessage' : 'reservation'
  const [one] = await readHook(hostaway, { object, event, accountId: 10_450, data })
  return one === undefined || !('event' in one) ? one : eventsOf([one])[0]
}
const reservation = (more: object = {}) => read('reservation.updated', { ...RESERVATION, ...more })
const message = (more: object = {}) => read('message.received', { ...MESSAGE, ...more })

test('a reservation is a stay, to the last member', async () => {
  expect(await reservation()).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^stay\/13\/[0-9a-f]{12}$/) as unknown,
    source: 'hostaway://uyut',
    type: 'butler.stay.v1',
    time: '2026-10-02T09:00:00.000Z',
    data: {
      ...{ stay_id: 'uyut/13', property_id: '40160', status: 'booked', platform: 'airbnb', guests: 2 },
      ...{ check_in: '2026-11-03T12:00:00.000Z', check_out: '2026-11-05' },
      guest_id: OPTIONS.pseudonym('guest', SECRET.phone),
    },
  })
  const named = { listingName: 'Невский 24, кв. 7', status: 'modified' }
  expect(await reservation(named)).toMatchObject({
    data: { property_id: 'nevskij-24-kv-7', status: 'changed' },
  })
  expect(await reservation({ status: 'cancelled' })).toMatchObject({ data: { status: 'cancelled' } })
})

test('what was asked for, the owner himself and dates that nobody told are no stays', async () => {
  for (const status of ['pending', 'inquiry', 'inquiryPreapproved', 'awaitingPayment', 'declined', 'unknown'])
    expect(await reservation({ status })).toEqual({ left_out: 'not_booked' })
  expect(await reservation({ status: 'ownerStay' })).toEqual({ left_out: 'blocked_days' })
  expect(await reservation({ isDatesUnspecified: 1 })).toEqual({ left_out: 'not_booked' })
  expect(await reservation({ arrivalDate: null })).toMatchObject({
    not_understood: expect.any(String) as unknown,
  })
})

test('a guest’s message, ours, and one that was sent by itself', async () => {
  expect(await message()).toEqual({
    ...{ specversion: '1.0', id: 'message/326', source: 'hostaway://uyut', type: 'butler.message.v1' },
    time: '2026-11-28T00:10:00.000Z',
    data: {
      ...{ conversation_id: 'ha-uyut-1406', channel: 'airbnb', author: { role: 'guest' }, kind: 'text' },
      ...{ listing_id: '40160', stay_id: 'uyut/13', text: SECRET.words },
    },
  })
  expect(await message({ isIncoming: 0, communicationType: 'email' })).toMatchObject({
    data: {
      ...{ author: { role: 'manager' }, channel: 'email' },
      account: OPTIONS.pseudonym('account', 'hostaway:10450'),
    },
  })
  const automatic = { isIncoming: 0, communicationEvent: 'reservationConfirmation' }
  expect(await message(automatic)).toMatchObject({ data: { author: { role: 'automation' } } })
  expect(await message({ isIncoming: 0, status: 'failed' })).toMatchObject({ data: { delivered: false } })
  expect(await message({ body: '', attachments: [{ url: 'x' }] })).toMatchObject({ data: { kind: 'media' } })
  expect(await message({ date: 'x' })).toMatchObject({ not_understood: expect.any(String) as unknown })
  expect(await read('task.created', {})).toEqual({ left_out: 'service' })
  expect(await readHook(hostaway, {})).toEqual([{ not_understood: 'no event of Hostaway' }])
})

test('basic authentication where a login was given', async () => {
  const request = await requestOf({})
  const signed = (authorization: string | undefined, credentials: Record<string, string>) =>
    hostaway.isSigned?.({ ...request, headers: { authorization } }, { secret: '', credentials })
  const credentials = { login: 'Aladdin', password: 'open sesame' }
  // RFC 7617, section 2
  expect(signed('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', credentials)).toBe(true)
  for (const wrong of [undefined, '', 'Basic', 'Basic QWxhZGRpbjpvcGVu']) {
    expect(signed(wrong, credentials)).toBe(false)
    expect(signed(wrong, {})).toBe(true)
  }
})
