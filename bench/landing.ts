/**
 * The same figures computed from the landing tables, as honestly as they can be: the homes' conversations, incidents and
 * stays are found there, read whole and folded as a rebuild folds them, and the facts written into tables of their own; the
 * metric's own statement then runs over these. A message's home may be told by any other message of its conversation,
 * however old, and the first wait of a thread is the first of all time, so conversations are looked for over all time and
 * read whole. Generous to the landing tables: acts of the same people at other homes are not read, and writing the facts
 * down is not counted.
 */
import type { Store } from '#pipelines/store.server.ts'
import type { Database } from '#sql/client.server.ts'
import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from '#sql/facts/cells.ts'
import { deriveUnits } from '#sql/facts/conversations.ts'
import { loadAround } from '#sql/facts/derive.server.ts'
import { deriveIncidents, INCIDENT_COLUMNS } from '#sql/facts/incidents.ts'
import { loadStays } from '#sql/facts/load.server.ts'
import { STAY_COLUMNS, stayRows } from '#sql/facts/stays.ts'

const FACTS = {
  turn_facts: TURN_COLUMNS,
  act_facts: ACT_COLUMNS,
  service_facts: SERVICE_COLUMNS,
  incident_facts: INCIDENT_COLUMNS,
  stay_facts: STAY_COLUMNS,
} as const
type Fact = keyof typeof FACTS

const nameIn = (fact: Fact) => `landing_${fact}`

/** Takes the tables away, or makes them anew, like those of the facts and empty. */
export async function makeTables(db: Database, isWanted: boolean): Promise<void> {
  for (const fact of Object.keys(FACTS) as Fact[]) {
    await db.command(`drop table if exists ${nameIn(fact)}`)
    if (isWanted) await db.command(`create table ${nameIn(fact)} as ${fact}`)
  }
}

/** The database whose facts are those tables. */
export function overLanding(db: Database): Database {
  const renamed = (statement: string) => statement.replaceAll(/\b\w+_facts\b/g, (fact) => `landing_${fact}`)
  return {
    ...db,
    read: (statement, params) => db.read(renamed(statement), params),
    readBulk: (statement, params) => db.readBulk(renamed(statement), params),
  }
}

/**
 * Derives what the homes' figures rest on.
 * @returns how long finding, reading and folding took, ms; writing the facts down is not counted
 */
export async function deriveFromLanding(
  { db, directory: read }: Pick<Store, 'db' | 'directory'>,
  homes: readonly string[],
): Promise<number> {
  const directory = await read()
  for (const fact of Object.keys(FACTS) as Fact[]) await db.command(`truncate table ${nameIn(fact)}`)
  const started = performance.now()
  const [conversations, incidents, stays] = await Promise.all([
    db.readBulk<[string]>(
      `select distinct conversation_id
      from message_events
      where property_id in {homes:Array(String)}
          or stay_id in (select stay_id from stay_events where property_id in {homes:Array(String)})
          or guest_id in (select guest_id from stay_events where property_id in {homes:Array(String)} and guest_id != '')`,
      { homes },
    ),
    db.readBulk<[string]>(
      'select distinct incident_id from incident_events where property_id in {homes:Array(String)}',
      { homes },
    ),
    db.readBulk<[string]>(
      'select distinct stay_id from stay_events where property_id in {homes:Array(String)}',
      { homes },
    ),
  ])
  const ids = conversations.map(([id]) => id)
  const { loaded, versions, stays: touched } = await loadAround(db, directory, ids)
  const units = new Set([...[...touched].map((stay) => `stay:${stay}`), ...ids.map((id) => `chat:${id}`)])
  const rows = await deriveUnits({ loaded, stays: versions, directory, holidays: new Set(), units })
  const told = await deriveIncidents(
    db,
    directory,
    incidents.map(([id]) => id),
  )
  const known = await loadStays(
    db,
    directory,
    stays.map(([id]) => id),
    [],
  )
  const stayed = [...known.values()].flatMap((versions) => stayRows(versions, directory.events))
  const took_ms = performance.now() - started
  const derived: Record<Fact, unknown[][]> = {
    turn_facts: rows.turns,
    act_facts: [...rows.acts, ...told.acts],
    service_facts: rows.services,
    incident_facts: told.incidents,
    stay_facts: stayed,
  }
  for (const fact of Object.keys(FACTS) as Fact[])
    if (derived[fact].length > 0) await db.insert(nameIn(fact), FACTS[fact], derived[fact])
  return took_ms
}
