/** Who did something when, for whom it counts, and what it tells of presence. */
import { isAutoresponse, isNameless, undeliveredMessages } from './answers.ts'
import type { Actor } from './events.ts'
import type { Known } from './placed.ts'
import { homeOfIncident, homeOfMark, placeOfMark, type Place } from './reach.ts'
import { countsFor, type Duty, type Shift } from './shifts.ts'
import { contains, intersection, type Span, union } from './spans.ts'
import { HOUR, MINUTE } from './zone.ts'

export interface Act {
  time: number
  /** Whose it is; several: of these, it may be each one's; none: nobody's. */
  persons: string[]
  /** It carries its person's name. */
  isNamed: boolean
  /** The chat it was done in; null: an incident action. */
  place: Place | null
  /** In a conversation that is not a guest's: another than any turn's. */
  elsewhere: boolean
  /** The home of its incident. */
  incidentHome: string | null
}

/**
 * "One *without a name* (no id, or that of a manager announced as `shared`) is an act of whoever is in a clocked span of a
 * shift that counts for its home then, or where nobody is, in the planned span of one without any `started`". Read as:
 * an unknown home's is nobody's.
 */
export function whoseAct(shifts: readonly Shift[], home: string | null, time: number): string[] {
  if (home === null) return []
  const own = shifts.filter((shift) => countsFor(shift, home))
  const there = (duties: readonly Duty[]) => [
    ...new Set(duties.filter((duty) => contains(duty, time)).map(({ person }) => person)),
  ]
  const clocked = there(own.flatMap((shift) => shift.clocked))
  if (clocked.length > 0) return clocked
  return there(
    own.flatMap(({ firstStarted, planned }) => (firstStarted === null && planned !== null ? [planned] : [])),
  )
}

/**
 * "An **act** is a message with role manager (no autoresponder, no reaction), an incident action or a mark with an actor
 * of role manager, by the person whose id it carries, whatever its kind." In time order.
 */
export function actsAt(known: Known, as_of: number, shifts: readonly Shift[]): Act[] {
  const acts: Act[] = []
  const add = (
    actor: Actor | undefined,
    time: number,
    home: () => string | null,
    what: Omit<Act, 'time' | 'persons' | 'isNamed'>,
  ) => {
    if (actor?.role !== 'manager' || time > as_of) return
    const { id } = actor
    const isNamed = id !== undefined && !isNameless(known, id)
    acts.push({ time, persons: isNamed ? [id] : whoseAct(shifts, home(), time), isNamed, ...what })
  }
  const { facts, placed, leftOut } = known
  const undelivered = undeliveredMessages(known)
  for (const { message, thread, home } of placed.values()) {
    const { author, kind, conversation_id: conversation } = message.data
    if (kind === 'reaction' || isAutoresponse(known, undelivered, message)) continue
    const elsewhere = leftOut.has(conversation)
    add(author, message.time, () => home, { place: { thread, conversation }, elsewhere, incidentHome: null })
  }
  for (const mark of facts.marks) {
    const { actor, conversation_id: conversation } = mark.data
    const place = placeOfMark(known, mark) ?? { thread: null, conversation }
    const elsewhere = leftOut.has(conversation)
    add(actor, mark.time, () => homeOfMark(known, mark), { place, elsewhere, incidentHome: null })
  }
  for (const event of facts.incidents) {
    const incidentHome = homeOfIncident(known, event)
    add(event.data.actor, event.time, () => incidentHome, { place: null, elsewhere: false, incidentHome })
  }
  return acts.sort((a, b) => a.time - b.time)
}

/** "of one person, his in every respect" */
export function isHis({ persons }: Act, person: string): boolean {
  return persons.length === 1 && persons[0] === person
}

/** "of several, an act that may be each one's" */
export function mayBeHis({ persons }: Act, person: string): boolean {
  return persons.includes(person)
}

/**
 * "A person is *seen* from one act of his to his next, if that is not more than 60 minutes later, as far as it lies
 * inside a span, planned or clocked, of a shift of his that counts for the home." `duty` holds those spans.
 */
export function seenSpans(acts: readonly Act[], person: string, duty: readonly Span[]): Span[] {
  const times = acts.filter((act) => isHis(act, person)).map(({ time }) => time)
  const between = times.flatMap((time, i) => {
    const next = times[i + 1]
    return next !== undefined && next - time <= 60 * MINUTE ? [{ from: time, until: next }] : []
  })
  return intersection(between, union(duty))
}

/**
 * "A shift without any `started` is **unclocked** in its planned span for the two hours that begin with each act inside
 * it that is, or may be, its person's". `counts` says which of both.
 */
export function unclockedSpans(
  acts: readonly Act[],
  { planned, firstStarted }: Shift,
  counts: (act: Act, person: string) => boolean,
): Span[] {
  if (planned === null || firstStarted !== null) return []
  const stretches = acts
    .filter((act) => contains(planned, act.time) && counts(act, planned.person))
    .map(({ time }) => ({ from: time, until: time + 2 * HOUR }))
  return intersection(stretches, [planned])
}

/**
 * "**On shift** = in a clocked span, or in an unclocked stretch around acts that are his (not only may be). In a night
 * dated before clocking was reported there are no clocked spans, and on shift = in a planned one."
 */
export function onShift(acts: readonly Act[], shift: Shift, clockReported: boolean): Duty[] {
  const { planned, clocked } = shift
  if (!clockReported) return planned === null ? [] : [planned]
  if (planned === null) return clocked
  return [...clocked, ...unclockedSpans(acts, shift, isHis).map((span) => ({ ...planned, ...span }))]
}
