/** Numbers, durations and dates as they are read. Unknown (null, no date) is "–"; spaces inside are no-break ones. */

import type { Unit } from '#sql/metrics/metric.ts'

export type Locale = 'ru' | 'en'

/** A number and what follows it, which is set smaller: 4 and «мин». */
export interface Part {
  value: string
  /** '' without one */
  unit: string
}

export interface Duration {
  text: string
  parts: Part[]
}

const UNKNOWN = '–'
const NBSP = '\u00a0'
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 86_400
/** English as in Britain: 13 October, 03:12 */
const TAGS: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' }

const UNITS = {
  ru: { s: 'с', min: 'мин', h: 'ч', d: 'дн' },
  en: { s: 's', min: 'min', h: 'h', d: 'd' },
} as const
const DAY_OR_MORE: Record<Locale, Part> = {
  ru: { value: 'сутки', unit: 'или больше' },
  en: { value: 'a day', unit: 'or more' },
}

/** Russian months as they follow «в»; Intl knows the other two cases. */
const IN_MONTH = [
  ...['январе', 'феврале', 'марте', 'апреле', 'мае', 'июне'],
  ...['июле', 'августе', 'сентябре', 'октябре', 'ноябре', 'декабре'],
]

/**
 * «40 с», «4 мин», «1 ч 32 мин», «2 дн 3 ч»: seconds only under a minute, minutes only under a day, each rounded;
 * what is nothing is left out («1 ч»).
 * @param s seconds, 0 or more
 */
export function formatDuration(s: number | null, locale: Locale): Duration {
  if (s === null) return { text: UNKNOWN, parts: [{ value: UNKNOWN, unit: '' }] }
  const units = UNITS[locale]
  const parts = dividedDuration(s).map(({ n, unit }) => ({
    value: formatCount(n, locale),
    unit: units[unit],
  }))
  return { text: textOf(parts), parts }
}

/**
 * A wait, which is never counted with more than a day: that is «сутки или больше».
 * @param wait_s seconds, 0 to 86 400
 */
export function formatWait(wait_s: number | null, locale: Locale): Duration {
  if (wait_s === null || wait_s < DAY_S) return formatDuration(wait_s, locale)
  const parts = [DAY_OR_MORE[locale]]
  return { text: textOf(parts), parts }
}

const AND: Record<Locale, string> = { ru: ' и ', en: ' and ' }

/**
 * A few waits themselves, in place of a median that says less: «1, 3 и 5 мин». Under a minute all in seconds, under an
 * hour all in whole minutes, at least one; else each with its own units.
 */
export function formatWaits(waits_s: readonly number[], locale: Locale): Duration {
  const longest = Math.max(0, ...waits_s)
  if (longest >= HOUR_S - 30) {
    const parts = waits_s.flatMap((wait_s, index) =>
      formatWait(wait_s, locale).parts.map((part, at, { length }) =>
        at === length - 1 && index < waits_s.length - 1 ? { ...part, unit: `${part.unit},` } : part,
      ),
    )
    return { text: textOf(parts), parts }
  }
  const isSeconds = longest < MINUTE_S
  const values = waits_s.map((wait_s) =>
    formatCount(isSeconds ? Math.round(wait_s) : Math.max(1, Math.round(wait_s / MINUTE_S)), locale),
  )
  const last = values.pop() ?? UNKNOWN
  const value = values.length === 0 ? last : values.join(', ') + AND[locale] + last
  const parts = [{ value, unit: UNITS[locale][isSeconds ? 's' : 'min'] }]
  return { text: textOf(parts), parts }
}

/** Rounded, at most two units, the larger first, none of them 0 (but 0 seconds). */
function dividedDuration(s: number): { n: number; unit: keyof (typeof UNITS)['ru'] }[] {
  const seconds = Math.max(0, Math.round(s))
  if (seconds < MINUTE_S) return [{ n: seconds, unit: 's' }]
  const minutes = Math.round(s / MINUTE_S)
  if (minutes * MINUTE_S < DAY_S) {
    return [
      { n: Math.floor(minutes / 60), unit: 'h' as const },
      { n: minutes % 60, unit: 'min' as const },
    ].filter(({ n }) => n > 0)
  }
  const hours = Math.round(s / HOUR_S)
  return [
    { n: Math.floor(hours / 24), unit: 'd' as const },
    { n: hours % 24, unit: 'h' as const },
  ].filter(({ n }) => n > 0)
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ value, unit }) => `${value}${NBSP}${unit}`.replaceAll(' ', NBSP)).join(NBSP)
}

/** «12 345», in English 12,345; at most one decimal. */
export function formatCount(n: number | null, locale: Locale): string {
  return n === null ? UNKNOWN : numbers(locale, { maximumFractionDigits: 1 }).format(n)
}

/**
 * «97 %», in English 97%. One decimal between 99 and 100 and under 1, where a whole number would say all or nothing:
 * not quite all is at most 99.9, not quite nothing at least 0.1.
 * @param share 0–1
 */
export function formatShare(share: number | null, locale: Locale): string {
  if (share === null) return UNKNOWN
  const isFine = (share > 0.99 && share < 1) || (share > 0 && share < 0.01)
  const shown = isFine ? Math.min(0.999, Math.max(0.001, share)) : share
  return numbers(locale, { style: 'percent', maximumFractionDigits: isFine ? 1 : 0 }).format(shown)
}

/** «4,8»: always one decimal. */
export function formatStars(stars: number | null, locale: Locale): string {
  if (stars === null) return UNKNOWN
  return numbers(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(stars)
}

/** A value of the catalogue in a table, by its unit. */
export function formatValue(value: number | null, unit: Unit, locale: Locale): string {
  // Intl writes a hyphen
  return writtenValue(value, unit, locale).replace(/^-/, '−')
}

function writtenValue(value: number | null, unit: Unit, locale: Locale): string {
  switch (unit) {
    case 'count':
      return formatCount(value, locale)
    case 'share':
      return formatShare(value, locale)
    case 'seconds':
      return formatDuration(value, locale).text
    case 'stars':
      return formatStars(value, locale)
    case 'correlation':
    case 'probability':
      // a minus, not a hyphen
      return value === null
        ? UNKNOWN
        : numbers(locale, { maximumFractionDigits: 2 }).format(value).replace('-', '−')
    case 'per_100_nights':
    case 'per_stay':
      return value === null ? UNKNOWN : numbers(locale, { maximumFractionDigits: 1 }).format(value)
  }
}

/**
 * «13 октября», short «13 окт», with the year «13 октября 2026».
 * @param date local, YYYY-MM-DD
 */
export function formatDay(
  date: string | null,
  locale: Locale,
  { isShort = false, withYear = false }: { isShort?: boolean; withYear?: boolean } = {},
): string {
  const parts = partsOf(instantOf(date), locale, 'UTC', isShort ? 'short' : 'long')
  if (parts === null) return UNKNOWN
  return [parts.day, parts.month, ...(withYear ? [parts.year] : [])].join(NBSP)
}

/**
 * 'title': «Октябрь 2026»; 'in': «в октябре», with its year («в октябре 2026 года») where that is not the year of as_of.
 * @param month YYYY-MM
 * @param as_of RFC 3339 or a date; without it 'in' has no year
 */
export function formatMonth(month: string, locale: Locale, form: 'title' | 'in', as_of?: string): string {
  const at = instantOf(`${month}-01`)
  if (at === null) return UNKNOWN
  const year = month.slice(0, 4)
  if (form === 'title') {
    const name = monthName(at, locale)
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}${NBSP}${year}`
  }
  const withYear = as_of !== undefined && as_of.slice(0, 4) !== year
  if (locale === 'en') return `in${NBSP}${monthName(at, locale)}${withYear ? `${NBSP}${year}` : ''}`
  const name = IN_MONTH[new Date(at).getUTCMonth()] ?? ''
  return `в${NBSP}${name}${withYear ? ` ${year}${NBSP}года` : ''}`
}

/**
 * The days of a part of a month: 'in' «с 1 по 27 октября», as an adverb; 'name' «1–27 октября».
 * @param from local, YYYY-MM-DD
 * @param until the first that no longer belongs
 */
export function formatDays(from: string, until: string, locale: Locale, form: 'in' | 'name'): string {
  const last = partsOf((instantOf(until) ?? NaN) - DAY_S * 1000, locale, 'UTC', 'long')
  if (last === null) return UNKNOWN
  const first = String(Number(from.slice(8)))
  const end = `${last.day}${NBSP}${last.month}`
  if (first === last.day) return form === 'in' && locale === 'en' ? `on${NBSP}${end}` : end
  if (form === 'name') return `${first}–${end}`
  return locale === 'en' ? `from${NBSP}${first} to${NBSP}${end}` : `с${NBSP}${first} по${NBSP}${end}`
}

/**
 * A night by both its dates. 'name': «ночь с 13 на 14 октября», 'in': «в ночь с 13 на 14 октября», 'dates': «с 13 на
 * 14 октября»; over the end of a month «с 31 октября на 1 ноября».
 * @param date local, on which it begins, YYYY-MM-DD
 */
export function formatNight(date: string, locale: Locale, form: 'name' | 'in' | 'dates' = 'name'): string {
  const at = instantOf(date)
  if (at === null) return UNKNOWN
  const evening = partsOf(at, locale, 'UTC', 'long')
  const morning = partsOf(at + DAY_S * 1000, locale, 'UTC', 'long')
  if (evening === null || morning === null) return UNKNOWN
  const first = evening.month === morning.month ? evening.day : `${evening.day}${NBSP}${evening.month}`
  const last = `${morning.day}${NBSP}${morning.month}`
  if (locale === 'en') {
    const dates = `${first} to${NBSP}${last}`
    return { name: `night of ${dates}`, in: `on the night of ${dates}`, dates }[form]
  }
  const dates = `с${NBSP}${first} на${NBSP}${last}`
  return { name: `ночь ${dates}`, in: `в${NBSP}ночь ${dates}`, dates }[form]
}

/** 03:12 by the home's clock. */
export function formatTime(iso: string | null, timezone: string, locale: Locale): string {
  const parts = partsOf(instantOf(iso), locale, timezone, 'long')
  return parts === null ? UNKNOWN : `${parts.hour}:${parts.minute}`
}

/** «14 октября, 03:12» by the home's clock. */
export function formatMoment(iso: string | null, timezone: string, locale: Locale): string {
  const parts = partsOf(instantOf(iso), locale, timezone, 'long')
  return parts === null ? UNKNOWN : `${parts.day}${NBSP}${parts.month}, ${parts.hour}:${parts.minute}`
}

/** «14 октября 2026, 03:12» by the home's clock. */
export function formatDateTime(iso: string | null, timezone: string, locale: Locale): string {
  const parts = partsOf(instantOf(iso), locale, timezone, 'long')
  if (parts === null) return UNKNOWN
  return `${parts.day}${NBSP}${parts.month}${NBSP}${parts.year}, ${parts.hour}:${parts.minute}`
}

/** ms UTC of a date (its midnight) or a moment; null where it is none */
function instantOf(text: string | null): number | null {
  const at = text === null ? NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

interface DateParts {
  day: string
  /** in the genitive, as it follows a day */
  month: string
  year: string
  hour: string
  minute: string
}

function partsOf(
  at: number | null,
  locale: Locale,
  timezone: string,
  month: 'long' | 'short',
): DateParts | null {
  if (at === null) return null
  const key = `${locale} ${timezone} ${month}`
  let format = dateFormats.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(TAGS[locale], {
      timeZone: timezone,
      day: 'numeric',
      month,
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    dateFormats.set(key, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    day: part('day'),
    // Russian writes a stop after a short month
    month: part('month').replace('.', ''),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

function monthName(at: number, locale: Locale): string {
  let format = monthFormats.get(locale)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(TAGS[locale], { timeZone: 'UTC', month: 'long' })
    monthFormats.set(locale, format)
  }
  return format.format(at)
}

// to make one takes longer than to format with it
const monthFormats = new Map<Locale, Intl.DateTimeFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()
const numberFormats = new Map<string, Intl.NumberFormat>()

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (format === undefined) numberFormats.set(key, (format = new Intl.NumberFormat(TAGS[locale], options)))
  return format
}
