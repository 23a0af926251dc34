/** Who was there at night: plans, clocks, acts. */
import { guest, lead, manager, planned, policy, shift } from '../support/events.ts'
import { answer, rows, total, type Case } from './case.ts'
import { homes, ofN, one, plan, two, wholeNight } from './duty-night.ts'

const halfNight = [
  shift('started', '2025-03-03 22:00', { languages: ['en-GB'] }),
  shift('ended', '2025-03-04 03:00'),
]

export const duty: Case[] = [
  {
    title: '38: started 23:00, planned until 22:30, never ended: on duty until 11:00',
    events: [
      ...homes,
      policy('2025-01-01 00:00', { property_id: 'M', night_from: '10:00', night_to: '12:00' }),
      planned('2025-03-01 12:00', '2025-03-03 14:00', '2025-03-03 22:30'),
      shift('started', '2025-03-03 23:00'),
    ],
    steps: [
      total('nights', { covered_share: 0.9, gaps: 1, gap_max_s: 3600 }, ofN),
      total('nights', { covered_share: 0.5 }, { ...two, homes: ['M'] }),
      rows('nights', [{ window_s: 7200, clocked_s: 3600 }], { ...two, homes: ['M'] }),
      // still there at 07:00, as far as anybody knows then
      rows('nights', [{ until: '2025-03-04T04:00:00.000Z', window_s: 32400, clocked_s: 28800 }], {
        ...ofN,
        as_of: '2025-03-04 07:00',
      }),
    ],
  },
  {
    title: 'planned and never there is a no-show',
    events: [plan],
    steps: [
      total(
        'nights',
        {
          covered_share: 0,
          attended_share: 0,
          planned_share: 1,
          gaps: 1,
          gap_max_s: 36000,
          covered_nights: 0,
          no_shows: 1,
          late_starts: 0,
        },
        one,
      ),
      total('nights', { no_shows: 0 }, { ...one, as_of: '2025-03-04 07:59' }),
    ],
  },
  {
    title: 'seen at work is no no-show: from act to act, not more than an hour',
    events: [
      plan,
      ...['2025-03-03 23:00', '2025-03-04 00:00', '2025-03-04 01:00:00.001'].map((time) => manager(time)),
    ],
    steps: [
      total(
        'nights',
        // unclocked until two hours after the last
        { no_shows: 0, covered_share: 0, attended_share: 0.1, gaps: 2, gap_max_s: 17999.999 },
        one,
      ),
    ],
  },
  ...(
    [
      ['22:10', 0],
      ['22:10:00.001', 1],
    ] as const
  ).map(([start, late_starts]): Case => ({
    title: `started at ${start}: ${late_starts} late`,
    events: [plan, shift('started', `2025-03-03 ${start}`)],
    steps: [total('nights', { no_shows: 0, late_starts }, one)],
  })),
  {
    title: 'languages by primary subtag',
    events: halfNight,
    steps: [
      total('nights', { covered_share: 0.5, language_covered_share: 0.5 }, one),
      total('nights', { language_covered_share: 0 }, { ...one, language: 'ru' }),
    ],
  },
  {
    title: 'languages of him who started, where no event carries them',
    events: [
      lead({ languages: ['en'] }),
      lead({ manager_id: 'boris', name: 'Борис', languages: ['ru'] }),
      shift('started', '2025-03-03 22:00'),
      shift('started', '2025-03-04 03:00', { manager_id: 'boris' }),
      shift('ended', '2025-03-04 08:00'),
    ],
    steps: [
      total('nights', { covered_share: 1, language_covered_share: 0.5 }, one),
      total('nights', { language_covered_share: 0.5 }, { ...one, language: 'ru' }),
    ],
  },
  {
    title: 'a span is of him who started it, whatever is planned later',
    events: [
      ...wholeNight,
      planned('2025-03-04 12:00', '2025-03-03 22:00', '2025-03-04 08:00', { manager_id: 'boris' }),
    ],
    steps: [
      answer(
        'nights',
        {
          by: [
            { key: 'anna', nights: 1, covered_share: 1, planned_share: 0 },
            { key: 'boris', nights: 1, covered_share: 0, planned_share: 1, no_shows: 0 },
          ],
        },
        { ...one, by: 'person' },
      ),
    ],
  },
  {
    title: '46: planned, never clocked, and answering at 00:27 and 02:14',
    events: [
      planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00', { languages: ['en'] }),
      ...[guest('2025-03-04 00:24'), manager('2025-03-04 00:27')],
      ...[guest('2025-03-04 02:09'), manager('2025-03-04 02:14')],
      planned('2025-03-01 12:00', '2025-03-05 22:00', '2025-03-06 08:00', { shift_id: 'idle' }),
    ],
    steps: [
      total(
        'nights',
        {
          // 22:00–00:27 and 04:14–08:00
          gaps: 2,
          gap_max_s: 13560,
          covered_nights: 0,
          unclocked_nights: 1,
          no_shows: 0,
          late_starts: 0,
          // the acts lie more than an hour apart
          covered_share: 0,
          attended_share: 0,
          planned_share: 1,
          language_covered_share: 227 / 600,
        },
        one,
      ),
      rows(
        'gaps',
        [
          { from: '2025-03-03T19:00:00.000Z', until: '2025-03-03T21:27:00.000Z', gap_s: 8820 },
          { from: '2025-03-04T01:14:00.000Z', until: '2025-03-04T05:00:00.000Z', gap_s: 13560 },
        ],
        one,
      ),
      total(
        'nights',
        { gaps: 1, gap_max_s: 36000, unclocked_nights: 0, no_shows: 1 },
        { from: '2025-03-05', until: '2025-03-06' },
      ),
    ],
  },
  {
    title: '47: planned anew after it was to begin, started fifty minutes late',
    events: [
      plan,
      planned('2025-03-03 22:40', '2025-03-03 23:00', '2025-03-04 09:00'),
      shift('started', '2025-03-03 22:50'),
      shift('ended', '2025-03-04 08:00'),
    ],
    steps: [
      total('nights', { late_starts: 1, no_shows: 0, planned_share: 1, covered_share: 550 / 600 }, one),
    ],
  },
  {
    title: '47: planned anew before it was to begin, to its very instant',
    events: [
      plan,
      planned('2025-03-03 22:00', '2025-03-03 23:00', '2025-03-04 08:00'),
      shift('started', '2025-03-03 22:50'),
    ],
    steps: [total('nights', { late_starts: 0, no_shows: 0, planned_share: 0.9 }, one)],
  },
  {
    title: '47: cancelled a day later without a start is a no-show',
    events: [plan, shift('cancelled', '2025-03-05 12:00')],
    steps: [total('nights', { no_shows: 1, planned_share: 1, gaps: 1, gap_max_s: 36000 }, one)],
  },
  {
    title: '47: other homes and another manager, named after it was to begin, are edits',
    events: [
      ...homes,
      planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00', { property_ids: ['N'] }),
      planned('2025-03-04 12:00', '2025-03-03 22:00', '2025-03-04 08:00', {
        property_ids: ['M'],
        manager_id: 'boris',
      }),
    ],
    steps: [
      answer(
        'nights',
        {
          by: [
            { key: 'M', no_shows: 0, planned_share: 0 },
            { key: 'N', no_shows: 1, planned_share: 1 },
          ],
        },
        { ...one, by: 'property' },
      ),
      answer('nights', { by: [{ key: 'anna', no_shows: 1 }] }, { ...one, by: 'person' }),
    ],
  },
  {
    title: '49: ended 33 h after it was started, of a shift planned for ten',
    events: [plan, shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-05 07:00')],
    steps: [
      total('nights', { covered_share: 1, gaps: 0, covered_nights: 1 }, one),
      total('nights', { covered_share: 0, gaps: 1, gap_max_s: 36000, covered_nights: 0 }, two),
    ],
  },
  {
    title: '49: four hours after the planned end are none too many, a millisecond more is',
    events: [
      ...[plan, shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-04 12:00')],
      planned('2025-03-01 12:00', '2025-03-05 12:00', '2025-03-05 18:00', { shift_id: 'late' }),
      shift('started', '2025-03-05 12:00', { shift_id: 'late' }),
      shift('ended', '2025-03-05 22:00:00.001', { shift_id: 'late' }),
      planned('2025-03-01 12:00', '2025-03-06 12:00', '2025-03-06 20:00', { shift_id: 'in time' }),
      shift('started', '2025-03-06 12:00', { shift_id: 'in time' }),
      shift('ended', '2025-03-07 00:00', { shift_id: 'in time' }),
    ],
    steps: [
      total('nights', { covered_share: 0 }, { from: '2025-03-05', until: '2025-03-06' }),
      total('nights', { covered_share: 0.2 }, { from: '2025-03-06', until: '2025-03-07' }),
    ],
  },
  {
    title: '49: without a plan, twelve hours where it is ended after more than sixteen',
    events: [
      ...[shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-04 14:00:00.001')],
      shift('started', '2025-03-05 14:00', { shift_id: 't' }),
      shift('ended', '2025-03-06 06:00', { shift_id: 't' }),
      shift('started', '2025-03-07 14:00', { shift_id: 'u' }),
      shift('ended', '2025-03-08 06:00:00.001', { shift_id: 'u' }),
    ],
    steps: [
      total('nights', { covered_share: 1 }, one),
      total('nights', { covered_share: 0.8 }, { from: '2025-03-05', until: '2025-03-06' }),
      total('nights', { covered_share: 0.4 }, { from: '2025-03-07', until: '2025-03-08' }),
    ],
  },
  {
    title: '53: an internal note is an act',
    events: [plan, guest('2025-03-04 03:00'), manager('2025-03-04 03:05', { kind: 'note' })],
    steps: [
      total('nights', { no_shows: 0, unclocked_nights: 1, gaps: 2, gap_max_s: 18300, late_nights: 1 }, one),
    ],
  },
  {
    title: '53: a reaction is none',
    events: [plan, guest('2025-03-04 03:00'), manager('2025-03-04 03:05', { kind: 'reaction' })],
    steps: [total('nights', { no_shows: 1, unclocked_nights: 0, gaps: 1, gap_max_s: 36000 }, one)],
  },
  {
    title: '58: planned in one shift and clocked in another for the same hours',
    events: [
      plan,
      shift('started', '2025-03-03 22:00', { shift_id: 't' }),
      shift('ended', '2025-03-04 08:00', { shift_id: 't' }),
    ],
    steps: [total('nights', { no_shows: 0, covered_share: 1, gaps: 0 }, one)],
  },
  {
    title: '58: clocked there for one minute',
    events: [
      plan,
      shift('started', '2025-03-03 22:00', { shift_id: 't' }),
      shift('ended', '2025-03-03 22:01', { shift_id: 't' }),
    ],
    steps: [total('nights', { no_shows: 1, gaps: 1, gap_max_s: 35940 }, one)],
  },
  {
    title: '58: half of the hours is enough, a millisecond less is not',
    events: [
      plan,
      ...[
        shift('started', '2025-03-03 22:00', { shift_id: 't' }),
        shift('ended', '2025-03-04 03:00', { shift_id: 't' }),
      ],
      planned('2025-03-01 12:00', '2025-03-04 22:00', '2025-03-05 08:00', { shift_id: 'next' }),
      ...[
        shift('started', '2025-03-04 22:00', { shift_id: 'u' }),
        shift('ended', '2025-03-05 02:59:59.999', { shift_id: 'u' }),
      ],
    ],
    steps: [total('nights', { no_shows: 0 }, one), total('nights', { no_shows: 1 }, two)],
  },
  {
    title: '59: planned 22:00–08:00 and clocked from 00:00',
    events: [plan, shift('started', '2025-03-04 00:00'), shift('ended', '2025-03-04 08:00')],
    steps: [total('nights', { gaps: 1, gap_max_s: 7200, unclocked_nights: 0, late_starts: 1 }, one)],
  },
  {
    title: '59: not clocked and writing at 00:00, 04:00, 07:00: not fewer nor shorter gaps',
    events: [plan, ...['00:00', '04:00', '07:00'].map((clock) => manager(`2025-03-04 ${clock}`))],
    steps: [
      // 22:00–00:00, 02:00–04:00, 06:00–07:00
      total('nights', { gaps: 3, gap_max_s: 7200, covered_nights: 0, unclocked_nights: 1, no_shows: 0 }, one),
    ],
  },
]
