/** The table of "Nights: was anyone there?". */
import { actsAt, mayBeHis, onShift, seenSpans, unclockedSpans, type Act } from './acts.ts'
import { share } from './numbers.ts'
import type { Known } from './placed.ts'
import type { Query, Period, Values } from './scope.ts'
import { isWithin } from './scope.ts'
import { readNights, watchesOf, type Night, type Watch } from './nights.ts'
import { countsFor, ofPerson, primarySubtag, shiftsAt, type Duty, type Shift } from './shifts.ts'
import { contains, intersection, length, meets, rest, union, type Span } from './spans.ts'
import { readTurns, type Turn } from './turns.ts'
import { groupBy } from './order.ts'
import { DAY, MINUTE, SECOND } from './zone.ts'

export interface NightSet {
  known: Known
  query: Query
  nights: Night[]
  shifts: Shift[]
  acts: Act[]
  /** The turns that count, of each home. */
  turns: ReadonlyMap<string | null, Turn[]>
}

export function readNightSet(known: Known, query: Query): NightSet {
  const turns = readTurns(known, query.as_of).filter(({ state }) => state !== 'dismissed')
  const shifts = shiftsAt(known, query.as_of)
  return {
    known,
    query,
    nights: readNights(known, query, query),
    shifts,
    acts: actsAt(known, query.as_of, shifts),
    turns: groupBy(turns, ({ property_id }) => property_id),
  }
}

/** The nights of the period, of one home where it is given. */
export function watchesWithin(book: NightSet, period: Period, home: string | null): Watch[] {
  const nights = book.nights.filter((night) => isWithin(period, night.date))
  return watchesOf(
    home === null ? nights : nights.filter((night) => night.home === home),
    book.query.team === true,
  )
}

/** "a shift counts for a home when its property_ids are absent, empty or name it"; of a team, every shift. */
function shiftsFor(shifts: readonly Shift[], watch: Watch): Shift[] {
  return shifts.filter((shift) => watch.everyShift || watch.homes.some((home) => countsFor(shift, home)))
}

/** "In a night dated before clocking was reported there are no clocked spans" */
function isClockReported({ known }: NightSet, { date }: Watch): boolean {
  return known.reported.clock !== null && date >= known.reported.clock
}

/** Spans in which somebody may be seen: "inside a span, planned or clocked". */
function dutySpans(shifts: readonly Shift[], clockReported: boolean): Duty[] {
  return shifts.flatMap(({ planned, clocked }) => [
    ...(planned === null ? [] : [planned]),
    ...(clockReported ? clocked : []),
  ])
}

/** One window and who was there. All spans but `duties` lie inside the window and are merged. */
interface Presence {
  watch: Watch
  clockReported: boolean
  clocked: Span[]
  seen: Span[]
  /** Around acts that are, or may be, the person's. */
  unclocked: Span[]
  planned: Span[]
  /** "**On shift**", each his own. */
  duties: Duty[]
}

function presenceOf(book: NightSet, watch: Watch, all: readonly Shift[]): Presence {
  const { acts } = book
  const shifts = shiftsFor(all, watch)
  const clockReported = isClockReported(book, watch)
  const inWindow = (spans: readonly Span[]) => intersection(spans, [watch.window])
  const spans = groupBy(dutySpans(shifts, clockReported), ({ person }) => person)
  const unclocked = shifts.flatMap((shift) => unclockedSpans(acts, shift, mayBeHis))
  return {
    watch,
    clockReported,
    clocked: clockReported ? inWindow(shifts.flatMap(({ clocked }) => clocked)) : [],
    seen: inWindow([...spans].flatMap(([person, own]) => seenSpans(acts, person, own))),
    unclocked: inWindow(unclocked),
    planned: inWindow(shifts.flatMap(({ planned }) => (planned === null ? [] : [planned]))),
    duties: shifts.flatMap((shift) => onShift(acts, shift, clockReported)),
  }
}

/**
 * "the stretches of at least one minute, each inside one window, in which nobody was clocked, seen or unclocked (in a
 * night before clocking was reported: nobody was planned or seen)"
 */
function gapsOf({ watch, clockReported, clocked, seen, unclocked, planned }: Presence): number[] {
  return rest(watch.window, [...seen, ...(clockReported ? [...clocked, ...unclocked] : planned)])
    .map(({ from, until }) => until - from)
    .filter((gap) => gap >= MINUTE)
}

/** "«nobody» is said of the last alone": more than ten minutes in which nobody was even planned. */
export function isLongUnplanned(book: NightSet, night: Night): boolean {
  return watchesOf([night], false).some((watch) => {
    const { clockReported, clocked, seen, unclocked, planned } = presenceOf(book, watch, book.shifts)
    const there = [...seen, ...planned, ...(clockReported ? [...clocked, ...unclocked] : [])]
    return rest(watch.window, there).some(({ from, until }) => until - from > 10 * MINUTE)
  })
}

/** "in whose window some time lies in an unclocked stretch (seen or not) and in no clocked span" */
function isUnclocked({ unclocked, clocked }: Presence): boolean {
  return unclocked.some((stretch) => rest(stretch, clocked).length > 0)
}

/**
 * Acts "for any home" of, or perhaps of, someone who was on shift then: one that may be each one's "counts for each where
 * it clears him (no_shows, silent_nights, overloaded_nights)".
 */
function actsOnShift(book: NightSet, { duties }: Presence): Act[] {
  return book.acts.filter((act) =>
    duties.some((duty) => contains(duty, act.time) && mayBeHis(act, duty.person)),
  )
}

function turnsOf(book: NightSet, watch: Watch): Turn[] {
  return watch.homes.flatMap((home) => book.turns.get(home) ?? [])
}

/** "from its opening to its answer or as_of, at most 24 h" */
function waiting(book: NightSet, { opened_at, answer }: Turn): Span {
  return { from: opened_at, until: Math.min(answer?.time ?? book.query.as_of, opened_at + DAY) }
}

/** "nights in whose window at least one night turn opened that is late or overdue": those turns. */
function lateTurns(book: NightSet, watch: Watch): Turn[] {
  return turnsOf(book, watch).filter(
    ({ night, state, opened_at }) =>
      night && (state === 'late' || state === 'overdue') && contains(watch.window, opened_at),
  )
}

/**
 * "at least 30 minutes of the window throughout which one guest of that home waited … and someone was on shift for the
 * home, and in which (acts at its two ends apart) nobody then on shift for it did any act, for any home"
 */
function hasSilentWait(book: NightSet, presence: Presence): boolean {
  const someone = intersection(presence.duties, [presence.watch.window])
  if (someone.length === 0) return false
  const acts = actsOnShift(book, presence)
  return turnsOf(book, presence.watch).some((turn) =>
    intersection([waiting(book, turn)], someone).some(({ from, until }) => {
      const inside = acts.map(({ time }) => time).filter((time) => from < time && time < until)
      const borders = [from, ...inside, until]
      return borders.some((border, i) => border - (borders[i - 1] ?? border) >= 30 * MINUTE)
    }),
  )
}

/**
 * "someone on shift for the home did an act in another thread and another conversation, or an incident action at another
 * home (that of its incident)"
 */
function isForOthers(act: Act, turn: Turn): boolean {
  if (act.place === null) return act.incidentHome !== turn.property_id
  if (act.place.conversation === turn.opening.data.conversation_id) return false
  return act.elsewhere || (act.place.thread !== null && act.place.thread !== turn.thread)
}

/**
 * "late_nights without a silent wait, in which, while the guest of such a late or overdue turn waited (opened_at ≤ act <
 * the end of the wait, in the window)", somebody was busy with others.
 */
function isOverloaded(book: NightSet, presence: Presence): boolean {
  const { watch } = presence
  const late = lateTurns(book, watch)
  if (late.length === 0 || hasSilentWait(book, presence)) return false
  const acts = actsOnShift(book, presence).filter(({ time }) => contains(watch.window, time))
  return late.some((turn) =>
    acts.some((act) => contains(waiting(book, turn), act.time) && isForOthers(act, turn)),
  )
}

/**
 * "ended by as_of with no `started` at all, no act inside it that is or may be his, and clocked spans of that person (of
 * any shift, any home) that cover less than half of it"
 */
function isNoShow(book: NightSet, { planned, firstStarted }: Shift): boolean {
  if (planned === null || firstStarted !== null || planned.until > book.query.as_of) return false
  const { person } = planned
  if (book.acts.some((act) => mayBeHis(act, person) && contains(planned, act.time))) return false
  const clocked = book.shifts.flatMap((shift) => ofPerson(shift, person).clocked)
  return length(intersection(clocked, [planned])) < length([planned]) / 2
}

/**
 * "planned shifts that count for a home and whose planned span meets one of its windows: …; first `started` more than
 * 600 s after planned_start. A shift counts once".
 */
function missedShifts(
  book: NightSet,
  watches: readonly Watch[],
  shifts: readonly Shift[],
): { no_shows: number; late_starts: number } {
  const meeting = shifts.filter((shift) =>
    watches.some(
      (watch) =>
        shift.planned !== null && meets(shift.planned, watch.window) && shiftsFor([shift], watch).length > 0,
    ),
  )
  const late = meeting.filter(
    ({ planned, firstStarted }) =>
      planned !== null && firstStarted !== null && firstStarted - planned.from > 600 * SECOND,
  )
  return { no_shows: meeting.filter((shift) => isNoShow(book, shift)).length, late_starts: late.length }
}

/** A night is a person's when one of his spans, planned or clocked, meets its window. */
function isOf(book: NightSet, watch: Watch, person: string): boolean {
  return dutySpans(shiftsFor(book.shifts, watch), isClockReported(book, watch)).some(
    (span) => span.person === person && meets(span, watch.window),
  )
}

export function personsOf(book: NightSet, watches: readonly Watch[]): string[] {
  const persons = new Set(dutySpans(book.shifts, true).map(({ person }) => person))
  return [...persons].filter((person) => watches.some((watch) => isOf(book, watch, person)))
}

/** All metrics of the table over these windows; of a person: of his nights, with his spans alone. */
export function nightFigures(book: NightSet, all: readonly Watch[], person: string | null): Values {
  const watches = person === null ? all : all.filter((watch) => isOf(book, watch, person))
  const shifts = person === null ? book.shifts : book.shifts.map((shift) => ofPerson(shift, person))
  const presences = watches.map((watch) => presenceOf(book, watch, shifts))
  const total = length(watches.map(({ window }) => window))
  const timeShare = (spansOf: (presence: Presence) => readonly Span[]) =>
    share(
      presences.reduce((sum, presence) => sum + length(spansOf(presence)), 0),
      total,
    )
  const language = primarySubtag(book.query.language ?? 'en')
  const gaps = presences.map(gapsOf)
  return {
    nights: watches.length,
    covered_share: timeShare(({ clocked }) => clocked),
    attended_share: timeShare(({ clocked, seen }) => union([...clocked, ...seen])),
    planned_share: timeShare(({ planned }) => planned),
    gaps: gaps.flat().length,
    gap_max_s: gaps.flat().reduce((longest, gap) => Math.max(longest, gap), 0) / 1000,
    covered_nights: gaps.filter((ofNight) => !ofNight.some((gap) => gap > 10 * MINUTE)).length,
    unclocked_nights: presences.filter(isUnclocked).length,
    language_covered_share: timeShare(({ duties, watch }) =>
      intersection(
        duties.filter(({ languages }) => languages.includes(language)),
        [watch.window],
      ),
    ),
    ...missedShifts(book, watches, shifts),
    late_nights: watches.filter((watch) => lateTurns(book, watch).length > 0).length,
    silent_nights: presences.filter((presence) => hasSilentWait(book, presence)).length,
    overloaded_nights: presences.filter((presence) => isOverloaded(book, presence)).length,
  }
}
