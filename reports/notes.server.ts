import type { Database } from '#sql/client.server.ts'
import type { Directory } from '#sql/directory.ts'
import type { Period } from '#sql/period.ts'
import type { Scope } from '#sql/scope.ts'
import { formatDay } from '#sql/zone.ts'
import type { MonthContents, Note } from './contents.ts'

/**
 * What staff wrote about nights of the period, by the latest version of each note; an owner gets what is meant for him,
 * about his homes or about no home in particular.
 */
export async function readNotes(
  db: Database,
  directory: Directory,
  { audience, scope }: { audience: MonthContents['audience']; scope: Scope },
  period: Period,
  as_of: number,
): Promise<Note[]> {
  const rows = await db.readBulk<[string, string, string, string, string, number, boolean]>(
    `select
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
    order by what, written_at`,
    {
      as_of,
      from: formatDay(period.from),
      until: formatDay(period.until),
      homes: scope.homes.map(({ property_id }) => property_id),
    },
  )
  return rows
    .filter(([, , , , , , show_owner]) => audience === 'management' || show_owner)
    .map(([about_kind, about, , text, author, written_at]) => ({
      ...{ about_kind, about, text, written_at: new Date(written_at).toISOString() },
      author: directory.managers.get(author)?.name ?? '',
    }))
}
