/** The figures of reviews. The link is over "the 365 days that end with the period". */
import { share } from './numbers.ts'
import type { Review } from './reviews.ts'
import type { Values } from './scope.ts'
import { MINUTE } from './zone.ts'

/** The standard normal distribution below x: Φ, by its series around 0 and its continued fraction beyond. */
function below(x: number): number {
  if (Math.abs(x) > 6) return x > 0 ? 1 : 0
  let term = x
  let sum = x
  for (let k = 1; k < 200; k++) {
    term *= (x * x) / (2 * k + 1)
    sum += term
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

const Z = 1.959963984540054

/** Each value's place among all, those that are equal sharing the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const lower = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return lower + (equal + 1) / 2
  })
}

function correlation(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  let [xy, xx, yy] = [0, 0, 0]
  x.forEach((one, i) => {
    const other = y[i] ?? 0
    xy += (one - mx) * (other - my)
    xx += (one - mx) ** 2
    yy += (other - my) ** 2
  })
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy)
}

function rank(stem: string, pairs: readonly { wait: number; stars: number }[]): Values {
  const n = pairs.length
  const rho =
    n < 10 ? null : correlation(ranks(pairs.map(({ wait }) => wait)), ranks(pairs.map(({ stars }) => stars)))
  const z = rho === null ? null : 0.5 * Math.log((1 + rho) / (1 - rho))
  const error = Math.sqrt(1.06 / (n - 3))
  return {
    [`${stem}_rho`]: rho,
    [`${stem}_n`]: n,
    [`${stem}_rho_low`]: z === null ? null : Math.tanh(z - Z * error),
    [`${stem}_rho_high`]: z === null ? null : Math.tanh(z + Z * error),
    [`${stem}_p`]: z === null ? null : 2 * (1 - below(Math.abs(z) / error)),
  }
}

const isFive = ({ stars }: Review) => stars >= 4.75

/** Wilson: the two shares p of which the observed one is just 1.96 standard errors away. */
function group(stem: string, own: readonly Review[]): Values {
  const n = own.length
  const five = own.filter(isFive).length
  const root = Z * Math.sqrt(Z * Z + (4 * five * (n - five)) / Math.max(1, n))
  const end = (sign: number) => (2 * five + Z * Z + sign * root) / (2 * (n + Z * Z))
  return {
    [`${stem}_share`]: share(five, n),
    [`${stem}_n`]: n,
    [`${stem}_share_low`]: n === 0 ? null : five === 0 ? 0 : end(-1),
    [`${stem}_share_high`]: n === 0 ? null : five === n ? 1 : end(1),
  }
}

function lift(inTime: readonly Review[], late: readonly Review[]): Values {
  const [a, b] = [inTime.filter(isFive).length, late.filter(isFive).length]
  const known = inTime.length >= 5 && late.length >= 5 && a > 0 && b > 0
  const log = Math.log(a / inTime.length) - Math.log(b / late.length)
  const error = Math.sqrt((1 - a / inTime.length) / a + (1 - b / late.length) / b)
  const at = (errors: number) => (known ? Math.exp(log + errors * error) - 1 : null)
  return {
    handled_in_time_lift: at(0),
    handled_in_time_lift_n: inTime.length + late.length,
    handled_in_time_lift_low: at(-Z),
    handled_in_time_lift_high: at(Z),
  }
}

function ownFigures(reviews: readonly Review[], year: readonly Review[]): Values {
  const linked = year.filter(({ stay_id }) => stay_id !== null)
  // "the unit of the link is a stay with a review": the last written of several
  const stays = linked.filter(
    (review, i) => !linked.slice(i + 1).some(({ stay_id }) => stay_id === review.stay_id),
  )
  const waited = (above: number, upto: number) =>
    stays.filter(
      ({ medianWait }) => medianWait !== null && medianWait > above * MINUTE && medianWait <= upto * MINUTE,
    )
  const having = (incidents: Review['incidents']) => stays.filter((stay) => stay.incidents === incidents)
  return {
    reviews: reviews.length,
    unlinked_reviews: reviews.filter(({ stay_id }) => stay_id === null).length,
    stars_mean: share(
      reviews.reduce((sum, { stars }) => sum + stars, 0),
      reviews.length,
    ),
    five_star_share: share(reviews.filter(isFive).length, reviews.length),
    ...rank(
      'wait_stars',
      stays.flatMap(({ medianWait, stars }) => (medianWait === null ? [] : [{ wait: medianWait, stars }])),
    ),
    ...group('five_star_by_wait_5m', waited(-1, 5)),
    ...group('five_star_by_wait_10m', waited(5, 10)),
    ...group('five_star_by_wait_30m', waited(10, 30)),
    ...group('five_star_by_wait_over_30m', waited(30, Infinity)),
    ...group('five_star_by_incident_none', having('none')),
    ...group('five_star_by_incident_in_time', having('in_time')),
    ...group('five_star_by_incident_late', having('late')),
    ...lift(having('in_time'), having('late')),
  }
}

/** @param year the reviews of the 365 days that end with the period */
export function reviewFigures(reviews: readonly Review[], year: readonly Review[]): Values {
  const linked = year.filter(({ stay_id }) => stay_id !== null)
  const stays = linked.filter(
    (review, i) => !linked.slice(i + 1).some(({ stay_id }) => stay_id === review.stay_id),
  )
  const ofPart = (some: readonly Review[]) =>
    some.flatMap((review) =>
      review.communication === null ? [] : [{ ...review, stars: review.communication }],
    )
  const own = ownFigures(ofPart(reviews), ofPart(year))
  return {
    ...ownFigures(reviews, year),
    ...rank(
      'placebo_stars',
      stays.flatMap(({ laterWait, stars }) => (laterWait === null ? [] : [{ wait: laterWait, stars }])),
    ),
    ...Object.fromEntries(Object.entries(own).map(([id, value]) => [`communication_${id}`, value])),
  }
}
