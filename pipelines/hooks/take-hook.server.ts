/** A vendor's request to decoded events; what becomes of each is told for who watches. */
import { randomUUID } from 'node:crypto'
import type { Database } from '#sql/db/client.server.ts'
import { deadLetter } from '../dead-letter.ts'
import type { Decoded, Sink } from '../sink.server.ts'
import type { Connection } from './connections.server.ts'
import { sourceOf, type HookKind, type HookOptions, type HookRead, type HookRequest } from './hook.ts'
import { markEvent } from './message.ts'
import type { OrderWithinSeconds } from './order-within-second.server.ts'

/** One thing that a request told: no words of it. */
export interface Seen {
  /** ms UTC */
  received_at: number
  /** type of the event without butler. and .v1, its role and kind; '' where it became none */
  what: string
  /** why it became no event; '' where it did */
  why: string
}

export interface HookTaking {
  db: Database
  sink: Pick<Sink, 'decodeValue' | 'zones'>
  pseudonym: HookOptions['pseudonym']
  order: OrderWithinSeconds
}

/** @returns the events to store, and what all of it was */
export async function decodeHook(
  { db, sink, pseudonym, order }: HookTaking,
  kind: HookKind,
  { connection, timezone }: Pick<Connection, 'connection' | 'timezone'>,
  { request, received_at }: { request: HookRequest; received_at: number },
): Promise<{ batch: Decoded[]; seen: Seen[] }> {
  const origin = `hook ${kind.kind}/${connection} ${randomUUID()}`
  const options: HookOptions = { connection, pseudonym, timezone, received_at }
  const source = sourceOf(kind, connection)
  const batch: Decoded[] = []
  const seen: Seen[] = []
  for (const read of kind.read(request, options)) {
    const one = 'message_id' in read ? await resolved(db, kind, options, read) : read
    if ('left_out' in one) {
      seen.push({ received_at, what: '', why: one.left_out })
    } else if ('not_understood' in one) {
      seen.push({ received_at, what: '', why: 'not_understood' })
      batch.push(
        unread(request, `${one.not_understood}; see docs/hooks.md for what is taken`, {
          origin,
          received_at,
          zones: sink.zones,
        }),
      )
    } else if ('event' in one) {
      const event = kind.hasOrderedSeconds === true ? await ordered(order, one.event, source) : one.event
      const decoded = sink.decodeValue(event, { origin: `${origin}/${batch.length}`, received_at })
      batch.push(decoded)
      const { type, data } = event as { type: string; data: Record<string, unknown> }
      const role = (data['author'] as { role?: string } | undefined)?.role
      seen.push({
        received_at,
        what: [type.split('.')[1], role, data['mark'] ?? data['status'] ?? data['kind']]
          .filter((word) => typeof word === 'string')
          .join(' '),
        why: decoded.result.kind === 'dead' ? 'refused' : '',
      })
    }
  }
  return { batch, seen }
}

/** A mark of a message of which only the id is told. */
async function resolved(
  db: Database,
  kind: HookKind,
  options: HookOptions,
  { mark, message_id, at }: Extract<HookRead, { message_id: string }>,
): Promise<Exclude<HookRead, { message_id: string }>> {
  const [found] = await db.readBulk<[string]>(
    `select conversation_id
    from message_events
    where source = {source:String} and id = {id:String}
    order by received_at desc
    limit 1`,
    { source: sourceOf(kind, options.connection), id: message_id },
  )
  if (found === undefined) return { left_out: 'unknown_message' }
  const of = { scheme: kind.scheme ?? kind.kind, id: message_id, conversation_id: found[0], at }
  return markEvent(options, mark, of) as Exclude<HookRead, { message_id: string }>
}

async function ordered(
  order: OrderWithinSeconds,
  event: Record<string, unknown>,
  source: string,
): Promise<Record<string, unknown>> {
  if (event['type'] !== 'butler.message.v1') return event
  const { id, time, data } = event as { id: string; time: string; data: { conversation_id: string } }
  const at = await order.at({ source, id, conversation_id: data.conversation_id, second: Date.parse(time) })
  return { ...event, time: new Date(at).toISOString() }
}

/** What can't be read is one dead letter: members that the contract lists alone, so no words of it (docs/events.md). */
function unread(
  request: HookRequest,
  detail: string,
  context: { origin: string; received_at: number; zones: ReadonlySet<string> },
): Decoded {
  const json = JSON.stringify(request.body ?? null)
  return {
    context,
    record: () => json,
    result: {
      kind: 'dead',
      letter: deadLetter(json, { ...context, reason: 'schema', detail, is_from_file: true }),
    },
  }
}
