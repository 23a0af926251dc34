import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { latestFor, readNoteVersions, type Note } from '../notes.server.ts'
import type { Period } from '../time/period.ts'
import { isInScope, isNobodyElses } from '../directory/gate.ts'
import type { Scope } from '../directory/scope.ts'
import { parseDay } from '../time/zone.ts'

/** What a member of staff wrote about a night; the latest version by as_of. */
export interface NightNote extends Note {
  /** the night's local date, days since 1970-01-01 */
  date: number
}

/** Notes about nights of the period, about the scope's homes on its dates or about no home in particular, by date and time. */
export async function readNightNotes(
  db: Database,
  directory: Directory,
  { scope, period, as_of }: { scope: Scope; period: Period; as_of: number },
): Promise<NightNote[]> {
  if (scope.homes.length === 0) return []
  const notes = await readNoteVersions(db, { period, as_of, withMatters: false, month: '' })
  return [...notes.values()]
    .flatMap((versions) => latestFor(scope, directory, versions, (note) => note.property_id) ?? [])
    .filter((note) => note.about_kind === 'night' && isNightsNote(scope, directory, note))
    .map((note) => ({ ...note, date: parseDay(note.about) }))
    .filter(({ date }) => date >= period.from && date < period.until)
    .sort((a, b) => a.date - b.date || a.written_at - b.written_at)
}

/** Whether what was written about a night is for the reader: one of no home in particular for all who had one then. */
export function isNightsNote(
  scope: Scope,
  directory: Directory,
  { about, property_id, written_at }: Note,
): boolean {
  const date = parseDay(about)
  if (property_id === '')
    return scope.every_shift || scope.homes.some((home) => home.from <= date && date < home.until)
  return (
    isInScope(scope, directory, property_id, date) && isNobodyElses(scope, directory, property_id, written_at)
  )
}
