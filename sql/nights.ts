import type { Shift } from './shifts.server.ts'
import { onDuty, onShift } from './shifts.server.ts'
import { between } from './sorted.ts'
import { holds, inside, length_ms, meets, outside, union, type Span } from './spans.ts'
import { DAY_MS, MINUTE_MS } from './zone.ts'

const SEEN_MS = 60 * MINUTE_MS
const GAP_MS = MINUTE_MS
const SILENT_MS = 30 * MINUTE_MS
const LATE_START_MS = 600_000

/** A window in which somebody should be there: a home's night, or with `team` one that several homes share. */
export interface Watch {
  property_ids: string[]
  /** local date on which it begins, days since 1970-01-01 */
  date: number
  /** cut at as_of */
  window: Span
  every_shift: boolean
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

/** A turn that is not dismissed. `until_at`: its answer, else as_of; at most 24 h after the opening. */
export interface NightTurn {
  property_id: string
  thread: string
  opened_at: number
  until_at: number
  is_late_at_night: boolean
}

/** What a night was like. Durations in milliseconds, spans in order and disjoint. */
export interface Night extends Watch {
  window_ms: number
  clocked: Span[]
  /** clocked or seen */
  attended: Span[]
  planned: Span[]
  clocked_ms: number
  attended_ms: number
  planned_ms: number
  language_ms: number
  /** at least a minute with nobody clocked or seen (before clocking was reported: planned or seen) */
  gaps: Span[]
  is_late: boolean
  is_silent: boolean
  is_overloaded: boolean
  /** ids of shifts whose plan meets the window */
  no_shows: string[]
  late_starts: string[]
}

export interface NightInputs {
  /** the shifts that count for the watch and of which some span meets its window */
  shiftsAround: (watch: Pick<Watch, 'window' | 'property_ids' | 'every_shift'>) => readonly Shift[]
  /** person → acts in order, all up to as_of */
  acts: ReadonlyMap<string, readonly Act[]>
  /** home → turns, in order of opening */
  turns: ReadonlyMap<string, readonly NightTurn[]>
  language: string
  as_of: number
}

/** metrics.md, Nights: one watch, with the shifts that count for it. */
export function readNight(watch: Watch, inputs: NightInputs): Night {
  const { window, is_clock_reported } = watch
  const shifts = inputs.shiftsAround(watch)
  const spansOf = (list: readonly Shift[], of: (shift: Shift) => Span[]) =>
    union(inside(list.flatMap(of), window))
  const on = (shift: Shift) => onShift(shift, is_clock_reported)
  const clocked = is_clock_reported ? spansOf(shifts, (shift) => shift.clocked) : []
  const planned = spansOf(shifts, (shift) => (shift.planned === null ? [] : [shift.planned]))
  const seen = seenSpans(shifts, watch, inputs.acts)
  const attended = union([...clocked, ...seen])
  const present = is_clock_reported ? attended : union([...planned, ...seen])
  const speaking = shifts.filter((shift) => shift.languages.includes(inputs.language))
  const turns = watch.property_ids.flatMap((home) =>
    between(inputs.turns.get(home) ?? [], (turn) => turn.opened_at, window.from_at - DAY_MS, window.until_at),
  )
  const acts = actsOnShift(shifts, is_clock_reported, window, inputs.acts)
  const late = turns.filter((turn) => turn.is_late_at_night && holds(window, turn.opened_at))
  const is_silent = hasSilentWait(turns, spansOf(shifts, on), acts)
  return {
    ...watch,
    window_ms: window.until_at - window.from_at,
    clocked,
    attended,
    planned,
    clocked_ms: length_ms(clocked),
    attended_ms: length_ms(attended),
    planned_ms: length_ms(planned),
    language_ms: length_ms(spansOf(speaking, on)),
    gaps: outside(present, window).filter((gap) => gap.until_at - gap.from_at >= GAP_MS),
    is_late: late.length > 0,
    is_silent,
    is_overloaded: !is_silent && isOverloaded(late, acts, window),
    ...missedShifts(shifts, watch, inputs),
  }
}

/** Shifts of a day: those for every home, and by home those that name it. */
interface DayOfShifts {
  every: Set<Shift>
  ofHome: Map<string, Set<Shift>>
}

/** Finds the shifts of a watch by its days and homes, without looking at all of them each time. */
export function byTime(shifts: readonly Shift[]): NightInputs['shiftsAround'] {
  const days = new Map<number, DayOfShifts>()
  for (const shift of shifts) {
    for (const day of new Set(onDuty(shift, true).flatMap(daysOf))) {
      let there = days.get(day)
      if (there === undefined) days.set(day, (there = { every: new Set(), ofHome: new Map() }))
      if (shift.property_ids.length === 0) there.every.add(shift)
      for (const home of shift.property_ids) {
        const own = there.ofHome.get(home)
        if (own === undefined) there.ofHome.set(home, new Set([shift]))
        else own.add(shift)
      }
    }
  }
  return ({ window, property_ids, every_shift }) => {
    const near = new Set<Shift>()
    for (const day of daysOf(window)) {
      const there = days.get(day)
      if (there === undefined) continue
      const counting = every_shift
        ? [there.every, ...there.ofHome.values()]
        : [there.every, ...property_ids.map((home) => there.ofHome.get(home) ?? [])]
      for (const some of counting) for (const shift of some) near.add(shift)
    }
    return [...near].filter((shift) => onDuty(shift, true).some((span) => meets(span, window)))
  }
}

function daysOf({ from_at, until_at }: Span): number[] {
  const first = Math.floor(from_at / DAY_MS)
  return Array.from(
    { length: Math.max(0, Math.ceil(until_at / DAY_MS) - first) },
    (_, index) => first + index,
  )
}

const actsIn = (acts: readonly Act[] | undefined, from: number, until: number) =>
  between(acts ?? [], ({ at }) => at, from, until)

/** From one act of a person to his next, at most 60 minutes later, as far as it lies inside one of his spans. */
function seenSpans(shifts: readonly Shift[], watch: Watch, acts: NightInputs['acts']): Span[] {
  const seen: Span[] = []
  for (const person of new Set(shifts.map((shift) => shift.manager_id))) {
    const own = actsIn(acts.get(person), watch.window.from_at - SEEN_MS, watch.window.until_at + SEEN_MS + 1)
    const stretches: Span[] = []
    for (const [index, { at }] of own.entries()) {
      const next = own[index + 1]
      if (next !== undefined && next.at - at <= SEEN_MS) stretches.push({ from_at: at, until_at: next.at })
    }
    const active = union(inside(stretches, watch.window))
    for (const shift of shifts.filter(({ manager_id }) => manager_id === person)) {
      for (const span of onDuty(shift, watch.is_clock_reported)) seen.push(...inside(active, span))
    }
  }
  return seen
}

/** What those did who were on shift for the watch when they did it, in order. */
function actsOnShift(
  shifts: readonly Shift[],
  isClockReported: boolean,
  window: Span,
  acts: NightInputs['acts'],
): Act[] {
  const done = new Set<Act>()
  for (const shift of shifts) {
    const spans = onShift(shift, isClockReported)
    for (const act of actsIn(acts.get(shift.manager_id), window.from_at, window.until_at)) {
      if (spans.some((span) => holds(span, act.at))) done.add(act)
    }
  }
  return [...done].sort((a, b) => a.at - b.at)
}

/** At least 30 minutes while one guest waited and someone was on shift, and nobody on shift did anything between its ends. */
function hasSilentWait(turns: readonly NightTurn[], on: readonly Span[], acts: readonly Act[]): boolean {
  return turns.some((turn) =>
    inside(on, { from_at: turn.opened_at, until_at: turn.until_at }).some((span) => {
      const borders = [
        span.from_at,
        ...acts.map(({ at }) => at).filter((at) => at > span.from_at && at < span.until_at),
        span.until_at,
      ]
      return borders.some((border, index) => border - (borders[index - 1] ?? border) >= SILENT_MS)
    }),
  )
}

/** While the guest of a late turn waited, someone on shift wrote in another thread or worked on another home's incident. */
function isOverloaded(late: readonly NightTurn[], acts: readonly Act[], window: Span): boolean {
  return late.some((turn) =>
    acts.some((act) => {
      if (!holds(window, act.at) || act.at < turn.opened_at || act.at >= turn.until_at) return false
      if (act.property_id !== '') return act.property_id !== turn.property_id
      return act.thread !== null && act.thread !== turn.thread
    }),
  )
}

/** Planned shifts whose plan meets the window: never started and nothing done; or first started over 10 minutes late. */
function missedShifts(
  shifts: readonly Shift[],
  watch: Watch,
  { acts, as_of }: NightInputs,
): Pick<Night, 'no_shows' | 'late_starts'> {
  const missed: Pick<Night, 'no_shows' | 'late_starts'> = { no_shows: [], late_starts: [] }
  for (const { shift_id, planned, first_started_at, manager_id } of shifts) {
    if (planned === null || !meets(planned, watch.window)) continue
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
