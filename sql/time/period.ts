import { formatDay, parseDay } from './zone.ts'
import { UsageError } from '../db/errors.ts'

/** Local dates [from, until), in days since 1970-01-01. */
export interface Period {
  from: number
  until: number
}

export const BUCKETS = ['day', 'week', 'month'] as const
export type Bucket = (typeof BUCKETS)[number]

const FIRST_DAY = 0
/** No period ends after it. */
export const LAST_DAY = parseDay('2100-01-01')

/** @throws UsageError unless both are dates (YYYY-MM-DD) and from is before until. */
export function parsePeriod(from: string, until: string): Period {
  const period = { from: parseDate(from, 'from'), until: parseDate(until, 'until') }
  if (period.from >= period.until)
    throw new UsageError(`from must be before until: ${from} is not before ${until}`)
  return period
}

function parseDate(date: string, name: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? parseDay(date) : NaN
  if (Number.isNaN(day) || formatDay(day) !== date)
    throw new UsageError(`${name} must be a date such as 2026-10-01, not ${date}`)
  if (day < FIRST_DAY || day > LAST_DAY)
    throw new UsageError(`${name} must lie between 1970-01-01 and 2100-01-01`)
  return day
}

/** The buckets of a period, the first and last cut to it. Weeks begin on Monday. */
export function bucketsOf({ from, until }: Period, every: Bucket): Period[] {
  const buckets: Period[] = []
  for (let start = from; start < until;) {
    const next = Math.min(until, nextBucket(start, every))
    buckets.push({ from: start, until: next })
    start = next
  }
  return buckets
}

function nextBucket(day: number, every: Bucket): number {
  if (every === 'day') return day + 1
  if (every === 'week') return day + 7 - ((day + 3) % 7)
  const date = new Date(formatDay(day))
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 86_400_000
}

/** SQL: the first day of a date's bucket, cut to the period. */
export const BUCKET_SQL: Record<Bucket, string> = {
  day: 'date',
  week: 'greatest({from:Int32}, date - (date + 3) % 7)',
  month: 'greatest({from:Int32}, toInt32(toStartOfMonth(toDate(date))))',
}
