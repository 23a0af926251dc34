/** When an event of a calendar happens: its own time, or each time of a series (RFC 5545, 3.8.5). */
import ICAL from 'ical.js'
import type { Entry } from './calendar-entry.ts'
import { type CalendarZones, type Wall, wallsIn } from './calendar-times.ts'

/** Local dates up to which a series is followed, the last one included. */
export interface Horizon {
  /** one that says no end */
  readonly endless: string
  /** one that says an end, however late */
  readonly ending: string
}

const MOST_STEPS = 40_000
const MOST_INTERVAL = 500
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
/** What the iterator of ical.js is given of a rule; the rest is asked of each day here. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  DAILY: [],
  WEEKLY: ['BYDAY', 'WKST'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'WKST'],
}

/** @returns null: it recurs in a way that no roster does, such as by hours or by years */
export function timesOf(entry: Entry, start: Wall, zones: CalendarZones, horizon: Horizon): Wall[] | null {
  const times = [start]
  for (const rule of entry.rules) {
    const more = followed(rule, start, zones, horizon)
    if (more === null) return null
    times.push(...more)
  }
  times.push(...entry.also.map((wall) => ({ ...start, ...wall, zone: wall.zone || start.zone })))
  const gone = new Set(entry.except.map((wall) => placeOf(wall, start, zones)))
  const unique = new Map(times.map((wall) => [placeOf(wall, start, zones), wall]))
  return [...unique].flatMap(([place, wall]) => (gone.has(place) || gone.has(wall.date) ? [] : [wall]))
}

/** What tells one time of a series from the others; a time without a zone is in that of the series. */
export function placeOf(wall: Wall, { zone }: Wall, zones: CalendarZones): string {
  if (wall.minute === null) return wall.date
  const at = zones.instantOf({ ...wall, zone: wall.zone === '' ? zone : wall.zone })
  return at === null ? `${wall.date} ${wall.minute}` : String(at)
}

/**
 * TRICKY: ical.js looks for the next time for ever where a rule never comes true (daily, on 30 February), and compares an end in
 * UTC with times without a zone. So it only makes the steps, which always come; days, months, count and end are judged here.
 */
function followed(text: string, start: Wall, zones: CalendarZones, horizon: Horizon): Wall[] | null {
  const parts = new Map<string, string>()
  for (const part of text.toUpperCase().split(';')) {
    const [name = '', value] = part.split('=')
    if (value !== undefined) parts.set(name, value)
  }
  const freq = parts.get('FREQ') ?? ''
  const steps = STEPS[freq]
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const isOften = ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((name) => parts.get(name)?.includes(','))
  if (steps === undefined || isOften || !(interval >= 1 && interval <= MOST_INTERVAL)) return null
  const rule = ['FREQ', 'INTERVAL', ...steps].flatMap((name) => {
    const value = parts.get(name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  const until = parts.get('UNTIL')
  const isOver = overAfter(until, start, zones)
  const isMeant = asked(parts, freq)
  const most = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY)
  const last = until === undefined && !parts.has('COUNT') ? horizon.endless : horizon.ending
  const found: Wall[] = []
  try {
    const first =
      start.minute === null
        ? ICAL.Time.fromDateString(start.date)
        : ICAL.Time.fromDateTimeString(`${start.date}T${clock(start.minute)}:00`)
    const iterator = ICAL.Recur.fromString(rule.join(';')).iterator(first)
    for (let step = 0; step < MOST_STEPS && found.length < most; step++) {
      const time = iterator.next() as ICAL.Time | null
      const wall = time === null ? null : { ...start, date: time.toString().slice(0, 10) }
      if (wall === null || wall.date > last || isOver(wall)) break
      if (isMeant(wall.date)) found.push(wall)
    }
    return found
  } catch {
    return null
  }
}

function overAfter(until: string | undefined, start: Wall, zones: CalendarZones): (wall: Wall) => boolean {
  const [end] = until === undefined ? [] : wallsIn([`DTEND:${until}`])
  if (end === undefined) return () => false
  if (end.minute === null || start.minute === null) return ({ date }) => date > end.date
  const at = zones.instantOf({ ...end, zone: end.zone === '' ? start.zone : end.zone }) ?? 0
  return (wall) => (zones.instantOf(wall) ?? 0) > at
}

/** Whether a day is one of those that the rule names, beyond its steps. */
function asked(parts: ReadonlyMap<string, string>, freq: string): (date: string) => boolean {
  const list = (name: string) => parts.get(name)?.split(',') ?? null
  const months = list('BYMONTH')
  const days = freq === 'DAILY' ? list('BYDAY') : null
  const monthdays = freq === 'DAILY' ? list('BYMONTHDAY') : null
  return (date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const weekday = WEEKDAYS[new Date(date).getUTCDay()] ?? ''
    return (
      (months?.some((one) => Number(one) === month) ?? true) &&
      (days?.includes(weekday) ?? true) &&
      (monthdays?.some((one) => Number(one) === day || Number(one) === day - length - 1) ?? true)
    )
  }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
