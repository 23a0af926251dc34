/**
 * Local dates and clock times of a zone. A wall time is written as the milliseconds that UTC would have if
 * its clock showed it. Local dates are "YYYY-MM-DD" strings, which compare as text.
 */
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/** Zones change their offset at full quarters of an hour of UTC: one look-up for each quarter is enough. */
const QUARTER = 15 * MINUTE

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone)
  if (made === undefined) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, made)
  }
  return made
}

/** Wall time minus UTC, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  if (zone === 'UTC') return 0
  let known = offsets.get(zone)
  if (known === undefined) offsets.set(zone, (known = new Map<number, number>()))
  const quarter = Math.floor(at / QUARTER) * QUARTER
  const before = known.get(quarter)
  if (before !== undefined) return before
  const part: Record<string, number> = {}
  for (const { type, value } of format(zone).formatToParts(quarter)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter
  known.set(quarter, offset)
  return offset
}

function wallAt(zone: string, at: number): number {
  return at + offsetAt(zone, at)
}

function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

/** "a local date … is in the home's own time zone" */
export function localDate(zone: string, at: number): string {
  return dateOf(wallAt(zone, at))
}

/** Milliseconds since local midnight, by the clock. */
export function localTimeOfDay(zone: string, at: number): number {
  const wall = wallAt(zone, at)
  return wall - Math.floor(wall / DAY) * DAY
}

export function addDays(date: string, days: number): string {
  return dateOf(Date.parse(`${date}T00:00:00Z`) + days * DAY)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** "22:00" in milliseconds since midnight. */
export function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * HOUR + minutes * MINUTE
}

/** "the first instant at which the local clock shows that time or later": the least t with wall(t) ≥ asked. */
export function firstInstant(zone: string, date: string, timeOfDay: number): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + timeOfDay
  let [early, late] = [wall - 16 * HOUR, wall + 16 * HOUR]
  const before = offsetAt(zone, early)
  const after = offsetAt(zone, late)
  if (before === after) return wall - before
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (offsetAt(zone, middle) === before) early = middle
    else late = middle
  }
  // `late` is now the instant of the change
  return wall - before < late ? wall - before : Math.max(wall - after, late)
}
