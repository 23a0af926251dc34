/** Whether 3/4/2026 is in March or in April: all dates of a sheet are asked together. */
import { PlainError } from '#sql/db/errors.ts'
import type { ReaderOptions } from './reader.ts'
import type { Line } from './sheet-columns.ts'
import { type DateOrder, dateOrderOf, needsOrder } from './sheet-dates.ts'

export const UNCLEAR_DATES =
  'the dates may begin with the day or with the month, and none of them tells which: say it with --date-order dmy or mdy, or write them as 2026-11-03'

/**
 * @param options the order that somebody gave stands, whatever the dates tell
 * @throws PlainError where nothing of the sheet may be taken, as every date could be another one
 */
export function orderOfDates<Member extends string>(
  lines: readonly Line<Member>[],
  members: readonly Member[],
  { date_order }: ReaderOptions,
): DateOrder {
  if (date_order === 'dmy') return 'day'
  if (date_order === 'mdy') return 'month'
  const cells = lines.flatMap(({ cell }) => members.map((member) => cell(member)))
  const order = dateOrderOf(cells)
  if (order === null && needsOrder(cells)) throw new PlainError(UNCLEAR_DATES)
  return order
}
