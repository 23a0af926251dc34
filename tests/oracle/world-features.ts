/** What an invented world has of what the definitions are about, so that worlds are not poor without anybody noticing. */
import { actsAt, mayBeHis, unclockedSpans } from './acts.ts'
import { stepsAt } from './answers.ts'
import { groupBy } from './order.ts'
import type { Known } from './placed.ts'
import { reaches } from './reach.ts'
import { readReviews } from './reviews.ts'
import { planOf, shiftEvents, shiftsAt } from './shifts.ts'
import { readTurns } from './turns.ts'
import { waitsOf } from './waits.ts'

function isSeveral<Item>(items: readonly Item[], of: (item: Item) => string | undefined): boolean {
  return new Set(items.map(of).filter((value) => value !== undefined)).size > 1
}

/** Two events of one thing at one instant, of different actions. */
function haveEqualTimes(
  events: readonly { time: number; data: { action: string } }[],
  ...actions: string[]
): boolean {
  return [...groupBy(events, ({ time }) => time).values()].some((together) =>
    actions.every((action) => together.some(({ data }) => data.action === action)),
  )
}

/** Whether each of them is in the world, seen at as_of. */
export function featuresOf(known: Known, as_of: number): Record<string, boolean> {
  const { facts, conversations } = known
  const steps = stepsAt(known, as_of)
  const waits = waitsOf(known, steps)
  const turns = readTurns(known, as_of)
  const shifts = shiftsAt(known, as_of)
  const acts = actsAt(known, as_of, shifts)
  const histories = [...shiftEvents(known, as_of).values()]
  const edits = histories.flatMap((events) => planOf(events).edits)
  const chats = [...conversations.values()]
  const listings = facts.properties.flatMap(({ data }) =>
    (data.listings ?? []).map((listing) => ({ ...listing, home: data.property_id })),
  )
  return {
    'a contact that changes in mid-chat': chats.some((chat) => isSeveral(chat, ({ data }) => data.guest_id)),
    'several stay ids in one chat': chats.some((chat) => isSeveral(chat, ({ data }) => data.stay_id)),
    'an answer that reaches through the chat alone': waits.some(
      ({ answeredBy, thread }) => answeredBy !== null && answeredBy.thread !== thread,
    ),
    'an answer that reaches through the thread alone': waits.some(
      ({ answeredBy, conversation }) => answeredBy !== null && answeredBy.conversation !== conversation,
    ),
    'an answer that ends two waits': waits.some((wait, i) =>
      waits.slice(i + 1).some((other) => wait.answeredBy !== null && other.answeredBy === wait.answeredBy),
    ),
    'a listing that another home takes over': listings.some(
      ({ id, home, since }) =>
        since !== undefined && listings.some((other) => other.id === id && other.home !== home),
    ),
    'a message of nobody known': facts.messages.some(({ data }) => data.author.role === 'unknown'),
    'an account that the directory places': facts.messages.some(
      ({ data }) =>
        data.account !== undefined &&
        facts.accounts.some(
          (said) => said.data.account === data.account && said.data.channel === data.channel,
        ),
    ),
    'a chat that the directory places': facts.chats.some(
      ({ data }) => data.property_id !== undefined && conversations.has(data.conversation_id),
    ),
    'a note while a guest waits': steps.some(
      (step) =>
        facts.messages.some((message) => message === step.event && message.data.kind === 'note') &&
        waits.some(
          (wait) =>
            reaches(step, wait) &&
            wait.opening.time < step.time &&
            (wait.answer === null || wait.answer.time > step.time),
        ),
    ),
    'an act that is one person’s without his name': acts.some(
      ({ persons, isNamed }) => !isNamed && persons.length === 1,
    ),
    'an act that may be several people’s': acts.some(({ persons }) => persons.length > 1),
    'a message of a shared account': facts.messages.some(
      ({ data }) =>
        data.author.role === 'manager' &&
        facts.managers.some((card) => card.data.shared === true && card.data.manager_id === data.author.id),
    ),
    'a plan that is changed in time': histories.some(
      (events) => planOf(events).counting.filter(({ data }) => data.action === 'planned').length > 1,
    ),
    'a plan that is edited after its start': edits.some(({ data }) => data.action === 'planned'),
    'a plan that is cancelled after its start': edits.some(({ data }) => data.action === 'cancelled'),
    'a shift that nobody ended in time': shifts.some(
      ({ clocked, shift_id }) =>
        clocked.some(({ flagged }) => flagged) &&
        facts.shifts.some(({ data }) => data.shift_id === shift_id && data.action === 'ended'),
    ),
    'a shift that another takes over': shifts.some(({ clocked }) =>
      clocked.some((span) =>
        clocked.some(({ person, from }) => person !== span.person && from === span.until),
      ),
    ),
    'an unclocked stretch': shifts.some((shift) => unclockedSpans(acts, shift, mayBeHis).length > 0),
    'started and ended at one instant': histories.some((events) =>
      haveEqualTimes(events, 'started', 'ended'),
    ),
    'planned and cancelled at one instant': histories.some((events) =>
      haveEqualTimes(events, 'planned', 'cancelled'),
    ),
    'opened and resolved at one instant': [
      ...groupBy(facts.incidents, ({ data }) => data.incident_id).values(),
    ].some((events) => haveEqualTimes(events, 'opened', 'resolved')),
    'dismissed in time': turns.some(({ state, dismissedLate }) => state === 'dismissed' && !dismissedLate),
    'dismissed late': turns.some(({ dismissedLate }) => dismissedLate),
    'answered by a mark': turns.some(({ byMark, answer }) => byMark && answer?.isMark === true),
    'a promise that a mark kept': turns.some(({ byMark, answer }) => byMark && answer?.isMark === false),
    'a promise that was not kept': turns.some(({ held }) => held),
    'a night turn of the evening before': turns.some(({ date, opened_on }) => date < opened_on),
    'a review withdrawn': facts.reviews.some(({ data }) => data.deleted === true),
    'a review linked on the day of departure': readReviews(known, as_of).some(
      ({ stay_id, review_id, date }) =>
        stay_id !== null &&
        known.stays.get(stay_id)?.check_out_date === date &&
        facts.reviews.every(({ data }) => data.review_id !== review_id || data.stay_id === undefined),
    ),
  }
}
