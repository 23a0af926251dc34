/**
 * The **ledger** of a night: "the plan as it stood when the night began and each later edit, presence, gaps, every turn
 * that was open at any moment of its window (also those opened before it), worst_wait_s, longest_silence_s, incidents,
 * whether the owner was disturbed". "A wait over a change of shift is split between the shifts that held it."
 *
 * Read here like this: whatever was planned or cancelled after the night began is a later edit of it. An edit is told with
 * its own person and hours, for the home where its own property_ids (else those that count then) name it. The plan is told
 * whole where it or an edit of it meets the window. Held: by those on shift throughout the part.
 */
import { onShift, type Act } from './acts.ts'
import { isAutoresponse, undeliveredMessages } from './answers.ts'
import type { ShiftEvent } from './events.ts'
import { readIncidents } from './incidents.ts'
import { isLongUnplanned, nightFigures, readNightSet } from './night-figures.ts'
import { watchesOf, type Night } from './nights.ts'
import { readOwnerBook } from './owner-nights.ts'
import type { Known } from './placed.ts'
import type { Query } from './scope.ts'
import { countsFor, homesSaid, planOf, planSaid, shiftEvents, type Shift } from './shifts.ts'
import { contains, meets, type Span } from './spans.ts'
import { readTurns } from './turns.ts'
import { DAY } from './zone.ts'

export interface LedgerRow {
  home: string
  date: string
  /** conversation, opening, late; the part of the wait in the window, cut where those change who hold it */
  turns: { conversation_id: string; opened_at: number; late: boolean; held: [number, number, string][] }[]
  plans: { shift_id: string; planned: Plan; edits: Plan[] }[]
  worst_wait_s: number | null
  longest_silence_s: number | null
  incidents: string[] | null
  disturbed: boolean | null
  verdict: string
}

/** manager, from, until; null: none */
type Plan = [string, number, number] | null

/** When anybody of ours wrote to a guest: internal notes are no writing to anybody outside. */
export function writtenTimes(known: Known): number[] {
  const undelivered = undeliveredMessages(known)
  return known.facts.messages
    .filter((message) => {
      const { author, kind } = message.data
      if (!['manager', 'owner', 'bot'].includes(author.role) || undelivered.has(message)) return false
      if (kind === 'reaction' || kind === 'note' || kind === 'missed_call') return false
      return !isAutoresponse(known, undelivered, message)
    })
    .map(({ time }) => time)
}

function planFor(plan: (Span & { person: string }) | null, homes: readonly string[], home: string): Plan {
  if (plan === null || (homes.length > 0 && !homes.includes(home))) return null
  return [plan.person, plan.from, plan.until]
}

function plansOf(known: Known, { home, window }: Night, as_of: number): LedgerRow['plans'] {
  return [...shiftEvents(known, as_of)].flatMap(([shift_id, events]) => {
    const stood = planOf(events.filter(({ time }) => time <= window.from))
    const planned = planFor(stood.planned, homesSaid(stood.counting), home)
    const isEdit = ({ data, time }: ShiftEvent) =>
      time > window.from && (data.action === 'planned' || data.action === 'cancelled')
    const edits = events.filter(isEdit).map((event) => {
      const { counting } = planOf(events.slice(0, events.indexOf(event)))
      const homes = event.data.property_ids ?? homesSaid(counting)
      return planFor(event.data.action === 'planned' ? planSaid(event) : null, homes, home)
    })
    const isMet = [planned, ...edits].some(
      (plan) => plan !== null && meets({ from: plan[1], until: plan[2] }, window),
    )
    return isMet ? [{ shift_id, planned, edits }] : []
  })
}

/** Who was on shift in each millisecond of a wait, as far as it changes. */
function heldBy(
  part: Span,
  shifts: readonly Shift[],
  acts: readonly Act[],
  clockReported: boolean,
): [number, number, string][] {
  const spans = shifts.flatMap((shift) => onShift(acts, shift, clockReported))
  const borders = [part.from, part.until, ...spans.flatMap(({ from, until }) => [from, until])]
    .filter((at) => at >= part.from && at <= part.until)
    .sort((a, b) => a - b)
  const held: [number, number, string][] = []
  for (const [i, from] of borders.entries()) {
    const until = borders[i + 1] ?? from
    if (from === until) continue
    const persons = spans.filter((span) => contains(span, from)).map(({ person }) => person)
    const names = [...new Set(persons)].sort().join(' ')
    const last = held.at(-1)
    if (last?.[2] === names) last[1] = until
    else held.push([from, until, names])
  }
  return held
}

/** The longest stretch in which one waits all the time and nothing is written, in milliseconds. */
function longestSilence(open: readonly Span[], written: ReadonlySet<number>): number {
  // between any two moments at which something begins, ends or is written, one either waits all the time or not
  const moments = [...new Set([...open.flatMap(({ from, until }) => [from, until]), ...written])].sort(
    (a, b) => a - b,
  )
  let longest = 0
  let silence = 0
  moments.slice(1).forEach((until, i) => {
    const from = moments[i] ?? until
    const waits = open.some((wait) => wait.from <= from && until <= wait.until)
    if (!waits || written.has(from)) silence = 0
    if (waits) silence += until - from
    longest = Math.max(longest, silence)
  })
  return longest
}

/** @param elsewhere when somebody wrote whom these events do not know */
export function ledgerRows(known: Known, query: Query, elsewhere: readonly number[] = []): LedgerRow[] {
  const { as_of } = query
  const turns = readTurns(known, as_of).filter(({ state }) => state !== 'dismissed')
  const written = new Set([...writtenTimes(known), ...elsewhere])
  const incidents = readIncidents(known, as_of)
  const owners = readOwnerBook(known, query)
  const book = readNightSet(known, query)
  const isReported = (capability: keyof Known['reported'], date: string) => {
    const day = known.reported[capability]
    return day !== null && day <= date
  }
  return book.nights.map((night) => {
    const { home, date, window } = night
    const open = turns.flatMap((turn) => {
      if (turn.property_id !== home) return []
      const end = Math.min(turn.answer?.time ?? as_of, turn.opened_at + DAY)
      const from = Math.max(turn.opened_at, window.from)
      const until = Math.min(end, window.until)
      const isMoment = turn.opened_at === end && end >= window.from && end < window.until
      return from < until || isMoment ? [{ from, until, turn }] : []
    })
    const shifts = book.shifts.filter((shift) => countsFor(shift, home))
    const isLate = (state: string) => state === 'late' || state === 'overdue'
    const opened = open.filter(({ turn }) => turn.night && contains(window, turn.opened_at))
    const figures = nightFigures(book, watchesOf([night], false), null)
    const isKnown = isReported('clock or plans', date)
    const verdict = () => {
      // "nobody" is said only of minutes in no plan
      if (isKnown && isLongUnplanned(book, night)) return 'nobody'
      if (isKnown && figures.silent_nights === 1) return 'silent'
      if (isKnown && figures.overloaded_nights === 1) return 'overloaded'
      if (opened.some(({ turn }) => isLate(turn.state))) return 'late'
      if (isKnown && figures.covered_nights === 0) return 'unseen'
      return opened.length > 0 ? 'in_time' : 'quiet'
    }
    return {
      home,
      date,
      turns: open
        .map(({ from, until, turn }) => ({
          conversation_id: turn.opening.data.conversation_id,
          opened_at: turn.opened_at,
          late: isLate(turn.state),
          held: heldBy({ from, until }, shifts, book.acts, isReported('clock', date)),
        }))
        .sort(
          (a, b) =>
            a.opened_at - b.opened_at ||
            Buffer.compare(Buffer.from(a.conversation_id), Buffer.from(b.conversation_id)),
        ),
      plans: plansOf(known, night, as_of).sort((a, b) => (a.shift_id < b.shift_id ? -1 : 1)),
      worst_wait_s:
        open.length === 0 ? null : Math.max(...open.map(({ from, until }) => until - from)) / 1000,
      longest_silence_s: open.length === 0 ? null : longestSilence(open, written) / 1000,
      incidents: isReported('incidents', date)
        ? incidents
            .filter(
              ({ property_id, opened_at, cancelled, request }) =>
                property_id === home && contains(window, opened_at) && !cancelled && !request,
            )
            .map(({ incident_id }) => incident_id)
            .sort()
        : null,
      disturbed: isReported('owner_contact', date)
        ? owners.disturbances.some((one) => one.home === home && contains(window, one.time))
        : null,
      verdict: verdict(),
    }
  })
}
