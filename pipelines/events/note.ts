import type { z } from 'zod'
import { flag, id, localDate, object, word, wordsUpTo } from '../members.ts'
import { dateTime64 } from '../time.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.directory'
export const TYPE = 'butler.note.v1'
export const TABLE = 'note_events'
export const KEYS = ['note_id', 'property_id'] as const
export const COLUMNS = [
  'note_id',
  'at',
  'source',
  'id',
  'about_kind',
  'about',
  'property_id',
  'note',
  'author_role',
  'author_id',
  'show_owner',
  'canonical',
  'received_at',
] as const

const MAX_CHARACTERS = 600

const about = object({
  night: localDate.nullish(),
  conversation_id: id.nullish(),
  incident_id: id.nullish(),
  report: id.nullish(),
})

type About = z.infer<typeof about>

/** A note is a staff member's own words: a guest writes none. */
export const schema = object({
  note_id: id,
  about: about.superRefine((value, context) => {
    if (subjectsOf(value).length === 1) return
    const message = 'does not name one thing; send one of night, conversation_id, incident_id, report'
    context.addIssue({ code: 'custom', path: [], message })
  }),
  property_id: id.nullish(),
  text: wordsUpTo(MAX_CHARACTERS),
  author: object({ role: word(['manager', 'bot', 'owner', 'automation']), id }),
  show_owner: flag,
})

function subjectsOf(value: About): [kind: string, about: string][] {
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}

export function toRow(
  { data, ...event }: ParsedEvent<z.infer<typeof schema>>,
  context: RowContext,
): unknown[] {
  return [
    data.note_id,
    dateTime64(event.at),
    event.source,
    event.id,
    ...(subjectsOf(data.about)[0] ?? ['', '']),
    data.property_id ?? '',
    data.text,
    data.author.role,
    data.author.id,
    data.show_owner,
    event.canonical,
    dateTime64(context.received_at),
  ]
}
