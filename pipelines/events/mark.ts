import type { z } from 'zod'
import { actor, id, object, open, word } from '../members.ts'
import { dateTime64 } from '../time.ts'
import { actorOf } from './actor.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.messages'
export const TYPE = 'butler.mark.v1'
export const TABLE = 'mark_events'
export const KEYS = ['conversation_id'] as const
export const COLUMNS = [
  'conversation_id',
  'at',
  'source',
  'id',
  'mark',
  'message_source',
  'message_id',
  'how',
  'actor_role',
  'actor_id',
  'canonical',
  'received_at',
  'is_from_file',
] as const

export const schema = object({
  conversation_id: id,
  mark: word(['taken', 'answered_elsewhere', 'no_reply_needed', 'not_a_guest', 'undelivered', 'deleted']),
  message: object({ source: id, id }).nullish(),
  how: open.nullish(),
  actor: actor.nullish(),
})

export function toRow(
  { data, ...event }: ParsedEvent<z.infer<typeof schema>>,
  context: RowContext,
): unknown[] {
  return [
    data.conversation_id,
    dateTime64(event.at),
    event.source,
    event.id,
    data.mark,
    data.message?.source ?? '',
    data.message?.id ?? '',
    data.how ?? '',
    ...actorOf(data.actor),
    event.canonical,
    dateTime64(context.received_at),
    context.is_from_file ?? false,
  ]
}
