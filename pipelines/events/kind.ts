import type { z } from 'zod'
import type { Envelope } from '../envelope.ts'
import { writerOf } from '../canonical.ts'
import { dateTime64, readInstant } from '../time.ts'

/** An event that has passed its schema. */
export interface ParsedEvent<Data> {
  readonly source: string
  readonly id: string
  /** When it happened, milliseconds UTC. */
  readonly at: number
  readonly data: Data
  /** See canonical.ts; without what was derived from a text. */
  readonly canonical: string
}

export interface RowContext {
  /** When it came in, milliseconds UTC. */
  readonly received_at: number
  /** Whether it came with a file, which tells of the past: its coming in says nothing of when it was known. */
  readonly is_from_file?: boolean
  /** The time zones that the database engine knows. */
  readonly zones: ReadonlySet<string>
}

/** One type of event, as its file in this folder describes it. */
interface Module<Data, Table extends string> {
  readonly TOPIC: string
  readonly TYPE: string
  readonly TABLE: Table
  /** In the order of a row; without `variant` (made by the database) and `generation` (known when it is written). */
  readonly COLUMNS: readonly string[]
  /** Ids in `data` that the event is about, the key first. */
  readonly KEYS: readonly string[]
  readonly schema: z.ZodType<Data>
  toRow(event: ParsedEvent<Data>, context: RowContext): unknown[]
  /** What a schema cannot see: the end of a sentence that begins with the event's member; null: nothing. */
  refuse?(event: ParsedEvent<Data>, context: RowContext): string | null
}

/** What is left of an event's content: a row, or what is wrong. */
export type Shaped =
  | { readonly row: unknown[]; readonly keys: Readonly<Record<string, string>> }
  | { readonly issues: readonly z.core.$ZodIssue[] }
  | { readonly refusal: string }

export interface Kind<Table extends string = string> {
  readonly topic: string
  readonly type: string
  readonly table: Table
  readonly columns: readonly string[]
  /** Names of `data` that are listed. */
  readonly members: ReadonlySet<string>
  shape(envelope: Envelope, context: RowContext): Shaped
}

/** Makes one kind of event ready for use. */
export function kindOf<Data, Table extends string>(module: Module<Data, Table>): Kind<Table> {
  const { TOPIC, TYPE, TABLE, COLUMNS, KEYS, schema } = module
  const withoutText = TYPE === 'butler.message.v1' ? new Set(['text']) : new Set<string>()
  const write = writerOf(schema, { unknown: 'hash', without: withoutText })
  return {
    topic: TOPIC,
    type: TYPE,
    table: TABLE,
    columns: COLUMNS,
    members: new Set(Object.keys((schema as unknown as z.ZodObject).shape)),
    shape({ source, id, at, time, data }, context) {
      const parsed = schema.safeParse(data)
      if (!parsed.success) return { issues: parsed.error.issues }
      const canonical = `{"data":${write(data)},"time":"${time}"}`
      const event = { source, id, at, data: parsed.data, canonical }
      const refusal = module.refuse?.(event, context)
      if (refusal !== undefined && refusal !== null) return { refusal }
      return { row: module.toRow(event, context), keys: keysOf(data, KEYS) }
    },
  }
}

function keysOf(data: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  const keys: Record<string, string> = {}
  for (const name of names) {
    const key = data[name]
    if (typeof key === 'string') keys[name] = key
  }
  return keys
}

/** A time that may be absent, for a Nullable(DateTime64) column. */
export function nullableTime(told: string | null | undefined): string | null {
  const ms = readInstant(told ?? '')
  return ms === null ? null : dateTime64(ms)
}
