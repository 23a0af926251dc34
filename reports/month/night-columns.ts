import type { Directory } from '#sql/directory/directory.ts'
import { verdictOf } from '#sql/ledger/verdict.ts'
import type { Night } from '#sql/nights/nights.ts'
import { inside, outside, union, type Span } from '#sql/time/spans.ts'
import { countsFor, type Shift } from '#sql/nights/shifts.ts'
import type { Wait } from '#sql/waits.server.ts'
import { nightWindow } from '#sql/nights/windows.ts'
import { clockTime, firstInstant, formatDay, localDay } from '#sql/time/zone.ts'
import { zoneIn, type Clocks } from './clocks.ts'
import type { NightColumn, NightSpan } from './contents.ts'

/** Of more questions than this a column shows the late ones alone. */
const MOST_DOTS = 12

export interface NightColumnInputs {
  directory: Directory
  clocks: Clocks
  /** one a home and date */
  nights: readonly Night[]
  waits: readonly Wait[]
  silences: readonly { from_at: number; until_at: number | null }[]
  /** local date from which presence is reported, days since 1970-01-01; null: never */
  known_from: number | null
  as_of: number
  /** time of the latest event up to as_of that the reader is told of, ms UTC; null without any */
  data_as_of: number | null
  /** around the nights that are not over by as_of */
  shifts: readonly Shift[]
}

/** Whether one of these nights is not over. */
export function isRunning(directory: Directory, nights: readonly Night[], as_of: number): boolean {
  return nights.some((night) => wholeOf(directory, night).until_at > as_of)
}

/**
 * One column a date: its homes' nights over each other, at each moment as it was at the home where it was worst. Homes with
 * another clock are laid over the others by what their clock showed.
 */
export function nightColumns(inputs: NightColumnInputs): NightColumn[] {
  const byDate = new Map<number, Night[]>()
  for (const night of inputs.nights) {
    const own = byDate.get(night.date)
    if (own === undefined) byDate.set(night.date, [night])
    else own.push(night)
  }
  const waits = nightWaits(inputs)
  return [...byDate]
    .sort(([a], [b]) => a - b)
    .map(([date, nights]) => columnOf(date, nights, waits.get(date) ?? [], inputs))
}

/** Night turns by the date of the night to which they belong. */
function nightWaits({ waits }: NightColumnInputs): Map<number, Wait[]> {
  const found = new Map<number, Wait[]>()
  for (const wait of waits) {
    if (!wait.is_night) continue
    const own = found.get(wait.date)
    if (own === undefined) found.set(wait.date, [wait])
    else own.push(wait)
  }
  return found
}

function columnOf(
  date: number,
  nights: readonly Night[],
  waits: readonly Wait[],
  { directory, clocks, silences, known_from, as_of, data_as_of, shifts }: NightColumnInputs,
): NightColumn {
  const moves = movesOf(nights, clocks)
  const windows = nights.map((night) => moved(wholeOf(directory, night), moveOf(night, moves)))
  const whole = {
    from_at: Math.min(...windows.map(({ from_at }) => from_at)),
    until_at: Math.max(...windows.map(({ until_at }) => until_at)),
  }
  const isKnown = known_from !== null && date >= known_from
  const by = { as_of, data_as_of, shifts }
  const reported = nights.map((night) => asReported(directory, night, by))
  const gaps = isKnown ? reported.flatMap((night) => night.gaps) : []
  const nobody = isKnown ? reported.flatMap((night) => night.nobody) : []
  const silent = union(
    [...new Set(moves.values())].flatMap((by) =>
      inside(
        silences.map((silence) => moved({ ...silence, until_at: silence.until_at ?? as_of }, by)),
        whole,
      ),
    ),
  )
  const late = waits.filter(({ is_late }) => is_late)
  const dots = waits.length > MOST_DOTS ? late : waits
  const waited = waits.flatMap(({ wait_s }) => wait_s ?? [])
  const verdict = verdictOf({
    nights,
    isKnown,
    gaps,
    nobody,
    silences: silent,
    turns: waits.length,
    late: late.length,
  })
  const also = [
    ...(isKnown && nights.some((night) => night.is_silent) ? (['silent'] as const) : []),
    ...(isKnown && nights.some((night) => night.is_overloaded) ? (['overloaded'] as const) : []),
  ].filter((one) => one !== verdict)
  return {
    date: formatDay(date),
    ...whole,
    spans: isKnown
      ? spansOf(reported.map((night, index) => byClock(night, moveOf(nights[index], moves))))
      : [],
    turns: waits.length,
    late: late.length,
    dots: dots.map(({ property_id, opened_at, is_late }) => ({
      at: opened_at + (moves.get(property_id) ?? 0),
      is_late,
    })),
    worst_wait_s: waited.length === 0 ? null : Math.max(...waited),
    gap_max_s: isKnown ? longest_s(gaps) : null,
    nobody_max_s: isKnown ? longest_s(nobody) : null,
    silences: silent,
    verdict,
    also,
    ...(isRunning(directory, nights, as_of)
      ? {
          running: {
            until_at: Math.max(...nights.map((night) => reportedUntil(night, by))),
            waiting: waits.filter((wait) => wait.answered_at === null && !wait.is_late).length,
          },
        }
      : {}),
  }
}

/** The window of a night, also what of it is still to come. */
function wholeOf(directory: Directory, { property_ids, date, window }: Night): Span {
  const [found] = property_ids
    .map((home) => nightWindow(directory, home, date))
    .filter(({ from_at }) => from_at === window.from_at)
  return found ?? window
}

type ReportedUpTo = Pick<NightColumnInputs, 'as_of' | 'data_as_of' | 'shifts'>

const ownShifts = (night: Night, shifts: readonly Shift[]) =>
  shifts.filter((shift) => night.every_shift || night.property_ids.some((home) => countsFor(shift, home)))

/** Up to when a night is told: the latest event, or the latest mark of a shift that counts for it. */
function reportedUntil(night: Night, { as_of, data_as_of, shifts }: ReportedUpTo): number {
  const { from_at } = night.window
  const marks = ownShifts(night, shifts).flatMap(({ clocked }) =>
    clocked.flatMap((span) => [span.from_at, ...(span.is_end_assumed ? [] : [span.until_at])]),
  )
  return Math.min(as_of, Math.max(from_at, data_as_of ?? from_at, ...marks))
}

/** A night as far as it is told: of one that is not over presence up to the latest event, and the plan to its end. */
export function asReported(directory: Directory, night: Night, by: ReportedUpTo): Night {
  const whole = wholeOf(directory, night)
  if (whole.until_at <= by.as_of) return night
  const reported = { from_at: whole.from_at, until_at: reportedUntil(night, by) }
  const own = ownShifts(night, by.shifts)
  return {
    ...night,
    gaps: inside(night.gaps, reported),
    nobody: inside(night.nobody, reported),
    attended: inside(night.attended, reported),
    unclocked: inside(night.unclocked, reported),
    planned: inside(
      own.flatMap(({ planned }) => planned ?? []),
      whole,
    ),
  }
}

/** By how much each home's night is moved, so that it begins where the main clock shows what the home's own did; ms. */
function movesOf(nights: readonly Night[], clocks: Clocks): Map<string, number> {
  return new Map(
    nights.flatMap(({ property_ids, window: { from_at } }) =>
      property_ids.map((home) => {
        const zone = zoneIn(clocks, home)
        const by =
          zone === clocks.timezone
            ? 0
            : firstInstant(clocks.timezone, localDay(zone, from_at), clockTime(zone, from_at)) - from_at
        return [home, by] as const
      }),
    ),
  )
}

const moved = <S extends Span>(span: S, by: number): S => ({
  ...span,
  from_at: span.from_at + by,
  until_at: span.until_at + by,
})

const longest_s = (spans: readonly Span[]) =>
  Math.max(0, ...spans.map(({ from_at, until_at }) => until_at - from_at)) / 1000

type Presence = Pick<Night, 'nobody' | 'planned' | 'unclocked' | 'attended'>

const moveOf = (night: Night | undefined, moves: ReadonlyMap<string, number>) =>
  moves.get(night?.property_ids[0] ?? '') ?? 0

function byClock({ nobody, planned, unclocked, attended }: Presence, by: number): Presence {
  const all = (spans: readonly Span[]) => spans.map((span) => moved(span, by))
  return { nobody: all(nobody), planned: all(planned), unclocked: all(unclocked), attended: all(attended) }
}

/** Each moment as it was at the home where it was worst (docs/rules.md#presence). */
function spansOf(nights: readonly Presence[]): NightSpan[] {
  const all = (of: (night: Presence) => readonly Span[]) => union(nights.flatMap(of))
  const nobody = all((night) => night.nobody)
  const planned = without(
    all((night) => without(night.planned, [...night.attended, ...night.unclocked])),
    nobody,
  )
  const worse = [...nobody, ...planned]
  const unclocked = without(
    all((night) => without(night.unclocked, night.attended)),
    worse,
  )
  const present = without(
    all((night) => night.attended),
    [...worse, ...unclocked],
  )
  const state = (spans: readonly Span[], of: NightSpan['state']) =>
    spans.map((span) => ({ ...span, state: of }))
  return [
    ...state(nobody, 'nobody'),
    ...state(planned, 'planned'),
    ...state(unclocked, 'unclocked'),
    ...state(present, 'present'),
  ].sort((a, b) => a.from_at - b.from_at)
}

/** What of the first the second leaves. */
function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return spans.flatMap((span) => outside(others, span))
}
