import type { Directory } from '../directory.ts'
import { compareBytes, inOrder } from '../order.ts'
import {
  ANYBODY,
  cellKey,
  cellsOf,
  foldUnit,
  OWNER_PERSON,
  serviceRows,
  type Settings,
  type Unit,
} from './cells.ts'
import { byGuest, marksThatTell, type Loaded, type StayVersions } from './load.server.ts'
import { messageKey, type Mark, type Message } from './message.ts'
import { placeConversation, type PlacedMark, type PlacedMessage } from './placed.ts'

export interface Rows {
  turns: unknown[][]
  acts: unknown[][]
  services: unknown[][]
}

interface Derivation {
  loaded: Loaded
  stays: ReadonlyMap<string, StayVersions>
  directory: Directory
  holidays: ReadonlySet<number>
  /** the units to derive; of others only a part is loaded */
  units: ReadonlySet<string>
}

/**
 * Rows of turn_facts, act_facts and service_facts for the units asked for: the same events give the same rows. Lets others have their
 * turn every few milliseconds: pages that are read meanwhile, and the statements that read ahead.
 */
export async function deriveUnits({ loaded, stays, directory, holidays, units }: Derivation): Promise<Rows> {
  const breathe = breather()
  const { known, placed, marks } = await placeLoaded(loaded, stays, directory)
  const parts = new Map<string, Unit>()
  const unitOf = (unit: string) => {
    let part = parts.get(unit)
    if (part === undefined) parts.set(unit, (part = { unit, messages: [], marks: [], version: 0 }))
    return part
  }
  for (const messages of placed.values()) {
    for (const message of messages) if (units.has(message.unit)) unitOf(message.unit).messages.push(message)
  }
  for (const mark of marks) {
    if (units.has(mark.unit)) unitOf(mark.unit).marks.push(mark)
  }
  const possible = await possibleKeys(loaded, stays, directory, units)
  const versions = versionsOf(loaded, marks, stays, directory)
  const settings: Settings = {
    directory,
    stays: known.stays,
    holidays,
    undelivered: known.undelivered,
  }
  const rows: Rows = { turns: [], acts: [], services: [] }
  for (const [unit, keys] of possible) {
    const part = unitOf(unit)
    for (const conversation of keys.conversations) part.version += versions.get(conversation) ?? 0
    part.messages.sort(inOrder)
    await breathe()
    const folded = foldUnit(part, settings)
    rows.turns.push(...cellsOf(part, folded, keys.cells, settings))
    if (unit.startsWith('stay:')) rows.services.push(...serviceRows(part, folded, keys.cells, settings))
    rows.acts.push(...actsOf(part, keys.acts, known))
  }
  return rows
}

/** Gives every message and mark that was loaded its place. */
export async function placeLoaded(
  loaded: Loaded,
  stays: ReadonlyMap<string, StayVersions>,
  directory: Directory,
) {
  const breathe = breather()
  const known = {
    directory,
    stays: new Map([...stays].map(([id, { stay }]) => [id, stay])),
    staysOfGuest: byGuest(stays),
    ...marksThatTell(loaded),
  }
  const placed = loaded.messages
  for (const messages of placed.values()) {
    placeConversation(messages, known)
    await breathe()
  }
  return { known, placed, marks: placeMarks(loaded.marks, placed, known.notGuests) }
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
    const { unit, thread } = message ?? { unit: `chat:${mark.conversation_id}`, thread: 0 }
    const is_effective =
      message !== undefined &&
      !message.is_left_out &&
      !notGuests.has(mark.conversation_id) &&
      inOrder(message, mark) < 0
    const home = [message, latest].find((told) => (told?.home ?? '') !== '')?.home ?? ''
    return { ...mark, unit, thread, message: message ?? null, is_effective, home }
  })
}

interface Keys {
  cells: Set<string>
  acts: Set<string>
  conversations: Set<string>
}

/**
 * Every key under which a unit has or can have had rows: what it no longer has is written as deleted, so that late
 * events leave no ghosts. Never smaller for more events, so a fresher derivation clears all that a staler one wrote.
 */
async function possibleKeys(
  loaded: Loaded,
  stays: ReadonlyMap<string, StayVersions>,
  directory: Directory,
  units: ReadonlySet<string>,
): Promise<Map<string, Keys>> {
  const breathe = breather()
  const possible = new Map<string, Keys>()
  const keysOf = (unit: string) => {
    let keys = possible.get(unit)
    if (keys === undefined)
      possible.set(unit, (keys = { cells: new Set(), acts: new Set(), conversations: new Set() }))
    return keys
  }
  const staysOfGuest = new Map<string, Set<string>>()
  for (const [id, { guests }] of stays) {
    for (const guest of guests) staysOfGuest.set(guest, (staysOfGuest.get(guest) ?? new Set()).add(id))
  }
  const unitsOf = new Map<string, readonly string[]>()
  for (const [conversation, messages] of loaded.variants) {
    await breathe()
    const told = (member: 'property_id' | 'stay_id' | 'guest_id') =>
      new Set(messages.map((message) => message[member]))
    const anyStay = told('stay_id')
    for (const guest of told('guest_id')) for (const stay of staysOfGuest.get(guest) ?? []) anyStay.add(stay)
    anyStay.delete('')
    const anyUnit = [...[...anyStay].map((stay) => `stay:${stay}`), `chat:${conversation}`]
    unitsOf.set(conversation, anyUnit)
    // where messages don't tell themselves
    const anyHome = [
      ...told('property_id'),
      ...[...anyStay].flatMap((stay) => stays.get(stay)?.homes ?? []),
      '',
    ]
    for (const message of messages) {
      const listed = message.listing_id === '' ? [] : (directory.listings.get(message.listing_id) ?? [])
      const homes = message.property_id !== '' ? [message.property_id] : [...anyHome, ...listed]
      for (const unit of message.stay_id !== '' ? [`stay:${message.stay_id}`] : anyUnit) {
        if (!units.has(unit)) continue
        const keys = keysOf(unit)
        keys.conversations.add(conversation)
        for (const home of homes) keys.cells.add(cellKey(home, message.at))
        const person = personOf(message.role, message.author_id)
        if (person !== '') keys.acts.add(cellKey(person, message.at))
        if (isWritten(message)) keys.acts.add(cellKey(ANYBODY, message.at))
      }
    }
  }
  const named = new Set(loaded.marks.map((mark) => mark.message_id))
  const conversationOf = new Map<string, string>()
  for (const [conversation, messages] of named.size === 0 ? [] : loaded.variants) {
    for (const { source, id } of messages)
      if (named.has(id)) conversationOf.set(messageKey(source, id), conversation)
  }
  for (const mark of loaded.marks) {
    const person = personOf(mark.actor_role, mark.actor_id)
    if (person === '') continue
    const target = conversationOf.get(messageKey(mark.message_source, mark.message_id))
    for (const conversation of [mark.conversation_id, target]) {
      if (conversation === undefined) continue
      for (const unit of unitsOf.get(conversation) ?? [`chat:${conversation}`]) {
        if (!units.has(unit)) continue
        keysOf(unit).acts.add(cellKey(person, mark.at))
        keysOf(unit).conversations.add(conversation)
      }
    }
  }
  return possible
}

/**
 * How much was read of a conversation and of what it hangs on: its messages and marks, marks whose message was found,
 * the stays of its guests, the directory. It only grows, so of two derivations the one that read more has the greater.
 */
function versionsOf(
  loaded: Loaded,
  marks: readonly PlacedMark[],
  stays: ReadonlyMap<string, StayVersions>,
  directory: Directory,
): Map<string, number> {
  const eventsOfGuest = new Map<string, number>()
  for (const { guests, events } of stays.values()) {
    for (const guest of guests) eventsOfGuest.set(guest, (eventsOfGuest.get(guest) ?? 0) + events)
  }
  const versions = new Map<string, number>()
  const add = (conversation: string, count: number) =>
    versions.set(conversation, (versions.get(conversation) ?? 0) + count)
  for (const [conversation, messages] of loaded.variants) {
    add(conversation, messages.length + directory.events)
    for (const guest of new Set(messages.map((message) => message.guest_id)))
      add(conversation, eventsOfGuest.get(guest) ?? 0)
    for (const stay of new Set(messages.map((message) => message.stay_id))) {
      const versions = stays.get(stay)
      add(conversation, versions?.events ?? 0)
      for (const guest of versions?.guests ?? []) add(conversation, eventsOfGuest.get(guest) ?? 0)
    }
  }
  const marksOf = new Map<string, number>()
  for (const { conversation_id } of marks)
    marksOf.set(conversation_id, (marksOf.get(conversation_id) ?? 0) + 1)
  for (const mark of marks) {
    add(mark.conversation_id, mark.message === null ? 1 : 2)
    // what it says of another conversation's message rests on every mark of its own: one may say that it is no guest's
    if (mark.message !== null && mark.message.conversation_id !== mark.conversation_id)
      add(mark.message.conversation_id, 2 + (marksOf.get(mark.conversation_id) ?? 0))
  }
  return versions
}

/** What an act has for a thread where it stands in none: a chat that is not a guest's, a mark that belongs nowhere. */
const ELSEWHERE = -1
const NOWHERE = -2

/** Whose act it is in act_facts: a manager with an id, or owners; '' where it is none. */
function personOf(role: string, id: string): string {
  if (role === 'owner') return OWNER_PERSON
  return role === 'manager' ? id : ''
}

/** Whether somebody of ours wrote it: a reaction says nothing. */
function isWritten({ role, kind }: Message): boolean {
  return ['manager', 'owner', 'bot'].includes(role) && kind !== 'reaction' && kind !== 'missed_call'
}

interface Act {
  at: number
  thread: number
  /** owners' acts: where it was done, '' where no home is known; '' for managers */
  home: string
}

/** Rows of act_facts of one unit: what each person did there in each month, in order. */
function actsOf(
  unit: Unit,
  possible: ReadonlySet<string>,
  { notGuests, undelivered }: { notGuests: ReadonlySet<string>; undelivered: ReadonlySet<string> },
): unknown[][] {
  const acts = new Map<string, Act[]>()
  const add = (person: string, at: number, thread: number, home: string) => {
    if (person === '') return
    const key = cellKey(person, at)
    const act = { at, thread, home: person === OWNER_PERSON ? home : '' }
    const list = acts.get(key)
    if (list === undefined) acts.set(key, [act])
    else list.push(act)
  }
  for (const message of unit.messages) {
    add(
      personOf(message.role, message.author_id),
      message.at,
      message.is_left_out ? ELSEWHERE : message.thread,
      message.home,
    )
    const isSeen = message.delivered && !undelivered.has(messageKey(message.source, message.id))
    if (isWritten(message) && isSeen && !message.is_autoresponse) add(ANYBODY, message.at, 0, '')
  }
  for (const mark of unit.marks) {
    add(
      personOf(mark.actor_role, mark.actor_id),
      mark.at,
      notGuests.has(mark.conversation_id) ? ELSEWHERE : mark.is_effective ? mark.thread : NOWHERE,
      mark.home,
    )
  }
  const rows: unknown[][] = []
  for (const [key, list] of acts) {
    list.sort((a, b) => a.at - b.at || a.thread - b.thread || compareBytes(a.home, b.home))
    rows.push([
      key.slice(0, 10), key.slice(11), unit.unit, list.map(({ at }) => at), list.map(({ thread }) => thread),
      list.map(({ home }) => home), unit.version, 0,
    ]) // prettier-ignore
  }
  for (const key of possible) {
    if (!acts.has(key)) rows.push([key.slice(0, 10), key.slice(11), unit.unit, [], [], [], unit.version, 1])
  }
  return rows
}

const BREATH_MS = 8

/** Gives way to other work when that has waited for long enough; awaiting it otherwise costs next to nothing. */
function breather(): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < BREATH_MS) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now()
        resolve()
      })
    })
  }
}
