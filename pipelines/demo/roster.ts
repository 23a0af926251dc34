import { diceFor } from './random.ts'
import { dateOf, instant, MINUTE_MS } from './portfolio.ts'
import { storyDays } from './stories.ts'
import type { Tell } from './tell.ts'

/** A stretch in which somebody is at work, ms UTC. */
export interface Duty {
  shift: string
  manager: string
  from_at: number
  until_at: number
}

interface Shift {
  id: string
  manager: string
  /** hours of the local clock on the shift's day */
  from: number
  to: number
}

const DAYS = ['m-sasha', 'm-ulyana', 'm-fedor'] as const

/** The plan of a day: two shifts by day and one by night; from the 20th of the last whole month on two by night. */
function planOf(day: number, first_day: number): Shift[] {
  const dice = diceFor('roster', day)
  const morning = DAYS[day % 3] ?? 'm-sasha'
  // one person carries the nights
  const night = nightOf(day, first_day) ?? (dice.chance(0.72) ? 'm-timur' : 'm-fedor')
  const evening = DAYS.find((manager) => manager !== morning && manager !== night) ?? 'm-ulyana'
  const shift = (part: string, manager: string, from: number, to: number): Shift => ({
    id: `shift-${dateOf(day)}-${part}`,
    manager,
    from,
    to,
  })
  const shifts = [
    shift('morning', morning, 8, 15),
    shift('evening', evening, 15, 22),
    shift('night', night, 22, 32),
  ]
  if (day >= storyDays(first_day).two_at_night_from) shifts.push(shift('night-2', 'm-lead', 22, 32))
  return shifts
}

/** Who has the nights that a story needs. */
function nightOf(day: number, first_day: number): string | null {
  const { nobody, asleep, busy } = storyDays(first_day)
  return day === nobody || day === asleep ? 'm-fedor' : day === busy ? 'm-timur' : null
}

/** When people really were at work on a day's shifts. */
export function dutiesOf(day: number, first_day: number): Duty[] {
  const { nobody } = storyDays(first_day)
  return planOf(day, first_day).flatMap(({ id, manager, from, to }) => {
    const dice = diceFor('clock', id)
    if (day === nobody && from === 22) {
      // the phone went dead
      return [
        { shift: id, manager, from_at: instant(day, 21.9), until_at: instant(day, 26 + 58 / 60) },
        { shift: id, manager, from_at: instant(day, 28 + 41 / 60), until_at: instant(day, 32 + 2 / 60) },
      ]
    }
    return [
      {
        shift: id,
        manager,
        from_at: instant(day, from) - dice.between(2, 9) * MINUTE_MS,
        until_at: instant(day, to) + dice.between(1, 8) * MINUTE_MS,
      },
    ]
  })
}

/** Who is at work at a moment, by who answers: the one who came last, before whoever stands by. */
export function onDuty(at: number, day: number, first_day: number): string[] {
  return [day - 1, day]
    .flatMap((one) => dutiesOf(one, first_day))
    .filter((duty) => duty.from_at <= at && at < duty.until_at)
    .sort((a, b) => Number(standsBy(a)) - Number(standsBy(b)) || b.from_at - a.from_at)
    .map(({ manager }) => manager)
}

const standsBy = ({ shift }: Duty) => shift.endsWith('night-2')

/** A day's shift events: planned a week ahead, clocked but for the week in which the clock was broken. */
export function tellShifts(tell: Tell, day: number, first_day: number): void {
  const { unclocked } = storyDays(first_day)
  const isClocked = day < unclocked || day >= unclocked + 7
  const duties = dutiesOf(day, first_day)
  for (const { id, manager, from, to } of planOf(day, first_day)) {
    const data = { shift_id: id, manager_id: manager, property_ids: [] }
    tell(day, 'shift', 'roster://butler', `${id}-planned`, instant(day - 7, 12), {
      ...data,
      action: 'planned',
      planned_start: new Date(instant(day, from)).toISOString(),
      planned_end: new Date(instant(day, to)).toISOString(),
    })
    if (!isClocked) continue
    const own = duties.filter((duty) => duty.shift === id)
    for (const [index, duty] of own.entries()) {
      tell(day, 'shift', 'roster://butler', `${id}-started-${index}`, duty.from_at, {
        ...data,
        action: 'started',
      })
      tell(day, 'shift', 'roster://butler', `${id}-ended-${index}`, duty.until_at, {
        ...data,
        action: 'ended',
      })
    }
  }
}
