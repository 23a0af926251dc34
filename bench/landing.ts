/**
 * The same figures computed from the landing tables, as honestly as they can be: the homes' conversations, incidents and
 * stays are found there, read whole and folded as a rebuild folds them, and the facts written into tables of their own; the
 * metric's own statement then runs over these. A message's home may be told by any other message of its conversation,
 * however old, and the first wait of a thread is the first of all time, so conversations are looked for over all time and
 * read whole. Nights also rest on what the people of their shifts did at other homes, so those conversations are read, too.
 * Generous to the landing tables: writing the facts down is not counted.
 */
import type { Store } from '#pipelines/store.server.ts'
import type { Database } from '#sql/db/client.server.ts'
import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from '#sql/facts/fact-rows.ts'
import { deriveThreadGroups } from '#sql/facts/conversations.ts'
import { loadAround } from '#sql/facts/derive.server.ts'
import { deriveIncidents, INCIDENT_COLUMNS } from '#sql/facts/incidents.ts'
import { loadStays } from '#sql/facts/load-stays.server.ts'
import { STAY_COLUMNS, stayRows } from '#sql/facts/stays.ts'
import { readShiftEvents } from '#sql/nights/shifts.server.ts'
import type { Span } from '#sql/time/spans.ts'

const FACTS = {
  turn_facts: TURN_COLUMNS,
  act_facts: ACT_COLUMNS,
  service_facts: SERVICE_COLUMNS,
  incident_facts: INCIDENT_COLUMNS,
  stay_facts: STAY_COLUMNS,
} as const
type Fact = keyof typeof FACTS
const FACT_NAMES = Object.keys(FACTS) as Fact[]

/** Indexes beside the landing tables, with the view that fills each: its own statement says the same, each time anew. */
const INDEXES = {
  home_sets: 'home_sets_by_shift',
  shift_extents: 'shift_extents_by_shift',
  home_reviews: 'home_reviews_by_review',
}
const INDEX_NAMES = Object.keys(INDEXES) as (keyof typeof INDEXES)[]

const nameIn = (name: string) => `landing_${name}`

/** Takes the tables and views away, or makes them anew: like those of the facts, and empty. */
export async function makeTables(db: Database, isWanted: boolean): Promise<void> {
  for (const index of INDEX_NAMES) await db.command(`drop view if exists ${nameIn(index)}`)
  for (const fact of FACT_NAMES) await db.command(`drop table if exists ${nameIn(fact)}`)
  if (!isWanted) return
  for (const fact of FACT_NAMES) await db.command(`create table ${nameIn(fact)} as ${fact}`)
  const views = new Map(
    await db.readBulk<[string, string]>(
      'select name, as_select from system.tables where database = currentDatabase() and name in {views:Array(String)}',
      { views: Object.values(INDEXES) },
    ),
  )
  for (const index of INDEX_NAMES)
    await db.command(`create view ${nameIn(index)} as ${views.get(INDEXES[index]) ?? ''}`)
}

/** The database whose facts and indexes are those. */
export function overLanding(db: Database): Database {
  const names = [...FACT_NAMES, ...INDEX_NAMES].join('|')
  const tables = new RegExp(`\\b(from|join)(\\s+)(${names})\\b`, 'g')
  const columns = new RegExp(`\\b(${names})\\.`, 'g')
  const renamed = (statement: string) =>
    statement
      .replaceAll(tables, (_, word: string, space: string, name: string) => word + space + nameIn(name))
      .replaceAll(columns, (_, name: string) => `${nameIn(name)}.`)
  return {
    ...db,
    read: (statement, params) => db.read(renamed(statement), params),
    readBulk: (statement, params) => db.readBulk(renamed(statement), params),
  }
}

/**
 * Derives what the homes' figures rest on.
 * @param nights when these are to be told, too, with what the people of the homes' shifts did meanwhile; null: not
 * @returns how long finding, reading and folding took, ms; writing the facts down is not counted
 */
export async function deriveFromLanding(
  { db, directory: read }: Pick<Store, 'db' | 'directory'>,
  homes: readonly string[],
  nights: Span | null,
): Promise<number> {
  const directory = await read()
  for (const fact of FACT_NAMES) await db.command(`truncate table ${nameIn(fact)}`)
  const shifts = nights === null ? [] : await readShiftEvents(overLanding(db), nights, homes)
  const people = [...new Set(shifts.map(({ manager_id }) => manager_id))]
  const started = performance.now()
  const found = { homes, people, ...(nights ?? { from_at: 0, until_at: 0 }) }
  const meanwhile =
    'at between fromUnixTimestamp64Milli({from_at:Int64}) and fromUnixTimestamp64Milli({until_at:Int64})'
  const [conversations, incidents, stays] = await Promise.all([
    db.readBulk<[string]>(
      `select distinct conversation_id
      from message_events
      where property_id in {homes:Array(String)}
          or stay_id in (select stay_id from stay_events where property_id in {homes:Array(String)})
          or guest_id in (select guest_id from stay_events where property_id in {homes:Array(String)} and guest_id != '')
          or (author_id in {people:Array(String)} and ${meanwhile})`,
      found,
    ),
    db.readBulk<[string]>(
      `select distinct incident_id
      from incident_events
      where property_id in {homes:Array(String)} or (actor_id in {people:Array(String)} and ${meanwhile})`,
      found,
    ),
    db.readBulk<[string]>(
      'select distinct stay_id from stay_events where property_id in {homes:Array(String)}',
      { homes },
    ),
  ])
  const ids = conversations.map(([id]) => id)
  const { loaded, versions } = await loadAround(db, directory, ids)
  const rows = await deriveThreadGroups({ loaded, stays: versions, directory, holidays: new Set() })
  const incidentRows = await deriveIncidents(
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
  const stayed = [...known.values()].flatMap((versions) => stayRows(versions, directory))
  const took_ms = performance.now() - started
  const derived: Record<Fact, unknown[][]> = {
    turn_facts: rows.turns,
    act_facts: [...rows.acts, ...incidentRows.acts],
    service_facts: rows.services,
    incident_facts: incidentRows.incidents,
    stay_facts: stayed,
  }
  for (const fact of FACT_NAMES)
    if (derived[fact].length > 0) await db.insert(nameIn(fact), FACTS[fact], derived[fact])
  return took_ms
}
