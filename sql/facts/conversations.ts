import type { Directory } from '../directory/directory.ts'
import { compareBytes, inOrder } from '../order.ts'
import {
  ANYBODY,
  cellKey,
  cellsOf,
  OWNER_PERSON,
  serviceRows,
  UNNAMED_PERSON,
  type Settings,
  type ThreadGroup,
} from './fact-rows.ts'
import { byGuest, type StayVersions } from './load-stays.server.ts'
import { marksThatTell, type Loaded } from './load.server.ts'
import { messageKey, type Mark, type Message } from './message.ts'
import { placeConversation, type PlacedMark, type PlacedMessage } from './placed.ts'
import { Ties } from './ties.ts'
import { foldTurns } from './turns.ts'
import { versionOf } from './version.ts'
import { everyAuthor, everySaid } from './who-and-where.ts'

export interface Rows {
  turns: unknown[][]
  acts: unknown[][]
  services: unknown[][]
}

interface Derivation {
  /** conversations whole, with all that any of them is tied to (loadAround) */
  loaded: Loaded
  stays: ReadonlyMap<string, StayVersions>
  directory: Directory
  holidays: ReadonlySet<number>
}

/**
 * Rows of turn_facts, act_facts and service_facts of all groups of the loaded conversations: the same events give the same
 * rows. Lets others have their turn every few milliseconds: pages that are read meanwhile, and the statements that read
 * ahead.
 */
export async function deriveThreadGroups({ loaded, stays, directory, holidays }: Derivation): Promise<Rows> {
  const yieldNow = yieldToEventLoop()
  const { known, placed, marks } = await placeLoaded(loaded, stays, directory)
  const settings: Settings = { directory, stays: known.stays, holidays, undelivered: known.undelivered }
  const rows: Rows = { turns: [], acts: [], services: [] }
  for (const bundle of await bundlesOf(loaded, stays, directory)) {
    await yieldNow()
    for (const [group, keys] of foldBundle(bundle, placed, marks, settings)) {
      rows.turns.push(...cellsOf(group, keys.cells, settings))
      if (group.thread_group.startsWith('stay:'))
        rows.services.push(...serviceRows(group, keys.cells, settings))
      rows.acts.push(...actsOf(group, keys.acts, known))
    }
  }
  return rows
}

/** Folds what a bundle's conversations come to, and gives each of its groups its part. */
function foldBundle(
  { conversations, groups: possible, version }: Bundle,
  placed: ReadonlyMap<string, PlacedMessage[]>,
  marks: ReadonlyMap<string, readonly PlacedMark[]>,
  settings: Settings,
): [ThreadGroup, Keys][] {
  const lists = conversations.flatMap((id) => [placed.get(id) ?? []])
  const messages = lists.length === 1 ? (lists[0] ?? []) : lists.flat().sort(inOrder)
  const marksHere = conversations.flatMap((id) => marks.get(id) ?? [])
  const { turns, missedCalls } = foldTurns(
    messages.filter(({ is_left_out }) => !is_left_out),
    marksHere.filter(({ is_effective }) => is_effective),
    settings,
  )
  const groups = new Map<string, ThreadGroup>(
    [...possible.keys()].map((group) => [
      group,
      { thread_group: group, messages: [], marks: [], turns: [], missedCalls: [], version },
    ]),
  )
  for (const message of messages) groups.get(message.thread_group)?.messages.push(message)
  for (const mark of marksHere) groups.get(mark.thread_group)?.marks.push(mark)
  for (const turn of turns) groups.get(turn.opening.thread_group)?.turns.push(turn)
  for (const missed of missedCalls) groups.get(missed.call.thread_group)?.missedCalls.push(missed)
  return [...possible].map(([group, keys]) => [groups.get(group) as ThreadGroup, keys])
}

/** Gives every message and mark that was loaded its place. */
export async function placeLoaded(
  loaded: Loaded,
  stays: ReadonlyMap<string, StayVersions>,
  directory: Directory,
) {
  const yieldNow = yieldToEventLoop()
  const known = {
    directory,
    stays: new Map([...stays].map(([id, { stay }]) => [id, stay])),
    staysOfGuest: byGuest(stays),
    ...marksThatTell(loaded, directory),
  }
  const placed = loaded.messages
  for (const messages of placed.values()) {
    placeConversation(messages, known)
    await yieldNow()
  }
  const marks = new Map<string, PlacedMark[]>()
  for (const mark of placeMarks(loaded.marks, placed, known.notGuests)) {
    const own = marks.get(mark.conversation_id)
    if (own === undefined) marks.set(mark.conversation_id, [mark])
    else own.push(mark)
  }
  return { known, placed, marks }
}

/**
 * A mark belongs to the thread of its message, else to that of the conversation's latest message before it. It has no
 * effect where the message is unknown, or later than the mark.
 */
function placeMarks(
  marks: readonly Mark[],
  placed: ReadonlyMap<string, PlacedMessage[]>,
  notGuests: ReadonlySet<string>,
): PlacedMark[] {
  if (marks.length === 0) return []
  const named = new Set(marks.map((mark) => messageKey(mark.message_source, mark.message_id)))
  const byKey = new Map<string, PlacedMessage>()
  for (const messages of placed.values()) {
    for (const message of messages) {
      const key = messageKey(message.source, message.id)
      if (named.has(key)) byKey.set(key, message)
    }
  }
  return marks.map((mark) => {
    const latest = placed.get(mark.conversation_id)?.findLast((candidate) => inOrder(candidate, mark) < 0)
    const message =
      mark.message_id === '' ? latest : byKey.get(messageKey(mark.message_source, mark.message_id))
    const { thread_group, thread } = message ?? { thread_group: `chat:${mark.conversation_id}`, thread: 0 }
    const thread_key = message === undefined || message.is_left_out ? '' : message.thread_key
    const is_effective =
      message !== undefined && !notGuests.has(mark.conversation_id) && inOrder(message, mark) < 0
    const home = [message, latest].find((one) => (one?.home ?? '') !== '')?.home ?? ''
    return { ...mark, thread_group, thread, thread_key, message: message ?? null, is_effective, home }
  })
}

interface Keys {
  cells: Set<string>
  acts: Set<string>
}

/** Conversations that stays, guests or marks tie together, or can have tied together: what happens in one can reach the others. */
interface Bundle {
  conversations: string[]
  /** group → every key under which it has or can have had rows */
  groups: Map<string, Keys>
  /** see versionOf() */
  version: number
}

/**
 * The bundles of the loaded conversations. The keys of a group are all under which it has or can have had rows: what it no
 * longer has is written as deleted, so that late events leave no ghosts. Never smaller for more events, so a fresher
 * derivation clears all that a staler one wrote; and bundles only grow together, never apart.
 */
async function bundlesOf(
  loaded: Loaded,
  stays: ReadonlyMap<string, StayVersions>,
  directory: Directory,
): Promise<Bundle[]> {
  const yieldNow = yieldToEventLoop()
  const keys = new Map<string, Keys>()
  const keysOf = (group: string) => {
    let found = keys.get(group)
    if (found === undefined) keys.set(group, (found = { cells: new Set(), acts: new Set() }))
    return found
  }
  const ties = new Ties()
  const staysOfGuest = new Map<string, Set<string>>()
  for (const [id, { guests }] of stays) {
    for (const guest of guests) staysOfGuest.set(guest, (staysOfGuest.get(guest) ?? new Set()).add(id))
  }
  const groupsOf = new Map<string, readonly string[]>()
  for (const [conversation, messages] of loaded.variants) {
    await yieldNow()
    const everyOf = (member: 'property_id' | 'stay_id' | 'guest_id') =>
      new Set(messages.map((message) => message[member]))
    const anyStay = everyOf('stay_id')
    for (const guest of everyOf('guest_id'))
      for (const stay of staysOfGuest.get(guest) ?? []) anyStay.add(stay)
    for (const stay of everySaid(directory, conversation, 'stay_id')) anyStay.add(stay)
    anyStay.delete('')
    const anyGroup = [...[...anyStay].map((stay) => `stay:${stay}`), `chat:${conversation}`]
    groupsOf.set(conversation, anyGroup)
    for (const group of anyGroup) ties.tie(`chat:${conversation}`, group)
    // where messages don't tell themselves
    const saidHomes = everySaid(directory, conversation, 'property_id')
    const saidGroups = everySaid(directory, conversation, 'stay_id').map((stay) => `stay:${stay}`)
    const anyHome = [
      ...everyOf('property_id'),
      ...saidHomes,
      ...[...anyStay].flatMap((stay) => stays.get(stay)?.homes ?? []),
      '',
    ]
    for (const message of messages) {
      const listed = (directory.listings.get(message.listing_id) ?? []).map(({ property_id }) => property_id)
      const homes = message.property_id !== '' ? [message.property_id, ...saidHomes] : [...anyHome, ...listed]
      const authors = everyAuthor(message, directory)
      for (const group of message.stay_id !== '' ? [`stay:${message.stay_id}`, ...saidGroups] : anyGroup) {
        const { cells, acts } = keysOf(group)
        for (const home of homes) cells.add(cellKey(home, message.at))
        for (const { role, author_id } of authors) {
          const person = personOf(role, author_id)
          if (person !== '') acts.add(cellKey(person, message.at))
          if (isWritten({ role, kind: message.kind })) acts.add(cellKey(ANYBODY, message.at))
        }
      }
    }
  }
  const named = new Set(loaded.every_mark.map((mark) => mark.message_id))
  const conversationOf = new Map<string, string>()
  for (const [conversation, messages] of named.size === 0 ? [] : loaded.variants) {
    for (const { source, id } of messages)
      if (named.has(id)) conversationOf.set(messageKey(source, id), conversation)
  }
  for (const mark of loaded.every_mark) {
    const person = personOf(mark.actor_role, mark.actor_id)
    const target = conversationOf.get(messageKey(mark.message_source, mark.message_id))
    for (const conversation of [mark.conversation_id, target]) {
      if (conversation === undefined) continue
      ties.tie(`chat:${mark.conversation_id}`, `chat:${conversation}`)
      for (const group of groupsOf.get(conversation) ?? [`chat:${conversation}`])
        if (person !== '') keysOf(group).acts.add(cellKey(person, mark.at))
    }
  }
  const bundles = new Map<string, Bundle>()
  const bundleOf = (group: string) => {
    const root = ties.rootOf(group)
    let bundle = bundles.get(root)
    if (bundle === undefined)
      bundles.set(root, (bundle = { conversations: [], groups: new Map(), version: directory.events }))
    return bundle
  }
  for (const [group, own] of keys) bundleOf(group).groups.set(group, own)
  for (const [conversation, messages] of loaded.variants) {
    const bundle = bundleOf(`chat:${conversation}`)
    bundle.conversations.push(conversation)
    bundle.version += messages.length
  }
  for (const { conversation_id } of loaded.every_mark) {
    const bundle = bundleOf(`chat:${conversation_id}`)
    if (!loaded.variants.has(conversation_id) && !bundle.conversations.includes(conversation_id))
      bundle.conversations.push(conversation_id)
  }
  for (const [conversation, count] of loaded.marks_told) bundleOf(`chat:${conversation}`).version += count
  for (const [stay, { events }] of stays) {
    const bundle = bundles.get(ties.rootOf(`stay:${stay}`))
    if (bundle !== undefined) bundle.version += events
  }
  for (const bundle of bundles.values()) bundle.version = versionOf(bundle.version, directory.erasures)
  return [...bundles.values()]
}

/** What an act has for a thread where it stands in none: a chat that is not a guest's, a mark that belongs nowhere. */
const ELSEWHERE = -1
const NOWHERE = -2

/** Whose act it is in act_facts: a manager's, by the id that it carries, or an owner's; '' where it is none. */
export function personOf(role: string, id: string): string {
  if (role === 'owner') return OWNER_PERSON
  return role === 'manager' ? id || UNNAMED_PERSON : ''
}

/** Whether somebody of ours wrote it to somebody: a reaction says nothing, and a note stays inside. */
function isWritten({ role, kind }: Pick<Message, 'role' | 'kind'>): boolean {
  return ['manager', 'owner', 'bot'].includes(role) && !['reaction', 'missed_call', 'note'].includes(kind)
}

/** docs/rules.md#acts: a manager's autoresponders and reactions are none; of owners every message counts. */
function isAct({ role, kind, is_autoresponse }: PlacedMessage): boolean {
  return role !== 'manager' || (kind !== 'reaction' && !is_autoresponse)
}

interface Act {
  at: number
  thread: number
  conversation: string
  /** where it was done, '' where no home is known */
  home: string
}

/** Rows of act_facts of one thread group: what each person did there in each month, in order. */
function actsOf(
  group: ThreadGroup,
  possible: ReadonlySet<string>,
  { notGuests, undelivered }: { notGuests: ReadonlySet<string>; undelivered: ReadonlySet<string> },
): unknown[][] {
  const acts = new Map<string, Act[]>()
  const add = (person: string, { at, conversation_id, home }: PlacedMessage | PlacedMark, thread: number) => {
    if (person === '') return
    const key = cellKey(person, at)
    const act = { at, thread, conversation: conversation_id, home }
    const list = acts.get(key)
    if (list === undefined) acts.set(key, [act])
    else list.push(act)
  }
  for (const message of group.messages) {
    if (isAct(message))
      add(
        personOf(message.role, message.author_id),
        message,
        message.is_left_out ? ELSEWHERE : message.thread,
      )
    const isSeen = message.delivered && !undelivered.has(messageKey(message.source, message.id))
    if (isWritten(message) && isSeen && !message.is_autoresponse) add(ANYBODY, message, 0)
  }
  for (const mark of group.marks) {
    add(
      personOf(mark.actor_role, mark.actor_id),
      mark,
      notGuests.has(mark.conversation_id)
        ? ELSEWHERE
        : mark.is_effective && mark.thread_key !== ''
          ? mark.thread
          : NOWHERE,
    )
  }
  const rows: unknown[][] = []
  for (const [key, list] of acts) {
    list.sort(
      (a, b) =>
        a.at - b.at ||
        a.thread - b.thread ||
        compareBytes(a.conversation, b.conversation) ||
        compareBytes(a.home, b.home),
    )
    rows.push([
      key.slice(0, 10), key.slice(11), group.thread_group, list.map(({ at }) => at), list.map(({ thread }) => thread),
      list.map(({ conversation }) => conversation), list.map(({ home }) => home), group.version, 0,
    ]) // prettier-ignore
  }
  for (const key of possible) {
    if (!acts.has(key))
      rows.push([key.slice(0, 10), key.slice(11), group.thread_group, [], [], [], [], group.version, 1])
  }
  return rows
}

const YIELD_AFTER_MS = 8

/** Gives way to other work when that has waited for long enough; awaiting it otherwise costs next to nothing. */
function yieldToEventLoop(): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < YIELD_AFTER_MS) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now()
        resolve()
      })
    })
  }
}
