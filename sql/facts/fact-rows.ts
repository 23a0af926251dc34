import { zoneOf, type Directory } from '../directory/directory.ts'
import { DAY_MS, localHourOf } from '../time/zone.ts'
import { messageKey, type Stay } from './message.ts'
import type { PlacedMark, PlacedMessage } from './placed.ts'
import { isOffHours, localHourOfMessage, stageOf, type Folded, type Turn } from './turns.ts'

/** Columns of turn_facts, in the order in which cellsOf gives them. */
export const TURN_COLUMNS = [
  'property_id', 'month', 'thread_group', 'guest', 'first_at',
  'conversation_id', 'thread', 'opened_at', 'local_hour', 'is_first', 'is_night', 'is_off_hours', 'due_at',
  'date', 'answered_at', 'answered_role', 'answered_by', 'answered_home', 'handoff_at',
  'human_reply_at', 'held_at', 'marked_at', 'dismissed_at', 'reasked', 'channel', 'language', 'topic', 'stage',
  'm_at', 'm_kind', 'm_local_hour', 'm_called_at', 'm_channel', 'm_language', 'm_topic', 'm_stage',
  'version', 'is_deleted',
] as const // prettier-ignore

/** Columns of act_facts. */
export const ACT_COLUMNS = [
  'month',
  'person_id',
  'thread_group',
  'at',
  'thread',
  'conversation_id',
  'property_id',
  'version',
  'is_deleted',
] as const

/**
 * Stands for owners in act_facts: their messages and marks, and each owner_notified, all with their home. No id has a
 * line feed, so it is nobody else's.
 */
export const OWNER_PERSON = '\nowner'

/** Stands in act_facts for managers whose acts carry no id. */
export const UNNAMED_PERSON = '\nunnamed'

/** Stands in act_facts for everybody who writes to guests: each delivered message of a manager, an owner or a bot. */
export const ANYBODY = '\nanybody'

/** Columns of service_facts. */
export const SERVICE_COLUMNS = [
  'property_id', 'stay_id', 'template', 'template_at', 'template_channel',
  'opened_at', 'channel', 'is_night', 'due_at', 'answered_at', 'held_at', 'dismissed_at', 'version', 'is_deleted',
] as const // prettier-ignore

const TURN_ARRAYS = 23
const MESSAGE_ARRAYS = 8

/** The messages and marks of one group, whole, and what they come to. */
export interface ThreadGroup extends Folded {
  thread_group: string
  messages: PlacedMessage[]
  marks: PlacedMark[]
  version: number
}

export interface Settings {
  directory: Directory
  /** messageKey() of what is marked undelivered */
  undelivered: ReadonlySet<string>
  stays: ReadonlyMap<string, Stay>
  /** public holidays, local dates as days */
  holidays: ReadonlySet<number>
}

/** Key of a row of facts within its thread group: UTC month, and the home or person. */
export function cellKey(id: string, at: number): string {
  return `${monthOf(at)} ${id}`
}

const months = new Map<number, string>()

/** First day of the UTC month, as YYYY-MM-DD. */
export function monthOf(at: number): string {
  const day = Math.floor(at / DAY_MS)
  let month = months.get(day)
  if (month === undefined) {
    month = `${new Date(at).toISOString().slice(0, 7)}-01`
    months.set(day, month)
  }
  return month
}

/**
 * Rows of turn_facts of one thread group: one for each home and month in which it has something, and a deleted one for each in
 * which it can have had something before.
 */
export function cellsOf(group: ThreadGroup, possible: ReadonlySet<string>, settings: Settings): unknown[][] {
  const { turns, missedCalls } = group
  const cells = new Map<string, { first_at: number; turns: Turn[]; messages: PlacedMessage[] }>()
  const cellOf = (home: string, at: number) => {
    const key = cellKey(home, at)
    let cell = cells.get(key)
    if (cell === undefined) cells.set(key, (cell = { first_at: at, turns: [], messages: [] }))
    cell.first_at = Math.min(cell.first_at, at)
    return cell
  }
  for (const message of group.messages) {
    const cell = cellOf(message.home, message.at)
    if (message.is_left_out) continue
    if (message.is_autoresponse || isGuestMessage(message)) cell.messages.push(message)
  }
  for (const turn of turns) cellOf(turn.opening.home, turn.opening.at).turns.push(turn)
  const stay = group.thread_group.startsWith('stay:')
    ? settings.stays.get(group.thread_group.slice(5))
    : undefined
  const guest = stay?.is_return == null ? '' : stay.is_return ? 'returning' : 'new'
  const called = new Map(missedCalls.map((missed) => [missed.call, missed.called_at]))
  const rows: unknown[][] = [...cells].map(([key, cell]) => [
    key.slice(11), key.slice(0, 10), group.thread_group, guest, cell.first_at,
    ...turnArrays(cell.turns, settings),
    ...messageArrays(cell.messages, called, settings),
    group.version, 0,
  ]) // prettier-ignore
  for (const key of possible) {
    if (cells.has(key)) continue
    const empty = new Array<unknown>(TURN_ARRAYS + MESSAGE_ARRAYS).fill([])
    rows.push([key.slice(11), key.slice(0, 10), group.thread_group, '', 0, ...empty, group.version, 1])
  }
  return rows
}

/**
 * Rows of service_facts of a stay's thread group: one for each home at which it has something, and a deleted one for each at which
 * it can have had something before.
 */
export function serviceRows(
  { thread_group, messages, turns, version }: ThreadGroup,
  possible: ReadonlySet<string>,
  { undelivered }: Settings,
): unknown[][] {
  const homes = new Set([...possible].map((key) => key.slice(11)))
  const isSent = (message: PlacedMessage) =>
    message.role === 'automation' &&
    message.template !== '' &&
    message.delivered &&
    !message.is_left_out &&
    !undelivered.has(messageKey(message.source, message.id))
  return [...homes].map((home) => {
    const sent = messages.filter((message) => message.home === home && isSent(message))
    const own = turns
      .filter(({ opening }) => opening.home === home)
      .sort((a, b) => a.opening.at - b.opening.at)
    return [
      home, thread_group.slice('stay:'.length), sent.map(({ template }) => template), sent.map(({ at }) => at),
      sent.map(({ channel }) => channel), own.map((turn) => turn.opening.at), own.map((turn) => turn.opening.channel),
      own.map((turn) => Number(turn.is_night)), own.map((turn) => turn.due_at), own.map((turn) => turn.answered_at),
      own.map((turn) => turn.held_at), own.map((turn) => turn.dismissed_at), version,
      Number(sent.length === 0 && own.length === 0),
    ] // prettier-ignore
  })
}

/** guest_messages counts it: not a reaction, nor an internal note. */
function isGuestMessage({ role, kind }: PlacedMessage): boolean {
  return role === 'guest' && kind !== 'reaction' && kind !== 'note'
}

function turnArrays(turns: readonly Turn[], { directory, holidays }: Settings): unknown[][] {
  const hours = turns.map((turn) => localHourOfMessage(turn.opening, directory))
  return [
    turns.map((turn) => turn.opening.conversation_id),
    turns.map((turn) => turn.opening.thread),
    turns.map((turn) => turn.opening.at),
    hours,
    turns.map((turn) => Number(turn.is_first)),
    turns.map((turn) => Number(turn.is_night)),
    hours.map((hour) => Number(isOffHours(hour, holidays))),
    turns.map((turn) => turn.due_at),
    turns.map((turn) => turn.date),
    turns.map((turn) => turn.answered_at),
    turns.map((turn) => turn.answered_role),
    turns.map((turn) => turn.answered_by),
    turns.map((turn) => turn.answered_home),
    turns.map((turn) => turn.handoff_at),
    turns.map((turn) => turn.human_reply_at),
    turns.map((turn) => turn.held_at),
    turns.map((turn) => turn.marked_at),
    turns.map((turn) => turn.dismissed_at),
    turns.map((turn) => turn.reasked),
    turns.map((turn) => turn.opening.channel),
    turns.map((turn) => turn.opening.language),
    turns.map((turn) => turn.opening.topic),
    turns.map((turn) => turn.stage),
  ]
}

function messageArrays(
  messages: readonly PlacedMessage[],
  called: ReadonlyMap<PlacedMessage, number>,
  settings: Settings,
): unknown[][] {
  return [
    messages.map((message) => message.at),
    messages.map((message) =>
      message.is_autoresponse ? 'autoresponse' : message.kind === 'missed_call' ? 'missed_call' : 'guest',
    ),
    messages.map((message) => localHourOf(zoneOf(settings.directory, message.home), message.at)),
    messages.map((message) => called.get(message) ?? 0),
    messages.map((message) => message.channel),
    messages.map((message) => message.language),
    messages.map((message) => message.topic),
    messages.map((message) => stageOf(message, settings.stays)),
  ]
}
