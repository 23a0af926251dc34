/** A log of incidents kept by hand, one a row. What happened is told by its category alone; remarks are not read. */
import type { PlainRow } from '../sheet.ts'
import { HOME_WORDS } from './homes-columns.ts'
import { categoryOf, isCancelled, severityOf } from './incident-words.ts'
import { type Columns, type Header, headerOf, isTotal, type Line, linesOf } from './sheet-columns.ts'
import { clockOf, dateOf, type DateOrder, momentOf } from './sheet-dates.ts'
import { localInstant, sheetEvent } from './sheet-events.ts'
import { managerId, propertyId } from './sheet-names.ts'
import { orderOfDates } from './sheet-order.ts'
import type { Read, ReaderOptions } from './reader.ts'

const columns = {
  home: HOME_WORDS,
  number: ['номер инцидента', 'номер заявки', 'id', 'incident id', 'ticket'],
  date: ['дата и время', 'дата', 'дата инцидента', 'date'],
  time: ['время', 'время обращения', 'time', 'reported', 'reported at'],
  category: [
    'категория',
    'что случилось',
    'проблема',
    'инцидент',
    'описание',
    'category',
    'problem',
    'incident',
    'what happened',
  ],
  severity: ['важность', 'срочность', 'приоритет', 'severity', 'priority'],
  resolved: [
    'решено',
    'закрыто',
    'устранено',
    'время решения',
    'когда решено',
    'resolved',
    'resolved at',
    'closed',
  ],
  status: ['статус', 'status'],
  person: [
    'кто решал',
    'кто',
    'ответственный',
    'исполнитель',
    'сотрудник',
    'дежурный',
    'who',
    'assignee',
    'manager',
  ],
} satisfies Columns<string>

type Column = keyof typeof columns
type Cell = Line<Column>['cell']

export function incidentsHeader(rows: readonly PlainRow[]): Header<Column> | null {
  return headerOf(rows, columns, (has) => has('home') && has('date') && has('category'))
}

export function* readIncidents(
  rows: readonly PlainRow[],
  header: Header<Column>,
  options: ReaderOptions,
): Generator<Read> {
  const lines = linesOf(rows, header)
  const order = orderOfDates(lines, ['date', 'resolved'], options)
  const places = new Map<string, number>()
  for (const { cell } of lines) {
    if (isTotal(cell('home')) || isTotal(cell('date'))) {
      yield { left_out: 'total' }
      continue
    }
    const date = dateOf(cell('date'), order)
    if (cell('home') === '' || cell('category') === '' || date === null) {
      yield { not_understood: 'an incident without a home, a day with its year, or a word for what happened' }
      continue
    }
    const base = cell('number') || `${propertyId(cell('home'))}/${date}/${categoryOf(cell('category'))}`
    const place = (places.get(base) ?? 0) + 1
    places.set(base, place)
    const id = place === 1 ? base.slice(0, 80) : `${base.slice(0, 80)}/${place}`
    yield* incidentOf(id, date, cell, { order, options })
  }
}

function* incidentOf(
  id: string,
  date: string,
  cell: Cell,
  { order, options }: { order: DateOrder; options: ReaderOptions },
): Generator<Read> {
  const clock = timeIn(cell('time')) ?? momentOf(cell('date'), order)?.clock ?? null
  // «вечером»: an incident without a time would have a wait that nobody measured
  if (clock === null) {
    yield { not_understood: 'an incident without a time of day, such as 14:30: it is not counted' }
    return
  }
  const at = localInstant(options, date, clock)
  const person = cell('person')
  const about = {
    incident_id: `${options.connection}/${id}`,
    property_id: propertyId(cell('home')),
    category: categoryOf(cell('category')),
  }
  const actor = /\p{L}{2}/u.test(person) ? { role: 'manager', id: managerId(person) } : undefined
  const event = (action: string, time: number, more: Record<string, unknown>) =>
    sheetEvent(options, {
      type: 'incident',
      id: `incident/${id}/${action}`,
      at: time,
      // one that goes on over midnight stays whole
      on: date,
      data: { ...about, action, ...more },
    })
  yield event('opened', at, { severity: severityOf(cell('severity')) })
  if (isCancelled(cell('status'))) {
    yield event('cancelled', at, {})
    return
  }
  const resolved_at = resolvedAt(cell('resolved'), { date, clock }, { order, options })
  if (resolved_at !== null && resolved_at >= at) yield event('resolved', resolved_at, { actor })
  else if (cell('resolved') !== '')
    yield {
      not_understood: 'an incident of which the time it was solved cannot be read: it is taken as open',
    }
}

/** '14.30', '9:05'; null for words */
function timeIn(cell: string): string | null {
  return /^\d{1,2}[:.]\d{2}(?::\d{2})?$/.test(cell) ? clockOf(cell) : null
}

/** '15:00' is of the same day, or of the next where that is earlier; '08.11.2026 15:00' is whole. */
function resolvedAt(
  cell: string,
  opened: { date: string; clock: string },
  { order, options }: { order: DateOrder; options: ReaderOptions },
): number | null {
  const clock = timeIn(cell)
  if (clock !== null) {
    const days = clock < opened.clock ? 1 : 0
    const date = new Date(Date.parse(opened.date) + days * 86_400_000).toISOString().slice(0, 10)
    return localInstant(options, date, clock)
  }
  const moment = momentOf(cell, order)
  return moment?.clock == null ? null : localInstant(options, moment.date, moment.clock)
}
