/** The table of "Nights: was anyone there?". */
import { share } from './numbers.ts'
import type { Known } from './placed.ts'
import type { Ask, Period, Values } from './scope.ts'
import { isWithin } from './scope.ts'
import { readNights, watchesOf, type Night, type Watch } from './nights.ts'
import {
  actsAt,
  countsFor,
  onShiftSpans,
  primarySubtag,
  seenSpans,
  shiftsAt,
  type Act,
  type Shift,
} from './shifts.ts'
import { contains, intersection, length, meets, rest, union, type Span } from './spans.ts'
import { readTurns, type Turn } from './turns.ts'
import { groupBy } from './order.ts'
import { DAY, MINUTE, SECOND } from './zone.ts'

export interface NightBook {
  known: Known
  ask: Ask
  nights: Night[]
  shifts: Shift[]
  acts: Act[]
  /** The turns that count, of each home. */
  turns: ReadonlyMap<string | null, Turn[]>
}

export function readNightBook(known: Known, ask: Ask): NightBook {
  const turns = readTurns(known, ask.as_of).filter(({ state }) => state !== 'dismissed')
  return {
    known,
    ask,
    nights: readNights(known, ask, ask),
    shifts: shiftsAt(known, ask.as_of),
    acts: actsAt(known, ask.as_of),
    turns: groupBy(turns, ({ property_id }) => property_id),
  }
}

/** The nights of the period, of one home where it is given. */
export function watchesWithin(book: NightBook, period: Period, home: string | null): Watch[] {
  const nights = book.nights.filter((night) => isWithin(period, night.date))
  return watchesOf(
    home === null ? nights : nights.filter((night) => night.home === home),
    book.ask.team === true,
  )
}

/** "a shift counts for a home when its property_ids are absent, empty or name it"; of a team, every shift. */
function shiftsFor(shifts: readonly Shift[], watch: Watch): Shift[] {
  return shifts.filter((shift) => watch.everyShift || watch.homes.some((home) => countsFor(shift, home)))
}

/** "In a night dated before clocking was reported there are no clocked spans" */
function isClockReported({ known }: NightBook, { date }: Watch): boolean {
  return known.reported.clock !== null && date >= known.reported.clock
}

/** Spans of a shift in which its person may be seen: "inside a span, planned or clocked". */
function dutySpans(shift: Shift, clockReported: boolean): Span[] {
  const planned = shift.planned === null ? [] : [shift.planned]
  return clockReported ? [...planned, ...shift.clocked] : planned
}

/** One window and who was there. All spans lie inside the window and are merged. */
interface Presence {
  watch: Watch
  shifts: Shift[]
  clockReported: boolean
  clocked: Span[]
  seen: Span[]
  planned: Span[]
  /** "**On shift**", by anyone. */
  onShift: Span[]
}

function presenceOf(book: NightBook, watch: Watch, all: readonly Shift[]): Presence {
  const shifts = shiftsFor(all, watch)
  const clockReported = isClockReported(book, watch)
  const inWindow = (spans: readonly Span[]) => intersection(spans, [watch.window])
  const seen = [...groupBy(shifts, ({ manager_id }) => manager_id)].flatMap(([person, own]) =>
    seenSpans(
      book.acts,
      person,
      own.flatMap((shift) => dutySpans(shift, clockReported)),
    ),
  )
  return {
    watch,
    shifts,
    clockReported,
    clocked: clockReported ? inWindow(shifts.flatMap(({ clocked }) => clocked)) : [],
    seen: inWindow(seen),
    planned: inWindow(shifts.flatMap(({ planned }) => (planned === null ? [] : [planned]))),
    onShift: inWindow(shifts.flatMap((shift) => onShiftSpans(shift, clockReported))),
  }
}

/**
 * "the stretches of at least one minute, each inside one window, in which nobody was clocked or seen (in a night
 * before clocking was reported: nobody was planned or seen)"
 */
function gapsOf({ watch, clockReported, clocked, seen, planned }: Presence): number[] {
  return rest(watch.window, [...(clockReported ? clocked : planned), ...seen])
    .map(({ from, until }) => until - from)
    .filter((gap) => gap >= MINUTE)
}

function isOnShift(shift: Shift, clockReported: boolean, at: number): boolean {
  return onShiftSpans(shift, clockReported).some((span) => contains(span, at))
}

/** Acts of someone who was on shift then, "for any home". */
function actsOnShift(book: NightBook, { shifts, clockReported }: Presence): Act[] {
  if (shifts.length === 0) return []
  return book.acts.filter(({ person, time }) =>
    shifts.some((shift) => shift.manager_id === person && isOnShift(shift, clockReported, time)),
  )
}

function turnsOf(book: NightBook, watch: Watch): Turn[] {
  return watch.homes.flatMap((home) => book.turns.get(home) ?? [])
}

/** "from its opening to its answer or as_of, at most 24 h" */
function waiting(book: NightBook, { opened_at, answer }: Turn): Span {
  return { from: opened_at, until: Math.min(answer?.time ?? book.ask.as_of, opened_at + DAY) }
}

/** "nights in whose window at least one night turn opened that is late or overdue": those turns. */
function lateTurns(book: NightBook, watch: Watch): Turn[] {
  return turnsOf(book, watch).filter(
    ({ night, state, opened_at }) =>
      night && (state === 'late' || state === 'overdue') && contains(watch.window, opened_at),
  )
}

/**
 * "at least 30 minutes of the window throughout which one guest of that home waited … and someone was on shift for
 * the home, and in which (acts at its two ends apart) nobody then on shift for it did any act, for any home"
 */
function hasSilentWait(book: NightBook, presence: Presence): boolean {
  const acts = actsOnShift(book, presence)
  return turnsOf(book, presence.watch).some((turn) =>
    intersection([waiting(book, turn)], presence.onShift).some(({ from, until }) => {
      const inside = acts.map(({ time }) => time).filter((time) => from < time && time < until)
      const borders = [from, ...inside, until]
      return borders.some((border, i) => border - (borders[i - 1] ?? border) >= 30 * MINUTE)
    }),
  )
}

/**
 * "late_nights without a silent wait, in which, while the guest of such a late or overdue turn waited (opened_at ≤
 * act < the end of the wait, in the window), someone on shift for the home did an act in another thread, or an
 * incident action at another home"
 */
function isOverloaded(book: NightBook, presence: Presence): boolean {
  if (hasSilentWait(book, presence)) return false
  const acts = actsOnShift(book, presence).filter(({ time }) => contains(presence.watch.window, time))
  return lateTurns(book, presence.watch).some((turn) =>
    acts.some((act) => {
      if (!contains(waiting(book, turn), act.time)) return false
      if (act.incidentHome !== null) return act.incidentHome !== turn.property_id
      return act.elsewhere || (act.thread !== null && act.thread !== turn.thread)
    }),
  )
}

/**
 * "planned shifts that count for a home and whose planned span meets one of its windows: ended by as_of with no
 * `started` at all and no act of that person inside the planned span; first `started` more than 600 s after
 * planned_start. A shift counts once".
 */
function missedShifts(
  book: NightBook,
  watches: readonly Watch[],
  shifts: readonly Shift[],
): [number, number] {
  let noShows = 0
  let lateStarts = 0
  for (const shift of shifts) {
    const { planned, firstStarted } = shift
    if (planned === null) continue
    const meetsOne = watches.some(
      (watch) => meets(planned, watch.window) && shiftsFor([shift], watch).length > 0,
    )
    if (!meetsOne) continue
    const acted = book.acts.some(({ person, time }) => person === shift.manager_id && contains(planned, time))
    if (firstStarted === null && planned.until <= book.ask.as_of && !acted) noShows += 1
    if (firstStarted !== null && firstStarted - planned.from > 600 * SECOND) lateStarts += 1
  }
  return [noShows, lateStarts]
}

/** A night is a person's when one of his spans, planned or clocked, meets its window. */
function isOf(book: NightBook, watch: Watch, person: string): boolean {
  const clockReported = isClockReported(book, watch)
  return shiftsFor(book.shifts, watch)
    .filter(({ manager_id }) => manager_id === person)
    .flatMap((shift) => dutySpans(shift, clockReported))
    .some((span) => meets(span, watch.window))
}

export function personsOf(book: NightBook, watches: readonly Watch[]): string[] {
  const persons = new Set(book.shifts.map(({ manager_id }) => manager_id))
  return [...persons].filter((person) => watches.some((watch) => isOf(book, watch, person)))
}

/** All metrics of the table over these windows; of a person: of his nights, with his shifts alone. */
export function nightFigures(book: NightBook, all: readonly Watch[], person: string | null): Values {
  const watches = person === null ? all : all.filter((watch) => isOf(book, watch, person))
  const shifts = person === null ? book.shifts : book.shifts.filter(({ manager_id }) => manager_id === person)
  const presences = watches.map((watch) => presenceOf(book, watch, shifts))
  const total = length(watches.map(({ window }) => window))
  const timeShare = (spansOf: (presence: Presence) => readonly Span[]) =>
    share(
      presences.reduce((sum, presence) => sum + length(spansOf(presence)), 0),
      total,
    )
  const language = primarySubtag(book.ask.language ?? 'en')
  const withLanguage = ({ watch, shifts: own, clockReported }: Presence) =>
    intersection(
      own
        .filter(({ languages }) => languages.includes(language))
        .flatMap((one) => onShiftSpans(one, clockReported)),
      [watch.window],
    )
  const gaps = presences.map(gapsOf)
  const [noShows, lateStarts] = missedShifts(book, watches, shifts)
  return {
    nights: watches.length,
    covered_share: timeShare(({ clocked }) => clocked),
    attended_share: timeShare(({ clocked, seen }) => union([...clocked, ...seen])),
    planned_share: timeShare(({ planned }) => planned),
    gaps: gaps.flat().length,
    gap_max_s: gaps.flat().reduce((longest, gap) => Math.max(longest, gap), 0) / 1000,
    covered_nights: gaps.filter((ofNight) => !ofNight.some((gap) => gap > 10 * MINUTE)).length,
    language_covered_share: timeShare(withLanguage),
    no_shows: noShows,
    late_starts: lateStarts,
    late_nights: watches.filter((watch) => lateTurns(book, watch).length > 0).length,
    silent_nights: presences.filter((presence) => hasSilentWait(book, presence)).length,
    overloaded_nights: presences.filter((presence) => isOverloaded(book, presence)).length,
  }
}
