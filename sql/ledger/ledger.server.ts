import { readReported } from '../capabilities.server.ts'
import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { ANYBODY } from '../facts/fact-rows.ts'
import { readIncidentList } from '../lists/incidents.server.ts'
import type { ListQuery } from '../lists/list-query.ts'
import type { Night } from '../nights/nights.ts'
import { readNights, type NightSet } from '../nights/nights.server.ts'
import { readOwnerNights } from '../nights/owner-nights.server.ts'
import { countsFor } from '../nights/shifts.ts'
import { readShiftArrivals } from '../arrivals.server.ts'
import { readSilences } from '../silences.server.ts'
import { atAnyDate } from '../directory/scope.ts'
import { holds, meets, type Span } from '../time/spans.ts'
import { readWaits, type Wait } from '../waits.server.ts'
import { nightWindow } from '../nights/windows.ts'
import {
  longestSilence,
  plansOf,
  splitAtShifts,
  waitInside,
  type LedgerPlan,
  type LedgerTurn,
} from './ledger.ts'
import { readNightNotes, type NightNote } from './notes.server.ts'
import { saidLater, type SaidLater } from './said-later.ts'
import { verdictOf, type Verdict } from './verdict.ts'

/** A night as docs/rules.md#ledger wants it told: who was planned and who was there, every wait, what it came to. */
export interface LedgerNight {
  night: Night
  plans: LedgerPlan[]
  /** what was said of its shifts more than 15 minutes after the time that it claims, in order; nothing of what came with a file */
  said_later: SaidLater[]
  /** every turn that was open at some moment of the window, in order of opening */
  turns: (LedgerTurn & Pick<Wait, 'property_id' | 'topic' | 'answered_role' | 'is_night'>)[]
  /** the longest part of a wait inside the window; null without one */
  worst_wait_s: number | null
  /** the longest stretch in which some guest waited and nobody wrote to anybody; null where nobody waited */
  longest_silence_s: number | null
  /** ids of incidents opened in the window, cancelled ones and requests left out; null: not reported */
  incident_ids: string[] | null
  /** null: not reported */
  is_owner_disturbed: boolean | null
  /** about this night and its homes, or about no home in particular; where not management asks, those meant for owners */
  notes: NightNote[]
  verdict: Verdict
}

export interface Ledger {
  book: NightSet
  nights: LedgerNight[]
}

/** The nights of the period that began before as_of, of the homes and dates of the scope, in order of time. */
export async function readLedger(db: Database, directory: Directory, query: ListQuery): Promise<Ledger> {
  const reported = await readReported(db, directory)
  const book = await readNights(db, directory, { ...query, clock_since: reported.clock })
  if (book.nights.length === 0) return { book, nights: [] }
  const stretch = {
    from_at: book.nights.reduce((first, { window }) => Math.min(first, window.from_at), Infinity),
    until_at: book.nights.reduce((last, { window }) => Math.max(last, window.until_at), -Infinity),
  }
  // a wait may have begun the day before its night, and a night ends on the day after its date; it belongs whole to its
  // date, also where the home is no longer his, or managed, the next morning
  const around = {
    ...query,
    scope: atAnyDate(query.scope),
    period: { from: query.period.from - 1, until: query.period.until + 2 },
  }
  const waits = await readWaits(db, directory, around)
  const written = await readWritten(db, stretch)
  const later = saidLater(book.shiftEvents, await readShiftArrivals(db, stretch), query.as_of)
  const incidents = reported.incidents === null ? [] : await readIncidentList(db, directory, around)
  const disturbed = reported.owner_contact === null ? [] : await readOwnerNights(db, directory, query)
  const notes = (await readNightNotes(db, directory, query)).filter(
    ({ show_owner }) => show_owner || query.scope.every_shift,
  )
  const silences = (await readSilences(db, directory, stretch, query.as_of)).map(({ from_at, until_at }) => ({
    from_at,
    until_at: until_at ?? query.as_of,
  }))
  const isReported = (day: number | null, { date }: Night) => day !== null && date >= day
  const nights = book.nights
    .toSorted((a, b) => a.window.from_at - b.window.from_at)
    .map((night): LedgerNight => {
      const isOfNight = (home: string) => night.property_ids.includes(home)
      const turns = turnsOf(night, waits, book, query.as_of)
      const parts = turns.map(({ inside }) => inside)
      const night_turns = turns.filter(
        ({ is_night, opened_at }) => is_night && holds(night.window, opened_at),
      )
      const isKnown = isReported(reported['clock or plans'], night)
      const plans = plansOf(
        book.shiftEvents,
        night.window,
        query.as_of,
        (home) => night.every_shift || isOfNight(home),
      )
      const shift_ids = new Set(plans.map(({ shift_id }) => shift_id))
      for (const shift of later.length === 0 ? [] : book.shifts) {
        const isThere = night.every_shift || night.property_ids.some((home) => countsFor(shift, home))
        if (isThere && shift.clocked.some((span) => meets(span, night.window))) shift_ids.add(shift.shift_id)
      }
      return {
        night,
        plans,
        said_later: later.filter(({ shift_id }) => shift_ids.has(shift_id)),
        turns,
        worst_wait_s:
          parts.length === 0 ? null : Math.max(...parts.map((part) => part.until_at - part.from_at)) / 1000,
        longest_silence_s: parts.length === 0 ? null : longestSilence(parts, written) / 1000,
        incident_ids: isReported(reported.incidents, night)
          ? incidents
              .filter(
                (row) =>
                  row['is_request'] === false &&
                  row['is_cancelled'] === false &&
                  isOfNight(String(row['property_id'])) &&
                  holds(night.window, Date.parse(String(row['opened_at']))),
              )
              .map((row) => String(row['incident_id']))
          : null,
        is_owner_disturbed: isReported(reported.owner_contact, night)
          ? disturbed.some(
              ({ property_id, window, is_disturbed }) =>
                is_disturbed && window.from_at === night.window.from_at && isOfNight(property_id),
            )
          : null,
        notes: notes.filter(({ date, property_id }) =>
          property_id === ''
            ? date === night.date
            : isOfNight(property_id) &&
              nightWindow(directory, property_id, date).from_at === night.window.from_at,
        ),
        verdict: verdictOf({
          nights: [night],
          isKnown,
          gaps: isKnown ? night.gaps : [],
          nobody: isKnown ? night.nobody : [],
          turns: night_turns.length,
          late: night_turns.filter(({ is_late }) => is_late).length,
          silences: silences.filter((silence) => meets(silence, night.window)),
        }),
      }
    })
  return { book, nights }
}

function turnsOf(night: Night, waits: readonly Wait[], book: NightSet, as_of: number): LedgerNight['turns'] {
  return waits.flatMap((wait) => {
    if (!night.property_ids.includes(wait.property_id)) return []
    const part = waitInside(wait, night.window, as_of)
    if (part === null) return []
    const shifts = book.shifts.filter((shift) => night.every_shift || countsFor(shift, wait.property_id))
    const { property_id, topic, answered_role, is_night } = wait
    const { conversation_id, opened_at, answered_at, due_at, is_late } = wait
    return [
      {
        property_id,
        topic,
        answered_role,
        is_night,
        conversation_id,
        opened_at,
        answered_at,
        due_at,
        is_late,
        inside: part,
        held_by: splitAtShifts(part, shifts, (shift) => book.onShift.on(shift, night.is_clock_reported)),
      },
    ]
  })
}

/** When anybody wrote to a guest, of any home, ms UTC. */
async function readWritten(db: Database, { from_at, until_at }: Span): Promise<number[]> {
  const rows = await db.readBulk<[number]>(
    `select distinct act_at
    from act_facts final
    array join at as act_at
    where person_id = {anybody:String}
        and month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC'))
        and act_at between {from_at:Int64} and {until_at:Int64}`,
    {
      anybody: ANYBODY,
      from_at,
      until_at,
      from_s: Math.max(0, Math.floor(from_at / 1000)),
      until_s: Math.ceil(until_at / 1000),
    },
  )
  return rows.map(([at]) => at)
}
