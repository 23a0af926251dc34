import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { readLastEvent } from '#sql/last-event.server.ts'
import type { Scope } from '#sql/directory/scope.ts'
import { readDataAsOf } from '#sql/silences.server.ts'
import type { MonthContents } from './contents.ts'

/** Time of the latest event up to as_of that the reader is told of, ms UTC: an owner's are those of his own homes. */
export function readReportedAsOf(
  db: Database,
  directory: Directory,
  { audience, scope, as_of }: { audience: MonthContents['audience']; scope: Scope; as_of: number },
): Promise<number | null> {
  return audience === 'owner' ? readLastEvent(db, directory, scope, as_of) : readDataAsOf(db, as_of)
}
