import { policyAt, zoneOf, type Directory } from '../directory.ts'
import { inOrder } from '../order.ts'
import { isNight, type Policy } from '../policy.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, slotOf } from '../zone.ts'
import type { Stay } from './message.ts'
import type { PlacedMark, PlacedMessage } from './placed.ts'

const REASKED_MS = 15 * MINUTE_MS
const DISMISS_MS = DAY_MS
const ARRIVAL_BEFORE_MS = 2 * HOUR_MS
const ARRIVAL_AFTER_MS = 3 * HOUR_MS

export type Stage = 'enquiry' | 'before' | 'arrival' | 'stay' | 'after'

/** What one guest waited for. Times in ms UTC, 0 where it has not happened; see sql/schema/0003_facts.sql. */
export interface Turn {
  opening: PlacedMessage
  is_first: boolean
  is_night: boolean
  due_at: number
  answered_at: number
  answered_role: string
  answered_by: string
  handoff_at: number
  human_reply_at: number
  held_at: number
  dismissed_at: number
  /** turns of the thread that opened within 15 minutes after the bot's answer: [opened, dismissed or 0, …] */
  reasked: number[]
  stage: Stage
}

/** A missed call of a guest, and the first answer of a person in its thread after it (0: none). */
export interface MissedCall {
  call: PlacedMessage
  called_at: number
}

type Item = { message: PlacedMessage; mark?: undefined } | { mark: PlacedMark; message?: undefined }

/**
 * Folds one thread into its turns (metrics.md, Turns).
 * @param messages of the thread, without those of conversations that are not_a_guest
 * @param marks that belong to the thread, likewise
 */
export function foldThread(
  messages: readonly PlacedMessage[],
  marks: readonly PlacedMark[],
  known: { directory: Directory; stays: ReadonlyMap<string, Stay> },
): { turns: Turn[]; missedCalls: MissedCall[] } {
  const turns: Turn[] = []
  const missedCalls: MissedCall[] = []
  const items = itemsInOrder(messages, marks)
  let waiting: Turn | null = null
  for (const [index, item] of items.entries()) {
    const answer = answerOf(item)
    if (answer !== null) {
      if (waiting !== null) {
        waiting.answered_at = answer.at
        waiting.answered_role = answer.role
        waiting.answered_by = answer.by
        if (answer.holds) waiting.held_at = heldAt(items, index, answer.at, waiting, known.directory)
        waiting = null
      }
      if (answer.role !== 'bot') {
        const last = turns.at(-1)
        if (last !== undefined && last.human_reply_at === 0) last.human_reply_at = answer.at
        for (const missed of missedCalls) if (missed.called_at === 0) missed.called_at = answer.at
      }
    } else if (item.message?.does === 'hands_off') {
      if (waiting?.handoff_at === 0) waiting.handoff_at = item.message.at
    } else if (item.message?.does === 'asks' && waiting === null) {
      waiting = opened(item.message, turns.length === 0, known)
      turns.push(waiting)
    } else if (item.mark?.mark === 'no_reply_needed' && waiting !== null && dismisses(item.mark, waiting)) {
      waiting.dismissed_at = item.mark.at
      waiting = null
    }
    if (item.message?.role === 'guest' && item.message.kind === 'missed_call')
      missedCalls.push({ call: item.message, called_at: 0 })
  }
  for (const [index, turn] of turns.entries())
    if (turn.answered_role === 'bot') turn.reasked = reaskedAfter(turns, index)
  return { turns, missedCalls }
}

function itemsInOrder(messages: readonly PlacedMessage[], marks: readonly PlacedMark[]): Item[] {
  const items: Item[] = messages.map((message) => ({ message }))
  if (marks.length === 0) return items
  items.push(...marks.map((mark) => ({ mark })))
  return items.sort((a, b) => inOrder(a.message ?? a.mark, b.message ?? b.mark))
}

interface Answer {
  at: number
  role: string
  by: string
  holds: boolean
}

/** What answers: a message of staff, a bot or an owner, or a mark answered_elsewhere, credited to its actor. */
function answerOf({ message, mark }: Item): Answer | null {
  if (message !== undefined) {
    if (message.does !== 'answers') return null
    return {
      at: message.at,
      role: message.role,
      by: message.author_id,
      holds: message.holding && message.kind !== 'call',
    }
  }
  if (mark.mark !== 'answered_elsewhere' || !isPerson(mark.actor_role || 'manager')) return null
  return { at: mark.at, role: mark.actor_role || 'manager', by: mark.actor_id, holds: false }
}

function isPerson(role: string): boolean {
  return role === 'manager' || role === 'owner'
}

function opened(
  opening: PlacedMessage,
  is_first: boolean,
  known: { directory: Directory; stays: ReadonlyMap<string, Stay> },
): Turn {
  const policy = policyAt(known.directory, opening.home, opening.at)
  const is_night = isNight(policy, zoneOf(known.directory, opening.home), opening.at)
  return {
    opening,
    is_first,
    is_night,
    due_at: opening.at + 1000 * (is_night ? policy.night_answer_within_s : policy.answer_within_s),
    answered_at: 0,
    answered_role: '',
    answered_by: '',
    handoff_at: 0,
    human_reply_at: 0,
    held_at: 0,
    dismissed_at: 0,
    reasked: [],
    stage: stageOf(opening, known.stays),
  }
}

/**
 * When the promise of a holding answer is broken: follow_up_within_s after it, unless by then a person answers without
 * holding, or marks the thread taken, answered_elsewhere or no_reply_needed. 0 where it is kept.
 */
function heldAt(items: readonly Item[], index: number, at: number, turn: Turn, directory: Directory): number {
  const policy: Policy = policyAt(directory, turn.opening.home, turn.opening.at)
  const limit = at + 1000 * policy.follow_up_within_s
  for (const item of items.slice(index + 1)) {
    if ((item.message ?? item.mark).at > limit) break
    if (item.mark?.mark === 'taken' || item.mark?.mark === 'no_reply_needed') return 0
    const answer = answerOf(item)
    if (answer !== null && answer.role !== 'bot' && !answer.holds) return 0
  }
  return limit
}

/** A mark no_reply_needed for a guest's message of the turn, or without one, within 24 h of the opening. */
function dismisses(mark: PlacedMark, turn: Turn): boolean {
  if (mark.at - turn.opening.at > DISMISS_MS) return false
  if (mark.message_id === '') return true
  const { message } = mark
  return (
    message !== null &&
    message.role === 'guest' &&
    message.kind !== 'reaction' &&
    inOrder(message, turn.opening) >= 0
  )
}

function reaskedAfter(turns: readonly Turn[], index: number): number[] {
  const limit = (turns[index]?.answered_at ?? 0) + REASKED_MS
  const reasked: number[] = []
  for (const next of turns.slice(index + 1)) {
    if (next.opening.at > limit) break
    reasked.push(next.opening.at, next.dismissed_at)
  }
  return reasked
}

/** enquiry: no stay, or before its first event; then by its check_in and check_out. */
export function stageOf(message: PlacedMessage, stays: ReadonlyMap<string, Stay>): Stage {
  const stay = stays.get(message.stay)
  if (stay === undefined || message.at < stay.known_at) return 'enquiry'
  if (message.at < stay.check_in_at - ARRIVAL_BEFORE_MS) return 'before'
  if (message.at < stay.check_in_at + ARRIVAL_AFTER_MS) return 'arrival'
  return message.at < stay.check_out_at ? 'stay' : 'after'
}

/** Opened outside Monday–Friday 09:00–18:00 local, or on a public holiday (local dates as days). */
export function isOffHours(slot: number, holidays: ReadonlySet<number>): boolean {
  const day = Math.floor(slot / 24)
  const hour = slot - day * 24
  const weekday = (((day + 3) % 7) + 7) % 7 // 0 = Monday; 1970-01-01 was a Thursday
  return weekday >= 5 || hour < 9 || hour >= 18 || holidays.has(day)
}

/** Local date and hour of a placed message, by its own home. */
export function slotOfMessage(message: PlacedMessage, directory: Directory): number {
  return slotOf(zoneOf(directory, message.home), message.at)
}
