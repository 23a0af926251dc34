import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { readList, type ListRow } from '#sql/lists.server.ts'
import { INCIDENT_GROUPS, WAIT_GROUPS } from '#sql/metrics/reviews.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, valuesOf } from '#sql/read.server.ts'
import type { ReviewFacts, ReviewsContents } from './contents.ts'
import { answeredOf } from './figure-rows.ts'
import type { MonthQuery } from './month.server.ts'
import { homeName } from './names.ts'

type ReviewsQuery = Pick<MonthQuery, 'period' | 'before' | 'scope' | 'as_of' | 'hasBefore'>

const OF_MONTH = [
  ...['reviews', 'stars_mean', 'five_star_share', 'communication_stars_mean', 'unlinked_reviews'],
]
const OF_YEAR = [
  ...['rho', 'rho_low', 'rho_high', 'n', 'p'].map((part) => `wait_stars_${part}`),
  ...['', '_low', '_high', '_n'].map((part) => `handled_in_time_lift${part}`),
  ...[
    ...WAIT_GROUPS.map(({ id }) => `five_star_by_wait_${id}`),
    ...INCIDENT_GROUPS.map(({ id }) => `five_star_by_incident_${id}`),
  ].flatMap((stem) => ['share', 'share_low', 'share_high', 'n'].map((part) => `${stem}_${part}`)),
]

/** The reviews of a month with the service before each, and what a year of them shows. */
export async function readReviewsContents(
  db: Database,
  directory: Directory,
  { scope, as_of, period, before, hasBefore }: ReviewsQuery,
): Promise<ReviewsContents> {
  const whole = { scope, as_of, language: 'en', team: false, period: parsePeriod(period.from, period.until) }
  const query = { ...whole, subject: 'reviews' as const, by: null, every: null }
  const answer = await readMetrics(db, directory, {
    ...query,
    ...(hasBefore ? { before: parsePeriod(before.from, before.until) } : {}),
    metrics: [...OF_MONTH, ...OF_YEAR],
  })
  const byHome = await readMetrics(db, directory, {
    ...query,
    by: 'property',
    metrics: ['reviews', 'stars_mean'],
  })
  const rows = await readList(db, directory, 'reviews', whole)
  return {
    answer: answeredOf(answer),
    by_home: Object.fromEntries((byHome.by ?? []).map((row) => [row.key ?? '', valuesOf(row)])),
    rows: rows.map((row) => factsOf(row, directory)).sort(lowFirst),
  }
}

function factsOf(row: ListRow, directory: Directory): ReviewFacts {
  const text = (key: string) => (typeof row[key] === 'string' ? row[key] : '')
  const number = (key: string) => (typeof row[key] === 'number' ? row[key] : null)
  const flag = (key: string) => (typeof row[key] === 'boolean' ? row[key] : null)
  const property_id = text('property_id')
  return {
    review_id: text('review_id'),
    property_id,
    home: homeName(directory, property_id),
    platform: text('platform'),
    date: text('date'),
    written_at: text('written_at'),
    stars: number('stars'),
    is_linked: row['is_linked'] === true,
    wait_max_s: number('wait_max_s'),
    late: number('late'),
    incidents: number('incidents'),
    incidents_handled_in_time: flag('incidents_handled_in_time'),
  }
}

function lowFirst(a: ReviewFacts, b: ReviewFacts): number {
  return (a.stars ?? 0) - (b.stars ?? 0) || b.written_at.localeCompare(a.written_at)
}
