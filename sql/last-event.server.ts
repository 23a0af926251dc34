import type { Database } from './db/client.server.ts'
import type { Directory } from './directory/directory.ts'
import { SCOPE_SQL, scopeParams } from './directory/gate.ts'
import type { Scope } from './directory/scope.ts'

/**
 * Time of the latest that was asked, answered or done about an incident at an owner's homes on his days, up to as_of, ms UTC;
 * null without any. That of everybody's events (sql/silences.server.ts) would tell him when others' guests write.
 */
export async function readLastEvent(
  db: Database,
  directory: Directory,
  scope: Scope,
  as_of: number,
): Promise<number | null> {
  const own = `moment <= {as_of:Int64} and ${SCOPE_SQL.at('moment')}`
  const [row] = await db.readBulk<[number | null]>(
    `select maxOrNull(moment)
    from
    (
        select property_id, arrayJoin(arrayConcat(m_at, answered_at, human_reply_at)) as moment
        from turn_facts final
        where property_id in {moment_homes:Array(String)}
        union all
        select property_id, arrayJoin(step_at) as moment
        from incident_facts final
        where property_id in {moment_homes:Array(String)}
    )
    where moment > 0 and ${own}`,
    { ...scopeParams(scope, directory, 0, 0), as_of },
  )
  return row?.[0] ?? null
}
