/** "A stay belongs to the local date of its check_out; cancelled and no_show ones to none." */
import { undeliveredMessages } from './answers.ts'
import type { Message } from './events.ts'
import { nightsWithin, ownerFigures, readOwnerBook } from './owner-nights.ts'
import { share } from './numbers.ts'
import type { Known } from './placed.ts'
import { readReviews } from './reviews.ts'
import type { Query, Period, Values } from './scope.ts'
import { isInQuery, isWithin } from './scope.ts'
import { guestOf, type Stay } from './stays.ts'
import { isOffHours } from './turn-figures.ts'
import { readTurns, type Turn } from './turns.ts'
import { DAY } from './zone.ts'

/** "turns on topics that the instructions cover (setting; default …)" */
const COVERED = ['wifi', 'check_in', 'check_out', 'address', 'parking', 'appliances']

interface Sent {
  time: number
  template: string
  channel: string
}

type Row = { key: string | null } | undefined

/** Delivered automation messages of a stay that name a template. */
function sentTo(
  known: Known,
  undelivered: ReadonlySet<Message>,
  stay_id: string,
  home: string | null,
  as_of: number,
): Sent[] {
  return known.facts.messages.flatMap((message): Sent[] => {
    const { data, time } = message
    const placed = known.placed.get(message)
    if (placed?.stay_id !== stay_id || placed.home !== home) return []
    if (placed.thread === null || time > as_of) return []
    if (data.author.role !== 'automation' || data.template === undefined) return []
    return undelivered.has(message) ? [] : [{ time, template: data.template, channel: data.channel }]
  })
}

export function benefitSubject(known: Known, query: Query) {
  const { as_of, by } = query
  const turns = readTurns(known, as_of)
  const ownTurns = turns.filter(
    (turn) => turn.state !== 'dismissed' && isInQuery(query, known.directory, turn.property_id, turn.date),
  )
  const stays = [...known.stays.values()].filter(
    (stay) =>
      stay.status !== 'cancelled' &&
      stay.status !== 'no_show' &&
      isInQuery(query, known.directory, stay.property_id, stay.check_out_date),
  )
  const undelivered = undeliveredMessages(known)
  const everySent = new Map<string, Sent[]>()
  // at one home: nobody reads through a stay what was said at another
  const sentOf = (stay: { stay_id: string; property_id: string | null }) => {
    const key = JSON.stringify([stay.stay_id, stay.property_id])
    const sent = everySent.get(key) ?? sentTo(known, undelivered, stay.stay_id, stay.property_id, as_of)
    everySent.set(key, sent)
    return sent
  }
  const stayOf = (turn: Turn) => {
    const stay_id = known.placed.get(turn.opening)?.stay_id ?? null
    return stay_id === null ? null : { stay_id, property_id: turn.property_id }
  }
  const threadOf = (stay: Stay) => JSON.stringify([stay.stay_id])
  // at its own home
  const surveys = readReviews(known, as_of).filter((review) => review.by['platform'] === 'survey')
  const isSurveyed = ({ stay_id, property_id }: Stay) =>
    surveys.some((review) => review.stay_id === stay_id && review.home === property_id)
  const owner = readOwnerBook(known, query)
  const wasAsked = (stay: Stay) =>
    turns.filter((turn) => turn.thread === threadOf(stay) && turn.property_id === stay.property_id)

  const orNone = (keys: string[]): (string | null)[] => (keys.length === 0 ? [null] : keys)
  const keysOfStay = (stay: Stay): (string | null)[] => {
    const sent = sentOf(stay)
    if (by === 'property') return [stay.property_id]
    if (by === 'template') return orNone(sent.map(({ template }) => template))
    return orNone(
      [...sent, ...wasAsked(stay).map(({ opening }) => opening.data)].map(({ channel }) => channel),
    )
  }
  const keysOfTurn = (turn: Turn): (string | null)[] => {
    if (by !== 'template') return [turn.by[by ?? ''] ?? null]
    const stay = stayOf(turn)
    const before = stay === null ? [] : sentOf(stay).filter(({ time }) => time < turn.opened_at)
    return orNone(before.map(({ template }) => template))
  }

  const values = (period: Period, row?: Row): Values => {
    const key = row?.key ?? null
    // by topic stays are not divided: the questions of all topics add up
    const counted = stays.filter(
      (stay) =>
        isWithin(period, stay.check_out_date) &&
        (period.isWhole?.(stay.property_id, stay.check_out_date) ?? true) &&
        (row === undefined || by === 'topic' || keysOfStay(stay).includes(key)),
    )
    const asked = ownTurns.filter(
      (turn) =>
        isWithin(period, turn.date, turn.opened_on) &&
        (period.isWhole?.(turn.property_id, turn.opened_on) ?? true) &&
        (row === undefined || keysOfTurn(turn).includes(key)),
    )
    const instructed = (stay: { stay_id: string; property_id: string | null } | null) =>
      stay === null
        ? null
        : (sentOf(stay).find(({ template }) => template === 'checkin_instructions')?.time ?? null)
    const having = (is: (stay: Stay) => boolean, among: (stay: Stay) => boolean = () => true) =>
      share(counted.filter(among).filter(is).length, counted.filter(among).length)
    const sentShare = (name: string) =>
      having((stay) => sentOf(stay).some(({ template }) => template === name))
    const answeredBy = (...roles: string[]) =>
      asked.filter(({ answer }) => answer !== null && roles.includes(answer.role))
    const ofStays = asked.filter((turn) => stayOf(turn) !== null)
    const withInstructions = ofStays.filter((turn) => instructed(stayOf(turn)) !== null)
    const covered = withInstructions.filter(
      (turn) =>
        turn.opened_at > (instructed(stayOf(turn)) ?? Infinity) &&
        COVERED.includes(turn.opening.data.topic ?? ''),
    )
    const instructedStays = counted.filter((stay) => instructed(stay) !== null).length
    const people = answeredBy('manager')
    const side = answeredBy('manager', 'bot')
    const nights =
      row === undefined || by === 'property'
        ? // what has no home has no nights
          ownerFigures(owner, row !== undefined && key === null ? [] : nightsWithin(owner, period, key))
        : { undisturbed_nights: null, disturbed_nights: null }
    return {
      stays: counted.length,
      returning_share: having(
        (stay) => guestOf(known.stays, stay) === 'returning',
        (stay) => stay.guest_id !== null,
      ),
      proactive_share: having((stay) =>
        sentOf(stay).some(
          ({ template, time }) => template === 'checkin_instructions' && time < stay.check_in,
        ),
      ),
      midstay_share: having(
        (stay) =>
          sentOf(stay).some(
            ({ template, time }) =>
              template === 'midstay_check' && time >= stay.check_in && time < stay.check_out,
          ),
        ({ check_in_date, check_out_date }) =>
          Date.parse(check_out_date) - Date.parse(check_in_date) >= 2 * DAY,
      ),
      review_request_share: sentShare('review_request'),
      booking_confirmation_share: sentShare('booking_confirmation'),
      welcome_book_share: sentShare('welcome_book'),
      survey_response_share: having(isSurveyed),
      questions_per_stay: share(asked.length, counted.length),
      questions_per_stay_with_instructions: share(withInstructions.length, instructedStays),
      questions_per_stay_without_instructions: share(
        ofStays.length - withInstructions.length,
        counted.length - instructedStays,
      ),
      covered_topic_questions_per_stay: share(covered.length, instructedStays),
      ...nights,
      night_answered: side.filter(({ night }) => night).length,
      off_hours_answered: side.filter((turn) => isOffHours(turn, query.holidays ?? [])).length,
      // "240 s by day, 900 s at night"
      attention_spared_s: people.reduce((sum, { night }) => sum + (night ? 900 : 240), 0),
    }
  }
  return {
    values,
    keys: (period: Period) => [
      ...(by === 'property' ? nightsWithin(owner, period, null).map(({ home }) => home) : []),
      ...(by === 'topic'
        ? []
        : stays.filter((stay) => isWithin(period, stay.check_out_date)).flatMap(keysOfStay)),
      ...ownTurns.filter((turn) => isWithin(period, turn.date, turn.opened_on)).flatMap(keysOfTurn),
    ],
  }
}
