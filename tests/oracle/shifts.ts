/** Who was planned and who was on duty, when and for which homes. */
import type { ShiftEvent } from './events.ts'
import { instant } from './events.ts'
import { groupBy, latest } from './order.ts'
import type { Known } from './placed.ts'
import { contains, type Span } from './spans.ts'
import { HOUR } from './zone.ts'

/** Somebody's span of a shift; languages by primary subtag. */
export interface Duty extends Span {
  person: string
  languages: string[]
}

export interface Shift {
  shift_id: string
  /** Empty: every property. */
  property_ids: string[]
  planned: Duty | null
  /** `flagged`: nobody ended it in time, so that it ends where it was to end. */
  clocked: (Duty & { flagged: boolean })[]
  /** The first `started` event's time. */
  firstStarted: number | null
}

/**
 * "those of a shift as cancelled, planned, then `ended` before `started` where a span is open (started and not yet
 * ended) and after it where none is": the events of one shift, which stand in the order of all events, in their own.
 */
function inShiftOrder(events: readonly ShiftEvent[]): ShiftEvent[] {
  let isOpen = false
  return [...groupBy(events, ({ time }) => time).values()].flatMap((together) => {
    const of = (...actions: string[]) => together.filter(({ data }) => actions.includes(data.action))
    const clock = isOpen ? [...of('ended'), ...of('started')] : [...of('started'), ...of('ended')]
    const last = clock.at(-1)
    if (last !== undefined) isOpen = last.data.action === 'started'
    return [...of('cancelled'), ...of('planned'), ...clock]
  })
}

/** The events of each shift, in Order. */
export function shiftEvents(known: Known, as_of: number): Map<string, ShiftEvent[]> {
  const seen = known.facts.shifts.filter(({ time }) => time <= as_of)
  const shifts = new Map<string, ShiftEvent[]>()
  for (const [shift_id, events] of groupBy(seen, ({ data }) => data.shift_id))
    shifts.set(shift_id, inShiftOrder(events))
  return shifts
}

function isPlanning({ data }: ShiftEvent): boolean {
  return data.action === 'planned' || data.action === 'cancelled'
}

/** What a `planned` says. */
export function planSaid({ data }: ShiftEvent): Span & { person: string } {
  const { manager_id, planned_start = '', planned_end = '' } = data
  return { person: manager_id, from: instant(planned_start), until: instant(planned_end) }
}

export interface Plan {
  planned: (Span & { person: string }) | null
  /** Those whose property_ids and languages count: all but edits. */
  counting: ShiftEvent[]
  edits: ShiftEvent[]
}

/**
 * "in order, a `planned` sets it where there is none (also after its own start: a roster read in afterwards) or where it
 * comes no later than the start of the one that stands, a `cancelled` takes away one whose start it does not come after;
 * what is planned or cancelled later is an edit, listed, and nothing of it counts."
 */
export function planOf(events: readonly ShiftEvent[]): Plan {
  const plan: Plan = { planned: null, counting: [], edits: [] }
  for (const event of events) {
    if (isPlanning(event) && plan.planned !== null && event.time > plan.planned.from) {
      plan.edits.push(event)
      continue
    }
    plan.counting.push(event)
    if (event.data.action === 'planned') plan.planned = planSaid(event)
    if (event.data.action === 'cancelled') plan.planned = null
  }
  return plan
}

/** "Of property_ids … the latest event that carries them (null = not carried) and is no edit counts". */
export function homesSaid(counting: readonly ShiftEvent[]): string[] {
  return latest(counting, ({ data }) => data.property_ids !== undefined)?.data.property_ids ?? []
}

/** "they are compared by primary subtag (en-GB is en)" */
export function primarySubtag(language: string): string {
  return (language.split('-')[0] ?? language).toLowerCase()
}

interface Clocked extends Span {
  person: string
  flagged: boolean
}

/**
 * How long what began at `from` lasts. "A `started` without `ended` lasts until the planned end (12 h after it where no
 * plan is known, or where that end is not after it), or as_of if earlier, and is flagged. So does one whose `ended` comes
 * more than 4 h after the planned end (16 h after it started where no plan is known, or where that end is not after it)".
 */
function lasts(
  from: number,
  ended: number | undefined,
  planned: Span | null,
  as_of: number,
): { until: number; flagged: boolean } {
  const isPlanKnown = planned !== null && planned.until > from
  const latestEnd = isPlanKnown ? planned.until + 4 * HOUR : from + 16 * HOUR
  if (ended !== undefined && ended <= latestEnd) return { until: ended, flagged: false }
  return { until: Math.min(isPlanKnown ? planned.until : from + 12 * HOUR, as_of), flagged: true }
}

/**
 * "Its *clocked* spans run from each `started` to the next `ended`, whoever's; what lies between two of them is not duty,
 * a second `started` of the same manager inside one and an `ended` outside change nothing; a `started` of another manager
 * inside one ends it and begins his." "A clocked span is of the manager whose `started` began it".
 */
function clockedSpans(events: readonly ShiftEvent[], planned: Span | null, as_of: number): Clocked[] {
  const spans: Clocked[] = []
  events.forEach(({ data, time }, i) => {
    if (data.action !== 'started') return
    const last = spans.at(-1)
    if (last !== undefined && contains(last, time)) {
      if (last.person === data.manager_id) return
      last.until = time
      last.flagged = false
    }
    const ended = events.slice(i + 1).find((later) => later.data.action === 'ended')?.time
    spans.push({ person: data.manager_id, from: time, ...lasts(time, ended, planned, as_of) })
  })
  // "Spans of no length are none."
  return spans.filter(({ from, until }) => from < until)
}

export function shiftsAt(known: Known, as_of: number): Shift[] {
  return [...shiftEvents(known, as_of)].map(([shift_id, events]) => {
    const { planned, counting } = planOf(events)
    const carried = latest(counting, ({ data }) => data.languages !== undefined)?.data.languages
    // "its languages are, where no event carries them, those of that manager": of the span's
    const withLanguages = <S extends { person: string }>(span: S) => {
      const manager = latest(known.facts.managers, ({ data }) => data.manager_id === span.person)
      return { ...span, languages: (carried ?? manager?.data.languages ?? []).map(primarySubtag) }
    }
    return {
      shift_id,
      property_ids: homesSaid(counting),
      planned: planned === null ? null : withLanguages(planned),
      clocked: clockedSpans(events, planned, as_of).map(withLanguages),
      firstStarted: events.find(({ data }) => data.action === 'started')?.time ?? null,
    }
  })
}

/** "a shift counts for a home when its property_ids are absent, empty or name it" */
export function countsFor(shift: Shift, home: string): boolean {
  return shift.property_ids.length === 0 || shift.property_ids.includes(home)
}

/** Of a shift what is this person's. */
export function ofPerson(shift: Shift, person: string): Shift {
  return {
    ...shift,
    planned: shift.planned?.person === person ? shift.planned : null,
    clocked: shift.clocked.filter((span) => span.person === person),
  }
}
