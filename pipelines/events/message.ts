import type { z } from 'zod'
import { author, flag, id, language, messageText, object, open } from '../members.ts'
import { derive } from '../text/derive.ts'
import { dateTime64 } from '../time.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.messages'
export const TYPE = 'butler.message.v1'
export const TABLE = 'message_events'
export const KEYS = ['conversation_id', 'property_id', 'stay_id', 'guest_id', 'listing_id'] as const
export const COLUMNS = [
  'conversation_id',
  'at',
  'source',
  'id',
  'property_id',
  'stay_id',
  'guest_id',
  'listing_id',
  'channel',
  'role',
  'author_id',
  'account',
  'kind',
  'delivered',
  'handoff',
  'holding',
  'needs_reply',
  'language',
  'topic',
  'template',
  'canonical',
  'received_at',
] as const

export const schema = object({
  conversation_id: id,
  property_id: id.nullish(),
  stay_id: id.nullish(),
  guest_id: id.nullish(),
  listing_id: id.nullish(),
  channel: open,
  author,
  account: id.nullish(),
  kind: open.nullish(),
  delivered: flag.nullish(),
  handoff: flag.nullish(),
  holding: flag.nullish(),
  needs_reply: flag.nullish(),
  language: language.nullish(),
  topic: open.nullish(),
  template: open.nullish(),
  text: messageText.nullish(),
})

type Data = z.infer<typeof schema>

/**
 * The text serves here, once, for what the producer did not tell; nothing of it goes into the row. Of a message whose account
 * says who wrote it everything is kept that it can come to mean, whoever that will be (sql/facts/who-and-where.ts).
 */
export function toRow(event: ParsedEvent<Data>, context: RowContext): unknown[] {
  const { data } = event
  const { role } = data.author
  const isOpen = !isAbsent(data.account)
  const derived = derivedFrom(data)
  return [
    data.conversation_id,
    dateTime64(event.at),
    event.source,
    event.id,
    data.property_id ?? '',
    data.stay_id ?? '',
    data.guest_id ?? '',
    data.listing_id ?? '',
    data.channel,
    role,
    role === 'guest' || role === 'unknown' ? '' : (data.author.id ?? ''),
    data.account ?? '',
    data.kind ?? 'text',
    data.delivered ?? true,
    (isOpen || role === 'bot') && (data.handoff ?? false),
    (isOpen || isStaff(role)) && (data.holding ?? derived?.holding ?? false),
    (isOpen || role === 'guest') && (data.needs_reply ?? derived?.needs_reply ?? true),
    data.language ?? derived?.language ?? '',
    data.topic ?? derived?.topic ?? '',
    isOpen || role === 'automation' ? (data.template ?? '') : '',
    derived === null ? event.canonical : `${event.canonical}\n${JSON.stringify(derived)}`,
    dateTime64(context.received_at),
  ]
}

function isStaff(role: string): boolean {
  return role === 'manager' || role === 'owner'
}

/** What the text gives for the members that are absent and mean something for this author; null without a text. */
function derivedFrom({ author, account, text, holding, needs_reply, language, topic }: Data) {
  if (text === undefined || text === null) return null
  const isOpen = !isAbsent(account)
  return derive(text, {
    holding: (isOpen || isStaff(author.role)) && isAbsent(holding),
    language: isAbsent(language),
    needs_reply: (isOpen || author.role === 'guest') && isAbsent(needs_reply),
    topic: isAbsent(topic),
  })
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}
