/** What one message of result.json holds. */
import { isObject } from '../envelope.ts'
import { wordOf } from './telegram-json.ts'
import { withinLimit } from './text-limit.ts'

/** Members of which one says that the message is more than its words. */
const MEDIA = [
  ...['media_type', 'photo', 'file', 'contact_information', 'contact_vcard'],
  ...['location_information', 'live_location_period_seconds', 'place_name', 'poll', 'todo_list'],
  ...['invoice_information', 'game_title', 'giveaway_information', 'giveaway_results', 'paid_stars_amount'],
]
const VOICE = ['voice_message', 'video_message']

export function kindOf(message: Record<string, unknown>): 'text' | 'voice' | 'media' {
  if (VOICE.includes(wordOf(message.media_type))) return 'voice'
  return MEDIA.some((member) => member in message) ? 'media' : 'text'
}

/** Whether a phone_call was answered: `busy` was declined, a `hangup` without a second of talk was given up. */
export function isTaken({ discard_reason, duration_seconds }: Record<string, unknown>): boolean {
  if (discard_reason === 'missed' || discard_reason === 'busy') return false
  // a talk that went on as a conference has no length of its own
  if (discard_reason === 'migrate_conference_all') return true
  return typeof duration_seconds === 'number' && duration_seconds > 0
}

/** Its words, as many of them as the contract takes: a string, or a list of strings and of objects that have some. */
export function textOf(message: Record<string, unknown>): string {
  return withinLimit(joined(message.text) || joined(message.text_entities))
}

function joined(text: unknown): string {
  return Array.isArray(text) ? text.map(wordsOf).join('') : wordsOf(text)
}

function wordsOf(part: unknown): string {
  if (typeof part === 'string') return part
  return isObject(part) && typeof part.text === 'string' ? part.text : ''
}
