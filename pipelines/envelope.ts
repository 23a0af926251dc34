/** The CloudEvents envelope around every event. */
import type { Reason } from './dead-letter.ts'
import { AN_ID, idFault } from './string-faults.ts'
import { readInstant } from './time.ts'

export interface Envelope {
  readonly source: string
  readonly id: string
  readonly type: string
  /** Milliseconds UTC. */
  readonly at: number
  /** As the event has it. */
  readonly time: string
  readonly data: Record<string, unknown>
}

export interface Refusal {
  readonly reason: Reason
  readonly detail: string
}

const DAY_MS = 86_400_000
const FIRST_TIME = Date.UTC(2000, 0, 1)

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isRefusal(value: object): value is Refusal {
  return 'detail' in value
}

/**
 * Reads the envelope of a parsed record.
 * @param types the types that are taken
 * @param received_at milliseconds UTC: a `time` of more than 24 h after it is refused
 */
export function readEnvelope(
  value: unknown,
  types: { has(type: string): boolean; keys(): Iterable<string> },
  received_at: number,
): Envelope | Refusal {
  if (!isObject(value))
    return refuse('the record is no JSON object; send one CloudEvents 1.0 object an event')
  if (value.specversion !== '1.0')
    return refuse(`specversion ${missingOr(value.specversion, 'is another')}; send "1.0"`)
  const { id, source, type, time, data } = value
  if (typeof id !== 'string') return refuse(`id ${missingOr(id, 'is no string')}; send ${AN_ID}`)
  const idIs = idFault(id)
  if (idIs !== null) return refuse(`id ${idIs}; send ${AN_ID}`)
  if (typeof source !== 'string') return refuse(`source ${missingOr(source, 'is no string')}; send ${AN_ID}`)
  const sourceIs = idFault(source)
  if (sourceIs !== null) return refuse(`source ${sourceIs}; send ${AN_ID}`)
  if (typeof type !== 'string') return refuse(`type ${missingOr(type, 'is no string')}; send ${oneOf(types)}`)
  if (!types.has(type))
    return { reason: 'unknown_type', detail: `type is not known here; send ${oneOf(types)}` }
  if (typeof time !== 'string') return refuse(`time ${missingOr(time, 'is no string')}; send ${A_TIME}`)
  const at = readInstant(time)
  if (at === null) return refuse(`time is not a time as RFC 3339 writes it; send ${A_TIME}`)
  const outside = outOfBounds(at, received_at)
  if (outside !== null) return { reason: 'time_out_of_bounds', detail: outside }
  if (!isObject(data))
    return refuse(`data ${missingOr(data, 'is no object')}; send an object with the members of this type`)
  return { source, id, type, at, time, data }
}

const A_TIME = 'a time like 2026-10-03T02:14:07.120+03:00 or …Z'

function outOfBounds(at: number, received_at: number): string | null {
  if (at < FIRST_TIME) return 'time is before 2000-01-01; send the time at which it happened'
  if (at <= received_at + DAY_MS) return null
  return 'time is more than 24 hours after its arrival; send the time at which it happened'
}

function refuse(detail: string): Refusal {
  return { reason: 'envelope', detail }
}

function missingOr(value: unknown, otherwise: string): string {
  return value === undefined || value === null ? 'is missing' : otherwise
}

function oneOf(types: { keys(): Iterable<string> }): string {
  return `one of ${[...types.keys()].join(', ')}`
}
