import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { isInScope } from '../directory/gate.ts'
import type { Scope } from '../directory/scope.ts'

/**
 * Of some stays those that a person may know of: at his homes, ended on his dates. A question at one home may lie in a stay
 * at another, and one of the last owner's days in a stay of the next one's.
 */
export async function ownStays(
  db: Database,
  directory: Directory,
  scope: Scope,
  stays: readonly string[],
): Promise<Set<string>> {
  if (scope.unassigned) return new Set(stays)
  const rows = await db.read<{ stay_id: string; property_id: string; date: number }>(
    `select stay_id, property_id, check_out_date as date
    from stay_facts final
    where property_id in {homes:Array(String)} and stay_id in {stays:Array(String)}`,
    { homes: scope.homes.map((home) => home.property_id), stays: [...new Set(stays)] },
  )
  return new Set(
    rows
      .filter(({ property_id, date }) => isInScope(scope, directory, property_id, date))
      .map((row) => row.stay_id),
  )
}
