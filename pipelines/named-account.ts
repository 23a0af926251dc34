/** What somebody calls an account of ours, and in which zone its times are read that say none: as the command line takes them. */
import { UsageError } from '#sql/db/errors.ts'
import { isZone } from '#sql/time/zone.ts'
import { CONNECTION } from './readers/reader.ts'

/** @throws UsageError that names what can't be taken, and what to give instead */
export function requireAccount({ connection, timezone }: { connection: string; timezone: string }): void {
  if (!isZone(timezone))
    throw new UsageError(`timezone must be an IANA name like Europe/Moscow, not ${timezone}`)
  if (!CONNECTION.test(connection))
    throw new UsageError(`as must be a word of a-z, 0-9, _ and -, not ${connection}`)
}
