/** What a roster says, as events: each day of each person that it covers, with a shift or without. */
import { type Hours, MOST_A_DAY } from './roster-codes.ts'
import { localInstant, reportsSince, sheetEvent } from './sheet-events.ts'
import { managerId } from './sheet-names.ts'
import type { Read, ReaderOptions } from './reader.ts'

export interface PersonDay {
  readonly name: string
  /** YYYY-MM-DD, on which its shifts begin */
  readonly date: string
  readonly hours: readonly Hours[]
}

/** A plan is told so many months before its own: it may be sent ahead by as much. */
const MONTHS_AHEAD = 3

/**
 * A roster that is sent again replaces what it said before, without anybody looking at what is stored: each person's day has two
 * places, {person}/{month}/{day}/1 and /2, and each of them is told each time, as planned or as cancelled. As id and time of a
 * place are always the same, the later import's word stands (docs/rules.md#told-twice); a `cancelled` of a shift that never was
 * takes away nothing.
 *
 * The time lies before the shifts, as a plan counts as it stood when it was to begin, and in the past, as the door takes nothing
 * of the future: so a roster that is sent after its month corrects that month. Days of people it doesn't name are left as they are.
 */
export function* rosterEvents(days: readonly PersonDay[], options: ReaderOptions): Generator<Read> {
  const [first] = days
    .filter(({ hours }) => hours.length > 0)
    .map(({ date }) => date)
    .sort()
  if (first !== undefined) yield reportsSince(options, { reports: 'plans', name: 'Duty roster', first })
  const people = new Map(days.map(({ name }) => [managerId(name), name]))
  for (const [manager_id, name] of people)
    yield sheetEvent(options, {
      type: 'manager',
      id: `manager/${manager_id}`,
      data: { manager_id, name, role: 'manager' },
    })
  for (const { name, date, hours } of days)
    for (let n = 1; n <= MOST_A_DAY; n++)
      yield shiftOf(managerId(name), date, { n, hours: hours[n - 1] }, options)
}

function shiftOf(
  manager_id: string,
  date: string,
  { n, hours }: { n: number; hours: Hours | undefined },
  options: ReaderOptions,
): Read {
  const id = `${manager_id}/${date.slice(0, 7)}/${Number(date.slice(8))}/${n}`
  const plan =
    hours === undefined
      ? { action: 'cancelled' }
      : {
          action: 'planned',
          planned_start: instantOf(options, date, hours.from),
          planned_end: instantOf(options, date, hours.until),
        }
  const [year = 0, month = 0] = date.split('-').map(Number)
  const at = Date.UTC(year, month - 1 - MONTHS_AHEAD, 1)
  return sheetEvent(options, { type: 'shift', id, at, on: date, data: { shift_id: id, manager_id, ...plan } })
}

/** By the local clock: a night on which clocks change is an hour longer or shorter. */
function instantOf(options: ReaderOptions, date: string, minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const day = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
  const rest = minutes - days * 1440
  const clock = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
  return new Date(localInstant(options, day, clock)).toISOString()
}
