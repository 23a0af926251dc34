import { diceFor } from './random.ts'
import { demoStays, type DemoStay } from './stays.ts'
import { ask } from './talk.ts'
import { teller } from './tell.ts'

const TOPICS = ['wifi', 'check_in', 'parking', 'late_check_out', 'hot_water', 'noise', 'other']

/** Who stays in the portfolio's homes on a day. */
export function guestsOn(first_day: number, day: number): DemoStay[] {
  return [...demoStays(first_day, day + 1)].filter(
    ({ check_in, check_out, isCancelled }) => !isCancelled && check_in <= day && day < check_out,
  )
}

/** One more question at this moment, with its answer and thanks: the events in order, none before it. */
export function questionAt(
  guests: readonly DemoStay[],
  first_day: number,
  at: number,
): { at: number; event: Record<string, unknown> }[] {
  const dice = diceFor(`live ${at}`)
  const { tell, events } = teller(() => true)
  ask({ tell, first_day, stay: dice.pick(guests), dice }, { at, topic: dice.pick(TOPICS) })
  return events.sort((a, b) => a.at - b.at)
}
