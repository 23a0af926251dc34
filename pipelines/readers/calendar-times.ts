/** Dates and times of calendars: as they stand by their own clock, and the instants that they are. */
import ICAL from 'ical.js'
import { firstInstant, isZone, parseDay } from '#sql/time/zone.ts'
import { isLocalDate } from '../time.ts'
import type { ReaderOptions } from './reader.ts'

/** A date, or a date with a time, by the clock of its zone. */
export interface Wall {
  /** YYYY-MM-DD */
  readonly date: string
  /** minutes after midnight; null: the whole day */
  readonly minute: number | null
  /** as the calendar names it; 'UTC'; '' where it names none */
  readonly zone: string
}

const DAY_MINUTES = 24 * 60
const MINUTE_MS = 60_000

/** A line such as DTSTART;TZID=Europe/Moscow:20261103T210000, read by ical.js; null: it is none. */
export function propertyOf(line: string | undefined): ICAL.Property | null {
  if (line === undefined) return null
  // some programs leave out that it is a date
  const text = /^[A-Z-]+:\d{8}(?:,\d{8})*$/i.test(line) ? line.replace(':', ';VALUE=DATE:') : line
  try {
    const property = ICAL.Property.fromString(text)
    // what it says is read only when it is asked for, and may be no time after all
    property.getValues()
    return property
  } catch {
    return null
  }
}

/** All dates and times of lines such as EXDATE. What can't be read is left out. */
export function wallsIn(lines: readonly string[] = []): Wall[] {
  return lines.flatMap((line) => {
    const property = propertyOf(line)
    const times = property?.getValues() ?? []
    const named = property?.getParameter('tzid')
    const zone = typeof named === 'string' ? named : ''
    return times.flatMap((value: unknown) => {
      const time = value instanceof ICAL.Period ? value.start : value
      return time instanceof ICAL.Time ? (wallOf(time, zone, line) ?? []) : []
    })
  })
}

function wallOf(time: ICAL.Time, zone: string, line: string): Wall | null {
  const date = time.toString().slice(0, 10)
  // TRICKY: ical.js takes the 3rd of the 14th month for a day of the next year
  if (!isLocalDate(date) || !line.includes(date.replaceAll('-', ''))) return null
  if (time.isDate) return { date, minute: null, zone: '' }
  const isUtc = time.zone === ICAL.Timezone.utcTimezone
  return { date, minute: time.hour * 60 + time.minute, zone: isUtc ? 'UTC' : zone }
}

export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** By the clock: a night on which clocks change is an hour longer or shorter. */
export function minutesLater({ date, minute, zone }: Wall, minutes: number): Wall {
  const all = (minute ?? 0) + minutes
  const days = Math.floor(all / DAY_MINUTES)
  return { date: dayAfter(date, days), minute: minute === null ? null : all - days * DAY_MINUTES, zone }
}

/** What the zones of a calendar are. */
export class CalendarZones {
  readonly #own = new Map<string, ICAL.Timezone | string>()
  /** of times that name none */
  readonly #floating: string

  /** told where a time is read that names none, in a calendar that names none either */
  readonly #onFloating: (() => void) | undefined

  /** @param own the calendar's own zone, '' where it names none  @param given its timezone stands for it then */
  constructor(
    own: string,
    given: Pick<ReaderOptions, 'timezone' | 'onLocalTime'>,
    zones: readonly (readonly string[])[],
  ) {
    const hasOwn = isZone(own) && own.includes('/')
    this.#floating = hasOwn ? own : given.timezone
    this.#onFloating = hasOwn ? undefined : given.onLocalTime
    for (const lines of zones) this.#add(lines)
  }

  /** Milliseconds UTC; of a date its midnight. null: of a zone that nobody knows. */
  instantOf({ date, minute, zone }: Wall): number | null {
    const clock = (minute ?? 0) * MINUTE_MS
    if (zone === 'UTC') return Date.parse(date) + clock
    if (zone === '' && minute !== null) this.#onFloating?.()
    const known = zone === '' ? this.#floating : this.#zoneOf(zone)
    if (known === null) return null
    if (typeof known === 'string') return firstInstant(known, parseDay(date), clock)
    const time = ICAL.Time.fromDateTimeString(`${date}T${new Date(clock).toISOString().slice(11, 19)}`)
    try {
      return Date.parse(date) + clock - known.utcOffset(time) * 1000
    } catch {
      // its rules are looked at only here, and are no rules
      return null
    }
  }

  /** An IANA name stands over the calendar's own rules for it, which are often of one year. */
  #zoneOf(name: string): ICAL.Timezone | string | null {
    return ianaIn(name) ?? this.#own.get(name) ?? null
  }

  #add(lines: readonly string[]): void {
    // TRICKY: ical.js goes on for ever over rules that never come true; those of clocks are yearly
    if (lines.some((line) => /^RRULE/i.test(line) && !/FREQ=YEARLY/i.test(line))) return
    try {
      const component = ICAL.Component.fromString(lines.join('\r\n'))
      const tzid = component.getFirstPropertyValue('tzid')
      const place = component.getFirstPropertyValue('x-lic-location')
      if (typeof tzid !== 'string' || this.#own.size > 100) return
      this.#own.set(tzid, (typeof place === 'string' ? ianaIn(place) : null) ?? new ICAL.Timezone(component))
    } catch {
      // what names it will be told as not understood
    }
  }
}

/** 'Europe/Moscow', '/freeassociation.sourceforge.net/Europe/Moscow'; null: none of the IANA's */
function ianaIn(name: string): string | null {
  const parts = name.replace(/^"|"$/g, '').split('/')
  const names = [name, parts.slice(-2).join('/'), parts.slice(-3).join('/')]
  return names.find((one) => one.includes('/') && !one.startsWith('/') && isZone(one)) ?? null
}
