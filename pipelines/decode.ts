/** One record in, one result out: a row, nothing, or a dead letter. Nothing is ever thrown. */
import { isUtf8 } from 'node:buffer'
import { type DeadLetter, deadLetter, type Reason } from './dead-letter.ts'
import { isRefusal, readEnvelope, type Refusal } from './envelope.ts'
import { KINDS, type LandingTable } from './events/index.ts'
import { faultsOf } from './faults.ts'
import { toJson } from './json.ts'

export interface DecodeContext {
  /** When it came in, milliseconds UTC; for a file, when its import began. */
  readonly received_at: number
  /** Whether it came with a file. */
  readonly is_from_file?: boolean
  /** topic/partition/offset, request and index, or file and line */
  readonly origin: string
  /** the import that it is part of; absent: none, it was told live */
  readonly import_id?: number
  /** The time zones that the database engine knows. */
  readonly zones: ReadonlySet<string>
}

export type DecodeResult =
  | {
      readonly kind: 'row'
      readonly table: LandingTable
      /** In the order of TABLES[table]. */
      readonly row: unknown[]
      readonly type: string
      /** The ids in `data` that the event is about, by member. */
      readonly keys: Readonly<Record<string, string>>
    }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'dead'; readonly letter: DeadLetter }

export const MAX_RECORD_BYTES = 1024 * 1024
const BLANK: DecodeResult = { kind: 'drop', reason: 'blank line' }

/** Decodes one record: the value of a Kafka message, a line of a file or of an NDJSON body, a body. */
export function decode(record: Uint8Array | string, context: DecodeContext): DecodeResult {
  if (isOversize(record)) return toDeadLetter(record, 'oversize', TOO_LARGE, context)
  if (typeof record !== 'string' && !isUtf8(record))
    return toDeadLetter(record, 'malformed_json', NOT_UTF8, context)
  const json = withoutMark(typeof record === 'string' ? record : utf8(record))
  if (json.trimStart() === '') return BLANK
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return toDeadLetter(record, 'malformed_json', NOT_JSON, context)
  }
  return resultOf(value, context, record)
}

/** Decodes an event that was parsed as a part of a larger whole. Its size is that of its JSON without white space. */
export function decodeValue(value: unknown, context: DecodeContext): DecodeResult {
  if (isOversize(compact(value))) return toDeadLetter(toJson(value), 'oversize', TOO_LARGE, context)
  return resultOf(value, context)
}

function compact(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return toJson(value)
  }
}

const TOO_LARGE = 'the record is over 1 MiB; send it in smaller events'
const NOT_UTF8 = 'the record is not UTF-8; send one JSON object an event, as UTF-8'
const NOT_JSON = 'the record is not JSON; send one JSON object an event'

/** @param record the bytes as they came, where there are any */
function resultOf(value: unknown, context: DecodeContext, record?: Uint8Array | string): DecodeResult {
  try {
    const shaped = shapeOf(value, context)
    if (!isRefusal(shaped)) return shaped
    return toDeadLetter(record ?? toJson(value), shaped.reason, shaped.detail, context)
  } catch {
    // a mistake of ours must not stop what comes after this record
    return toDeadLetter(record ?? toJson(value), 'schema', OUR_MISTAKE, context)
  }
}

const OUR_MISTAKE = 'the record could not be read, by a mistake of this program; report it, send nothing else'

function shapeOf(value: unknown, context: DecodeContext): DecodeResult | Refusal {
  const envelope = readEnvelope(value, KINDS, context.received_at)
  if (isRefusal(envelope)) return envelope
  const kind = KINDS.get(envelope.type)
  if (kind === undefined) throw new Error('readEnvelope let an unknown type through')
  const shaped = kind.shape(envelope, context)
  if ('issues' in shaped) return { reason: 'schema', detail: faultsOf(shaped.issues) }
  if ('refusal' in shaped) return { reason: 'schema', detail: shaped.refusal }
  return { kind: 'row', table: kind.table, row: shaped.row, type: kind.type, keys: shaped.keys }
}

function toDeadLetter(
  record: Uint8Array | string,
  reason: Reason,
  detail: string,
  context: DecodeContext,
): DecodeResult {
  return { kind: 'dead', letter: deadLetter(record, { ...context, reason, detail }) }
}

function isOversize(record: Uint8Array | string): boolean {
  if (typeof record !== 'string') return record.length > MAX_RECORD_BYTES
  if (record.length * 3 <= MAX_RECORD_BYTES) return false
  return Buffer.byteLength(record) > MAX_RECORD_BYTES
}

/** Some programs begin a file with a byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
