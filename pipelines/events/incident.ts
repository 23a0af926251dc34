import type { z } from 'zod'
import { actor, id, instant, object, open, word } from '../members.ts'
import { dateTime64, readInstant } from '../time.ts'
import { actorOf } from './actor.ts'
import { nullableTime, type RowContext, type ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.incidents'
export const TYPE = 'butler.incident.v1'
export const TABLE = 'incident_events'
export const KEYS = ['incident_id', 'property_id', 'stay_id', 'conversation_id'] as const
export const COLUMNS = [
  'incident_id',
  'at',
  'source',
  'id',
  'property_id',
  'stay_id',
  'conversation_id',
  'action',
  'category',
  'severity',
  'reported_at',
  'playbook',
  'how',
  'cause',
  'actor_role',
  'actor_id',
  'canonical',
  'received_at',
] as const

const ACTIONS = [
  'opened',
  'acknowledged',
  'escalated',
  'owner_notified',
  'mitigated',
  'resolved',
  'reopened',
  'cancelled',
] as const

export const schema = object({
  incident_id: id,
  property_id: id,
  stay_id: id.nullish(),
  conversation_id: id.nullish(),
  action: word(ACTIONS),
  category: open,
  severity: word(['low', 'normal', 'high', 'critical']).nullish(),
  reported_at: instant.nullish(),
  playbook: open.nullish(),
  how: word(['call', 'message']).nullish(),
  cause: open.nullish(),
  actor: actor.nullish(),
})

/** How long before it was written down a guest can have said it. */
const REPORTED_BEFORE_MS = 30 * 86_400_000

type Data = z.infer<typeof schema>

export function refuse({ at, data }: ParsedEvent<Data>): string | null {
  const reported_at = readInstant(data.reported_at ?? '')
  if (reported_at === null) return null
  if (reported_at > at)
    return 'data.reported_at is after time; send when the guest first said it, which is not after time'
  if (reported_at < at - REPORTED_BEFORE_MS)
    return 'data.reported_at is more than 30 days before time; send when the guest first said it, at most 30 days before'
  return null
}

/** reported_at stands with opened only, how with owner_notified only. */
export function toRow({ data, ...event }: ParsedEvent<Data>, context: RowContext): unknown[] {
  return [
    data.incident_id,
    dateTime64(event.at),
    event.source,
    event.id,
    data.property_id,
    data.stay_id ?? '',
    data.conversation_id ?? '',
    data.action,
    data.category,
    data.severity ?? 'normal',
    data.action === 'opened' ? nullableTime(data.reported_at) : null,
    data.playbook ?? '',
    data.action === 'owner_notified' ? (data.how ?? 'call') : '',
    data.cause ?? '',
    ...actorOf(data.actor),
    event.canonical,
    dateTime64(context.received_at),
  ]
}
