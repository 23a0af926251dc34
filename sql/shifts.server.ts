import type { Database } from './client.server.ts'
import type { Directory } from './directory.ts'
import type { Ordered } from './order.ts'
import { holds, union, type Span } from './spans.ts'
import { HOUR_MS } from './zone.ts'

const UNKNOWN_END_MS = 12 * HOUR_MS

export interface ShiftEvent extends Ordered {
  shift_id: string
  manager_id: string
  action: string
  planned: Span | null
  /** null: not carried */
  languages: string[] | null
  property_ids: string[] | null
}

/** A shift as it stood at as_of. */
export interface Shift {
  shift_id: string
  manager_id: string
  planned: Span | null
  clocked: Span[]
  first_started_at: number | null
  /** started and never ended: its end is the plan's, or assumed */
  is_open: boolean
  /** primary subtags, lower case */
  languages: string[]
  /** empty: every home */
  property_ids: string[]
}

/**
 * Reads what was told of the shifts that can have anything to do with a stretch of time and one of the homes, in order: of
 * the contents that were given to one identity the one that stands.
 * @param homes null: whichever homes they count for
 */
export async function readShiftEvents(
  db: Database,
  { from_at, until_at }: Span,
  homes: readonly string[] | null,
): Promise<ShiftEvent[]> {
  const rows = await db.readBulk<
    [string, number, string, string, [string, string, number, number, boolean, string[], boolean, string]]
  >(
    `select
        shift_id, toUnixTimestamp64Milli(at), source, id,
        argMax((
            toString(manager_id), toString(action),
            ifNull(toUnixTimestamp64Milli(planned_start), 0), ifNull(toUnixTimestamp64Milli(planned_end), 0),
            has_languages, languages,
            has_homes, toString(cityHash64(arraySort(arrayDistinct(property_ids))))
        ), canonical)
    from shift_events
    where shift_id in
    (
        select shift_id
        from shift_extents
        -- the latest word of each has it: of a long past nothing is grouped
        where shift_id in (select shift_id from shift_extents where until_at > fromUnixTimestamp64Milli({from_at:Int64}))
        group by shift_id
        having min(shift_extents.from_at) < fromUnixTimestamp64Milli({until_at:Int64})
            and max(shift_extents.until_at) > fromUnixTimestamp64Milli({from_at:Int64})
            -- for one of the homes, or by some word or for want of one for every home, be it only up to a later word
            and (
                {any_home:Bool}
                or not min(first_word).4
                or hasAny(
                    groupUniqArrayArray(shift_extents.home_sets),
                    (select groupArray(home_set) from home_sets where empty(property_ids) or hasAny(property_ids, {homes:Array(String)}))
                )
            )
    )
    group by shift_id, at, source, id
    order by at, source, id`,
    { from_at, until_at, any_home: homes === null, homes: homes ?? [] },
  )
  const sets = await readHomeSets(db, [...new Set(rows.map(([, , , , told]) => told[7]))])
  return rows.map(([shift_id, at, source, id, told]) => {
    const [manager_id, action, start, end, has_languages, languages, has_homes, home_set] = told
    return {
      shift_id,
      at,
      source,
      id,
      manager_id,
      action,
      planned: action === 'planned' ? { from_at: start, until_at: end } : null,
      languages: has_languages ? languages : null,
      property_ids: has_homes ? (sets.get(home_set) ?? []) : null,
    }
  })
}

/** The homes of each of these sets: a roster's shifts share one list. */
async function readHomeSets(db: Database, sets: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.readBulk<[string, string[]]>(
    'select distinct toString(home_set), property_ids from home_sets where home_set in {sets:Array(UInt64)}',
    { sets },
  )
  return new Map(rows)
}

/** Folds what was told of shifts, in order, into the shifts as they stood at as_of. */
export function shiftsAt(told: readonly ShiftEvent[], directory: Directory, as_of: number): Shift[] {
  const shifts = new Map<string, ShiftEvent[]>()
  for (const event of told) {
    if (event.at > as_of) continue
    const events = shifts.get(event.shift_id)
    if (events === undefined) shifts.set(event.shift_id, [event])
    else events.push(event)
  }
  return [...shifts].map(([shift_id, events]) => shiftOf(shift_id, events, directory, as_of))
}

function shiftOf(
  shift_id: string,
  events: readonly ShiftEvent[],
  directory: Directory,
  as_of: number,
): Shift {
  const manager_id = events.at(-1)?.manager_id ?? ''
  const plan = events.findLast((event) => event.action === 'planned' || event.action === 'cancelled')
  const planned = plan?.planned ?? null
  const carried = <K extends 'languages' | 'property_ids'>(member: K) =>
    events.findLast((event) => event[member] !== null)?.[member]
  const { clocked, is_open } = clockedSpans(events, planned, as_of)
  return {
    shift_id,
    manager_id,
    planned,
    clocked,
    is_open,
    first_started_at: events.find((event) => event.action === 'started')?.at ?? null,
    languages: (carried('languages') ?? directory.managers.get(manager_id)?.languages ?? []).map(
      primarySubtag,
    ),
    property_ids: carried('property_ids') ?? [],
  }
}

/**
 * From each `started` to the next `ended`. A second `started` inside a span and an `ended` outside change nothing. One
 * without `ended` lasts until the planned end, or 12 h where there is none after it, or as_of if earlier.
 */
function clockedSpans(
  events: readonly ShiftEvent[],
  planned: Span | null,
  as_of: number,
): { clocked: Span[]; is_open: boolean } {
  const spans: Span[] = []
  let is_open = false
  for (const [index, { action, at }] of events.entries()) {
    if (action !== 'started' || spans.some((span) => holds(span, at))) continue
    const ended = events.slice(index + 1).find((later) => later.action === 'ended')
    const assumed = planned !== null && planned.until_at > at ? planned.until_at : at + UNKNOWN_END_MS
    is_open ||= ended === undefined
    spans.push({ from_at: at, until_at: ended?.at ?? Math.min(assumed, as_of) })
  }
  return { clocked: union(spans), is_open }
}

/** en-GB → en */
export function primarySubtag(language: string): string {
  return (language.split('-')[0] ?? language).toLowerCase()
}

export function countsFor(shift: Shift, property_id: string): boolean {
  return shift.property_ids.length === 0 || shift.property_ids.includes(property_id)
}

/** Where the person is on shift: the clocked spans, or the plan in a night dated before clocking was reported. */
export function onShift(shift: Shift, isClockReported: boolean): Span[] {
  if (isClockReported) return shift.clocked
  return shift.planned === null ? [] : [shift.planned]
}

/** Where acts show presence: planned and clocked. */
export function onDuty(shift: Shift, isClockReported: boolean): Span[] {
  const planned = shift.planned === null ? [] : [shift.planned]
  return isClockReported ? [...planned, ...shift.clocked] : planned
}
