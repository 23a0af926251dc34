/** A duty roster as a matrix: people down, days across; or days down and people across. */
import type { PlainRow } from '../sheet.ts'
import { hoursOf, type Hours, legendIn, type Legend, shiftsIn } from './roster-codes.ts'
import { type DayColumn, rosterHead } from './roster-days.ts'
import { type PersonDay, rosterEvents } from './roster-events.ts'
import { isTotal } from './sheet-columns.ts'
import { fold } from './sheet-names.ts'
import { UnknownCodes } from './unknown-codes.ts'
import type { Read, ReaderOptions } from './reader.ts'

interface Matrix {
  readonly rows: readonly PlainRow[]
  /** of the days */
  readonly row: number
  /** null: nothing says of which month */
  readonly days: readonly DayColumn[] | null
}

const MOST_COLUMNS_TURNED = 100

/** null: it is none */
export function matrixIn(rows: readonly PlainRow[], sheet_name: string): Matrix | null {
  const head = rosterHead(rows, sheet_name)
  if (head !== null) return { rows, ...head }
  const turned = turn(rows)
  const down = rosterHead(turned, titleOf(rows, sheet_name))
  return down === null ? null : { rows: turned, ...down }
}

function turn(rows: readonly PlainRow[]): PlainRow[] {
  const width = Math.min(MOST_COLUMNS_TURNED, Math.max(0, ...rows.map(({ cells }) => cells.length)))
  return Array.from({ length: width }, (_, column) => ({
    line: column + 1,
    cells: rows.map(({ cells }) => cells[column] ?? ''),
  }))
}

/** What stands above a turned matrix stands beside it then. */
function titleOf(rows: readonly PlainRow[], sheet_name: string): string {
  return [...rows.slice(0, 3).flatMap(({ cells }) => cells), sheet_name].join(' ')
}

const NO_MONTH = 'a roster of which nothing says the month: write it above the days, such as «Ноябрь 2026»'
const WEEKDAY = /^(?:пн|вт|ср|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun)$/
const NO_PERSON =
  /^(?:фио|имя|сотрудник|дежурн|администратор|смена|день недели|месяц|легенда|примечани|name|employee|legend|note|weekday)/

export function* readMatrix({ rows, row, days }: Matrix, options: ReaderOptions): Generator<Read> {
  if (days === null) {
    yield { not_understood: NO_MONTH }
    return
  }
  const columns = new Set(days.map(({ column }) => column))
  const name_column = nameColumn(rows.slice(row + 1), days)
  const legend = legendOf(rows, row, columns)
  const unknown = new UnknownCodes()
  const planned: PersonDay[] = []
  const seen = new Set<string>()
  for (const { cells } of rows.slice(row + 1)) {
    const name = cells[name_column] ?? ''
    const own = days.map(({ column }) => (cells[column] ?? '').trim())
    if (isTotal(name)) yield { left_out: 'total' }
    if (!isPerson(name, own)) continue
    if (seen.has(fold(name))) {
      yield { not_understood: 'a person with two rows: write two people of one name apart, as in «Анна К.»' }
      continue
    }
    seen.add(fold(name))
    for (const [index, { date }] of days.entries()) {
      const hours = shiftsIn(own[index] ?? '', legend)
      if (hours === null) unknown.add(own[index] ?? '')
      else planned.push({ name, date, hours })
    }
  }
  yield* rosterEvents(planned, options)
  yield* unknown.told()
}

/** Left of the days, the column with most words; where days stand first, the first one with words. */
function nameColumn(rows: readonly PlainRow[], days: readonly DayColumn[]): number {
  const first = days[0]?.column ?? 0
  let best = { column: 0, names: 0 }
  for (let column = 0; column < first; column++) {
    const cells = rows.map(({ cells }) => cells[column] ?? '')
    const names = new Set(cells.filter((cell) => /\p{L}{2}/u.test(cell))).size
    if (names > best.names) best = { column, names }
  }
  return best.column
}

function isPerson(name: string, own: readonly string[]): boolean {
  if (!/\p{L}{2}/u.test(name) || isTotal(name) || NO_PERSON.test(fold(name))) return false
  if (legendIn(name).length > 0 || hoursOf(name) !== null || name.length > 64) return false
  // a code and its hours below the table, or a signature: a word alone in its row that is no name
  const filled = own.filter((cell) => cell !== '')
  if (filled.some((cell) => WEEKDAY.test(cell.toLowerCase()))) return false
  return filled.length > 0 || /^\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}.-]*){0,2}$/u.test(name)
}

/** From all cells but those of shifts. A code may stand in one cell and its hours in the next. */
function legendOf(rows: readonly PlainRow[], row: number, days: ReadonlySet<number>): Legend {
  const legend = new Map<string, Hours>()
  for (const [index, { cells }] of rows.entries()) {
    const isBelow = index > row
    const filled = cells.filter((cell) => cell !== '')
    const isShort = filled.length <= 3
    for (const [column, cell] of cells.entries()) {
      if (isBelow && days.has(column) && !isShort) continue
      for (const [code, hours] of legendIn(cell)) legend.set(code, hours)
    }
    const [code = '', span = ''] = filled
    const hours = filled.length === 2 ? hoursOf(span) : null
    if (isBelow && hours !== null && /^(?:\p{L}{1,2}|24|\p{L}\/\p{L})$/u.test(code))
      legend.set(code.toLowerCase(), hours)
  }
  return legend
}
