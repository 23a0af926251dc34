/** A sheet saved as CSV, as spreadsheets save it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251; with a mark or without. */
import { parse } from '#csv'
import { PlainError } from '#sql/db/errors.ts'
import { decoderFor } from './text/encoding.ts'

/** A row by the names of the first line, in lower case; `line`: where it stands, from 1. */
export interface SheetRow {
  line: number
  cells: Record<string, string>
}

/** `line`: where it ends, from 1; blank rows are left out, and the cells of a row are as many as it has. */
export interface PlainRow {
  readonly line: number
  readonly cells: readonly string[]
}

const MOST_BYTES = 32 * 1024 * 1024

/** @throws PlainError when it can't be read as a table */
export function readSheet(name: string, bytes: Uint8Array): SheetRow[] {
  const [head, ...body] = readRows(name, bytes)
  if (head === undefined) throw new PlainError(`${name} is empty`)
  const names = head.cells.map((cell) => cell.toLowerCase())
  return body.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(names.map((column, index) => [column, cells[index] ?? ''])),
  }))
}

/** @throws PlainError when it can't be read as a table */
export function readRows(name: string, bytes: Uint8Array): PlainRow[] {
  if (bytes.length > MOST_BYTES) throw new PlainError(`${name} is over 32 MiB: cut it in parts`)
  return rowsOfText(name, textOf(bytes))
}

/** @throws PlainError when it can't be read as a table */
export function rowsOfText(name: string, text: string): PlainRow[] {
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      // a title such as ООО "Уют"
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record.map(bare) }))
  } catch (error) {
    throw new PlainError(`${name} can't be read as a table: ${(error as Error).message.split('\n')[0] ?? ''}`)
  }
}

/** By what it is, not by what it says. */
export function textOf(bytes: Uint8Array): string {
  const { decoder, mark } = decoderFor(bytes)
  return decoder.decode(bytes.subarray(mark))
}

const LINES_LOOKED_AT = 10

/** The one that cuts most of the first lines in as many cells each: a title above the table has none. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, LINES_LOOKED_AT).map((line) => line.replace(/"[^"]*"/g, ''))
  const score = (one: string) => {
    const counts = lines.map((line) => line.split(one).length - 1)
    return Math.max(...counts.map((count) => count * counts.filter((other) => other === count).length))
  }
  return [',', ';', '\t'].reduce((best, one) => (score(one) > score(best) ? one : best))
}

/** An apostrophe stands before what a spreadsheet would run as a formula. */
function bare(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
}
