import { BOTS_TOPICS, HOLDING, HOLDING_EN, QUESTIONS, THANKS } from './phrases.ts'
import { dayOf, hourOf, monthStart, SOURCE_OF } from './portfolio.ts'
import type { Dice } from './random.ts'
import { onDuty } from './roster.ts'
import type { DemoStay } from './stays.ts'
import { storyDays } from './stories.ts'
import type { Tell } from './tell.ts'

const SECOND_MS = 1000

export interface Talk {
  tell: Tell
  first_day: number
  stay: DemoStay
  dice: Dice
}

/** A question and how it went; what is not told is thrown. */
export interface Asked {
  topic: string
  at: number
  /** seconds until the answer of a person */
  wait_s?: number
  /** who answers: a manager's id, the bot, the owner */
  by?: string
  /** the bot passes the guest on first */
  isHandedOff?: boolean
}

/** How fast people answer: a good team, a month in which it was too small, and the one after it. */
function waitOf(at: number, day: number, { first_day, dice, stay }: Talk): number {
  const days = storyDays(first_day)
  const isNight = hourOf(at) >= 22 || hourOf(at) < 8
  const isBad = day >= days.bad_from && day < days.bad_until
  const usual = (isNight ? 215 : 165) * (isBad ? 1.9 : 1)
  // where the stories of the last two months happen, nobody else waits too long: they stand out
  const isQuiet = stay.home.owner === 'o-anna' && day >= monthStart(first_day, 12)
  const isLate = dice.chance(isBad ? 0.17 : isNight ? 0.022 : 0.014)
  if (isLate && !isQuiet) return dice.between(11, isBad ? 55 : 26) * 60
  return Math.max(25, Math.min(585, dice.around(usual, 0.55)))
}

function botAnswers(topic: string, day: number, { first_day, dice }: Talk): boolean {
  const days = storyDays(first_day)
  const isBots = day >= days.bot_from && day < days.bot_until
  return isBots
    ? dice.chance(BOTS_TOPICS.includes(topic) ? 0.92 : 0.18)
    : BOTS_TOPICS.includes(topic) && dice.chance(0.42)
}

/**
 * Tells a question with its answer and the thanks.
 * @returns when it was answered, ms UTC; null where it falls into the ten hours in which Telegram told nothing
 */
export function ask(talk: Talk, asked: Asked): number | null {
  const { stay, dice, first_day } = talk
  const { at, topic } = asked
  const day = dayOf(at)
  const isDrawn = asked.by === undefined && asked.wait_s === undefined
  const isOwners = stay.home.id === 'repino' && isDrawn && dice.chance(0.3)
  const isBots = !isOwners && (asked.by === 'bot' || (isDrawn && botAnswers(topic, day, talk)))
  const wait_s = isBots ? dice.between(2, 6) : Math.round(asked.wait_s ?? waitOf(at, day, talk))
  const answered_at = at + wait_s * SECOND_MS
  if (isDrawn && [at, answered_at].some((moment) => isSilent(stay.channel, moment, first_day))) return null
  const say = speaker(talk, day, String(at))
  const phrases = QUESTIONS[topic] ?? QUESTIONS['other']
  say('guest', at, { text: dice.pick(phrases?.[stay.locale] ?? ['?']), topic })
  if (isBots) {
    say('bot', answered_at, {})
    thank(talk, at + dice.between(60, 200) * SECOND_MS, say)
    return answered_at
  }
  if (asked.isHandedOff === true || (isDrawn && BOTS_TOPICS.includes(topic) && dice.chance(0.25)))
    say('bot', at + 2 * SECOND_MS, { handoff: true })
  const by = isOwners
    ? 'owner'
    : (asked.by ?? onDuty(answered_at, dayOf(answered_at), first_day)[0] ?? 'm-lead')
  const author = by === 'owner' ? { role: 'owner', id: stay.home.owner } : { role: 'manager', id: by }
  if (isDrawn && wait_s > 240 && wait_s < 590 && dice.chance(0.3))
    say('manager', at + dice.between(50, 110) * SECOND_MS, {
      author,
      text: stay.locale === 'en' ? HOLDING_EN : HOLDING,
    })
  say('manager', answered_at, { author })
  if (dice.chance(0.45)) say('manager', answered_at + dice.between(20, 60) * SECOND_MS, { author })
  thank(talk, answered_at + dice.between(70, 240) * SECOND_MS, say)
  return answered_at
}

function thank({ dice, stay }: Talk, at: number, say: Say): void {
  if (dice.chance(0.6)) say('guest', at, { text: dice.pick(THANKS[stay.locale]) })
}

type Say = (role: string, at: number, of: Record<string, unknown>) => void

/** Writes messages of one conversation; a CRM tells home or stay with some of them, a messenger only with few. */
export function speaker({ tell, stay, dice }: Talk, day: number, key: string): Say {
  let count = 0
  return (role, at, of) => {
    const isIdentified = dice.chance(0.62)
    tell(day, 'message', SOURCE_OF[stay.channel] ?? 'crm://butler', `${stay.id}-${key}-${count++}`, at, {
      conversation_id: stay.conversation,
      ...(isIdentified ? { property_id: stay.home.id } : {}),
      // a story's guest has no stay of his own
      ...(isIdentified && stay.check_in > 0 ? { stay_id: stay.id } : {}),
      guest_id: stay.guest,
      channel: stay.channel,
      author: role === 'bot' ? { role, id: 'bot' } : { role },
      ...(role === 'guest' ? { language: stay.locale } : {}),
      ...of,
    })
  }
}

/** Telegram told nothing for ten hours: what would have been said then is in no event. */
export function isSilent(channel: string, at: number, first_day: number): boolean {
  const day = storyDays(first_day).telegram_silent
  const hours = (dayOf(at) - day) * 24 + hourOf(at)
  return channel === 'telegram' && hours >= 20 && hours < 30
}
