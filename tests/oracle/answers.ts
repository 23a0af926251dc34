/** What answers a waiting guest, and what only looks like it. */
import type { Mark, Message } from './events.ts'
import { isBefore, latest } from './order.ts'
import type { Known } from './placed.ts'
import { namedMessage, threadOfMark } from './placed.ts'
import { SECOND } from './zone.ts'

export interface Answer {
  event: Message | Mark
  time: number
  role: 'manager' | 'owner' | 'bot'
  /** The author's id, where he has one. */
  id: string | null
  /** It only promises an answer. */
  holding: boolean
}

/** What happened in one thread, in Order. */
export interface Step {
  event: Message | Mark
  time: number
  /** A guest's message that is no reaction. */
  guest: { needsReply: boolean; message: Message } | null
  answer: Answer | null
  /** A bot's message with handoff, delivered or not, no reaction. */
  handoff: boolean
  /** A mark taken, answered_elsewhere or no_reply_needed that has effect. */
  mark: Mark | null
}

function kindOf(message: Message): string {
  return message.data.kind ?? 'text'
}

/** "guest messages (not reactions)" */
export function isGuestMessage(message: Message): boolean {
  return message.data.author.role === 'guest' && kindOf(message) !== 'reaction'
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
    const meant =
      mark.data.message !== undefined
        ? namedMessage(known, mark)
        : latest(
            conversation,
            (message) =>
              ['manager', 'owner', 'bot'].includes(message.data.author.role) && isBefore(message, mark),
          )
    if (meant !== null && meant.data.author.role !== 'guest') undelivered.add(meant)
  }
  return undelivered
}

/**
 * "A manager's message without author.id, no call, missed_call, reaction or undelivered one, that comes at most
 * 5 s after a guest's message (no reaction) in its conversation is an autoresponder".
 */
export function isAutoresponse(known: Known, undelivered: ReadonlySet<Message>, message: Message): boolean {
  const { author, conversation_id } = message.data
  if (author.role !== 'manager' || author.id !== undefined) return false
  if (['call', 'missed_call', 'reaction'].includes(kindOf(message)) || undelivered.has(message)) return false
  const conversation = known.conversations.get(conversation_id) ?? []
  return conversation.some(
    (guest) => isGuestMessage(guest) && isBefore(guest, message) && message.time - guest.time <= 5 * SECOND,
  )
}

/**
 * "A message of a manager or an owner, or of a bot without `handoff`; a taken or returned call". "Not: reactions,
 * a missed_call (a call back that nobody took), undelivered messages …, anything of role automation."
 * "A **holding** answer of a manager or owner (a call never holds)".
 */
function answerOf(known: Known, undelivered: ReadonlySet<Message>, message: Message): Answer | null {
  const { author, handoff, holding } = message.data
  const kind = kindOf(message)
  if (author.role !== 'manager' && author.role !== 'owner' && author.role !== 'bot') return null
  if (author.role === 'bot' && handoff === true) return null
  if (kind === 'reaction' || kind === 'missed_call' || undelivered.has(message)) return null
  if (isAutoresponse(known, undelivered, message)) return null
  return {
    event: message,
    time: message.time,
    role: author.role,
    id: author.id ?? null,
    holding: holding === true && author.role !== 'bot' && kind !== 'call',
  }
}

function stepOfMessage(known: Known, undelivered: ReadonlySet<Message>, message: Message): Step {
  const { data } = message
  return {
    event: message,
    time: message.time,
    // "Guest messages with needs_reply false, and reactions, open nothing."
    guest: isGuestMessage(message) ? { needsReply: data.needs_reply !== false, message } : null,
    answer: answerOf(known, undelivered, message),
    handoff: data.author.role === 'bot' && data.handoff === true && kindOf(message) !== 'reaction',
    mark: null,
  }
}

/**
 * "a mark answered_elsewhere at its own time, credited to its actor (role manager where none is given; of another
 * role than manager or owner it has no effect)". "`taken` answers nothing."
 */
function stepOfMark(mark: Mark): Step | null {
  const { mark: word, actor } = mark.data
  if (word !== 'taken' && word !== 'answered_elsewhere' && word !== 'no_reply_needed') return null
  const step = { event: mark, time: mark.time, guest: null, handoff: false, mark }
  if (word !== 'answered_elsewhere') return { ...step, answer: null }
  const role = actor?.role ?? 'manager'
  if (role !== 'manager' && role !== 'owner') return null
  const answer: Answer = { event: mark, time: mark.time, role, id: actor?.id ?? null, holding: false }
  return { ...step, answer }
}

/** The steps of every thread, seen at as_of ("with `time = as_of` seen"), in Order. */
export function threadsAt(known: Known, as_of: number): Map<string, Step[]> {
  const undelivered = undeliveredMessages(known)
  const threads = new Map<string, Step[]>()
  const add = (thread: string | null, step: Step | null) => {
    if (thread === null || step === null || step.time > as_of) return
    const steps = threads.get(thread)
    if (steps === undefined) threads.set(thread, [step])
    else steps.push(step)
  }
  for (const { message, thread } of known.placed.values()) {
    add(thread, stepOfMessage(known, undelivered, message))
  }
  for (const mark of known.facts.marks) add(threadOfMark(known, mark), stepOfMark(mark))
  for (const steps of threads.values()) steps.sort((a, b) => (isBefore(a.event, b.event) ? -1 : 1))
  return threads
}
