import { readMarkArrivals } from './arrivals.server.ts'
import type { Database } from './db/client.server.ts'
import { minuteSources, type Directory } from './directory/directory.ts'
import { placeLoaded } from './facts/conversations.ts'
import { loadAround } from './facts/derive.server.ts'
import type { Stay } from './facts/message.ts'
import type { PlacedMark, PlacedMessage } from './facts/placed.ts'
import { foldTurns } from './facts/turns.ts'
import { identityOf, inOrder } from './order.ts'
import { isInScope, isMomentInScope } from './directory/gate.ts'
import { requireScope, type Scope } from './directory/scope.ts'

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
  /** of marks: when it came in, ms UTC, where it was said afterwards (sql/arrivals.server.ts) */
  received_at: number | null
  /** '' where no home is known */
  property_id: string
  /** of the same chat about another stay or home, and yet it ended a wait of this thread (docs/rules.md#reach) */
  is_beside: boolean
  /** the message that was asked for */
  is_requested: boolean
}

export interface Thread {
  steps: ThreadStep[]
  /** messages of homes and dates outside the scope; null: the asker is not told whether there are any */
  left_out: number | null
  /** times of it have no seconds */
  is_to_minute: boolean
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
  query: { scope: Scope; conversation_id: string; at: number | null; as_of: number },
): Promise<Thread | null> {
  requireScope(query.scope)
  const { loaded, versions } = await loadAround(db, directory, [query.conversation_id])
  const { known, placed, marks: marksIn } = await placeLoaded(loaded, versions, directory)
  const marks = [...marksIn.values()].flat()
  const isSeen = ({ home, at }: { home: string; at: number }) =>
    at <= query.as_of && isMomentInScope(query.scope, directory, home, at)
  const own = placed.get(query.conversation_id)?.filter(isSeen) ?? []
  const requested =
    own.findLast((message) => message.at === query.at && message.role === 'guest') ??
    own.findLast(({ at }) => query.at === null || at <= query.at)
  if (requested === undefined) return null
  const belongs = (one: { thread_group: string; thread: number; at: number }) =>
    one.thread_group === requested.thread_group && one.thread === requested.thread && one.at <= query.as_of
  const every = [...placed.values()].flat().sort(inOrder)
  const isReaching = reachedFrom(every, marks, { directory, stays: known.stays }, belongs)
  const reaches = (one: PlacedMessage | PlacedMark) => one.at <= query.as_of && isReaching(one)
  const messages = every.filter((message) => belongs(message) || reaches(message))
  const seen = messages.filter(isSeen)
  const seenMarks = marks.filter(
    (mark) =>
      (belongs(mark) || reaches(mark)) &&
      mark.message !== null &&
      isSeen(mark.message) &&
      isSeen({ home: mark.message.home, at: mark.at }),
  )
  const received = await markReceived(db, seenMarks)
  const minutes = new Set(minuteSources(directory))
  return {
    steps: [
      ...seen.map((message) => ({
        ...stepOf(message, directory, message === requested),
        is_beside: !belongs(message),
      })),
      ...seenMarks.map((mark) => ({
        ...markOf(mark, directory),
        is_beside: !belongs(mark),
        received_at: received(mark),
      })),
    ].sort((a, b) => a.at - b.at),
    is_to_minute: seen.some(({ source }) => minutes.has(source)),
    left_out: query.scope.every_shift ? messages.length - seen.length : null,
    stay: ownStay(known.stays.get(requested.stay), query.scope, directory),
  }
}

/**
 * What ended or took over a wait of the thread from the same chat, though it is about another stay or home.
 * @param belongs whether something is of the thread, by as_of
 */
function reachedFrom(
  messages: readonly PlacedMessage[],
  marks: readonly PlacedMark[],
  known: Parameters<typeof foldTurns>[2],
  belongs: (one: PlacedMessage) => boolean,
): (one: { conversation_id: string; at: number }) => boolean {
  const { turns } = foldTurns(
    messages.filter(({ is_left_out }) => !is_left_out),
    marks.filter(({ is_effective }) => is_effective).sort(inOrder),
    known,
  )
  const moments = new Set(
    turns
      .filter(({ opening }) => belongs(opening))
      .flatMap(({ opening, answered_at, handoff_at, human_reply_at, marked_at, dismissed_at }) =>
        [answered_at, handoff_at, human_reply_at, marked_at, dismissed_at].map(
          (at) => `${opening.conversation_id} ${at}`,
        ),
      ),
  )
  return ({ conversation_id, at }) => moments.has(`${conversation_id} ${at}`)
}

/** When marks came in that were said afterwards; null: at once. */
async function markReceived(
  db: Database,
  marks: readonly PlacedMark[],
): Promise<(mark: PlacedMark) => number | null> {
  if (marks.length === 0) return () => null
  const moments = marks.map(({ at }) => at)
  const arrivals = await readMarkArrivals(db, {
    from_at: Math.min(...moments),
    until_at: Math.max(...moments),
  })
  const received = new Map(arrivals.map((one) => [identityOf(one.key, one), one.received_at]))
  return (mark) => received.get(identityOf(mark.conversation_id, mark)) ?? null
}

/** A stay belongs to the local date on which it ends. */
function ownStay(stay: Stay | undefined, scope: Scope, directory: Directory): Thread['stay'] {
  if (stay === undefined) return null
  return scope.unassigned || isInScope(scope, directory, stay.property_id, stay.check_out_date) ? stay : null
}

function stepOf(
  message: PlacedMessage,
  directory: Directory,
  is_requested: boolean,
): Omit<ThreadStep, 'is_beside'> {
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
    received_at: null,
    property_id: message.home,
    is_requested,
  }
}

function markOf(mark: PlacedMark, directory: Directory): Omit<ThreadStep, 'is_beside' | 'received_at'> {
  return {
    at: mark.at,
    what: 'mark',
    mark: mark.mark,
    role: mark.actor_role || 'manager',
    person: mark.actor_role === 'owner' ? null : nameOf(mark.actor_id, directory),
    channel: '',
    kind: '',
    does: 'nothing',
    topic: '',
    is_holding: false,
    is_delivered: true,
    property_id: mark.message?.home ?? '',
    is_requested: false,
  }
}

function nameOf(manager_id: string, directory: Directory): string | null {
  return directory.managers.get(manager_id)?.name ?? (manager_id === '' ? null : manager_id)
}
