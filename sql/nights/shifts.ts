import type { Directory } from '../directory/directory.ts'
import { inActionOrder, type Ordered } from '../order.ts'
import { holds, type Span } from '../time/spans.ts'
import { HOUR_MS } from '../time/zone.ts'

/** How long a shift is taken to last where nobody said when it ends. */
const UNKNOWN_END_MS = 12 * HOUR_MS
/** An end that comes later than this after the planned one was forgotten, and so was one that comes later than that after the start. */
const FORGOTTEN_AFTER_PLAN_MS = 4 * HOUR_MS
const FORGOTTEN_AFTER_START_MS = 16 * HOUR_MS

export interface ShiftEvent extends Ordered {
  shift_id: string
  manager_id: string
  action: string
  planned: Span | null
  /** null: not carried */
  languages: string[] | null
  property_ids: string[] | null
}

/** A stretch of a shift that is somebody's. */
export interface ShiftSpan extends Span {
  manager_id: string
  /** primary subtags, lower case */
  languages: readonly string[]
  /** its end was never clocked, or so late that it was forgotten: the plan's, or an assumed one, stands for it */
  is_end_assumed: boolean
}

/** A shift as it stood at as_of (docs/rules.md#shifts). */
export interface Shift {
  shift_id: string
  /** its plan as it stood when it was to begin */
  planned: ShiftSpan | null
  /** in order of their beginning, disjoint */
  clocked: readonly ShiftSpan[]
  first_started_at: number | null
  /** empty: every home */
  property_ids: readonly string[]
}

/** Which of a shift's actions come first where they bear the same time; of `ended` and `started` see inOrderOfDuty(). */
export const inShiftOrder = inActionOrder(['cancelled', 'planned'])

/** Folds what was told of shifts, in order, into the shifts as they stood at as_of. */
export function shiftsAt(shiftEvents: readonly ShiftEvent[], directory: Directory, as_of: number): Shift[] {
  return [...byShift(shiftEvents, as_of)].map(([shift_id, events]) =>
    shiftOf(shift_id, events, directory, as_of),
  )
}

/** What was told of each shift up to as_of, in order of duty. @param shiftEvents in order */
export function byShift(shiftEvents: readonly ShiftEvent[], as_of: number): Map<string, ShiftEvent[]> {
  const shifts = new Map<string, ShiftEvent[]>()
  for (const event of shiftEvents) {
    if (event.at > as_of) continue
    const events = shifts.get(event.shift_id)
    if (events === undefined) shifts.set(event.shift_id, [event])
    else events.push(event)
  }
  for (const [shift_id, events] of shifts) shifts.set(shift_id, inOrderOfDuty(events))
  return shifts
}

function shiftOf(
  shift_id: string,
  events: readonly ShiftEvent[],
  directory: Directory,
  as_of: number,
): Shift {
  const { plan, edits } = standingPlan(events)
  const carried = <K extends 'languages' | 'property_ids'>(member: K) =>
    events.findLast((event) => event[member] !== null && !edits.has(event))?.[member] ?? null
  const languages = carried('languages')
  const withLanguages = (span: Omit<ShiftSpan, 'languages'>): ShiftSpan => ({
    ...span,
    languages: (languages ?? directory.managers.get(span.manager_id)?.languages ?? []).map(primarySubtag),
  })
  const planned = plan?.planned ?? null
  return {
    shift_id,
    planned:
      planned === null
        ? null
        : withLanguages({ ...planned, manager_id: plan?.manager_id ?? '', is_end_assumed: false }),
    clocked: clockedSpans(events, planned, as_of).map(withLanguages),
    first_started_at: events.find((event) => event.action === 'started')?.at ?? null,
    property_ids: carried('property_ids') ?? [],
  }
}

/**
 * The `planned` that stood when the shift was to begin, and what was planned or cancelled after the start of the plan that
 * stood: an edit, of which nothing counts.
 * @param events of one shift, in order
 */
export function standingPlan(events: readonly ShiftEvent[]): {
  plan: ShiftEvent | null
  edits: ReadonlySet<ShiftEvent>
} {
  let plan: ShiftEvent | null = null
  const edits = new Set<ShiftEvent>()
  for (const event of events) {
    if (event.action !== 'planned' && event.action !== 'cancelled') continue
    if (plan?.planned != null && event.at > plan.planned.from_at) edits.add(event)
    else plan = event.action === 'planned' ? event : null
  }
  return { plan, edits }
}

/** From each `started` to the next `ended`, or until somebody else starts; see docs/rules.md#shifts for ends that are missing. */
function clockedSpans(
  events: readonly ShiftEvent[],
  planned: Span | null,
  as_of: number,
): Omit<ShiftSpan, 'languages'>[] {
  const spans: Omit<ShiftSpan, 'languages'>[] = []
  const duty = events.filter(({ action }) => action === 'started' || action === 'ended')
  for (const [index, { action, at, manager_id }] of duty.entries()) {
    if (action !== 'started') continue
    const inside = spans.at(-1)
    if (inside !== undefined && holds(inside, at)) {
      if (inside.manager_id === manager_id) continue
      inside.until_at = at
      inside.is_end_assumed = false
    }
    const ended_at = duty.slice(index + 1).find((later) => later.action === 'ended')?.at
    const isPlanAhead = planned !== null && planned.until_at > at
    const forgotten_at = isPlanAhead
      ? planned.until_at + FORGOTTEN_AFTER_PLAN_MS
      : at + FORGOTTEN_AFTER_START_MS
    const isForgotten = ended_at === undefined || ended_at > forgotten_at
    const assumed = isPlanAhead ? planned.until_at : at + UNKNOWN_END_MS
    spans.push({
      from_at: at,
      until_at: isForgotten ? Math.min(assumed, as_of) : ended_at,
      manager_id,
      is_end_assumed: isForgotten,
    })
  }
  return spans.filter((span) => span.until_at > span.from_at)
}

/** At equal times the clock comes last: `ended` before `started` where a span is open, and after it where none is. */
function inOrderOfDuty(events: readonly ShiftEvent[]): ShiftEvent[] {
  const ordered: ShiftEvent[] = []
  let isOpen = false
  for (let start = 0; start < events.length;) {
    const { at } = events[start] as ShiftEvent
    let end = start
    while (events[end]?.at === at) end++
    const together = events.slice(start, end)
    const of = (wanted: string) => together.filter(({ action }) => action === wanted)
    const clock: ShiftEvent[] = isOpen
      ? [...of('ended'), ...of('started')]
      : [...of('started'), ...of('ended')]
    ordered.push(...together.filter(({ action }) => action !== 'started' && action !== 'ended'), ...clock)
    const last = clock.at(-1)
    if (last !== undefined) isOpen = last.action === 'started'
    start = end
  }
  return ordered
}

/** en-GB → en */
export function primarySubtag(language: string): string {
  return (language.split('-')[0] ?? language).toLowerCase()
}

export function countsFor({ property_ids }: Pick<Shift, 'property_ids'>, property_id: string): boolean {
  return property_ids.length === 0 || property_ids.includes(property_id)
}

/** Where acts show presence: planned and clocked; before clocking was reported nobody clocked. */
export function onDuty(shift: Shift, isClockReported: boolean): ShiftSpan[] {
  const planned = shift.planned === null ? [] : [shift.planned]
  return isClockReported ? [...planned, ...shift.clocked] : planned
}

/** The same shift as far as it is this person's. */
export function partOf(shift: Shift, person: string): Shift {
  return {
    ...shift,
    planned: shift.planned?.manager_id === person ? shift.planned : null,
    clocked: shift.clocked.filter(({ manager_id }) => manager_id === person),
  }
}

/** Whose a shift is, planned or clocked. */
export function peopleOf({ planned, clocked }: Shift): string[] {
  return [...(planned === null ? [] : [planned]), ...clocked].map(({ manager_id }) => manager_id)
}
