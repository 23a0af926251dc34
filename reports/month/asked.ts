import type { MonthContents, NightColumn } from './contents.ts'
import { fractionIn } from './fractions.ts'

/** Below this many cases their usual (median) wait is not told. */
export const ENOUGH_FOR_USUAL = 5
/** From this many cases on a share says something: under 90 % in time is bad. Below it more than a quarter late is. */
export const ENOUGH_FOR_SHARE = 20

/** Turns that a bot did not answer, of the night or of all hours, and how they went. */
export interface Asked {
  turns: number
  /** still within the promised time */
  waiting: number
  due: number
  in_time: number
  late: number
  /** without an answer, their time over */
  overdue: number
  /** answered by the bot, beside these */
  by_bot: number
  /** median, seconds; null where too few are due to tell one */
  usual_s: number | null
  longest_s: number | null
}

export function askedOf(contents: MonthContents, of: '' | 'night_'): Asked | null {
  const values = contents.figures.turns
  const turns = values[`${of}people_turns`]
  const inTime = fractionIn(contents, 'turns', `${of}people_in_time_share`)
  if (turns == null || inTime === null) return null
  const { part: in_time, whole: due } = inTime
  const overdue = Math.min(due - in_time, values[`${of}overdue`] ?? 0)
  return {
    turns,
    waiting: turns - due,
    due,
    in_time,
    overdue,
    late: due - in_time - overdue,
    by_bot: Math.max(0, (values[`${of}turns`] ?? turns) - turns),
    usual_s: due < ENOUGH_FOR_USUAL ? null : (values[`${of}people_wait_p50_s`] ?? null),
    longest_s: due === 0 ? null : (values[`${of}people_wait_max_s`] ?? null),
  }
}

/** What is left of all without the night. A median can't be taken apart: it is told only where nobody wrote at night. */
export function dayOf(all: Asked, night: Asked): Asked {
  const isWhole = night.turns === 0
  const rest = (key: 'turns' | 'waiting' | 'due' | 'in_time' | 'late' | 'overdue' | 'by_bot') =>
    Math.max(0, all[key] - night[key])
  return {
    turns: rest('turns'),
    waiting: rest('waiting'),
    due: rest('due'),
    in_time: rest('in_time'),
    late: rest('late'),
    overdue: rest('overdue'),
    by_bot: rest('by_bot'),
    usual_s: isWhole ? all.usual_s : null,
    longest_s: isWhole ? all.longest_s : null,
  }
}

export function isBad({ due, in_time, late, overdue }: Asked): boolean {
  return due >= ENOUGH_FOR_SHARE ? in_time / due < 0.9 : due > 0 && (late + overdue) / due > 0.25
}

/** A turn for people that was answered late or is overdue. */
export interface LateWait {
  /** seconds; null where only its night is told */
  wait_s: number | null
  /** the night in whose hours it opened; null: by day */
  night: string | null
  /** whether the night is one of the month's columns */
  isListed: boolean
  /** the same for the questions of one guest that people answered; null where that is not told, or nobody did */
  guest: number | null
}

export function lateWaitsOf(contents: MonthContents): LateWait[] {
  const { late_waits, nights } = contents
  if (late_waits === undefined) return foundLate(contents)
  const listed = new Set(nights.map(({ date }) => date))
  return late_waits.map(({ night, wait_s, is_answered, guest }) => ({
    night,
    wait_s,
    isListed: night !== null && listed.has(night),
    guest: is_answered ? guest : null,
  }))
}

/** Of a month that was sealed before they were told: found by the moments of the strip's dots. */
function foundLate({ nights, trend }: MonthContents): LateWait[] {
  const nightAt = new Map<number, NightColumn>()
  for (const night of nights) {
    for (const { at, is_late } of night.dots) if (is_late) nightAt.set(at, night)
  }
  if (trend.kind === 'lines')
    return [...nightAt.values()].map(({ date, worst_wait_s }) => ({
      wait_s: worst_wait_s,
      night: date,
      isListed: true,
      guest: null,
    }))
  return trend.dots
    .filter(({ is_late, is_bot }) => is_late && !is_bot)
    .map(({ opened_at, wait_s }) => {
      const night = nightAt.get(opened_at)?.date ?? null
      return { wait_s, night, isListed: night !== null, guest: null }
    })
}
