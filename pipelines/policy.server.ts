import { randomUUID } from 'node:crypto'
import { UsageError } from '#sql/db/errors.ts'
import type { Directory } from '#sql/directory/directory.ts'

/** A new version of what guests are promised. Durations in seconds, whole numbers from 1 to 31 536 000. */
export interface PromiseToAdd {
  /** a home; undefined: every home without a promise of its own */
  property_id: string | undefined
  /** RFC 3339; undefined: now */
  valid_from: string | undefined
  answer_within_s: number
  /** undefined: as by day */
  night_answer_within_s: number | undefined
  /** local clock, such as 22:00 */
  night_from: string
  night_to: string
  resolve_within_s: number
  resolve_within_by_category: Record<string, number> | undefined
  /** undefined: 1800 */
  follow_up_within_s: number | undefined
}

/**
 * Sends a policy event of its own, through the same door as any other. What was before it keeps its promise.
 * @param take lands an event; gives why it can't be taken, else null
 * @returns from when it is in force, RFC 3339
 * @throws UsageError that says what can't be taken, or names a home that nobody has announced
 */
export async function addPolicy(
  take: (event: unknown) => Promise<string | null>,
  directory: Directory,
  policy: PromiseToAdd,
  now: number,
): Promise<string> {
  const { property_id } = policy
  if (property_id !== undefined && !directory.properties.has(property_id))
    throw new UsageError(`unknown home ${property_id}`)
  const id = randomUUID()
  const time = new Date(now).toISOString()
  const valid_from = policy.valid_from ?? time
  const event = {
    specversion: '1.0',
    id,
    source: 'insights://policy',
    type: 'butler.policy.v1',
    time,
    data: {
      policy_id: property_id === undefined ? 'default' : `property:${property_id}`,
      ...policy,
      valid_from,
    },
  }
  const wrong = await take(JSON.parse(JSON.stringify(event)))
  if (wrong !== null) throw new UsageError(wrong)
  return valid_from
}
