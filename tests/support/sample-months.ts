import type { ReportOptions } from '#reports/pdf/pages.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import type { Edition } from '#reports/month/edition.ts'
import { manyCases } from './sample-cases.ts'
import { manyHomes, sampleHome } from './sample-homes.ts'
import { badMonth, COMPANY, emptyMonth, sampleFigures, sampleMonth } from './sample-month.ts'
import { busyTrend } from './sample-nights.ts'
import { sampleLogo } from './sample-logo.ts'
import { sampleMoments, sampleReview, sampleReviews } from './sample-parts.ts'

const LONG = '«Дом & сад» на набережной <канала Грибоедова>, 148, корпус два'

export const RESTATED: Edition = {
  number: 2,
  previous_sealed_at: '2026-11-03T07:00:00.000Z',
  changes: [
    {
      kind: 'figure',
      id: 'turns.night_people_in_time_share',
      label: 'Ночью люди ответили вовремя',
      before: '37 из 38',
      after: '36 из 38',
    },
    {
      kind: 'night',
      id: '2026-10-13',
      label: 'ночь с 13 на 14 октября',
      before: 'вовремя',
      after: 'никого, поздно — 2',
    },
    {
      kind: 'case',
      id: 'case-1',
      label: 'Нет горячей воды, Невский, 24, 6 октября, 08:15',
      before: 'гостю помогли через 50 мин',
      after: 'гостю помогли через 2 ч 10 мин, с опозданием',
    },
  ],
}

/** Names as long and as odd as they come. */
export function longNames(): ReportContents {
  const month = sampleMonth()
  return {
    ...month,
    owner: { owner_id: 'o', name: 'Константин Константинович Константинопольский-Преображенский' },
    homes: [sampleHome(LONG, 43, 19, 2, 2), sampleHome('Аб', 1, 0, 0, 0)],
    moments: sampleMoments(LONG),
    cases: month.cases.map((one) => ({ ...one, home: LONG })),
    reviews: { ...month.reviews, rows: month.reviews.rows.map((row) => ({ ...row, home: LONG })) },
  }
}

/** Forty homes, five thousand turns, sixty cases, ninety reviews. */
export function hugeMonth(): ReportContents {
  const homes = manyHomes(40)
  return sampleMonth({
    homes,
    trend: busyTrend(5000),
    cases: manyCases(60),
    figures: sampleFigures({
      turns: {
        turns: 5000,
        night_turns: 1310,
        people_turns: 4100,
        night_people_turns: 1190,
        people_in_time_share: 0.97,
      },
      incidents: { incidents: 60, handled_in_time_share: 0.9 },
    }),
    reviews: {
      ...sampleReviews(),
      rows: Array.from({ length: 90 }, (_, index) =>
        sampleReview({
          review_id: `review-${index}`,
          home: homes[index % 40]?.name ?? '',
          stars: 1 + Math.floor(index / 20),
        }),
      ),
    },
  })
}

/** One home in which nobody lived. */
export function emptyHome(): ReportContents {
  const month = emptyMonth()
  return {
    ...month,
    homes: [sampleHome('Кирочная, 12', 0, 0, 0, 0)],
    nights: sampleMonth().nights.map((night) => ({
      ...night,
      dots: [],
      turns: 0,
      late: 0,
      worst_wait_s: null,
      gap_max_s: 0,
      nobody_max_s: 0,
      verdict: 'quiet',
      spans: [{ from_at: night.from_at, until_at: night.until_at, state: 'present' }],
    })),
    figures: {
      turns: {
        turns: 0,
        night_turns: 0,
        people_turns: 0,
        night_people_turns: 0,
        waiting: 0,
        night_waiting: 0,
      },
      nights: { nights: 31, attended_share: 1, planned_share: 1, gaps: 0, gap_max_s: 0 },
      incidents: { incidents: 0, handled_in_time_share: null },
      automation: { undisturbed_nights: 31, disturbed_nights: 0 },
    },
    disturbed_on: [],
  }
}

const picture = (contents: ReportContents, options: Partial<ReportOptions> = {}) => ({
  contents,
  locale: 'ru' as const,
  ...options,
})

/** Months to be looked at, by name. */
export const PICTURES = {
  ru: picture(sampleMonth()),
  en: picture(sampleMonth(), { locale: 'en' }),
  one: picture(sampleMonth({ homes: [sampleHome('Невский, 24', 43, 19, 2, 2)] })),
  empty: picture(emptyMonth()),
  'empty-home': picture(emptyHome()),
  huge: picture(hugeMonth()),
  long: picture(longNames()),
  restated: picture(sampleMonth(), { edition: RESTATED, company: { ...COMPANY, logo: sampleLogo() } }),
  preview: picture(sampleMonth(), { isPreview: true }),
  bad: picture(badMonth()),
}
