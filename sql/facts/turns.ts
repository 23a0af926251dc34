import { policyAt, zoneOf, type Directory } from '../directory/directory.ts'
import { inOrder } from '../order.ts'
import { isNight, type Policy } from '../directory/policy.ts'
import { clockTime, DAY_MS, HOUR_MS, MINUTE_MS, localHourOf } from '../time/zone.ts'
import type { Stay } from './message.ts'
import type { PlacedMark, PlacedMessage } from './placed.ts'
import { Reach, type Place } from './reach.ts'

const REASKED_MS = 15 * MINUTE_MS
const DISMISS_MS = DAY_MS
const ARRIVAL_BEFORE_MS = 2 * HOUR_MS
const ARRIVAL_AFTER_MS = 3 * HOUR_MS

export type Stage = 'enquiry' | 'before' | 'arrival' | 'stay' | 'after'

/** What one guest waited for. Times in ms UTC, 0 where it has not happened; see sql/schema/0016_thread_groups.sql. */
export interface Turn {
  opening: PlacedMessage
  is_first: boolean
  is_night: boolean
  /** local date to which it belongs, days since 1970-01-01: at night that on which the night began */
  date: number
  due_at: number
  answered_at: number
  answered_role: string
  answered_by: string
  /** home of what answered it, '' where none is known */
  answered_home: string
  handoff_at: number
  human_reply_at: number
  held_at: number
  /** the mark answered_elsewhere that answered it, or made a holding answer good first and in time */
  marked_at: number
  dismissed_at: number
  /** turns in its thread or conversation that opened within 15 minutes after the bot's answer: [opened, dismissed or 0, …] */
  reasked: number[]
  stage: Stage
}

/** A missed call of a guest, and the first answer of a person in its thread or conversation after it (0: none). */
export interface MissedCall {
  call: PlacedMessage
  called_at: number
}

export interface Folded {
  /** in order of opening */
  turns: Turn[]
  missedCalls: MissedCall[]
}

type Item = { message: PlacedMessage; mark?: undefined } | { mark: PlacedMark; message?: undefined }

interface Known {
  directory: Directory
  stays: ReadonlyMap<string, Stay>
}

/**
 * Folds what conversations and stays tie together into its turns (docs/rules.md#reach, #what-answers).
 * @param messages of all these conversations, in order, without those of conversations that are not_a_guest
 * @param marks that have an effect
 */
export function foldTurns(
  messages: readonly PlacedMessage[],
  marks: readonly PlacedMark[],
  known: Known,
): Folded {
  const turns: Turn[] = []
  const missedCalls: MissedCall[] = []
  const items = itemsInOrder(messages, marks)
  const asked = new Set<string>()
  const waiting = new Reach<Turn>()
  // until another turn opens beside them
  const unreplied = new Reach<Turn>()
  let uncalled: MissedCall[] = []
  for (const [index, item] of items.entries()) {
    const place = placeOf(item)
    const answer = answerOf(item)
    if (answer !== null) {
      for (const turn of waiting.at(place)) {
        turn.answered_at = answer.at
        turn.answered_role = answer.role
        turn.answered_by = answer.by
        turn.answered_home = answer.home
        if (item.mark !== undefined) turn.marked_at = answer.at
        if (answer.holds) promise(turn, items, index, known.directory)
        waiting.remove(turn.opening)
      }
      if (answer.role !== 'bot') {
        for (const turn of unreplied.at(place)) if (turn.human_reply_at === 0) turn.human_reply_at = answer.at
        const called = uncalled.filter(({ call }) => isReached(call, place))
        for (const missed of called) missed.called_at = answer.at
        if (called.length > 0) uncalled = uncalled.filter(({ called_at }) => called_at === 0)
      }
    } else if (item.message?.does === 'hands_off') {
      for (const turn of waiting.at(place)) if (turn.handoff_at === 0) turn.handoff_at = item.message.at
    } else if (item.message?.does === 'asks') {
      if (waiting.at(place).length === 0) {
        const turn = opened(item.message, !asked.has(place.thread_key), known)
        asked.add(place.thread_key)
        turns.push(turn)
        for (const before of unreplied.at(place)) unreplied.remove(before.opening)
        waiting.add(item.message, turn)
        unreplied.add(item.message, turn)
      }
    } else if (item.mark?.mark === 'no_reply_needed') {
      for (const turn of dismissedBy(item.mark, waiting)) {
        turn.dismissed_at = item.mark.at
        waiting.remove(turn.opening)
      }
    }
    if (item.message?.role === 'guest' && item.message.kind === 'missed_call') {
      const missed = { call: item.message, called_at: 0 }
      missedCalls.push(missed)
      uncalled.push(missed)
    }
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

function placeOf({ message, mark }: Item): Place {
  return message ?? mark
}

function isReached(one: Place, by: Place): boolean {
  return one.thread_key === by.thread_key || one.conversation_id === by.conversation_id
}

interface Answer {
  at: number
  role: string
  by: string
  home: string
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
      home: message.home,
      holds: message.holding && message.kind !== 'call',
    }
  }
  if (mark.mark !== 'answered_elsewhere' || !isPerson(mark.actor_role || 'manager')) return null
  const { at, actor_role, actor_id, home } = mark
  return { at, role: actor_role || 'manager', by: actor_id, home, holds: false }
}

function isPerson(role: string): boolean {
  return role === 'manager' || role === 'owner'
}

function opened(opening: PlacedMessage, is_first: boolean, { directory, stays }: Known): Turn {
  const policy = policyAt(directory, opening.home, opening.at)
  const is_night = isNight(policy, zoneOf(directory, opening.home), opening.at)
  return {
    opening,
    is_first,
    is_night,
    date: dateOf(opening, is_night, policy, directory),
    due_at: opening.at + 1000 * (is_night ? policy.night_answer_within_s : policy.answer_within_s),
    answered_at: 0,
    answered_role: '',
    answered_by: '',
    answered_home: '',
    handoff_at: 0,
    human_reply_at: 0,
    held_at: 0,
    marked_at: 0,
    dismissed_at: 0,
    reasked: [],
    stage: stageOf(opening, stays),
  }
}

/**
 * The local date on which it opened; for the hours after midnight of a night that began the evening before, that evening's,
 * if the home was managed then (docs/rules.md#state).
 */
function dateOf(opening: PlacedMessage, is_night: boolean, policy: Policy, directory: Directory): number {
  const local_hour = localHourOfMessage(opening, directory)
  const date = Math.floor(local_hour / 24)
  if (!is_night || policy.night_from_ms < policy.night_to_ms) return date
  const isAfterMidnight = clockTime(zoneOf(directory, opening.home), opening.at) < policy.night_to_ms
  if (!isAfterMidnight) return date
  const { managed_from = null, managed_until = null } = directory.properties.get(opening.home) ?? {}
  const wasManaged = (managed_from ?? -Infinity) < date && date - 1 < (managed_until ?? Infinity)
  return wasManaged ? date - 1 : date
}

/**
 * When the promise of a holding answer is broken: follow_up_within_s after it, unless by then a person answers without
 * holding, or marks it answered_elsewhere; then nothing is held, and marked_at says whether it was a mark.
 */
function promise(turn: Turn, items: readonly Item[], index: number, directory: Directory): void {
  const policy: Policy = policyAt(directory, turn.opening.home, turn.opening.at)
  const limit = turn.answered_at + 1000 * policy.follow_up_within_s
  for (let next = index + 1; next < items.length; next++) {
    const item = items[next] as Item
    if ((item.message ?? item.mark).at > limit) break
    const answer = isReached(turn.opening, placeOf(item)) ? answerOf(item) : null
    if (answer === null || answer.role === 'bot' || answer.holds) continue
    if (item.mark !== undefined) turn.marked_at = answer.at
    return
  }
  turn.held_at = limit
}

/**
 * The waits that a mark no_reply_needed ends: that to which its message of a guest belongs, or without one each that it
 * reaches; made within 24 h of the opening.
 */
function dismissedBy(mark: PlacedMark, waiting: Reach<Turn>): Turn[] {
  const { message } = mark
  const isYoung = (turn: Turn) => mark.at - turn.opening.at <= DISMISS_MS
  if (mark.message_id === '') return waiting.at(mark).filter(isYoung)
  if (message === null || message.is_left_out) return []
  if (message.role !== 'guest' || message.kind === 'reaction') return []
  return waiting.at(message).filter((turn) => isYoung(turn) && inOrder(message, turn.opening) >= 0)
}

function reaskedAfter(turns: readonly Turn[], index: number): number[] {
  const own = turns[index] as Turn
  const limit = own.answered_at + REASKED_MS
  const reasked: number[] = []
  for (let next = index + 1; next < turns.length; next++) {
    const { opening, dismissed_at } = turns[next] as Turn
    if (opening.at > limit) break
    if (isReached(own.opening, opening)) reasked.push(opening.at, dismissed_at)
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
export function isOffHours(local_hour: number, holidays: ReadonlySet<number>): boolean {
  const day = Math.floor(local_hour / 24)
  const hour = local_hour - day * 24
  const weekday = (((day + 3) % 7) + 7) % 7 // 0 = Monday; 1970-01-01 was a Thursday
  return weekday >= 5 || hour < 9 || hour >= 18 || holidays.has(day)
}

/** Local date and hour of a placed message, by its own home. */
export function localHourOfMessage(message: PlacedMessage, directory: Directory): number {
  return localHourOf(zoneOf(directory, message.home), message.at)
}
