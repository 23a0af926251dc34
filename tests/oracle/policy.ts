/** What was promised at a moment. */
import type { Facts, PolicyEvent } from './events.ts'
import { instant } from './events.ts'
import { inOrder } from './order.ts'
import { clockTime } from './zone.ts'

export interface Policy {
  answer_within_s: number
  night_answer_within_s: number
  /** Milliseconds since local midnight, by the clock. */
  night_from: number
  night_to: number
  follow_up_within_s: number
  resolve_within_s: number
  resolve_within_by_category: Readonly<Record<string, number>>
}

/**
 * "With none: answer within 600 s, night 22:00–08:00, follow up within 1 800 s, solve within 900 s, by category
 * noise 1 200, hot_water and heating 3 600."
 */
const WITHOUT_ANY: Policy = {
  answer_within_s: 600,
  night_answer_within_s: 600,
  night_from: clockTime('22:00'),
  night_to: clockTime('08:00'),
  follow_up_within_s: 1800,
  resolve_within_s: 900,
  resolve_within_by_category: { noise: 1200, hot_water: 3600, heating: 3600 },
}

/** "nothing is inherited from another version": what a version leaves out has the contract's default. */
function promise({ data }: PolicyEvent): Policy {
  return {
    answer_within_s: data.answer_within_s,
    night_answer_within_s: data.night_answer_within_s ?? data.answer_within_s,
    night_from: clockTime(data.night_from ?? '22:00'),
    night_to: clockTime(data.night_to ?? '08:00'),
    follow_up_within_s: data.follow_up_within_s ?? 1800,
    resolve_within_s: data.resolve_within_s,
    resolve_within_by_category: data.resolve_within_by_category ?? {},
  }
}

/**
 * "Every policy event is a version for its property (for the default, where it names none), whatever its
 * policy_id. A version starts at the later of its valid_from and its own event's time; the earliest event for a
 * property (or for the default) starts at its valid_from. In force is the version with the latest start not
 * after the moment asked for (equal starts: the later event)".
 */
function versionInForce(versions: readonly PolicyEvent[], at: number): PolicyEvent | null {
  const started = versions
    .map((event, i) => {
      const valid_from = instant(event.data.valid_from)
      return { event, start: i === 0 ? valid_from : Math.max(valid_from, event.time) }
    })
    .filter(({ start }) => start <= at)
    .sort((a, b) => a.start - b.start || inOrder(a.event, b.event))
  return started.at(-1)?.event ?? null
}

/** "the property's own before the default". What has no home has the default's. */
export function policyInForce(facts: Facts, home: string | null, at: number): Policy {
  const own =
    home === null
      ? null
      : versionInForce(
          facts.policies.filter(({ data }) => data.property_id === home),
          at,
        )
  const version =
    own ??
    versionInForce(
      facts.policies.filter(({ data }) => data.property_id === undefined),
      at,
    )
  return version === null ? WITHOUT_ANY : promise(version)
}

/** "when its local opening time is in that policy's night hours", half-open, over midnight or not. */
export function isInNightHours(policy: Policy, timeOfDay: number): boolean {
  const { night_from, night_to } = policy
  return night_from < night_to
    ? timeOfDay >= night_from && timeOfDay < night_to
    : timeOfDay >= night_from || timeOfDay < night_to
}

/** In milliseconds. */
export function resolveWithin(policy: Policy, category: string): number {
  const byCategory = Object.hasOwn(policy.resolve_within_by_category, category)
    ? policy.resolve_within_by_category[category]
    : undefined
  return (byCategory ?? policy.resolve_within_s) * 1000
}
