/** Moscow's clock, which is three hours ahead of UTC all year: days are counted from 1970-01-01, hours from midnight. */
export const ZONE = 'Europe/Moscow'
export const SECOND_MS = 1000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
const OFFSET_MS = 3 * HOUR_MS

/** The instant of a local time, ms UTC; hours of the clock may be above 24: 27.2 of a day is 03:12 of the next. */
export function instant(day: number, hours: number): number {
  return day * DAY_MS + Math.round(hours * 3600) * SECOND_MS - OFFSET_MS
}

/** Hours of the clock as a number, so that stories can tell their times as people do. */
export function clock(hours: number, minutes: number): number {
  return hours + minutes / 60
}

/** Local date of an instant, days since 1970-01-01. */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS)
}

/** Hour of the local clock, with its fraction. */
export function hourOf(at: number): number {
  return ((at + OFFSET_MS) % DAY_MS) / HOUR_MS
}

export function isNight(at: number): boolean {
  return hourOf(at) >= 22 || hourOf(at) < 8
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** 1 January – 12 December */
export function monthOf(day: number): number {
  return new Date(day * DAY_MS).getUTCMonth() + 1
}

/** 0 Monday – 6 Sunday */
export function weekdayOf(day: number): number {
  return (day + 3) % 7
}

/** The first day of the month that lies so many months after the month of a day. */
export function monthStart(day: number, months: number): number {
  const date = new Date(day * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS
}
