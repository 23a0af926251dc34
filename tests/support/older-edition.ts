import type { Database } from '#sql/db/client.server.ts'
import { RULES_EDITION } from '#sql/edition.ts'

const EDITION = 2 ** 40

/** Makes the facts of a database those of the edition before: lower versions, other guests, and a run that says so. */
export async function makeOlder(db: Database): Promise<void> {
  await rewrite(db, 'turn_facts', `version - ${EDITION} as version, 'older' as guest`)
  await rewrite(db, 'stay_facts', `version - ${EDITION} as version, 'older' as platform`)
  for (const table of ['act_facts', 'incident_facts', 'service_facts'])
    await rewrite(db, table, `version - ${EDITION} as version`)
  await db.command('truncate table derivations')
  await db.insert(
    'derivations',
    ['edition', 'started_at', 'process', 'written_at', 'derived_to', 'done_share', 'done_at'],
    [[RULES_EDITION - 1, 1, '', 1, '', 1, 1]],
  )
}

async function rewrite(db: Database, table: string, columns: string): Promise<void> {
  await db.command(`create table older engine = Memory as select * replace (${columns}) from ${table} final`)
  await db.command(`truncate table ${table}`)
  await db.command(`insert into ${table} select * from older`)
  await db.command('drop table older')
}
