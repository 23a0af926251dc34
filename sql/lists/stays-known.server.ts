import type { Database } from '../client.server.ts'
import type { Scope } from '../scope.ts'

/** Of some stays those that a person may know of: at his homes. A question at one home may lie in a stay at another. */
export async function ownStays(db: Database, scope: Scope, stays: readonly string[]): Promise<Set<string>> {
  if (scope.unassigned) return new Set(stays)
  const rows = await db.read<{ stay_id: string }>(
    `select stay_id
    from stay_facts final
    where property_id in {homes:Array(String)} and stay_id in {stays:Array(String)}`,
    { homes: scope.homes.map((home) => home.property_id), stays: [...new Set(stays)] },
  )
  return new Set(rows.map((row) => row.stay_id))
}
