/** What answers a waiting guest, and what only looks like it. */
import { isShared } from './directory.ts'
import type { Mark, Message } from './events.ts'
import { inOrder, isBefore, latest } from './order.ts'
import type { Known } from './placed.ts'
import { homeOfMark, namedMessage, placeOfMark, type Place } from './reach.ts'
import { SECOND } from './zone.ts'

export interface Answer {
  time: number
  role: 'manager' | 'owner' | 'bot'
  /** The author's or actor's id, where he has one. */
  id: string | null
  home: string | null
  /** It only promises an answer. */
  holding: boolean
  /** Told by a mark, not seen. */
  isMark: boolean
}

/** Something that may open, prolong or end waits, and where it comes in. */
export interface Step extends Place {
  event: Message | Mark
  time: number
  /** A message of a guest, whatever its kind; `opens`: it is no reaction or note, and needs a reply. */
  guest: { message: Message; opens: boolean } | null
  answer: Answer | null
  /** A bot's message with handoff, delivered or not, no reaction. */
  handoff: boolean
  /** A mark no_reply_needed. */
  noReply: Mark | null
}

function isOfKind(message: Message, ...kinds: string[]): boolean {
  return kinds.includes(message.data.kind ?? 'text')
}

/** "guest messages (not reactions or notes)" */
export function isGuestMessage(message: Message): boolean {
  return message.data.author.role === 'guest' && !isOfKind(message, 'reaction', 'note')
}

/**
 * "undelivered messages (`delivered: false`, or a mark undelivered for it; without `message` that mark means the
 * conversation's latest message sent with role manager, owner or bot before it; for a guest's message it has no
 * effect)", "whenever they were made".
 */
export function undeliveredMessages(known: Known): ReadonlySet<Message> {
  const undelivered = new Set(known.facts.messages.filter(({ data }) => data.delivered === false))
  for (const mark of known.facts.marks) {
    if (mark.data.mark !== 'undelivered' || known.leftOut.has(mark.data.conversation_id)) continue
    const conversation = known.conversations.get(mark.data.conversation_id) ?? []
    const isSent = ({ data }: Message) => ['manager', 'owner', 'bot'].includes(data.author.role)
    const meant =
      mark.data.message === undefined
        ? latest(conversation, (message) => isSent(message) && isBefore(message, mark))
        : namedMessage(known, mark)
    if (meant !== null && meant.data.author.role !== 'guest') undelivered.add(meant)
  }
  return undelivered
}

/** "no id, or that of a manager announced as `shared`" */
export function isNameless({ facts }: Known, id: string | null | undefined): boolean {
  return id == null || isShared(facts, id)
}

/**
 * "A manager's message without author.id or with that of a shared account, no call, missed_call, reaction, note or
 * undelivered one, that comes at most 5 s after a guest's message (no reaction) in its conversation is an autoresponder".
 */
export function isAutoresponse(known: Known, undelivered: ReadonlySet<Message>, message: Message): boolean {
  const { author, conversation_id } = message.data
  if (author.role !== 'manager' || !isNameless(known, author.id)) return false
  if (isOfKind(message, 'call', 'missed_call', 'reaction', 'note') || undelivered.has(message)) return false
  const conversation = known.conversations.get(conversation_id) ?? []
  return conversation.some(
    (guest) =>
      guest.data.author.role === 'guest' &&
      !isOfKind(guest, 'reaction') &&
      isBefore(guest, message) &&
      message.time - guest.time <= 5 * SECOND,
  )
}

/**
 * "A message of a manager or an owner, or of a bot without `handoff`; a taken or returned call". "Not: reactions,
 * internal notes (kind note: nobody outside sees it), a missed_call (a call back that nobody took), undelivered messages
 * …, anything of role automation." "A **holding** answer of a manager or owner (a call never holds)".
 */
function answerOfMessage(known: Known, undelivered: ReadonlySet<Message>, message: Message): Answer | null {
  const { author, handoff, holding } = message.data
  const { role } = author
  if (role !== 'manager' && role !== 'owner' && role !== 'bot') return null
  if (role === 'bot' && handoff === true) return null
  if (isOfKind(message, 'reaction', 'note', 'missed_call') || undelivered.has(message)) return null
  if (isAutoresponse(known, undelivered, message)) return null
  return {
    time: message.time,
    role,
    id: author.id ?? null,
    home: known.placed.get(message)?.home ?? null,
    holding: holding === true && role !== 'bot' && !isOfKind(message, 'call'),
    isMark: false,
  }
}

/**
 * "a mark answered_elsewhere at its own time, credited to its actor (role manager where none is given; of another role
 * than manager or owner it has no effect)". "`taken` answers nothing."
 */
function answerOfMark(known: Known, mark: Mark): Answer | null {
  if (mark.data.mark !== 'answered_elsewhere') return null
  const { role, id } = mark.data.actor ?? { role: 'manager' }
  if (role !== 'manager' && role !== 'owner') return null
  const home = homeOfMark(known, mark)
  return { time: mark.time, role, id: id ?? null, home, holding: false, isMark: true }
}

/** Everything seen at as_of ("with `time = as_of` seen") that counts for waits, in Order. */
export function stepsAt(known: Known, as_of: number): Step[] {
  const undelivered = undeliveredMessages(known)
  const steps: Step[] = []
  for (const { message, thread } of known.placed.values()) {
    if (thread === null || message.time > as_of) continue
    const { author, conversation_id, handoff, needs_reply } = message.data
    // "Guest messages with needs_reply false, reactions and notes open nothing."
    const opens = isGuestMessage(message) && needs_reply !== false
    steps.push({
      event: message,
      time: message.time,
      thread,
      conversation: conversation_id,
      guest: author.role === 'guest' ? { message, opens } : null,
      answer: answerOfMessage(known, undelivered, message),
      handoff: author.role === 'bot' && handoff === true && !isOfKind(message, 'reaction'),
      noReply: null,
    })
  }
  for (const mark of known.facts.marks) {
    const place = placeOfMark(known, mark)
    if (place === null || mark.time > as_of) continue
    const answer = answerOfMark(known, mark)
    const noReply = mark.data.mark === 'no_reply_needed' ? mark : null
    steps.push({ ...place, event: mark, time: mark.time, guest: null, answer, handoff: false, noReply })
  }
  return steps.sort((a, b) => inOrder(a.event, b.event))
}
