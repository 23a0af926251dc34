import type { Directory } from './directory/directory.ts'
import { UsageError } from './db/errors.ts'
import { LISTS, type List } from './lists.server.ts'
import type { ListQuery } from './lists/list-query.ts'
import { DIMENSIONS, SUBJECTS, type Subject } from './metrics/index.ts'
import { BUCKETS, parsePeriod } from './time/period.ts'
import type { MetricsQuery } from './read.server.ts'
import { homesScope, managementScope, ownerScope, narrowed, type Scope } from './directory/scope.ts'

/** A question as it is written, on a command line or in a URL. */
export interface RawQuery {
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
export function parseListQuery(raw: RawQuery, directory: Directory, now: number, own?: Scope): ListQuery {
  if (raw.from === undefined || raw.until === undefined)
    throw new UsageError('from and until are required: two dates such as 2026-10-01 and 2026-11-01')
  return {
    period: parsePeriod(raw.from, raw.until),
    as_of: raw.asOf === undefined ? now : parseTime(raw.asOf),
    scope: parseScope(raw, directory, own),
    language: raw.language ?? 'en',
    team: raw.team ?? false,
  }
}

/** @throws UsageError as parseListQuery. */
export function parseQuery(
  subject: string,
  raw: RawQuery,
  directory: Directory,
  now: number,
  own?: Scope,
): MetricsQuery {
  const known = oneOf(SUBJECTS, subject, 'subject')
  const by = raw.by === undefined ? null : oneOf(DIMENSIONS[known], raw.by, `dimension of ${known}`)
  const every = raw.every === undefined ? null : oneOf(BUCKETS, raw.every, 'step of a series')
  return { subject: known, by, every, ...parseListQuery(raw, directory, now, own) }
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
function parseScope({ property = [], owner }: RawQuery, directory: Directory, own?: Scope): Scope {
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
