/** What a wait is reached by, and where marks and incidents come in. */
import type { IncidentEvent, Mark, Message } from './events.ts'
import { isBefore, latest } from './order.ts'
import type { Known } from './placed.ts'

/** Where something comes in; thread null: in none that counts. */
export interface Place {
  thread: string | null
  conversation: string
}

/**
 * "A wait lives in its thread and in the conversation of the message that opened it. What comes in either reaches it".
 */
export function reaches(what: Place, wait: Place): boolean {
  return what.conversation === wait.conversation || (what.thread !== null && what.thread === wait.thread)
}

/** The message that a mark names by source and id, if it has arrived. */
export function namedMessage(known: Known, mark: Mark): Message | null {
  const { message } = mark.data
  if (message === undefined) return null
  return known.facts.messages.find(({ source, id }) => source === message.source && id === message.id) ?? null
}

/** "its conversation's latest message before it" */
function messageBefore(known: Known, mark: Mark): Message | null {
  const conversation = known.conversations.get(mark.data.conversation_id) ?? []
  return latest(conversation, (message) => isBefore(message, mark))
}

/**
 * "A mark's conversation is its own conversation_id. It belongs to the thread of its `message` (it has no effect before
 * that has arrived, or if that is later than the mark; undelivered and not_a_guest excepted), else to that of the
 * conversation's latest message before it." null: it has no effect. The marks of a conversation that is left out are
 * left out with it.
 */
export function placeOfMark(known: Known, mark: Mark): Place | null {
  const conversation = mark.data.conversation_id
  if (known.leftOut.has(conversation)) return null
  const threadOf = (message: Message | null) =>
    message === null ? null : (known.placed.get(message)?.thread ?? null)
  if (mark.data.message === undefined) return { thread: threadOf(messageBefore(known, mark)), conversation }
  const named = namedMessage(known, mark)
  if (named === null) return null
  const mayBeLater = mark.data.mark === 'undelivered' || mark.data.mark === 'not_a_guest'
  return mayBeLater || isBefore(named, mark) ? { thread: threadOf(named), conversation } : null
}

/** "of a mark that of the message meant, else of its conversation's latest message before it" */
export function homeOfMark(known: Known, mark: Mark): string | null {
  const homeOf = (message: Message | null) =>
    message === null ? null : (known.placed.get(message)?.home ?? null)
  return homeOf(namedMessage(known, mark)) ?? homeOf(messageBefore(known, mark))
}

/** That of its incident's first opened, whenever that came; else the event's own. */
export function homeOfIncident({ facts }: Known, { data }: IncidentEvent): string {
  const opened = facts.incidents.find(
    (event) => event.data.incident_id === data.incident_id && event.data.action === 'opened',
  )
  return opened?.data.property_id ?? data.property_id
}
