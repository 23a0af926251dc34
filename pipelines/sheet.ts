/** A sheet saved as CSV, as spreadsheets save it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251; with a mark or without. */
import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import { PlainError } from '#sql/errors.ts'

/** A row by the names of the first line, in lower case; `line`: where it stands, from 1. */
export interface SheetRow {
  line: number
  cells: Record<string, string>
}

const MOST_BYTES = 32 * 1024 * 1024

/** @throws PlainError when it can't be read as a table */
export function readSheet(name: string, bytes: Uint8Array): SheetRow[] {
  if (bytes.length > MOST_BYTES) throw new PlainError(`${name} is over 32 MiB: cut it in parts`)
  const text = textOf(bytes)
  const delimiter = delimiterOf(text)
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    const [head, ...body] = rows
    if (head === undefined) throw new PlainError(`${name} is empty`)
    const names = head.record.map((cell) => cell.toLowerCase())
    return body.map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(names.map((column, index) => [column, bare(record[index] ?? '')])),
    }))
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw new PlainError(`${name} can't be read as a table: ${(error as Error).message.split('\n')[0] ?? ''}`)
  }
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1251').decode(bytes)
}

/** The one of which the first line has most. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/)
  const count = (one: string) => first.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** An apostrophe stands before what a spreadsheet would run as a formula. */
function bare(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
}
