/** Which homes and dates a question is about. */
import type { Directory, Home } from './directory.ts'
import { addDays, weekdayOf } from './zone.ts'

export type Values = Record<string, number | null>

export interface Query {
  subject: 'turns' | 'nights' | 'incidents' | 'reviews' | 'automation'
  /** Local dates, half-open. */
  from: string
  until: string
  /** Milliseconds UTC. */
  as_of: number
  homes: Home[]
  /** Whose homes and dates these are; absent: no single owner's. */
  owner?: string
  /** Also what has no home, or a home never announced. */
  unassigned: boolean
  default_timezone: string
  /** Local dates. */
  holidays?: string[]
  by?: string
  every?: 'day' | 'week' | 'month'
  /** Nights: of language_covered_share, default en. */
  language?: string
  /** Nights: each distinct window once. */
  team?: boolean
}

export interface Period {
  from: string
  until: string
  /** The day from which on what is needed is reported; absent: always. */
  since?: string
  /** "only of homes and from days on which both are told whole"; absent: it is no such ratio. */
  isWhole?: (home: string | null, date: string) => boolean
}

/**
 * "Periods … of turns go by" the date to which they belong, but what is needed is looked for "at turns by the date on
 * which they opened".
 * @param opened_on of a turn, where it is not the date
 */
export function isWithin({ from, until, since }: Period, date: string, opened_on = date): boolean {
  return from <= date && date < until && (since === undefined || since <= opened_on)
}

/**
 * "A home counts for the local dates on which it is managed …, and for an owner on those of them on which it was
 * his"; "What has no home, or a home never announced, counts in every total of management and of no owner."
 */
export function isInQuery(query: Query, directory: Directory, home: string | null, date: string): boolean {
  if (home === null || !directory.announced.has(home)) return query.unassigned
  return query.homes.some(
    ({ property_id, from, until }) =>
      property_id === home && (from === null || from <= date) && (until === null || date < until),
  )
}

/** "`series` has every bucket of the period, the first and last cut to it"; "Weeks begin on Monday." */
export function buckets({ from, until }: Period, every: 'day' | 'week' | 'month'): Period[] {
  const list: Period[] = []
  for (let start = from; start < until;) {
    const next = nextBucket(start, every)
    list.push({ from: start, until: next < until ? next : until })
    start = next
  }
  return list
}

function nextBucket(date: string, every: 'day' | 'week' | 'month'): string {
  if (every === 'day') return addDays(date, 1)
  if (every === 'week') return addDays(date, 8 - weekdayOf(date))
  return addDays(`${date.slice(0, 7)}-01`, 31).slice(0, 7) + '-01'
}
