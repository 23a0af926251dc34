/** Dates and times of day as people and programs write them in sheets. All are local, without a zone. */
import { isLocalDate } from '../time.ts'

/** Which of two numbers comes first in 3/4/2026. null: the column doesn't tell. */
export type DateOrder = 'day' | 'month' | null

export interface Moment {
  /** YYYY-MM-DD */
  readonly date: string
  /** hh:mm; null where none is written */
  readonly clock: string | null
}

const MONTHS = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['мая', 'май', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
] as const

const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)/
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)/
const ISO = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/
const DAY_WORD = /^(\d{1,2})[\s.-]*(\p{L}{3,})\.?,?[\s.-]*(\d{4})/u
const WORD_DAY = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u
const CLOCK =
  /(?:^|[\sT,])(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?\s*(?:Z|[+-]\d\d:?\d\d)?$/i

/** 'ноября', 'Nov' → 11; null for any other word. */
export function monthOf(word: string): number | null {
  const folded = word.toLowerCase()
  const index = MONTHS.findIndex((names) => names.some((name) => folded.startsWith(name)))
  return index < 0 ? null : index + 1
}

/** Of all dates of a sheet together: one that has a 13th month decides. null: none decides, or they contradict each other. */
export function dateOrderOf(cells: readonly string[]): DateOrder {
  let isDayFirst = false
  let isMonthFirst = false
  for (const cell of cells) {
    const [, first = '', second = ''] = SLASHED.exec(cell) ?? []
    if (Number(first) > 12) isDayFirst = true
    if (Number(second) > 12) isMonthFirst = true
  }
  if (isDayFirst === isMonthFirst) return null
  return isDayFirst ? 'day' : 'month'
}

/** Whether any date needs the order to be known. */
export function needsOrder(cells: readonly string[]): boolean {
  return cells.some((cell) => SLASHED.test(cell))
}

/** @returns null where it is no date of the calendar, or its order is not known */
export function momentOf(cell: string, order: DateOrder): Moment | null {
  const date = dateOf(cell.trim(), order)
  if (date === null) return null
  const rest = cell.trim().replace(/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/, '')
  return { date, clock: clockOf(rest) }
}

/** '9', '9:30', '21.00', '9:09 PM' at the end of a cell → hh:mm; null where no time is written with minutes. */
export function clockOf(cell: string): string | null {
  const match = CLOCK.exec(cell.trim())
  if (match === null) return null
  const half = match[3]?.toLowerCase()
  const hour = Number(match[1])
  if (hour > (half === undefined ? 23 : 12) || Number(match[2]) > 59) return null
  const shifted = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  return `${two(shifted)}:${match[2] ?? ''}`
}

export function dateOf(text: string, order: DateOrder): string | null {
  const serial = /^[3-7]\d{4}(?:[.,]\d+)?$/.exec(text)
  if (serial !== null) return serialDate(Math.floor(Number(text.replace(',', '.'))))
  const iso = ISO.exec(text)
  if (iso !== null) return written(iso[1], iso[2], iso[3])
  const dotted = DOTTED.exec(text)
  if (dotted !== null) return written(dotted[3], dotted[2], dotted[1])
  const slashed = SLASHED.exec(text)
  if (slashed !== null) {
    if (order === null) return null
    const [, first, second, year] = slashed
    return order === 'day' ? written(year, second, first) : written(year, first, second)
  }
  const dayFirst = DAY_WORD.exec(text)
  if (dayFirst !== null) return written(dayFirst[3], monthOf(dayFirst[2] ?? ''), dayFirst[1])
  const wordFirst = WORD_DAY.exec(text)
  return wordFirst === null ? null : written(wordFirst[3], monthOf(wordFirst[1] ?? ''), wordFirst[2])
}

/** A day's number in a spreadsheet: 46327 is 2026-11-01. */
function serialDate(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10)
}

/** @returns YYYY-MM-DD; null where the calendar has no such day */
export function written(
  year: string | number | undefined,
  month: string | number | null | undefined,
  day: string | number | undefined,
): string | null {
  const full = Number(year) < 100 ? Number(year) + 2000 : Number(year)
  const date = `${full}-${two(Number(month))}-${two(Number(day))}`
  return isLocalDate(date) ? date : null
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
