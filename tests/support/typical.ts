import type { Capability } from '#sql/metrics/metric.ts'
import type { Subject } from '#sql/metrics/index.ts'

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

/**
 * What must be read of the typical world (typical-world.ts), figured by hand, and what each figure needs to be told
 * (docs/rules.md#not-reported).
 */
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
