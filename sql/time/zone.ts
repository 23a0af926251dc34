/** Milliseconds of a minute, an hour, a day of 24 hours. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

interface Changes {
  /** Instants from which `offsets_ms` hold, ascending; the first is the start of the stretch that was looked at. */
  from: number[]
  offsets_ms: number[]
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** offsets are looked up once for each stretch of this length, counted from 1970 */
const STRETCH_MS = 365 * DAY_MS
/** zone → number of the stretch → its offsets */
const zones = new Map<string, Map<number, Changes>>()

/** Whether Node knows the IANA zone. The engine's own list is asked at the door (pipelines). */
export function isZone(zone: string): boolean {
  try {
    format(zone)
    return true
  } catch {
    return false
  }
}

/** Offset of the zone from UTC at an instant, in milliseconds (Moscow: 10 800 000). */
export function offsetAt(zone: string, at: number): number {
  let stretches = zones.get(zone)
  if (stretches === undefined) zones.set(zone, (stretches = new Map<number, Changes>()))
  const stretch = Math.floor(at / STRETCH_MS)
  let changes = stretches.get(stretch)
  if (changes === undefined) stretches.set(stretch, (changes = changesOf(zone, stretch * STRETCH_MS)))
  let index = changes.from.length - 1
  while (index > 0 && (changes.from[index] ?? 0) > at) index--
  return changes.offsets_ms[index] ?? 0
}

/** Local date and hour as one number: days since 1970-01-01 · 24 + hour of the local clock. */
export function localHourOf(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / HOUR_MS)
}

/** Local date, in days since 1970-01-01. */
export function localDay(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY_MS)
}

/** Milliseconds since local midnight, as the local clock shows them. */
export function clockTime(zone: string, at: number): number {
  const local = at + offsetAt(zone, at)
  return local - Math.floor(local / DAY_MS) * DAY_MS
}

/**
 * The first instant at which the local clock shows that time of that date, or later: where clocks go forward over it
 * the end of the gap, where they go back over it the first of the two.
 * @param day local date, days since 1970-01-01
 * @param clock_ms time of day, milliseconds since midnight
 */
export function firstInstant(zone: string, day: number, clock_ms: number): number {
  const wall = day * DAY_MS + clock_ms
  const before = offsetAt(zone, wall - DAY_MS - offsetAt(zone, wall - DAY_MS))
  const at = wall - before
  if (offsetAt(zone, at) === before) return at
  const change = lastChange(zone, at)
  return Math.max(change, wall - offsetAt(zone, at))
}

/** '22:00' → 79 200 000. */
export function parseClock(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * HOUR_MS + minutes * MINUTE_MS
}

/** 79 200 000 → '22:00'. */
export function formatClock(clock_ms: number): string {
  return new Date(clock_ms).toISOString().slice(11, 16)
}

/** '2026-10-03' → days since 1970-01-01. */
export function parseDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

/** Days since 1970-01-01 → '2026-10-03'. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

function lastChange(zone: string, at: number): number {
  let low = at - DAY_MS
  let high = at
  const offset = offsetAt(zone, at)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle) === offset) high = middle
    else low = middle
  }
  return high
}

/** All offsets of a stretch: every day is looked at, and a change is narrowed down to its second. */
function changesOf(zone: string, start: number): Changes {
  const changes: Changes = { from: [start], offsets_ms: [measure(zone, start)] }
  for (let day = start; day < start + STRETCH_MS; day += DAY_MS) {
    const offset = measure(zone, day + DAY_MS)
    if (offset === changes.offsets_ms.at(-1)) continue
    let low = day
    let high = day + DAY_MS
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000
      if (measure(zone, middle) === offset) high = middle
      else low = middle
    }
    changes.from.push(high)
    changes.offsets_ms.push(offset)
  }
  return changes
}

function measure(zone: string, at: number): number {
  const part: Record<string, number> = {}
  for (const { type, value } of format(zone).formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone)
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, found)
  }
  return found
}
