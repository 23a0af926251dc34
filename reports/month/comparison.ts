/** What the comparison of doing it oneself with being managed rests on: all of it adjustable, none of it measured but the hours. */
export interface ComparisonInputs {
  /** hours a month that guests would take */
  hours: number
  /** what an hour of one's own is worth */
  hour_price: number
  /** programs for bookings and messages, a month */
  software: number
  /** bad reviews a month that one expects to have more without help */
  bad_reviews: number
  /** what one bad review costs in bookings lost */
  bad_review_price: number
  /** rent a month */
  income: number
  /** the managers' fee, percent of the income */
  fee_percent: number
}

export const COMPARISON_INPUTS = [
  'hours', 'hour_price', 'software', 'bad_reviews', 'bad_review_price', 'income', 'fee_percent',
] as const satisfies readonly (keyof ComparisonInputs)[] // prettier-ignore

/** Nothing is known of the price of somebody's hour: roubles that a reader will want to change. */
export const ASSUMED: Omit<ComparisonInputs, 'hours'> = {
  hour_price: 500,
  software: 3000,
  bad_reviews: 0,
  bad_review_price: 10_000,
  income: 70_000,
  fee_percent: 20,
}

export interface Comparison {
  own_time: number
  software: number
  bad_reviews: number
  /** all three */
  oneself: number
  /** the fee */
  managed: number
  /** what doing it oneself costs more; negative: less */
  difference: number
}

/** Both sides in the same currency a month. */
export function compared(inputs: ComparisonInputs): Comparison {
  const own_time = inputs.hours * inputs.hour_price
  const bad_reviews = inputs.bad_reviews * inputs.bad_review_price
  const oneself = own_time + inputs.software + bad_reviews
  const managed = (inputs.income * inputs.fee_percent) / 100
  return { own_time, software: inputs.software, bad_reviews, oneself, managed, difference: oneself - managed }
}

/**
 * The inputs that somebody wrote; where he wrote none, or no number from 0 to a milliard, the given ones.
 * @param form from a form; a comma is a decimal sign, too
 */
export function inputsOf(form: URLSearchParams, given: ComparisonInputs): ComparisonInputs {
  const inputs = { ...given }
  for (const key of COMPARISON_INPUTS) {
    const text =
      form
        .get(key)
        ?.replace(/[\s\u00a0\u202f]/g, '')
        .replace(',', '.') ?? ''
    const value = text === '' ? NaN : Number(text)
    if (value >= 0 && value <= 1e9) inputs[key] = value
  }
  return inputs
}
