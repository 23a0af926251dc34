import { diceFor, type Dice } from './random.ts'
import { dateOf, HOMES, instant, monthStart, type DemoHome } from './portfolio.ts'
import { storyDays } from './stories.ts'

export interface DemoStay {
  id: string
  home: DemoHome
  /** local dates, days since 1970-01-01 */
  check_in: number
  check_out: number
  booked_at: number
  guest: string
  conversation: string
  channel: string
  locale: 'ru' | 'en'
  isCancelled: boolean
  questions: number
  dice: Dice
}

/** Every stay that begins before `until`, home by home. Those of a home do not depend on how far is asked. */
export function* demoStays(first_day: number, until: number): Generator<DemoStay> {
  const days = storyDays(first_day)
  for (const home of HOMES) {
    const isQuiet = home.id === 'kirochnaya-12'
    const returned = new Set<number>()
    let free = home.id === 'mayakovskogo-11' ? days.taken_over : first_day - 1
    for (let number = 0; free < until; number++) {
      const dice = diceFor('stay', home.id, number)
      const nights = isQuiet ? 3 : dice.pick([1, 2, 2, 3, 3, 3, 4, 5, 7])
      const idle = isQuiet ? quietGap(first_day, number, free) : gapOf(home, free, nights, dice)
      const check_in = free + idle
      free = check_in + nights
      if (check_in >= until) break
      const visit = home.id === 'pestelya-7' ? visitOf(first_day, check_in) : null
      const isReturn = visit !== null && !returned.has(visit)
      if (visit !== null) returned.add(visit)
      const guest = isReturn
        ? 'g-5ca1ab1e'
        : `g-${Math.floor(dice.share() * 2 ** 32)
            .toString(16)
            .padStart(8, '0')}`
      const channel = isReturn
        ? 'whatsapp'
        : dice.pick([
            'telegram',
            'telegram',
            'telegram',
            'telegram',
            'whatsapp',
            'whatsapp',
            'avito',
            'sutochno',
          ])
      yield {
        id: `s-${home.id}-${number}`,
        home,
        check_in,
        check_out: free,
        guest,
        channel,
        dice,
        conversation: isReturn ? 'c-comes-back' : `c-${home.id}-${number}`,
        booked_at: instant(check_in - dice.between(2, 21), dice.between(9, 22) + dice.share()),
        locale: dice.chance(0.12) ? 'en' : 'ru',
        isCancelled: !isQuiet && dice.chance(0.03),
        questions: isQuiet ? 3 : Math.max(2, Math.round(dice.around(home.questions, 0.35))),
      }
    }
  }
}

/** Two stays a month, from the 5th and from the 18th: an owner with six questions. */
function quietGap(first_day: number, number: number, free: number): number {
  return Math.max(0, monthStart(first_day, Math.floor(number / 2)) + (number % 2 === 0 ? 4 : 17) - free)
}

/** Empty days before a stay, fewer in summer and at New Year. */
function gapOf(home: DemoHome, free: number, nights: number, dice: Dice): number {
  const month = Number(dateOf(free).slice(5, 7))
  const season = month >= 6 && month <= 8 ? 0.1 : month === 12 || month === 1 ? 0.05 : 0
  const taken = Math.min(0.95, home.taken_share + season)
  const mean = (nights * (1 - taken)) / taken
  return Math.floor(-Math.log(1 - dice.share()) * (mean + 0.35))
}

/** The first stays at that home in the fifth and in the eleventh month are the same guest's. */
function visitOf(first_day: number, check_in: number): number | null {
  return (
    [4, 10].find(
      (month) => check_in >= monthStart(first_day, month) && check_in < monthStart(first_day, month + 1),
    ) ?? null
  )
}
