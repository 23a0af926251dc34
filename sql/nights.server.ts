import type { Database } from './client.server.ts'
import { type Directory } from './directory.ts'
import { nightReader, type Night, type NightTurn, type Watch } from './nights.ts'
import type { Period } from './period.ts'
import type { Act } from './presence.ts'
import type { Scope } from './scope.ts'
import { findShifts } from './shifts-around.ts'
import {
  onDuty,
  primarySubtag,
  readShiftEvents,
  shiftsAt,
  type Shift,
  type ShiftEvent,
} from './shifts.server.ts'
import { meets, type Span } from './spans.ts'
import { nightWindow } from './windows.ts'
import { DAY_MS, HOUR_MS, localDay } from './zone.ts'

export interface NightAsk {
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
export interface NightBook {
  nights: Night[]
  /** what was told of those shifts, in order, up to now */
  shiftEvents: readonly ShiftEvent[]
  /** whose shifts stand around these nights, and what those people did, by person */
  shifts: readonly Shift[]
  acts: ReadonlyMap<string, readonly Act[]>
  persons: () => string[]
  /** the nights whose window one of his spans meets, read with his shifts alone */
  nightsOf: (person: string) => Night[]
}

/** Reads the nights of the period that began before as_of, of the homes and dates of the scope. */
export async function readNights(db: Database, directory: Directory, ask: NightAsk): Promise<NightBook> {
  const watches = watchesOf(await readWatches(db, directory, ask), ask)
  if (watches.length === 0)
    return { nights: [], shiftEvents: [], shifts: [], acts: new Map(), persons: () => [], nightsOf: () => [] }
  const stretch = watches.reduce(
    (whole, { window }) => ({
      from_at: Math.min(whole.from_at, window.from_at),
      until_at: Math.max(whole.until_at, window.until_at),
    }),
    { from_at: Infinity, until_at: -Infinity },
  )
  const homes = [...new Set(watches.flatMap((watch) => watch.property_ids))]
  const [around, turns] = await Promise.all([
    readAround(db, directory, { stretch, homes, ...ask }),
    readTurns(db, homes, stretch, ask.as_of),
  ])
  const { shifts, shiftEvents, acts } = around
  const shared = { acts, turns, language: primarySubtag(ask.language), as_of: ask.as_of }
  const read = (some: readonly Watch[], own: readonly Shift[]) =>
    some.map(nightReader({ ...shared, shiftsAround: findShifts(own) }))
  // only who asks by person pays for it
  let kept: Map<string, Watch[]> | undefined
  const personsAt = () => (kept ??= personsOf(watches, shifts))
  return {
    nights: read(watches, shifts),
    shiftEvents,
    shifts,
    acts,
    persons: () => [...personsAt().keys()],
    nightsOf: (person) =>
      read(
        personsAt().get(person) ?? [],
        shifts.filter((shift) => shift.manager_id === person),
      ),
  }
}

/** The shifts around these nights, and what their people did. */
async function readAround(
  db: Database,
  directory: Directory,
  { stretch, homes, scope, team, as_of }: NightAsk & { stretch: Span; homes: readonly string[] },
): Promise<Pick<NightBook, 'shifts' | 'shiftEvents' | 'acts'>> {
  const shiftEvents = await readShiftEvents(db, stretch, team && scope.every_shift ? null : homes)
  const shifts = shiftsAt(shiftEvents, directory, as_of)
  return { shiftEvents, shifts, acts: await readActs(db, shifts, stretch, as_of) }
}

/** Each night of each home, of the period and the scope, that began before as_of; nothing is read of what happened in it. */
export async function readWatches(
  db: Database,
  directory: Directory,
  { period, scope, as_of, clock_since }: Pick<NightAsk, 'period' | 'scope' | 'as_of' | 'clock_since'>,
): Promise<Watch[]> {
  const firstDays = await firstNights(db, directory, scope)
  return scope.homes.flatMap(({ property_id, from, until }) => {
    const watches: Watch[] = []
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
  const told = new Map(rows.map(([home, at]) => [home, at]))
  return new Map(
    homes.flatMap((home) => {
      const property = directory.properties.get(home)
      if (property === undefined) return []
      const first = Math.min(property.announced_at, told.get(home) ?? Infinity)
      return [[home, property.managed_from ?? localDay(property.timezone, first)]]
    }),
  )
}

function watchesOf(watches: readonly Watch[], { team, scope }: Pick<NightAsk, 'team' | 'scope'>): Watch[] {
  if (!team) return [...watches]
  const distinct = new Map<string, Watch>()
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
function personsOf(watches: readonly Watch[], shifts: readonly Shift[]): Map<string, Watch[]> {
  const persons = new Map<string, Watch[]>()
  const around = findShifts(shifts)
  for (const watch of watches) {
    const there = around(watch).filter((shift) =>
      onDuty(shift, watch.is_clock_reported).some((span) => meets(span, watch.window)),
    )
    for (const person of new Set(there.map((shift) => shift.manager_id))) {
      const own = persons.get(person)
      if (own === undefined) persons.set(person, [watch])
      else own.push(watch)
    }
  }
  return persons
}

/** What the persons of these shifts did, an hour before and after the stretch too, and inside their plans. */
async function readActs(
  db: Database,
  shifts: readonly Shift[],
  stretch: Span,
  as_of: number,
): Promise<Map<string, Act[]>> {
  const persons = [...new Set(shifts.map((shift) => shift.manager_id))]
  const spans = shifts.flatMap((shift) => shift.planned ?? [])
  const rows = await db.readBulk<[string, string, number, number, string]>(
    `select person_id, unit, act_at, act_thread, act_home
    from act_facts final
    array join at as act_at, thread as act_thread, property_id as act_home
    where person_id in {persons:Array(String)}
        and month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC'))
        and act_at between {from_s:Int64} * 1000 and least({until_s:Int64} * 1000, {as_of:Int64})
    order by act_at`,
    {
      persons,
      as_of,
      from_s: Math.floor((Math.min(stretch.from_at, ...spans.map((span) => span.from_at)) - HOUR_MS) / 1000),
      until_s: Math.ceil(
        (Math.max(stretch.until_at, ...spans.map((span) => span.until_at)) + HOUR_MS) / 1000,
      ),
    },
  )
  const acts = new Map<string, Act[]>(persons.map((person) => [person, []]))
  for (const [person, unit, at, thread, property_id] of rows) {
    const nowhere = property_id !== '' || thread === -2
    acts.get(person)?.push({ at: at, thread: nowhere ? null : `${unit} ${thread}`, property_id })
  }
  return acts
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
    `select property_id, concat(unit, ' ', toString(thread)) as thread, opened_at, until_at, is_late_at_night
    from
    (
        select
            property_id, unit, thread, opened_at,
            answered_at between 1 and {as_of:Int64} as is_answered,
            least(if(is_answered, answered_at, {as_of:Int64}), opened_at + 86400000) as until_at,
            is_night and if(
                is_answered,
                answered_at > due_at or (held_at > 0 and held_at < {as_of:Int64}),
                due_at < {as_of:Int64}
            ) as is_late_at_night
        from turn_facts final
        array join thread, opened_at, is_night, due_at, answered_at, held_at, dismissed_at
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
