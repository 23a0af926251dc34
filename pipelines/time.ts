/** Times as events tell them, and as the database takes them. Everything inside is milliseconds UTC. */

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
const LOCAL_DATE = /^(\d{4})-(\d\d)-(\d\d)$/

/** What a DateTime64 of the database holds; it would bend anything outside without a word. */
export const FIRST_INSTANT = Date.UTC(1900, 0, 1)
export const LAST_INSTANT = Date.UTC(2299, 11, 31, 23, 59, 59, 999)

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

// TRICKY: JavaScript's Date takes 30 February for 2 March, so the calendar is checked here.
function isCalendarDate(year: number, month: number, day: number): boolean {
  const days = DAYS[month - 1]
  if (days === undefined || day < 1 || day > days) return false
  return month !== 2 || day !== 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/**
 * RFC 3339 with `T` and an offset or `Z`, to the millisecond; further digits are cut off.
 * @returns milliseconds UTC; null for anything else, a leap second and an impossible date included.
 */
export function readInstant(text: string): number | null {
  const match = RFC_3339.exec(text)
  if (match === null || !isCalendarDate(Number(match[1]), Number(match[2]), Number(match[3]))) return null
  const digits = match[5]?.length ?? 0
  const ms = Date.parse(digits > 4 ? `${text.slice(0, 23)}${text.slice(19 + digits)}` : text)
  return Number.isNaN(ms) ? null : ms
}

/** Whether the text is a date of the calendar, YYYY-MM-DD. */
export function isLocalDate(text: string): boolean {
  const match = LOCAL_DATE.exec(text)
  return match !== null && isCalendarDate(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** An instant as ISO text in UTC, `…Z` with milliseconds. The text must be one that readInstant takes. */
export function toUtc(text: string): string {
  return new Date(readInstant(text) ?? Number.NaN).toISOString()
}

const DAY_MS = 86_400_000
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

// events of a batch share few days, and writing a date takes long
const dates = new Map<number, string>()
const MAX_DATES = 1000

function dateOf(day: number): string {
  const before = dates.get(day)
  if (before !== undefined) return before
  if (dates.size >= MAX_DATES) dates.clear()
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
  dates.set(day, date)
  return date
}

/** Milliseconds as DateTime64(3, 'UTC') reads them: 'YYYY-MM-DD hh:mm:ss.mmm'. */
export function dateTime64(ms: number): string {
  const day = Math.floor(ms / DAY_MS)
  const rest = ms - day * DAY_MS
  const seconds = Math.floor(rest / 1000)
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${dateOf(day)} ${clock}.${String(rest % 1000).padStart(3, '0')}`
}

function two(n: number): string {
  return TWO_DIGITS[n] ?? ''
}
