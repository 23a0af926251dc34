import type { Review } from '../reviews/review.ts'
import { lift, spearman, wilson, type Estimate } from '../statistics.ts'
import { under, type Capability, type Fraction, type Metric, type Unit, type Words } from './metric.ts'
import { NONE } from './none.ts'

/** Days of the link between service and stars: those that end with the period. */
export const LINK_DAYS = 365
/** Fewer stays than this tell nothing of a link. */
const LINK_STAYS = 10
/** Fewer stays than this in either group tell nothing of a lift. */
const LIFT_STAYS = 5
const FIVE_STARS = 4.75
const MINUTE_S = 60

/** A metric over reviews, which are read with the service before them: one line over the reviews of the period. */
export interface ReviewMetric extends Metric {
  /** also reads later_wait_s */
  also?: 'later'
  value: (reviews: readonly Review[]) => number | null | Fraction
}

/** Under which key of a breakdown a review stands; null: nobody told. */
export function reviewKey(review: Review, by: string): string | null {
  const keys: Record<string, string> = {
    property: review.property_id,
    platform: review.platform,
    language: review.language,
  }
  return keys[by] || null
}

const isFive = ({ stars }: Review) => stars >= FIVE_STARS
const share = (reviews: readonly Review[], is: (review: Review) => boolean): Fraction => ({
  part: reviews.filter(is).length,
  whole: reviews.length,
})
const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
/** One review a stay: of several the last written. */
const stays = (reviews: readonly Review[]) => [
  ...new Map(
    reviews.flatMap((review) => (review.stay_id === null ? [] : [[review.stay_id, review]])),
  ).values(),
]

const BASIC = under<ReviewMetric>('reviews', {
  reviews: {
    label: { ru: 'Отзывы', en: 'Reviews' },
    about: {
      ru: 'Отзывы и ответы на опрос, впервые написанные за период. Если гость потом изменил оценку, считается последняя.',
      en: 'Reviews and survey answers first written in the period. Where the guest changed the rating later, the latest counts.',
    },
    unit: 'count',
    better: null,
    empty: 0,
    needs: ['reviews'],
    value: (reviews) => reviews.length,
  },
  unlinked_reviews: {
    label: { ru: 'Отзывы без проживания', en: 'Reviews without a stay' },
    about: {
      ru: 'Отзывы, про которые неизвестно, к какому проживанию они относятся: номера брони в них нет, а подходит ни одно или несколько.',
      en: 'Reviews whose stay is unknown: they name none, and none or several fit.',
    },
    unit: 'count',
    better: null,
    empty: 0,
    needs: ['reviews'],
    value: (reviews) => reviews.filter(({ stay_id }) => stay_id === null).length,
  },
  stars_mean: {
    label: { ru: 'Средняя оценка', en: 'Average rating' },
    about: {
      ru: 'Средняя оценка по шкале от 1 до 5; оценки с других шкал пересчитаны на неё.',
      en: 'Average rating from 1 to 5; ratings on other scales are converted.',
    },
    unit: 'stars',
    better: 'higher',
    empty: null,
    needs: ['reviews'],
    none: NONE.reviews,
    value: (reviews) => mean(reviews.map(({ stars }) => stars)),
  },
  five_star_share: {
    label: { ru: 'Доля пятёрок', en: 'Five-star share' },
    about: {
      ru: 'Доля отзывов с оценкой от 4,75 из 5.',
      en: 'Reviews rated 4.75 of 5 or more, of all reviews.',
    },
    unit: 'share',
    better: 'higher',
    better_by: 0.02,
    empty: null,
    needs: ['reviews'],
    none: NONE.reviews,
    value: (reviews) => share(reviews, isFive),
  },
})

const LINK = {
  ru: 'За год до конца периода, по проживаниям с отзывом; что было после отзыва, не считается.',
  en: 'Over the year up to the end of the period, over stays with a review; what came after the review is left out.',
}

const overTheYear = (about: Words): Words => ({ ru: `${about.ru} ${LINK.ru}`, en: `${about.en} ${LINK.en}` })

interface Part {
  suffix: string
  label: Words
  unit: Unit
}

const INTERVAL: (Part & { of: 'low' | 'high' })[] = [
  { suffix: 'low', of: 'low', label: { ru: 'не меньше', en: 'at least' }, unit: 'share' },
  { suffix: 'high', of: 'high', label: { ru: 'не больше', en: 'at most' }, unit: 'share' },
]

/** A figure of the link with what it must never be shown without: how many stays, and the ends of its 95 % interval. */
function withInterval(
  id: string,
  n_id: string,
  {
    label,
    about,
    owner_about,
    unit,
    needs,
    also,
    measures,
    none,
  }: Pick<ReviewMetric, 'label' | 'about' | 'owner_about' | 'unit' | 'needs' | 'also' | 'measures'> & {
    none: Words
  },
  estimate: (reviews: readonly Review[]) => Estimate | null,
  counted: (reviews: readonly Review[]) => number,
  // else the estimate's
  value: ReviewMetric['value'] = (reviews) => estimate(reviews)?.value ?? null,
): Record<string, ReviewMetric> {
  const joined = (words: Words, more: Words) => ({
    ru: `${words.ru}: ${more.ru}`,
    en: `${words.en}: ${more.en}`,
  })
  const shared = {
    rule: 'the-link' as const,
    better: null,
    empty: null,
    needs,
    none,
    days: LINK_DAYS,
    ...(also === undefined ? {} : { also }),
    about: overTheYear(about),
    ...(owner_about === undefined ? {} : { owner_about: overTheYear(owner_about) }),
  }
  return {
    [id]: { ...shared, label, unit, ...(measures === undefined ? {} : { measures }), value },
    [n_id]: {
      ...shared,
      of: id,
      empty: 0,
      unit: 'count',
      label: joined(label, { ru: 'проживаний', en: 'stays' }),
      value: counted,
    },
    ...Object.fromEntries(
      INTERVAL.map(({ suffix, of, label: end }): [string, ReviewMetric] => [
        `${id}_${suffix}`,
        {
          ...shared,
          of: id,
          unit,
          // a bound, no part of anything
          ...(unit === 'share' ? { measures: 'ratio' as const } : {}),
          label: joined(label, end),
          value: (reviews) => estimate(reviews)?.[of] ?? null,
        },
      ]),
    ),
  }
}

/** Spearman's ρ of two things about the stays that have both; with n, interval and p. */
function rank(
  stem: string,
  words: Pick<ReviewMetric, 'label' | 'about' | 'owner_about' | 'also'>,
  wait: (review: Review) => number | null | undefined,
): Record<string, ReviewMetric> {
  const pairs = (reviews: readonly Review[]) =>
    stays(reviews).flatMap((review) => {
      const wait_s = wait(review)
      return wait_s === null || wait_s === undefined ? [] : [{ wait_s, stars: review.stars }]
    })
  const found = (reviews: readonly Review[]) => {
    const all = pairs(reviews)
    if (all.length < LINK_STAYS) return null
    return spearman(
      all.map(({ wait_s }) => wait_s),
      all.map(({ stars }) => stars),
    )
  }
  const metrics = withInterval(
    `${stem}_rho`,
    `${stem}_n`,
    { ...words, unit: 'correlation', needs: ['reviews'], none: NONE.link },
    found,
    (reviews) => pairs(reviews).length,
  )
  const rho = metrics[`${stem}_rho`] as ReviewMetric
  const label = { ru: `${words.label.ru}: p`, en: `${words.label.en}: p` }
  return {
    ...metrics,
    [`${stem}_p`]: {
      ...rho,
      of: `${stem}_rho`,
      label,
      unit: 'probability',
      value: (reviews) => found(reviews)?.p ?? null,
    },
  }
}

/** The five-star share of the stays of one group. */
function group(
  stem: string,
  needs: readonly Capability[],
  words: Pick<ReviewMetric, 'label' | 'about'>,
  belongs: (review: Review) => boolean,
): Record<string, ReviewMetric> {
  const own = (reviews: readonly Review[]) => stays(reviews).filter(belongs)
  return withInterval(
    `${stem}_share`,
    `${stem}_n`,
    { ...words, unit: 'share', needs, none: NONE.group },
    (reviews) => wilson(own(reviews).filter(isFive).length, own(reviews).length),
    (reviews) => own(reviews).length,
    (reviews) => share(own(reviews), isFive),
  )
}

/** Groups of stays by their median wait, seconds: above the first end, up to the second. */
export const WAIT_GROUPS = [
  { id: '5m', above_s: -1, upto_s: 5 * MINUTE_S, label: { ru: 'до 5 минут', en: 'up to 5 min' } },
  { id: '10m', above_s: 5 * MINUTE_S, upto_s: 10 * MINUTE_S, label: { ru: '5–10 минут', en: '5–10 min' } },
  { id: '30m', above_s: 10 * MINUTE_S, upto_s: 30 * MINUTE_S, label: { ru: '10–30 минут', en: '10–30 min' } },
  {
    id: 'over_30m',
    above_s: 30 * MINUTE_S,
    upto_s: Infinity,
    label: { ru: 'больше 30 минут', en: 'over 30 min' },
  },
] as const

/** Groups of stays by what became of their incidents. */
export const INCIDENT_GROUPS = [
  {
    id: 'none',
    label: { ru: 'не было', en: 'none' },
    belongs: ({ service }: Review) => service?.incidents === 0,
  },
  {
    id: 'in_time',
    label: { ru: 'во всех помогли в срок', en: 'helped on time in all' },
    belongs: ({ service }: Review) => service !== null && service.incidents > 0 && service.handled_in_time,
  },
  {
    id: 'late',
    label: { ru: 'помогли поздно или не помогли', en: 'helped late or not at all' },
    belongs: ({ service }: Review) => service !== null && service.incidents > 0 && !service.handled_in_time,
  },
] as const

const merged = (all: readonly Record<string, ReviewMetric>[]): Record<string, ReviewMetric> =>
  Object.fromEntries(all.flatMap((metrics) => Object.entries(metrics)))

const fiveOf = ({ ru, en }: Words) => ({ ru: `Доля пятёрок, ${ru}`, en: `Five-star share, ${en}` })

const [, HANDLED_IN_TIME, HANDLED_LATE] = INCIDENT_GROUPS
const counts = (reviews: readonly Review[], belongs: (review: Review) => boolean): [number, number] => {
  const own = stays(reviews).filter(belongs)
  return [own.filter(isFive).length, own.length]
}

const LINKS: Record<string, ReviewMetric> = {
  ...rank(
    'wait_stars',
    {
      label: { ru: 'Связь ожидания и оценки (ρ)', en: 'Wait and rating (ρ)' },
      about: {
        ru: 'Связано ли обычное ожидание с оценкой (ранговая корреляция Спирмена): −1 — чем дольше ждали, тем ниже оценка, 0 — связи не видно. Это связь, а не причина. Неизвестна, если проживаний меньше 10.',
        en: 'Rank correlation of the median wait and the rating (Spearman): −1 means the longer the wait the lower the rating, 0 that no link shows. A link, not a cause. Unknown under 10 stays.',
      },
      owner_about: {
        ru: 'Ниже ли оценки тех, кто обычно ждал дольше: −1 — всегда, 0 — связи не видно. Это связь, а не причина.',
        en: 'Whether those who usually waited longer rated lower: −1 means always, 0 that no link shows. A link, not a cause.',
      },
    },
    ({ service }) => service?.wait_p50_s,
  ),
  ...merged(
    WAIT_GROUPS.map(({ id, above_s, upto_s, label }) =>
      group(
        `five_star_by_wait_${id}`,
        ['reviews'],
        {
          label: fiveOf({ ru: `ожидание ${label.ru}`, en: `wait ${label.en}` }),
          about: {
            ru: `Доля пятёрок среди проживаний, где гость обычно (медиана) ждал ${label.ru}.`,
            en: `Five-star share of the stays whose median wait was ${label.en}.`,
          },
        },
        ({ service }) =>
          service !== null &&
          service.wait_p50_s !== null &&
          service.wait_p50_s > above_s &&
          service.wait_p50_s <= upto_s,
      ),
    ),
  ),
  ...merged(
    INCIDENT_GROUPS.map(({ id, label, belongs }) =>
      group(
        `five_star_by_incident_${id}`,
        ['reviews', 'incidents'],
        {
          label: fiveOf({ ru: `инциденты: ${label.ru}`, en: `incidents: ${label.en}` }),
          about: {
            ru: `Доля пятёрок среди проживаний, где инциденты — ${label.ru}.`,
            en: `Five-star share of the stays with incidents: ${label.en}.`,
          },
        },
        belongs,
      ),
    ),
  ),
  ...withInterval(
    'handled_in_time_lift',
    'handled_in_time_lift_n',
    {
      label: { ru: 'Прибавка пятёрок, если помогли вовремя', en: 'More five stars when helped on time' },
      about: {
        ru: 'На сколько чаще пятёрки там, где при каждом инциденте гостю помогли вовремя, чем там, где помогли поздно или не помогли: отношение долей минус 1. Неизвестна, если в одной из групп меньше 5 проживаний или нет пятёрок.',
        en: 'How much more frequent five stars are where the guest was helped on time in every incident than where help was late or never came: the ratio of the shares less 1. Unknown where either has under 5 stays or no five stars.',
      },
      unit: 'share',
      measures: 'ratio',
      needs: ['reviews', 'incidents'],
      none: NONE.lift,
    },
    (reviews) => {
      const inTime = counts(reviews, HANDLED_IN_TIME.belongs)
      const late = counts(reviews, HANDLED_LATE.belongs)
      return inTime[1] < LIFT_STAYS || late[1] < LIFT_STAYS ? null : lift(inTime, late)
    },
    (reviews) => counts(reviews, HANDLED_IN_TIME.belongs)[1] + counts(reviews, HANDLED_LATE.belongs)[1],
  ),
  ...rank(
    'placebo_stars',
    {
      also: 'later',
      label: { ru: 'Проверка: ожидание после отзыва (ρ)', en: 'Check: wait after the review (ρ)' },
      about: {
        ru: 'Связана ли оценка с тем, сколько ждали другие гости этого жилья за 30 дней после отзыва (ранговая корреляция Спирмена). На оценку это повлиять не могло, поэтому связи быть не должно; если она есть, различается жильё, а не обслуживание.',
        en: 'Rank correlation (Spearman) of the rating and how long other guests of the home waited in the 30 days after the review. It cannot have moved the rating, so no link should show; if one does, the homes differ, not the service.',
      },
    },
    ({ later_wait_s }) => later_wait_s,
  ),
}

/** The same of the part "communication" alone, over the reviews that give it. */
function communicationForm(id: string, metric: ReviewMetric): ReviewMetric {
  const words = (of: Words): Words => ({ ru: `${of.ru} (за общение)`, en: `${of.en} (communication)` })
  return {
    ...metric,
    of: metric.of ?? id,
    label: words(metric.label),
    ...(metric.none === NONE.reviews ? { none: NONE.communication } : {}),
    value: (reviews) =>
      metric.value(
        reviews.flatMap((review) =>
          review.communication_stars === null ? [] : [{ ...review, stars: review.communication_stars }],
        ),
      ),
  }
}

const OWN = { ...BASIC, ...LINKS }

export const REVIEW_METRICS: Record<string, ReviewMetric> = {
  ...OWN,
  ...Object.fromEntries(
    Object.entries(OWN)
      .filter(([id]) => !id.startsWith('placebo_'))
      .map(([id, metric]) => [`communication_${id}`, communicationForm(id, metric)]),
  ),
}
