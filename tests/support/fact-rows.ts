import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from '#sql/facts/fact-rows.ts'
import { INCIDENT_COLUMNS } from '#sql/facts/incidents.ts'
import { STAY_COLUMNS } from '#sql/facts/stays.ts'
import type { Database } from '#sql/db/client.server.ts'

const TABLES = {
  turn_facts: TURN_COLUMNS,
  act_facts: ACT_COLUMNS,
  incident_facts: INCIDENT_COLUMNS,
  stay_facts: STAY_COLUMNS,
  service_facts: SERVICE_COLUMNS,
}

/** All rows of all facts but for their version, in one order. */
export async function factRows(db: Database): Promise<unknown[][]> {
  const rows: unknown[][] = []
  for (const [table, columns] of Object.entries(TABLES)) {
    const own = columns.filter((column) => column !== 'version' && column !== 'is_deleted').join(', ')
    rows.push(...(await db.readBulk<unknown[]>(`select '${table}', ${own} from ${table} final order by all`)))
  }
  return rows
}
