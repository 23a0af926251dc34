/**
 * The same figures computed from the landing tables, as honestly as they can be: the homes' conversations, incidents and
 * stays are found there, read whole and folded as a rebuild folds them, and the facts written into tables of their own; the
 * metric's own statement then runs over these. A message's home may be told by any other message of its conversation,
 * however old, and the first wait of a thread is the first of all time, so conversations are looked for over all time and
 * read whole. Nights also rest on what the people of their shifts did at other homes, so those conversations are read, too.
 * Generous to the landing tables: writing the facts down is not counted.
 */
import type { Store } from '#pipelines/store.server.ts'
import type { Database } from '#sql/client.server.ts'
import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from '#sql/facts/cells.ts'
import { deriveUnits } from '#sql/facts/conversations.ts'
import { loadAround } from '#sql/facts/derive.server.ts'
import { deriveIncidents, INCIDENT_COLUMNS } from '#sql/facts/incidents.ts'
import { loadStays } from '#sql/facts/load.server.ts'
import { STAY_COLUMNS, stayRows } from '#sql/facts/stays.ts'
import { readShiftEvents } from '#sql/shifts.server.ts'
import type { Span } from '#sql/spans.ts'

const FACTS = {
  turn_facts: TURN_COLUMNS,
  act_facts: ACT_COLUMNS,
  service_facts: SERVICE_COLUMNS,
  incident_facts: INCIDENT_COLUMNS,
  stay_facts: STAY_COLUMNS,
} as const
type Fact = keyof typeof FACTS
const FACT_NAMES = Object.keys(FACTS) as Fact[]

/** What an index beside the landing tables says, said by these alone: each time anew. */
const INDEXES = {
  home_sets: `
    select distinct cityHash64(homes) as home_set, homes as property_ids
    from (select arraySort(arrayDistinct(property_ids)) as homes from shift_events where has_homes)`,
  shift_extents: `
    select
        shift_id,
        min(least(at, ifNull(planned_start, at))) as from_at,
        max(greatest(at, ifNull(planned_end, at))) + interval 12 hour as until_at,
        groupUniqArrayIf(cityHash64(arraySort(arrayDistinct(property_ids))), has_homes) as home_sets,
        min((at, toString(source), id, has_homes)) as first_word
    from shift_events
    group by shift_id`,
  home_reviews: `
    select toString(review_events.property_id) as property_id, review_id, max(at) as last_at
    from review_events
    group by property_id, review_id`,
}
const INDEX_NAMES = Object.keys(INDEXES) as (keyof typeof INDEXES)[]

const nameIn = (name: string) => `landing_${name}`

/** Takes the tables and views away, or makes them anew: like those of the facts, and empty. */
export async function makeTables(db: Database, isWanted: boolean): Promise<void> {
  for (const index of INDEX_NAMES) await db.command(`drop view if exists ${nameIn(index)}`)
  for (const fact of FACT_NAMES) await db.command(`drop table if exists ${nameIn(fact)}`)
  if (!isWanted) return
  for (const fact of FACT_NAMES) await db.command(`create table ${nameIn(fact)} as ${fact}`)
  for (const index of INDEX_NAMES) await db.command(`create view ${nameIn(index)} as ${INDEXES[index]}`)
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
  for (const fact of FACT_NAMES)
    if (derived[fact].length > 0) await db.insert(nameIn(fact), FACTS[fact], derived[fact])
  return took_ms
}
