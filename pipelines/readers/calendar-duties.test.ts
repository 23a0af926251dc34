/** Calendars of duties: series, changes of them, zones, nights on which clocks change, and whole days with codes. */
import { expect, test } from 'vitest'
import { calendar } from './calendar.ts'
import type { Read, ReaderOptions } from './reader.ts'

const OPTIONS: ReaderOptions = {
  connection: 'uyut',
  timezone: 'Europe/Moscow',
  pseudonym: (kind, key) => `${kind}(${key})`,
  now: Date.parse('2026-11-10T12:00:00Z'),
}
const ics = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const moscow = (name: string, time: string) => `${name};TZID=Europe/Moscow:${time}`

async function read(text: string, options: Partial<ReaderOptions> = {}): Promise<Read[]> {
  const all: Read[] = []
  const bytes = new TextEncoder().encode(text)
  for await (const one of calendar.read(
    (async function* () {
      yield await Promise.resolve(bytes)
    })(),
    { ...OPTIONS, ...options },
  ))
    all.push(one)
  return all
}

interface ReadEvent {
  type: string
  id: string
  time: string
  source: string
  data: Record<string, string>
}
const eventsIn = (reads: readonly Read[]) =>
  reads.flatMap((one) => ('event' in one ? [one.event as unknown as ReadEvent] : []))
/** 'anna 2026-11-02T18:00Z +12 h' */
const plansIn = (reads: readonly Read[]) =>
  eventsIn(reads).flatMap(({ data }) => {
    if (data['action'] !== 'planned') return []
    const [from = '', until = ''] = [data['planned_start'], data['planned_end']]
    return [
      `${data['manager_id'] ?? ''} ${from.slice(0, 16)}Z +${(Date.parse(until) - Date.parse(from)) / 3_600_000} h`,
    ]
  })
const notUnderstood = (reads: readonly Read[]) =>
  reads.flatMap((one) => ('not_understood' in one ? [one.not_understood] : []))

const SERIES = [
  'UID:s1',
  'SUMMARY:Дежурство: Анна',
  moscow('DTSTART', '20261102T210000'),
  moscow('DTEND', '20261103T090000'),
]

test('a series with days left out, one moved, one cancelled; its events are those of a roster', async () => {
  const reads = await read(
    ics(
      event(
        ...SERIES,
        'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261118T180000Z',
        moscow('EXDATE', '20261104T210000'),
      ),
      event(
        'UID:s1',
        'SUMMARY:Дежурство: Мария',
        moscow('RECURRENCE-ID', '20261109T210000'),
        moscow('DTSTART', '20261109T220000'),
        moscow('DTEND', '20261110T080000'),
      ),
      event(
        'UID:s1',
        'STATUS:CANCELLED',
        'RECURRENCE-ID:20261111T180000Z',
        moscow('DTSTART', '20261111T210000'),
      ),
    ),
  )
  expect(plansIn(reads)).toEqual([
    'anna 2026-11-02T18:00Z +12 h',
    'anna 2026-11-16T18:00Z +12 h',
    'anna 2026-11-18T18:00Z +12 h',
    'mariya 2026-11-09T19:00Z +10 h',
  ])
  const shifts = eventsIn(reads).filter(({ type }) => type === 'butler.shift.v1')
  expect(shifts[0]).toEqual({
    specversion: '1.0',
    id: 'anna/2026-11/2/1',
    source: 'sheet://uyut',
    type: 'butler.shift.v1',
    time: '2026-08-01T00:00:00.000Z',
    data: {
      shift_id: 'anna/2026-11/2/1',
      manager_id: 'anna',
      action: 'planned',
      planned_start: '2026-11-02T18:00:00.000Z',
      planned_end: '2026-11-03T06:00:00.000Z',
    },
  })
  // what a calendar before this one said of a day in between is taken back
  expect(shifts.find(({ id }) => id === 'anna/2026-11/4/1')?.data['action']).toBe('cancelled')
  expect(shifts.length).toBe(17 * 2 * 2)
  expect(notUnderstood(reads)).toEqual([])
})

test('nights on which clocks change are an hour longer and shorter, by the zone and by rules of the calendar alone', async () => {
  const own = [
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ]
  for (const zone of ['Europe/Berlin', 'W. Europe']) {
    const night = (day: string, next: string) => [
      `DTSTART;TZID=${zone}:${day}T210000`,
      `DTEND;TZID=${zone}:${next}T090000`,
    ]
    const reads = await read(
      ics(
        event('SUMMARY:Anna', 'UID:1', ...night('20261023', '20261024'), 'RRULE:FREQ=DAILY;COUNT=3'),
        event('SUMMARY:Anna', 'UID:2', ...night('20260328', '20260329')),
        ...own,
      ),
      { timezone: 'Europe/Berlin' },
    )
    expect(plansIn(reads).sort(), zone).toEqual([
      'anna 2026-03-28T20:00Z +11 h',
      'anna 2026-10-23T19:00Z +12 h',
      'anna 2026-10-24T19:00Z +13 h',
      'anna 2026-10-25T20:00Z +12 h',
    ])
  }
})

test('a series without an end is told 13 weeks ahead of the last day that the file names, or of today', async () => {
  const last = async (dtstamp: string, now: string) =>
    plansIn(
      await read(ics(event(...SERIES, `DTSTAMP:${dtstamp}`, 'RRULE:FREQ=DAILY;INTERVAL=7')), {
        now: Date.parse(now),
      }),
    )
      .at(-1)
      ?.slice(5, 15)
  // Mondays
  expect(await last('20261101T000000Z', '2026-11-10T12:00:00Z')).toBe('2027-02-08')
  expect(await last('20270101T000000Z', '2026-11-10T12:00:00Z')).toBe('2027-03-29')
})

test.each([
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 1],
  ['FREQ=DAILY;INTERVAL=7;BYDAY=TU', 1],
  ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2', 3],
  ['FREQ=DAILY;COUNT=3;BYDAY=MO,FR', 3],
])('%s ends, and tells its own times: %i', async (rule, count) => {
  expect(plansIn(await read(ics(event(...SERIES, `RRULE:${rule}`))))).toHaveLength(count)
})

test.each([
  'FREQ=HOURLY',
  'FREQ=SECONDLY;COUNT=999999999',
  'FREQ=YEARLY',
  'FREQ=DAILY;INTERVAL=99999999',
  'FREQ=NEVER',
  '',
])('RRULE:%s is not understood', async (rule) => {
  const reads = await read(ics(event(...SERIES, `RRULE:${rule}`)))
  expect(plansIn(reads)).toEqual([])
  expect(notUnderstood(reads)).toEqual([expect.stringMatching(/recurs by hours, by years/)])
})

test('whole days have codes, hours or a legend of the calendar; one without is told, days off are days', async () => {
  const day = (from: string, until: string, title: string) =>
    event(`DTSTART;VALUE=DATE:${from}`, `DTEND;VALUE=DATE:${until}`, `SUMMARY:${title}`)
  const reads = await read(
    ics(
      'X-WR-CALDESC:Д — 08-20\\, У — 06-14',
      day('20261102', '20261104', 'Анна Н'),
      day('20261105', '20261106', 'Д: Анна'),
      day('20261106', '20261107', 'Мария К. — У'),
      day('20261107', '20261108', 'Аня/Маша 20-8'),
      day('20261108', '20261109', 'Анна отпуск'),
      day('20261109', '20261110', 'Ночная смена (Анна)'),
      day('20261110', '20261111', 'Ольга'),
    ),
  )
  expect(plansIn(reads).sort()).toEqual([
    'anna 2026-11-02T18:00Z +12 h',
    'anna 2026-11-03T18:00Z +12 h',
    'anna 2026-11-05T05:00Z +12 h',
    'anna 2026-11-09T18:00Z +12 h',
    'anya 2026-11-07T17:00Z +12 h',
    'mariya-k 2026-11-06T03:00Z +8 h',
    'masha 2026-11-07T17:00Z +12 h',
  ])
  expect(notUnderstood(reads)).toEqual([expect.stringMatching(/without hours/)])
  // her day is left as it is
  expect(eventsIn(reads).some(({ id }) => id.startsWith('olga/2026-11/10'))).toBe(false)
})

test('who takes part, who made it, meetings, rooms, floating times, UTC, an unknown zone, a change for all later ones', async () => {
  const hours = (day: string, more: string[]) =>
    event(`DTSTART:${day}T090000`, `DTEND:${day}T210000`, 'SUMMARY:Дежурство', ...more)
  const reads = await read(
    ics(
      'X-WR-TIMEZONE:Asia/Yekaterinburg',
      hours('20261102', [
        'ATTENDEE;CN=Переговорная;CUTYPE=ROOM:mailto:r@x.ru',
        'ATTENDEE;CN=Анна К.:mailto:a@x.ru',
        'ATTENDEE;PARTSTAT=DECLINED;CN=Мария:mailto:m@x.ru',
        'ORGANIZER;CN=Шеф:mailto:b@x.ru',
      ]),
      hours('20261103', ['ORGANIZER:mailto:olga@x.ru']),
      event('DTSTART:20261104T060000Z', 'DURATION:PT12H', 'SUMMARY:Анна К.'),
      event('DTSTART:20261104T100000', 'DTEND:20261104T103000', 'SUMMARY:Планёрка'),
      event('DTSTART;TZID=Nowhere:20261105T090000', 'DTEND;TZID=Nowhere:20261105T210000', 'SUMMARY:Анна К.'),
      event(
        'DTSTART:20261106T090000',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261106T090000',
        'SUMMARY:Анна К.',
      ),
    ),
  )
  expect(plansIn(reads).sort()).toEqual([
    'anna-k 2026-11-02T04:00Z +12 h',
    'anna-k 2026-11-04T06:00Z +12 h',
    'olga 2026-11-03T04:00Z +12 h',
  ])
  expect(reads.filter((one) => 'left_out' in one)).toEqual([{ left_out: 'no_shift' }])
  expect(notUnderstood(reads).sort()).toEqual([
    expect.stringMatching(/from here on/),
    expect.stringMatching(/time zone that is not known/),
  ])
})
