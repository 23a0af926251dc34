import type { Capability } from '#sql/metrics/metric.ts'
import type { Subject } from '#sql/metrics/index.ts'
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
  // of stay S: 120 in time
  guest('2025-03-03 10:00', { conversation_id: 'd1', stay_id: 'S', ...topic('wifi') }),
  by('2025-03-03 10:02')({ conversation_id: 'd1' }),
  again('2025-03-03 10:03', { needs_reply: false })({ conversation_id: 'd1' }),
  ...[
    guest('2025-03-03 11:00', { conversation_id: 'd2', ...topic('lock') }),
    manager('2025-03-03 11:20', { conversation_id: 'd2' }),
  ], // 1 200 late
  // 60 in time by the bot, asked again: 180 in time
  ...chat(
    'd3',
    '2025-03-03 12:00',
    byBot('2025-03-03 12:01'),
    again('2025-03-03 12:10'),
    by('2025-03-03 12:13'),
  ),
  ...chat('d5', '2025-03-03 13:00', byBot('2025-03-03 13:00:30'), by('2025-03-03 13:05')), // 30 in time by the bot, followed after 300
  ...chat('d6', '2025-03-03 14:00', byBot('2025-03-03 14:01', { handoff: true }), by('2025-03-03 14:04')), // 240 in time, 180 from the handoff
  ...[
    guest('2025-03-03 15:00', { conversation_id: 'd7', ...topic('leak') }),
    byOwner('2025-03-03 15:08')({ conversation_id: 'd7' }),
  ], // 480 in time by the owner, unlogged
  ...chat('d8', '2025-03-03 16:00', by('2025-03-03 16:00:40', { holding: true })), // 40, held
  ...chat('d9', '2025-03-03 17:00'),
  mark('no_reply_needed', '2025-03-03 17:30', { conversation_id: 'd9', actor: ofAnna }), // dismissed
  guest('2025-03-04 09:30', { conversation_id: 'd10', ...topic('noise') }), // 52 200, overdue
  ...chat(
    'd14',
    '2025-03-04 10:00',
    message('manager', '2025-03-04 10:00:03', { conversation_id: 'd14' }),
    by('2025-03-04 10:09'),
  ), // 540 in time, an autoresponse
  // off hours: a call taken back after 180, one that nobody called back: 14 400 overdue
  ...[
    guest('2025-03-04 19:00', { conversation_id: 'd11', kind: 'missed_call' }),
    manager('2025-03-04 19:03', { conversation_id: 'd11', kind: 'call' }),
  ],
  guest('2025-03-04 20:00', { conversation_id: 'd12', kind: 'missed_call' }),

  // by night
  ...chat('n0', '2025-03-02 23:00', by('2025-03-02 23:20', { author_id: 'boris' })), // 1 200 late
  ...chat('n1', '2025-03-04 01:00', by('2025-03-04 01:03')), // 180 in time
  ...chat('n2', '2025-03-04 02:00', by('2025-03-04 02:40')), // 2 400 late
  // 20 in time by the bot, asked again: 60 in time
  ...chat(
    'n3',
    '2025-03-04 03:00',
    byBot('2025-03-04 03:00:20'),
    again('2025-03-04 03:05'),
    by('2025-03-04 03:06'),
  ),
  ...chat('n5', '2025-03-04 04:00', byBot('2025-03-04 04:00:10'), by('2025-03-04 04:10')), // 10 in time by the bot, followed after 600
  guest('2025-03-04 05:00', { conversation_id: 'n6', ...topic('heating') }), // 360 in time, 300 from the handoff, unlogged
  ...[
    bot('2025-03-04 05:01', { conversation_id: 'n6', handoff: true }),
    manager('2025-03-04 05:06', { conversation_id: 'n6' }),
  ],
  ...chat('n7', '2025-03-04 06:00', byOwner('2025-03-04 06:09')), // 540 in time by the owner
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
  // handled after 600 in time, resolved after 1 800 late
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
  // done after 300, not really, done after 2 400 in time
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

interface Figure {
  value: number
  /** of a share its part and its whole */
  of?: readonly [number, number]
  needs: Capability[]
}

const of = (value: number, ...needs: Capability[]): Figure => ({ value, needs })
const share = (part: number, whole: number, ...needs: Capability[]): Figure => ({
  value: part / whole,
  of: [part, whole],
  needs,
})

/** What must be read of it, figured by hand, and what each figure needs to be told (docs/rules.md#not-reported). */
export const FIGURES: Record<Subject, Record<string, Figure>> = {
  turns: {
    guest_messages: of(26),
    turns: of(23),
    answered: of(19),
    in_time: of(14),
    late: of(5),
    overdue: of(3),
    waiting: of(1),
    dismissed: of(2),
    dismissed_late: of(1),
    held: of(2),
    answered_by_mark: of(0),
    autoresponses: of(1),
    in_time_share: share(14, 22),
    in_time_strict_share: share(14, 23),
    // 10 20 30 40 50 60 60 120 180 180 180 | 240 360 480 540 540 1200 1200 2400 5400 14400 52200
    wait_p50_s: of(210),
    wait_p90_s: of(5100),
    wait_max_s: of(52200),
    answered_within_5m_share: share(12, 22),
    answered_within_10m_share: share(16, 22),
    answered_within_30m_share: share(18, 22),
    answered_within_60m_share: share(19, 22),
    // without one of 180 and one of 60
    first_wait_p50_s: of(300),
    first_wait_p90_s: of(6300),
    people_turns: of(19),
    people_in_time_share: share(10, 18),
    people_in_time_strict_share: share(10, 19),
    // without 10 20 30 60
    people_wait_p50_s: of(420),
    people_wait_p90_s: of(8100),
    people_wait_max_s: of(52200),
    // 40 50 60 120 180 180 180 240 | 300 | 360 480 540 540 600 1200 1200 2400
    human_reply_p50_s: of(300),
    human_reply_p90_s: of(1200),
    bot_share: share(4, 19),
    bot_reasked_share: share(2, 4),
    bot_followed_share: share(2, 4),
    handoffs: of(2, 'handoffs'),
    handoff_p50_s: of(240, 'handoffs'),
    owner_answered: of(2),
    missed_calls: of(2, 'calls'),
    called_back_share: share(1, 2, 'calls'),
    call_back_p50_s: of(7290, 'calls'),
    off_hours_share: share(13, 23),
    off_hours_in_time_share: share(7, 12),
    night_turns: of(11),
    night_answered: of(9),
    night_in_time: of(6),
    night_late: of(3),
    night_overdue: of(1),
    night_waiting: of(1),
    night_dismissed: of(1),
    night_dismissed_late: of(0),
    night_held: of(1),
    night_answered_by_mark: of(0),
    night_in_time_share: share(6, 10),
    night_in_time_strict_share: share(6, 10),
    // 10 20 50 60 180 | 360 540 1200 2400 5400
    night_wait_p50_s: of(270),
    night_wait_p90_s: of(2700),
    night_wait_max_s: of(5400),
    night_answered_within_5m_share: share(5, 10),
    night_answered_within_10m_share: share(7, 10),
    night_answered_within_30m_share: share(8, 10),
    night_answered_within_60m_share: share(9, 10),
    // without 60
    night_first_wait_p50_s: of(360),
    night_first_wait_p90_s: of(3000),
    night_people_turns: of(9),
    night_people_in_time_share: share(4, 8),
    night_people_in_time_strict_share: share(4, 8),
    // without 10 20
    night_people_wait_p50_s: of(450),
    night_people_wait_p90_s: of(3300),
    night_people_wait_max_s: of(5400),
    // 50 60 180 360 | 540 600 1200 2400
    night_human_reply_p50_s: of(450),
    night_human_reply_p90_s: of(1560),
    night_bot_share: share(2, 9),
    night_bot_reasked_share: share(1, 2),
    night_bot_followed_share: share(1, 2),
    night_handoffs: of(1, 'handoffs'),
    night_handoff_p50_s: of(300, 'handoffs'),
    night_owner_answered: of(1),
  },
  nights: {
    nights: of(3),
    // of 22 hours, 79 200 s: 36 000 and 22:11–06:00
    covered_share: share(36000 + 28140, 79200, 'clock'),
    attended_share: share(36000 + 28140 + 2350, 79200, 'clock'),
    planned_share: share(36000 + 36000 + 3600, 79200, 'plans'),
    // 22:00–22:11, 06:00–07:00:50, 07:40–08:00, and 22:00–24:00
    gaps: of(4, 'clock or plans'),
    gap_max_s: of(7200, 'clock or plans'),
    covered_nights: of(1, 'clock or plans'),
    unclocked_nights: of(0, 'clock and plans'),
    language_covered_share: share(28140, 79200, 'clock or plans'),
    no_shows: of(1, 'clock and plans'),
    late_starts: of(1, 'clock and plans'),
    late_nights: of(3),
    silent_nights: of(1, 'clock or plans'),
    overloaded_nights: of(1, 'clock or plans'),
  },
  incidents: {
    incidents: of(5, 'incidents'),
    open: of(2, 'incidents'),
    resolved: of(3, 'incidents'),
    cancelled: of(1, 'incidents'),
    reopened: of(1, 'incidents'),
    requests: of(1, 'incidents'),
    escalated: of(1, 'incidents'),
    // at 09:30 what was reported at 09:00
    escalated_within_30m_share: share(1, 1, 'incidents'),
    // 60 120 | 300 1500
    acknowledge_p50_s: of(210, 'incidents'),
    acknowledge_p90_s: of(1140, 'incidents'),
    // 600 1500 | 2400 54000
    handle_p50_s: of(1950, 'incidents'),
    handle_p90_s: of(38520, 'incidents'),
    handled_in_time_share: share(2, 4, 'incidents'),
    // 1500 1800 | 2400 54000
    resolve_p50_s: of(2100, 'incidents'),
    resolve_p90_s: of(38520, 'incidents'),
    resolved_in_time_share: share(1, 4, 'incidents'),
    owner_disturbed_share: share(1, 5, 'incidents', 'owner_contact'),
    playbook_share: share(2, 5, 'incidents', 'playbooks'),
    logged_late: of(1, 'incidents'),
    unlogged_trouble: of(2, 'incidents'),
    repeated: of(1, 'incidents'),
    per_100_nights: of(250, 'incidents', 'stays'),
  },
  automation: {
    // the owner answered at 06:09 in the night of the 3rd; what else he did and was told was by day
    undisturbed_nights: of(2, 'owner_contact'),
    disturbed_nights: of(1, 'owner_contact'),
    stays: of(2, 'stays'),
    returning_share: share(1, 2, 'stays'),
    proactive_share: share(1, 2, 'stays', 'instructions'),
    midstay_share: share(1, 2, 'stays', 'templates'),
    review_request_share: share(1, 2, 'stays', 'templates'),
    booking_confirmation_share: share(1, 2, 'stays', 'templates'),
    welcome_book_share: share(1, 2, 'stays', 'templates'),
    survey_response_share: share(1, 2, 'stays', 'reviews'),
    questions_per_stay: of(23 / 2, 'stays'),
    // one, of S, about what its instructions tell
    questions_per_stay_with_instructions: of(1, 'stays', 'instructions'),
    questions_per_stay_without_instructions: of(0, 'stays', 'instructions'),
    covered_topic_questions_per_stay: of(1, 'stays', 'instructions'),
    // without that of the owner
    night_answered: of(8),
    off_hours_answered: of(9),
    // people: 7 by day, 6 at night
    attention_spared_s: of(7 * 240 + 6 * 900),
  },
  // those of the link: tests/reviews-link.test.ts
  reviews: {
    reviews: of(2, 'reviews'),
    unlinked_reviews: of(1, 'reviews'),
    stars_mean: of(4, 'reviews'),
    five_star_share: share(1, 2, 'reviews'),
    communication_reviews: of(2, 'reviews'),
    communication_unlinked_reviews: of(1, 'reviews'),
    communication_stars_mean: of(4.5, 'reviews'),
    communication_five_star_share: share(1, 2, 'reviews'),
  },
}
