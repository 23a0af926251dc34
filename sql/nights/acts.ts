import { countsFor, type Shift, type ShiftSpan } from './shifts.ts'
import { holds } from '../time/spans.ts'
import { DAY_MS } from '../time/zone.ts'

/** Something that a manager did (docs/rules.md#acts). */
export interface Act {
  at: number
  /** group and thread of the message or mark; null for an incident action and for what stands in no thread */
  thread: string | null
  /** '' for incident actions */
  conversation_id: string
  /** home of an incident action, else '' */
  incident_home: string
  /** false: it carries no name, and may be several people's: it clears each of them, and accuses nobody */
  is_sure: boolean
}

/** An act that carries no name: no id, or that of an account that several people write from. */
export interface UnnamedAct extends Omit<Act, 'is_sure'> {
  /** '' where none is known */
  home: string
}

/**
 * Whose an act without a name can be: those in a clocked span of a shift that counts for its home then, or where nobody is,
 * those in the planned span of one that was never started. Nobody's where its home is unknown.
 */
export function namesFor(shifts: readonly Shift[]): (act: UnnamedAct) => string[] {
  const clocked = spansByDay(shifts, (shift) => shift.clocked)
  const unstarted = spansByDay(shifts, (shift) =>
    shift.first_started_at === null && shift.planned !== null ? [shift.planned] : [],
  )
  return (act) => {
    if (act.home === '') return []
    const there = (days: SpansByDay) =>
      (days.get(Math.floor(act.at / DAY_MS)) ?? []).filter(
        ({ span, shift }) => holds(span, act.at) && countsFor(shift, act.home),
      )
    const onClock = there(clocked)
    const found = onClock.length > 0 ? onClock : there(unstarted)
    return [...new Set(found.map(({ span }) => span.manager_id))]
  }
}

type SpansByDay = ReadonlyMap<number, readonly { span: ShiftSpan; shift: Shift }[]>

function spansByDay(shifts: readonly Shift[], spansOf: (shift: Shift) => readonly ShiftSpan[]): SpansByDay {
  const days = new Map<number, { span: ShiftSpan; shift: Shift }[]>()
  for (const shift of shifts) {
    for (const span of spansOf(shift)) {
      for (let day = Math.floor(span.from_at / DAY_MS); day * DAY_MS < span.until_at; day++) {
        const list = days.get(day)
        if (list === undefined) days.set(day, [{ span, shift }])
        else list.push({ span, shift })
      }
    }
  }
  return days
}
