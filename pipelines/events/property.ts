import type { z } from 'zod'
import { clock, id, list, localDate, object, open, words } from '../members.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.property.v1'
export const KEYS = ['property_id', 'owner_id'] as const

export const schema = object({
  property_id: id,
  name: words,
  owner_id: id.nullish(),
  timezone: words.nullish(),
  owner_from: localDate.nullish(),
  managed_from: localDate.nullish(),
  managed_until: localDate.nullish(),
  listings: list(object({ channel: open, id, since: localDate.nullish() })).nullish(),
  group: words.nullish(),
  check_in_at: clock.nullish(),
  check_out_at: clock.nullish(),
})

type Data = z.infer<typeof schema>

/** A zone that the database's engine does not know would make every later statement about the home fail. */
export function refuse({ data }: ParsedEvent<Data>, { zones }: RowContext): string | null {
  const zone = data.timezone
  if (zone === undefined || zone === null || (zones.has(zone) && isKnownHere(zone))) return null
  return 'data.timezone is not a time zone that is known here; send an IANA name like Europe/Moscow'
}

const known = new Map<string, boolean>()

function isKnownHere(zone: string): boolean {
  const before = known.get(zone)
  if (before !== undefined) return before
  let isKnown = true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    isKnown = false
  }
  known.set(zone, isKnown)
  return isKnown
}

export const toRow = directoryRow('property', schema, (data) => data.property_id)
