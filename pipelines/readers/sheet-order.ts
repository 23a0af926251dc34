/** Whether 3/4/2026 is in March or in April: all dates of a sheet are asked together. */
import type { Line } from './sheet-columns.ts'
import { type DateOrder, dateOrderOf, needsOrder } from './sheet-dates.ts'

export const UNCLEAR_DATES =
  'the dates may begin with the day or with the month, and none of them tells which: write them as 2026-11-03, and import the sheet again'

/** @returns 'unclear': nothing of the sheet may be taken, as every date could be another one */
export function orderOfDates<Member extends string>(
  lines: readonly Line<Member>[],
  members: readonly Member[],
): DateOrder | 'unclear' {
  const cells = lines.flatMap(({ cell }) => members.map((member) => cell(member)))
  const order = dateOrderOf(cells)
  return order === null && needsOrder(cells) ? 'unclear' : order
}
