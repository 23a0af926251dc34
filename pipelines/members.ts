/**
 * The kinds of members that events are made of. Each says in plain words what is wrong with a value and what to
 * send instead, and never repeats the value. `null` counts as absent, so optional members are `.nullish()`.
 */
import { z } from 'zod'
import {
  AN_ID,
  CONTROL,
  emailFault,
  idFault,
  MAX_TEXT_BYTES,
  SURROGATE,
  surrogateFault,
  type Fault,
} from './string-faults.ts'
import { FIRST_INSTANT, isLocalDate, LAST_INSTANT, readInstant } from './time.ts'

export const ROLES = ['guest', 'manager', 'bot', 'owner', 'automation'] as const
/** Who wrote a message, as its source says it: unknown where only the directory can tell. */
const AUTHOR_ROLES = [...ROLES, 'unknown'] as const

const UTF8 = new TextEncoder()
const MAX_SECONDS = 31_536_000
const OPEN = /^[a-z0-9_-]{1,32}$/
const LANGUAGE = /^(?:[A-Za-z]{2,8}|[iIxX](?=-))(?:-[A-Za-z0-9]{1,8})*$/
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/

function says(send: string, faultOf: Fault = () => null) {
  return ({ input }: { readonly input?: unknown }) => `${whatIsWrong(input, faultOf)}; send ${send}`
}

function whatIsWrong(input: unknown, faultOf: Fault): string {
  if (input === undefined || input === null) return 'is missing'
  if (typeof input === 'string') return faultOf(input) ?? 'is not one that is taken'
  if (typeof input === 'number')
    return Number.isFinite(input) ? 'is a number that is not taken' : 'is too large a number'
  if (typeof input === 'boolean') return 'is true or false'
  return Array.isArray(input) ? 'is a list' : 'is an object'
}

/** A string in which a fault function finds nothing. */
function checked(send: string, faultOf: Fault) {
  const error = says(send, faultOf)
  return z.string({ error }).refine((value) => faultOf(value) === null, { error })
}

function matching(pattern: RegExp, fault: string): Fault {
  return (value) => (pattern.test(value) ? null : fault)
}

function outOfRange(ms: number): string | null {
  return ms < FIRST_INSTANT || ms > LAST_INSTANT ? 'is before 1900 or after 2299' : null
}

function instantFault(value: string): string | null {
  const ms = readInstant(value)
  return ms === null ? 'is not a time as RFC 3339 writes it' : outOfRange(ms)
}

function localDateFault(value: string): string | null {
  return isLocalDate(value) ? null : 'is not a date of the calendar'
}

const AN_INSTANT = 'a time like 2026-10-03T02:14:07.120+03:00 or …Z'

export const id = checked(AN_ID, idFault)
export const open = checked(
  'a word of 1 to 32 characters out of a-z, 0-9, _ and -',
  matching(OPEN, 'is not a lower-case word'),
)
export const language = checked(
  'a language tag like ru or en-GB',
  matching(LANGUAGE, 'is not a language tag of BCP 47'),
)
export const instant = checked(AN_INSTANT, instantFault)
export const localDate = checked('a local date like 2026-10-03', localDateFault)
export const clock = checked('a local time of day like 14:00', matching(CLOCK, 'is not a time of day'))
export const email = checked('an e-mail address like name@example.org', emailFault)
export const words = checked('a string', surrogateFault)

/** Kept as told, so it must fit what the database can compare it with. */
export const instantOrLocalDate = checked(`${AN_INSTANT}, or a local date like 2026-10-03`, (value) => {
  if (!isLocalDate(value))
    return instantFault(value) && 'is neither a time of RFC 3339 (1900 to 2299) nor a date'
  return outOfRange(Date.parse(value))
})

export const link = checked('an https address that holds {conversation_id} or {incident_id}', (value) => {
  if (!value.isWellFormed()) return SURROGATE
  if (CONTROL.test(value) || !value.startsWith('https://') || !URL.canParse(value))
    return 'is not an https address'
  return /\{(?:conversation|incident)_id\}/.test(value) ? null : 'has no place for an id'
})

/** Used at the door, then dropped, so that halves of characters do no harm in it. */
export const messageText = checked(`a string of at most ${MAX_TEXT_BYTES} bytes`, (value) => {
  const fits = value.length * 3 <= MAX_TEXT_BYTES || UTF8.encode(value).length <= MAX_TEXT_BYTES
  return fits ? null : `is longer than ${MAX_TEXT_BYTES} bytes`
})

/** A string of at most `max` UTF-16 units that is stored. */
export function wordsUpTo(max: number) {
  return checked(`a string of at most ${max} characters`, (value) =>
    value.length > max ? `is longer than ${max} characters` : surrogateFault(value),
  )
}

/** A word of a closed vocabulary. */
export function word<const Words extends readonly [string, ...string[]]>(list: Words) {
  return z.enum(list, { error: says(`one of ${list.join(', ')}`) })
}

export const flag = z.boolean({ error: says('true or false') })
export const number = z.number({ error: says('a number') })

export function wholeNumber(min: number, max: number) {
  const error = says(`a whole number from ${min} to ${max}`)
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error })
}

const ABOVE_ZERO = says('a number above 0')
export const positive = z.number({ error: ABOVE_ZERO }).refine((value) => value > 0, { error: ABOVE_ZERO })

/** Seconds of a promise. */
export const seconds = wholeNumber(1, MAX_SECONDS)

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: says('a list') })
}

/** Free names, each with a value of one kind. */
export function named<Value extends z.ZodType>(value: Value) {
  return z.record(id, value.nullish(), { error: says('an object') })
}

export function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape, { error: says('an object') })
}

export const actor = object({ role: word(ROLES), id: id.nullish() })
export const author = object({ role: word(AUTHOR_ROLES), id: id.nullish() })
