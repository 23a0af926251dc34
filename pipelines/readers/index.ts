/** Every foreign file that is read. */
import { textOf } from '../sheet.ts'
import { calendar } from './calendar.ts'
import type { Reader } from './reader.ts'
import { sheet } from './sheet.ts'
import { telegram } from './telegram.ts'
import { whatsapp } from './whatsapp.ts'

const READERS: readonly Reader[] = [telegram, whatsapp, calendar, sheet]

export const READ_FORMATS = READERS.map(({ format }) => format)

/**
 * The reader of a file, by its format where somebody names it, else by how the file begins; null where none knows it.
 * @param format 'auto' where nobody does
 */
export function readerFor(head: Uint8Array, file_name: string, format: string): Reader | null {
  const named = READERS.find((reader) => reader.format === format)
  if (named !== undefined) return named
  const text = textOf(head)
  return READERS.find((reader) => reader.recognises(text, file_name)) ?? null
}
