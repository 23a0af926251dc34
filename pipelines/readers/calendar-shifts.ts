/** A calendar of duties: its events to shifts, told as a roster's are (roster-events.ts). */
import { localDay, formatDay, offsetAt } from '#sql/time/zone.ts'
import type { Entry } from './calendar-entry.ts'
import { type Horizon, placeOf, timesOf } from './calendar-series.ts'
import { type CalendarZones, dayAfter, minutesLater, type Wall } from './calendar-times.ts'
import { dutyIn } from './calendar-words.ts'
import { type Hours, type Legend, MOST_A_DAY } from './roster-codes.ts'
import { rosterEvents } from './roster-events.ts'
import { RosterDays } from './roster-range.ts'
import type { Read, ReaderOptions } from './reader.ts'

const DAY = 24 * 60
/** A shorter one is a meeting, a longer one a holiday. */
const SHORTEST = 2 * 60
const LONGEST = 48 * 60
const WEEKS_AHEAD = { endless: 13, ending: 53 } as const

const NO_START = 'an event whose time cannot be read'
const NO_ZONE =
  'a shift in a time zone that is not known: export the calendar again, with the zone as in Europe/Moscow'
const NO_HOURS =
  'a whole day with a person and without hours: write a code such as Н, Д or С, or hours such as 21-9, in its title'
const NO_RULE = 'a shift that recurs by hours, by years or in another way that no roster does'
const FOR_LATER = 'a change of a series «from here on»: it is not taken; make a series of its own of it'
const TOO_MANY = 'a person with over two shifts on one day: the first two are taken'

export interface Calendar {
  readonly entries: readonly Entry[]
  readonly zones: CalendarZones
  readonly legend: Legend
}

export function* readShifts(calendar: Calendar, options: ReaderOptions): Generator<Read> {
  const horizon = horizonOf(calendar.entries, options)
  const days = new RosterDays()
  const moved = movedIn(calendar)
  for (const entry of calendar.entries) yield* shiftsOf(entry, { ...calendar, horizon, days, moved }, options)
  const { rows, left_out } = days.covered()
  for (let day = 0; day < left_out; day++) yield { left_out: 'long_past' }
  if (rows.some(({ hours }) => hours.length > MOST_A_DAY)) yield { not_understood: TOO_MANY }
  // the hours are in the zone of the options by now, from wherever they came
  yield* rosterEvents(rows, { ...options, onLocalTime: () => undefined })
}

/**
 * A series without an end is told for 13 weeks after the last day that the file names (its own date of export is one) or after
 * today, whichever is later; one with an end at most for a year.
 */
function horizonOf(entries: readonly Entry[], { now = Date.now(), timezone }: ReaderOptions): Horizon {
  const today = formatDay(localDay(timezone, now))
  const last = entries.reduce((day, entry) => (entry.last > day ? entry.last : day), today)
  return { endless: dayAfter(last, WEEKS_AHEAD.endless * 7), ending: dayAfter(last, WEEKS_AHEAD.ending * 7) }
}

interface Reading extends Calendar {
  readonly horizon: Horizon
  readonly days: RosterDays
  /** of each series the places for which an event of their own stands */
  readonly moved: ReadonlyMap<string, readonly Wall[]>
}

function movedIn({ entries }: Calendar): Map<string, Wall[]> {
  const moved = new Map<string, Wall[]>()
  for (const { uid, instead_of } of entries)
    if (instead_of !== null) moved.set(uid, [...(moved.get(uid) ?? []), instead_of])
  return moved
}

function* shiftsOf(entry: Entry, reading: Reading, options: ReaderOptions): Generator<Read> {
  const { start, instead_of } = entry
  if (entry.is_for_later) yield { not_understood: FOR_LATER }
  if (entry.is_cancelled || entry.is_for_later) return
  if (start === null) {
    yield { not_understood: NO_START }
    return
  }
  const { people, hours } = dutyIn(entry.summary, reading.legend)
  const names = people.length > 0 ? people : entry.people
  const length = lengthOf(entry, start, reading.zones)
  const isShift = start.minute === null || (length >= SHORTEST && length <= LONGEST)
  if (names.length === 0 || !isShift) {
    yield { left_out: 'no_shift' }
    return
  }
  const times = instead_of !== null ? [start] : timesOf(entry, start, reading.zones, reading.horizon)
  if (times === null) {
    yield { not_understood: NO_RULE }
    return
  }
  const moved = instead_of === null ? (reading.moved.get(entry.uid) ?? []) : []
  const gone = new Set(moved.map((wall) => placeOf(wall, start, reading.zones)))
  if (start.minute === null && hours === null) yield { not_understood: NO_HOURS }
  for (const wall of times) {
    if (gone.has(placeOf(wall, start, reading.zones))) continue
    if (wall.minute === null) {
      if (hours !== null) options.onLocalTime?.()
      for (let day = 0; day < Math.max(1, Math.round(length / DAY)); day++)
        reading.days.add(names, dayAfter(wall.date, day), hours)
    } else {
      const local = localHours(wall, length, reading.zones, options.timezone)
      if (local === null) yield { not_understood: NO_ZONE }
      else reading.days.add(names, local.date, [local.hours])
      if (local === null) return
    }
  }
}

/** Minutes by the clock; 0 where nothing tells. */
function lengthOf({ end, duration }: Entry, start: Wall, zones: CalendarZones): number {
  if (duration !== null || end === null) return duration ?? 0
  if (end.zone === start.zone || end.minute === null || start.minute === null)
    return (Date.parse(end.date) - Date.parse(start.date)) / 60_000 + (end.minute ?? 0) - (start.minute ?? 0)
  return ((zones.instantOf(end) ?? 0) - (zones.instantOf(start) ?? 0)) / 60_000
}

/** A time of the calendar as hours of a day in the zone in which the roster is told. */
function localHours(
  wall: Wall,
  length: number,
  zones: CalendarZones,
  timezone: string,
): { date: string; hours: Hours } | null {
  const from = zones.instantOf(wall)
  const until = zones.instantOf(minutesLater(wall, length))
  if (from === null || until === null) return null
  const minute = (at: number) => Math.floor((at + offsetAt(timezone, at)) / 60_000)
  const day = localDay(timezone, from)
  const start = minute(from) - day * DAY
  return { date: formatDay(day), hours: { from: start, until: start + minute(until) - minute(from) } }
}
