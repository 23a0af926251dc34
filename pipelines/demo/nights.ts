import { diceFor } from './random.ts'
import { dateOf, dayOf, HOMES, instant } from './portfolio.ts'
import { onDuty } from './roster.ts'
import { storyDays } from './stories.ts'
import { ask, speaker, type Asked, type Talk } from './talk.ts'
import type { Tell } from './tell.ts'

/** The questions that the stories tell, each of a guest of its own. */
export function tellNights(tell: Tell, first_day: number): void {
  const days = storyDays(first_day)
  const asks = (home: string, key: string, channel: string, asked: Asked) => {
    ask(talkAt(tell, first_day, home, key, channel), asked)
  }
  // nobody there, and two guests
  asks('nevsky-24', 'nobody', 'telegram', {
    topic: 'lock',
    at: instant(days.nobody, 27.2),
    wait_s: 5520,
    by: 'm-fedor',
  })
  asks('rubinshteina-9', 'morning', 'whatsapp', {
    topic: 'hot_water',
    at: instant(days.nobody, 30.5),
    wait_s: 660,
    by: 'm-fedor',
    isHandedOff: true,
  })
  // asleep
  asks('pestelya-7', 'asleep', 'whatsapp', {
    topic: 'noise',
    at: instant(days.asleep, 26 + 40 / 60),
    wait_s: 3060,
    by: 'm-fedor',
  })
  // the leak and the noise were told in a chat, too
  asks('marata-5', 'leak', 'telegram', { topic: 'other', at: instant(days.leak, 28 + 2 / 60), wait_s: 95 })
  asks('nevsky-24', 'noise', 'telegram', { topic: 'noise', at: instant(days.noise, 26.1), wait_s: 130 })
  for (const [index, day] of days.lock_fails.entries()) {
    const at = instant(day, [23.7, 21.2, 18.4, 20.3][index] ?? 20)
    asks('rubinshteina-9', `lock-${index}`, 'whatsapp', { topic: 'lock', at, wait_s: 140 + 30 * index })
  }
  // one person and two guests: the second waits while the first is answered
  asks('marata-5', 'busy-1', 'whatsapp', {
    topic: 'lock',
    at: instant(days.busy, 27.3),
    wait_s: 1680,
    by: 'm-timur',
  })
  asks('ligovsky-74-3', 'busy-2', 'telegram', {
    topic: 'appliances',
    at: instant(days.busy, 27.4),
    wait_s: 300,
    by: 'm-timur',
  })
  // the last that Telegram told before it fell silent
  asks('sadovaya-22', 'last-word', 'telegram', {
    topic: 'parking',
    at: instant(days.telegram_silent, 19.8),
    wait_s: 160,
  })
  ring(talkAt(tell, first_day, 'fontanka-66', 'rang', 'phone'), days.rang)
  tell(days.nobody + 21, 'note', 'crm://butler', 'nobody', instant(days.nobody + 21, 12), {
    note_id: 'n-nobody',
    about: { night: dateOf(days.nobody) },
    text: 'В ночь с 13 на 14 у дежурного сел телефон, подменить было некому. С 20-го на смене всегда двое.',
    author: { role: 'manager', id: 'm-lead' },
    show_owner: true,
  })
}

/** The telephone rang at 01:20, and nobody called back until morning. */
function ring(talk: Talk, day: number): void {
  const say = speaker(talk, day, 'rang')
  say('guest', instant(day, 25 + 20 / 60), { kind: 'missed_call' })
  say('guest', instant(day, 25 + 27 / 60), { kind: 'missed_call' })
  const called_back_at = instant(day, 28 + 50 / 60)
  const [by = 'm-lead'] = onDuty(called_back_at, dayOf(called_back_at), talk.first_day)
  say('manager', called_back_at, { kind: 'call', author: { role: 'manager', id: by } })
}

function talkAt(tell: Tell, first_day: number, home: string, key: string, channel: string): Talk {
  const found = HOMES.find(({ id }) => id === home)
  if (found === undefined) throw new Error(`the demo has no home ${home}`)
  const dice = diceFor('story', key)
  return {
    tell,
    first_day,
    dice,
    stay: {
      id: `story-${key}`,
      home: found,
      check_in: 0,
      check_out: 0,
      booked_at: 0,
      guest: `g-story-${key}`,
      channel,
      conversation: `c-story-${key}`,
      locale: 'ru',
      isCancelled: false,
      questions: 0,
      dice,
    },
  }
}
