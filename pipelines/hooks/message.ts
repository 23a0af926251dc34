/** The message of a chat, as every kind of hook tells it. */
import { withinLimit } from '../readers/text-limit.ts'
import type { HookOptions, HookRead } from './hook.ts'

export interface HookMessage {
  /** scheme of the source */
  scheme: string
  /** what the vendor calls the message: the same for each delivery of it, by hook, by pull, in a file */
  id: string
  /** ms UTC */
  at: number
  conversation_id: string
  channel: string
  role: 'guest' | 'manager' | 'bot' | 'owner' | 'automation' | 'unknown'
  /** bots: what it is called */
  author_id?: string
  /** keyed hash of the vendor's key for who wrote */
  account?: string
  guest_id?: string | undefined
  listing_id?: string | undefined
  property_id?: string | undefined
  stay_id?: string | undefined
  /** absent: the vendor doesn't tell, nor the words */
  kind?: 'text' | 'media' | 'voice' | 'note' | 'call' | 'missed_call' | 'reaction'
  text?: string
  template?: string
  delivered?: boolean
}

export function messageEvent({ connection }: HookOptions, one: HookMessage): HookRead {
  if (one.kind === 'text' && (one.text ?? '').trim() === '') return { left_out: 'empty' }
  return {
    event: {
      specversion: '1.0',
      id: one.id,
      source: `${one.scheme}://${connection}`,
      type: 'butler.message.v1',
      time: new Date(one.at).toISOString(),
      data: {
        conversation_id: one.conversation_id,
        channel: one.channel,
        author: { role: one.role, ...(one.author_id !== undefined && { id: one.author_id }) },
        ...(one.account !== undefined && { account: one.account }),
        ...(one.guest_id !== undefined && { guest_id: one.guest_id }),
        ...(one.listing_id !== undefined && { listing_id: one.listing_id }),
        ...(one.property_id !== undefined && { property_id: one.property_id }),
        ...(one.stay_id !== undefined && { stay_id: one.stay_id }),
        ...(one.kind !== undefined && { kind: one.kind }),
        ...(one.text !== undefined && one.text !== '' && { text: withinLimit(one.text) }),
        ...(one.template !== undefined && { template: one.template }),
        ...(one.delivered === false && { delivered: false }),
      },
    },
  }
}

/** What is said of a message of a chat that is known. @param at ms UTC */
export function markEvent(
  { connection }: HookOptions,
  mark: 'undelivered' | 'deleted',
  { scheme, id, conversation_id, at }: Pick<HookMessage, 'scheme' | 'id' | 'conversation_id' | 'at'>,
): HookRead {
  const source = `${scheme}://${connection}`
  return {
    event: {
      specversion: '1.0',
      id: `${id}/${mark}`,
      source,
      type: 'butler.mark.v1',
      time: new Date(at).toISOString(),
      data: { conversation_id, mark, message: { source, id } },
    },
  }
}
