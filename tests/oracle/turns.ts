/** "A **turn** opens at a guest message (needing a reply) before which no other guest message still waits." */
import type { Answer, Step } from './answers.ts'
import { threadsAt } from './answers.ts'
import { zoneOf } from './directory.ts'
import type { Message } from './events.ts'
import { namedMessage, type Known } from './placed.ts'
import type { Policy } from './policy.ts'
import { isInNightHours, policyInForce } from './policy.ts'
import { countsFor, onShiftSpans, shiftsAt, type Shift } from './shifts.ts'
import { contains } from './spans.ts'
import { guestOf, stageAt } from './stays.ts'
import { DAY, HOUR, localDate, localTimeOfDay, SECOND, weekdayOf } from './zone.ts'

export type State = 'in_time' | 'late' | 'overdue' | 'waiting' | 'dismissed'

/** By what a turn, a message or an incident is broken down. */
export type Dimensions = Record<string, string | null>

export interface Turn {
  thread: string
  opening: Message
  property_id: string | null
  opened_at: number
  /** The local date on which it opened. */
  date: string
  timeOfDay: number
  night: boolean
  due_at: number
  answer: Answer | null
  /** Who is credited: an id, "owner", "bot"; null: nobody, or nobody knows who. */
  person: string | null
  state: State
  held: boolean
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

/** A turn while its thread is being read. */
interface Wait {
  opening: Message
  openedBy: Step
  messages: Set<Message>
  answer: Answer | null
  answeredBy: Step | null
  dismissed: boolean
  handoff_at: number | null
}

/**
 * "A mark no_reply_needed for a guest's message of the turn (reactions excepted), or without `message` for the
 * turn that waits then, made after its opening, within 24 h of it and before its answer, makes it `dismissed`".
 */
function dismisses(known: Known, step: Step, wait: Wait): boolean {
  if (step.mark?.data.mark !== 'no_reply_needed') return false
  if (step.time - wait.openedBy.time > DAY) return false
  if (step.mark.data.message === undefined) return true
  const named = namedMessage(known, step.mark)
  return named !== null && wait.messages.has(named)
}

/**
 * "Further guest messages until the answer, also those that need no reply, belong to it. It is *answered* at the
 * first answer after it opened". "A bot's first message with handoff while the guest waits". Of a dismissed one:
 * "The next guest message opens a new turn."
 */
function waitsOf(known: Known, steps: readonly Step[]): Wait[] {
  const waits: Wait[] = []
  let open: Wait | null = null
  for (const step of steps) {
    if (open === null) {
      if (step.guest?.needsReply !== true) continue
      const { message } = step.guest
      open = {
        opening: message,
        openedBy: step,
        messages: new Set([message]),
        answer: null,
        answeredBy: null,
        dismissed: false,
        handoff_at: null,
      }
      waits.push(open)
    } else if (step.guest !== null) {
      open.messages.add(step.guest.message)
    } else if (step.answer !== null) {
      open.answer = step.answer
      open.answeredBy = step
      open = null
    } else if (dismisses(known, step, open)) {
      open.dismissed = true
      open = null
    } else if (step.handoff) {
      open.handoff_at ??= step.time
    }
  }
  return waits
}

/**
 * "if no message of a manager or owner that can answer and does not hold, nor a mark taken, answered_elsewhere or
 * no_reply_needed, follows in the thread at most follow_up_within_s (policy in force at opened_at) after it, then
 * with as_of beyond that limit the turn's state is late, and it is counted in `held`."
 */
function isHeld(steps: readonly Step[], wait: Wait, policy: Policy, as_of: number): boolean {
  if (wait.answer?.holding !== true || wait.answeredBy === null) return false
  const limit = wait.answer.time + policy.follow_up_within_s * SECOND
  const followed = steps
    .slice(steps.indexOf(wait.answeredBy) + 1)
    .some(
      ({ time, answer, mark }) =>
        time <= limit && (mark !== null || (answer !== null && answer.role !== 'bot' && !answer.holding)),
    )
  return !followed && as_of > limit
}

/**
 * "credited to that answer's author, whoever the chat was assigned to; a manager's answer without author.id to
 * the one person on shift for the home, if there is exactly one." Person: "author id, else "owner", "bot"".
 */
function creditedTo(
  known: Known,
  shifts: readonly Shift[],
  answer: Answer,
  home: string | null,
): string | null {
  if (answer.id !== null) return answer.id
  if (answer.role !== 'manager') return answer.role
  if (home === null) return null
  const date = localDate(zoneOf(known.directory, home), answer.time)
  const clockReported = known.reported.clock !== null && date >= known.reported.clock
  const onShift = new Set(
    shifts
      .filter((shift) => countsFor(shift, home))
      .filter((shift) => onShiftSpans(shift, clockReported).some((span) => contains(span, answer.time)))
      .map(({ manager_id }) => manager_id),
  )
  const [person] = onShift
  return onShift.size === 1 ? (person ?? null) : null
}

/** `in_time` (answered_at ≤ due_at), `late`, `overdue` (as_of > due_at), `waiting` (as_of ≤ due_at), `dismissed` */
function stateOf(wait: Wait, due_at: number, held: boolean, as_of: number): State {
  if (wait.dismissed) return 'dismissed'
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

function turnsOfThread(
  known: Known,
  thread: string,
  steps: readonly Step[],
  shifts: readonly Shift[],
  as_of: number,
): Turn[] {
  const waits = waitsOf(known, steps)
  return waits.map((wait, i) => {
    const { opening, answer } = wait
    const opened_at = opening.time
    const home = known.placed.get(opening)?.home ?? null
    const zone = zoneOf(known.directory, home)
    const policy = policyInForce(known.facts, home, opened_at)
    const timeOfDay = localTimeOfDay(zone, opened_at)
    const night = isInNightHours(policy, timeOfDay)
    const promised = night ? policy.night_answer_within_s : policy.answer_within_s
    const due_at = opened_at + promised * SECOND
    const held = !wait.dismissed && isHeld(steps, wait, policy, as_of)
    const state = stateOf(wait, due_at, held, as_of)
    const person = answer === null ? null : creditedTo(known, shifts, answer, home)
    const counted = state !== 'waiting' && state !== 'dismissed'
    return {
      thread,
      opening,
      property_id: home,
      opened_at,
      date: localDate(zone, opened_at),
      timeOfDay,
      night,
      due_at,
      answer,
      person,
      state,
      held,
      wait: counted ? atMostADay((answer?.time ?? as_of) - opened_at) : null,
      handoff_at: wait.handoff_at,
      human_reply_at: humanReply(steps, wait, waits[i + 1]),
      first: i === 0,
      reasked: isReasked(wait, waits.slice(i + 1)),
      by: { ...dimensionsOf(known, opening), person },
    }
  })
}

/**
 * "The first answer of a person after the turn opened and before the next one (dismissed or not) opens is its
 * `human_reply_at`."
 */
function humanReply(steps: readonly Step[], wait: Wait, next: Wait | undefined): number | null {
  const end = next === undefined ? steps.length : steps.indexOf(next.openedBy)
  const after = steps.slice(steps.indexOf(wait.openedBy) + 1, end)
  return after.find(({ answer }) => answer !== null && answer.role !== 'bot')?.time ?? null
}

/** "turns answered by a bot whose thread opens another within 15 minutes of that answer"; dismissed: "no re-asking" */
function isReasked(wait: Wait, later: readonly Wait[]): boolean {
  const { answer } = wait
  if (answer?.role !== 'bot') return false
  return later.some((next) => !next.dismissed && next.opening.time - answer.time <= 15 * 60 * SECOND)
}

/** Every turn seen at as_of, the dismissed too, by its opening. */
export function readTurns(known: Known, as_of: number): Turn[] {
  const shifts = shiftsAt(known, as_of)
  return [...threadsAt(known, as_of)]
    .flatMap(([thread, steps]) => turnsOfThread(known, thread, steps, shifts, as_of))
    .sort((a, b) => a.opened_at - b.opened_at)
}
