/** Who waits when, what ends it, and what belongs to it. */
import type { Answer, Step } from './answers.ts'
import { namedMessage, reaches, type Place } from './reach.ts'
import type { Mark, Message } from './events.ts'
import type { Known } from './placed.ts'
import { DAY, MINUTE, SECOND } from './zone.ts'

/** It lives in its thread and in the conversation of the message that opened it. */
export interface Wait extends Place {
  opening: Message
  thread: string
  openedBy: Step
  /** The guest's messages that belong to it, of any kind. */
  messages: Set<Message>
  answer: Answer | null
  answeredBy: Step | null
  dismissedBy: Mark | null
  handoff_at: number | null
}

/**
 * "A mark no_reply_needed for a guest's message of the turn (reactions excepted), or without `message` for each wait that
 * it reaches, made after its opening, within 24 h of it and before its answer, makes it `dismissed`".
 */
function dismisses(known: Known, step: Step, wait: Wait): boolean {
  if (step.noReply === null || step.time - wait.openedBy.time > DAY) return false
  if (step.noReply.data.message === undefined) return reaches(step, wait)
  const named = namedMessage(known, step.noReply)
  return named !== null && named.data.kind !== 'reaction' && wait.messages.has(named)
}

/**
 * "A **turn** opens at a guest message (needing a reply) that reaches no wait. Further guest messages that reach it until
 * the answer, also those that need no reply, belong to it. It is *answered* at the first answer after it opened that
 * reaches it". "One message may reach two waits, and ends both." Of a dismissed one: "The next guest message opens a new
 * turn." In the order in which they opened.
 */
export function waitsOf(known: Known, steps: readonly Step[]): Wait[] {
  const waits: Wait[] = []
  let open: Wait[] = []
  for (const step of steps) {
    const { event, time, thread, conversation, guest, answer, handoff } = step
    const reached = open.filter((wait) => reaches(step, wait))
    for (const wait of reached) {
      if (guest !== null) wait.messages.add(guest.message)
      if (answer !== null) Object.assign(wait, { answer, answeredBy: step })
      // "A bot's first message with handoff that reaches it while the guest waits"
      if (handoff) wait.handoff_at ??= time
    }
    for (const wait of open.filter((one) => dismisses(known, step, one))) wait.dismissedBy = event as Mark
    open = open.filter((wait) => wait.answer === null && wait.dismissedBy === null)
    if (guest?.opens !== true || reached.length > 0 || thread === null) continue
    const opening = guest.message
    const wait: Wait = {
      opening,
      thread,
      conversation,
      openedBy: step,
      messages: new Set([opening]),
      answer: null,
      answeredBy: null,
      dismissedBy: null,
      handoff_at: null,
    }
    waits.push(wait)
    open.push(wait)
  }
  return waits
}

/** What reaches the wait, or would if it still waited, after this step of it. */
function after(steps: readonly Step[], wait: Wait, step: Step): Step[] {
  return steps.slice(steps.indexOf(step) + 1).filter((later) => reaches(later, wait))
}

export interface Promised {
  /** No answer came within the time allowed: with as_of beyond it "the turn's state is late, … counted in `held`". */
  broken: boolean
  /** "made good first and in time, by a mark answered_elsewhere" */
  keptByMark: boolean
}

/**
 * "if no message of a manager or owner that can answer and does not hold, nor a mark answered_elsewhere, follows in its
 * thread or conversation at most follow_up_within_s (policy in force at opened_at) after it". null: nothing was promised.
 */
export function promised(
  steps: readonly Step[],
  wait: Wait,
  followUp_s: number,
  as_of: number,
): Promised | null {
  const { answer, answeredBy } = wait
  if (answer?.holding !== true || answeredBy === null) return null
  const limit = answer.time + followUp_s * SECOND
  const made = after(steps, wait, answeredBy)
    .flatMap((step) => (step.answer === null ? [] : [step.answer]))
    .find(({ time, role, holding }) => time <= limit && role !== 'bot' && !holding)
  return { broken: made === undefined && as_of > limit, keptByMark: made?.isMark === true }
}

/**
 * "The first answer of a person that reaches it after it opened and before another turn (dismissed or not) opens in its
 * thread or conversation is its `human_reply_at`."
 */
export function humanReplyAt(steps: readonly Step[], wait: Wait, waits: readonly Wait[]): number | null {
  for (const step of after(steps, wait, wait.openedBy)) {
    if (waits.some(({ openedBy }) => openedBy === step)) return null
    if (step.answer !== null && step.answer.role !== 'bot') return step.time
  }
  return null
}

/**
 * "turns answered by a bot after which another opens in its thread or conversation within 15 minutes of that answer"; a
 * dismissed one "is no re-asking"
 */
export function isReasked(steps: readonly Step[], wait: Wait, waits: readonly Wait[]): boolean {
  const { answer, answeredBy } = wait
  if (answer?.role !== 'bot' || answeredBy === null) return false
  return after(steps, wait, answeredBy).some(
    (step) =>
      step.time - answer.time <= 15 * MINUTE &&
      waits.some(({ openedBy, dismissedBy }) => openedBy === step && dismissedBy === null),
  )
}
