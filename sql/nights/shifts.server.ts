import type { Database } from '../db/client.server.ts'
import { inShiftOrder, type ShiftEvent } from './shifts.ts'
import type { Span } from '../time/spans.ts'
import { withStands } from '../standing.ts'

/**
 * Reads what was told of the shifts that can have anything to do with a stretch of time and one of the homes, in order: of
 * the contents that were given to one identity the one that stands.
 * @param homes null: whichever homes they count for
 * @param people whose shifts are read too, whichever homes they count for
 */
export async function readShiftEvents(
  db: Database,
  { from_at, until_at }: Span,
  homes: readonly string[] | null,
  people: readonly string[] = [],
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
    from ${withStands(
      'shift_events',
      '*',
      `shift_id in
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
                ${people.length === 0 ? '' : 'or shift_id in (select shift_id from shift_events where manager_id in {people:Array(String)})'}
                or not min(first_word).4
                or hasAny(
                    groupUniqArrayArray(shift_extents.home_sets),
                    (select groupArray(home_set) from home_sets where empty(property_ids) or hasAny(property_ids, {homes:Array(String)}))
                )
            )
    )`,
    )}
    where stands
    group by shift_id, at, source, id`,
    { from_at, until_at, any_home: homes === null, homes: homes ?? [], people },
  )
  const sets = await readHomeSets(db, [...new Set(rows.map(([, , , , data]) => data[7]))])
  const events = rows.map(([shift_id, at, source, id, data]): ShiftEvent => {
    const [manager_id, action, start, end, has_languages, languages, has_homes, home_set] = data
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
  return events.sort(inShiftOrder)
}

/** The homes of each of these sets: a roster's shifts share one list. */
async function readHomeSets(db: Database, sets: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.readBulk<[string, string[]]>(
    'select distinct toString(home_set), property_ids from home_sets where home_set in {sets:Array(UInt64)}',
    { sets },
  )
  return new Map(rows)
}
