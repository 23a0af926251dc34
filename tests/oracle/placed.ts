/** Which stay, which home, which thread each message belongs to; found from all messages, later ones too. */
import type { Directory } from './directory.ts'
import { homeOfListing, readDirectory } from './directory.ts'
import type { Facts, Message } from './events.ts'
import { readEvents } from './events.ts'
import { byteCompare, groupBy } from './order.ts'
import type { Capability } from './reported.ts'
import { reportedFrom } from './reported.ts'
import { wholeFromOf, type WholeFrom } from './told-in-part.ts'
import type { Stay } from './stays.ts'
import { readStays } from './stays.ts'
import { kindOfChat, lookedUp } from './who-and-where.ts'
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
  whole: WholeFrom
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
  const distance = ({ check_in, check_out }: Stay) =>
    check_in <= time && time <= check_out
      ? 0
      : Math.min(Math.abs(time - check_in), Math.abs(time - check_out))
  const [nearest] = [...stays.values()]
    .filter((stay) => stay.guest_id === guest_id && stay.status !== 'cancelled')
    .filter(({ check_in, check_out }) => check_in - 365 * DAY <= time && time <= check_out + 7 * DAY)
    .sort((a, b) => distance(a) - distance(b) || a.check_in - b.check_in || byteCompare(a.stay_id, b.stay_id))
  return nearest?.stay_id ?? null
}

/**
 * "A message's stay is the first of: its own stay_id; the stay of the same guest_id (its own, else that of the
 * conversation's first message with one) …; the own stay_id of the nearest earlier message of its conversation,
 * not more than 30 days before; of the nearest later one, not more than 30 days after; none."
 */
function stayOf(
  stays: ReadonlyMap<string, Stay>,
  { data, time }: Message,
  { conversation, index }: Around,
): string | null {
  if (data.stay_id !== undefined) return data.stay_id
  const guest_id =
    data.guest_id ?? conversation.find((other) => other.data.guest_id !== undefined)?.data.guest_id
  const ofGuest = guest_id === undefined ? null : stayOfGuest(stays, guest_id, time)
  if (ofGuest !== null) return ofGuest
  const isNamed = (other: Message) => other.data.stay_id !== undefined
  const earlier = conversation.slice(0, index).findLast(isNamed)
  if (earlier?.data.stay_id !== undefined && time - earlier.time <= 30 * DAY) return earlier.data.stay_id
  const later = conversation.slice(index + 1).find(isNamed)
  if (later?.data.stay_id !== undefined && later.time - time <= 30 * DAY) return later.data.stay_id
  return null
}

/**
 * "Its home is the first of: its own property_id; the home whose announcement of its listing_id …; of its stay; the own
 * property_id of the nearest earlier message of its conversation that has one, else of the nearest later; unknown".
 * "A stay_id that no stay event knows … gives no home."
 */
function homeOf(
  facts: Facts,
  directory: Directory,
  stay: Stay | undefined,
  { data, time }: Message,
  { conversation, index }: Around,
): string | null {
  if (data.property_id !== undefined) return data.property_id
  const ofListing =
    data.listing_id === undefined ? null : homeOfListing(facts, directory, data.listing_id, time)
  if (ofListing !== null) return ofListing
  if (stay !== undefined) return stay.property_id
  const isNamed = (other: Message) => other.data.property_id !== undefined
  const neighbour =
    conversation.slice(0, index).findLast(isNamed) ?? conversation.slice(index + 1).find(isNamed)
  return neighbour?.data.property_id ?? null
}

/**
 * "A **thread** is …: the messages of one stay over all its conversations and channels …; without a stay, those
 * messages of the conversation that have none, cut where more than 30 days lie between two of them."
 */
function placeConversation(
  facts: Facts,
  directory: Directory,
  stays: ReadonlyMap<string, Stay>,
  conversation: readonly Message[],
): Placed[] {
  let part = 0
  let lastWithout: Message | null = null
  return conversation.map((message, index) => {
    const around = { conversation, index }
    const stay_id = stayOf(stays, message, around)
    const stay = stay_id === null ? undefined : stays.get(stay_id)
    const home = homeOf(facts, directory, stay, message, around)
    if (stay_id !== null) return { message, stay_id, home, thread: JSON.stringify([stay_id]) }
    if (lastWithout !== null && message.time - lastWithout.time > 30 * DAY) part += 1
    lastWithout = message
    return { message, stay_id, home, thread: JSON.stringify([message.data.conversation_id, part]) }
  })
}

/** "A conversation (the mark's own conversation_id) marked not_a_guest is left out", "whenever they were made". */
function conversationsLeftOut(facts: Facts): Set<string> {
  const marked = facts.marks.filter(({ data }) => data.mark === 'not_a_guest')
  const others = facts.chats.filter(({ data }) => kindOfChat(facts, data.conversation_id) !== 'guest')
  return new Set([...marked, ...others].map(({ data }) => data.conversation_id))
}

export function know(events: readonly unknown[], default_timezone: string): Known {
  const read = readEvents(events)
  const directory = readDirectory(read, default_timezone)
  const facts = lookedUp(read, directory)
  const stays = readStays(facts, directory)
  const leftOut = conversationsLeftOut(facts)
  const conversations = groupBy(facts.messages, ({ data }) => data.conversation_id)
  const ofMessage = new Map<Message, Placed>()
  for (const [conversation_id, conversation] of conversations)
    for (const placed of placeConversation(facts, directory, stays, conversation))
      ofMessage.set(placed.message, leftOut.has(conversation_id) ? { ...placed, thread: null } : placed)
  const placed = new Map<Message, Placed>()
  for (const message of facts.messages) {
    const one = ofMessage.get(message)
    if (one !== undefined) placed.set(message, one)
  }
  const reported = reportedFrom(read, default_timezone)
  const whole = wholeFromOf(read, reported, default_timezone)
  return { facts, directory, stays, placed, conversations, leftOut, reported, whole }
}
