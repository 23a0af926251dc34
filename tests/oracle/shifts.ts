/** Who was planned, who was on duty, and who did something when. */
import type { Actor, ShiftEvent } from './events.ts'
import { instant } from './events.ts'
import { groupBy, latest } from './order.ts'
import type { Known } from './placed.ts'
import { threadOfMark } from './placed.ts'
import type { Span } from './spans.ts'
import { contains, intersection, union } from './spans.ts'
import { HOUR, MINUTE } from './zone.ts'

export interface Shift {
  shift_id: string
  manager_id: string
  /** Primary subtags. */
  languages: string[]
  /** Empty: every property. */
  property_ids: string[]
  planned: Span | null
  clocked: Span[]
  /** The first `started` event's time. */
  firstStarted: number | null
}

/** "The *planned* span is that of its last `planned`, if no `cancelled` follows it." */
function plannedSpan(events: readonly ShiftEvent[]): Span | null {
  const last = latest(events, ({ data }) => data.action === 'planned' || data.action === 'cancelled')
  if (last?.data.planned_start === undefined || last.data.planned_end === undefined) return null
  if (last.data.action !== 'planned') return null
  return { from: instant(last.data.planned_start), until: instant(last.data.planned_end) }
}

/**
 * "Its *clocked* spans run from each `started` to the next `ended`; …a second `started` inside one and an `ended`
 * outside change nothing. A `started` without `ended` lasts until the planned end (12 h after it where no plan is
 * known, or where that end is not after it), or as_of if earlier".
 */
function clockedSpans(events: readonly ShiftEvent[], planned: Span | null, as_of: number): Span[] {
  const spans: Span[] = []
  events.forEach(({ data, time }, i) => {
    if (data.action !== 'started' || spans.some((span) => contains(span, time))) return
    const ended = events.slice(i + 1).find((later) => later.data.action === 'ended')
    const plannedEnd = planned !== null && planned.until > time ? planned.until : time + 12 * HOUR
    spans.push({ from: time, until: ended?.time ?? Math.min(plannedEnd, as_of) })
  })
  return union(spans)
}

/** "they are compared by primary subtag (en-GB is en)" */
export function primarySubtag(language: string): string {
  return (language.split('-')[0] ?? language).toLowerCase()
}

/**
 * "A shift is its latest event's manager's. Of property_ids and languages the latest event that carries them
 * (null = not carried) counts; … its languages are, where no event carries them, those of the manager".
 */
export function shiftsAt(known: Known, as_of: number): Shift[] {
  const seen = known.facts.shifts.filter(({ time }) => time <= as_of)
  return [...groupBy(seen, ({ data }) => data.shift_id)].map(([shift_id, events]) => {
    const manager_id = events.at(-1)?.data.manager_id ?? ''
    const manager = latest(known.facts.managers, ({ data }) => data.manager_id === manager_id)
    const languages =
      latest(events, ({ data }) => data.languages !== undefined)?.data.languages ??
      manager?.data.languages ??
      []
    const planned = plannedSpan(events)
    return {
      shift_id,
      manager_id,
      languages: languages.map(primarySubtag),
      property_ids: latest(events, ({ data }) => data.property_ids !== undefined)?.data.property_ids ?? [],
      planned,
      clocked: clockedSpans(events, planned, as_of),
      firstStarted: events.find(({ data }) => data.action === 'started')?.time ?? null,
    }
  })
}

/** "a shift counts for a home when its property_ids are absent, empty or name it" */
export function countsFor(shift: Shift, home: string): boolean {
  return shift.property_ids.length === 0 || shift.property_ids.includes(home)
}

/**
 * "**On shift** = in a clocked span. In a night dated before clocking was reported there are no clocked spans,
 * and on shift = in a planned one."
 */
export function onShiftSpans(shift: Shift, clockReported: boolean): Span[] {
  if (clockReported) return shift.clocked
  return shift.planned === null ? [] : [shift.planned]
}

export interface Act {
  time: number
  person: string
  /** The thread it was done in; null: in none that counts. */
  thread: string | null
  /** In a conversation that is not a guest's: elsewhere, whatever the turn. */
  elsewhere: boolean
  /** The home of its incident. */
  incidentHome: string | null
}

function personOf(actor: Actor | undefined): string | null {
  return actor?.role === 'manager' ? (actor.id ?? null) : null
}

/** The home of an incident: that of its first `opened`, else of the event itself. */
function homeOfIncident(known: Known, incident_id: string, own: string): string {
  const opened = known.facts.incidents.find(
    ({ data }) => data.incident_id === incident_id && data.action === 'opened',
  )
  return opened?.data.property_id ?? own
}

/**
 * "An **act** is a message with role manager and an author.id, an incident action or a mark with an actor of role
 * manager and an id, by that person, whatever its kind." In time order.
 */
export function actsAt(known: Known, as_of: number): Act[] {
  const acts: Act[] = []
  for (const { message, thread } of known.placed.values()) {
    const person = personOf(message.data.author)
    const elsewhere = known.leftOut.has(message.data.conversation_id)
    if (person !== null) acts.push({ time: message.time, person, thread, elsewhere, incidentHome: null })
  }
  for (const mark of known.facts.marks) {
    const person = personOf(mark.data.actor)
    const elsewhere = known.leftOut.has(mark.data.conversation_id)
    const thread = person === null ? null : threadOfMark(known, mark)
    if (person !== null) acts.push({ time: mark.time, person, thread, elsewhere, incidentHome: null })
  }
  for (const { data, time } of known.facts.incidents) {
    const person = personOf(data.actor)
    if (person === null) continue
    const incidentHome = homeOfIncident(known, data.incident_id, data.property_id)
    acts.push({ time, person, thread: null, elsewhere: false, incidentHome })
  }
  return acts.filter(({ time }) => time <= as_of).sort((a, b) => a.time - b.time)
}

/**
 * "He is *seen* from one act of his to his next, if that is not more than 60 minutes later, as far as it lies
 * inside a span, planned or clocked, of a shift of his that counts for the home." `duty` holds those spans.
 */
export function seenSpans(acts: readonly Act[], person: string, duty: readonly Span[]): Span[] {
  const times = acts.filter((act) => act.person === person).map(({ time }) => time)
  const between = times.flatMap((time, i) => {
    const next = times[i + 1]
    return next !== undefined && next - time <= 60 * MINUTE ? [{ from: time, until: next }] : []
  })
  return intersection(between, union(duty))
}
