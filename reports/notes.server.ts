import type { Database } from '#sql/client.server.ts'
import type { Directory } from '#sql/directory.ts'
import { readNightNotes } from '#sql/ledger/notes.server.ts'
import type { Period } from '#sql/period.ts'
import type { Scope } from '#sql/scope.ts'
import { formatDay } from '#sql/zone.ts'
import type { MonthContents, Note } from './contents.ts'

/**
 * What staff wrote about nights of the period, by the latest version of each note; an owner gets what is meant for him,
 * about his homes on his dates or about no home in particular.
 */
export async function readNotes(
  db: Database,
  directory: Directory,
  { audience, scope }: { audience: MonthContents['audience']; scope: Scope },
  period: Period,
  as_of: number,
): Promise<Note[]> {
  const notes = await readNightNotes(db, directory, { scope, period, as_of })
  return notes
    .filter(({ show_owner }) => audience === 'management' || show_owner)
    .map(({ date, text, author_id, written_at }) => ({
      ...{ about_kind: 'night', about: formatDay(date), text },
      written_at: new Date(written_at).toISOString(),
      author: directory.managers.get(author_id)?.name ?? '',
    }))
}
