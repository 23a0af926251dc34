import { clockTime, parseClock } from '../time/zone.ts'

/** A promise and the night hours that belong to it. Durations in seconds. */
export interface Policy {
  answer_within_s: number
  night_answer_within_s: number
  /** local clock, milliseconds since midnight; from ≠ to, and from > to crosses midnight */
  night_from_ms: number
  night_to_ms: number
  follow_up_within_s: number
  resolve_within_s: number
  resolve_within_by_category: Readonly<Record<string, number>>
}

export interface PolicyVersion extends Policy {
  /** the first instant at which it is in force, ms UTC */
  starts_at: number
  /** time of the event that told it, ms UTC */
  announced_at: number
}

/** What a butler.policy.v1 event says. */
export interface PolicyData {
  property_id?: string | undefined
  valid_from: string
  answer_within_s: number
  night_answer_within_s?: number | undefined
  night_from: string
  night_to: string
  resolve_within_s: number
  resolve_within_by_category?: Record<string, number> | undefined
  follow_up_within_s?: number | undefined
}

/** docs/rules.md#policy-in-force: what holds where no policy event does. */
export const DEFAULT_POLICY: Policy = {
  answer_within_s: 600,
  night_answer_within_s: 600,
  night_from_ms: parseClock('22:00'),
  night_to_ms: parseClock('08:00'),
  follow_up_within_s: 1800,
  resolve_within_s: 900,
  resolve_within_by_category: { noise: 1200, hot_water: 3600, heating: 3600 },
}

/**
 * Versions of one property, or of the default, ordered so that the last one that has started is in force.
 * @param events in order. A version starts at the later of its valid_from and its event's time, the first event at its
 * valid_from.
 */
export function policyVersions(events: readonly { at: number; data: PolicyData }[]): PolicyVersion[] {
  return events
    .map(({ at, data }, index) => ({
      announced_at: at,
      starts_at: index === 0 ? Date.parse(data.valid_from) : Math.max(Date.parse(data.valid_from), at),
      answer_within_s: data.answer_within_s,
      night_answer_within_s: data.night_answer_within_s ?? data.answer_within_s,
      night_from_ms: parseClock(data.night_from),
      night_to_ms: parseClock(data.night_to),
      follow_up_within_s: data.follow_up_within_s ?? DEFAULT_POLICY.follow_up_within_s,
      resolve_within_s: data.resolve_within_s,
      resolve_within_by_category: data.resolve_within_by_category ?? {},
      index,
    }))
    .sort((a, b) => a.starts_at - b.starts_at || a.index - b.index)
}

/** The version in force at an instant, or undefined before the first. */
export function inForce<V extends PolicyVersion>(versions: readonly V[], at: number): V | undefined {
  return versions.findLast((version) => version.starts_at <= at)
}

/** Whether the local clock stands in the policy's night hours, [from, to). */
export function isNight(policy: Policy, zone: string, at: number): boolean {
  const clock = clockTime(zone, at)
  const { night_from_ms: from, night_to_ms: to } = policy
  return from < to ? clock >= from && clock < to : clock >= from || clock < to
}

/** The time in which trouble of a category is to be over, seconds. */
export function resolveWithin(policy: Policy, category: string): number {
  return Object.hasOwn(policy.resolve_within_by_category, category)
    ? (policy.resolve_within_by_category[category] ?? policy.resolve_within_s)
    : policy.resolve_within_s
}
