/** What words that are told afterwards do, and what they do not. */
import { guest, manager, mark } from '../support/events.ts'
import { total, type Case } from './case.ts'

const day = '2025-03-04'
const byAnna = { actor: { role: 'manager', id: 'anna' } }

export const marks: Case[] = [
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
        ...{ turns: 1, in_time: 1, dismissed: 2, dismissed_late: 1, overdue: 0 },
        ...{ in_time_share: 1, in_time_strict_share: 0.5 },
        ...{ people_turns: 1, people_in_time_share: 1, people_in_time_strict_share: 0.5 },
        ...{ night_dismissed_late: 0, night_in_time_strict_share: null },
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
        ...{ turns: 1, in_time: 1, late: 0, held: 0, answered_by_mark: 1, wait_max_s: 30 },
        ...{ night_answered_by_mark: 0 },
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
