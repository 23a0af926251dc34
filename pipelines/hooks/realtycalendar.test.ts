import { expect, test } from 'vitest'
import { eventsOf, OPTIONS, readHook, RECEIVED_AT, SECRET } from '#tests/support/hook-reads.ts'
import { realtycalendar } from './realtycalendar.ts'

const CLIENT = { fio: SECRET.name, name: SECRET.name, phone: '8 (921) 000-11-22', email: SECRET.email }
const BOOKING = {
  ...{ id: 7001, begin_date: '2026-11-03', end_date: '2026-11-05', realty_id: 12, realty_room_id: null },
  ...{ arrival_time: '15:00', departure_time: null, guests_count: '2', status_cd: 5, amount: 12_500 },
  ...{ created_at: '2026-10-01T12:30:00.302+03:00', updated_at: '2026-10-02T09:00:00.844+03:00' },
  ...{ canceled_date: null, notes: SECRET.words, booking_origin: { id: 1, title: 'Avito.ru' } },
  apartment: { id: 12, title: 'Невский 24, кв. 7', address: 'Невский, 24' },
}
const body = (action: string, booking: object = {}, client: unknown = CLIENT) => ({
  ...{ action, status: 'booked', client },
  data: { booking: { ...BOOKING, ...booking }, crm_entity_id: null },
})
const read = (one: unknown) => readHook(realtycalendar, one)
const GUEST = OPTIONS.pseudonym('guest', SECRET.phone)

test('a booking is the stay that the sheet of bookings tells, to the last member', async () => {
  const [event] = eventsOf(await read(body('create_booking')))
  expect(event).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^stay\/7001\/[0-9a-f]{12}$/) as unknown,
    source: 'realtycalendar://uyut',
    type: 'butler.stay.v1',
    time: '2026-10-02T06:00:00.844Z',
    data: {
      ...{ stay_id: 'uyut/7001', property_id: 'nevskij-24-kv-7', status: 'booked' },
      ...{ check_in: '2026-11-03T12:00:00.000Z', check_out: '2026-11-05' },
      ...{ platform: 'avito', guest_id: GUEST, guests: 2 },
    },
  })
})

test('each change is another event of the same stay; what is taken back is cancelled', async () => {
  const bodies = [
    body('create_booking'),
    body('update_booking', { end_date: '2026-11-06' }),
    body('update_booking', { end_date: '2026-11-06', updated_at: '2026-10-03T09:00:00+03:00' }),
    body('update_booking', { canceled_date: '2026-10-04' }),
    { ...body('cancel_booking', { client: CLIENT }, undefined), status: 'canceled' },
    { ...body('delete_booking', {}, null), status: 'deleted' },
  ]
  const events = (await Promise.all(bodies.map(read))).flatMap(eventsOf)
  const statuses = ['booked', 'changed', 'changed', 'cancelled', 'cancelled', 'cancelled']
  expect(events.map(({ data }) => data['status'])).toEqual(statuses)
  expect(new Set(events.map(({ data }) => data['stay_id']))).toEqual(new Set(['uyut/7001']))
  // the fourth and the fifth say the same
  expect(new Set(events.map(({ id }) => id)).size).toBe(5)
})

test('as older ones are sent: without data around, without a home of a name, without a time of change', async () => {
  const less = { apartment: undefined, updated_at: undefined, created_at: undefined }
  const booking = { ...BOOKING, ...less, address: 'Лиговский 3' }
  const old = { action: 'update_booking', booking, client: CLIENT }
  expect(eventsOf(await read(old))).toMatchObject([
    { time: new Date(RECEIVED_AT).toISOString(), data: { property_id: 'ligovskij-3', status: 'changed' } },
  ])
})

test('days that nobody booked, requests and whatever else it tells are no stays', async () => {
  expect(await read(body('create_booking', {}, null))).toEqual([{ left_out: 'blocked_days' }])
  expect(await read(body('create_booking', {}, { fio: 'Личное' }))).toEqual([{ left_out: 'blocked_days' }])
  expect(await read(body('create_booking', {}, { fio: '', phone: null }))).toEqual([
    { left_out: 'blocked_days' },
  ])
  expect(await read({ ...body('create_booking'), status: 'request' })).toEqual([{ left_out: 'not_booked' }])
  expect(await read({ action: 'create_basket' })).toEqual([{ left_out: 'service' }])
  for (const wrong of [null, [], 'x', { action: 'constructor.x' }, body('create_booking', { id: null })])
    expect(await read(wrong)).toMatchObject([{ not_understood: expect.any(String) as unknown }])
  expect(await read(body('create_booking', { end_date: '2026-11-01' }))).toMatchObject([
    { not_understood: 'a booking that ends before it begins' },
  ])
})
