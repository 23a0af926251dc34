import type { Act } from './acts.ts'
import { onDuty, type Shift, type ShiftSpan } from './shifts.ts'
import { between } from '../sorted.ts'
import { holds, inside, length_ms, meets, outside, union, type Span } from '../time/spans.ts'
import { HOUR_MS, MINUTE_MS } from '../time/zone.ts'

const SEEN_MS = 60 * MINUTE_MS
const UNCLOCKED_MS = 2 * HOUR_MS
const GAP_MS = MINUTE_MS
const LATE_START_MS = 600_000

/** When somebody should be there. */
export interface Hours {
  /** cut at as_of */
  window: Span
  is_clock_reported: boolean
}

/** Who was there. Durations in milliseconds, spans in order and disjoint. */
export interface Presence {
  clocked: readonly Span[]
  /** clocked or seen */
  attended: readonly Span[]
  /** no mark of a shift was made, but somebody was at work; none before clocking was reported */
  unclocked: readonly Span[]
  planned: readonly Span[]
  clocked_ms: number
  attended_ms: number
  planned_ms: number
  language_ms: number
  /** some time is unclocked, and nobody was clocked in it */
  is_unclocked: boolean
  /** at least a minute with nobody clocked, seen or unclocked (before clocking was reported: planned or seen) */
  gaps: readonly Span[]
  /** nobody was even planned: of this alone it may be said that nobody was there */
  nobody: readonly Span[]
  /** ids of shifts whose plan meets the window */
  no_shows: readonly string[]
  late_starts: readonly string[]
}

/** Who was there, when somebody was on shift, and what those did, or may have done, who were, in order. */
export interface Duty {
  presence: Presence
  on: readonly Span[]
  acts: readonly Act[]
}

export interface DutyInputs {
  /** person → acts in order, all up to as_of */
  acts: ReadonlyMap<string, readonly Act[]>
  /** where somebody was clocked, in any shift, for any home; disjoint */
  clockedOf: (person: string) => readonly Span[]
  /** primary subtag */
  language: string
  as_of: number
}

/** Reads duty once for all homes for which the same array of shifts was found in the same hours. */
export function dutyReader(inputs: DutyInputs): (hours: Hours, shifts: readonly Shift[]) => Duty {
  const known = { clocked: new Map<readonly Shift[], Duty>(), planned: new Map<readonly Shift[], Duty>() }
  const onShift = onShiftReader(inputs.acts)
  return (hours, shifts) => {
    const there = hours.is_clock_reported ? known.clocked : known.planned
    const duty = there.get(shifts) ?? readDuty(hours, shifts, inputs, onShift)
    there.set(shifts, duty)
    return duty
  }
}

/** Where somebody is on shift, and the stretches in which no mark was made, but somebody was at work. */
export interface OnShift {
  /** clocked, or unclocked around acts that are his; the plan in a night dated before clocking was reported */
  on: (shift: Shift, isClockReported: boolean) => readonly ShiftSpan[]
  /** unclocked, around acts that are or may be his */
  unclocked: (shift: Shift) => readonly ShiftSpan[]
}

/** A shift that was never started is unclocked for the two hours that begin with each act inside its plan. */
export function onShiftReader(acts: DutyInputs['acts']): OnShift {
  const known = new WeakMap<Shift, { all: ShiftSpan[]; sure: ShiftSpan[] }>()
  const unclocked = (shift: Shift) => {
    let found = known.get(shift)
    if (found === undefined) {
      found = { all: unclockedSpans(shift, acts, false), sure: unclockedSpans(shift, acts, true) }
      known.set(shift, found)
    }
    return found
  }
  return {
    on: (shift, isClockReported) => {
      if (!isClockReported) return shift.planned === null ? [] : [shift.planned]
      return shift.first_started_at === null ? unclocked(shift).sure : shift.clocked
    },
    unclocked: (shift) => unclocked(shift).all,
  }
}

function unclockedSpans(
  { planned, first_started_at }: Shift,
  acts: DutyInputs['acts'],
  sureOnly: boolean,
): ShiftSpan[] {
  if (planned === null || first_started_at !== null) return []
  const stretches = actsIn(acts.get(planned.manager_id), planned)
    .filter(({ is_sure }) => is_sure || !sureOnly)
    .map(({ at }) => ({ from_at: at, until_at: Math.min(at + UNCLOCKED_MS, planned.until_at) }))
  return union(stretches).map((span) => ({ ...planned, ...span }))
}

/** docs/rules.md#presence: presence, gaps, and who did not come. */
function readDuty(
  { window, is_clock_reported }: Hours,
  shifts: readonly Shift[],
  inputs: DutyInputs,
  { on, unclocked: unclockedOf }: OnShift,
): Duty {
  const hours = { window, is_clock_reported }
  const spansOf = (of: (shift: Shift) => readonly Span[]) => union(inside(shifts.flatMap(of), window))
  const clocked = is_clock_reported ? spansOf((shift) => shift.clocked) : []
  const unclocked = is_clock_reported ? spansOf(unclockedOf) : []
  const planned = spansOf((shift) => (shift.planned === null ? [] : [shift.planned]))
  const seen = seenSpans(shifts, hours, inputs.acts)
  const attended = union([...clocked, ...seen])
  const present = union(is_clock_reported ? [...attended, ...unclocked] : [...planned, ...seen])
  const onSpans = (shift: Shift) => on(shift, is_clock_reported)
  const speaking = spansOf((shift) =>
    onSpans(shift).filter(({ languages }) => languages.includes(inputs.language)),
  )
  return {
    on: spansOf(onSpans),
    acts: actsOnShift(shifts, hours, inputs.acts, onSpans),
    presence: {
      clocked,
      attended,
      unclocked,
      planned,
      clocked_ms: length_ms(clocked),
      attended_ms: length_ms(attended),
      planned_ms: length_ms(planned),
      language_ms: length_ms(speaking),
      is_unclocked: unclocked.some((span) => outside(clocked, span).length > 0),
      gaps: outside(present, window).filter(isGap),
      nobody: outside([...present, ...planned], window).filter(isGap),
      ...missedShifts(shifts, window, inputs),
    },
  }
}

function isGap({ from_at, until_at }: Span): boolean {
  return until_at - from_at >= GAP_MS
}

function actsIn(acts: readonly Act[] | undefined, { from_at, until_at }: Span): Act[] {
  return between(acts ?? [], ({ at }) => at, from_at, until_at)
}

/** From one act that is a person's to his next, at most 60 minutes later, as far as it lies inside one of his spans. */
function seenSpans(
  shifts: readonly Shift[],
  { window, is_clock_reported }: Hours,
  acts: DutyInputs['acts'],
): Span[] {
  const duty = new Map<string, ShiftSpan[]>()
  for (const span of shifts.flatMap((shift) => onDuty(shift, is_clock_reported))) {
    const own = duty.get(span.manager_id)
    if (own === undefined) duty.set(span.manager_id, [span])
    else own.push(span)
  }
  const around = { from_at: window.from_at - SEEN_MS, until_at: window.until_at + SEEN_MS + 1 }
  return [...duty].flatMap(([person, spans]) => {
    const own = actsIn(acts.get(person), around).filter(({ is_sure }) => is_sure)
    const stretches: Span[] = []
    for (const [index, { at }] of own.entries()) {
      const next = own[index + 1]
      if (next !== undefined && next.at - at <= SEEN_MS) stretches.push({ from_at: at, until_at: next.at })
    }
    const active = union(inside(stretches, window))
    return active.length === 0 ? [] : spans.flatMap((span) => inside(active, span))
  })
}

/** What those did, or may have done, who were on shift then, in order. */
function actsOnShift(
  shifts: readonly Shift[],
  { window }: Hours,
  acts: DutyInputs['acts'],
  onSpans: (shift: Shift) => readonly ShiftSpan[],
): Act[] {
  const done = new Set<Act>()
  for (const span of shifts.flatMap(onSpans)) {
    for (const act of actsIn(acts.get(span.manager_id), window)) if (holds(span, act.at)) done.add(act)
  }
  return [...done].sort((a, b) => a.at - b.at)
}

/** Planned shifts whose plan meets the window: nobody came; or first started over 10 minutes late. */
function missedShifts(
  shifts: readonly Shift[],
  window: Span,
  { acts, clockedOf, as_of }: DutyInputs,
): Pick<Presence, 'no_shows' | 'late_starts'> {
  const missed = { no_shows: [] as string[], late_starts: [] as string[] }
  for (const { shift_id, planned, first_started_at } of shifts) {
    if (planned === null || !meets(planned, window)) continue
    if (first_started_at !== null) {
      if (first_started_at - planned.from_at > LATE_START_MS) missed.late_starts.push(shift_id)
    } else if (planned.until_at <= as_of && actsIn(acts.get(planned.manager_id), planned).length === 0) {
      const clocked_ms = length_ms(inside(clockedOf(planned.manager_id), planned))
      if (2 * clocked_ms < planned.until_at - planned.from_at) missed.no_shows.push(shift_id)
    }
  }
  return missed
}
