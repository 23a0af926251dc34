import type { Period } from '#sql/time/period.ts'
import type { Scope } from '#sql/directory/scope.ts'
import { formatDay } from '#sql/time/zone.ts'

/**
 * Why of a month there is nothing to tell: no home is told of at all · nothing was ever told of one · none of the homes was
 * managed yet, or his · nothing had come in yet · none was any more · or none in between.
 */
export interface Unreported {
  why: 'no_home' | 'no_data' | 'before_home' | 'before_data' | 'after_home' | 'no_home_then'
  /** the first local date of which something is told, or the first without a home; null where there is none */
  date: string | null
}

/** @param first_day of which something is told of the scope, days since 1970-01-01; null: of none */
export function unreportedOf(
  { homes, unassigned }: Pick<Scope, 'homes' | 'unassigned'>,
  first_day: number | null,
  period: Period,
): Unreported | null {
  const unreported = (why: Unreported['why'], day: number | null): Unreported => ({
    why,
    date: day === null || !Number.isFinite(day) ? null : formatDay(day),
  })
  // what has no home is told of, too
  if (homes.length === 0 && !unassigned) return unreported('no_home', null)
  if (first_day === null) return unreported('no_data', null)
  const first = Math.min(...homes.map(({ from }) => from))
  if (period.until <= first_day && !unassigned && period.until <= first)
    return unreported('before_home', first)
  if (period.until <= first_day) return unreported('before_data', first_day)
  if (unassigned || homes.some(({ from, until }) => from < period.until && until > period.from)) return null
  const end = Math.max(...homes.map(({ until }) => until))
  return period.from >= end ? unreported('after_home', end) : unreported('no_home_then', null)
}

/** The first and the last month of which there is something to tell, YYYY-MM; null: of none. @param latest that can be told */
export function reportedMonths(
  { homes, unassigned }: Pick<Scope, 'homes' | 'unassigned'>,
  first_day: number | null,
  latest: string,
): { first: string; last: string } | null {
  if (first_day === null) return null
  const end = unassigned ? Infinity : Math.max(...homes.map(({ until }) => until))
  const first = formatDay(first_day).slice(0, 7)
  const last = Number.isFinite(end) ? formatDay(end - 1).slice(0, 7) : latest
  return { first, last: last < latest ? last : latest }
}
