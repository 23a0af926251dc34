import type { Database } from './db/client.server.ts'
import type { Directory } from './directory/directory.ts'
import type { Period } from './time/period.ts'
import { isNobodyElses } from './directory/gate.ts'
import type { Scope } from './directory/scope.ts'
import { formatDay } from './time/zone.ts'
import { withStands } from './standing.ts'

/** What a member of staff wrote, in one version. */
export interface Note {
  note_id: string
  /** night (about = its local date), incident_id, conversation_id, report (about = month, or month:owner) */
  about_kind: string
  about: string
  /** '' where it is about no home in particular */
  property_id: string
  text: string
  author_id: string
  /** ms UTC */
  written_at: number
  /** whether it is meant for the owner, too */
  show_owner: boolean
}

/** Of which notes the versions are read: those about nights of the period, and the kinds named beside them. */
export interface NotesRead {
  period: Period
  as_of: number
  /** about incidents and conversations, whenever they were */
  withMatters: boolean
  /** about the reports of this month, YYYY-MM; '' none */
  month: string
}

/** Note → its versions up to as_of, in order. A note that one version put elsewhere is read whole. */
export async function readNoteVersions(
  db: Database,
  { period, as_of, withMatters, month }: NotesRead,
): Promise<Map<string, Note[]>> {
  const rows = await db.readBulk<[string, string, string, string, string, string, number, boolean]>(
    `select
        note_id, about_kind, about, property_id, note, author_id, toUnixTimestamp64Milli(at) as written_at, show_owner
    from ${withStands(
      'note_events',
      '*',
      `note_id in
    (
        select note_id
        from note_events
        where (about_kind = 'night' and about >= {from:String} and about < {until:String})
            or ({with_matters:Bool} and about_kind in ('incident_id', 'conversation_id'))
            or ({month:String} != '' and about_kind = 'report' and (about = {month:String} or startsWith(about, {of_owner:String})))
    )`,
    )}
    where stands and toUnixTimestamp64Milli(at) <= {as_of:Int64}
    -- one identity told twice with other contents: the greatest counts
    order by note_id, at, source, id, canonical`,
    {
      as_of,
      month,
      of_owner: `${month}:`,
      with_matters: withMatters,
      from: formatDay(period.from),
      until: formatDay(period.until),
    },
  )
  const notes = new Map<string, Note[]>()
  for (const [note_id, about_kind, about, property_id, text, author_id, written_at, show_owner] of rows) {
    const note = { note_id, about_kind, about, property_id, text, author_id, written_at, show_owner }
    const versions = notes.get(note_id)
    if (versions === undefined) notes.set(note_id, [note])
    else versions.push(note)
  }
  return notes
}

/**
 * The latest version, as a reader has it: what was written of it on days when the home was another owner's changes nothing
 * for him, but that it was taken back.
 * @param homeOf the home whose owner counts, '' for none
 */
export function latestFor(
  scope: Scope,
  directory: Directory,
  versions: readonly Note[],
  homeOf: (note: Note) => string,
): Note | undefined {
  let current: Note | undefined
  for (const version of versions) {
    const isTakenBack = version.text === '' || !version.show_owner
    const isAnothers =
      current !== undefined && !isNobodyElses(scope, directory, homeOf(current), version.written_at)
    if (!isAnothers || isTakenBack) current = version
  }
  return current
}
