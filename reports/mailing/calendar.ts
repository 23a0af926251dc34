import { DAY_MS, firstInstant, formatDay, localDay, parseDay } from '#sql/time/zone.ts'
import type { MonthClock, ReportEnv } from './env.ts'
import { nextMonth, previousMonth } from '#reports/month/period.ts'

/** A report can be held for so long after the time at which it was to go out. */
export const MOST_HELD_MS = 5 * DAY_MS
/** A report that was prepared late, after downtime, can be read for so long before it goes out. */
export const LATE_REVIEW_MS = DAY_MS
/** What late events change is gathered for so long. */
export const GATHER_MS = 7 * DAY_MS
/** A sent month is compared with its events for so long. */
export const WATCHED_MS = 60 * DAY_MS

type Clocks = Pick<ReportEnv, 'prepare_at' | 'send_at'>

export interface DueTimes {
  /** ms UTC */
  prepare_at: number
  send_at: number
}

/** When a month's report is prepared and sent, by the clock of a zone. */
export function dueTimes(month: string, timezone: string, { prepare_at, send_at }: Clocks): DueTimes {
  const first = parseDay(`${nextMonth(month)}-01`)
  const at = ({ day, clock_ms }: MonthClock) => firstInstant(timezone, first + day - 1, clock_ms)
  return { prepare_at: at(prepare_at), send_at: at(send_at) }
}

/** The latest month whose report is to be prepared by now. Older ones are never caught up with. */
export function dueMonth(now: number, timezone: string, clocks: Clocks): string {
  const last = previousMonth(formatDay(localDay(timezone, now)).slice(0, 7))
  return dueTimes(last, timezone, clocks).prepare_at <= now ? last : previousMonth(last)
}
