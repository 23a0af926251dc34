import type { PromiseToAdd } from '#pipelines/policy.server.ts'
import type { Policy } from '#sql/directory/policy.ts'
import { firstInstant, formatClock, parseDay } from '#sql/time/zone.ts'

/** Trouble that may be given a time of its own on the form. */
export const OWN_TIME = ['noise', 'hot_water', 'heating', 'leak', 'power', 'lock'] as const

/** Fields of the form, in minutes where they are durations. */
export const FIELDS = [
  ...['home', 'since', 'answer', 'night_answer', 'night_from', 'night_to', 'resolve', 'follow_up'],
  ...OWN_TIME.map((category) => `resolve_${category}`),
]

export type Filled = Record<string, string>

/** What a form holds at first: the promise that is in force. */
export function filledFrom(policy: Policy): Filled {
  const minutes = (s: number) => String(Math.round((s / 60) * 100) / 100)
  const own = (category: string) => policy.resolve_within_by_category[category]
  return {
    home: '',
    since: '',
    answer: minutes(policy.answer_within_s),
    night_answer:
      policy.night_answer_within_s === policy.answer_within_s ? '' : minutes(policy.night_answer_within_s),
    night_from: formatClock(policy.night_from_ms),
    night_to: formatClock(policy.night_to_ms),
    resolve: minutes(policy.resolve_within_s),
    follow_up: minutes(policy.follow_up_within_s),
    ...Object.fromEntries(
      OWN_TIME.map((category) => {
        const seconds = own(category)
        return [`resolve_${category}`, seconds === undefined ? '' : minutes(seconds)]
      }),
    ),
  }
}

/** Field → why it can't be taken. */
export type Wrong = Record<string, 'minutes' | 'clock' | 'same' | 'date' | 'past'>

/**
 * Reads the form.
 * @param today local date in the home's zone: an earlier one is refused, since the past keeps its promise
 */
export function promiseFrom(
  filled: Filled,
  { zone, today, now }: { zone: string; today: string; now: number },
): { policy: PromiseToAdd } | { wrong: Wrong } {
  const wrong: Wrong = {}
  const text = (field: string) => (filled[field] ?? '').trim()
  const seconds = (field: string, isRequired: boolean): number | undefined => {
    const value = text(field)
    if (value === '' && !isRequired) return undefined
    const found = Number(value.replace(',', '.')) * 60
    if (value !== '' && Number.isInteger(found) && found >= 1 && found <= 31_536_000) return found
    wrong[field] = 'minutes'
    return undefined
  }
  const clock = (field: string) => {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text(field))) wrong[field] = 'clock'
    return text(field)
  }
  const since = text('since')
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(since) && !Number.isNaN(Date.parse(since))
  if (since !== '' && !isDate) wrong['since'] = 'date'
  else if (since !== '' && since < today) wrong['since'] = 'past'
  const own = OWN_TIME.flatMap((category) => {
    const found = seconds(`resolve_${category}`, false)
    return found === undefined ? [] : [[category, found] as const]
  })
  const policy: PromiseToAdd = {
    property_id: text('home') === '' ? undefined : text('home'),
    // today means from now on
    valid_from:
      since === '' || since <= today || !isDate
        ? new Date(now).toISOString()
        : new Date(firstInstant(zone, parseDay(since), 0)).toISOString(),
    answer_within_s: seconds('answer', true) ?? 0,
    night_answer_within_s: seconds('night_answer', false),
    night_from: clock('night_from'),
    night_to: clock('night_to'),
    resolve_within_s: seconds('resolve', true) ?? 0,
    resolve_within_by_category: own.length === 0 ? undefined : Object.fromEntries(own),
    follow_up_within_s: seconds('follow_up', false),
  }
  if (policy.night_from === policy.night_to && wrong['night_from'] === undefined) wrong['night_to'] = 'same'
  return Object.keys(wrong).length > 0 ? { wrong } : { policy }
}
