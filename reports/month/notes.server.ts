import type { Database } from '#sql/db/client.server.ts'
import { zoneOf, type Directory } from '#sql/directory/directory.ts'
import { isNightsNote } from '#sql/ledger/notes.server.ts'
import { latestFor, readNoteVersions, type Note as Written } from '#sql/notes.server.ts'
import { compareBytes } from '#sql/order.ts'
import type { Period } from '#sql/time/period.ts'
import { isInScope, isNobodyElses } from '#sql/directory/gate.ts'
import type { Scope } from '#sql/directory/scope.ts'
import { formatDay, localDay, parseDay } from '#sql/time/zone.ts'
import { placeKey, placeOf } from './comments.server.ts'
import type { MonthContents, Note } from './contents.ts'

/** Whose month it is: what is meant for others is not among its notes. */
export interface NotesQuery {
  audience: MonthContents['audience']
  owner: MonthContents['owner']
  scope: Scope
}

/**
 * What staff wrote about the month, its nights, cases and threads. An owner gets what is meant for him: of his homes, where
 * both what it is about and when it was written lie on his days; about no home in particular; and of the comments on
 * reports those in all reports and in his own.
 */
export async function readNotes(
  db: Database,
  directory: Directory,
  { audience, owner, scope }: NotesQuery,
  period: Period,
  as_of: number,
): Promise<Note[]> {
  const month = formatDay(period.from).slice(0, 7)
  const versions = await readNoteVersions(db, { period, as_of, month, withMatters: true })
  const incidents = await readIncidents(db, [...versions.values()].flat(), as_of)
  const homeOf = ({ about_kind, about, property_id }: Written) => {
    // a comment on a report is its reader's, whoever had the home when it was written
    if (about_kind === 'report') return ''
    return about_kind === 'incident_id' ? (incidents.get(about)?.property_id ?? '') : property_id
  }
  const latest = [...versions.values()].flatMap((own) => latestFor(scope, directory, own, homeOf) ?? [])
  const written = latestOfPlace(directory, latest.sort(inOrder)).filter(
    (note) => note.text !== '' && (audience === 'management' || note.show_owner),
  )
  const asked = await readAsked(db, written, period)
  const isDuring = (day: number) => period.from <= day && day < period.until
  const isHis = (note: Written, day: number) =>
    isDuring(day) && isInScope(scope, directory, note.property_id, day)
  const isMeant = (note: Written): boolean => {
    switch (note.about_kind) {
      case 'night':
        return isDuring(parseDay(note.about)) && isNightsNote(scope, directory, note)
      case 'incident_id': {
        const { property_id, steps } = incidents.get(note.about) ?? { property_id: '', steps: [] }
        // in the month of its opening, or of what first happened on the reader's days
        const first = steps
          .map((at) => localDay(zoneOf(directory, property_id), at))
          .find((day) => isInScope(scope, directory, property_id, day))
        return first !== undefined && isDuring(first) && isWritten(note)
      }
      case 'conversation_id':
        // without a home nobody can say to whom of those who share the conversation it speaks
        return (
          (asked.get(`${note.about} ${note.property_id}`) ?? []).some((day) => isHis(note, day)) &&
          isWritten(note)
        )
      case 'report':
        return note.about.startsWith(month) && (audience === 'management' || isInHisReport(note))
      default:
        return false
    }
  }
  const isWritten = (note: Written) => isNobodyElses(scope, directory, homeOf(note), note.written_at)
  const isInHisReport = (note: Written) => {
    const place = placeOf(directory, note)
    if (place === null || place.kind === 'all') return place !== null
    if (place.owner_id !== owner?.owner_id) return false
    return (
      place.kind === 'owner' ||
      scope.homes.some(
        (home) =>
          home.property_id === place.property_id && home.from < period.until && home.until > period.from,
      )
    )
  }
  return written.filter(isMeant).map(({ about_kind, about, property_id, text, author_id, written_at }) => ({
    about_kind,
    property_id,
    // whose report it is about is nobody else's business
    about: about_kind === 'report' ? month : about,
    text,
    written_at: new Date(written_at).toISOString(),
    author: directory.managers.get(author_id)?.name ?? '',
  }))
}

function inOrder(a: Written, b: Written): number {
  return (
    compareBytes(a.about_kind, b.about_kind) ||
    compareBytes(a.about, b.about) ||
    compareBytes(a.property_id, b.property_id) ||
    a.written_at - b.written_at ||
    compareBytes(a.note_id, b.note_id)
  )
}

/** Incidents that notes are about: home, and the times of what happened up to as_of, in order. */
async function readIncidents(
  db: Database,
  notes: readonly Written[],
  as_of: number,
): Promise<Map<string, { property_id: string; steps: number[] }>> {
  const about = notes.filter(({ about_kind }) => about_kind === 'incident_id')
  if (about.length === 0) return new Map()
  const rows = await db.readBulk<[string, string, number[]]>(
    `select incident_id, property_id, arrayFilter(at -> at <= {as_of:Int64}, step_at)
    from incident_facts final
    where incident_id in {incidents:Array(String)}`,
    { as_of, incidents: [...new Set(about.map((note) => note.about))] },
  )
  return new Map(rows.map(([incident_id, property_id, steps]) => [incident_id, { property_id, steps }]))
}

/** Conversation and home of notes → local dates (days) on which a guest asked something in it. */
async function readAsked(
  db: Database,
  notes: readonly Written[],
  period: Period,
): Promise<Map<string, number[]>> {
  const about = notes.filter(
    ({ about_kind, property_id }) => about_kind === 'conversation_id' && property_id !== '',
  )
  if (about.length === 0) return new Map()
  const rows = await db.readBulk<[string, string, number]>(
    `select conversation, property_id, intDiv(opened_local_hour, 24) as date
    from turn_facts final
    array join conversation_id as conversation, local_hour as opened_local_hour
    where property_id in {homes:Array(String)} and conversation in {conversations:Array(String)}
        and month between toStartOfMonth(toDate({from:Int32} - 1)) and toDate({until:Int32} + 1)`,
    {
      homes: about.map(({ property_id }) => property_id),
      conversations: about.map((note) => note.about),
      from: period.from,
      until: period.until,
    },
  )
  const dates = new Map<string, number[]>()
  for (const [conversation, property_id, date] of rows) {
    const key = `${conversation} ${property_id}`
    dates.set(key, [...(dates.get(key) ?? []), date])
  }
  return dates
}

/** Of comments on a report that stand in the same place the last one counts. @param notes places apart in order of writing */
function latestOfPlace(directory: Directory, notes: readonly Written[]): Written[] {
  const keyOf = (note: Written) => {
    const place = note.about_kind === 'report' ? placeOf(directory, note) : null
    return place === null ? null : `${note.about.slice(0, 7)} ${placeKey(place)}`
  }
  const places = new Map<string, Written>()
  for (const note of notes.toSorted((a, b) => a.written_at - b.written_at)) {
    const key = keyOf(note)
    if (key !== null) places.set(key, note)
  }
  return notes.filter((note) => {
    const key = keyOf(note)
    return key === null || places.get(key) === note
  })
}
