/** What a message of WhatsApp Cloud API is, and its words. */
import { members, textIn, type Members } from './body.ts'
import type { HookLeftOut } from './hook.ts'
import type { HookMessage } from './message.ts'
import type { LeftOut } from '../readers/reader.ts'

const TEXTS = ['text', 'button', 'interactive']
/** Types whose words are a caption. */
const CAPTIONED = ['image', 'video', 'document']

export function kindOfType(type: string): NonNullable<HookMessage['kind']> {
  if (type === 'reaction') return 'reaction'
  if (type === 'audio') return 'voice'
  return TEXTS.includes(type) ? 'text' : 'media'
}

/** null: it is a message */
export function leftOutOf(one: Members): LeftOut | HookLeftOut | null {
  const type = textIn(one['type'])
  if (type === '' || type === 'unsupported' || type === 'unknown') return 'unsupported'
  // a number that changed, a chat that was opened and nothing written
  if (type === 'system' || type === 'request_welcome') return 'service'
  if (type === 'edit') return 'edited'
  return type === 'reaction' && textIn(members(one['reaction'])['emoji']) === '' ? 'service' : null
}

export function wordsOf(one: Members): string {
  const interactive = members(one['interactive'])
  const replies = ['button_reply', 'list_reply'].map((name) => textIn(members(interactive[name])['title']))
  const captions = CAPTIONED.map((name) => textIn(members(one[name])['caption']))
  const flow = textIn(members(interactive['nfm_reply'])['body'])
  const words = [textIn(members(one['text'])['body']), textIn(members(one['button'])['text'])]
  return [...words, ...replies, flow, ...captions].find((text) => text !== '') ?? ''
}
