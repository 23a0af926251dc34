/** How long guests wait. */
import { expect } from 'vitest'
import { bot, guest, manager, message } from '../support/events.ts'
import { answer, rows, total, type Case } from './case.ts'

const day = '2025-03-04'
const unanswered = { turns: 1, answered: 0, autoresponses: 1 }
const waiting = { turns: 1, waiting: 1, overdue: 0, in_time_share: null, wait_p50_s: null }
const thanked = { turns: 1, in_time: 1, waiting: 0, overdue: 0, guest_messages: 2, wait_max_s: 300 }

export const waits: Case[] = [
  {
    title: '1: guest 10:00, guest 10:30, manager 10:40 is one turn of 40 min',
    events: [guest(`${day} 10:00`), guest(`${day} 10:30`), manager(`${day} 10:40`)],
    steps: [
      total('turns', {
        turns: 1,
        answered: 1,
        in_time: 0,
        late: 1,
        guest_messages: 2,
        wait_p50_s: 2400,
        wait_max_s: 2400,
      }),
    ],
  },
  {
    title: '2: never answered is overdue and in the percentiles',
    events: [guest(`${day} 10:00`)],
    steps: [
      total('turns', { turns: 0, guest_messages: 0 }, { as_of: `${day} 09:59:59.999` }),
      total('turns', waiting, { as_of: `${day} 10:00` }),
      total('turns', waiting, { as_of: `${day} 10:10` }),
      total(
        'turns',
        { waiting: 0, overdue: 1, in_time_share: 0, wait_p50_s: 600.001 },
        { as_of: `${day} 10:10:00.001` },
      ),
      total(
        'turns',
        {
          turns: 1,
          answered: 0,
          overdue: 1,
          in_time_share: 0,
          people_in_time_share: 0,
          wait_p50_s: 7200,
          wait_p90_s: 7200,
          wait_max_s: 7200,
        },
        { as_of: `${day} 12:00` },
      ),
    ],
  },
  {
    title: 'answered after an hour to the millisecond is within an hour, a millisecond later is not',
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 11:00`),
      guest(`${day} 13:00`),
      manager(`${day} 14:00:00.001`),
    ],
    steps: [total('turns', { turns: 2, answered_within_30m_share: 0, answered_within_60m_share: 0.5 })],
  },
  {
    title: '3: thanks after the answer open nothing',
    events: [guest(`${day} 10:00`), manager(`${day} 10:05`), guest(`${day} 10:06`, { needs_reply: false })],
    steps: [total('turns', thanked, { as_of: `${day} 10:07` }), total('turns', thanked), rows('turns', [{}])],
  },
  {
    title: '3: thanks in words',
    only: 'product',
    events: [
      guest(`${day} 10:00`, { text: 'Как включить бойлер?' }),
      manager(`${day} 10:05`, { text: 'Кнопка слева от двери' }),
      guest(`${day} 10:06`, { text: 'спасибо 🙏' }),
    ],
    steps: [total('turns', thanked)],
  },
  {
    title: '4: silence since Monday, guest on Friday',
    events: [
      ...[guest('2025-03-03 09:55'), manager('2025-03-03 10:00')],
      ...[guest('2025-03-07 14:00'), manager('2025-03-07 14:10')],
    ],
    steps: [
      total(
        'turns',
        { turns: 1, in_time: 1, wait_max_s: 600, first_wait_p50_s: null },
        { from: '2025-03-07', until: '2025-03-08' },
      ),
      total('turns', { turns: 2, wait_p50_s: 450, first_wait_p50_s: 300 }),
    ],
  },
  {
    title: '5: a bot that hands off does not answer',
    events: [guest(`${day} 10:00`), bot(`${day} 10:05`, { handoff: true }), manager(`${day} 10:20`)],
    steps: [
      total('turns', {
        turns: 1,
        late: 1,
        wait_max_s: 1200,
        handoffs: 1,
        handoff_p50_s: 900,
        bot_share: 0,
        human_reply_p50_s: 1200,
        people_turns: 1,
      }),
      total(
        'turns',
        { overdue: 1, handoffs: 1, handoff_p50_s: null, bot_share: null, human_reply_p50_s: null },
        { as_of: `${day} 10:19` },
      ),
    ],
  },
  {
    title: '6: only an automatic acknowledgement',
    events: [
      guest(`${day} 10:00`),
      message('automation', `${day} 10:00:01`),
      message('manager', `${day} 10:00:05`),
    ],
    steps: [
      total('turns', { ...unanswered, waiting: 1 }, { as_of: `${day} 10:09` }),
      total('turns', { ...unanswered, overdue: 1 }, { as_of: `${day} 10:11` }),
    ],
  },
  {
    title: '6: a nameless manager after more than 5 s is no autoresponder',
    events: [guest(`${day} 10:00`), message('manager', `${day} 10:00:05.001`)],
    steps: [total('turns', { in_time: 1, autoresponses: 0, wait_max_s: 5.001 })],
  },
  {
    title: '7: staff writes first',
    events: [manager(`${day} 10:00`), guest(`${day} 12:00`), manager(`${day} 12:03`)],
    steps: [total('turns', { turns: 1, wait_p50_s: 180, wait_max_s: 180 })],
  },
  {
    title: "8: the night manager answers the day manager's chat",
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 10:01`, { author_id: 'day' }),
      guest(`${day} 23:00`),
      manager(`${day} 23:04`, { author_id: 'night' }),
    ],
    steps: [
      answer(
        'turns',
        {
          by: [
            { key: 'day', turns: 1, wait_max_s: 60, night_turns: 0 },
            { key: 'night', turns: 1, wait_max_s: 240, night_turns: 1 },
            { key: null, turns: 0 },
          ],
        },
        { by: 'person' },
      ),
      rows('turns', [{ person: 'day' }, { person: 'night' }]),
    ],
  },
  {
    title: '9: five impatient messages are one breach',
    events: [
      ...[0, 5, 10, 15, 20].map((minute) => guest(`${day} 10:${String(minute).padStart(2, '0')}`)),
      manager(`${day} 10:30`),
    ],
    steps: [total('turns', { turns: 1, late: 1, guest_messages: 5, wait_max_s: 1800 })],
  },
  {
    title: '18: percentiles of two managers are over both',
    events: [
      guest(`${day} 10:00`, { conversation_id: 'x' }),
      manager(`${day} 10:10`, { conversation_id: 'x', author_id: 'boris' }),
      ...Array.from({ length: 9 }, (_, index) => ({ conversation_id: `y${index}` })).flatMap((chat) => [
        guest(`${day} 10:00`, chat),
        manager(`${day} 10:01`, chat),
      ]),
    ],
    steps: [
      answer(
        'turns',
        {
          total: { wait_p90_s: expect.closeTo(114, 9) as unknown },
          by: [
            { key: 'anna', turns: 9, wait_p90_s: 60 },
            { key: 'boris', turns: 1, wait_p90_s: 600 },
            { key: null },
          ],
        },
        { by: 'person' },
      ),
    ],
  },
  ...(['ab', 'ba'] as const).map(([asks, answers]): Case => ({
    title: `19: guest ${asks} and answer ${answers} in the same millisecond`,
    events: [
      { ...guest(`${day} 10:00`), id: asks ?? '' },
      { ...manager(`${day} 10:00`), id: answers ?? '' },
    ],
    steps: [total('turns', { turns: 1, in_time: 1, wait_max_s: 0, wait_p50_s: 0 })],
  })),
  {
    title: '41: after three days and never both count a day',
    events: [
      ...[guest('2025-03-04 10:00'), manager('2025-03-07 10:00')],
      guest('2025-03-08 10:00', { conversation_id: 'd' }),
    ],
    steps: [
      total('turns', {
        answered: 1,
        late: 1,
        overdue: 1,
        human_reply_p50_s: 86400,
        wait_p50_s: 86400,
        wait_p90_s: 86400,
        wait_max_s: 86400,
      }),
    ],
  },
]
