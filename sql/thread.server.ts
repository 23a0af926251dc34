import type { Database } from './client.server.ts'
import type { Directory } from './directory.ts'
import { placeLoaded } from './facts/conversations.ts'
import { loadAround } from './facts/derive.server.ts'
import type { Stay } from './facts/message.ts'
import type { PlacedMark, PlacedMessage } from './facts/placed.ts'
import { inOrder } from './order.ts'
import { isInScope, isMomentInScope } from './gate.ts'
import { requireScope, type Scope } from './scope.ts'

/** One thing that somebody did in a thread; no text, no guest's identity. */
export interface ThreadStep {
  /** ms UTC */
  at: number
  what: 'message' | 'mark'
  role: string
  /** name of the manager or owner, null where none is told */
  person: string | null
  /** of messages */
  channel: string
  kind: string
  does: PlacedMessage['does']
  is_holding: boolean
  is_delivered: boolean
  topic: string
  /** of marks */
  mark: string
  /** '' where no home is known */
  property_id: string
  /** the message that was asked for */
  is_asked_for: boolean
}

export interface Thread {
  steps: ThreadStep[]
  /** messages of homes and dates outside the scope; null: the asker is not told whether there are any */
  left_out: number | null
  /** ended on a date of the scope */
  stay: { property_id: string; check_in_at: number; check_out_at: number } | null
}

/**
 * The thread that a conversation's message belongs to: over all conversations of its stay, as far as the asker may see.
 * @param at the moment of the guest's message, or one after it, ms UTC; null: the conversation's latest up to as_of
 * Which message is meant is found among those that he may see: what lies outside decides nothing.
 * @returns null where there is no such message
 */
export async function readThread(
  db: Database,
  directory: Directory,
  ask: { scope: Scope; conversation_id: string; at: number | null; as_of: number },
): Promise<Thread | null> {
  requireScope(ask.scope)
  const { loaded, versions } = await loadAround(db, directory, [ask.conversation_id])
  const { known, placed, marks: marksIn } = await placeLoaded(loaded, versions, directory)
  const marks = [...marksIn.values()].flat()
  const isSeen = ({ home, at }: { home: string; at: number }) =>
    at <= ask.as_of && isMomentInScope(ask.scope, directory, home, at)
  const own = placed.get(ask.conversation_id)?.filter(isSeen) ?? []
  const asked =
    own.findLast((message) => message.at === ask.at && message.role === 'guest') ??
    own.findLast(({ at }) => ask.at === null || at <= ask.at)
  if (asked === undefined) return null
  const belongs = (one: { unit: string; thread: number; at: number }) =>
    one.unit === asked.unit && one.thread === asked.thread && one.at <= ask.as_of
  const messages = [...placed.values()].flat().filter(belongs).sort(inOrder)
  const seen = messages.filter(isSeen)
  const seenMarks = marks.filter(
    (mark) =>
      belongs(mark) &&
      mark.message !== null &&
      isSeen(mark.message) &&
      isSeen({ home: mark.message.home, at: mark.at }),
  )
  return {
    steps: [
      ...seen.map((message) => stepOf(message, directory, message === asked)),
      ...seenMarks.map((mark) => markOf(mark, directory)),
    ].sort((a, b) => a.at - b.at),
    left_out: ask.scope.every_shift ? messages.length - seen.length : null,
    stay: ownStay(known.stays.get(asked.stay), ask.scope, directory),
  }
}

/** A stay belongs to the local date on which it ends. */
function ownStay(stay: Stay | undefined, scope: Scope, directory: Directory): Thread['stay'] {
  if (stay === undefined) return null
  return scope.unassigned || isInScope(scope, directory, stay.property_id, stay.check_out_date) ? stay : null
}

function stepOf(message: PlacedMessage, directory: Directory, is_asked_for: boolean): ThreadStep {
  return {
    at: message.at,
    what: 'message',
    role: message.is_autoresponse ? 'automation' : message.role,
    person: message.role === 'manager' ? nameOf(message.author_id, directory) : null,
    channel: message.channel,
    kind: message.kind,
    does: message.is_left_out ? 'nothing' : message.does,
    is_holding: message.holding,
    is_delivered: message.delivered,
    topic: message.role === 'guest' ? message.topic : '',
    mark: '',
    property_id: message.home,
    is_asked_for,
  }
}

function markOf(mark: PlacedMark, directory: Directory): ThreadStep {
  return {
    ...{ at: mark.at, what: 'mark', mark: mark.mark, role: mark.actor_role || 'manager' },
    person: mark.actor_role === 'owner' ? null : nameOf(mark.actor_id, directory),
    ...{ channel: '', kind: '', does: 'nothing', topic: '', is_holding: false, is_delivered: true },
    property_id: mark.message?.home ?? '',
    is_asked_for: false,
  }
}

function nameOf(manager_id: string, directory: Directory): string | null {
  return directory.managers.get(manager_id)?.name ?? (manager_id === '' ? null : manager_id)
}
