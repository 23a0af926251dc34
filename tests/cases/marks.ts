/** What words that are told afterwards do, and what they do not. */
import { guest, manager, mark } from '../support/events.ts'
import { answer, rows, total, type Case } from './case.ts'

const day = '2025-03-04'
const byAnna = { actor: { role: 'manager', id: 'anna' } }

const refused = manager(`${day} 03:04`)
const late = { turns: 1, late: 1, wait_max_s: 2280, in_time: 0 }
const held = { turns: 1, late: 1, held: 1, in_time: 0, wait_max_s: 20 }

export const marks: Case[] = [
  {
    title: '26: nobody writes, and somebody answered by phone',
    events: [guest(`${day} 03:02`), mark('answered_elsewhere', `${day} 03:07`, { how: 'phone', ...byAnna })],
    steps: [
      answer(
        'turns',
        {
          total: {
            turns: 1,
            in_time: 1,
            wait_max_s: 300,
            night_in_time_share: 1,
            answered_by_mark: 1,
            night_answered_by_mark: 1,
          },
          by: [
            { key: 'anna', answered: 1 },
            { key: null, turns: 0 },
          ],
        },
        { by: 'person' },
      ),
    ],
  },
  {
    title: '26: a bot cannot say so',
    events: [
      guest(`${day} 03:02`),
      mark('answered_elsewhere', `${day} 03:07`, { actor: { role: 'bot', id: 'robot' } }),
    ],
    steps: [total('turns', { overdue: 1, answered: 0, answered_by_mark: 0 })],
  },
  {
    title: '27: an undelivered answer is none',
    events: [guest(`${day} 03:02`), manager(`${day} 03:04`, { delivered: false }), manager(`${day} 03:40`)],
    steps: [total('turns', late)],
  },
  {
    title: '27: undelivered by a mark, whenever it was made',
    events: [
      ...[guest(`${day} 03:02`), refused, manager(`${day} 03:40`)],
      mark('undelivered', `${day} 12:00`, { message: { source: refused.source, id: refused.id } }),
    ],
    steps: [total('turns', { waiting: 1, answered: 0 }, { as_of: `${day} 03:05` }), total('turns', late)],
  },
  {
    title: 'a question that its guest deleted was asked, and an answer that was deleted was given',
    events: [
      ...[guest(`${day} 03:00`), manager(`${day} 03:20`)].flatMap((one) => [
        one,
        mark('deleted', `${day} 03:30`, { message: { source: one.source, id: one.id } }),
      ]),
    ],
    steps: [total('turns', { turns: 1, late: 1, wait_max_s: 1200, dismissed: 0 })],
  },
  {
    title: '27: undelivered without a name is the latest that was sent',
    events: [
      ...[guest(`${day} 03:02`), manager(`${day} 03:04`), guest(`${day} 03:05`, { kind: 'reaction' })],
      ...[mark('undelivered', `${day} 03:06`), manager(`${day} 03:40`)],
    ],
    steps: [total('turns', late)],
  },
  {
    title: '28: a missed call is called back',
    events: [guest(`${day} 03:00`, { kind: 'missed_call' }), manager(`${day} 03:06`, { kind: 'call' })],
    steps: [
      total('turns', {
        turns: 1,
        in_time: 1,
        wait_max_s: 360,
        missed_calls: 1,
        called_back_share: 1,
        call_back_p50_s: 360,
      }),
      total('turns', { missed_calls: 1, called_back_share: null }, { as_of: `${day} 03:05` }),
    ],
  },
  {
    title: '28: a call back that nobody took is no answer',
    events: [
      guest(`${day} 03:00`, { kind: 'missed_call' }),
      manager(`${day} 03:06`, { kind: 'missed_call' }),
    ],
    steps: [
      total('turns', { overdue: 1, called_back_share: null }, { as_of: `${day} 04:00` }),
      total('turns', { called_back_share: 0, call_back_p50_s: 3601 }, { as_of: `${day} 04:00:01` }),
    ],
  },
  {
    title: '29: no_reply_needed on a question, 40 min after',
    events: [guest(`${day} 10:00`), mark('no_reply_needed', `${day} 10:40`)],
    steps: [
      total('turns', { overdue: 1, dismissed: 0 }, { as_of: `${day} 10:39` }),
      total('turns', {
        turns: 0,
        dismissed: 1,
        dismissed_late: 1,
        overdue: 0,
        late: 0,
        guest_messages: 1,
        wait_p50_s: null,
        in_time_share: null,
        in_time_strict_share: 0,
      }),
      rows('turns', [
        { state: 'dismissed', dismissed_at: '2025-03-04T07:40:00.000Z', wait_s: null, conversation_id: 'c' },
      ]),
    ],
  },
  {
    title: '29: after more than 24 hours it is too late',
    events: [guest(`${day} 10:00`), mark('no_reply_needed', '2025-03-05 10:00:00.001')],
    steps: [total('turns', { turns: 1, dismissed: 0, overdue: 1 })],
  },
  {
    title: '33: a promise that is not kept in time',
    events: [guest(`${day} 03:00`), manager(`${day} 03:00:20`, { holding: true }), manager(`${day} 04:40`)],
    steps: [
      total('turns', held),
      rows('turns', [{ state: 'late', is_held: true, wait_s: 20 }]),
      total('turns', { in_time: 1, held: 0 }, { as_of: `${day} 03:30:20` }),
      total('turns', { late: 1, held: 1 }, { as_of: `${day} 03:30:20.001` }),
    ],
  },
  {
    title: '33: a promise in words',
    only: 'product',
    events: [
      guest(`${day} 03:00`),
      manager(`${day} 03:00:20`, { text: 'Минутку' }),
      manager(`${day} 04:40`, { text: 'Код 4417' }),
    ],
    steps: [total('turns', held)],
  },
  {
    title: '40: a second promise is no answer',
    events: [
      ...[guest(`${day} 10:00`), manager(`${day} 10:00:30`, { holding: true })],
      ...[manager(`${day} 10:20`, { holding: true }), manager(`${day} 10:45`)],
    ],
    steps: [total('turns', { turns: 1, late: 1, held: 1, wait_max_s: 30 })],
  },
  {
    title: 'a promise that is kept',
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 10:00:30`, { holding: true }),
      manager(`${day} 10:30:30`),
    ],
    steps: [total('turns', { turns: 1, in_time: 1, held: 0, wait_max_s: 30 })],
  },
  {
    title: "a conversation that is not a guest's is left out, whenever that was said",
    events: [guest(`${day} 10:00`), mark('not_a_guest', '2025-12-01 10:00')],
    steps: [total('turns', { turns: 0, guest_messages: 0 }, { as_of: `${day} 12:00` }), rows('turns', [])],
  },
  {
    title: '48: no_reply_needed ten hours after the question, promise ten minutes',
    events: [
      ...[guest(`${day} 10:00`), mark('no_reply_needed', `${day} 20:00`)],
      ...[guest(`${day} 10:00`, { conversation_id: 'd' }), manager(`${day} 10:05`, { conversation_id: 'd' })],
      ...[
        guest(`${day} 10:00`, { conversation_id: 'e' }),
        mark('no_reply_needed', `${day} 10:10`, { conversation_id: 'e' }),
      ],
    ],
    steps: [
      total('turns', {
        turns: 1,
        in_time: 1,
        dismissed: 2,
        dismissed_late: 1,
        overdue: 0,
        in_time_share: 1,
        in_time_strict_share: 0.5,
        people_turns: 1,
        people_in_time_share: 1,
        people_in_time_strict_share: 0.5,
        night_dismissed_late: 0,
        night_in_time_strict_share: null,
      }),
      total(
        'turns',
        { turns: 2, in_time: 1, overdue: 1, dismissed: 1, dismissed_late: 0, in_time_strict_share: 0.5 },
        { as_of: `${day} 19:59` },
      ),
    ],
  },
  {
    title: '53: an internal note in a chat while the guest waits is no answer',
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 10:05`, { kind: 'note' }),
      manager(`${day} 10:20`, { kind: 'text' }),
    ],
    steps: [
      total('turns', { turns: 1, in_time: 0, late: 1, wait_max_s: 1200, human_reply_p50_s: 1200 }),
      total('turns', { answered: 0, overdue: 1 }, { as_of: `${day} 10:15` }),
    ],
  },
  {
    title: '53: a note of no name is no automatic answer, one of a guest no message of his',
    events: [
      guest(`${day} 10:00`, { kind: 'note' }),
      guest(`${day} 11:00`),
      manager(`${day} 11:00:03`, { kind: 'note', author_id: undefined }),
    ],
    steps: [total('turns', { turns: 1, overdue: 1, autoresponses: 0, guest_messages: 1 })],
  },
  {
    title: '55: a promise, and taken, and no answer',
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 10:00:30`, { holding: true }),
      mark('taken', `${day} 10:20`, byAnna),
      mark('no_reply_needed', `${day} 10:21`, byAnna),
    ],
    steps: [
      total('turns', { turns: 1, late: 1, held: 1, in_time: 0, wait_max_s: 30, answered_by_mark: 0 }),
      total('turns', { in_time: 1, held: 0 }, { as_of: `${day} 10:30:30` }),
      total('turns', { late: 1, held: 1 }, { as_of: `${day} 10:30:30.001` }),
    ],
  },
  {
    title: '60: a promise that is kept by a mark',
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 10:00:30`, { holding: true }),
      mark('answered_elsewhere', `${day} 10:25`, { how: 'phone', ...byAnna }),
    ],
    steps: [
      total('turns', {
        turns: 1,
        in_time: 1,
        late: 0,
        held: 0,
        answered_by_mark: 1,
        wait_max_s: 30,
        night_answered_by_mark: 0,
      }),
    ],
  },
  {
    title: '60: one that an answer kept first, and one that a mark kept too late',
    events: [
      ...[guest(`${day} 10:00`), manager(`${day} 10:00:30`, { holding: true }), manager(`${day} 10:24`)],
      mark('answered_elsewhere', `${day} 10:25`, byAnna),
      guest(`${day} 10:00`, { conversation_id: 'd' }),
      manager(`${day} 10:00:30`, { conversation_id: 'd', holding: true }),
      mark('answered_elsewhere', `${day} 10:30:30.001`, { conversation_id: 'd', ...byAnna }),
    ],
    steps: [total('turns', { turns: 2, in_time: 1, late: 1, held: 1, answered_by_mark: 0 })],
  },
]
