import type { Database, Params } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { ACT_COLUMNS, SERVICE_COLUMNS, TURN_COLUMNS } from './fact-rows.ts'
import { deriveThreadGroups, type Rows } from './conversations.ts'
import { deriveIncidents, INCIDENT_COLUMNS } from './incidents.ts'
import { loadStays, type StayVersions, staysOfGuests } from './load-stays.server.ts'
import { linksOf, loadConversations, type Loaded } from './load.server.ts'
import { STAY_COLUMNS, stayRows } from './stays.ts'
import { chatsAbout } from './who-and-where.ts'

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

export const EVERYTHING: Touched = {
  everything: true,
  conversations: new Set(),
  stays: new Set(),
  incidents: new Set(),
}

/** How somebody follows a derivation, and where it begins. */
export interface Following {
  /** told the share that is done, 0–1; what it throws ends the derivation */
  onStep?: (share: number) => void
  /** of everything: the conversations after this id; those up to it are derived */
  after?: string
  /** of everything: told the id up to which the facts of all conversations are durable; waited for */
  onWritten?: (derived_to: string) => Promise<void>
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
    { generations },
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
  await addOfManagers(db, touched, keysOf('account'), directory)
  await addOfAccounts(db, touched, keysOf('author'))
  await addOfStays(db, touched, directory)
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
    .filter(([, list]) => list.some(({ property_id }) => homes.includes(property_id)))
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
  for (const id of chatsAbout(directory, 'property_id', new Set(homes))) touched.conversations.add(id)
  for (const [id] of stays) touched.stays.add(id)
  for (const [id] of incidents) touched.incidents.add(id)
}

/** What is written under an id is read in another way once that is said to be shared, or no longer. */
async function addOfManagers(
  db: Database,
  touched: Touched,
  managers: readonly string[],
  directory: Directory,
): Promise<void> {
  if (managers.length === 0) return
  const shared = await idsOf(
    db,
    `select distinct key
    from directory_events
    where kind = 'manager' and key in {managers:Array(String)} and JSONHas(data, 'shared')`,
    { managers },
  )
  if (shared.length === 0) return
  const conversations = await idsOf(
    db,
    `select distinct conversation_id
    from message_events
    where author_id in {shared:Array(String)} and role = 'manager'`,
    { shared },
  )
  for (const id of conversations) touched.conversations.add(id)
  const accounts = [...directory.accounts]
    .filter(([, said]) => said.some(({ id }) => shared.includes(id)))
    .map(([key]) => key)
  await addOfAccounts(db, touched, accounts)
}

/** What an account wrote is somebody else's once another is said to write from it. Keys: channel, space, account. */
async function addOfAccounts(db: Database, touched: Touched, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const conversations = await idsOf(
    db,
    `select distinct conversation_id
    from message_events
    where account in {accounts:Array(String)} and concat(channel, ' ', account) in {keys:Array(String)}`,
    { keys, accounts: keys.map((key) => key.slice(key.indexOf(' ') + 1)) },
  )
  for (const id of conversations) touched.conversations.add(id)
}

/** A stay's events touch the conversations that name it or its guest, and all other stays of that guest. */
async function addOfStays(db: Database, touched: Touched, directory: Directory): Promise<void> {
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
    const { conversations } = await linksOf(db, directory, [], stays)
    for (const id of conversations) touched.conversations.add(id)
  }
}

/** Derives the facts of what was touched, in steps. */
export async function derive(
  db: Database,
  settings: FactSettings,
  touched: Touched,
  directory: Directory,
  { onStep, after = '', onWritten = () => Promise.resolve() }: Following = {},
): Promise<void> {
  const conversations = touched.everything ? await conversationsAfter(db, after) : [...touched.conversations]
  const incidents = touched.everything
    ? await idsOf(db, 'select distinct incident_id from incident_events')
    : [...touched.incidents]
  const stays = touched.everything
    ? await idsOf(db, 'select distinct stay_id from stay_events')
    : [...touched.stays]
  const total = conversations.length + incidents.length / 4 + stays.length / 4
  let done = 0
  const step = (size: number) => onStep?.(Math.min(1, (done += size) / Math.max(1, total)))

  const derivedStays = await deriveConversations(db, settings, directory, conversations, {
    onStep: step,
    onWritten,
  })
  const last = conversations.at(-1) ?? after
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
    await onWritten(last)
  }
  for (const ids of inSteps(incidents, IDS_AT_ONCE)) {
    const rows = await deriveIncidents(db, directory, ids)
    await db.insert('incident_facts', INCIDENT_COLUMNS, rows.incidents)
    await db.insert('act_facts', ACT_COLUMNS, rows.acts)
    step(ids.length / 4)
    await onWritten(last)
  }
}

function stayRowsOf(
  ids: readonly string[],
  found: ReadonlyMap<string, StayVersions>,
  directory: Directory,
): unknown[][] {
  return ids.flatMap((id) => {
    const versions = found.get(id)
    return versions === undefined ? [] : stayRows(versions, directory)
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
  conversations: readonly string[],
  { onStep, onWritten }: { onStep: (size: number) => void; onWritten: (derived_to: string) => Promise<void> },
): Promise<ReadonlySet<string>> {
  const derivedStays = new Set<string>()
  // what an earlier step read was whole: all that is tied to it is derived with it
  const derived = new Set<string>()
  const nextStep = (start: number) => {
    const ids: string[] = []
    let end = start
    for (; end < conversations.length && ids.length < CONVERSATIONS_AT_ONCE; end++) {
      const id = conversations[end]
      if (id !== undefined && !derived.has(id)) ids.push(id)
    }
    return { start, end, reading: loadAround(db, directory, ids) }
  }
  let writing: Promise<void> = Promise.resolve()
  let pending: Pending = { turns: [], acts: [], services: [], stays: [] }
  let step = nextStep(0)
  while (step.end > step.start) {
    const { start, end } = step
    const read = await step.reading
    for (const id of read.conversations) derived.add(id)
    for (const stay of read.stays) derivedStays.add(stay)
    step = nextStep(end)
    step.reading.catch(() => undefined)
    const rows = await deriveThreadGroups({
      loaded: read.loaded,
      stays: read.versions,
      directory,
      holidays: settings.holidays,
    })
    pending.turns.push(...rows.turns)
    pending.acts.push(...rows.acts)
    pending.services.push(...rows.services)
    pending.stays.push(...stayRowsOf([...read.stays], read.versions, directory))
    if (pending.turns.length >= ROWS_AT_ONCE || end === conversations.length) {
      await writing
      const last = conversations[end - 1] ?? ''
      writing = writeRows(db, pending).then(() => onWritten(last))
      writing.catch(() => undefined)
      pending = { turns: [], acts: [], services: [], stays: [] }
    }
    onStep(end - start)
  }
  await writing
  return derivedStays
}

/** Some conversations whole, with all that is tied to them. */
export async function loadAround(db: Database, directory: Directory, ids: readonly string[]) {
  const { stays, conversations } = await linksOf(db, directory, ids)
  if (conversations.size === 0) {
    const loaded: Loaded = {
      messages: new Map(),
      variants: new Map(),
      marks: [],
      every_mark: [],
      marks_told: new Map(),
    }
    return { stays, conversations, loaded, versions: new Map<string, StayVersions>() }
  }
  const loaded = await loadConversations(db, directory, conversations)
  const guests = new Set<string>()
  const named = new Set(stays)
  for (const messages of loaded.variants.values()) {
    for (const { guest_id, stay_id } of messages) {
      if (guest_id !== '') guests.add(guest_id)
      if (stay_id !== '') named.add(stay_id)
    }
  }
  return { stays, conversations, loaded, versions: await loadStays(db, directory, named, guests) }
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

/** All conversations after an id in the order of the landing table, so that a step reads it from one place. */
function conversationsAfter(db: Database, after: string): Promise<string[]> {
  return idsOf(
    db,
    `select distinct conversation_id
    from (select conversation_id from message_events union all select conversation_id from mark_events)
    where conversation_id > {after:String}
    order by conversation_id`,
    { after },
  )
}

async function countConversations(db: Database): Promise<number> {
  const [row] = await db.readBulk<[number]>('select toUInt32(uniq(conversation_id)) from message_events')
  return row?.[0] ?? 0
}

async function idsOf(db: Database, statement: string, params: Params = {}): Promise<string[]> {
  return (await db.readBulk<[string]>(statement, params)).map(([id]) => id)
}

function* inSteps<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}
