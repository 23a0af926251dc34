/** A spreadsheet's bytes as tables of plain text: CSV as it was saved, or each sheet of an XLSX workbook. */
import { unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { joinedBytes } from '../bytes.ts'
import { type PlainRow, readRows } from '../sheet.ts'
import { PlainError } from '#sql/db/errors.ts'

export interface Table {
  /** the name of the sheet in its workbook; '' for CSV */
  readonly name: string
  /** without blank ones; dates are YYYY-MM-DD, with a time YYYY-MM-DD hh:mm, times alone hh:mm */
  readonly rows: readonly PlainRow[]
}

const NAME = 'the sheet'
const MOST_BYTES = 50 * 1024 * 1024
/** of a workbook that is unpacked */
const MOST_UNPACKED = 400 * 1024 * 1024
const MOST_ROWS = 200_000
/** Excel counts days from 1899-12-30; a time alone is a part of that day. */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

/** @throws PlainError, in words that repeat nothing of what the file holds */
export async function tablesOf(bytes: AsyncIterable<Uint8Array>): Promise<Table[]> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > MOST_BYTES) throw new PlainError(`${NAME} is over 50 MiB: cut it in parts`)
    chunks.push(chunk)
  }
  const whole = joinedBytes(chunks)
  const tables = isZip(whole) ? await workbookOf(whole) : [{ name: '', rows: csvOf(whole) }]
  if (tables.some(({ rows }) => rows.length > MOST_ROWS))
    throw new PlainError(`${NAME} has over 200 000 rows: cut it in parts`)
  return tables
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

function csvOf(bytes: Uint8Array): PlainRow[] {
  return readRows(NAME, bytes).filter(({ cells }) => cells.some((cell) => cell !== ''))
}

async function workbookOf(bytes: Uint8Array<ArrayBuffer>): Promise<Table[]> {
  try {
    if (unpackedBytes(bytes) > MOST_UNPACKED)
      throw new PlainError(`${NAME} is over 400 MiB when unpacked: cut it in parts`)
    // numbers stay as they are written: a phone or a booking's number is no quantity
    const sheets = await readWorkbook<string>(bytes.buffer, { parseNumber: (written) => written })
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data
        .map((cells, index) => ({ line: index + 1, cells: (cells as unknown[]).map(cellText) }))
        .filter(({ cells }) => cells.some((cell) => cell !== '')),
    }))
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw new PlainError(`${NAME} is no workbook that can be read: save it again as .xlsx, or as CSV`)
  }
}

/** As the archive's list says it, before anything is unpacked. */
function unpackedBytes(bytes: Uint8Array): number {
  let sum = 0
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      sum += originalSize
      return false
    },
  })
  return sum
}

/** A workbook's dates have no zone: they come as if in UTC, and are read so. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return dateText(cell.getTime())
  if (typeof cell === 'string') return /^-?\d+\.\d+(?:E-?\d+)?$/.test(cell) ? numberText(cell) : cell.trim()
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

/** 12.300000000000001 is what 12.3 became. */
function numberText(written: string): string {
  return String(Number(Number(written).toPrecision(14)))
}

function dateText(exact: number): string {
  const minute = Math.round(exact / 60_000) * 60_000
  const clock = new Date(minute).toISOString().slice(11, 16)
  if (minute - DAY_ZERO < 2 * DAY_MS) return clock
  const date = new Date(minute).toISOString().slice(0, 10)
  return minute % DAY_MS === 0 ? date : `${date} ${clock}`
}
