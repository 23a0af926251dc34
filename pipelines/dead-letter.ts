/** What could not be taken: kept with the reason and where it came from, so that it can be mended and sent again. */
import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { withKnownMembers } from './known-members.ts'
import { withoutText } from './text/without-text.ts'
import { dateTime64 } from './time.ts'

const WHAT_TO_SEND = {
  malformed_json: 'Send one JSON object an event, as UTF-8; in files and NDJSON bodies one a line.',
  envelope: 'Send a CloudEvents 1.0 object with specversion "1.0", id, source, type, time and data.',
  schema: 'Send the members that the event contract lists for this type, each of the kind it names.',
  unknown_type: 'Send one of the types of the event contract, spelled exactly.',
  oversize: 'Send records of at most 1 MiB.',
  time_out_of_bounds: 'Send the time at which it happened: from 2000-01-01 to 24 hours after its arrival.',
  rejected_by_db: 'The record was good but the database refused its row; tell whoever runs it, then replay.',
} as const

export type Reason = keyof typeof WHAT_TO_SEND
export const REASONS = Object.keys(WHAT_TO_SEND) as readonly Reason[]

export interface DeadLetter {
  /** The first 32 hex digits of the SHA-256 of origin and bytes: a redelivery gives the same letter. */
  readonly letter_id: string
  /** Milliseconds UTC. */
  readonly received_at: number
  readonly reason: Reason
  /** Which member, what is wrong, what to send instead; never a value of the event. */
  readonly detail: string
  /** topic/partition/offset, request and index, or file and line */
  readonly origin: string
  /** As they came but for texts, and of a file for members that the contract does not list; at most the first 256 KiB; base64 where they are not UTF-8. */
  readonly bytes: string
  readonly is_base64: boolean
  readonly is_json: boolean
  /** Of the whole as it came, in bytes. */
  readonly length: number
  /** Of the whole as it came, hex. */
  readonly sha256: string
  /** the import that it is part of; 0: none */
  readonly import_id: number
}

export const TABLE = 'dead_letters'
export const COLUMNS = [
  'letter_id',
  'received_at',
  'reason',
  'detail',
  'origin',
  'bytes',
  'is_base64',
  'is_json',
  'length',
  'sha256',
  'import_id',
  'status',
  'replayed_at',
  'version',
] as const

const MAX_KEPT_BYTES = 256 * 1024

interface Refused {
  readonly reason: Reason
  readonly detail: string
  readonly origin: string
  readonly received_at: number
  /** What a file holds may be anything: of its records the members that the contract lists are kept. */
  readonly is_from_file?: boolean | undefined
  readonly import_id?: number | undefined
}

/** Makes the letter of a record that cannot be taken. */
export function deadLetter(record: Uint8Array | string, refused: Refused): DeadLetter {
  const whole = typeof record === 'string' ? Buffer.from(record) : record
  const text = isUtf8(whole) ? Buffer.from(whole).toString() : null
  const is_json = text !== null && isJson(text)
  return {
    letter_id: createHash('sha256')
      .update(refused.origin)
      .update('\0')
      .update(whole)
      .digest('hex')
      .slice(0, 32),
    received_at: refused.received_at,
    reason: refused.reason,
    detail: refused.detail,
    origin: refused.origin.toWellFormed(),
    bytes: text === null ? cutBytes(whole) : cut(is_json ? keptOf(text, refused) : text),
    is_base64: text === null,
    is_json,
    length: whole.length,
    sha256: createHash('sha256').update(whole).digest('hex'),
    import_id: refused.import_id ?? 0,
  }
}

function keptOf(json: string, { is_from_file }: Refused): string {
  const bare = withoutText(json)
  return is_from_file === true ? withKnownMembers(bare) : bare
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
    return true
  } catch {
    return false
  }
}

function cutBytes(whole: Uint8Array): string {
  return Buffer.from(whole.subarray(0, MAX_KEPT_BYTES)).toString('base64')
}

/** The first 256 KiB, less the part of a character that the cut went through. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= MAX_KEPT_BYTES) return text
  const bytes = Buffer.from(text)
  let end = MAX_KEPT_BYTES
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}

/** The letter as a new row of the table. */
export function toRow(letter: DeadLetter): unknown[] {
  const { received_at, ...rest } = letter
  const values: Record<string, unknown> = {
    ...rest,
    received_at: dateTime64(received_at),
    status: 'new',
    replayed_at: null,
    version: 1,
  }
  return COLUMNS.map((column) => values[column])
}

type StoredBytes = Pick<DeadLetter, 'bytes' | 'is_base64' | 'is_json' | 'length'>

/** The bytes that a replay sends. */
export function bytesOf({ bytes, is_base64 }: StoredBytes): Uint8Array | string {
  return is_base64 ? Buffer.from(bytes, 'base64') : bytes
}

/** Whether the letter holds its whole record: what was cut cannot be sent again. */
export function replayable(letter: StoredBytes): boolean {
  return Buffer.byteLength(bytesOf(letter)) === letter.length || (letter.is_json && isJson(letter.bytes))
}

/** A sentence for whoever runs the producer. */
export function whatToSend(reason: Reason): string {
  return WHAT_TO_SEND[reason]
}
