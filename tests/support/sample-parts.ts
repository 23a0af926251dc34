import { ASSUMPTIONS } from '#sql/directory/assumptions.ts'
import type { BenefitContents, Moment, ReviewFacts, ReviewsContents } from '#reports/month/contents.ts'

const at = (iso: string) => Date.parse(iso)

/** The night of the 13th with nobody there, the late morning after it, the leak. */
export function sampleMoments(home = 'Невский, 24'): Moment[] {
  return [
    {
      kind: 'wait',
      property_id: 'Невский, 24',
      home,
      at: at('2026-10-14T00:12:00Z'),
      night: '2026-10-13',
      steps: [
        { at: at('2026-10-13T23:58:00Z'), what: 'nobody_from' },
        { at: at('2026-10-14T00:12:00Z'), what: 'asked', topic: 'lock', is_late: true },
        { at: at('2026-10-14T01:41:00Z'), what: 'nobody_until' },
        { at: at('2026-10-14T01:44:00Z'), what: 'answered', by: 'people', wait_s: 5520, is_late: true },
      ],
      outcome: { what: 'answer', took_s: 5520, promise_s: 600, is_done: true, is_in_time: false },
      incident_ids: [],
      conversation_ids: ['conversation-9'],
    },
    {
      kind: 'case',
      property_id: 'Невский, 24',
      home,
      at: at('2026-10-06T05:15:00Z'),
      night: null,
      steps: [
        { at: at('2026-10-06T05:15:00Z'), what: 'case_reported', category: 'hot_water' },
        {
          at: at('2026-10-06T07:25:00Z'),
          what: 'case_handled',
          category: 'hot_water',
          handle_s: 7800,
          is_late: true,
        },
        { at: at('2026-10-08T09:00:00Z'), what: 'case_resolved', category: 'hot_water' },
      ],
      outcome: { what: 'help', took_s: 7800, promise_s: 3600, is_done: true, is_in_time: false },
      incident_ids: ['case-1'],
      conversation_ids: [],
    },
    {
      kind: 'case',
      property_id: 'Марата, 5',
      home: 'Марата, 5',
      at: at('2026-10-21T01:02:00Z'),
      night: '2026-10-20',
      steps: [
        { at: at('2026-10-21T01:02:00Z'), what: 'case_reported', category: 'leak' },
        {
          at: at('2026-10-21T01:16:00Z'),
          what: 'case_handled',
          category: 'leak',
          handle_s: 840,
          is_late: false,
        },
      ],
      outcome: { what: 'help', took_s: 840, promise_s: 900, is_done: true, is_in_time: true },
      incident_ids: ['case-4'],
      conversation_ids: [],
    },
  ]
}

export function sampleReview(changes: Partial<ReviewFacts> = {}): ReviewFacts {
  return {
    review_id: 'review-1',
    property_id: 'Невский, 24',
    home: 'Невский, 24',
    platform: 'avito',
    date: '2026-10-16',
    written_at: '2026-10-16T12:00:00.000Z',
    stars: 3,
    is_linked: true,
    wait_max_s: 5520,
    late: 2,
    incidents: 1,
    incidents_handled_in_time: false,
    ...changes,
  }
}

/** Five reviews of the month, a hundred of the year; between waiting and stars a weak link. */
export function sampleReviews(): ReviewsContents {
  const fine = { stars: 5, wait_max_s: 240, late: 0, incidents: 0, incidents_handled_in_time: null }
  return {
    answer: {
      subject: 'reviews',
      total: {
        reviews: 5,
        stars_mean: 4.6,
        five_star_share: 0.8,
        communication_stars_mean: 4.8,
        unlinked_reviews: 1,
        wait_stars_rho: -0.23,
        wait_stars_rho_low: -0.41,
        wait_stars_rho_high: -0.03,
        wait_stars_n: 102,
        wait_stars_p: 0.025,
        ...share('five_star_by_wait_5m', 0.78, 0.68, 0.85, 81),
        ...share('five_star_by_wait_10m', 0.64, 0.39, 0.84, 14),
        ...share('five_star_by_wait_30m', 0.4, 0.12, 0.77, 5),
        ...share('five_star_by_wait_over_30m', 0, 0, 0.66, 2),
        ...share('five_star_by_incident_none', 0.77, 0.67, 0.84, 84),
        ...share('five_star_by_incident_in_time', 0.7, 0.4, 0.89, 10),
        ...share('five_star_by_incident_late', 0.5, 0.22, 0.78, 8),
        handled_in_time_lift: 0.4,
        handled_in_time_lift_low: -0.28,
        handled_in_time_lift_high: 1.71,
        handled_in_time_lift_n: 18,
      },
      before: {
        reviews: 3,
        stars_mean: 4.7,
        five_star_share: 2 / 3,
        communication_stars_mean: 4.9,
        unlinked_reviews: 0,
      },
      not_reported: {},
      since: {},
    },
    by_home: {
      'Невский, 24': { reviews: 2, stars_mean: 4 },
      'Рубинштейна, 9': { reviews: 2, stars_mean: 5 },
      'Марата, 5': { reviews: 1, stars_mean: 5 },
    },
    rows: [
      sampleReview(),
      sampleReview({ ...fine, review_id: 'review-2', date: '2026-10-28', platform: 'airbnb' }),
      sampleReview({
        ...fine,
        review_id: 'review-3',
        home: 'Рубинштейна, 9',
        date: '2026-10-22',
        wait_max_s: null,
      }),
      sampleReview({
        ...fine,
        review_id: 'review-4',
        home: 'Марата, 5',
        date: '2026-10-19',
        platform: 'sutochno',
      }),
      sampleReview({
        review_id: 'review-5',
        home: 'Рубинштейна, 9',
        date: '2026-10-04',
        stars: 5,
        is_linked: false,
        wait_max_s: null,
        late: null,
        incidents: null,
        incidents_handled_in_time: null,
      }),
    ],
  }
}

function share(stem: string, value: number, low: number, high: number, n: number) {
  return {
    [`${stem}_share`]: value,
    [`${stem}_share_low`]: low,
    [`${stem}_share_high`]: high,
    [`${stem}_n`]: n,
  }
}

export function sampleBenefit(): BenefitContents {
  return {
    answer: {
      subject: 'automation',
      total: {
        stays: 26,
        returning_share: 0.12,
        proactive_share: 1,
        midstay_share: 0.9,
        review_request_share: 1,
        booking_confirmation_share: 1,
        welcome_book_share: 0.96,
        survey_response_share: 0.12,
        questions_per_stay: 3.3,
        questions_per_stay_with_instructions: 3.2,
        questions_per_stay_without_instructions: null,
        covered_topic_questions_per_stay: 1.4,
        undisturbed_nights: 30,
        disturbed_nights: 1,
        night_answered: 38,
        off_hours_answered: 64,
        attention_spared_s: 49_980,
      },
      before: {
        stays: 24,
        returning_share: 0.08,
        proactive_share: 0.96,
        midstay_share: 0.8,
        questions_per_stay: 3.6,
        undisturbed_nights: 30,
        disturbed_nights: 0,
        night_answered: 33,
        off_hours_answered: 58,
      },
      not_reported: {},
      since: {},
    },
    topics: [
      { topic: 'check_in', questions_per_stay: 0.9 },
      { topic: 'wifi', questions_per_stay: 0.6 },
      { topic: 'appliances', questions_per_stay: 0.4 },
      { topic: 'linen', questions_per_stay: 0.3 },
    ],
    assumptions: ASSUMPTIONS,
  }
}

const nothing = (subject: 'reviews' | 'automation') => ({ subject, total: {}, not_reported: {}, since: {} })

/** Nothing is known of reviews and benefit, and nothing happened. */
export const NO_PARTS = {
  moments: [],
  disturbed_on: null,
  reviews: {
    answer: { ...nothing('reviews'), not_reported: { reviews: 'reviews', wait_stars_rho: 'reviews' } },
    by_home: {},
    rows: [],
  },
  benefit: { answer: nothing('automation'), topics: [], assumptions: ASSUMPTIONS },
}
