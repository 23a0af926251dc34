import { randomUUID } from 'node:crypto'
import { UsageError } from '#sql/errors.ts'
import type { Store } from './store.server.ts'

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
 * Sends a policy event of its own, through the same door as any other, and derives what hangs on it. What was before it keeps
 * its promise.
 * @returns from when it is in force, RFC 3339
 * @throws UsageError that says what can't be taken, or names a home that nobody has announced
 */
export async function addPolicy(store: Store, told: PromiseToAdd, now: number): Promise<string> {
  const { property_id } = told
  if (property_id !== undefined && !(await store.directory()).properties.has(property_id))
    throw new UsageError(`${property_id} is no home that anyone has announced`)
  const id = randomUUID()
  const time = new Date(now).toISOString()
  const valid_from = told.valid_from ?? time
  const event = {
    ...{ specversion: '1.0', id, source: 'insights://policy', type: 'butler.policy.v1', time },
    data: {
      policy_id: property_id === undefined ? 'default' : `property:${property_id}`,
      ...told,
      valid_from,
    },
  }
  const decoded = store.sink.decodeValue(JSON.parse(JSON.stringify(event)), `insights policy add ${id}`, now)
  if (decoded.fate.fate === 'dead') throw new UsageError(decoded.fate.letter.detail)
  await store.sink.write([decoded])
  await store.facts.drain()
  return valid_from
}
