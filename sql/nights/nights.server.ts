import { readActs } from './acts.server.ts'
import type { Act } from './acts.ts'
import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { nightReader, type Night, type NightTurn, type CoverageWindow } from './nights.ts'
import type { Period } from '../time/period.ts'
import { onShiftReader, type OnShift } from './presence.ts'
import type { Scope } from '../directory/scope.ts'
import { between } from '../sorted.ts'
import { findShifts } from './shifts-around.ts'
import { readShiftEvents } from './shifts.server.ts'
import { onDuty, partOf, peopleOf, primarySubtag, shiftsAt, type Shift, type ShiftEvent } from './shifts.ts'
import { meets, union, type Span } from '../time/spans.ts'
import { nightWindow } from './windows.ts'
import { DAY_MS, localDay } from '../time/zone.ts'

export interface NightQuery {
  period: Period
  scope: Scope
  as_of: number
  /** local date from which clocking is reported, in days; null: never */
  clock_since: number | null
  language: string
  /** each distinct window among the homes once, and every shift counts */
  team: boolean
}

/** Nights, and the same with one person's shifts alone. */
export interface NightSet {
  nights: Night[]
  /** what was told of those shifts, in order, up to now */
  shiftEvents: readonly ShiftEvent[]
  /** whose shifts stand around these nights, and what those people did, by person */
  shifts: readonly Shift[]
  acts: ReadonlyMap<string, readonly Act[]>
  /** where each of them is on shift */
  onShift: OnShift
  persons: () => string[]
  /** the nights whose window one of his spans meets, read with his shifts alone */
  nightsOf: (person: string) => Night[]
}

/** Reads the nights of the period that began before as_of, of the homes and dates of the scope. */
export async function readNights(db: Database, directory: Directory, query: NightQuery): Promise<NightSet> {
  const watches = watchesOf(await readWatches(db, directory, query), query)
  if (watches.length === 0) {
    const nobody = { shiftEvents: [], shifts: [], acts: new Map(), onShift: onShiftReader(new Map()) }
    return { ...nobody, nights: [], persons: () => [], nightsOf: () => [] }
  }
  const stretch = watches.reduce(
    (whole, { window }) => ({
      from_at: Math.min(whole.from_at, window.from_at),
      until_at: Math.max(whole.until_at, window.until_at),
    }),
    { from_at: Infinity, until_at: -Infinity },
  )
  const homes = [...new Set(watches.flatMap((watch) => watch.property_ids))]
  const [around, turns] = await Promise.all([
    readAround(db, directory, { stretch, homes, ...query }),
    readTurns(db, homes, stretch, query.as_of),
  ])
  const { shifts, shiftEvents, acts } = around
  const clockedOf = await readClocked(db, directory, around, query.as_of)
  const shared = { acts, clockedOf, turns, language: primarySubtag(query.language), as_of: query.as_of }
  const read = (some: readonly CoverageWindow[], own: readonly Shift[]) =>
    some.map(nightReader({ ...shared, shiftsAround: findShifts(own) }))
  // only who asks by person pays for it
  let cache: Map<string, CoverageWindow[]> | undefined
  const personsAt = () => (cache ??= personsOf(watches, shifts))
  return {
    nights: read(watches, shifts),
    shiftEvents,
    shifts,
    acts,
    onShift: onShiftReader(acts),
    persons: () => [...personsAt().keys()],
    nightsOf: (person) =>
      read(
        personsAt().get(person) ?? [],
        shifts.filter((shift) => peopleOf(shift).includes(person)).map((shift) => partOf(shift, person)),
      ),
  }
}

type Around = Pick<NightSet, 'shifts' | 'shiftEvents' | 'acts'>

/** The shifts around these nights, and what their people did. */
async function readAround(
  db: Database,
  directory: Directory,
  { homes, scope, team, ...query }: NightQuery & { stretch: Span; homes: readonly string[] },
): Promise<Around> {
  const shiftEvents = await readShiftEvents(db, query.stretch, team && scope.every_shift ? null : homes)
  const shifts = shiftsAt(shiftEvents, directory, query.as_of)
  const people = [...new Set(shifts.flatMap(peopleOf))]
  return { shiftEvents, shifts, acts: await readActs(db, directory, shifts, people, query) }
}

/** Where people were clocked in other shifts, of whichever homes, who did not begin one of these and did nothing in it. */
async function readClocked(
  db: Database,
  directory: Directory,
  { shifts, acts }: Around,
  as_of: number,
): Promise<(person: string) => readonly Span[]> {
  const missing = shifts.flatMap(({ planned, first_started_at }) => {
    if (planned === null || first_started_at !== null || planned.until_at > as_of) return []
    const did = between(acts.get(planned.manager_id) ?? [], ({ at }) => at, planned.from_at, planned.until_at)
    return did.length === 0 ? [planned] : []
  })
  if (missing.length === 0) return () => []
  const whole = {
    from_at: missing.reduce((first, { from_at }) => Math.min(first, from_at), Infinity),
    until_at: missing.reduce((last, { until_at }) => Math.max(last, until_at), -Infinity),
  }
  const people = [...new Set(missing.map(({ manager_id }) => manager_id))]
  const clocked = new Map<string, Span[]>(people.map((person) => [person, []]))
  for (const shift of shiftsAt(await readShiftEvents(db, whole, [], people), directory, as_of))
    for (const span of shift.clocked) clocked.get(span.manager_id)?.push(span)
  const disjoint = new Map([...clocked].map(([person, spans]) => [person, union(spans)]))
  return (person) => disjoint.get(person) ?? []
}

/** Each night of each home, of the period and the scope, that began before as_of; nothing is read of what happened in it. */
export async function readWatches(
  db: Database,
  directory: Directory,
  { period, scope, as_of, clock_since }: Pick<NightQuery, 'period' | 'scope' | 'as_of' | 'clock_since'>,
): Promise<CoverageWindow[]> {
  const firstDays = await firstNights(db, directory, scope)
  return scope.homes.flatMap(({ property_id, from, until }) => {
    const watches: CoverageWindow[] = []
    const last = Math.min(period.until, until)
    for (
      let date = Math.max(period.from, from, firstDays.get(property_id) ?? Infinity);
      date < last;
      date++
    ) {
      const window = nightWindow(directory, property_id, date)
      if (window.from_at >= as_of) break
      watches.push({
        property_ids: [property_id],
        date,
        window: { from_at: window.from_at, until_at: Math.min(window.until_at, as_of) },
        every_shift: false,
        is_clock_reported: clock_since !== null && date >= clock_since,
      })
    }
    return watches
  })
}

/** The date of a home's first night: managed_from, else that of its first property event, message or incident event. */
async function firstNights(db: Database, directory: Directory, scope: Scope): Promise<Map<string, number>> {
  const homes = [...new Set(scope.homes.map((home) => home.property_id))]
  const open = homes.filter((home) => directory.properties.get(home)?.managed_from === null)
  const rows = await db.readBulk<[string, number]>(
    `select property_id, min(at)
    from
    (
        select property_id, min(first_at) as at from turn_facts final where property_id in {open:Array(String)} group by property_id
        union all
        select property_id, toUnixTimestamp64Milli(min(first_at)) from home_firsts where property_id in {open:Array(String)} group by property_id
    )
    group by property_id`,
    { open },
  )
  const firstAt = new Map(rows.map(([home, at]) => [home, at]))
  return new Map(
    homes.flatMap((home) => {
      const property = directory.properties.get(home)
      if (property === undefined) return []
      const first = Math.min(property.announced_at, firstAt.get(home) ?? Infinity)
      return [[home, property.managed_from ?? localDay(property.timezone, first)]]
    }),
  )
}

function watchesOf(
  watches: readonly CoverageWindow[],
  { team, scope }: Pick<NightQuery, 'team' | 'scope'>,
): CoverageWindow[] {
  if (!team) return [...watches]
  const distinct = new Map<string, CoverageWindow>()
  for (const watch of watches) {
    const key = `${watch.window.from_at} ${watch.window.until_at}`
    const other = distinct.get(key)
    if (other === undefined) distinct.set(key, { ...watch, every_shift: scope.every_shift })
    else {
      other.property_ids = [...other.property_ids, ...watch.property_ids]
      if (watch.date < other.date)
        [other.date, other.is_clock_reported] = [watch.date, watch.is_clock_reported]
    }
  }
  return [...distinct.values()]
}

/** A watch is a person's when one of his spans meets its window. */
function personsOf(
  watches: readonly CoverageWindow[],
  shifts: readonly Shift[],
): Map<string, CoverageWindow[]> {
  const persons = new Map<string, CoverageWindow[]>()
  const around = findShifts(shifts)
  for (const watch of watches) {
    const there = around(watch)
      .flatMap((shift) => onDuty(shift, watch.is_clock_reported))
      .filter((span) => meets(span, watch.window))
    for (const person of new Set(there.map(({ manager_id }) => manager_id))) {
      const own = persons.get(person)
      if (own === undefined) persons.set(person, [watch])
      else own.push(watch)
    }
  }
  return persons
}

/** Turns that can make a night late or silent: late at night, or waited for half an hour; by home, in order. */
async function readTurns(
  db: Database,
  homes: readonly string[],
  stretch: Span,
  as_of: number,
): Promise<Map<string, NightTurn[]>> {
  // in the session of pages, so that shifts can be read meanwhile in the other one
  const rows = await db.read<NightTurn>(
    `select property_id, concat(thread_group, ' ', toString(thread)) as thread, conversation_id, opened_at, until_at, is_late_at_night
    from
    (
        select
            property_id, thread_group, thread, conversation_id, opened_at,
            answered_at between 1 and {as_of:Int64} as is_answered,
            least(if(is_answered, answered_at, {as_of:Int64}), opened_at + 86400000) as until_at,
            is_night and if(
                is_answered,
                answered_at > due_at or (held_at > 0 and held_at < {as_of:Int64}),
                due_at < {as_of:Int64}
            ) as is_late_at_night
        from turn_facts final
        array join thread, conversation_id, opened_at, is_night, due_at, answered_at, held_at, dismissed_at
        where property_id in {homes:Array(String)}
            and month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC'))
            and opened_at between {from_s:Int64} * 1000 and least({until_s:Int64} * 1000, {as_of:Int64})
            and not (dismissed_at between 1 and {as_of:Int64})
    )
    where is_late_at_night or until_at - opened_at >= 1800000
    order by opened_at`,
    {
      homes,
      as_of,
      from_s: Math.floor((stretch.from_at - DAY_MS) / 1000),
      until_s: Math.ceil(stretch.until_at / 1000),
    },
  )
  const turns = new Map<string, NightTurn[]>()
  for (const turn of rows) {
    const list = turns.get(turn.property_id)
    if (list === undefined) turns.set(turn.property_id, [turn])
    else list.push(turn)
  }
  return turns
}
