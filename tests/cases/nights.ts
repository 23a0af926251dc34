/** The worked night of docs/rules.md, and how long nights are. */
import { bot, guest, manager, planned, property, shift } from '../support/events.ts'
import { answer, rows, total, type Case } from './case.ts'

/** The night of 3 to 4 September: no other case writes in it, since silence is that nobody writes to anybody. */
const ofN = { from: '2025-09-03', until: '2025-09-04', homes: ['N'] }
const chat = (conversation_id: string) => ({ conversation_id })

const worked: Case = {
  title: 'the worked night: its figures, gaps and turns',
  events: [
    ...[property(), property({ property_id: 'M' })],
    planned('2025-09-01 12:00', '2025-09-03 22:00', '2025-09-04 08:00'),
    ...[shift('started', '2025-09-03 22:06'), shift('ended', '2025-09-04 02:58')],
    ...[shift('started', '2025-09-04 04:41'), shift('ended', '2025-09-04 08:02')],
    ...[guest('2025-09-03 21:50', chat('A')), manager('2025-09-03 22:12', chat('A'))],
    ...[guest('2025-09-04 01:10', chat('B')), manager('2025-09-04 01:14', chat('B'))],
    ...[guest('2025-09-04 03:12', chat('C')), manager('2025-09-04 04:44', chat('C'))],
    ...[guest('2025-09-04 06:30', chat('D')), bot('2025-09-04 06:30:02', { ...chat('D'), handoff: true })],
    manager('2025-09-04 06:35', { conversation_id: 'E', property_id: 'M' }),
    manager('2025-09-04 06:41', chat('D')),
  ],
  steps: [
    total(
      'nights',
      {
        nights: 1,
        covered_share: 491 / 600,
        attended_share: 491 / 600,
        planned_share: 1,
        gaps: 2,
        gap_max_s: 6180,
        covered_nights: 0,
        unclocked_nights: 0,
        language_covered_share: 0,
        no_shows: 0,
        late_starts: 0,
        late_nights: 1,
        silent_nights: 0,
        overloaded_nights: 1,
      },
      ofN,
    ),
    total(
      'turns',
      {
        turns: 4,
        in_time: 1,
        late: 3,
        handoffs: 1,
        handoff_p50_s: 658,
        wait_max_s: 5520,
        night_turns: 3,
        night_in_time: 1,
        night_late: 2,
        night_handoff_p50_s: 658,
        night_wait_max_s: 5520,
      },
      ofN,
    ),
    total('turns', { turns: 0, night_turns: 0 }, { ...ofN, from: '2025-09-04', until: '2025-09-05' }),
    rows(
      'gaps',
      [
        {
          property_id: 'N',
          night: '2025-09-03',
          gap_s: 360,
          from: '2025-09-03T19:00:00.000Z',
          until: '2025-09-03T19:06:00.000Z',
        },
        {
          property_id: 'N',
          night: '2025-09-03',
          gap_s: 6180,
          from: '2025-09-03T23:58:00.000Z',
          until: '2025-09-04T01:41:00.000Z',
        },
      ],
      ofN,
    ),
    rows(
      'nights',
      [
        {
          property_id: 'N',
          night: '2025-09-03',
          from: '2025-09-03T19:00:00.000Z',
          until: '2025-09-04T05:00:00.000Z',
          window_s: 36000,
          clocked_s: 29460,
          attended_s: 29460,
          planned_s: 36000,
          gaps: 2,
          gap_max_s: 6180,
          is_late: true,
          is_silent: false,
          is_overloaded: true,
          no_shows: 0,
          late_starts: 0,
          turns: 4,
          late: 3,
          worst_wait_s: 5520,
          longest_silence_s: 5520,
        },
      ],
      ofN,
    ),
    rows(
      'turns',
      [
        { conversation_id: 'A', wait_s: 1320, state: 'late' },
        { conversation_id: 'B', wait_s: 240, state: 'in_time' },
        { conversation_id: 'C', wait_s: 5520, state: 'late' },
        { conversation_id: 'D', wait_s: 660, state: 'late' },
      ],
      ofN,
    ),
  ],
}

const winter = { from: '2025-01-10', until: '2025-01-11', as_of: '2025-07-01T00:00:00Z' }
const change = { from: '2025-03-29', until: '2025-03-30', as_of: '2025-12-01T00:00:00Z' }
// a night on which no other case has a shift
const alone = { from: '2025-08-05', until: '2025-08-06' }

export const nights: Case[] = [
  worked,
  {
    title: '11: a winter report asked for in summer',
    events: [
      property({ timezone: 'Europe/Berlin', managed_from: '2025-01-01' }),
      ...[shift('started', '2025-01-10T21:00:00Z'), shift('ended', '2025-01-11T07:00:00Z')],
      ...[guest('2025-01-11T06:59:59Z', chat('a')), guest('2025-01-11T07:00:00Z', chat('b'))],
      shift('started', '2025-03-29T21:00:00Z', { shift_id: 't' }),
      shift('ended', '2025-03-30T06:00:00Z', { shift_id: 't' }),
      ...[guest('2025-03-30T05:59:59Z', chat('d')), guest('2025-03-30T06:00:00Z', chat('e'))],
    ],
    steps: [
      total('nights', { covered_share: 1, covered_nights: 1, gaps: 0 }, winter),
      total('nights', { covered_share: 1, covered_nights: 1, gaps: 0 }, change),
      total('turns', { turns: 4, night_turns: 2 }),
      rows(
        'nights',
        [{ from: '2025-01-10T21:00:00.000Z', until: '2025-01-11T07:00:00.000Z', clocked_s: 36000 }],
        winter,
      ),
      rows(
        'nights',
        [{ from: '2025-03-29T21:00:00.000Z', until: '2025-03-30T06:00:00.000Z', clocked_s: 32400 }],
        change,
      ),
      rows('turns', [{ is_night: true }, { is_night: false }, { is_night: true }, { is_night: false }]),
    ],
  },
  {
    title: 'a team looks at each window once, and every shift counts',
    events: [
      ...[property(), property({ property_id: 'M' })],
      shift('started', '2025-08-05 22:00', { property_ids: ['N'] }),
      shift('ended', '2025-08-06 03:00', { property_ids: ['N'] }),
    ],
    steps: [
      total('nights', { nights: 2, covered_share: 0.25, gaps: 2, gap_max_s: 36000 }, alone),
      total('nights', { nights: 1, covered_share: 0.5, gaps: 1, gap_max_s: 18000 }, { ...alone, team: true }),
      answer('nights', { by: [{ key: 'anna', nights: 1, covered_share: 0.5 }] }, { ...alone, by: 'person' }),
      answer(
        'nights',
        {
          by: [
            { key: 'M', gaps: 1, covered_share: 0 },
            { key: 'N', gaps: 1, covered_share: 0.5 },
          ],
        },
        { ...alone, by: 'property' },
      ),
    ],
  },
]
