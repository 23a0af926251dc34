/** Clocks, zones and calendars, to the last figure: changes of an hour and of half an hour, borders of months and years. */
import { expect } from 'vitest'
import { EVERYTHING, guest, incident, manager, property, shift, source, stay } from '../support/events.ts'
import { answer, later, rows, total, type Case } from './case.ts'

const chat = (conversation_id: string) => ({ conversation_id })
const second = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
const nextDay = (date: string) => second(`${date}T00:00:00Z`, 86_400).slice(0, 10)

/** Zone, night, its window in UTC, its hours. */
const NIGHTS = [
  ['Europe/Berlin', '2025-03-29', '2025-03-29T21:00:00.000Z', '2025-03-30T06:00:00.000Z', 9],
  ['Europe/Berlin', '2025-10-25', '2025-10-25T20:00:00.000Z', '2025-10-26T07:00:00.000Z', 11],
  ['Europe/London', '2025-03-29', '2025-03-29T22:00:00.000Z', '2025-03-30T07:00:00.000Z', 9],
  ['Europe/London', '2025-10-25', '2025-10-25T21:00:00.000Z', '2025-10-26T08:00:00.000Z', 11],
  ['America/New_York', '2025-03-08', '2025-03-09T03:00:00.000Z', '2025-03-09T12:00:00.000Z', 9],
  ['America/New_York', '2025-11-01', '2025-11-02T02:00:00.000Z', '2025-11-02T13:00:00.000Z', 11],
  ['Australia/Lord_Howe', '2025-04-05', '2025-04-05T11:00:00.000Z', '2025-04-05T21:30:00.000Z', 10.5],
  ['Australia/Lord_Howe', '2025-10-04', '2025-10-04T11:30:00.000Z', '2025-10-04T21:00:00.000Z', 9.5],
  ['Europe/Moscow', '2025-03-29', '2025-03-29T19:00:00.000Z', '2025-03-30T05:00:00.000Z', 10],
  ['Asia/Kathmandu', '2025-10-25', '2025-10-25T16:15:00.000Z', '2025-10-26T02:15:00.000Z', 10],
] as const

const changes = NIGHTS.map(([timezone, night, from, until, hours]): Case => {
  const middle = second(from, hours * 1800)
  const one = { from: night, until: nextDay(night), as_of: second(until, 86_400 * 3) }
  const clocked_s = hours * 3600 - 1800
  return {
    title: `11: ${timezone}, night of ${night}: ${hours} hours, its waits and gaps in real seconds`,
    events: [
      property({ timezone, managed_from: '2025-01-01' }),
      ...[shift('started', from), shift('ended', middle)],
      // half an hour without anybody, over or beside the change
      ...[shift('started', second(middle, 1800)), shift('ended', until)],
      ...[guest(second(until, -1), chat('a')), guest(until, chat('b'))],
      ...[guest(middle, chat('c')), manager(second(middle, 1200), chat('c'))],
      ...[guest(second(from, -1), chat('d')), guest(from, chat('e'))],
    ],
    steps: [
      total(
        'nights',
        {
          nights: 1,
          covered_share: clocked_s / (hours * 3600),
          covered_nights: 0,
          gaps: 1,
          gap_max_s: 1800,
          late_nights: 1,
        },
        one,
      ),
      // d is of the day; a, c and e are of the night; b of the morning after
      total('turns', { turns: 4, night_turns: 3 }, one),
      total(
        'turns',
        { turns: 1, night_turns: 0 },
        { ...one, from: nextDay(night), until: nextDay(nextDay(night)) },
      ),
      rows(
        'nights',
        [{ night, from, until, window_s: hours * 3600, clocked_s, gaps: 1, gap_max_s: 1800, is_late: true }],
        one,
      ),
      rows(
        'turns',
        [
          { conversation_id: 'd', is_night: false },
          { conversation_id: 'e', is_night: true },
          { conversation_id: 'c', is_night: true, wait_s: 1200, state: 'late' },
          { conversation_id: 'a', is_night: true },
        ],
        one,
      ),
    ],
  }
})

const months = { from: '2025-03-01', until: '2025-05-01', every: 'month' } as const
const march = { from: '2025-03-01', until: '2025-04-01', as_of: '2025-03-10T00:00:00Z' }
const night = { from: '2025-03-03', until: '2025-03-04', as_of: '2025-03-10T00:00:00Z' }
const february = { from: '2024-02-01', until: '2024-03-01', as_of: '2024-03-10 00:00' }
const both = { from: '2025-12-01', until: '2026-02-01', as_of: '2026-01-02T00:00:00Z' }
const year = { from: '2025-01-01', until: '2026-01-01', as_of: '2026-01-02T00:00:00Z' }
const early = source(EVERYTHING, '2024-01-01')

export const clocks: Case[] = [
  ...changes,
  {
    title: 'Kathmandu, 5 h 45 min ahead: the date changes at 18:15 UTC',
    events: [
      property({ timezone: 'Asia/Kathmandu' }),
      ...[guest('2025-03-31T18:14:59Z', chat('a')), guest('2025-03-31T18:15:00Z', chat('b'))],
      incident('opened', '2025-03-31T18:14:59Z', { incident_id: 'a' }),
      incident('opened', '2025-03-31T18:15:00Z', { incident_id: 'b' }),
    ],
    steps: [
      answer(
        'turns',
        {
          series: [
            { from: '2025-03-01', turns: 2, guest_messages: 1 },
            { from: '2025-04-01', turns: 0, guest_messages: 1 },
          ],
        },
        months,
      ),
      answer('incidents', { series: [{ incidents: 1 }, { incidents: 1 }] }, months),
      answer(
        'turns',
        {
          by: [
            { key: '0', turns: 1 },
            { key: '23', turns: 1 },
          ],
        },
        { from: '2025-03-01', until: '2025-05-01', by: 'hour' },
      ),
    ],
  },
  {
    title: 'a zone that was wrong and is corrected corrects the past, whatever as_of',
    events: [
      property({ timezone: 'Asia/Vladivostok', managed_from: '2025-03-01' }, '2025-02-01 00:00'),
      // 13:30 in Vladivostok, 06:30 in Moscow; and 23:30 of the day before in New York
      ...[guest('2025-03-04T03:30:00Z', chat('a')), guest('2025-03-01T04:30:00Z', chat('b'))],
      incident('opened', '2025-03-01T04:30:00Z'),
      ...[shift('started', '2025-03-03T19:00:00Z'), shift('ended', '2025-03-04T05:00:00Z')],
    ],
    steps: [
      total('turns', { turns: 2, night_turns: 0 }, march),
      total('nights', { covered_share: 0.3 }, night),
      rows('nights', [{ from: '2025-03-03T12:00:00.000Z', clocked_s: 10_800 }], night),
      // corrected in summer; asked again for the tenth of March
      later(property({ timezone: 'Europe/Moscow', managed_from: '2025-03-01' }, '2025-07-01 00:00')),
      total('turns', { turns: 2, night_turns: 2 }, march),
      total('nights', { covered_share: 1, gaps: 0 }, night),
      rows('nights', [{ from: '2025-03-03T19:00:00.000Z', window_s: 36_000, clocked_s: 36_000 }], night),
      total('incidents', { incidents: 1 }, march),
      // and again, west of the ocean: what was of the first of March is of February
      later(property({ timezone: 'America/New_York', managed_from: '2025-02-01' }, '2025-08-01 00:00')),
      total('turns', { turns: 1, night_turns: 1 }, march),
      total('incidents', { incidents: 0 }, march),
      rows('turns', [{ date: '2025-02-28' }, { date: '2025-03-03' }]),
    ],
  },
  {
    title: 'the last night of the year belongs to it whole, what is written after midnight to the next',
    events: [
      property({ timezone: 'America/New_York', managed_from: '2025-12-01' }),
      ...[guest('2026-01-01T04:30:00Z', chat('before')), guest('2026-01-01T05:30:00Z', chat('after'))],
      incident('opened', '2026-01-01T05:10:00Z'),
      incident('owner_notified', '2026-01-01T05:11:00Z'),
    ],
    steps: [
      answer(
        'turns',
        {
          series: [
            { from: '2025-12-01', turns: 2, guest_messages: 1 },
            { from: '2026-01-01', turns: 0, guest_messages: 1 },
          ],
        },
        { ...both, every: 'month' },
      ),
      total('turns', { turns: 2, night_turns: 2 }, year),
      total('nights', { nights: 31, late_nights: 1 }, year),
      total('incidents', { incidents: 0 }, year),
      total('automation', { undisturbed_nights: 30, disturbed_nights: 1 }, year),
      rows(
        'nights',
        [{ night: '2025-12-31', until: '2026-01-01T13:00:00.000Z', turns: 2, late: 2, incidents: 1 }],
        { ...year, from: '2025-12-31' },
      ),
    ],
  },
  {
    title: '29 February is a day, and a night, of its month',
    events: [
      { ...early, data: { ...early.data, source_id: 'early' } },
      property({ managed_from: '2024-02-01' }, '2024-01-01 00:00'),
      ...[guest('2024-02-29 23:59:59', chat('a')), guest('2024-03-01 00:00', chat('b'))],
      ...[incident('opened', '2024-02-29 12:00'), stay('2024-02-27', '2024-03-02')],
    ],
    steps: [
      total('turns', { turns: 2, guest_messages: 1 }, february),
      total('nights', { nights: 29, late_nights: 1 }, february),
      // nights of 27, 28 and 29 February
      total('incidents', { per_100_nights: expect.closeTo(100 / 3, 9) as unknown }, february),
      answer(
        'turns',
        {
          series: [
            { from: '2024-02-28', turns: 0 },
            { from: '2024-02-29', turns: 2 },
            { from: '2024-03-01', turns: 0 },
          ],
        },
        { ...february, from: '2024-02-28', until: '2024-03-02', every: 'day' },
      ),
      answer(
        'turns',
        {
          by: [
            { key: '4', turns: 1 },
            { key: '5', turns: 1 },
          ],
        },
        { ...february, by: 'weekday' },
      ),
    ],
  },
]
