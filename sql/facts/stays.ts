import type { Directory } from '../directory/directory.ts'
import type { StayVersions } from './load-stays.server.ts'
import { versionOf } from './version.ts'

export const STAY_COLUMNS = [
  'property_id', 'stay_id', 'status', 'check_in_at', 'check_out_at', 'check_in_date', 'check_out_date',
  'guest_id', 'platform', 'is_return', 'version', 'is_deleted',
] as const // prettier-ignore

/** Rows of stay_facts: the stay at its home of today, and a deleted one for each home that it had before. */
export function stayRows({ stay, homes, guest_events }: StayVersions, directory: Directory): unknown[][] {
  const version = versionOf(guest_events + directory.events, directory.erasures)
  return homes.map((home) => {
    const gone = home !== stay.property_id
    return [
      home, stay.stay_id, stay.status, stay.check_in_at, stay.check_out_at, stay.check_in_date, stay.check_out_date,
      stay.guest_id, stay.platform, Number(stay.is_return === true), version, Number(gone),
    ] // prettier-ignore
  })
}
