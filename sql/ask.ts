import type { Directory } from './directory.ts'
import { UsageError } from './errors.ts'
import { LISTS, type List } from './lists.server.ts'
import type { ListQuery } from './lists/list-ask.ts'
import { DIMENSIONS, SUBJECTS, type Subject } from './metrics/index.ts'
import { BUCKETS, parsePeriod } from './period.ts'
import type { Ask } from './read.server.ts'
import { homesScope, managementScope, ownerScope, narrowed, type Scope } from './scope.ts'

/** A question as it is written, on a command line or in a URL. */
export interface Written {
  from?: string | undefined
  until?: string | undefined
  property?: readonly string[] | undefined
  owner?: string | undefined
  by?: string | undefined
  every?: string | undefined
  asOf?: string | undefined
  language?: string | undefined
  team?: boolean | undefined
}

const WRITTEN_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** @throws UsageError that names what is wrong and what there is instead. */
export function parseListQuery(written: Written, directory: Directory, now: number, own?: Scope): ListQuery {
  if (written.from === undefined || written.until === undefined)
    throw new UsageError('from and until are required: two dates such as 2026-10-01 and 2026-11-01')
  return {
    period: parsePeriod(written.from, written.until),
    as_of: written.asOf === undefined ? now : parseTime(written.asOf),
    scope: parseScope(written, directory, own),
    language: written.language ?? 'en',
    team: written.team ?? false,
  }
}

/** @throws UsageError as parseListQuery. */
export function parseQuery(
  subject: string,
  written: Written,
  directory: Directory,
  now: number,
  own?: Scope,
): Ask {
  const known = oneOf(SUBJECTS, subject, 'subject')
  const by = written.by === undefined ? null : oneOf(DIMENSIONS[known], written.by, `dimension of ${known}`)
  const every = written.every === undefined ? null : oneOf(BUCKETS, written.every, 'step of a series')
  return { subject: known, by, every, ...parseListQuery(written, directory, now, own) }
}

export function parseSubject(subject: string): Subject {
  return oneOf(SUBJECTS, subject, 'subject')
}

export function parseList(list: string): List {
  return oneOf(LISTS, list, 'list')
}

export function oneOf<T extends string>(known: readonly T[], given: string, what: string): T {
  const found = known.find((one) => one === given)
  if (found === undefined)
    throw new UsageError(`unknown ${what}: ${given}; must be one of ${known.join(', ')}`)
  return found
}

/** @param what the option or member that tells it */
export function parseTime(text: string, what = 'as-of'): number {
  const at = WRITTEN_TIME.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at))
    throw new UsageError(`${what} must be a time such as 2026-11-01T10:00:00Z, not ${text}`)
  return at
}

/** The homes asked for; never wider than what the asker may read (`own`). */
function parseScope({ property = [], owner }: Written, directory: Directory, own?: Scope): Scope {
  if (owner !== undefined && property.length > 0)
    throw new UsageError('property and owner cannot be combined: give homes or an owner')
  for (const id of property) {
    if (!directory.properties.has(id)) throw new UsageError(`unknown home ${id}`)
  }
  if (owner !== undefined && !isOwner(directory, owner)) throw new UsageError(`unknown owner ${owner}`)
  if (own !== undefined) return property.length > 0 ? narrowed(own, property) : own
  if (property.length > 0) return homesScope(directory, property, true)
  return owner === undefined ? managementScope(directory) : ownerScope(directory, owner)
}

/** Whether an owner's event, or any home's, names him. */
export function isOwner(directory: Directory, owner: string): boolean {
  return (
    directory.owners.has(owner) ||
    [...directory.properties.values()].some(({ owners }) => owners.some(({ owner_id }) => owner_id === owner))
  )
}
