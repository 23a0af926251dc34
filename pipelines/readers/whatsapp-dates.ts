/** Which of the numbers of a WhatsApp date are the day, the month and the year, and when that was. */
import { DAY_MS, firstInstant, parseDay } from '#sql/time/zone.ts'
import { isLocalDate } from '../time.ts'
import type { DateOrder } from './reader.ts'
import type { Head } from './whatsapp-head.ts'

/** What the dates of a file say about their order. */
export class DateEvidence {
  /** null: not known for sure by now */
  certain: DateOrder | null
  #is_twelve_hours = false
  /** The date before, and how often a date came before the one above it, were the order this one. */
  readonly #fallen = { dmy: { last: 0, times: 0 }, mdy: { last: 0, times: 0 } }

  /** @param order said by a person: nothing else is looked at then */
  constructor(order?: DateOrder) {
    this.certain = order ?? null
  }

  add({ date: [first, second, year], is_year_first, is_twelve_hours }: Head): void {
    if (this.certain !== null) return
    if (is_year_first) this.certain = 'ymd'
    else if (first > 12) this.certain = 'dmy'
    else if (second > 12) this.certain = 'mdy'
    this.#is_twelve_hours ||= is_twelve_hours
    this.#follow('dmy', (year * 100 + second) * 100 + first)
    this.#follow('mdy', (year * 100 + first) * 100 + second)
  }

  /** Files are nearly sorted, so the order in which dates fall less often; else twelve hours are American. */
  best(): DateOrder {
    if (this.certain !== null) return this.certain
    const { dmy, mdy } = this.#fallen
    if (dmy.times !== mdy.times) return dmy.times < mdy.times ? 'dmy' : 'mdy'
    return this.#is_twelve_hours ? 'mdy' : 'dmy'
  }

  #follow(order: 'dmy' | 'mdy', date: number): void {
    const one = this.#fallen[order]
    if (date < one.last) one.times++
    one.last = date
  }
}

/**
 * Whether the year is one in which there was WhatsApp: years of other calendars (Buddhist, Japanese, Persian, …) are far away.
 * @param order where a person said it
 */
export function isOurDate({ date, is_year_first, has_era }: Head, order?: DateOrder): boolean {
  const year = is_year_first || order === 'ymd' ? date[0] : date[2]
  return !has_era && ((year >= 9 && year <= 60) || (year >= 2009 && year <= 2060))
}

/** Local date and time as if the clock were UTC, milliseconds; null where the calendar has no such date. */
export function wallOf({ date, clock_ms, is_year_first }: Head, order: DateOrder): number | null {
  const [year, month, day] = ordered(date, is_year_first ? 'ymd' : order)
  const full = year < 100 ? year + 2000 : year
  const text = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isLocalDate(text) ? parseDay(text) * DAY_MS + clock_ms : null
}

/** Milliseconds UTC; of an hour that came twice, when clocks went back, it is the first. */
export function instantOf(wall: number, timezone: string): number {
  const day = Math.floor(wall / DAY_MS)
  return firstInstant(timezone, day, wall - day * DAY_MS)
}

/** '2026-11-03T21:10', of the local clock. */
export function minuteOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16)
}

function ordered([a, b, c]: Head['date'], order: DateOrder): [number, number, number] {
  if (order === 'ymd') return [a, b, c]
  return order === 'dmy' ? [c, b, a] : [c, a, b]
}
