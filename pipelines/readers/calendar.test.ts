/** Calendars of bookings: stays and closed days, of which home, and what is refused. All files are made up. */
import { describe, expect, test } from 'vitest'
import { calendar } from './calendar.ts'
import type { LeftOut, Read, ReaderOptions } from './reader.ts'

const OPTIONS: ReaderOptions = {
  connection: 'uyut',
  timezone: 'Europe/Moscow',
  pseudonym: (kind, key) => `${kind}(${key.length})`,
  file_name: 'Невский 24.ics',
  now: Date.parse('2026-11-10T12:00:00Z'),
}

const ics = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const days = (from: string, until: string) => `DTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${until}`

/** The bytes come in small pieces, which cut lines and letters. */
async function read(text: string | Uint8Array, options: Partial<ReaderOptions> = {}): Promise<Read[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7))
  }
  const all: Read[] = []
  for await (const one of calendar.read(pieces(), { ...OPTIONS, ...options })) all.push(one)
  return all
}

interface Stay {
  type: string
  id: string
  source: string
  data: Record<string, unknown>
}
const eventsIn = (reads: readonly Read[]) =>
  reads.flatMap((one) => ('event' in one ? [one.event as unknown as Stay] : []))
const staysIn = (reads: readonly Read[]) => eventsIn(reads).filter(({ type }) => type === 'butler.stay.v1')
const leftOut = (reads: readonly Read[]) =>
  reads.flatMap((one): LeftOut[] => ('left_out' in one ? [one.left_out] : []))
const notUnderstood = (reads: readonly Read[]) =>
  reads.flatMap((one) => ('not_understood' in one ? [one.not_understood] : []))

const AIRBNB = ics(
  'PRODID;X-RICAL-TZSOURCE=TZINFO:-//Airbnb Inc//Hosting Calendar 0.8.8//EN',
  event(
    days('20261114', '20261117'),
    'SUMMARY:Reserved',
    'UID:1418fb94e984-a1b2@airbnb.com',
    'DESCRIPTION:Reservation URL: https://www.airbnb.com/hosting/reservations/de',
    ' tails/HMABCDE123\\nPhone Number (Last 4 Digits): 1122',
  ),
  event(days('20261120', '20261121'), 'SUMMARY:Airbnb (Not available)', 'UID:7f66-b@airbnb.com'),
)

test('Airbnb: the code is the number, as in its sheet; closed days are no stay; four digits are no guest', async () => {
  const reads = await read(AIRBNB)
  expect(staysIn(reads)).toEqual([
    expect.objectContaining({
      id: 'stay/HMABCDE123',
      source: 'sheet://uyut',
      data: {
        stay_id: 'uyut/HMABCDE123',
        property_id: 'nevskij-24',
        status: 'booked',
        check_in: '2026-11-14',
        check_out: '2026-11-17',
        platform: 'airbnb',
      },
    }),
  ])
  expect(leftOut(reads)).toEqual(['blocked_days'])
  expect(eventsIn(reads)[0]?.data).toMatchObject({ reports: ['stays'], since: '2026-11-14' })
})

test.each([
  'CLOSED - Not available',
  'Blocked',
  'Not available',
  'Закрыто',
  'Недоступно',
  'Ремонт',
  'Личное: собственник',
])('«%s» is no stay', async (title) => {
  const reads = await read(
    ics(
      event(days('20261114', '20261117'), 'UID:1', 'SUMMARY:Бронь'),
      event(days('20261120', '20261121'), `SUMMARY:${title}`, 'UID:2'),
    ),
  )
  expect(staysIn(reads).map(({ id }) => id)).toEqual(['stay/1'])
  expect(leftOut(reads)).toEqual(['blocked_days'])
})

test('Booking.com calls bookings and closed days alike: a sentence says so', async () => {
  const reads = await read(
    ics(
      'PRODID:-//admin.booking.com\\, b.v.//NONSGML v1.0//EN',
      event(days('20261120', '20261121'), 'SUMMARY:CLOSED - Not available', 'UID:ab@booking.com'),
    ),
  )
  expect(eventsIn(reads)).toEqual([])
  expect(notUnderstood(reads)).toEqual([expect.stringMatching(/bookings and closed days alike/)])
})

test('a UID as the number, hours, a whole phone, a cancelled one, one asked for, and the same UID twice', async () => {
  const reads = await read(
    ics(
      'X-WR-CALNAME:Бронирования: Лиговский\\, 10',
      event(
        'DTSTART;TZID=Europe/Moscow:20261101T140000',
        'DTEND;TZID=Europe/Moscow:20261103T120000',
        'UID:rc-1',
        'SUMMARY:Занято',
        'DESCRIPTION:Источник: Авито\\nТелефон: 8 (921) 000-11-22',
      ),
      event(days('20261105', '20261107'), 'UID:rc-2', 'SUMMARY:Бронь', 'STATUS:CANCELLED'),
      event(days('20261108', '20261109'), 'UID:rc-3', 'SUMMARY:Запрос на бронирование'),
      event(days('20261110', '20261112'), 'UID:rc-4', 'SUMMARY:Зинаида Сентинелова'),
      event(days('20261112', '20261114'), 'UID:rc-4', 'SUMMARY:Зинаида Сентинелова'),
      event('DTSTART:20261115', 'UID:rc-5', 'SUMMARY:Бронь'),
    ),
  )
  expect(
    staysIn(reads).map(({ id, data }) => [
      id,
      data['status'],
      data['check_in'],
      data['check_out'],
      data['guest_id'],
      data['platform'],
    ]),
  ).toEqual([
    ['stay/rc-1', 'booked', '2026-11-01T11:00:00.000Z', '2026-11-03T09:00:00.000Z', 'guest(12)', 'avito'],
    ['stay/rc-4', 'booked', '2026-11-10', '2026-11-12', undefined, undefined],
    ['stay/rc-4/2', 'booked', '2026-11-12', '2026-11-14', undefined, undefined],
    ['stay/rc-5', 'booked', '2026-11-15', '2026-11-16', undefined, undefined],
    ['stay/rc-2', 'cancelled', '2026-11-05', '2026-11-07', undefined, undefined],
  ])
  expect(staysIn(reads)[0]?.data['property_id']).toBe('ligovskij-10')
  expect(leftOut(reads)).toEqual(['not_booked'])
  expect(JSON.stringify(reads)).not.toMatch(/Сентинел|921/)
})

describe('of which home', () => {
  const homeOf = async (text: string, options: Partial<ReaderOptions>) =>
    staysIn(await read(text, options))[0]?.data['property_id'] ?? null
  test.each([
    ['Невский 24.ics', {}, 'nevskij-24'],
    ['Невский 24, кв. 7 (1).ics', {}, 'nevskij-24-kv-7'],
    ['Невский 24 - Airbnb.ics', {}, 'nevskij-24'],
    ['listing-51234567.ics', {}, null],
    ['calendar.ics', {}, null],
    ['basic.ics', {}, null],
    ['a3f9c81d2e4b.ics', {}, null],
    ['listing-51234567.ics', { home: 'kv-7' }, 'kv-7'],
  ])('%s %j: %s', async (file_name, options, home) => {
    expect(await homeOf(AIRBNB, { file_name, ...options })).toBe(home)
  })
  test('where nothing names it, a sentence says what to do, and nothing is told', async () => {
    const reads = await read(AIRBNB, { file_name: 'calendar.ics' })
    expect(reads).toEqual([{ not_understood: expect.stringMatching(/--home NAME/) as string }])
  })
})

test.each([
  [
    'nothing tells of what it is',
    ics(event(days('20261114', '20261117'), 'SUMMARY:что-то', 'UID:1')),
    /--home NAME/,
  ],
  ['no event', ics(), /no event is in the calendar/],
  ['cut off', AIRBNB.slice(0, 150), /no event is in the calendar/],
  ['days that are none', ics(event('DTSTART;VALUE=DATE:20261403', 'SUMMARY:Бронь')), /cannot be|can be read/],
  ['it ends first', ics(event(days('20261117', '20261114'), 'SUMMARY:Бронь')), /ends before it begins/],
  ['it recurs', ics(event(days('20261114', '20261117'), 'SUMMARY:Бронь', 'RRULE:FREQ=DAILY')), /recurs/],
])('%s: a sentence, and no event', async (_, text, says) => {
  const reads = await read(text)
  expect(eventsIn(reads)).toEqual([])
  expect(notUnderstood(reads).join()).toMatch(says)
})

test('Windows-1251, tasks and alarms', async () => {
  const text = ics(
    event(
      days('20261114', '20261117'),
      'UID:1',
      'SUMMARY:X',
      'BEGIN:VALARM',
      'SUMMARY:Закрыто',
      'END:VALARM',
    ),
    'BEGIN:VTODO',
    'SUMMARY:X',
    'END:VTODO',
  )
  // «Бронь»
  const bytes = new Uint8Array(
    [...new TextEncoder().encode(text)].flatMap((byte) =>
      byte === 0x58 ? [0xc1, 0xf0, 0xee, 0xed, 0xfc] : [byte],
    ),
  )
  const reads = await read(bytes)
  expect([staysIn(reads).length, leftOut(reads)]).toEqual([1, ['no_event']])
})

test('a calendar is known by how it begins', () => {
  expect(calendar.recognises('\uFEFFBEGIN:VCALENDAR\r\n', 'x')).toBe(true)
  expect(calendar.recognises('Объект;Заезд;Выезд', 'x.ics')).toBe(false)
})

test('a time that is none, and rules of a zone that are none, do no more than what they say', async () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Odd',
    'BEGIN:STANDARD',
    'DTSTART:Next',
    'TZOFFSETFROM:x',
    'TZOFFSETTO:y',
  ]
  const reads = await read(
    ics(
      ...[...zone, 'END:STANDARD', 'END:VTIMEZONE'],
      event('UID:a', 'DTSTAMP:202103206T200210Z', days('20261110', '20261112'), 'SUMMARY:Reserved'),
      event(
        'UID:b',
        'DTSTART;TZID=Odd:20261110T103500',
        'DTEND;TZID=Odd:20261111T103500',
        'SUMMARY:Reserved',
      ),
      event('UID:c', 'DTSTART;VALUE=DATE:Next', 'SUMMARY:Reserved'),
    ),
    { home: 'nevskij-24' },
  )
  expect(staysIn(reads)).toHaveLength(1)
})
