/** "A **night** is a home's, and is named by the local date on which it begins". */
import { zoneOf } from './directory.ts'
import type { Known } from './placed.ts'
import { policyInForce } from './policy.ts'
import type { Query, Period } from './scope.ts'
import { isInQuery } from './scope.ts'
import type { Span } from './spans.ts'
import { addDays, clockTime, firstInstant, localDate } from './zone.ts'

export interface Night {
  home: string
  date: string
  /** Cut at as_of. */
  window: Span
}

/**
 * "Its window runs from night_from to night_to local clock time of the policy in force at local noon of its date;
 * each end is the first instant at which the local clock shows that time or later". Where night_to is not after
 * night_from by the clock, it is the next date's.
 */
export function windowOf(known: Known, home: string, date: string): Span {
  const zone = zoneOf(known.directory, home)
  const noon = firstInstant(zone, date, clockTime('12:00'))
  const { night_from, night_to } = policyInForce(known.facts, home, noon)
  return {
    from: firstInstant(zone, date, night_from),
    until: firstInstant(zone, night_from < night_to ? date : addDays(date, 1), night_to),
  }
}

/**
 * "A home has nights on the dates on which it is managed; without managed_from, from the local date of its first
 * property event, message (by its home) or incident event on, whatever as_of; a home never announced has none."
 */
function firstNight(known: Known, home: string): string | null {
  const announced = known.directory.announced.get(home)
  if (announced === undefined) return null
  if (announced.data.managed_from !== undefined) return announced.data.managed_from
  const times = [
    ...known.facts.properties.filter(({ data }) => data.property_id === home),
    ...known.facts.messages.filter((message) => known.placed.get(message)?.home === home),
    ...known.facts.incidents.filter(({ data }) => data.property_id === home),
  ].map(({ time }) => time)
  return localDate(zoneOf(known.directory, home), Math.min(...times))
}

/**
 * "nights of the period that began before as_of", of the homes and dates asked for. "Windows are cut at as_of."
 */
export function readNights(known: Known, query: Query, period: Period): Night[] {
  const homes = [...new Set(query.homes.map(({ property_id }) => property_id))]
  return homes.flatMap((home) => {
    const first = firstNight(known, home)
    if (first === null) return []
    const nights: Night[] = []
    for (let date = first > period.from ? first : period.from; date < period.until; date = addDays(date, 1)) {
      if (!isInQuery(query, known.directory, home, date)) continue
      const { from, until } = windowOf(known, home, date)
      if (from >= query.as_of) break
      nights.push({ home, date, window: { from, until: Math.min(until, query.as_of) } })
    }
    return nights
  })
}

/** What is looked at as one: a home's night; or with team a window that several homes have. */
export interface Watch {
  homes: string[]
  date: string
  window: Span
  /** "with `--team` … every shift then counts" */
  everyShift: boolean
}

/** "`--team` takes each distinct window among the homes once" */
export function watchesOf(nights: readonly Night[], team: boolean): Watch[] {
  if (!team)
    return nights.map(({ home, date, window }) => ({ homes: [home], date, window, everyShift: false }))
  const distinct = new Map<string, Watch>()
  for (const { home, date, window } of nights) {
    const key = `${window.from} ${window.until}`
    const watch = distinct.get(key)
    if (watch === undefined) distinct.set(key, { homes: [home], date, window, everyShift: true })
    else {
      watch.homes.push(home)
      if (date < watch.date) watch.date = date
    }
  }
  return [...distinct.values()]
}
