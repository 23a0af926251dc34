import { formatDay, parseDay } from '#sql/time/zone.ts'
import type { MonthPeriod } from './contents.ts'

/** A month is spoken of from its fourth day on: three days tell something. */
const FIRST_TOLD_DAY = 4

export interface Months {
  period: MonthPeriod
  before: MonthPeriod
}

/**
 * A month and the one before it. One that is not over goes up to yesterday, and is compared with the same days.
 * @param month YYYY-MM
 * @param today local date, days since 1970-01-01
 * @returns null where the month is no month, or too young, or has not begun
 */
export function monthsOf(month: string, today: number): Months | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null
  const from = parseDay(`${month}-01`)
  const end = parseDay(`${nextMonth(month)}-01`)
  const is_so_far = today < end
  if (is_so_far && today - from < FIRST_TOLD_DAY - 1) return null
  const until = Math.min(end, today)
  const earlier = previousMonth(month)
  const start = parseDay(`${earlier}-01`)
  const stop = is_so_far ? Math.min(from, start + (until - from)) : from
  const monthPeriod = (name: string, first: number, last: number): MonthPeriod => ({
    month: name,
    from: formatDay(first),
    until: formatDay(last),
    is_so_far,
  })
  return { period: monthPeriod(month, from, until), before: monthPeriod(earlier, start, stop) }
}

/** The month that a page opens with: the current one from its fourth day on, else the one before. */
export function latestMonth(today: number): string {
  const month = formatDay(today).slice(0, 7)
  return monthsOf(month, today) === null ? previousMonth(month) : month
}

export function previousMonth(month: string): string {
  return formatDay(parseDay(`${month}-01`) - 1).slice(0, 7)
}

export function nextMonth(month: string): string {
  return formatDay(parseDay(`${month}-01`) + 31).slice(0, 7)
}
