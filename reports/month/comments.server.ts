import { randomUUID } from 'node:crypto'
import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { UsageError } from '#sql/db/errors.ts'
import { compareBytes } from '#sql/order.ts'
import { onlyOwner } from '#sql/directory/gate.ts'
import { parseDay } from '#sql/time/zone.ts'
import { sha256 } from './canonical-json.ts'
import { withStands } from '#sql/standing.ts'

/** Where a comment on a month's reports stands: in all of them, in one owner's, or there about one of his homes. */
export type CommentPlace =
  | { kind: 'all' }
  | { kind: 'owner'; owner_id: string }
  | { kind: 'home'; owner_id: string; property_id: string }

export const MOST_COMMENT_CHARACTERS = 600
/** YYYY-MM */
const MONTH_CHARACTERS = 7

/** A comment as it stands; of each place the last one counts. */
export interface Comment {
  place: CommentPlace
  text: string
  author_id: string
  /** ms UTC */
  written_at: number
}

/** Lands an event; gives why it can't be taken, or null. Of the process that has a sink. */
export type TakeEvent = (event: unknown) => Promise<string | null>

const SOURCE = 'insights://reports'

/**
 * Writes a comment, in the place of an earlier one for the same. It is in the report if that has not been sealed yet.
 * @param of text '': takes the comment away
 * @throws UsageError where the text is longer than 600 characters, or can't be taken
 */
export async function saveComment(
  take: TakeEvent,
  of: { month: string; place: CommentPlace; text: string; author_id: string; at: number },
): Promise<void> {
  const text = of.text.trim()
  if (text.length > MOST_COMMENT_CHARACTERS)
    throw new UsageError(
      `a comment has at most ${MOST_COMMENT_CHARACTERS} characters, this one ${text.length}`,
    )
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(of.month))
    throw new UsageError(`${of.month} is no month such as 2026-10`)
  const problem = await take({
    specversion: '1.0',
    id: randomUUID(),
    source: SOURCE,
    type: 'butler.note.v1',
    time: new Date(of.at).toISOString(),
    data: {
      note_id: noteId(of.month, of.place),
      about: { report: of.place.kind === 'all' ? of.month : `${of.month}:${of.place.owner_id}` },
      ...(of.place.kind === 'home' ? { property_id: of.place.property_id } : {}),
      text,
      author: { role: 'manager', id: of.author_id === '' ? 'admin' : of.author_id },
      show_owner: text !== '',
    },
  })
  if (problem !== null) throw new UsageError(`the comment can't be taken: ${problem}`)
}

/** Comments on a month's reports that owners are shown, for all first; of each place the last one. */
export async function readComments(db: Database, directory: Directory, month: string): Promise<Comment[]> {
  const rows = await db.readBulk<[string, string, string, string, number, boolean]>(
    `select about, property_id, note, author_id, toUnixTimestamp64Milli(at) as written_at, show_owner
    from ${withStands('note_events', '*', "note_id in (select note_id from note_events where about_kind = 'report' and (about = {month:String} or startsWith(about, {of_owner:String})))")}
    where stands and about_kind = 'report' and (about = {month:String} or startsWith(about, {of_owner:String}))
    order by at, source, id, canonical`,
    { month, of_owner: `${month}:` },
  )
  const comments = new Map<string, Comment & { show_owner: boolean }>()
  for (const [about, property_id, text, author_id, written_at, show_owner] of rows) {
    const place = placeOf(directory, { about, property_id, written_at })
    if (place !== null) comments.set(placeKey(place), { place, text, author_id, written_at, show_owner })
  }
  return [...comments]
    .filter(([, { show_owner }]) => show_owner)
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([, { place, text, author_id, written_at }]) => ({ place, text, author_id, written_at }))
}

/**
 * Where a note about a report stands. One about a home that names no owner is in the report of whoever had the home alone,
 * from the month's first day until it was written; null: more than one had it, and nobody can say whose report was meant.
 */
export function placeOf(
  directory: Directory,
  { about, property_id, written_at }: { about: string; property_id: string; written_at: number },
): CommentPlace | null {
  const [month, owner_id] = [about.slice(0, MONTH_CHARACTERS), about.slice(MONTH_CHARACTERS + 1)]
  if (owner_id === '' && property_id === '') return { kind: 'all' }
  if (property_id === '') return { kind: 'owner', owner_id }
  const whose = owner_id || onlyOwner(directory, property_id, parseDay(`${month}-01`), written_at)
  return whose === null ? null : { kind: 'home', owner_id: whose, property_id }
}

export const placeKey = (place: CommentPlace) =>
  [
    place.kind,
    ...(place.kind === 'all' ? [] : [place.owner_id]),
    ...(place.kind === 'home' ? [place.property_id] : []),
  ].join('\n')

/** Short whatever the ids are, and the same for the same place: a later note of it is its next version. */
function noteId(month: string, place: CommentPlace): string {
  if (place.kind === 'all') return `report-${month}`
  const whose = place.kind === 'owner' ? place.owner_id : `${place.owner_id}\n${place.property_id}`
  return `report-${month}-${place.kind}-${sha256(whose).slice(0, 16)}`
}
