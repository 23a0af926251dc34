import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { OWNER_PERSON } from '../facts/fact-rows.ts'
import type { OwnerNight } from '../metrics/automation.ts'
import { readWatches, type NightQuery } from './nights.server.ts'
import { holds } from '../time/spans.ts'

/** The nights of the period that began before as_of, of the homes and dates of the scope. */
export async function readOwnerNights(
  db: Database,
  directory: Directory,
  query: Pick<NightQuery, 'period' | 'scope' | 'as_of'>,
): Promise<OwnerNight[]> {
  const nights = (await readWatches(db, directory, { ...query, clock_since: null })).flatMap((watch) =>
    watch.property_ids.map((property_id) => ({ property_id, date: watch.date, window: watch.window })),
  )
  if (nights.length === 0) return []
  const acts = await readOwnerActs(
    db,
    [...new Set(nights.map((night) => night.property_id))],
    nights.reduce((first, { window }) => Math.min(first, window.from_at), Infinity),
    nights.reduce((last, { window }) => Math.max(last, window.until_at), -Infinity),
  )
  return nights.map(({ property_id, date, window }) => ({
    property_id,
    date,
    window,
    is_disturbed: acts.get(property_id)?.some((at) => holds(window, at)) ?? false,
  }))
}

/** Home → when something reached or came from its owner in [from_at, until_at), ms UTC. */
async function readOwnerActs(
  db: Database,
  homes: readonly string[],
  from_at: number,
  until_at: number,
): Promise<Map<string, number[]>> {
  const rows = await db.readBulk<[string, number]>(
    `select distinct act_home, act_at
    from act_facts final
    array join at as act_at, property_id as act_home
    where person_id = {owner:String}
        and month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC'))
        and act_at >= {from_at:Int64} and act_at < {until_at:Int64} and act_home in {homes:Array(String)}`,
    {
      owner: OWNER_PERSON,
      homes,
      from_at,
      until_at,
      from_s: Math.max(0, Math.floor(from_at / 1000)),
      until_s: Math.ceil(until_at / 1000),
    },
  )
  const acts = new Map<string, number[]>()
  for (const [home, at] of rows) {
    const list = acts.get(home)
    if (list === undefined) acts.set(home, [at])
    else list.push(at)
  }
  return acts
}
