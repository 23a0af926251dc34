/** Spreadsheets, .csv and .xlsx: homes and owners, duty rosters, bookings, reviews, incidents. What a sheet is says its header. */
import { PlainError } from '#sql/db/errors.ts'
import { type PlainRow, rowsOfText } from '../sheet.ts'
import { bookingsHeader, readBookings } from './bookings-sheet.ts'
import { homesHeader, readHomes } from './homes-sheet.ts'
import { incidentsHeader, readIncidents } from './incidents-sheet.ts'
import { readReviews, reviewsHeader } from './reviews-sheet.ts'
import { readRosterList, rosterListHeader } from './roster-list.ts'
import { matrixIn, readMatrix } from './roster-matrix.ts'
import { tablesOf } from './sheet-rows.ts'
import type { Read, Reader, ReaderOptions } from './reader.ts'

const EXPECTED =
  'a sheet without a header that is known. Expected are: homes (Квартира, Владелец, E-mail), a roster (people, and the days of a month; or Дата, Сотрудник, Смена), bookings (Объект, Заезд, Выезд, Гость), reviews (Квартира, Дата, Оценка, Площадка), incidents (Квартира, Дата, Время, Что случилось)'

export const sheet: Reader = {
  format: 'sheet',
  version: 1,
  recognises(head, file_name) {
    if (head.startsWith('PK\u0003\u0004')) return head.includes('xl/') || /\.xlsx$/i.test(file_name)
    if (/^[\s\uFEFF]*[[{<]/.test(head) || head.includes('\0')) return false
    return kindOf(firstRows(head), '') !== null
  },
  read,
}

async function* read(bytes: AsyncIterable<Uint8Array>, options: ReaderOptions): AsyncGenerator<Read> {
  let tables
  try {
    tables = await tablesOf(bytes)
  } catch (error) {
    yield sentenceOf(error)
    return
  }
  const filled = tables.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) {
    yield { not_understood: 'the sheet is empty' }
    return
  }
  const kinds = filled.map(({ name, rows }) => kindOf(rows, name))
  for (const kind of kinds) {
    if (kind === null)
      yield kinds.some((other) => other !== null) ? { left_out: 'other_sheet' } : { not_understood: EXPECTED }
    else
      try {
        yield* kind(options)
      } catch (error) {
        // the other tables of the file are read all the same
        yield sentenceOf(error)
      }
  }
}

function sentenceOf(error: unknown): Read {
  if (!(error instanceof PlainError)) throw error
  return { not_understood: error.message }
}

type Reading = (options: ReaderOptions) => Generator<Read>

/** How to read a table; null: of no kind that is known. Where several know it, the one that knows most of its columns. */
function kindOf(rows: readonly PlainRow[], name: string): Reading | null {
  const kinds: { found: number; read: Reading }[] = []
  const bookings = bookingsHeader(rows)
  if (bookings !== null)
    kinds.push({ found: bookings.found, read: (options) => readBookings(rows, bookings, options) })
  const homes = homesHeader(rows)
  // an address in a sheet of arrivals and departures is a guest's, unless an owner is named too
  if (homes !== null && (bookings === null || homes.columns.owner !== undefined))
    kinds.push({ found: homes.found, read: (options) => readHomes(rows, homes, options) })
  const list = rosterListHeader(rows)
  if (list !== null) kinds.push({ found: list.found, read: (options) => readRosterList(rows, list, options) })
  const reviews = reviewsHeader(rows)
  if (reviews !== null)
    kinds.push({ found: reviews.found, read: (options) => readReviews(rows, reviews, options) })
  const incidents = incidentsHeader(rows)
  if (incidents !== null)
    kinds.push({ found: incidents.found, read: (options) => readIncidents(rows, incidents, options) })
  const best = kinds.sort((a, b) => b.found - a.found)[0]
  if (best !== undefined) return best.read
  const matrix = matrixIn(rows, name)
  return matrix === null ? null : (options) => readMatrix(matrix, options)
}

/** The last line may be cut anywhere, within quotes too. */
function firstRows(head: string): PlainRow[] {
  try {
    const lines = head.split(/\r?\n/)
    const whole = lines.length > 20 ? lines.slice(0, 20) : lines
    return rowsOfText('the sheet', whole.join('\n')).filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch {
    return []
  }
}
