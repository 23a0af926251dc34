/** A duty roster of one row a shift: date, person, and hours or a code. */
import type { PlainRow } from '../sheet.ts'
import { type Hours, hoursOf, MOST_A_DAY, shiftsIn } from './roster-codes.ts'
import { type PersonDay, rosterEvents } from './roster-events.ts'
import { type Columns, type Header, headerOf, isTotal, type Line, linesOf } from './sheet-columns.ts'
import { clockOf, dateOf, type DateOrder, momentOf } from './sheet-dates.ts'
import { orderOfDates } from './sheet-order.ts'
import { UnknownCodes } from './unknown-codes.ts'
import type { Read, ReaderOptions } from './reader.ts'

const columns = {
  date: ['дата', 'день', 'дата смены', 'date', 'day', 'shift date'],
  person: [
    'сотрудник',
    'дежурный',
    'кто',
    'фио',
    'имя',
    'администратор',
    'менеджер',
    'employee',
    'person',
    'who',
    'manager',
    'on duty',
    'name',
  ],
  start: ['начало смены', 'начало', 'с', 'время начала', 'start', 'from', 'start time', 'shift start'],
  end: [
    'конец смены',
    'конец',
    'окончание',
    'по',
    'до',
    'время окончания',
    'end',
    'until',
    'to',
    'end time',
    'shift end',
  ],
  code: ['смена', 'часы', 'время', 'код', 'тип смены', 'shift', 'hours', 'time', 'code'],
} satisfies Columns<string>

type Column = keyof typeof columns

export function rosterListHeader(rows: readonly PlainRow[]): Header<Column> | null {
  return headerOf(
    rows,
    columns,
    (has) =>
      has('person') && ((has('date') && (has('code') || has('start'))) || (has('start') && has('end'))),
  )
}

export function* readRosterList(
  rows: readonly PlainRow[],
  header: Header<Column>,
  options: ReaderOptions,
): Generator<Read> {
  const lines = linesOf(rows, header)
  const order = orderOfDates(lines, ['date', 'start', 'end'], options)
  const unknown = new UnknownCodes()
  const people = new Map<string, Map<string, Hours[] | null>>()
  for (const { cell } of lines) {
    const name = cell('person')
    if (isTotal(cell('date')) || isTotal(name)) {
      yield { left_out: 'total' }
      continue
    }
    if (name === '' && cell('date') === '') {
      yield { left_out: 'empty' }
      continue
    }
    const date = dateOf(cell('date'), order) ?? momentOf(cell('start'), order)?.date ?? null
    if (date === null || !/\p{L}/u.test(name)) {
      yield { not_understood: 'a shift without a day or without a person' }
      continue
    }
    const hours = hoursIn(cell, date, order)
    if (hours === null) unknown.add(cell('code'))
    const days = people.get(name) ?? new Map<string, Hours[] | null>()
    people.set(name, days)
    const before = days.get(date)
    // a day of which something is not known is left as it is
    days.set(date, hours === null || before === null ? null : [...(before ?? []), ...hours])
  }
  yield* rosterEvents(covered(people), options)
  yield* unknown.told()
  if (
    [...people.values()].some((days) => [...days.values()].some((hours) => (hours?.length ?? 0) > MOST_A_DAY))
  )
    yield { not_understood: 'a person with over two shifts on one day: the first two are taken' }
}

/** Null: not known. */
function hoursIn(cell: Line<Column>['cell'], date: string, order: DateOrder): Hours[] | null {
  const start = clockIn(cell('start'))
  const end = clockIn(cell('end'))
  if (start === null || end === null)
    return shiftsIn(cell('code') === '' ? cell('start') : cell('code'), new Map())
  const last = momentOf(cell('end'), order)?.date
  if (last !== undefined && last > date) {
    const days = (Date.parse(last) - Date.parse(date)) / 86_400_000
    const [hours = 0, minutes = 0] = end.split(':').map(Number)
    const [from = 0, from_minutes = 0] = start.split(':').map(Number)
    return days > 2 ? null : [{ from: from * 60 + from_minutes, until: (days * 24 + hours) * 60 + minutes }]
  }
  const hours = hoursOf(`${start}-${end}`)
  return hours === null ? null : [hours]
}

/** '9', '09:00', '2026-11-03 21:00' → hh:mm */
function clockIn(cell: string): string | null {
  return /^\d{1,2}$/.test(cell) && Number(cell) < 24 ? `${cell.padStart(2, '0')}:00` : clockOf(cell)
}

const MOST_DAYS = 800

/** All days of all its people from the first to the last: a list tells what stands between them too, nothing of what lies outside. */
function covered(people: ReadonlyMap<string, ReadonlyMap<string, Hours[] | null>>): PersonDay[] {
  const dates = [...people.values()].flatMap((days) => [...days.keys()]).sort()
  const [first] = dates
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return []
  const count = Math.min(MOST_DAYS, (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1)
  const all = Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10),
  )
  return Array.from(people, ([name, days]) =>
    all.flatMap((date): PersonDay[] => {
      const hours = days.get(date)
      return hours === null ? [] : [{ name, date, hours: (hours ?? []).toSorted((a, b) => a.from - b.from) }]
    }),
  ).flat()
}
