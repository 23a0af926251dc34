import type { Database } from './db/client.server.ts'
import { zoneOf, type Directory } from './directory/directory.ts'
import { requireScope, type Scope } from './directory/scope.ts'
import { localDay } from './time/zone.ts'

/**
 * The first local date of which something is told of the scope: a message, an incident, a review, a stay of one of its homes,
 * or a shift that counts for one; or from which a source declares to tell all (then nothing is told where nothing was), once
 * the home is announced; on a day on which the home is in the scope.
 * @returns days since 1970-01-01; null: nothing ever was
 */
export async function readFirstDay(db: Database, directory: Directory, scope: Scope): Promise<number | null> {
  requireScope(scope)
  const homes = [...new Set(scope.homes.map((home) => home.property_id))]
  const { unassigned } = scope
  const firsts = await readFirsts(db, { homes, unassigned, announced: [...directory.properties.keys()] })
  const shifts = await readFirstShifts(db)
  const days = scope.homes.flatMap(({ property_id, from, until }) => {
    const at = Math.min(
      firsts.get(property_id) ?? Infinity,
      ...shifts.filter(({ homes: own }) => own.length === 0 || own.includes(property_id)).map(({ at }) => at),
    )
    const happened = at === Infinity ? Infinity : localDay(zoneOf(directory, property_id), at)
    const day = Math.max(from, Math.min(happened, declaredFrom(directory, property_id)))
    return day < until && day < Infinity ? [day] : []
  })
  for (const [property_id, at] of firsts)
    if (!directory.properties.has(property_id)) days.push(localDay(directory.default_timezone, at))
  return days.length === 0 ? null : Math.min(...days)
}

/** From when on a home without events is a quiet one. */
function declaredFrom({ sources, properties }: Directory, property_id: string): number {
  const since = Math.min(...[...sources.values()].map((source) => source.since))
  const home = properties.get(property_id)
  if (home === undefined) return Infinity
  return home.managed_from === null ? Math.max(since, localDay(home.timezone, home.announced_at)) : since
}

/** The earliest moment that is told of each home, ms UTC; '' is of no home. */
async function readFirsts(
  db: Database,
  params: { homes: readonly string[]; unassigned: boolean; announced: readonly string[] },
): Promise<Map<string, number>> {
  const own = `(property_id in {homes:Array(String)} or ({unassigned:Bool} and property_id not in {announced:Array(String)}))`
  const rows = await db.readBulk<[string, number]>(
    `select property_id, min(at)
    from
    (
        select property_id, min(first_at) as at from turn_facts final where ${own} group by property_id
        union all
        select property_id, toUnixTimestamp64Milli(min(first_at)) from home_firsts where ${own} group by property_id
        union all
        select toString(property_id) as property_id, toUnixTimestamp64Milli(min(at)) from review_events where ${own} group by property_id
        union all
        select property_id, min(check_in_at) from stay_facts final where ${own} group by property_id
    )
    group by property_id`,
    params,
  )
  return new Map(rows)
}

/** The earliest moment of the shifts of each list of homes, ms UTC; an empty list is of every home. */
async function readFirstShifts(db: Database): Promise<{ homes: readonly string[]; at: number }[]> {
  const rows = await db.readBulk<[string[], number]>(
    `select property_ids, toUnixTimestamp64Milli(min(from_at))
    from
    (
        -- one that names no homes at first counts for every home until it does
        select min(from_at) as from_at, if(min(first_word).4, groupUniqArrayArray(home_sets), [toUInt64(0)]) as sets
        from shift_extents
        group by shift_id
    )
    array join sets as home_set
    left join (select distinct home_set, property_ids from home_sets) as named using (home_set)
    group by property_ids`,
    {},
  )
  return rows.map(([homes, at]) => ({ homes, at }))
}
