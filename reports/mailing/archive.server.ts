import { ownerZone, type Reports } from './reports.ts'
import { PREPARED, readOwnerHeads, type SnapshotHead } from './snapshots.server.ts'

/** A month of an owner as it was sent: its editions, the first one first. */
export interface SentMonth {
  month: string
  editions: SnapshotHead[]
}

/** What was sent to an owner, the latest month first; times are shown in `timezone`. */
export async function readArchive(
  of: Reports,
  owner_id: string,
): Promise<{ timezone: string; months: SentMonth[] }> {
  const months = new Map<string, SnapshotHead[]>()
  for (const head of await readOwnerHeads(of.db, owner_id))
    if (head.edition > PREPARED && head.sealed_at > 0)
      months.set(head.month, [...(months.get(head.month) ?? []), head])
  return {
    timezone: ownerZone(await of.directory(), owner_id),
    months: [...months]
      .map(([month, editions]) => ({ month, editions }))
      .sort((a, b) => (a.month < b.month ? 1 : -1)),
  }
}
