import { TOPICS } from './phrases.ts'
import { dateOf, dayOf, instant } from './portfolio.ts'
import { diceFor } from './random.ts'
import { onDuty } from './roster.ts'
import type { DemoStay } from './stays.ts'
import { storyDays } from './stories.ts'
import { ask, isSilent, speaker, type Talk } from './talk.ts'
import type { Tell } from './tell.ts'
import { tellTrouble, usualHandling } from './trouble.ts'

/** What goes wrong, the frequent twice. */
const TROUBLES = [
  'lock',
  'lock',
  'hot_water',
  'hot_water',
  'heating',
  'noise',
  'noise',
  'power',
  'leak',
] as const

/** A stay from its booking to its review. */
export function tellStay(tell: Tell, stay: DemoStay, first_day: number): void {
  const tellStatus = (status: string, at: number) => {
    // what was booked before the portfolio begins is told on its first day
    tell(Math.max(dayOf(at), first_day), 'stay', 'crm://butler', `${stay.id}-${status}`, at, {
      stay_id: stay.id,
      property_id: stay.home.id,
      status,
      guest_id: stay.guest,
      guest_language: stay.locale,
      check_in: dateOf(stay.check_in),
      check_out: dateOf(stay.check_out),
      platform: ['avito', 'sutochno'].includes(stay.channel)
        ? stay.channel
        : stay.dice.pick(['avito', 'sutochno', 'ostrovok', 'yandex_travel']),
    })
  }
  tellStatus('booked', stay.booked_at)
  const talk: Talk = { tell, first_day, stay, dice: stay.dice }
  automate(talk, 'booking_confirmation', stay.booked_at + 60_000)
  if (stay.isCancelled) {
    tellStatus(
      'cancelled',
      Math.min(stay.booked_at + 36e5 * stay.dice.between(2, 30), instant(stay.check_in, 9)),
    )
    return
  }
  automate(talk, 'checkin_instructions', instant(stay.check_in - 1, 17 + stay.dice.share()))
  tellStatus('checked_in', instant(stay.check_in, 14.2 + 3 * stay.dice.share()))
  automate(talk, 'welcome_book', instant(stay.check_in, 14 + stay.dice.share()))
  if (stay.check_out - stay.check_in > 1)
    automate(talk, 'midstay_check', instant(stay.check_in + 1, 11 + stay.dice.share()))
  tellStatus('checked_out', instant(stay.check_out, 11.4 + 0.5 * stay.dice.share()))
  automate(talk, 'review_request', instant(stay.check_out, 15 + stay.dice.share()))
  if (stay.channel === 'telegram') {
    for (let day = stay.check_in; day < stay.check_out; day++) {
      automate(talk, 'quiet_hours', instant(day, 22.9 + 0.2 * stay.dice.share()))
      automate(talk, 'weather', instant(day + 1, 6.4 + 0.2 * stay.dice.share()))
    }
  }
  for (let index = 0; index < stay.questions; index++) question(talk, index)
  review(talk)
}

/** One question at a likely hour: before the stay, on arrival, or while it lasts; a quarter of them at night. */
function question(talk: Talk, index: number): void {
  const { stay, dice, first_day, tell } = talk
  const when = dice.pick(['before', 'arrival', 'arrival', 'stay', 'stay', 'stay'] as const)
  const day =
    when === 'before'
      ? stay.check_in - dice.between(1, 2)
      : when === 'arrival'
        ? stay.check_in
        : dice.between(stay.check_in, stay.check_out - 1)
  const hour = dice.chance(0.27)
    ? 22 + 10 * dice.share() ** 1.25
    : when === 'arrival'
      ? 12 + 10 * dice.share()
      : 8.2 + 13.6 * dice.share()
  const at = instant(day, hour)
  const isTrouble = when !== 'before' && dice.chance(0.017)
  const isRequest = !isTrouble && when === 'stay' && dice.chance(0.02)
  const topic = isTrouble ? dice.pick(TROUBLES) : isRequest ? 'late_check_out' : dice.pick(TOPICS[when])
  if (isQuiet(stay, at, first_day)) return
  const answered_at = ask(talk, { topic, at })
  if (answered_at === null || (!isTrouble && !isRequest) || dice.chance(0.08)) return
  const id = `i-${stay.id}-${index}`
  const logged_after_min = Math.ceil((answered_at - at) / 60_000) + 1
  tellTrouble(tell, {
    id,
    property_id: stay.home.id,
    stay_id: stay.id,
    category: topic,
    at,
    conversation_id: stay.conversation,
    logged_after_min,
    handled_min: Math.max(logged_after_min + 2, usualHandling(topic, id)),
    isOwnerCalled: isTrouble && dice.chance(0.13),
    by: onDuty(at + 360_000, dayOf(at), first_day)[0] ?? 'm-lead',
  })
}

/** In the nights that stories are about nobody else writes while they happen. */
function isQuiet(stay: DemoStay, at: number, first_day: number): boolean {
  const days = storyDays(first_day)
  const within = (day: number, from: number, to: number) => at >= instant(day, from) && at < instant(day, to)
  return (
    within(days.nobody, 26.5, 29) ||
    within(days.asleep, 25, 29.6) ||
    within(days.busy, 27, 29) ||
    (stay.home.id === 'fontanka-66' && within(days.rang, 24, 30))
  )
}

function automate(talk: Talk, template: string, at: number): void {
  if (isSilent(talk.stay.channel, at, talk.first_day)) return
  speaker(talk, dayOf(at), `${template}-${dayOf(at)}`)('automation', at, { template })
}

/** Four in ten write one; most five stars, fewer where something went wrong; one in ten comes without a booking number. */
function review({ tell, stay, first_day }: Talk): void {
  const dice = diceFor('review', stay.id)
  const { bad_from, bad_until } = storyDays(first_day)
  const isBad = stay.check_out > bad_from && stay.check_in < bad_until
  if (!dice.chance(0.42)) return
  const at = instant(stay.check_out + dice.between(1, 4), 10 + 10 * dice.share())
  const platform = dice.chance(0.25)
    ? 'survey'
    : dice.pick(['avito', 'sutochno', 'ostrovok', 'yandex_travel'])
  tell(dayOf(at), 'review', 'crm://butler', stay.id, at, {
    review_id: `r-${stay.id}`,
    property_id: stay.home.id,
    ...(dice.chance(0.1) ? {} : { stay_id: stay.id }),
    platform,
    rating: dice.pick(isBad ? [5, 5, 4, 4, 3, 3, 2] : [5, 5, 5, 5, 5, 5, 5, 4, 4, 3]),
    scale: 5,
    language: stay.locale,
  })
}
