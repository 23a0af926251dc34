/** A sheet of homes and their owners, one home a row; several rows of one home are its owners, one after another. */
import { isZone } from '#sql/time/zone.ts'
import type { PlainRow } from '../sheet.ts'
import { clockOf, dateOf, type DateOrder } from './sheet-dates.ts'
import { headerOf, isTotal, type Line, linesOf } from './sheet-columns.ts'
import { EARLY, sheetEvent } from './sheet-events.ts'
import { listingsIn } from './sheet-listings.ts'
import { propertyId } from './sheet-names.ts'
import { emailsIn, OwnersOfSheet } from './sheet-owners.ts'
import { homeColumns, type HomeColumn } from './homes-columns.ts'
import { orderOfDates } from './sheet-order.ts'
import type { Read, ReaderOptions } from './reader.ts'

export function homesHeader(rows: readonly PlainRow[]) {
  return headerOf(
    rows,
    homeColumns,
    (has) =>
      has('name') &&
      (['owner', 'email', 'managed_from', 'managed_until', 'timezone', 'listings'] as const).some(has),
  )
}

const DATES = ['owner_from', 'managed_from', 'managed_until'] as const

export function* readHomes(
  rows: readonly PlainRow[],
  header: NonNullable<ReturnType<typeof homesHeader>>,
  options: ReaderOptions,
): Generator<Read> {
  const lines = linesOf(rows, header).filter(({ cell }) => !isTotal(cell('name')))
  const order = orderOfDates(lines, DATES, options)
  const owners = new OwnersOfSheet(lines.map(({ cell }) => ownerCells(cell)))
  const seen = new Set<string>()
  for (const { cell } of lines) {
    if (cell('name') === '') {
      yield { left_out: 'empty' }
      continue
    }
    yield* faultsOf(cell, order)
    const owner = owners.of(ownerCells(cell))
    if (owner !== null && !seen.has(owner.owner_id)) {
      seen.add(owner.owner_id)
      yield sheetEvent(options, { type: 'owner', id: `owner/${owner.owner_id}`, data: { ...owner } })
    }
    const home = homeOf(cell, order, owner?.owner_id)
    if (seen.has(home.id))
      yield {
        not_understood: 'two rows of one home, and neither says since when: add the column “Owner since”',
      }
    else yield sheetEvent(options, home)
    seen.add(home.id)
  }
}

type Cell = Line<HomeColumn>['cell']

function ownerCells(cell: Cell) {
  return { name: cell('owner'), email: cell('email') }
}

/**
 * One event for each owner of a home: with “owner since” it adds that owner from that day, so that a sheet in which a home was
 * sold leaves its past as it was. A sheet that names another owner without a day corrects who it was always.
 */
function homeOf(cell: Cell, order: DateOrder, owner_id: string | undefined) {
  const property_id = propertyId(cell('name'))
  const [owner_from, managed_from, managed_until] = DATES.map((member) => dateOf(cell(member), order))
  const zone = cell('timezone')
  return {
    type: 'property' as const,
    id: `home/${property_id}/${owner_from ?? 'always'}`,
    // all of them early, and yet in the order of their days: what the last owner's row says of the home is what holds
    at: EARLY + (owner_from ? Math.max(0, Date.parse(owner_from) / 86_400_000) : 0),
    data: {
      property_id,
      name: cell('name'),
      owner_id,
      owner_from: owner_id === undefined ? undefined : (owner_from ?? undefined),
      timezone: isZone(zone) && zone.includes('/') ? zone : undefined,
      managed_from: managed_from ?? undefined,
      managed_until: managed_until ?? undefined,
      group: cell('group'),
      check_in_at: clock(cell('check_in_at')),
      check_out_at: clock(cell('check_out_at')),
      listings: listingsIn(cell('listings'), cell),
    },
  }
}

/** '14', '14:00', 'после 14:00' */
function clock(cell: string): string | undefined {
  return (/^\d{1,2}$/.test(cell) ? clockOf(`${cell}:00`) : clockOf(cell)) ?? undefined
}

function* faultsOf(cell: Cell, order: DateOrder): Generator<Read> {
  for (const member of DATES)
    if (/\d/.test(cell(member)) && dateOf(cell(member), order) === null)
      yield { not_understood: 'a date of a home that is no date of the calendar: write it as 2026-11-03' }
  const zone = cell('timezone')
  if (zone !== '' && !(isZone(zone) && zone.includes('/')))
    yield { not_understood: 'a time zone that is not known: write it as Europe/Moscow' }
  if (cell('email') !== '' && emailsIn(cell('email')).length === 0)
    yield { not_understood: 'an owner’s e-mail address that is none' }
}
