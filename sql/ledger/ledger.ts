import { byShift, standingPlan, type Shift, type ShiftEvent, type ShiftSpan } from '../nights/shifts.ts'
import { inside, meets, union, type Span } from '../time/spans.ts'
import { DAY_MS } from '../time/zone.ts'

/** A turn that was open at some moment of a night's window; times ms UTC. */
export interface LedgerTurn {
  conversation_id: string
  opened_at: number
  /** null: not by as_of */
  answered_at: number | null
  due_at: number
  /** late or overdue as of as_of */
  is_late: boolean
  /** the part of its wait inside the window; a wait is over after 24 h at the latest */
  inside: Span
  /** the same, cut where the shift changes: who held it */
  held_by: (Span & { manager_ids: string[] })[]
}

/** Who was planned for a home from when until when. */
export interface Planned extends Span {
  manager_id: string
}

/** One shift's plan for a home, and how it was edited after the night had begun. */
export interface LedgerPlan {
  shift_id: string
  /** as it stood when the night began; null: not planned for the home then */
  planned: Planned | null
  /** each later planned or cancelled, in order; null: cancelled, or no longer for the home */
  edits: { edited_at: number; planned: Planned | null }[]
}

/** The part of a wait in a window; null where it has none. */
export function waitInside(
  { opened_at, answered_at }: { opened_at: number; answered_at: number | null },
  window: Span,
  as_of: number,
): Span | null {
  const wait = { from_at: opened_at, until_at: Math.min(answered_at ?? as_of, opened_at + DAY_MS) }
  // a wait of no length is open at that moment
  if (wait.from_at === wait.until_at && wait.from_at >= window.from_at && wait.from_at < window.until_at)
    return wait
  return inside([wait], window)[0] ?? null
}

/** Cuts a wait where somebody begins or ends a shift: each part with those who were on shift all through it. */
export function splitAtShifts(
  wait: Span,
  shifts: readonly Shift[],
  onShift: (shift: Shift) => readonly ShiftSpan[],
): LedgerTurn['held_by'] {
  const duty = shifts
    .flatMap(onShift)
    .flatMap((span) => inside([span], wait).map((part) => ({ ...part, manager_id: span.manager_id })))
  const borders = [
    ...new Set([
      wait.from_at,
      wait.until_at,
      ...duty.flatMap(({ from_at, until_at }) => [from_at, until_at]),
    ]),
  ].sort((a, b) => a - b)
  const parts: LedgerTurn['held_by'] = []
  for (const [index, from_at] of borders.entries()) {
    const until_at = borders[index + 1]
    if (until_at === undefined) break
    const there = duty.filter((span) => span.from_at <= from_at && span.until_at >= until_at)
    const manager_ids = [...new Set(there.map(({ manager_id }) => manager_id))].sort()
    const last = parts.at(-1)
    if (last !== undefined && last.manager_ids.join('\n') === manager_ids.join('\n')) last.until_at = until_at
    else parts.push({ from_at, until_at, manager_ids })
  }
  return parts
}

/**
 * The longest stretch of a window in which some guest waited and nobody wrote to anybody, in ms; 0 without one.
 * @param written when somebody wrote, ms UTC
 */
export function longestSilence(waits: readonly Span[], written: readonly number[]): number {
  const quiet = union(waits).flatMap((span) => {
    const borders = [
      span.from_at,
      ...written.filter((at) => at > span.from_at && at < span.until_at).sort((a, b) => a - b),
      span.until_at,
    ]
    return borders.slice(1).map((until_at, index) => until_at - (borders[index] ?? until_at))
  })
  return Math.max(0, ...quiet)
}

/**
 * Plans that met the window when the night began or at any later edit.
 * @param events in order
 * @param isOfNight whether a shift for this home counts for the night; every shift: a team's
 */
export function plansOf(
  events: readonly ShiftEvent[],
  window: Span,
  as_of: number,
  isOfNight: (property_id: string) => boolean,
): LedgerPlan[] {
  return [...byShift(events, as_of)].flatMap(([shift_id, own]) => {
    const { plan, homes } = standingAt(own.filter(({ at }) => at <= window.from_at))
    const planned = plannedFor(plan, homes, isOfNight)
    const later = own.filter(
      ({ action, at }) => at > window.from_at && (action === 'planned' || action === 'cancelled'),
    )
    const edits = later.map((edit) => ({
      edited_at: edit.at,
      planned: plannedFor(
        edit,
        edit.property_ids ?? standingAt(own.slice(0, own.indexOf(edit))).homes,
        isOfNight,
      ),
    }))
    const isMet = [planned, ...edits.map((edit) => edit.planned)].some(
      (one) => one !== null && meets(one, window),
    )
    return isMet ? [{ shift_id, planned, edits }] : []
  })
}

/** The plan that stands after these events, and for which homes. */
function standingAt(events: readonly ShiftEvent[]) {
  const { plan, edits } = standingPlan(events)
  return { plan, homes: homesSaid(events.filter((event) => !edits.has(event))) }
}

/** What the latest of these events that names homes names; empty: every home. */
function homesSaid(events: readonly ShiftEvent[]): readonly string[] {
  return events.findLast(({ property_ids }) => property_ids !== null)?.property_ids ?? []
}

/** What an event plans for the night's homes. */
function plannedFor(
  event: ShiftEvent | null,
  homes: readonly string[],
  isOfNight: (property_id: string) => boolean,
): Planned | null {
  if (event?.planned == null || (homes.length > 0 && !homes.some(isOfNight))) return null
  return { ...event.planned, manager_id: event.manager_id }
}
