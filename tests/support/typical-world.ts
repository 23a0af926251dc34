import {
  bot,
  guest,
  incident,
  manager,
  mark,
  message,
  planned,
  property,
  review,
  shift,
  stay,
  type TestEvent,
} from './events.ts'

/** Home N in Moscow from Sunday 2 to Tuesday 4 March 2025, asked for as the 5th begins. */
export const TYPICAL = { from: '2025-03-02', until: '2025-03-05', as_of: '2025-03-05 00:00' }

const ofAnna = { role: 'manager', id: 'anna' }

/** A chat of its own: the guest's question, then what else was said in it. */
function chat(
  conversation_id: string,
  asked: string,
  ...then: (TestEvent | ((chat: object) => TestEvent))[]
): TestEvent[] {
  const own = { conversation_id }
  return [guest(asked, own), ...then.map((one) => (typeof one === 'function' ? one(own) : one))]
}

const by =
  (time: string, data = {}) =>
  (chat: object) =>
    manager(time, { ...chat, ...data })
const byBot =
  (time: string, data = {}) =>
  (chat: object) =>
    bot(time, { ...chat, ...data })
const byOwner = (time: string) => (chat: object) => message('owner', time, { ...chat })
const again =
  (time: string, data = {}) =>
  (chat: object) =>
    guest(time, { ...chat, ...data })
const topic = (name: string) => ({ topic: name })

const turns: TestEvent[] = [
  // by day: wait and state
  // of stay S: 120 on time
  guest('2025-03-03 10:00', { conversation_id: 'd1', stay_id: 'S', ...topic('wifi') }),
  by('2025-03-03 10:02')({ conversation_id: 'd1' }),
  again('2025-03-03 10:03', { needs_reply: false })({ conversation_id: 'd1' }),
  ...[
    guest('2025-03-03 11:00', { conversation_id: 'd2', ...topic('lock') }),
    manager('2025-03-03 11:20', { conversation_id: 'd2' }),
  ], // 1 200 late
  // 60 on time by the bot, asked again: 180 on time
  ...chat(
    'd3',
    '2025-03-03 12:00',
    byBot('2025-03-03 12:01'),
    again('2025-03-03 12:10'),
    by('2025-03-03 12:13'),
  ),
  ...chat('d5', '2025-03-03 13:00', byBot('2025-03-03 13:00:30'), by('2025-03-03 13:05')), // 30 on time by the bot, followed after 300
  ...chat('d6', '2025-03-03 14:00', byBot('2025-03-03 14:01', { handoff: true }), by('2025-03-03 14:04')), // 240 on time, 180 from the handoff
  ...[
    guest('2025-03-03 15:00', { conversation_id: 'd7', ...topic('leak') }),
    byOwner('2025-03-03 15:08')({ conversation_id: 'd7' }),
  ], // 480 on time by the owner, unlogged
  ...chat('d8', '2025-03-03 16:00', by('2025-03-03 16:00:40', { holding: true })), // 40, held
  ...chat('d9', '2025-03-03 17:00'),
  mark('no_reply_needed', '2025-03-03 17:30', { conversation_id: 'd9', actor: ofAnna }), // dismissed
  guest('2025-03-04 09:30', { conversation_id: 'd10', ...topic('noise') }), // 52 200, overdue
  ...chat(
    'd14',
    '2025-03-04 10:00',
    message('manager', '2025-03-04 10:00:03', { conversation_id: 'd14' }),
    by('2025-03-04 10:09'),
  ), // 540 on time, an autoresponse
  // off hours: a call taken back after 180, one that nobody called back: 14 400 overdue
  ...[
    guest('2025-03-04 19:00', { conversation_id: 'd11', kind: 'missed_call' }),
    manager('2025-03-04 19:03', { conversation_id: 'd11', kind: 'call' }),
  ],
  guest('2025-03-04 20:00', { conversation_id: 'd12', kind: 'missed_call' }),

  // by night
  ...chat('n0', '2025-03-02 23:00', by('2025-03-02 23:20', { author_id: 'boris' })), // 1 200 late
  ...chat('n1', '2025-03-04 01:00', by('2025-03-04 01:03')), // 180 on time
  ...chat('n2', '2025-03-04 02:00', by('2025-03-04 02:40')), // 2 400 late
  // 20 on time by the bot, asked again: 60 on time
  ...chat(
    'n3',
    '2025-03-04 03:00',
    byBot('2025-03-04 03:00:20'),
    again('2025-03-04 03:05'),
    by('2025-03-04 03:06'),
  ),
  ...chat('n5', '2025-03-04 04:00', byBot('2025-03-04 04:00:10'), by('2025-03-04 04:10')), // 10 on time by the bot, followed after 600
  guest('2025-03-04 05:00', { conversation_id: 'n6', ...topic('heating') }), // 360 on time, 300 from the handoff, unlogged
  ...[
    bot('2025-03-04 05:01', { conversation_id: 'n6', handoff: true }),
    manager('2025-03-04 05:06', { conversation_id: 'n6' }),
  ],
  ...chat('n7', '2025-03-04 06:00', byOwner('2025-03-04 06:09')), // 540 on time by the owner
  ...chat('n8', '2025-03-04 07:00', by('2025-03-04 07:00:50', { holding: true })), // 50, held
  ...chat('n9', '2025-03-04 07:30'),
  mark('no_reply_needed', '2025-03-04 07:40', { conversation_id: 'n9', actor: ofAnna }), // dismissed
  ...chat('n10', '2025-03-04 22:30'), // 5 400, overdue
  ...chat('n11', '2025-03-04 23:55'), // waiting
]

/** Windows of 10, 10 and, as far as it has come, 2 hours. */
const nights: TestEvent[] = [
  // the 2nd: Boris is there all night, and writes elsewhere while a guest waits 20 minutes
  planned('2025-02-20 12:00', '2025-03-02 22:00', '2025-03-03 08:00', {
    shift_id: 's2',
    manager_id: 'boris',
  }),
  ...[
    shift('started', '2025-03-02 22:00', { shift_id: 's2', manager_id: 'boris' }),
    shift('ended', '2025-03-03 08:00', { shift_id: 's2', manager_id: 'boris' }),
  ],
  manager('2025-03-02 23:10', { conversation_id: 'elsewhere', author_id: 'boris' }),
  // the 3rd: Anna clocks 22:11–06:00, is seen 07:00:50–07:40, and is silent 02:00–02:40; Vera never comes
  planned('2025-02-20 12:00', '2025-03-03 22:00', '2025-03-04 08:00', { shift_id: 's3', languages: ['en'] }),
  ...[
    shift('started', '2025-03-03 22:11', { shift_id: 's3' }),
    shift('ended', '2025-03-04 06:00', { shift_id: 's3' }),
  ],
  planned('2025-02-20 12:00', '2025-03-03 23:00', '2025-03-04 01:00', {
    shift_id: 's3b',
    manager_id: 'vera',
  }),
  // the 4th: Boris is planned from 23:00 and has not come yet
  planned('2025-02-20 12:00', '2025-03-04 23:00', '2025-03-05 08:00', {
    shift_id: 's4',
    manager_id: 'boris',
  }),
]

const steps = (
  incident_id: string,
  category: string,
  ...actions: [action: string, time: string, data?: object][]
) => actions.map(([action, time, data]) => incident(action, time, { incident_id, category, ...data }))

const incidents: TestEvent[] = [
  // handled after 600 on time, resolved after 1 800 late
  ...steps(
    'i1',
    'lock',
    ['opened', '2025-03-03 10:00', { playbook: 'spare_key' }],
    ['acknowledged', '2025-03-03 10:01'],
  ),
  ...steps(
    'i1',
    'lock',
    ['owner_notified', '2025-03-03 10:05'],
    ['mitigated', '2025-03-03 10:10'],
    ['resolved', '2025-03-03 10:30'],
  ),
  // the same again, written down 20 minutes late; done after 1 500
  ...steps(
    'i2',
    'lock',
    ['opened', '2025-03-03 12:00', { reported_at: '2025-03-03T11:40:00+03:00' }],
    ['resolved', '2025-03-03 12:05'],
  ),
  // acknowledged after 120, then nothing: 54 000
  ...steps(
    'i3',
    'noise',
    ['opened', '2025-03-04 09:00', { playbook: 'quiet_hours' }],
    ['acknowledged', '2025-03-04 09:02'],
    ['escalated', '2025-03-04 09:30'],
  ),
  // five minutes old
  ...steps('i4', 'leak', ['opened', '2025-03-04 23:55']),
  // done after 300, not really, done after 2 400 on time
  ...steps(
    'i5',
    'hot_water',
    ['opened', '2025-03-04 10:00'],
    ['resolved', '2025-03-04 10:05'],
    ['reopened', '2025-03-04 10:30'],
    ['resolved', '2025-03-04 10:40'],
  ),
  ...steps('i6', 'wifi', ['opened', '2025-03-04 12:00'], ['cancelled', '2025-03-04 12:01']),
  ...steps('i7', 'extend_stay', ['opened', '2025-03-04 12:00']),
  // the nights of the 2nd and the 3rd
  stay('2025-03-01', '2025-03-04', { guest_id: 'g' }),
  stay('2025-03-04', '2025-03-08', { stay_id: 'T', status: 'cancelled' }),
]

const sent = (template: string, time: string, stay_id = 'S') =>
  message('automation', time, { conversation_id: `to ${stay_id}`, stay_id, template })

/** S is the second stay of its guest. U ended as the period began. */
const service: TestEvent[] = [
  stay('2025-02-26', '2025-03-02', { stay_id: 'U', guest_id: 'g' }),
  sent('booking_confirmation', '2025-02-20 10:00', 'U'),
  sent('checkin_instructions', '2025-03-01 10:00'),
  sent('welcome_book', '2025-03-01 15:00'),
  sent('midstay_check', '2025-03-03 12:00'),
  sent('review_request', '2025-03-04 13:00'),
  // nobody knows this guest
  review('2025-03-03 11:00', 3, { review_id: 'r2', guest_id: 'stranger', parts: { communication: 4 } }),
  review('2025-03-04 15:00', 5, {
    review_id: 'r1',
    stay_id: 'S',
    platform: 'survey',
    parts: { communication: 5 },
  }),
]

export const typical: readonly TestEvent[] = [
  property({ managed_from: '2025-03-02', managed_until: '2025-03-05' }),
  ...turns,
  ...nights,
  ...incidents,
  ...service,
]
