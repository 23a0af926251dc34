import { INCIDENT_GROUPS, WAIT_GROUPS } from '#sql/metrics/reviews.ts'
import type { MonthContents, ReviewFacts, ReviewsContents } from './contents.ts'
import { figureRows, type FigureRow } from './figure-rows.ts'
import { formatDay, formatDuration, formatStars, formatValue, type Locale } from './format.ts'
import type { Answered } from './contents.ts'
import { channelWord } from './single-words.ts'
import { translator } from './words/translate.ts'

type Audience = MonthContents['audience']

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

/** A month's reviews as page and report say them. */
export interface ReviewsInWords {
  title: string
  /** what waiting has to do with the stars; '' where nobody reports reviews */
  link: string
  month: FigureRow[]
  rows: ReviewRow[]
  /** five-star shares of the year's stays, and how much more frequent they are where help came in time */
  year: { waits: FigureRow[]; incidents: FigureRow[] }
}

export const REVIEW_ROWS = [
  ...['reviews', 'stars_mean', 'five_star_share', 'communication_stars_mean', 'unlinked_reviews'],
]

/** Below so many stars of 5 a review is a low one. */
const LOW_STARS = 4

export function reviewsInWords(
  { answer, rows }: ReviewsContents,
  audience: Audience,
  locale: Locale,
): ReviewsInWords {
  // the year's figures have no month before
  const year = { ...answer, before: {} }
  const t = translator(locale)
  const waitGroups = WAIT_GROUPS.map(({ id, label }) => ({ id, label: label[locale] }))
  const incidentGroups = INCIDENT_GROUPS.map(({ id }) => ({
    id,
    label: t(`reviews.group.${audience}.${id}`),
  }))
  return {
    title: titleOf(answer, locale),
    link: linkInWords(answer, 'wait_stars', locale, audience),
    month: figureRows(answer, REVIEW_ROWS, locale, { audience }),
    rows: rows.map((row) => reviewRow(row, locale)),
    year: {
      waits: groupRows(year, waitGroups, 'five_star_by_wait', locale),
      incidents: [
        ...groupRows(year, incidentGroups, 'five_star_by_incident', locale),
        ...liftRow(year, locale),
      ],
    },
  }
}

function titleOf({ total, not_reported }: Answered, locale: Locale): string {
  const t = translator(locale)
  if (not_reported['reviews'] !== undefined) return t('reviews.notReported')
  const count = total['reviews'] ?? 0
  if (count === 0) return t('reviews.none')
  return t('reviews.title', { count, stars: formatStars(total['stars_mean'] ?? null, locale) })
}

/** What a link says, never as a cause; to management never without its interval, which tells an owner nothing. */
export function linkInWords(
  { total, not_reported }: Answered,
  stem: 'wait_stars' | 'placebo_stars',
  locale: Locale,
  audience: Audience = 'management',
): string {
  const t = translator(locale)
  if (not_reported[`${stem}_rho`] !== undefined) return ''
  const key = stem === 'placebo_stars' ? 'reviews.placebo' : 'reviews.link'
  const [rho, low, high] = ['rho', 'rho_low', 'rho_high'].map((part) => total[`${stem}_${part}`] ?? null)
  const stays = t('reviews.stays', { count: total[`${stem}_n`] ?? 0 })
  if (rho == null || low == null || high == null) return t(`${key}.few`, { stays })
  const values = {
    stays,
    rho: formatValue(rho, 'correlation', locale),
    low: formatValue(low, 'correlation', locale),
    high: formatValue(high, 'correlation', locale),
  }
  const found = low <= 0 && high >= 0 ? 'open' : rho < 0 ? 'worse' : 'better'
  if (key === 'reviews.link' && audience === 'owner') return t(`reviews.link.owner.${found}`, { stays })
  return t(`${key}.${found}`, values)
}

/** A lift whose interval spans zero says so. */
function liftRow(answer: Answered, locale: Locale): FigureRow[] {
  const [low, high] = ['low', 'high'].map((end) => answer.total[`handled_in_time_lift_${end}`] ?? null)
  const isOpen = low != null && high != null && low <= 0 && high >= 0
  return figureRows(answer, ['handled_in_time_lift'], locale).map((row) => ({
    ...row,
    ...(isOpen ? withNote(`${row.note}\u00a0— ${translator(locale)('reviews.tooFew')}`) : {}),
  }))
}

const withNote = (note: string) => ({ note, remark: note })

function groupRows(
  answer: Answered,
  groups: readonly { id: string; label: string }[],
  stem: string,
  locale: Locale,
): FigureRow[] {
  const t = translator(locale)
  return groups.flatMap(({ id, label }) => {
    const n = answer.total[`${stem}_${id}_n`] ?? null
    return figureRows(answer, [`${stem}_${id}_share`], locale).map((row) => {
      const stays = n === null ? [] : [t('reviews.stays', { count: n })]
      const note = [...stays, ...(n === 0 ? [] : [row.note])].filter((part) => part !== '').join(' · ')
      return { ...row, label, ...withNote(note) }
    })
  })
}

function reviewRow(review: ReviewFacts, locale: Locale): ReviewRow {
  const { stars, late, incidents } = review
  return {
    id: review.review_id,
    stars: formatStars(stars, locale),
    isLow: stars !== null && stars < LOW_STARS,
    where: [review.home, channelWord(review.platform, locale), formatDay(review.date, locale)]
      .filter((part) => part !== '')
      .join(' · '),
    service: serviceOf({ ...review, late: late ?? 0, incidents: incidents ?? 0 }, locale),
    isBad: review.is_linked && ((late ?? 0) > 0 || review.incidents_handled_in_time === false),
  }
}

function serviceOf(
  review: Pick<ReviewFacts, 'is_linked' | 'wait_max_s' | 'incidents_handled_in_time'> & {
    late: number
    incidents: number
  },
  locale: Locale,
): string {
  const t = translator(locale)
  const { is_linked, wait_max_s, late, incidents } = review
  if (!is_linked) return t('reviews.unlinked')
  const outcome = review.incidents_handled_in_time === false ? 'handledLate' : 'handledInTime'
  return [
    wait_max_s === null
      ? t('reviews.noQuestions')
      : t('reviews.worst', { wait: formatDuration(wait_max_s, locale).text }),
    ...(late === 0 ? [] : [t('reviews.late', { count: late })]),
    ...(incidents === 0 ? [] : [t('reviews.incidents', { count: incidents }), t(`reviews.${outcome}`)]),
  ].join(' · ')
}
