import type { Directory } from '#sql/directory.ts'
import { verdictOf } from '#sql/ledger/verdict.ts'
import type { Night } from '#sql/nights.ts'
import { inside, outside, union, type Span } from '#sql/spans.ts'
import type { Wait } from '#sql/waits.server.ts'
import { nightWindow } from '#sql/windows.ts'
import { clockTime, firstInstant, formatDay, localDay } from '#sql/zone.ts'
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
  { directory, clocks, silences, known_from }: NightColumnInputs,
): NightColumn {
  const shifts = shiftsOf(nights, clocks)
  const windows = nights.flatMap(({ property_ids }) =>
    property_ids.map((home) => moved(nightWindow(directory, home, date), shifts.get(home) ?? 0)),
  )
  const whole = {
    from_at: Math.min(...windows.map(({ from_at }) => from_at)),
    until_at: Math.max(...windows.map(({ until_at }) => until_at)),
  }
  const isKnown = known_from !== null && date >= known_from
  const gaps = isKnown ? nights.flatMap((night) => night.gaps) : []
  const nobody = isKnown ? nights.flatMap((night) => night.nobody) : []
  const silent = union(
    [...new Set(shifts.values())].flatMap((by) =>
      inside(
        silences.map(({ from_at, until_at }) => moved({ from_at, until_at: until_at ?? Infinity }, by)),
        whole,
      ),
    ),
  )
  const late = waits.filter(({ is_late }) => is_late)
  const dots = waits.length > MOST_DOTS ? late : waits
  const told = waits.flatMap(({ wait_s }) => wait_s ?? [])
  return {
    date: formatDay(date),
    ...whole,
    spans: isKnown ? spansOf(nights.map((night) => byClock(night, shifts))) : [],
    turns: waits.length,
    late: late.length,
    dots: dots.map(({ property_id, opened_at, is_late }) => ({
      ...{ at: opened_at + (shifts.get(property_id) ?? 0), is_late },
    })),
    worst_wait_s: told.length === 0 ? null : Math.max(...told),
    gap_max_s: isKnown ? longest_s(gaps) : null,
    nobody_max_s: isKnown ? longest_s(nobody) : null,
    silences: silent,
    verdict: verdictOf({
      ...{ nights, isKnown, gaps, nobody, silences: silent },
      ...{ turns: waits.length, late: late.length },
    }),
  }
}

/** By how much each home's night is moved, so that it begins where the main clock shows what the home's own did; ms. */
function shiftsOf(nights: readonly Night[], clocks: Clocks): Map<string, number> {
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
  ...{ from_at: span.from_at + by, until_at: span.until_at + by },
})

const longest_s = (spans: readonly Span[]) =>
  Math.max(0, ...spans.map(({ from_at, until_at }) => until_at - from_at)) / 1000

type Presence = Pick<Night, 'nobody' | 'planned' | 'unclocked' | 'attended'>

function byClock(
  { property_ids, nobody, planned, unclocked, attended }: Night,
  shifts: ReadonlyMap<string, number>,
): Presence {
  const by = shifts.get(property_ids[0] ?? '') ?? 0
  const all = (spans: readonly Span[]) => spans.map((span) => moved(span, by))
  return {
    nobody: all(nobody),
    planned: all(planned),
    unclocked: all(unclocked),
    attended: all(attended),
  }
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
