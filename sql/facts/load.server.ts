import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { inOrder } from '../order.ts'
import { distinctEvents, ofLatestImport } from '../standing.ts'
import { staysOfGuests } from './load-stays.server.ts'
import { messageKey, type Mark, type Message } from './message.ts'
import type { PlacedMessage } from './placed.ts'
import { chatsAbout, everySaid, isGuests, lookedUp, marksThatCount } from './who-and-where.ts'

/** Conversations that are tied together, and the stays to which their messages belong or can have belonged. */
export interface Links {
  stays: Set<string>
  conversations: Set<string>
}

const CONVERSATIONS = 'conversation_id in {conversations:Array(String)}'

/**
 * All that conversations are tied to, over any number of steps: by stays that their messages or any event of their guests
 * names, or the directory says of a chat, and by marks that name a message of another conversation. A wait lives in its
 * thread and its conversation (docs/rules.md#reach), so what happens in one of them can reach each of the others.
 */
export async function linksOf(
  db: Database,
  directory: Directory,
  conversations: Iterable<string>,
  stays: readonly string[] = [],
): Promise<Links> {
  const links: Links = { stays: new Set(), conversations: new Set(conversations) }
  const guests = new Set<string>()
  let found = new Set(links.conversations)
  let newStays = new Set(stays)
  for (;;) {
    const [named, marked] =
      found.size === 0 ? [null, []] : await Promise.all([namedIn(db, found), markedWith(db, found)])
    for (const stay of named?.stays ?? []) newStays.add(stay)
    for (const id of found) for (const stay of everySaid(directory, id, 'stay_id')) newStays.add(stay)
    const newGuests = (named?.guests ?? []).filter((guest) => !guests.has(guest))
    for (const guest of newGuests) guests.add(guest)
    for (const stay of await staysOfGuests(db, newGuests)) newStays.add(stay)
    const untied = [...newStays].filter((stay) => !links.stays.has(stay))
    for (const stay of untied) links.stays.add(stay)
    const tied =
      untied.length === 0
        ? []
        : [...(await conversationsOf(db, untied)), ...chatsAbout(directory, 'stay_id', new Set(untied))]
    newStays = new Set()
    found = new Set([...tied, ...marked].filter((id) => !links.conversations.has(id)))
    if (found.size === 0) return links
    for (const id of found) links.conversations.add(id)
  }
}

/** The stays and guests that messages of these conversations name. */
async function namedIn(db: Database, conversations: Iterable<string>) {
  const [row] = await db.readBulk<[string[], string[]]>(
    `select groupUniqArrayIf(stay_id, stay_id != ''), groupUniqArrayIf(guest_id, guest_id != '')
    from message_events
    where ${CONVERSATIONS}`,
    { conversations: [...conversations] },
  )
  return { stays: row?.[0] ?? [], guests: row?.[1] ?? [] }
}

/** The conversations whose messages name one of the stays, or a guest of theirs. */
async function conversationsOf(db: Database, stays: readonly string[]): Promise<string[]> {
  const rows = await db.readBulk<[string]>(
    `select distinct conversation_id
    from conversation_links
    where (kind = 'stay' and key in {stays:Array(String)})
        or (kind = 'guest' and key in (select guest_id from stay_events where stay_id in {stays:Array(String)} and guest_id != ''))`,
    { stays },
  )
  return rows.map(([conversation]) => conversation)
}

/** Conversations that hold a message named by a mark of these, and those whose marks name a message of these. */
async function markedWith(db: Database, conversations: Iterable<string>): Promise<string[]> {
  const [named] = await db.readBulk<[number]>(
    `select count() from (select 1 from mark_events where message_id != '' limit 1)`,
  )
  if (named?.[0] === 0) return []
  const marks = await db.readBulk<[string, string]>(
    `select distinct conversation_id, message_id
    from mark_events
    where message_id != ''
        and (${CONVERSATIONS} or message_id in (select id from message_events where ${CONVERSATIONS}))`,
    { conversations: [...conversations] },
  )
  if (marks.length === 0) return []
  const held = await db.readBulk<[string]>(
    'select distinct conversation_id from message_events where id in {ids:Array(String)}',
    { ids: marks.map(([, id]) => id) },
  )
  return [...marks, ...held].map(([conversation]) => conversation)
}

export interface Loaded {
  /** conversation → its messages, in order, each looked up, not yet placed */
  messages: Map<string, PlacedMessage[]>
  /** as they landed, with other contents of the same identity: what a message can have been */
  variants: Map<string, PlacedMessage[]>
  marks: Mark[]
  /** the same with those of chats that count nowhere today */
  every_mark: readonly Mark[]
  /** conversation → how many marks were told in it, with other contents of the same identity */
  marks_told: ReadonlyMap<string, number>
}

type MessageRow = [
  string,
  number,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  number,
  string,
  string,
  string,
  string,
  number,
]

const MESSAGE_COLUMNS = `conversation_id, toUnixTimestamp64Milli(at), source, id, property_id, stay_id, guest_id, listing_id,
        channel, role, author_id, kind, delivered + 2 * handoff + 4 * holding + 8 * needs_reply, language, topic, template, account, import_id`

/** Reads conversations whole, with their marks. */
export async function loadConversations(
  db: Database,
  directory: Directory,
  ids: Iterable<string>,
): Promise<Loaded> {
  const params = { conversations: [...ids] }
  const [rows, { every_mark, marks_told }] = await Promise.all([
    db.readBulk<MessageRow>(
      `select ${MESSAGE_COLUMNS} from message_events final where ${CONVERSATIONS}`,
      params,
    ),
    loadMarks(db, params),
  ])
  const variants = new Map<string, PlacedMessage[]>()
  for (const row of rows) {
    const message = messageOf(row)
    const list = variants.get(row[0])
    if (list === undefined) variants.set(row[0], [message])
    else list.push(message)
  }
  const messages = new Map<string, PlacedMessage[]>()
  for (const [id, list] of variants) {
    const latest = ofLatestImport(list, ({ conversation_id }) => conversation_id)
    latest.sort(inOrder)
    const isTwice = latest.some((message, index) => index > 0 && sameIdentity(message, latest[index - 1]))
    const standing = isTwice ? await standingMessages(db, id) : latest
    const looked = standing.map((message) => lookedUp(message, directory))
    // a guest's message comes before all others at its time: who wrote decides the order
    messages.set(
      id,
      looked.some((message, index) => message !== standing[index]) ? looked.sort(inOrder) : looked,
    )
  }
  return { messages, variants, marks: marksThatCount(every_mark, directory), every_mark, marks_told }
}

async function loadMarks(db: Database, params: { conversations: string[] }) {
  const rows = await db.readBulk<
    [string, number, string, string, number, string, string, string, string, string]
  >(
    `select
        conversation_id, toUnixTimestamp64Milli(at), source, id, import_id,
        argMax(mark, canonical), argMax(message_source, canonical), argMax(message_id, canonical),
        argMax(actor_role, canonical), argMax(actor_id, canonical)
    from mark_events
    where ${CONVERSATIONS}
    group by conversation_id, at, source, id, import_id`,
    params,
  )
  const landed = rows.map(
    ([
      conversation_id,
      at,
      source,
      id,
      import_id,
      mark,
      message_source,
      message_id,
      actor_role,
      actor_id,
    ]) => ({
      conversation_id,
      at,
      source,
      id,
      import_id,
      mark,
      message_source,
      message_id,
      actor_role,
      actor_id,
    }),
  )
  const marks_told = new Map<string, number>()
  for (const { conversation_id } of landed)
    marks_told.set(conversation_id, (marks_told.get(conversation_id) ?? 0) + 1)
  return { every_mark: ofLatestImport(landed, ({ conversation_id }) => conversation_id), marks_told }
}

/** Where one import, or live data, gave one identity to several contents: those that stand. */
async function standingMessages(db: Database, conversation: string): Promise<PlacedMessage[]> {
  const rows = await db.readBulk<[...MessageRow, string]>(
    `select ${MESSAGE_COLUMNS}, canonical from message_events final where conversation_id = {conversation:String}`,
    { conversation },
  )
  const landed = rows.map((row) => {
    const message = messageOf(row as unknown as MessageRow)
    const { at, source, id } = message
    return { message, at, source, id, import_id: row[17], canonical: row[18] }
  })
  return distinctEvents(landed, () => '')
    .map(({ message }) => message)
    .sort(inOrder)
}

function sameIdentity(a: Message, b: Message | undefined): boolean {
  return b !== undefined && a.at === b.at && a.id === b.id && a.source === b.source
}

function messageOf(row: MessageRow): PlacedMessage {
  const flags = row[12]
  return {
    conversation_id: row[0],
    at: row[1],
    source: row[2],
    id: row[3],
    property_id: row[4],
    stay_id: row[5],
    guest_id: row[6],
    listing_id: row[7],
    channel: row[8],
    role: row[9],
    author_id: row[10],
    kind: row[11],
    delivered: (flags & 1) !== 0,
    handoff: (flags & 2) !== 0,
    holding: (flags & 4) !== 0,
    needs_reply: (flags & 8) !== 0,
    language: row[13],
    topic: row[14],
    template: row[15],
    account: row[16],
    import_id: row[17],
    thread_group: '',
    thread: 0,
    thread_key: '',
    stay: '',
    home: '',
    does: 'nothing',
    is_autoresponse: false,
    is_left_out: false,
  }
}

/**
 * Keys of what is undelivered, and the conversations that are not a guest's: whenever it was marked. What is marked in a
 * conversation that is not a guest's is left out with it, whatever message it names.
 */
export function marksThatTell(
  loaded: Loaded,
  directory: Directory,
): { undelivered: Set<string>; notGuests: Set<string> } {
  const undelivered = new Set<string>()
  const notGuests = new Set(
    loaded.marks.filter(({ mark }) => mark === 'not_a_guest').map(({ conversation_id }) => conversation_id),
  )
  for (const id of loaded.messages.keys()) if (!isGuests(directory, id)) notGuests.add(id)
  for (const mark of loaded.marks) {
    if (mark.mark !== 'undelivered' || notGuests.has(mark.conversation_id)) continue
    if (mark.message_id !== '') undelivered.add(messageKey(mark.message_source, mark.message_id))
    else {
      const sent = loaded.messages
        .get(mark.conversation_id)
        ?.findLast(
          (message) => ['manager', 'owner', 'bot'].includes(message.role) && inOrder(message, mark) < 0,
        )
      if (sent !== undefined) undelivered.add(messageKey(sent.source, sent.id))
    }
  }
  return { undelivered, notGuests }
}
