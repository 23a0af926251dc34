/** Which columns of a roster are which days, and of which month it is. */
import type { PlainRow } from '../sheet.ts'
import { dateOf, monthOf, written } from './sheet-dates.ts'
import { ROWS_TO_HEADER } from './sheet-columns.ts'

export interface DayColumn {
  readonly column: number
  /** YYYY-MM-DD */
  readonly date: string
}

/** null: days stand there, and nothing says of which month */
interface RosterHead {
  readonly row: number
  readonly days: readonly DayColumn[] | null
}

const FEWEST_DAYS = 5

interface Found {
  readonly column: number
  readonly day: number
  readonly month: number | null
  readonly year: number | null
}

/** The first row that counts days upwards; null where none does. */
export function rosterHead(rows: readonly PlainRow[], sheet_name: string): RosterHead | null {
  for (const [row, { cells }] of rows.slice(0, ROWS_TO_HEADER).entries()) {
    const found = cells.flatMap((cell, column) => dayIn(cell, column) ?? [])
    const days = upwards(found)
    if (days.length >= FEWEST_DAYS) return { row, days: dated(days, monthAbove(rows, row, sheet_name)) }
  }
  return null
}

/** '1', '01', '1 пн', '1.11', '01.11 пн', 2026-11-01, 46327 */
function dayIn(cell: string, column: number): Found | null {
  const text = cell.replace(/[\s,]*(?:пн|вт|ср|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun)\.?[\s,]*/i, '')
  const date = dateOf(text, 'day')
  if (date !== null) {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    return { column, day, month, year }
  }
  const [, day = '', month] = /^(\d{1,2})(?:[./](\d{1,2})\.?)?$/.exec(text) ?? []
  if (day === '' || Number(day) < 1 || Number(day) > 31 || Number(month ?? 1) > 12) return null
  return { column, day: Number(day), month: month === undefined ? null : Number(month), year: null }
}

/** The longest stretch in which each day is the next but few; a sum behind the last day is none of them. */
function upwards(found: readonly Found[]): Found[] {
  let best: Found[] = []
  let run: Found[] = []
  for (const one of found) {
    const last = run.at(-1)
    const isNext = last !== undefined && (one.day === last.day + 1 || (one.day === 1 && last.day >= 28))
    run = isNext ? [...run, one] : [one]
    if (run.length > best.length) best = run
  }
  return best
}

function dated(days: readonly Found[], title: Month | null): DayColumn[] | null {
  const first = days[0]
  const month = first?.month ?? title?.month
  const year = first?.year ?? title?.year
  if (month === undefined || year === undefined) return null
  let at = { month, year }
  let before = 0
  return days.flatMap(({ column, day }) => {
    if (day < before) at = at.month === 12 ? { month: 1, year: at.year + 1 } : { ...at, month: at.month + 1 }
    before = day
    const date = written(at.year, at.month, day)
    // a sheet made for any month has a column for the 31st
    return date === null ? [] : [{ column, date }]
  })
}

interface Month {
  readonly month: number
  readonly year: number
}

/** In a cell above the days or beside them, else in the sheet's name: 'Ноябрь 2026', '11.2026', 'График на ноябрь 2026 г.' */
function monthAbove(rows: readonly PlainRow[], row: number, sheet_name: string): Month | null {
  const cells = [...rows.slice(0, row + 1).flatMap((above) => above.cells), sheet_name]
  const whole = cells.flatMap((cell) => monthIn(cell) ?? [])[0]
  if (whole !== undefined) return whole
  // month and year in cells of their own
  const month = cells.flatMap((cell) => cell.split(/\s+/).flatMap(monthWord))[0]
  const year = cells.flatMap((cell) => /(?:^|\D)(20\d{2})(?!\d)/.exec(cell)?.[1] ?? [])[0]
  return month === undefined || year === undefined ? null : { month, year: Number(year) }
}

function monthIn(cell: string): Month | null {
  const date = dateOf(cell, 'day')
  if (date !== null) return { month: Number(date.slice(5, 7)), year: Number(date.slice(0, 4)) }
  const [, month, year] = /(?:^|\s)(\d{1,2})[./](20\d{2})(?!\d)/.exec(cell) ?? []
  if (month !== undefined && Number(month) >= 1 && Number(month) <= 12)
    return { month: Number(month), year: Number(year) }
  const word = cell.split(/[\s,]+/).flatMap(monthWord)[0]
  const written_year = /(?:^|\D)(20\d{2})(?!\d)/.exec(cell)?.[1]
  return word === undefined || written_year === undefined ? null : { month: word, year: Number(written_year) }
}

/** Марина and Майя are no months. */
function monthWord(word: string): number[] {
  const isMonth =
    /^(?:янв|фев|март|апр|ма[йя]$|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar(?:ch)?$|apr|may$|jun|jul|aug|sep|oct|nov|dec)/i
  const month = isMonth.test(word) ? monthOf(word) : null
  return month === null ? [] : [month]
}
