/** To which day, night and month something belongs. */
import { guest, manager, property } from '../support/events.ts'
import { answer, rows, total, type Case } from './case.ts'

export const dates: Case[] = [
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
        { from: '2025-03-01', until: '2025-05-01', every: 'month' },
      ),
      answer(
        'nights',
        {
          series: [
            { from: '2025-03-01', nights: 31, late_nights: 1 },
            { from: '2025-04-01', nights: 30, late_nights: 0 },
          ],
        },
        { from: '2025-03-01', until: '2025-05-01', every: 'month' },
      ),
      // hour and weekday go by the clock: a Tuesday
      answer(
        'turns',
        { by: [{ key: '2', turns: 1 }] },
        { from: '2025-03-31', until: '2025-04-01', by: 'weekday' },
      ),
      rows('turns', [{ date: '2025-03-31', opened_at: '2025-04-01T00:00:00.000Z' }], {
        from: '2025-03-01',
        until: '2025-04-01',
      }),
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
