/** What the types of the directory share: every version of every thing lands in one table, as normalised JSON. */
import type { z } from 'zod'
import { writerOf } from '../canonical.ts'
import { dateTime64 } from '../time.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.directory'
export const TABLE = 'directory_events'
export const COLUMNS = ['kind', 'key', 'at', 'source', 'id', 'data', 'canonical', 'received_at'] as const

/**
 * Makes the toRow of one type.
 * @param kind the type without prefix and version
 * @param keyOf the id of the thing that an event is about
 * @param normalise spells one content one way; `data` then holds the known members, sorted, without nulls
 */
export function directoryRow<Data>(
  kind: string,
  schema: z.ZodType<Data>,
  keyOf: (data: Data) => string,
  normalise: (data: Data) => Data = (data) => data,
) {
  const write = writerOf(schema, { unknown: 'leave_out' })
  return ({ data, ...event }: ParsedEvent<Data>, context: RowContext): unknown[] => [
    kind,
    keyOf(data),
    dateTime64(event.at),
    event.source,
    event.id,
    write(normalise(data)),
    event.canonical,
    dateTime64(context.received_at),
  ]
}
