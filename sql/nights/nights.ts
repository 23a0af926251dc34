import type { Act } from './acts.ts'
import { dutyReader, type DutyInputs, type Hours, type Presence } from './presence.ts'
import type { Place } from './shifts-around.ts'
import type { Shift } from './shifts.ts'
import { between } from '../sorted.ts'
import { holds, inside, type Span } from '../time/spans.ts'
import { DAY_MS, MINUTE_MS } from '../time/zone.ts'

const SILENT_MS = 30 * MINUTE_MS

/** A window in which somebody should be there: a home's night, or with `team` one that several homes share. */
export interface CoverageWindow extends Hours, Place {
  property_ids: string[]
  /** local date on which it begins, days since 1970-01-01 */
  date: number
}

/** A turn that is not dismissed. `until_at`: its answer, else as_of; at most 24 h after the opening. */
export interface NightTurn {
  property_id: string
  thread: string
  /** of the message that opened it */
  conversation_id: string
  opened_at: number
  until_at: number
  is_late_at_night: boolean
}

/** What a night was like. */
export interface Night extends CoverageWindow, Presence {
  window_ms: number
  is_late: boolean
  is_silent: boolean
  is_overloaded: boolean
}

export interface NightInputs extends DutyInputs {
  /** the shifts that count for the watch and of which some span meets its window */
  shiftsAround: (place: Place) => readonly Shift[]
  /** home → turns, in order of opening */
  turns: ReadonlyMap<string, readonly NightTurn[]>
}

/** docs/rules.md#nights: reads one watch after the other. */
export function nightReader(inputs: NightInputs): (watch: CoverageWindow) => Night {
  const dutyOf = dutyReader(inputs)
  return (watch) => {
    const { window } = watch
    const { presence, on, acts } = dutyOf(watch, inputs.shiftsAround(watch))
    const turns = watch.property_ids.flatMap((home) =>
      between(
        inputs.turns.get(home) ?? [],
        (turn) => turn.opened_at,
        window.from_at - DAY_MS,
        window.until_at,
      ),
    )
    const late = turns.filter((turn) => turn.is_late_at_night && holds(window, turn.opened_at))
    const is_silent = hasSilentWait(turns, on, acts)
    // spelled out: spreading costs 15 µs a night, half of all the time that a portfolio's year takes
    return {
      property_ids: watch.property_ids,
      date: watch.date,
      window,
      every_shift: watch.every_shift,
      is_clock_reported: watch.is_clock_reported,
      clocked: presence.clocked,
      attended: presence.attended,
      unclocked: presence.unclocked,
      planned: presence.planned,
      clocked_ms: presence.clocked_ms,
      attended_ms: presence.attended_ms,
      planned_ms: presence.planned_ms,
      language_ms: presence.language_ms,
      is_unclocked: presence.is_unclocked,
      gaps: presence.gaps,
      nobody: presence.nobody,
      no_shows: presence.no_shows,
      late_starts: presence.late_starts,
      window_ms: window.until_at - window.from_at,
      is_late: late.length > 0,
      is_silent,
      is_overloaded: !is_silent && isOverloaded(late, acts, window),
    }
  }
}

/** At least 30 minutes while one guest waited and someone was on shift, and nobody on shift did anything between its ends. */
function hasSilentWait(turns: readonly NightTurn[], on: readonly Span[], acts: readonly Act[]): boolean {
  return turns.some(
    ({ opened_at, until_at }) =>
      until_at - opened_at >= SILENT_MS &&
      inside(on, { from_at: opened_at, until_at }).some((span) => isSilent(span, acts)),
  )
}

function isSilent({ from_at, until_at }: Span, acts: readonly Act[]): boolean {
  let last = from_at
  for (const { at } of acts) {
    if (at <= from_at) continue
    if (at >= until_at || at - last >= SILENT_MS) break
    last = at
  }
  return until_at - last >= SILENT_MS
}

/** While the guest of a late turn waited, someone on shift wrote in another chat or worked on another home's incident. */
function isOverloaded(late: readonly NightTurn[], acts: readonly Act[], window: Span): boolean {
  return late.some((turn) =>
    acts.some((act) => {
      if (!holds(window, act.at) || act.at < turn.opened_at || act.at >= turn.until_at) return false
      if (act.incident_home !== '') return act.incident_home !== turn.property_id
      return act.thread !== null && act.thread !== turn.thread && act.conversation_id !== turn.conversation_id
    }),
  )
}
