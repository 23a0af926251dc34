/** To which day, night and month something belongs. */
import { guest, incident, lead, manager, moment, policy, property } from '../support/events.ts'
import { answer, later, rows, same, total, type Case } from './case.ts'

const day = '2025-03-04'

const months = { from: '2025-03-01', until: '2025-05-01', every: 'month' } as const
const march = { from: '2025-03-01', until: '2025-04-01' }
const one = { from: '2025-03-03', until: '2025-03-04' }
const pavel = { owner_id: 'pavel', owner_from: '2025-03-15' }
const softer = {
  property_id: 'N',
  valid_from: moment('2025-02-01 00:00'),
  answer_within_s: 3600,
  resolve_within_s: 7200,
}
const byPerson = { ...march, by: 'person' }
const july = { from: '2025-07-01', until: '2025-08-01' }

export const dates: Case[] = [
  {
    title: '12: a month ends at 00:30 local while UTC is still yesterday',
    events: [
      // 00:30 is no night here
      ...[property(), policy('2025-01-01 00:00', { property_id: 'N', night_from: '01:00' })],
      ...[guest('2025-03-31T21:30:00Z'), guest('2025-03-31T20:30:00Z', { conversation_id: 'd' })],
    ],
    steps: [
      answer(
        'turns',
        {
          series: [
            { from: '2025-03-01', turns: 1, guest_messages: 1 },
            { from: '2025-04-01', turns: 1, guest_messages: 1 },
          ],
        },
        months,
      ),
      rows('turns', [{ date: '2025-04-01', opened_at: '2025-03-31T21:30:00.000Z' }], {
        from: '2025-04-01',
        until: '2025-05-01',
      }),
    ],
  },
  {
    title: '14: a message that arrives six hours late belongs to its own night',
    events: [],
    steps: [
      total('nights', { nights: 1, late_nights: 0 }, { ...one, as_of: '2025-03-04 09:00' }),
      later(guest('2025-03-04 02:00')),
      total('nights', { nights: 1, late_nights: 1 }, { ...one, as_of: '2025-03-04 09:00' }),
      total('nights', { late_nights: 0 }, { from: '2025-03-04', until: '2025-03-05' }),
      total('turns', { turns: 1, night_turns: 1, overdue: 1 }, { ...one, as_of: '2025-03-04 09:00' }),
      rows('turns', [{ date: '2025-03-03', is_night: true, state: 'overdue' }], {
        as_of: '2025-03-04 09:00',
      }),
    ],
  },
  {
    title: '15: a manager leaves, a home is renamed, the promise grows softer',
    events: [
      ...[property(), policy('2025-02-01 00:00', { property_id: 'N' })],
      ...[guest(`${day} 10:00`), manager(`${day} 10:20`), guest(`${day} 23:00`), manager(`${day} 23:05`)],
      ...[guest('2025-07-01 10:00'), manager('2025-07-01 10:20')],
    ],
    steps: [
      answer(
        'turns',
        {
          total: { turns: 2, late: 1, in_time: 1, wait_max_s: 1200 },
          by: [{ key: 'anna', turns: 2 }, { key: null }],
        },
        byPerson,
      ),
      ...[same('turns', byPerson), same('nights', byPerson)],
      later(
        property({ name: 'Another name' }, '2025-06-01 00:00'),
        policy('2025-06-01 00:00', softer),
        lead({ name: 'Anna (left)', role: 'manager' }, '2025-06-01 00:00'),
      ),
      ...[same('turns', byPerson), same('nights', byPerson)],
      rows(
        'turns',
        [
          { state: 'late', due_at: '2025-03-04T07:10:00.000Z' },
          { state: 'in_time', due_at: '2025-03-04T20:10:00.000Z' },
        ],
        march,
      ),
      total('turns', { turns: 1, in_time: 1, wait_max_s: 1200 }, july),
    ],
  },
  {
    title: '20: 07:59:59 is night, 08:00:00 is day',
    events: [guest(`${day} 07:59:59`), guest(`${day} 08:00:00`, { conversation_id: 'd' })],
    steps: [
      total('turns', { turns: 2, night_turns: 1 }),
      rows('turns', [{ is_night: true }, { is_night: false }]),
    ],
  },
  {
    title: '34: a home sold on the 15th',
    events: [
      property(),
      guest('2025-03-14 21:00'),
      // of the night that began on the 14th, and the first of the 15th
      guest('2025-03-15 07:59', { conversation_id: 'd' }),
      guest('2025-03-15 08:00', { conversation_id: 'e' }),
      property(pavel, '2025-03-20 12:00'),
    ],
    steps: [
      // a message goes by its own date, a question by that of its night
      total('turns', { turns: 2, guest_messages: 1 }, { owner: 'olga' }),
      total('turns', { turns: 1, guest_messages: 2 }, { owner: 'pavel' }),
      rows(
        'turns',
        [
          { date: '2025-03-14', conversation_id: 'c' },
          { date: '2025-03-14', conversation_id: 'd' },
        ],
        { owner: 'olga' },
      ),
      rows('turns', [{ date: '2025-03-15', conversation_id: 'e' }], { owner: 'pavel' }),
    ],
  },
  {
    title: '34: a home sold on the 15th: the nights that began on his dates',
    events: [
      property({ managed_from: '2025-03-01' }),
      property({ managed_from: '2025-03-01', ...pavel }, '2025-03-20 12:00'),
      guest('2025-03-15 02:00'),
    ],
    steps: [
      total('nights', { nights: 14, late_nights: 1 }, { ...march, owner: 'olga' }),
      total('nights', { nights: 17, late_nights: 0 }, { ...march, owner: 'pavel' }),
      total('turns', { turns: 1, night_turns: 1 }, { ...march, owner: 'olga' }),
      total('turns', { turns: 0, night_turns: 0 }, { ...march, owner: 'pavel' }),
      rows('nights', [{ night: '2025-03-13' }, { night: '2025-03-14' }], {
        from: '2025-03-13',
        until: '2025-04-01',
        owner: 'olga',
      }),
      rows('nights', [{ night: '2025-03-15' }], { from: '2025-03-13', until: '2025-03-16', owner: 'pavel' }),
    ],
  },
  {
    title: '35: a home managed from the 15th has 17 nights in October',
    events: [property({ managed_from: '2025-10-15' }), guest('2025-10-10 12:00')],
    steps: [
      total('nights', { nights: 17 }, { from: '2025-10-01', until: '2025-11-01' }),
      total('turns', { turns: 0 }, { from: '2025-10-01', until: '2025-11-01' }),
      total('nights', { nights: 1 }, { from: '2025-10-01', until: '2025-11-01', as_of: '2025-10-16 22:00' }),
      rows('nights', [{ night: '2025-10-15' }], { from: '2025-10-01', until: '2025-10-16' }),
    ],
  },
  {
    title: 'without managed_from nights begin with the first that is known of a home, whatever as_of',
    events: [
      property({}, '2025-03-10 12:00'),
      incident('opened', '2025-03-05 23:00'),
      guest('2025-03-07 12:00'),
    ],
    steps: [
      total('nights', { nights: 27 }, march),
      total('nights', { nights: 1 }, { ...march, as_of: '2025-03-06 12:00' }),
    ],
  },
  {
    title: '45: a question of 03:00 on the 1st belongs to the last night of the month before',
    events: [
      property({ managed_from: '2025-01-01' }),
      ...[guest('2025-04-01 03:00'), manager('2025-04-01 03:20')],
    ],
    steps: [
      answer(
        'turns',
        {
          series: [
            { from: '2025-03-01', turns: 1, late: 1, night_turns: 1, night_late: 1, guest_messages: 0 },
            { from: '2025-04-01', turns: 0, late: 0, night_turns: 0, night_late: 0, guest_messages: 1 },
          ],
        },
        months,
      ),
      answer(
        'nights',
        {
          series: [
            { from: '2025-03-01', nights: 31, late_nights: 1 },
            { from: '2025-04-01', nights: 30, late_nights: 0 },
          ],
        },
        months,
      ),
      // hour and weekday go by the clock: a Tuesday
      answer(
        'turns',
        { by: [{ key: '2', turns: 1 }] },
        { from: '2025-03-31', until: '2025-04-01', by: 'weekday' },
      ),
      rows('turns', [{ date: '2025-03-31', opened_at: '2025-04-01T00:00:00.000Z' }], march),
      rows('turns', [], { from: '2025-04-01', until: '2025-05-01' }),
    ],
  },
  {
    title: '57: a question at 03:00 on the morning of managed_from is in that date',
    events: [
      property({ managed_from: '2025-03-15' }),
      ...['2025-03-15 03:00', '2025-03-16 03:00', '2025-03-16 23:00'].map((time, index) =>
        guest(time, { conversation_id: `c${index}` }),
      ),
    ],
    steps: [
      answer(
        'turns',
        {
          total: { turns: 3, night_turns: 3 },
          series: [
            { from: '2025-03-14', turns: 0 },
            // the first morning, and the morning after the first night
            { from: '2025-03-15', turns: 2, night_turns: 2 },
            { from: '2025-03-16', turns: 1, night_turns: 1 },
          ],
        },
        { from: '2025-03-14', until: '2025-03-17', every: 'day' },
      ),
      total('nights', { nights: 1, late_nights: 1 }, { from: '2025-03-14', until: '2025-03-16' }),
    ],
  },
]
