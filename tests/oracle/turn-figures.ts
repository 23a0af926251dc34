/** The table of "Turns: how long guests wait". */
import { isAutoresponse, isGuestMessage, stepsAt, undeliveredMessages } from './answers.ts'
import { zoneOf } from './directory.ts'
import { greatest, percentile, share } from './numbers.ts'
import type { Known } from './placed.ts'
import { reaches } from './reach.ts'
import type { Values } from './scope.ts'
import { atMostADay, dimensionsOf, readTurns, type Dimensions, type Turn } from './turns.ts'
import { HOUR, localDate, MINUTE, weekdayOf } from './zone.ts'

/** A message that is counted by itself: by its own home, local date and attributes. */
interface Counted {
  property_id: string | null
  date: string
  by: Dimensions
}

/** `answered`: the time to the first answer of a person in its thread or conversation, in milliseconds. */
interface MissedCall extends Counted {
  time: number
  answered: number | null
}

export interface TurnBook {
  turns: Turn[]
  guestMessages: Counted[]
  autoresponses: Counted[]
  missedCalls: MissedCall[]
}

/** Everything that the metrics of turns count, seen at as_of. */
export function readTurnBook(known: Known, as_of: number): TurnBook {
  const undelivered = undeliveredMessages(known)
  const steps = stepsAt(known, as_of)
  const book: TurnBook = {
    turns: readTurns(known, as_of),
    guestMessages: [],
    autoresponses: [],
    missedCalls: [],
  }
  for (const { message, home, thread } of known.placed.values()) {
    const { time, data } = message
    if (time > as_of || thread === null) continue
    const date = localDate(zoneOf(known.directory, home), time)
    const counted = { property_id: home, date, by: dimensionsOf(known, message) }
    if (isAutoresponse(known, undelivered, message)) book.autoresponses.push(counted)
    if (!isGuestMessage(message)) continue
    book.guestMessages.push(counted)
    if (data.kind !== 'missed_call') continue
    const called = steps.findIndex((step) => step.event === message)
    const place = { thread, conversation: data.conversation_id }
    const answered = steps
      .slice(called + 1)
      .find((step) => reaches(step, place) && step.answer !== null && step.answer.role !== 'bot')
    book.missedCalls.push({
      ...counted,
      time,
      answered: answered === undefined ? null : answered.time - time,
    })
  }
  return book
}

/** "Each from `turns` to `owner_answered`, autoresponses excepted" */
function figuresOfTurns(all: readonly Turn[]): Values {
  const dismissed = all.filter(({ state }) => state === 'dismissed')
  const dismissedLate = dismissed.filter((turn) => turn.dismissedLate).length
  const turns = all.filter(({ state }) => state !== 'dismissed')
  const answered = turns.filter(({ answer }) => answer !== null)
  const inState = (list: readonly Turn[], state: string) => list.filter((turn) => turn.state === state).length
  const due = (list: readonly Turn[]) => list.length - inState(list, 'waiting')
  const inTimeShare = (list: readonly Turn[]) => share(inState(list, 'in_time'), due(list))
  // "in_time / (in_time + late + overdue + dismissed_late)"; a bot answered none of the dismissed
  const strictShare = (list: readonly Turn[]) => share(inState(list, 'in_time'), due(list) + dismissedLate)
  const waits = (list: readonly Turn[]) => list.flatMap(({ wait }) => (wait === null ? [] : [wait]))
  const answeredWithin = (minutes: number) =>
    share(
      answered.filter(
        ({ answer, opened_at }) => answer !== null && answer.time - opened_at <= minutes * MINUTE,
      ).length,
      due(turns),
    )
  // "over the turns that a bot did not answer (a person did, or nobody)"
  const people = turns.filter(({ answer }) => answer?.role !== 'bot')
  const byBot = answered.filter(({ answer }) => answer?.role === 'bot')
  const first = waits(turns.filter((turn) => turn.first))
  const human = turns.flatMap(({ human_reply_at, opened_at }) =>
    human_reply_at === null ? [] : [atMostADay(human_reply_at - opened_at)],
  )
  // "from the handoff to the answer, where a person gave it, at most 86 400 s"
  const handoffs = turns.flatMap(({ handoff_at, answer }) =>
    handoff_at === null || answer === null || answer.role === 'bot'
      ? []
      : [atMostADay(answer.time - handoff_at)],
  )
  return {
    turns: turns.length,
    answered: answered.length,
    in_time: inState(turns, 'in_time'),
    late: inState(turns, 'late'),
    overdue: inState(turns, 'overdue'),
    waiting: inState(turns, 'waiting'),
    dismissed: dismissed.length,
    dismissed_late: dismissedLate,
    held: turns.filter(({ held }) => held).length,
    in_time_share: inTimeShare(turns),
    answered_by_mark: turns.filter(({ byMark }) => byMark).length,
    in_time_strict_share: strictShare(turns),
    wait_p50_s: percentile(waits(turns), 0.5),
    wait_p90_s: percentile(waits(turns), 0.9),
    wait_max_s: greatest(waits(turns)),
    answered_within_5m_share: answeredWithin(5),
    answered_within_10m_share: answeredWithin(10),
    answered_within_30m_share: answeredWithin(30),
    answered_within_60m_share: answeredWithin(60),
    first_wait_p50_s: percentile(first, 0.5),
    first_wait_p90_s: percentile(first, 0.9),
    people_turns: people.length,
    people_in_time_share: inTimeShare(people),
    people_in_time_strict_share: strictShare(people),
    people_wait_p50_s: percentile(waits(people), 0.5),
    people_wait_p90_s: percentile(waits(people), 0.9),
    people_wait_max_s: greatest(waits(people)),
    human_reply_p50_s: percentile(human, 0.5),
    human_reply_p90_s: percentile(human, 0.9),
    bot_share: share(byBot.length, answered.length),
    bot_reasked_share: share(byBot.filter(({ reasked }) => reasked).length, byBot.length),
    bot_followed_share: share(byBot.filter((turn) => turn.human_reply_at !== null).length, byBot.length),
    handoffs: turns.filter(({ handoff_at }) => handoff_at !== null).length,
    handoff_p50_s: percentile(handoffs, 0.5),
    owner_answered: turns.filter(({ answer }) => answer?.role === 'owner').length,
  }
}

/** "turns opened outside Mon–Fri 09:00–18:00 local or on a public holiday": by the clock. */
export function isOffHours({ opened_on, timeOfDay }: Turn, holidays: readonly string[]): boolean {
  const working = weekdayOf(opened_on) <= 5 && timeOfDay >= 9 * HOUR && timeOfDay < 18 * HOUR
  return !working || holidays.includes(opened_on)
}

/**
 * "those with an answer of a person in their thread or conversation within 60 minutes / those that had one or are older
 * than 60 minutes; over the same, the time to the first answer of a person there, however late, without one as_of − its
 * time, at most 86 400 s".
 */
function figuresOfMissedCalls(calls: readonly MissedCall[], as_of: number): Values {
  const within = calls.filter(({ answered }) => answered !== null && answered <= HOUR)
  const over = calls.filter((call) => within.includes(call) || as_of - call.time > HOUR)
  const times = over.map(({ answered, time }) => atMostADay(answered ?? as_of - time))
  return {
    missed_calls: calls.length,
    called_back_share: share(within.length, over.length),
    call_back_p50_s: percentile(times, 0.5),
  }
}

/** All metrics of the table over what is given: a period's, or one row's of a breakdown. */
export function turnFigures(book: TurnBook, as_of: number, holidays: readonly string[]): Values {
  const night = figuresOfTurns(book.turns.filter((turn) => turn.night))
  const turns = book.turns.filter(({ state }) => state !== 'dismissed')
  const offHours = turns.filter((turn) => isOffHours(turn, holidays))
  return {
    guest_messages: book.guestMessages.length,
    autoresponses: book.autoresponses.length,
    ...figuresOfTurns(book.turns),
    ...Object.fromEntries(Object.entries(night).map(([metric, value]) => [`night_${metric}`, value])),
    ...figuresOfMissedCalls(book.missedCalls, as_of),
    off_hours_share: share(offHours.length, turns.length),
    off_hours_in_time_share: figuresOfTurns(offHours).in_time_share ?? null,
  }
}
