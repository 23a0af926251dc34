import type { Database } from '../client.server.ts'
import type { Directory } from '../directory.ts'
import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from './cells.ts'
import { deriveUnits, type Rows } from './conversations.ts'
import { deriveIncidents, INCIDENT_COLUMNS } from './incidents.ts'
import {
  linksOf,
  loadConversations,
  loadStays,
  type StayVersions,
  staysOfGuests,
  withMarkedConversations,
} from './load.server.ts'
import { STAY_COLUMNS, stayRows } from './stays.ts'

/** What the facts depend on beside the events. A change of either needs `insights rebuild`. */
export interface FactSettings {
  default_timezone: string
  /** public holidays, local dates as days since 1970-01-01 */
  holidays: ReadonlySet<number>
}

/** What is to be derived again: ids by kind, and whether it is everything. */
export interface Touched {
  everything: boolean
  conversations: Set<string>
  stays: Set<string>
  incidents: Set<string>
}

const CONVERSATIONS_AT_ONCE = 2000
/** ids in one statement: a list of a hundred thousand takes the engine minutes */
const IDS_AT_ONCE = 5000
/** Few large inserts: each makes a part that has to be merged later. */
const ROWS_AT_ONCE = 3000
/** Beyond this share of all conversations everything is derived, in the order that reads each conversation once. */
const EVERYTHING_SHARE = 0.3

/** What the open marks of some generations touch, with what hangs on it. */
export async function touchedBy(
  db: Database,
  generations: readonly string[],
  directory: Directory,
): Promise<Touched> {
  const marks = await db.readBulk<[string, string]>(
    'select distinct kind, key from touched where generation in {generations:Array(UInt64)}',
    {
      generations,
    },
  )
  const keysOf = (kind: string) => marks.filter(([found]) => found === kind).map(([, key]) => key)
  const touched: Touched = {
    everything: keysOf('policy').includes('') || keysOf('everything').length > 0,
    conversations: new Set(keysOf('conversation')),
    stays: new Set(keysOf('stay')),
    incidents: new Set(keysOf('incident')),
  }
  // most of what there is: everything costs less than finding out what hangs on it
  if (
    touched.conversations.size > IDS_AT_ONCE &&
    touched.conversations.size > EVERYTHING_SHARE * (await countConversations(db))
  ) {
    touched.everything = true
  }
  if (touched.everything || marks.length === 0) return touched
  await addOfHomes(db, touched, [...keysOf('property'), ...keysOf('policy')], directory)
  await addOfStays(db, touched)
  return touched
}

/** A home's events touch its incidents, its stays, and the conversations that name it or one of its listings. */
async function addOfHomes(
  db: Database,
  touched: Touched,
  homes: readonly string[],
  directory: Directory,
): Promise<void> {
  if (homes.length === 0) return
  const listings = [...directory.listings]
    .filter(([, list]) => list.some((home) => homes.includes(home)))
    .map(([id]) => id)
  const params = { homes, listings }
  const named = (statement: string) => db.readBulk<[string]>(statement, params)
  const conversations = await named(
    `select distinct conversation_id
    from message_events
    where property_id in {homes:Array(String)} or listing_id in {listings:Array(String)}`,
  )
  const stays = await named(
    'select distinct stay_id from stay_events where property_id in {homes:Array(String)}',
  )
  const incidents = await named(
    'select distinct incident_id from incident_events where property_id in {homes:Array(String)}',
  )
  for (const [id] of conversations) touched.conversations.add(id)
  for (const [id] of stays) touched.stays.add(id)
  for (const [id] of incidents) touched.incidents.add(id)
}

/** A stay's events touch the conversations that name it or its guest, and all other stays of that guest. */
async function addOfStays(db: Database, touched: Touched): Promise<void> {
  if (touched.stays.size === 0) return
  for (const ids of inSteps([...touched.stays], IDS_AT_ONCE)) {
    const guests = await db.readBulk<[string]>(
      `select distinct guest_id from stay_events where stay_id in {ids:Array(String)} and guest_id != ''`,
      { ids },
    )
    const stays = [
      ...ids,
      ...(await staysOfGuests(
        db,
        guests.map(([guest]) => guest),
      )),
    ]
    for (const stay of stays) touched.stays.add(stay)
    const { conversations } = await linksOf(db, [], stays)
    for (const id of conversations) touched.conversations.add(id)
  }
}

/** Derives the facts of what was touched, in steps. `onStep` is told the share that is done, 0–1. */
export async function derive(
  db: Database,
  settings: FactSettings,
  touched: Touched,
  directory: Directory,
  onStep?: (share: number) => void,
): Promise<void> {
  const conversations = touched.everything
    ? await allConversations(db)
    : await seedsOf(db, touched.conversations)
  const incidents = touched.everything
    ? await idsOf(db, 'select distinct incident_id from incident_events')
    : [...touched.incidents]
  const stays = touched.everything
    ? await idsOf(db, 'select distinct stay_id from stay_events')
    : [...touched.stays]
  const total = conversations.length + incidents.length / 4 + stays.length / 4
  let done = 0
  const step = (size: number) => onStep?.(Math.min(1, (done += size) / Math.max(1, total)))

  const derivedStays = await deriveConversations(db, settings, directory, conversations, step)
  // those that no conversation led to
  const others = stays.filter((stay) => !derivedStays.has(stay))
  step((stays.length - others.length) / 4)
  for (const ids of inSteps(others, IDS_AT_ONCE)) {
    await db.insert(
      'stay_facts',
      STAY_COLUMNS,
      stayRowsOf(ids, await loadStays(db, directory, ids, []), directory),
    )
    step(ids.length / 4)
  }
  for (const ids of inSteps(incidents, IDS_AT_ONCE)) {
    const rows = await deriveIncidents(db, directory, ids)
    await db.insert('incident_facts', INCIDENT_COLUMNS, rows.incidents)
    await db.insert('act_facts', ACT_COLUMNS, rows.acts)
    step(ids.length / 4)
  }
}

function stayRowsOf(
  ids: readonly string[],
  found: ReadonlyMap<string, StayVersions>,
  directory: Directory,
): unknown[][] {
  return ids.flatMap((id) => {
    const versions = found.get(id)
    return versions === undefined ? [] : stayRows(versions, directory.events)
  })
}

/**
 * Step by step; while one is folded the next is read and the last is written.
 * @returns the stays that were derived with their conversations
 */
async function deriveConversations(
  db: Database,
  settings: FactSettings,
  directory: Directory,
  conversations: readonly Seed[],
  onStep: (size: number) => void,
): Promise<ReadonlySet<string>> {
  // stays that an earlier step derived are whole, whichever conversation led to them
  const derivedStays = new Set<string>()
  const isDone = ({ stays, is_open }: Seed) => !is_open && stays.every((stay) => derivedStays.has(stay))
  const nextStep = (start: number) => {
    const ids: string[] = []
    let end = start
    for (; end < conversations.length && ids.length < CONVERSATIONS_AT_ONCE; end++) {
      const seed = conversations[end]
      if (seed !== undefined && !isDone(seed)) ids.push(seed.id)
    }
    return { ids, start, end, reading: loadAround(db, directory, ids) }
  }
  let writing: Promise<void> = Promise.resolve()
  let pending: Pending = { turns: [], acts: [], services: [], stays: [] }
  let step = nextStep(0)
  while (step.end > step.start) {
    const { ids, start, end } = step
    const read = await step.reading
    const stays = [...read.stays].filter((stay) => !derivedStays.has(stay))
    for (const stay of stays) derivedStays.add(stay)
    step = nextStep(end)
    step.reading.catch(() => undefined)
    const units = new Set([...stays.map((stay) => `stay:${stay}`), ...ids.map((id) => `chat:${id}`)])
    const rows = await deriveUnits({
      loaded: read.loaded,
      stays: read.versions,
      directory,
      holidays: settings.holidays,
      units,
    })
    pending.turns.push(...rows.turns)
    pending.acts.push(...rows.acts)
    pending.services.push(...rows.services)
    pending.stays.push(...stayRowsOf(stays, read.versions, directory))
    if (pending.turns.length >= ROWS_AT_ONCE || end === conversations.length) {
      await writing
      writing = writeRows(db, pending)
      writing.catch(() => undefined)
      pending = { turns: [], acts: [], services: [], stays: [] }
    }
    onStep(end - start)
  }
  await writing
  return derivedStays
}

/** All that the units of some conversations are made of. */
export async function loadAround(db: Database, directory: Directory, ids: readonly string[]) {
  const links =
    ids.length === 0 ? { stays: new Set<string>(), conversations: new Set<string>() } : await linksOf(db, ids)
  if (ids.length === 0)
    return {
      stays: links.stays,
      loaded: { messages: new Map(), variants: new Map(), marks: [] },
      versions: new Map(),
    }
  const loaded = await loadConversations(db, await withMarkedConversations(db, links.conversations))
  const guests = new Set<string>()
  const named = new Set(links.stays)
  for (const messages of loaded.variants.values()) {
    for (const { guest_id, stay_id } of messages) {
      if (guest_id !== '') guests.add(guest_id)
      if (stay_id !== '') named.add(stay_id)
    }
  }
  return { stays: links.stays, loaded, versions: await loadStays(db, directory, named, guests) }
}

interface Pending extends Rows {
  stays: unknown[][]
}

async function writeRows(db: Database, rows: Pending): Promise<void> {
  await db.insert('stay_facts', STAY_COLUMNS, rows.stays)
  await db.insert('turn_facts', TURN_COLUMNS, rows.turns)
  await db.insert('act_facts', ACT_COLUMNS, rows.acts)
  await db.insert('service_facts', SERVICE_COLUMNS, rows.services)
}

/** A conversation to derive. */
interface Seed {
  id: string
  /** stays that its messages name themselves */
  stays: string[]
  /** whether anything of it can belong elsewhere than to these stays */
  is_open: boolean
}

/** The conversations, and those that marks tie to them. */
async function seedsOf(db: Database, conversations: ReadonlySet<string>): Promise<Seed[]> {
  const all = new Set<string>()
  for (const ids of inSteps([...conversations], IDS_AT_ONCE)) {
    for (const id of await withMarkedConversations(db, ids)) all.add(id)
  }
  return [...all].map((id) => ({ id, stays: [], is_open: true }))
}

/**
 * All conversations in the order of the landing table, so that a step reads it from one place. What belongs to stays
 * alone is derived with them, and need not be read again.
 */
async function allConversations(db: Database): Promise<Seed[]> {
  const rows = await db.readBulk<[string, string[], number]>(
    `select conversation_id, groupUniqArrayArray(stays), max(is_open)
    from
    (
        select conversation_id, groupUniqArray(stay_id) as stays, max(stay_id = '') as is_open
        from message_events
        group by conversation_id
        union all
        select distinct conversation_id, [], 1 from mark_events
    )
    group by conversation_id
    order by conversation_id`,
  )
  return rows.map(([id, stays, is_open]) => ({ id, stays, is_open: is_open !== 0 }))
}

async function countConversations(db: Database): Promise<number> {
  const [row] = await db.readBulk<[number]>('select toUInt32(uniq(conversation_id)) from message_events')
  return row?.[0] ?? 0
}

async function idsOf(db: Database, statement: string): Promise<string[]> {
  return (await db.readBulk<[string]>(statement)).map(([id]) => id)
}

function* inSteps<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}
