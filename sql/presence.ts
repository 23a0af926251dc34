import type { Shift } from './shifts.server.ts'
import { onDuty, onShift } from './shifts.server.ts'
import { between } from './sorted.ts'
import { holds, inside, length_ms, meets, outside, union, type Span } from './spans.ts'
import { MINUTE_MS } from './zone.ts'

const SEEN_MS = 60 * MINUTE_MS
const GAP_MS = MINUTE_MS
const LATE_START_MS = 600_000

/** When somebody should be there. */
export interface Hours {
  /** cut at as_of */
  window: Span
  is_clock_reported: boolean
}

/** Something that a manager did. */
export interface Act {
  at: number
  /** unit and thread of the message or mark; null for an incident action and for what stands in no thread */
  thread: string | null
  /** of an incident action, else '' */
  property_id: string
}

/** Who was there. Durations in milliseconds, spans in order and disjoint. */
export interface Presence {
  clocked: readonly Span[]
  /** clocked or seen */
  attended: readonly Span[]
  planned: readonly Span[]
  clocked_ms: number
  attended_ms: number
  planned_ms: number
  language_ms: number
  /** at least a minute with nobody clocked or seen (before clocking was reported: planned or seen) */
  gaps: readonly Span[]
  /** ids of shifts whose plan meets the window */
  no_shows: readonly string[]
  late_starts: readonly string[]
}

/** Who was there, when somebody was on shift, and what those did who were, in order. */
export interface Duty {
  presence: Presence
  on: readonly Span[]
  acts: readonly Act[]
}

export interface DutyInputs {
  /** person → acts in order, all up to as_of */
  acts: ReadonlyMap<string, readonly Act[]>
  language: string
  as_of: number
}

/** Reads duty once for all homes for which the same array of shifts was found in the same hours. */
export function dutyReader(inputs: DutyInputs): (hours: Hours, shifts: readonly Shift[]) => Duty {
  const known = { clocked: new Map<readonly Shift[], Duty>(), planned: new Map<readonly Shift[], Duty>() }
  return (hours, shifts) => {
    const there = hours.is_clock_reported ? known.clocked : known.planned
    const duty = there.get(shifts) ?? readDuty(hours, shifts, inputs)
    there.set(shifts, duty)
    return duty
  }
}

/** metrics.md, Nights: presence, gaps, and who did not come. */
function readDuty({ window, is_clock_reported }: Hours, shifts: readonly Shift[], inputs: DutyInputs): Duty {
  const hours = { window, is_clock_reported }
  const spansOf = (list: readonly Shift[], of: (shift: Shift) => Span[]) =>
    union(inside(list.flatMap(of), window))
  const on = (shift: Shift) => onShift(shift, is_clock_reported)
  const clocked = is_clock_reported ? spansOf(shifts, (shift) => shift.clocked) : []
  const planned = spansOf(shifts, (shift) => (shift.planned === null ? [] : [shift.planned]))
  const seen = seenSpans(shifts, hours, inputs.acts)
  const attended = union([...clocked, ...seen])
  const present = is_clock_reported ? attended : union([...planned, ...seen])
  const speaking = shifts.filter((shift) => shift.languages.includes(inputs.language))
  return {
    on: spansOf(shifts, on),
    acts: actsOnShift(shifts, hours, inputs.acts),
    presence: {
      ...{ clocked, attended, planned },
      clocked_ms: length_ms(clocked),
      attended_ms: length_ms(attended),
      planned_ms: length_ms(planned),
      language_ms: length_ms(spansOf(speaking, on)),
      gaps: outside(present, window).filter((gap) => gap.until_at - gap.from_at >= GAP_MS),
      ...missedShifts(shifts, window, inputs),
    },
  }
}

const actsIn = (acts: readonly Act[] | undefined, from: number, until: number) =>
  between(acts ?? [], ({ at }) => at, from, until)

/** From one act of a person to his next, at most 60 minutes later, as far as it lies inside one of his spans. */
function seenSpans(
  shifts: readonly Shift[],
  { window, is_clock_reported }: Hours,
  acts: DutyInputs['acts'],
): Span[] {
  const seen: Span[] = []
  for (const person of new Set(shifts.map((shift) => shift.manager_id))) {
    const own = actsIn(acts.get(person), window.from_at - SEEN_MS, window.until_at + SEEN_MS + 1)
    const stretches: Span[] = []
    for (const [index, { at }] of own.entries()) {
      const next = own[index + 1]
      if (next !== undefined && next.at - at <= SEEN_MS) stretches.push({ from_at: at, until_at: next.at })
    }
    const active = union(inside(stretches, window))
    for (const shift of shifts.filter(({ manager_id }) => manager_id === person)) {
      for (const span of onDuty(shift, is_clock_reported)) seen.push(...inside(active, span))
    }
  }
  return seen
}

/** What those did who were on shift when they did it, in order. */
function actsOnShift(
  shifts: readonly Shift[],
  { window, is_clock_reported }: Hours,
  acts: DutyInputs['acts'],
): Act[] {
  const done = new Set<Act>()
  for (const shift of shifts) {
    const spans = onShift(shift, is_clock_reported)
    for (const act of actsIn(acts.get(shift.manager_id), window.from_at, window.until_at)) {
      if (spans.some((span) => holds(span, act.at))) done.add(act)
    }
  }
  return [...done].sort((a, b) => a.at - b.at)
}

/** Planned shifts whose plan meets the window: never started and nothing done; or first started over 10 minutes late. */
function missedShifts(
  shifts: readonly Shift[],
  window: Span,
  { acts, as_of }: DutyInputs,
): Pick<Presence, 'no_shows' | 'late_starts'> {
  const missed = { no_shows: [] as string[], late_starts: [] as string[] }
  for (const { shift_id, planned, first_started_at, manager_id } of shifts) {
    if (planned === null || !meets(planned, window)) continue
    if (first_started_at !== null) {
      if (first_started_at - planned.from_at > LATE_START_MS) missed.late_starts.push(shift_id)
    } else if (
      planned.until_at <= as_of &&
      actsIn(acts.get(manager_id), planned.from_at, planned.until_at).length === 0
    ) {
      missed.no_shows.push(shift_id)
    }
  }
  return missed
}
