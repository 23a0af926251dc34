/** Turns as they stand at a moment: how long a guest waited, for whom, and on which date. */
import { whoseAct } from './acts.ts'
import { isNameless, stepsAt, type Answer, type Step } from './answers.ts'
import { isManaged, zoneOf } from './directory.ts'
import type { Message } from './events.ts'
import type { Known } from './placed.ts'
import { isInNightHours, policyInForce, type Policy } from './policy.ts'
import { shiftsAt, type Shift } from './shifts.ts'
import { guestOf, stageAt } from './stays.ts'
import { humanReplyAt, isReasked, promised, waitsOf, type Wait } from './waits.ts'
import { addDays, DAY, HOUR, localDate, localTimeOfDay, SECOND, weekdayOf } from './zone.ts'

export type State = 'in_time' | 'late' | 'overdue' | 'waiting' | 'dismissed'

/** By what a turn, a message or an incident is broken down. */
export type Dimensions = Record<string, string | null>

export interface Turn {
  thread: string
  opening: Message
  property_id: string | null
  opened_at: number
  /** The date to which it belongs: of a night turn that of its night. */
  date: string
  /** The local date and time of day at which it opened, by the clock. */
  opened_on: string
  timeOfDay: number
  night: boolean
  due_at: number
  answer: Answer | null
  /** Answered, or kept in time, by a mark: told, not seen. */
  byMark: boolean
  /** Who is credited: an id, "owner", "bot"; null: nobody, or nobody knows who. */
  person: string | null
  state: State
  held: boolean
  /** Dismissed by a mark made after due_at. */
  dismissedLate: boolean
  /** answered_at − opened_at, or as_of − opened_at, at most a day; null: waiting or dismissed. */
  wait: number | null
  handoff_at: number | null
  human_reply_at: number | null
  /** The first of its thread in all time. */
  first: boolean
  reasked: boolean
  by: Dimensions
}

/** "Every wait, answered or not, counts with at most 86 400 s". */
export function atMostADay(duration: number): number {
  return Math.min(duration, DAY)
}

/**
 * "the local date on which it opened; for a night turn the date of its night, that is, one that opened after midnight and
 * before night_to of a night that began the evening before belongs to that evening (unless the home was not managed that
 * evening: then to the date on which it opened)". Read as: of the night of the policy in force at its opening.
 */
function dateOf(
  known: Known,
  home: string | null,
  policy: Policy,
  opened_on: string,
  timeOfDay: number,
): string {
  const isMorning = policy.night_from > policy.night_to && timeOfDay < policy.night_to
  if (!isMorning) return opened_on
  const evening = addDays(opened_on, -1)
  return isManaged(known.directory, home, evening) ? evening : opened_on
}

/**
 * "credited to that answer's author, whoever the chat was assigned to; an answer without a name (see Nights) to the one
 * person whose act it is, if there is exactly one." Person: "author id, else "owner", "bot"". Read as: an answer that is
 * no act (a mark without an actor) is credited as if it were one of the manager that it is taken for.
 */
function creditedTo(known: Known, shifts: readonly Shift[], { time, role, id, home }: Answer): string | null {
  if (role !== 'manager') return id ?? role
  if (!isNameless(known, id)) return id
  const persons = whoseAct(shifts, home, time)
  return persons.length === 1 ? (persons[0] ?? null) : null
}

/** `in_time` (answered_at ≤ due_at), `late`, `overdue` (as_of > due_at), `waiting` (as_of ≤ due_at), `dismissed` */
function stateOf(wait: Wait, due_at: number, held: boolean, as_of: number): State {
  if (wait.dismissedBy !== null) return 'dismissed'
  if (wait.answer === null) return as_of > due_at ? 'overdue' : 'waiting'
  return wait.answer.time <= due_at && !held ? 'in_time' : 'late'
}

/** What a guest's message, or the turn that it opened, is broken down by; the person is the turn's alone. */
export function dimensionsOf(known: Known, message: Message): Dimensions {
  const placed = known.placed.get(message)
  const home = placed?.home ?? null
  const zone = zoneOf(known.directory, home)
  const stay = placed?.stay_id == null ? undefined : known.stays.get(placed.stay_id)
  return {
    property: home,
    channel: message.data.channel,
    language: message.data.language ?? null,
    topic: message.data.topic ?? null,
    stage: stageAt(stay, message.time),
    guest: guestOf(known.stays, stay),
    person: null,
    hour: String(Math.floor(localTimeOfDay(zone, message.time) / HOUR)),
    weekday: String(weekdayOf(localDate(zone, message.time))),
  }
}

/** What there is to be seen at a moment. */
interface Seen {
  as_of: number
  shifts: readonly Shift[]
  steps: readonly Step[]
  waits: readonly Wait[]
}

function turnOf(known: Known, { as_of, shifts, steps, waits }: Seen, wait: Wait): Turn {
  const { opening, thread, answer, handoff_at } = wait
  const opened_at = opening.time
  const home = known.placed.get(opening)?.home ?? null
  const zone = zoneOf(known.directory, home)
  const policy = policyInForce(known.facts, home, opened_at)
  const timeOfDay = localTimeOfDay(zone, opened_at)
  const opened_on = localDate(zone, opened_at)
  const night = isInNightHours(policy, timeOfDay)
  const due_at = opened_at + (night ? policy.night_answer_within_s : policy.answer_within_s) * SECOND
  const promise = promised(steps, wait, policy.follow_up_within_s, as_of)
  const held = promise?.broken === true
  const state = stateOf(wait, due_at, held, as_of)
  const person = answer === null ? null : creditedTo(known, shifts, answer)
  const counted = state !== 'waiting' && state !== 'dismissed'
  return {
    thread,
    opening,
    property_id: home,
    opened_at,
    opened_on,
    timeOfDay,
    night,
    due_at,
    answer,
    person,
    state,
    held,
    handoff_at,
    date: dateOf(known, home, policy, opened_on, timeOfDay),
    byMark: answer?.isMark === true || promise?.keptByMark === true,
    dismissedLate: wait.dismissedBy !== null && wait.dismissedBy.time > due_at,
    wait: counted ? atMostADay((answer?.time ?? as_of) - opened_at) : null,
    human_reply_at: humanReplyAt(steps, wait, waits),
    first: waits.find((other) => other.thread === thread) === wait,
    reasked: isReasked(steps, wait, waits),
    by: { ...dimensionsOf(known, opening), person },
  }
}

/** Every turn seen at as_of, the dismissed too, in the order in which they opened. */
export function readTurns(known: Known, as_of: number): Turn[] {
  const steps = stepsAt(known, as_of)
  const waits = waitsOf(known, steps)
  const seen = { as_of, shifts: shiftsAt(known, as_of), steps, waits }
  return waits.map((wait) => turnOf(known, seen, wait))
}
