import type { Database } from '#sql/client.server.ts'
import type { Directory } from '#sql/directory.ts'
import type { Period } from '#sql/period.ts'
import { isInScope, type Scope } from '#sql/scope.ts'
import { formatDay, parseDay } from '#sql/zone.ts'
import type { MonthContents, Note } from './contents.ts'

/** Whose month it is: what is meant for others is not among its notes. */
export interface NotesAsk {
  audience: MonthContents['audience']
  owner: MonthContents['owner']
  scope: Scope
}

/** The latest version of a note. */
interface Written {
  about_kind: string
  about: string
  /** '' where it is about no home in particular */
  property_id: string
  text: string
  author_id: string
  /** ms UTC */
  written_at: number
  show_owner: boolean
  /** of a note about an incident: its home and local date (days), '' and 0 where it is not known */
  incident_home: string
  incident_date: number
}

/**
 * What staff wrote about the month, its nights, cases and threads. An owner gets what is meant for him: about homes and
 * dates that are his, about no home in particular, and of the comments on reports those for all, for him, for his homes.
 */
export async function readNotes(
  db: Database,
  directory: Directory,
  { audience, owner, scope }: NotesAsk,
  period: Period,
  as_of: number,
): Promise<Note[]> {
  const month = formatDay(period.from).slice(0, 7)
  const written = latestOfPlace(await readWritten(db, period, month, as_of)).filter(
    (note) => note.text !== '' && (audience === 'management' || note.show_owner),
  )
  const asked = await readAsked(db, written, period)
  const isMeant = (note: Written): boolean => {
    switch (note.about_kind) {
      case 'night':
        return note.property_id === '' || isHis(note.property_id, parseDay(note.about))
      case 'incident_id':
        return isDuring(period, note.incident_date) && isHis(note.incident_home, note.incident_date)
      case 'conversation_id':
        // without a home nobody can say to whom of those who share the conversation it speaks
        return (asked.get(`${note.about} ${note.property_id}`) ?? []).some(
          (day) => isDuring(period, day) && isHis(note.property_id, day),
        )
      case 'report':
        return isForReader(note)
      default:
        return false
    }
  }
  const isHis = (property_id: string, date: number) => isInScope(scope, directory, property_id, date)
  const isForReader = ({ about, property_id }: Written) => {
    if (about !== month) return audience === 'management' || about === `${month}:${owner?.owner_id ?? ''}`
    if (property_id === '') return true
    return scope.homes.some(
      (home) => home.property_id === property_id && home.from < period.until && home.until > period.from,
    )
  }
  return written.filter(isMeant).map(({ about_kind, about, property_id, text, author_id, written_at }) => ({
    ...{ about_kind, property_id },
    // whose report it is about is nobody else's business
    about: about_kind === 'report' ? month : about,
    ...{ text, written_at: new Date(written_at).toISOString() },
    author: directory.managers.get(author_id)?.name ?? '',
  }))
}

async function readWritten(db: Database, period: Period, month: string, as_of: number): Promise<Written[]> {
  const rows = await db.readBulk<
    [string, string, string, string, string, number, boolean, string, number | null]
  >(
    `select kind, what, home, text, author, written_at, show, incident_home, incident_date
    from
    (
        select
            note_id,
            argMax(about_kind, (at, source, id, canonical)) as kind,
            argMax(about, (at, source, id, canonical)) as what,
            argMax(property_id, (at, source, id, canonical)) as home,
            argMax(note, (at, source, id, canonical)) as text,
            argMax(author_id, (at, source, id, canonical)) as author,
            toUnixTimestamp64Milli(max(at)) as written_at,
            argMax(show_owner, (at, source, id, canonical)) as show
        from note_events
        where toUnixTimestamp64Milli(at) <= {as_of:Int64}
        group by note_id
        having kind in ('incident_id', 'conversation_id')
            or (kind = 'night' and what >= {from:String} and what < {until:String})
            or (kind = 'report' and (what = {month:String} or startsWith(what, {of_owner:String})))
    ) as notes
    left join
    (
        select incident_id, property_id as incident_home, intDiv(slot, 24) as incident_date
        from incident_facts final
        where incident_id in (select about from note_events where about_kind = 'incident_id')
    ) as incidents on kind = 'incident_id' and what = incident_id
    order by kind, what, home, written_at, note_id`,
    {
      ...{ as_of, month, of_owner: `${month}:` },
      from: formatDay(period.from),
      until: formatDay(period.until),
    },
  )
  return rows.map(
    ([about_kind, about, property_id, text, author_id, written_at, show_owner, incident_home, date]) => ({
      ...{ about_kind, about, property_id, text, author_id, written_at, show_owner, incident_home },
      incident_date: date ?? 0,
    }),
  )
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
    `select conversation, property_id, intDiv(opened_slot, 24) as date
    from turn_facts final
    array join conversation_id as conversation, slot as opened_slot
    where property_id in {homes:Array(String)} and conversation in {conversations:Array(String)}
        and month between toStartOfMonth(toDate({from:Int32} - 1)) and toDate({until:Int32} + 1)`,
    {
      homes: about.map(({ property_id }) => property_id),
      conversations: about.map((note) => note.about),
      ...{ from: period.from, until: period.until },
    },
  )
  const dates = new Map<string, number[]>()
  for (const [conversation, property_id, date] of rows) {
    const key = `${conversation} ${property_id}`
    dates.set(key, [...(dates.get(key) ?? []), date])
  }
  return dates
}

/** Of comments on a report from the same place (for all, an owner, a home) the last one counts. */
function latestOfPlace(notes: readonly Written[]): Written[] {
  const places = new Map<string, Written>()
  for (const note of notes)
    if (note.about_kind === 'report') places.set(`${note.about} ${note.property_id}`, note)
  return notes.filter(
    (note) => note.about_kind !== 'report' || places.get(`${note.about} ${note.property_id}`) === note,
  )
}

const isDuring = ({ from, until }: Period, day: number) => from <= day && day < until
