/**
 * The figures of docs/rules.md, read a second time and as plainly as possible, to hold the product against.
 *
 * Where docs/rules.md leaves room, it is read here like this:
 *
 * Turns
 * 1. A conversation marked not_a_guest takes its own marks with it, whatever message they name. A mark made elsewhere for
 *    one of its messages belongs to no thread, and comes in its own conversation alone. Its messages still give a home its
 *    first night, and an autoresponder is one there, too.
 * 2. A mark's `message` that names no message known: no effect, in its own conversation neither.
 * 3. A guest's note opens nothing and is not counted; else it is a guest's message (it belongs to the turn, an automatic
 *    answer follows it). A bot's note with handoff is a handoff.
 * 4. A holding answer is kept by what comes in the thread or the conversation of the turn, not in its own.
 * 5. An answered_elsewhere without an actor is credited as an act without a name would be, and is no act.
 * 6. A shift still open at as_of ends there, half-open: an answer at as_of itself finds nobody clocked on it.
 * 7. Every announcement of a listing stands, a home's own earlier ones beside its later ones.
 * 8. The night of a night turn is that of the policy in force at its opening, by the clock.
 * 9. "returning": another stay of the guest_id with an earlier check_in, neither cancelled nor no_show.
 * 10. A bot with an id is credited by its id, an owner too. The language is taken as it was written.
 * 11. A held answer still counts in answered_within_…: its wait stays as it is.
 * Nights
 * 12. An act without a name whose home is unknown is nobody's. Whose one is does not depend on the day from which clocking
 *     is reported.
 * 13. A span is open for the order of equal times as long as no `ended` has come, though it lasts no longer than planned;
 *     a second start after it lasted begins one of its own. One that somebody took over is not flagged.
 * 14. `cancelled` where no plan stands takes nothing away and is no edit.
 * 15. Team: windows are distinct as cut at as_of; one counts as late, silent or overloaded where it is for any of
 *     its homes, with every shift; its date is the earliest of its homes'.
 * 16. By person: the nights whose window one of his spans meets, with his spans alone.
 * 17. An act in a conversation that is not a guest's is in another thread; a mark without a thread in none.
 * 18. An incident's home is that of its first opened, whenever that came; else the event's own.
 * Incidents
 * 19. Cause and playbook as a dimension: the last that any event from the opening on carries.
 * 20. By category, unlogged_trouble has the turn's topic; by severity, cause, playbook null. per_100_nights
 *     divides by the home's nights by property, else by all. Nights stayed alone make no row.
 * 21. The 72 h of `repeated` and the 2 h of unlogged_trouble include both ends.
 * Shares of time, periods
 * 22. Each bucket of a series is a period of its own: null where the capability's day is not before its end.
 * 23. What needs two capabilities needs the later; not_reported names the first missing one, else the later.
 * 24. Keys of a breakdown stand by their bytes ("10" before "9"), null last.
 * Reviews and automation
 * 25. A review without stay_id is linked by local dates: its 30 days are of the calendar.
 * 26. An owner's night is a date on which a home asked for has a night; its windows, cut at as_of, are those of these
 *     homes. Every owner_notified counts, whatever becomes of its incident; its home as in 18.
 * 27. Every message of role owner counts: a reaction, an undelivered one, one in a conversation that is not a guest's.
 * 28. The message meant by a mark is the one that it names; where that has no home, or none is named, it has that of its
 *     conversation's latest message before it.
 */
import { benefitSubject } from './benefit.ts'
import type { Home } from './directory.ts'
import { managedHomes, ownedHomes, readDirectory } from './directory.ts'
import { readEvents } from './events.ts'
import { incidentFigures, incidentsWithin, readIncidentBook } from './incident-figures.ts'
import { nightFigures, readNightSet, watchesWithin, personsOf } from './night-figures.ts'
import { byteCompare } from './order.ts'
import { incidentKey, turnKey } from './owners.ts'
import { know, type Known } from './placed.ts'
import { NEEDS, type Capability } from './reported.ts'
import { reviewFigures } from './review-figures.ts'
import { readReviews } from './reviews.ts'
import type { Query, Period, Values } from './scope.ts'
import { buckets, isInQuery, isWithin } from './scope.ts'
import { firstWhole, RATIO_OF, type Telling } from './told-in-part.ts'
import { readTurnBook, turnFigures, type TurnBook } from './turn-figures.ts'
import { readTurns, type Dimensions, type State } from './turns.ts'
import { addDays, localDate } from './zone.ts'

export type { Query as Ask, Home }

export interface Figures {
  total: Values
  series?: ({ from: string } & Record<string, number | string | null>)[]
  by?: ({ key: string | null } & Record<string, number | string | null>)[]
  not_reported: Record<string, string>
  since: Record<string, string>
}

/** Everything of one subject that a period may ask for. */
interface Subject {
  /** The values over a period, of one row of the breakdown where a key is given. */
  values: (period: Period, row?: { key: string | null }) => Values
  /** The keys of the breakdown in the period. */
  keys: (period: Period) => (string | null)[]
}

/** Every announced home on the dates on which it is managed. */
export function managementHomes(events: readonly unknown[]): Home[] {
  return managedHomes(readDirectory(readEvents(events), 'UTC'))
}

/** The homes on the dates on which they are his, and managed. */
export function ownerHomes(events: readonly unknown[], owner_id: string, default_timezone: string): Home[] {
  const facts = readEvents(events)
  return ownedHomes(facts, readDirectory(facts, default_timezone), owner_id)
}

function keysOf(things: readonly { by: Dimensions }[], dimension: string): (string | null)[] {
  return things.map(({ by }) => by[dimension] ?? null)
}

function turnSubject(known: Known, query: Query): Subject {
  const { as_of, by = '' } = query
  const all = readTurnBook(known, as_of)
  const within = (period: Period, row?: { key: string | null }): TurnBook => {
    const isMeant = (one: { property_id: string | null; date: string; opened_on?: string }) =>
      isWithin(period, one.date, one.opened_on) &&
      isInQuery(query, known.directory, one.property_id, one.date)
    const counts = (one: { property_id: string | null; date: string; opened_on?: string; by: Dimensions }) =>
      isMeant(one) && (row === undefined || (one.by[by] ?? null) === row.key)
    return {
      turns: all.turns.filter(
        (turn) => isMeant(turn) && (row === undefined || turnKey(known, query, turn) === row.key),
      ),
      guestMessages: all.guestMessages.filter(counts),
      autoresponses: all.autoresponses.filter(counts),
      missedCalls: all.missedCalls.filter(counts),
    }
  }
  return {
    values: (period, row) => turnFigures(within(period, row), as_of, query.holidays ?? []),
    keys: (period) => {
      const { turns, guestMessages, autoresponses } = within(period)
      return [
        ...turns.map((turn) => turnKey(known, query, turn)),
        ...[guestMessages, autoresponses].flatMap((things) => keysOf(things, by)),
      ]
    },
  }
}

function incidentSubject(known: Known, query: Query): Subject {
  const { by = '' } = query
  const all = readIncidentBook(known, query.as_of)
  const within = (period: Period) =>
    incidentsWithin(
      all,
      period,
      (home, date) => isInQuery(query, known.directory, home, date) && (period.isWhole?.(home, date) ?? true),
    )
  return {
    values: (period, row) => {
      const book = within(period)
      if (row === undefined) return incidentFigures(book, book.nightsStayed.length)
      const { key } = row
      const fits = (thing: { by: Dimensions }) => (thing.by[by] ?? null) === key
      const nights =
        by === 'property' ? book.nightsStayed.filter((night) => night.property_id === key) : book.nightsStayed
      const incidents = book.incidents.filter((incident) => incidentKey(known, query, incident) === key)
      return incidentFigures({ ...book, incidents, unlogged: book.unlogged.filter(fits) }, nights.length)
    },
    keys: (period) => {
      const { incidents, unlogged } = within(period)
      return [...incidents.map((incident) => incidentKey(known, query, incident)), ...keysOf(unlogged, by)]
    },
  }
}

function nightSubject(known: Known, query: Query): Subject {
  const book = readNightSet(known, query)
  const { by } = query
  return {
    values: (period, row) => {
      const key = row?.key ?? null
      const home = by === 'property' ? key : null
      const person = by === 'person' ? key : null
      return nightFigures(book, watchesWithin(book, period, home), person)
    },
    keys: (period) => {
      const watches = watchesWithin(book, period, null)
      return by === 'person' ? personsOf(book, watches) : watches.flatMap(({ homes }) => homes)
    },
  }
}

const linkStart = ({ until }: Period) => addDays(until, -365)

/** Every figure of reviews but their number, mean and five-star share. */
function isLink(subject: Query['subject'], metric: string): boolean {
  return (
    subject === 'reviews' &&
    !/^(communication_)?(reviews|unlinked_reviews|stars_mean|five_star_share)$/.test(metric)
  )
}

/** "The link is computed over the 365 days that end with the period". */
function reviewSubject(known: Known, query: Query): Subject {
  const { by = '' } = query
  const all = readReviews(known, query.as_of, (home, date) =>
    isInQuery(query, known.directory, home, date),
  ).filter(({ home, date }) => isInQuery(query, known.directory, home, date))
  return {
    values: (period, row) => {
      const own = row === undefined ? all : all.filter((review) => (review.by[by] ?? null) === row.key)
      const over = (needs: readonly Capability[]) => {
        const { day } = startOf(known, needs)
        const first = linkStart(period)
        const year = { from: day !== null && day > first ? day : first, until: period.until }
        return reviewFigures(
          own.filter(({ date }) => isWithin(period, date)),
          own.filter(({ date }) => isWithin(year, date)),
        )
      }
      const [reviewsAlone, withIncidents] = [over(['reviews']), over(['reviews', 'incidents'])]
      return Object.fromEntries(
        Object.keys(reviewsAlone).map((id) => [
          id,
          (NEEDS.reviews[id]?.includes('incidents') === true ? withIncidents : reviewsAlone)[id] ?? null,
        ]),
      )
    },
    keys: (period) =>
      keysOf(
        all.filter(({ date }) => isWithin(period, date)),
        by,
      ),
  }
}

const SUBJECTS = {
  turns: turnSubject,
  nights: nightSubject,
  incidents: incidentSubject,
  reviews: reviewSubject,
  automation: benefitSubject,
}

/** The later day of what a metric needs; the name of the first that is missing, in the order of the table. */
function startOf(
  known: Known,
  needs: readonly Capability[],
): { day: string | null; missing: Capability | null } {
  const missing = needs.find((capability) => known.reported[capability] === null)
  if (missing !== undefined) return { day: null, missing }
  const days = needs.map((capability) => known.reported[capability]).filter((day) => day !== null)
  return { day: days.sort().at(-1) ?? null, missing: null }
}

/**
 * "A metric that needs it looks only at the local dates from that day on … and is null where that day is not
 * before the period's end, or after as_of's date in DEFAULT_TIMEZONE." The same for each bucket of a series.
 */
function valuesIn(
  known: Known,
  query: Query,
  subject: Subject,
  period: Period,
  row?: { key: string | null },
): Values {
  const needs = NEEDS[query.subject]
  const today = localDate(query.default_timezone, query.as_of)
  const bySince = new Map<string, Values>()
  const valuesSince = (since?: string, of: readonly Telling[] = []) => {
    const key = JSON.stringify([since, of])
    const isWhole = (home: string | null, date: string) =>
      of.every((what) => {
        const day = known.whole(what, home)
        return day !== null && day <= date
      })
    const values =
      bySince.get(key) ??
      subject.values(
        { from: period.from, until: period.until, since, ...(of.length > 0 ? { isWhole } : {}) },
        row,
      )
    bySince.set(key, values)
    return values
  }
  const all = Object.entries(valuesSince())
  return Object.fromEntries(
    all.map(([metric, value]) => {
      const needed = needs[metric]
      if (needed === undefined) return [metric, value]
      const { day } = startOf(known, needed)
      if (day === null || day >= period.until || day > today) return [metric, null]
      const of = RATIO_OF[metric] ?? []
      if (of.length > 0 && firstWhole(known.whole, of, { ...query, until: period.until }).day === null)
        return [metric, null]
      return [metric, valuesSince(day > period.from ? day : undefined, of)[metric] ?? null]
    }),
  )
}

/** "null … says why"; "says since when where the period begins earlier" */
function reasons(known: Known, query: Query): Pick<Figures, 'not_reported' | 'since'> {
  const today = localDate(query.default_timezone, query.as_of)
  const not_reported: Record<string, string> = {}
  const since: Record<string, string> = {}
  for (const [metric, needed] of Object.entries(NEEDS[query.subject])) {
    const { day, missing } = startOf(known, needed)
    const last = needed.find((capability) => known.reported[capability] === day)
    const of = RATIO_OF[metric]
    const whole = of === undefined ? null : firstWhole(known.whole, of, query)
    const from = [day, whole?.day ?? null]
      .filter((one) => one !== null)
      .sort()
      .at(-1)
    if (day === null || day >= query.until || day > today) not_reported[metric] = missing ?? last ?? ''
    else if (whole?.day === null) not_reported[metric] = `whole ${whole.lacking}`
    else if (from !== undefined && from > (isLink(query.subject, metric) ? linkStart(query) : query.from))
      since[metric] = from
  }
  return { not_reported, since }
}

/** "rows of `by` stand by key, null last" */
function keyOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return byteCompare(a, b)
}

/** The events may come in any order and more than once; they must be valid. */
export function figures(events: readonly unknown[], query: Query): Figures {
  return figuresOf(know(events, query.default_timezone), query)
}

/** The same of what is known already. */
export function figuresOf(known: Known, query: Query): Figures {
  const subject = SUBJECTS[query.subject](known, query)
  const answer: Figures = { total: valuesIn(known, query, subject, query), ...reasons(known, query) }
  if (query.every !== undefined) {
    answer.series = buckets(query, query.every).map((bucket) => ({
      ...valuesIn(known, query, subject, bucket),
      from: bucket.from,
    }))
  }
  if (query.by !== undefined) {
    const keys = [...new Set(subject.keys(query))].sort(keyOrder)
    answer.by = keys.map((key) => ({ ...valuesIn(known, query, subject, query, { key }), key }))
  }
  return answer
}

/** One turn as it stands at as_of, the dismissed too; times in milliseconds UTC, wait in seconds. */
export interface TurnRow {
  thread: string
  conversation_id: string
  source: string
  id: string
  property_id: string | null
  opened_at: number
  due_at: number
  night: boolean
  state: State
  held: boolean
  answered_at: number | null
  answered_by: 'manager' | 'owner' | 'bot' | null
  person: string | null
  wait: number | null
  handoff_at: number | null
  human_reply_at: number | null
  first: boolean
  by: Dimensions
}

export function turnsAt(events: readonly unknown[], as_of: number, default_timezone: string): TurnRow[] {
  const known = know(events, default_timezone)
  return readTurns(known, as_of).map((turn) => ({
    thread: turn.thread,
    conversation_id: turn.opening.data.conversation_id,
    source: turn.opening.source,
    id: turn.opening.id,
    property_id: turn.property_id,
    opened_at: turn.opened_at,
    due_at: turn.due_at,
    night: turn.night,
    state: turn.state,
    held: turn.held,
    answered_at: turn.answer?.time ?? null,
    answered_by: turn.answer?.role ?? null,
    person: turn.person,
    wait: turn.wait === null ? null : turn.wait / 1000,
    handoff_at: turn.handoff_at,
    human_reply_at: turn.human_reply_at,
    first: turn.first,
    by: turn.by,
  }))
}
