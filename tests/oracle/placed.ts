/** Which stay, which home, which thread each message belongs to; found from all messages, later ones too. */
import type { Directory } from './directory.ts'
import { homeOfListing, readDirectory } from './directory.ts'
import type { Facts, Mark, Message } from './events.ts'
import { readEvents } from './events.ts'
import { groupBy, isBefore, latest } from './order.ts'
import type { Capability } from './reported.ts'
import { reportedFrom } from './reported.ts'
import type { Stay } from './stays.ts'
import { readStays } from './stays.ts'
import { DAY } from './zone.ts'

export interface Placed {
  message: Message
  stay_id: string | null
  home: string | null
  /** null: of a conversation that is not a guest's, which is left out */
  thread: string | null
}

/** Everything that as_of does not cut. */
export interface Known {
  facts: Facts
  directory: Directory
  stays: ReadonlyMap<string, Stay>
  /** In Order. */
  placed: ReadonlyMap<Message, Placed>
  conversations: ReadonlyMap<string, Message[]>
  /** Conversations marked not_a_guest. */
  leftOut: ReadonlySet<string>
  reported: Record<Capability, string | null>
}

/** The conversation's messages around one of them. */
interface Around {
  conversation: readonly Message[]
  index: number
}

/**
 * "the stay of the same guest_id … nearest in time among those with check_in − 365 days ≤ time ≤ check_out + 7
 * days and status not cancelled (inside the stay counts as distance 0, else the distance to the nearer edge;
 * equal: the earlier check_in, then the smaller stay_id)"
 */
function stayOfGuest(stays: ReadonlyMap<string, Stay>, guest_id: string, time: number): string | null {
  const distance = (stay: Stay) =>
    time >= stay.check_in && time <= stay.check_out
      ? 0
      : Math.min(Math.abs(time - stay.check_in), Math.abs(time - stay.check_out))
  const candidates = [...stays.values()].filter(
    (stay) =>
      stay.guest_id === guest_id &&
      stay.status !== 'cancelled' &&
      stay.check_in - 365 * DAY <= time &&
      time <= stay.check_out + 7 * DAY,
  )
  candidates.sort(
    (a, b) =>
      distance(a) - distance(b) ||
      a.check_in - b.check_in ||
      Buffer.compare(Buffer.from(a.stay_id), Buffer.from(b.stay_id)),
  )
  return candidates[0]?.stay_id ?? null
}

/**
 * "A message's stay is the first of: its own stay_id; the stay of the same guest_id (its own, else that of the
 * conversation's first message with one) …; the own stay_id of the nearest earlier message of its conversation,
 * not more than 30 days before; of the nearest later one, not more than 30 days after; none."
 */
function stayOf(stays: ReadonlyMap<string, Stay>, message: Message, around: Around): string | null {
  const { data, time } = message
  if (data.stay_id !== undefined) return data.stay_id
  const { conversation, index } = around
  const guest_id =
    data.guest_id ?? conversation.find((other) => other.data.guest_id !== undefined)?.data.guest_id
  const ofGuest = guest_id === undefined ? null : stayOfGuest(stays, guest_id, time)
  if (ofGuest !== null) return ofGuest
  const hasOwn = (other: Message) => other.data.stay_id !== undefined
  const earlier = conversation.slice(0, index).findLast(hasOwn)
  if (earlier?.data.stay_id !== undefined && time - earlier.time <= 30 * DAY) return earlier.data.stay_id
  const later = conversation.slice(index + 1).find(hasOwn)
  if (later?.data.stay_id !== undefined && later.time - time <= 30 * DAY) return later.data.stay_id
  return null
}

/**
 * "Its home is the first of: its own property_id; the home that announced its listing_id last …; of its stay;
 * the own property_id of the nearest earlier message of its conversation that has one, else of the nearest
 * later; unknown". "A stay_id that no stay event knows … gives no home."
 */
function homeOf(
  facts: Facts,
  stays: ReadonlyMap<string, Stay>,
  message: Message,
  stay_id: string | null,
  { conversation, index }: Around,
): string | null {
  const { data } = message
  if (data.property_id !== undefined) return data.property_id
  const ofListing = data.listing_id === undefined ? null : homeOfListing(facts, data.listing_id)
  if (ofListing !== null) return ofListing
  const ofStay = stay_id === null ? undefined : stays.get(stay_id)?.property_id
  if (ofStay !== undefined) return ofStay
  const hasOwn = (other: Message) => other.data.property_id !== undefined
  const neighbour =
    conversation.slice(0, index).findLast(hasOwn) ?? conversation.slice(index + 1).find(hasOwn)
  return neighbour?.data.property_id ?? null
}

/**
 * "A **thread** is …: the messages of one stay over all its conversations and channels …; without a stay, those
 * messages of the conversation that have none, cut where more than 30 days lie between two of them."
 */
function placeConversation(
  facts: Facts,
  stays: ReadonlyMap<string, Stay>,
  conversation: readonly Message[],
  leftOut: boolean,
): Placed[] {
  let part = 0
  let lastWithout: Message | null = null
  return conversation.map((message, index) => {
    const stay_id = stayOf(stays, message, { conversation, index })
    const home = homeOf(facts, stays, message, stay_id, { conversation, index })
    if (stay_id === null) {
      if (lastWithout !== null && message.time - lastWithout.time > 30 * DAY) part += 1
      lastWithout = message
    }
    const own = JSON.stringify(stay_id === null ? [message.data.conversation_id, part] : [stay_id])
    return { message, stay_id, home, thread: leftOut ? null : own }
  })
}

/** "A conversation (the mark's own conversation_id) marked not_a_guest is left out", "whenever they were made". */
function conversationsLeftOut(facts: Facts): Set<string> {
  return new Set(
    facts.marks.filter(({ data }) => data.mark === 'not_a_guest').map(({ data }) => data.conversation_id),
  )
}

export function know(events: readonly unknown[], default_timezone: string): Known {
  const facts = readEvents(events)
  const directory = readDirectory(facts, default_timezone)
  const stays = readStays(facts, directory)
  const leftOut = conversationsLeftOut(facts)
  const conversations = groupBy(facts.messages, ({ data }) => data.conversation_id)
  const unsorted = new Map<Message, Placed>()
  for (const [conversation_id, conversation] of conversations) {
    for (const placed of placeConversation(facts, stays, conversation, leftOut.has(conversation_id))) {
      unsorted.set(placed.message, placed)
    }
  }
  const placed = new Map(
    facts.messages.flatMap((message) => {
      const one = unsorted.get(message)
      return one === undefined ? [] : [[message, one] as const]
    }),
  )
  const reported = reportedFrom(facts, default_timezone)
  return { facts, directory, stays, placed, conversations, leftOut, reported }
}

/** The message that a mark names by source and id, if it has arrived. */
export function namedMessage(known: Known, mark: Mark): Message | null {
  const { message } = mark.data
  if (message === undefined) return null
  return known.facts.messages.find(({ source, id }) => source === message.source && id === message.id) ?? null
}

/**
 * "A mark belongs to the thread of its `message` (it has no effect before that has arrived, or if that is later
 * than the mark; undelivered and not_a_guest excepted), else to that of the conversation's latest message before
 * it." null: it belongs to none and has no effect. The marks of a left-out conversation are left out with it.
 */
export function threadOfMark(known: Known, mark: Mark): string | null {
  if (known.leftOut.has(mark.data.conversation_id)) return null
  if (mark.data.message !== undefined) {
    const named = namedMessage(known, mark)
    if (named === null) return null
    const mayBeLater = mark.data.mark === 'undelivered' || mark.data.mark === 'not_a_guest'
    if (!mayBeLater && !isBefore(named, mark)) return null
    return known.placed.get(named)?.thread ?? null
  }
  const conversation = known.conversations.get(mark.data.conversation_id) ?? []
  const before = latest(conversation, (message) => isBefore(message, mark))
  return before === null ? null : (known.placed.get(before)?.thread ?? null)
}
