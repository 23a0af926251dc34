import type { z } from 'zod'
import {
  id,
  instantOrLocalDate,
  language,
  number,
  object,
  open,
  wholeNumber,
  word,
  wordsUpTo,
} from '../members.ts'
import { dateTime64, isLocalDate, toUtc } from '../time.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.stays'
export const TYPE = 'butler.stay.v1'
export const TABLE = 'stay_events'
export const KEYS = ['stay_id', 'property_id', 'guest_id'] as const
export const COLUMNS = [
  'stay_id',
  'at',
  'source',
  'id',
  'property_id',
  'status',
  'check_in',
  'check_out',
  'platform',
  'guest_id',
  'guest_language',
  'guests',
  'amount',
  'currency',
  'canonical',
  'received_at',
] as const

const MAX_UINT16 = 65_535
const DATE_LENGTH = 'YYYY-MM-DD'.length

const members = object({
  stay_id: id,
  property_id: id,
  status: word(['booked', 'changed', 'checked_in', 'checked_out', 'no_show', 'cancelled']),
  check_in: instantOrLocalDate,
  check_out: instantOrLocalDate,
  platform: open.nullish(),
  guest_id: id.nullish(),
  guest_language: language.nullish(),
  guests: wholeNumber(0, MAX_UINT16).nullish(),
  amount: object({ value: number, currency: wordsUpTo(32) }).nullish(),
})

/** Dates are compared as they are written, whatever the offset. */
export const schema = members.superRefine(({ check_in, check_out }, context) => {
  if (check_out.slice(0, DATE_LENGTH) >= check_in.slice(0, DATE_LENGTH)) return
  context.addIssue({
    code: 'custom',
    path: ['check_out'],
    message: 'has a date before that of check_in; send the day on which the stay ends',
  })
})

export function toRow(
  { data, ...event }: ParsedEvent<z.infer<typeof schema>>,
  context: RowContext,
): unknown[] {
  return [
    data.stay_id,
    dateTime64(event.at),
    event.source,
    event.id,
    data.property_id,
    data.status,
    asWritten(data.check_in),
    asWritten(data.check_out),
    data.platform ?? '',
    data.guest_id ?? '',
    data.guest_language ?? '',
    data.guests ?? null,
    data.amount?.value ?? null,
    data.amount?.currency ?? '',
    event.canonical,
    dateTime64(context.received_at),
  ]
}

function asWritten(moment: string): string {
  return isLocalDate(moment) ? moment : toUtc(moment)
}
