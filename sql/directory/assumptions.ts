/** What is not measured but assumed: settings, shown wherever a number rests on them. */
export interface Assumptions {
  /** topics that the check-in instructions explain */
  covered_topics: readonly string[]
  /** what one question costs an owner who answers it himself, seconds: by day, and at night */
  attention_day_s: number
  attention_night_s: number
}

export const ASSUMPTIONS: Assumptions = {
  covered_topics: ['wifi', 'check_in', 'check_out', 'address', 'parking', 'appliances'],
  attention_day_s: 240,
  attention_night_s: 900,
}
