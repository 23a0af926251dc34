/** Bookings: exports of Airbnb, RealtyCalendar and Bnovo, and sheets by hand, one booking or one room of it a row. */
import type { PlainRow } from '../sheet.ts'
import {
  bookingColumns,
  type BookingColumn,
  isBlock,
  platformOf,
  type State,
  stateOf,
} from './booking-words.ts'
import { type Header, headerOf, isTotal, type Line, linesOf } from './sheet-columns.ts'
import { type DateOrder, momentOf } from './sheet-dates.ts'
import { EARLY, instantOfDate, localInstant, reportsSince, sheetEvent } from './sheet-events.ts'
import { guestKey, propertyId } from './sheet-names.ts'
import { orderOfDates } from './sheet-order.ts'
import { countOf, sumOf } from './sheet-sums.ts'
import type { Read, ReaderOptions } from './reader.ts'

export function bookingsHeader(rows: readonly PlainRow[]): Header<BookingColumn> | null {
  return headerOf(
    rows,
    bookingColumns,
    (has) => has('home') && has('check_in') && (has('check_out') || has('nights')),
  )
}

type Status = Extract<State, 'booked' | 'cancelled' | 'no_show'>

interface Booking {
  readonly cell: Line<BookingColumn>['cell']
  readonly property_id: string
  readonly status: Status
  readonly check_in: string
  readonly check_out: string
  /** milliseconds UTC */
  readonly at: number | undefined
}

export function* readBookings(
  rows: readonly PlainRow[],
  header: Header<BookingColumn>,
  options: ReaderOptions,
): Generator<Read> {
  const lines = linesOf(rows, header)
  const order = orderOfDates(lines, ['check_in', 'check_out', 'created'], options)
  const bookings: Booking[] = []
  for (const { cell } of lines) {
    const booking = bookingOf(cell, order, options)
    if ('status' in booking) bookings.push(booking)
    else yield booking
  }
  const isAirbnb =
    header.columns.number !== undefined &&
    /confirma|bestätigung|conferma|подтвержд/i.test(rows[header.row]?.cells[header.columns.number] ?? '')
  const days = bookings
    .filter(({ status }) => status === 'booked')
    .map(({ check_in }) => check_in.slice(0, 10))
  const [since] = days.sort()
  if (since !== undefined) yield reportsSince(options, { reports: 'stays', name: 'Bookings', first: since })
  for (const [stay, one] of numbered(bookings)) yield stayOf(stay, one, options, isAirbnb)
}

function bookingOf(cell: Booking['cell'], order: DateOrder, options: ReaderOptions): Booking | Read {
  const state = stateOf(cell('status'))
  if (isTotal(cell('home')) || isTotal(cell('number')) || isTotal(cell('check_in')))
    return { left_out: 'total' }
  if (stateOf(cell('kind')) === 'payout' || state === 'payout') return { left_out: 'payout' }
  if (
    state === 'blocked_days' ||
    isBlock(cell('guest')) ||
    isBlock(cell('kind')) ||
    isBlock(cell('platform'))
  )
    return { left_out: 'blocked_days' }
  if (state === 'not_booked') return { left_out: 'not_booked' }
  if (state === 'unknown') return { not_understood: 'a booking whose status is a word that is not known' }
  if (cell('home') === '' && cell('check_in') === '') return { left_out: 'empty' }
  if (cell('home') === '') return { not_understood: 'a booking without a home' }
  const from = momentOf(cell('check_in'), order)
  const until = momentOf(cell('check_out'), order)
  const nights = countOf(cell('nights'))
  const last = until?.date ?? (from !== null && nights !== undefined ? daysLater(from.date, nights) : null)
  if (from === null || last === null)
    return { not_understood: 'a booking without a day of arrival and one of departure that can be read' }
  if (last < from.date) return { not_understood: 'a booking that ends before it begins' }
  const created = momentOf(cell('created'), order)
  const created_at =
    created === null ? undefined : instantOfDate(options, created.date, created.clock ?? '00:00')
  return {
    cell,
    property_id: propertyId(cell('home')),
    status: state,
    check_in: inZone(options, from.date, from.clock),
    check_out: inZone(options, last, until?.clock ?? null),
    at: created_at !== undefined && created_at >= EARLY ? created_at : undefined,
  }
}

/** A date alone has the home's hours; so has midnight, which is how programs write a date alone. */
function inZone(options: ReaderOptions, date: string, clock: string | null): string {
  return clock === null || clock === '00:00'
    ? date
    : new Date(localInstant(options, date, clock)).toISOString()
}

function daysLater(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Each booking by what its number makes of it, else its home and first day. The rooms of one number are several stays: /2, /3.
 * One that holds goes before one that was cancelled, so that who cancels and books again has the place of before. The same row
 * twice (a correction of the payment) is one.
 */
function numbered(bookings: readonly Booking[]): Map<string, Booking> {
  const stays = new Map<string, Booking>()
  const seen = new Set<string>()
  const holding = bookings.filter(({ status }) => status === 'booked')
  const others = bookings.filter(({ status }) => status !== 'booked')
  for (const one of [...holding, ...others]) {
    const number = one.cell('number').slice(0, 64)
    const base = number === '' ? `${one.property_id}/${one.check_in.slice(0, 10)}` : number
    const content = [
      base,
      one.property_id,
      one.check_in,
      one.check_out,
      number === '' ? one.status : '',
    ].join(' ')
    if (seen.has(content)) continue
    seen.add(content)
    let stay = base
    for (let n = 2; stays.has(stay); n++) stay = `${base}/${n}`
    stays.set(stay, one)
  }
  return stays
}

/**
 * TRICKY: what was cancelled is told as cancelled, and not left out: an export of before it told it as booked, and its event
 * must be replaced.
 */
function stayOf(
  stay: string,
  { cell, at, property_id, status, check_in, check_out }: Booking,
  options: ReaderOptions,
  isAirbnb: boolean,
): Read {
  const key = guestKey(cell('phone'), cell('guest'))
  const people = (['adults', 'children', 'infants'] as const).map((member) => countOf(cell(member)))
  const sum = people.some((count) => count !== undefined)
    ? people.reduce<number>((all, count) => all + (count ?? 0), 0)
    : undefined
  const stay_id = `${options.connection}/${stay}`.slice(0, 128)
  return sheetEvent(options, {
    type: 'stay',
    id: `stay/${stay}`.slice(0, 128),
    ...(at !== undefined && { at }),
    data: {
      ...{ stay_id, property_id, status, check_in, check_out },
      platform: platformOf(cell('platform')) ?? (isAirbnb ? 'airbnb' : undefined),
      guest_id: key === null ? undefined : options.pseudonym('guest', key),
      guests: countOf(cell('guests')) ?? sum,
      amount: sumOf(cell('amount'), cell('currency')),
    },
  })
}
