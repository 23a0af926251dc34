import type { TFunction } from 'i18next'
import { formatDay, formatDuration, formatStars, formatValue } from '#reports/format.ts'
import { channelWord } from '#reports/sentence.ts'
import type { Database } from '#sql/client.server.ts'
import { readList, type ListRow } from '#sql/lists.server.ts'
import { INCIDENT_GROUPS, WAIT_GROUPS } from '#sql/metrics/reviews.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { figureRows, type FigureRow } from './figures.server.ts'

/** A review in words, with what its stay went through. */
export interface ReviewRow {
  id: string
  stars: string
  isLow: boolean
  /** home, platform, date */
  where: string
  /** worst wait, late answers, incidents and their outcome */
  service: string
  isBad: boolean
}

export interface ReviewsPage {
  title: string
  link: string
  month: FigureRow[]
  reviews: ReviewRow[]
  year: { waits: FigureRow[]; incidents: FigureRow[] }
  /** management only */
  placebo: string | null
}

interface Of {
  locale: Locale
  t: TFunction
}

export async function readReviewsPage(db: Database, view: View, of: Of): Promise<ReviewsPage> {
  const { directory, scope, as_of, months, audience } = view
  const whole = { scope, as_of, language: 'en', team: false }
  const period = parsePeriod(months.period.from, months.period.until)
  const before = parsePeriod(months.before.from, months.before.until)
  const ask = { ...whole, subject: 'reviews' as const, period, by: null, every: null }
  const answer = await readMetrics(db, directory, {
    ...ask,
    before,
    metrics: [...MONTH, ...LINK, ...GROUPS],
  })
  const rows = await readList(db, directory, 'reviews', { ...whole, period })
  const placebo =
    audience === 'management'
      ? await readMetrics(db, directory, {
          ...ask,
          metrics: PLACEBO,
        })
      : null
  // the year's figures have no month before
  const year = { ...answer, before: {} }
  return {
    title: titleOf(answer, of),
    link: linkOf(answer, 'wait_stars', of),
    month: figureRows(answer, MONTH, of),
    reviews: rows.sort(lowFirst).map((row) => reviewRow(row, view, of)),
    year: {
      waits: groupRows(year, WAIT_GROUPS, 'five_star_by_wait', of),
      incidents: [
        ...groupRows(year, INCIDENT_GROUPS, 'five_star_by_incident', of),
        ...figureRows(year, ['resolution_lift'], of),
      ],
    },
    placebo: placebo === null ? null : linkOf(placebo, 'placebo_stars', of),
  }
}

const MONTH = ['reviews', 'stars_mean', 'five_star_share', 'communication_stars_mean', 'unlinked_reviews']
const rank = (stem: string) => [
  `${stem}_rho`,
  `${stem}_rho_low`,
  `${stem}_rho_high`,
  `${stem}_n`,
  `${stem}_p`,
]
const LINK = [...rank('wait_stars'), 'resolution_lift', 'resolution_lift_low', 'resolution_lift_high']
const PLACEBO = rank('placebo_stars')
const GROUPS = [
  ...WAIT_GROUPS.map(({ id }) => `five_star_by_wait_${id}`),
  ...INCIDENT_GROUPS.map(({ id }) => `five_star_by_incident_${id}`),
].flatMap((stem) => [`${stem}_share`, `${stem}_share_low`, `${stem}_share_high`, `${stem}_n`])

function titleOf({ total, not_reported }: Answer, { locale, t }: Of): string {
  if (not_reported['reviews'] !== undefined) return t('reviews.notReported')
  const count = total['reviews'] ?? 0
  if (count === 0) return t('reviews.none')
  return t('reviews.title', { count, stars: formatStars(total['stars_mean'] ?? null, locale) })
}

/** What a link says, never without its number of stays and interval, and never as a cause. */
function linkOf({ total, not_reported }: Answer, stem: string, { locale, t }: Of): string {
  if (not_reported[`${stem}_rho`] !== undefined) return ''
  const key = stem === 'placebo_stars' ? 'reviews.placebo' : 'reviews.link'
  const [rho, low, high] = ['rho', 'rho_low', 'rho_high'].map((part) => total[`${stem}_${part}`] ?? null)
  const stays = t('reviews.stays', { count: total[`${stem}_n`] ?? 0 })
  if (rho == null || low == null || high == null) return t(`${key}.few`, { stays })
  const told = {
    stays,
    rho: formatValue(rho, 'correlation', locale),
    low: formatValue(low, 'correlation', locale),
    high: formatValue(high, 'correlation', locale),
  }
  if (low <= 0 && high >= 0) return t(`${key}.open`, told)
  return t(rho < 0 ? `${key}.worse` : `${key}.better`, told)
}

function groupRows(
  answer: Answer,
  groups: readonly { id: string; label: Record<Locale, string> }[],
  stem: string,
  of: Of,
): FigureRow[] {
  return groups.flatMap(({ id, label }) => {
    const n = answer.total[`${stem}_${id}_n`] ?? null
    return figureRows(answer, [`${stem}_${id}_share`], of).map((row) => ({
      ...row,
      label: label[of.locale],
      note: [...(n === null ? [] : [of.t('reviews.stays', { count: n })]), ...(n === 0 ? [] : [row.note])]
        .filter((part) => part !== '')
        .join(' · '),
    }))
  })
}

const number = (row: ListRow, key: string) => (typeof row[key] === 'number' ? row[key] : null)

/** The low ones first; among equal ones the latest. */
function lowFirst(a: ListRow, b: ListRow): number {
  return (
    (number(a, 'stars') ?? 0) - (number(b, 'stars') ?? 0) ||
    String(b['written_at']).localeCompare(String(a['written_at']))
  )
}

function reviewRow(row: ListRow, { directory }: View, { locale, t }: Of): ReviewRow {
  const stars = number(row, 'stars')
  const property_id = String(row['property_id'])
  const late = number(row, 'late')
  const incidents = number(row, 'incidents')
  const isUnhandled = row['incidents_handled_in_time'] === false
  const wait_s = number(row, 'wait_max_s')
  const service =
    row['is_linked'] === true
      ? [
          wait_s === null
            ? t('reviews.noQuestions')
            : t('reviews.worst', { wait: formatDuration(wait_s, locale).text }),
          ...(late === null || late === 0 ? [] : [t('reviews.late', { count: late })]),
          ...(incidents === null || incidents === 0
            ? []
            : [
                t('reviews.incidents', { count: incidents }),
                t(isUnhandled ? 'reviews.handledLate' : 'reviews.handledInTime'),
              ]),
        ]
      : [t('reviews.unlinked')]
  return {
    id: String(row['review_id']),
    stars: formatStars(stars, locale),
    isLow: stars !== null && stars < 4,
    where: [
      directory.properties.get(property_id)?.name ?? property_id,
      channelWord(String(row['platform'] ?? ''), locale),
      formatDay(String(row['date']), locale),
    ].join(' · '),
    service: service.join(' · '),
    isBad: (late ?? 0) > 0 || isUnhandled,
  }
}
