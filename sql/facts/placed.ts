import { isNamed, zoneOf, type Directory } from '../directory/directory.ts'
import { DAY_MS, localDay } from '../time/zone.ts'
import { messageKey, type Mark, type Message, type Stay } from './message.ts'

const NEIGHBOUR_MS = 30 * DAY_MS
const BEFORE_STAY_MS = 365 * DAY_MS
const AFTER_STAY_MS = 7 * DAY_MS
const AUTORESPONSE_MS = 5_000

/** A message with its thread, its home, and what it does there. Until it is placed they are blank. */
export interface PlacedMessage extends Message {
  /** 'stay:ID', or 'chat:ID' for a conversation's messages that have no stay */
  thread_group: string
  /** within the group: 0 for stays, the time of the thread's first message for chats */
  thread: number
  /** group and thread as one string: the same string for all messages of a thread in a conversation */
  thread_key: string
  stay: string
  /** '' where no home is known */
  home: string
  /** what it does: a guest asks (opens a wait) or adds; staff answer or hand off; all else does nothing */
  does: 'asks' | 'adds' | 'answers' | 'hands_off' | 'nothing'
  is_autoresponse: boolean
  /** its conversation is not_a_guest: in no figure of turns */
  is_left_out: boolean
}

/** A mark with the thread it belongs to, and the message it means. */
export interface PlacedMark extends Mark {
  thread_group: string
  thread: number
  /** '' where it belongs to none */
  thread_key: string
  /** the message named, or the conversation's latest before the mark; null where there is none */
  message: PlacedMessage | null
  /** whether the message is known, and not later than the mark */
  is_effective: boolean
  /** that of the message, else of the conversation's latest message before the mark; '' where neither has one */
  home: string
}

/** What placing needs to know beyond the conversation itself. */
export interface Known {
  directory: Directory
  stays: ReadonlyMap<string, Stay>
  staysOfGuest: ReadonlyMap<string, readonly Stay[]>
  /** messageKey() of what is marked undelivered; conversations marked not_a_guest */
  undelivered: ReadonlySet<string>
  notGuests: ReadonlySet<string>
}

/**
 * Places the messages of one conversation (docs/rules.md#which-stay-which-home, #what-answers): fills in what is
 * blank. In place, because a copy of each message took half of a derivation.
 * @param messages all of the conversation, in order
 */
export function placeConversation(messages: readonly PlacedMessage[], known: Known): void {
  const guest_id = messages.find((message) => message.guest_id !== '')?.guest_id ?? ''
  const ownStays = nearestOwn(messages, 'stay_id')
  const ownHomes = nearestOwn(messages, 'property_id')
  let lastGuestAt = -Infinity
  let threadStart = 0
  let threadLast = -Infinity
  let before: PlacedMessage | undefined
  for (const [index, message] of messages.entries()) {
    message.stay =
      message.stay_id ||
      guestsStay(message.guest_id || guest_id, message.at, known) ||
      within(ownStays, index, message.at)
    if (message.stay === '') {
      if (message.at - threadLast > NEIGHBOUR_MS) threadStart = message.at
      threadLast = message.at
    }
    message.home =
      homeOf(message, known) || (ownHomes?.earlier[index]?.value ?? ownHomes?.later[index]?.value ?? '')
    message.thread = message.stay === '' ? threadStart : 0
    if (before?.stay === message.stay && before.thread === message.thread) {
      message.thread_group = before.thread_group
      message.thread_key = before.thread_key
    } else {
      message.thread_group = message.stay === '' ? `chat:${message.conversation_id}` : `stay:${message.stay}`
      message.thread_key =
        message.stay === '' ? `${message.thread_group} ${message.thread}` : message.thread_group
    }
    before = message
    message.is_autoresponse = isAutoresponder(message, lastGuestAt, known)
    message.does = doesWhat(message, known)
    message.is_left_out = known.notGuests.has(message.conversation_id)
    if (message.role === 'guest' && message.kind !== 'reaction') lastGuestAt = message.at
  }
}

/**
 * The stay of the guest that is nearest in time, among those not cancelled whose [check_in − 365 d, check_out + 7 d]
 * holds the moment. Inside a stay the distance is 0, else that to the nearer edge; equal: the earlier check_in, then the smaller stay_id.
 */
function guestsStay(guest_id: string, at: number, known: Known): string {
  if (guest_id === '') return ''
  let nearest: { stay: Stay; distance: number } | undefined
  for (const stay of known.staysOfGuest.get(guest_id) ?? []) {
    if (stay.status === 'cancelled') continue
    if (at < stay.check_in_at - BEFORE_STAY_MS || at > stay.check_out_at + AFTER_STAY_MS) continue
    // a stay that is out on the day on which it is in has its later edge first
    const isInside = at >= stay.check_in_at && at <= stay.check_out_at
    const distance = isInside
      ? 0
      : Math.min(Math.abs(stay.check_in_at - at), Math.abs(at - stay.check_out_at))
    // the stays come by check_in, then stay_id, so an equal distance leaves the earlier one
    if (nearest === undefined || distance < nearest.distance) nearest = { stay, distance }
  }
  return nearest?.stay.stay_id ?? ''
}

/** Own home, else that of the listing, else that of the stay; '' where none of them tells. */
function homeOf(message: PlacedMessage, known: Known): string {
  if (message.property_id !== '') return message.property_id
  const listed =
    message.listing_id === '' ? undefined : listedAt(known.directory, message.listing_id, message.at)
  return listed ?? known.stays.get(message.stay)?.property_id ?? ''
}

/** The home whose announcement of a listing had begun last on that day in its own zone; of equal ones the last announced. */
function listedAt(directory: Directory, listing_id: string, at: number): string | undefined {
  let found: { property_id: string; since: number } | undefined
  for (const announced of directory.listings.get(listing_id) ?? []) {
    if (found !== undefined && announced.since < found.since) continue
    if (announced.since > localDay(zoneOf(directory, announced.property_id), at)) continue
    found = announced
  }
  return found?.property_id
}

interface Neighbour {
  value: string
  at: number
}

/**
 * For every message, the nearest earlier and the nearest later message (itself apart) that tells a value of its own;
 * null where it makes no difference, because all tell one.
 */
function nearestOwn(messages: readonly Message[], member: 'stay_id' | 'property_id') {
  if (messages.every((message) => message[member] !== '')) return null
  const earlier: (Neighbour | undefined)[] = []
  const later: (Neighbour | undefined)[] = []
  let found: Neighbour | undefined
  for (const message of messages) {
    earlier.push(found)
    if (message[member] !== '') found = { value: message[member], at: message.at }
  }
  found = undefined
  for (const message of messages.toReversed()) {
    later.push(found)
    if (message[member] !== '') found = { value: message[member], at: message.at }
  }
  return { earlier, later: later.reverse() }
}

function within(neighbours: ReturnType<typeof nearestOwn>, index: number, at: number): string {
  const earlier = neighbours?.earlier[index]
  if (earlier !== undefined && at - earlier.at <= NEIGHBOUR_MS) return earlier.value
  const later = neighbours?.later[index]
  return later !== undefined && later.at - at <= NEIGHBOUR_MS ? later.value : ''
}

/** A manager's message that names no person and comes at most 5 s after a guest's in its conversation. */
function isAutoresponder(message: Message, lastGuestAt: number, known: Known): boolean {
  return (
    message.role === 'manager' &&
    message.at - lastGuestAt <= AUTORESPONSE_MS &&
    !isNamed(known.directory, message.author_id) &&
    !['call', 'missed_call', 'reaction', 'note'].includes(message.kind) &&
    isDelivered(message, known)
  )
}

function doesWhat(message: PlacedMessage, known: Known): PlacedMessage['does'] {
  if (message.kind === 'reaction') return 'nothing'
  switch (message.role) {
    case 'guest':
      return message.needs_reply && message.kind !== 'note' ? 'asks' : 'adds'
    case 'bot':
      if (message.handoff) return 'hands_off'
      break
    case 'manager':
      if (message.is_autoresponse) return 'nothing'
      break
    case 'owner':
      break
    default:
      return 'nothing'
  }
  const isHeard = message.kind !== 'missed_call' && message.kind !== 'note'
  return isHeard && isDelivered(message, known) ? 'answers' : 'nothing'
}

function isDelivered(message: Message, known: Known): boolean {
  return message.delivered && !known.undelivered.has(messageKey(message.source, message.id))
}
