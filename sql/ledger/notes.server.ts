import type { Database } from '../client.server.ts'
import type { Directory } from '../directory.ts'
import type { Period } from '../period.ts'
import { isInScope } from '../gate.ts'
import type { Scope } from '../scope.ts'
import { formatDay, parseDay } from '../zone.ts'

/** What a member of staff wrote about a night; the latest version by as_of. */
export interface NightNote {
  note_id: string
  /** '' where it is about no home in particular */
  property_id: string
  /** the night's local date, days since 1970-01-01 */
  date: number
  text: string
  author_id: string
  /** of the latest version, ms UTC */
  written_at: number
  /** whether it is meant for the owner, too */
  show_owner: boolean
}

/** Notes about nights of the period, about the scope's homes on its dates or about no home in particular, by date and time. */
export async function readNightNotes(
  db: Database,
  directory: Directory,
  { scope, period, as_of }: { scope: Scope; period: Period; as_of: number },
): Promise<NightNote[]> {
  if (scope.homes.length === 0) return []
  const rows = await db.readBulk<[string, string, string, string, string, string, number, boolean]>(
    `select
        note_id,
        argMax(about_kind, (at, source, id, canonical)) as kind,
        argMax(about, (at, source, id, canonical)) as what,
        argMax(property_id, (at, source, id, canonical)) as home,
        argMax(note, (at, source, id, canonical)),
        argMax(author_id, (at, source, id, canonical)),
        toUnixTimestamp64Milli(max(at)) as written_at,
        argMax(show_owner, (at, source, id, canonical))
    from note_events
    where toUnixTimestamp64Milli(at) <= {as_of:Int64}
    group by note_id
    having kind = 'night' and what >= {from:String} and what < {until:String}
        and (home in {homes:Array(String)} or home = '')
    order by what, written_at, note_id`,
    {
      as_of,
      from: formatDay(period.from),
      until: formatDay(period.until),
      homes: [...new Set(scope.homes.map(({ property_id }) => property_id))],
    },
  )
  return rows
    .map(([note_id, , what, property_id, text, author_id, written_at, show_owner]) => ({
      ...{ note_id, property_id, date: parseDay(what), text, author_id, written_at, show_owner },
    }))
    .filter(({ property_id, date }) => property_id === '' || isInScope(scope, directory, property_id, date))
}
