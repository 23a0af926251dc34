import { zoneOf, type Directory } from '#sql/directory/directory.ts'
import { compareBytes } from '#sql/order.ts'
import type { Period } from '#sql/time/period.ts'
import type { Scope } from '#sql/directory/scope.ts'
import { DAY_MS, localDay, offsetAt } from '#sql/time/zone.ts'
import { formatDateTime, formatMoment, formatTime, type Locale } from './format.ts'
import { zoneWords } from './words/zone.ts'

/** By whose clock times are shown. */
export interface Clocks {
  /** of most of the homes; also of what belongs to no home */
  timezone: string
  /** homes whose clock shows another time at some moment of the period: property_id → zone; absent: none of them does */
  zones?: Record<string, string>
}

/** The clocks of homes over a period of local dates. What homes are called decides nothing. */
export function clocksOf(directory: Directory, property_ids: readonly string[], period: Period): Clocks {
  const timezone = mainZone(directory, property_ids)
  const others = property_ids
    .map((property_id) => [property_id, zoneOf(directory, property_id)] as const)
    .filter(([, zone]) => zone !== timezone && !isSameClock(zone, timezone, period))
  return others.length === 0 ? { timezone } : { timezone, zones: Object.fromEntries(others) }
}

/** Those of a scope's homes that it holds inside the period; all where it holds none. */
export function clocksIn(directory: Directory, { homes }: Scope, period: Period): Clocks {
  const inside = homes.filter(({ from, until }) => from < period.until && until > period.from)
  const ids = (inside.length > 0 ? inside : homes).map(({ property_id }) => property_id)
  return clocksOf(directory, [...new Set(ids)].sort(compareBytes), period)
}

/** The zone that most of the homes are in; of equals the default one, else the first by its own name. */
export function mainZone(directory: Directory, property_ids: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const id of property_ids) {
    const zone = zoneOf(directory, id)
    counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  const isDefault = (zone: string) => Number(zone === directory.default_timezone)
  const [first] = [...counts].sort(
    ([a, n], [b, m]) => m - n || isDefault(b) - isDefault(a) || compareBytes(a, b),
  )
  return first?.[0] ?? directory.default_timezone
}

/** The day that has come at every one of the scope's homes: what is over on it is over everywhere. */
export function dayAt(directory: Directory, { homes }: Scope, at: number): number {
  // what left long ago decides nothing
  const own = homes.filter(({ until }) => until * DAY_MS > at - DAY_MS)
  const zones = new Set(
    (own.length > 0 ? own : homes).map(({ property_id }) => zoneOf(directory, property_id)),
  )
  if (zones.size === 0) return localDay(directory.default_timezone, at)
  return Math.min(...[...zones].map((zone) => localDay(zone, at)))
}

function isSameClock(a: string, b: string, { from, until }: Period): boolean {
  for (let day = from - 1; day <= until + 1; day++)
    if (offsetAt(a, day * DAY_MS) !== offsetAt(b, day * DAY_MS)) return false
  return true
}

/** The zone of a home; '' is of none. */
export function zoneIn({ timezone, zones = {} }: Clocks, property_id: string): string {
  return Object.hasOwn(zones, property_id) ? (zones[property_id] ?? timezone) : timezone
}

/** Every zone of the clocks, that of most homes first. */
export function zonesOf({ timezone, zones = {} }: Clocks): string[] {
  return [...new Set([timezone, ...Object.values(zones).sort(compareBytes)])]
}

/** Whether times must say whose they are. */
export function isMixed({ zones }: Clocks): boolean {
  return zones !== undefined
}

/** « по Москве», where homes' clocks differ; '' else. */
export function byClock(clocks: Clocks, property_id: string, locale: Locale): string {
  return isMixed(clocks) ? ` ${zoneWords(zoneIn(clocks, property_id), locale)}` : ''
}

/** «03:12», where homes' clocks differ «03:12 по Москве». */
export function timeAt(clocks: Clocks, property_id: string, iso: string | null, locale: Locale): string {
  return formatTime(iso, zoneIn(clocks, property_id), locale) + byClock(clocks, property_id, locale)
}

/** «14 октября, 03:12», where homes' clocks differ «14 октября, 03:12 по Москве». */
export function momentAt(clocks: Clocks, property_id: string, iso: string | null, locale: Locale): string {
  return formatMoment(iso, zoneIn(clocks, property_id), locale) + byClock(clocks, property_id, locale)
}

/** «14 октября 2026, 03:12», where homes' clocks differ «14 октября 2026, 03:12 по Москве». */
export function dateTimeAt(clocks: Clocks, property_id: string, iso: string | null, locale: Locale): string {
  return formatDateTime(iso, zoneIn(clocks, property_id), locale) + byClock(clocks, property_id, locale)
}
