/** Telegram for business: a bot that the account lets read its chats (Bot API, business_message). */
import { wordOf } from '../readers/telegram-json.ts'
import { isSame } from '../same-secret.ts'
import { members, secondsIn, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { markEvent, messageEvent } from './message.ts'

const SCHEME = 'telegram'
const VOICE = ['voice', 'video_note']
const MEDIA = [
  ...['photo', 'video', 'animation', 'audio', 'document', 'sticker', 'story', 'paid_media'],
  ...['contact', 'location', 'venue', 'poll', 'dice', 'game', 'invoice', 'checklist'],
]

/** The chat as result.json calls it (pipelines/readers/telegram-messages.ts): a message by hook and file is one. */
function chatOf(chat: Members, { connection, pseudonym }: HookOptions) {
  const key = pseudonym('chat', `${connection}/user${textIn(chat['id'])}`)
  return { key, conversation_id: `tg-${key}`, guest_id: pseudonym('guest', `telegram:${textIn(chat['id'])}`) }
}

function kindOf(message: Members): 'text' | 'voice' | 'media' {
  if (VOICE.some((member) => member in message)) return 'voice'
  return MEDIA.some((member) => member in message) ? 'media' : 'text'
}

function message(one: Members, options: HookOptions): HookRead {
  const chat = members(one['chat'])
  const from = members(one['from'])
  const at = secondsIn(one['date'])
  if (textIn(chat['id']) === '' || textIn(one['message_id']) === '' || at === null)
    return { not_understood: 'a message without a chat, a number or a date' }
  const { key, conversation_id, guest_id } = chatOf(chat, options)
  const isGuest = textIn(from['id']) === textIn(chat['id'])
  const bot = members(one['sender_business_bot'])
  // greetings, away messages and what was scheduled are sent while nobody is there
  const role = isGuest
    ? 'guest'
    : one['is_from_offline'] === true
      ? 'automation'
      : textIn(bot['id']) === ''
        ? 'manager'
        : 'bot'
  const sender = role === 'bot' ? bot : from
  return messageEvent(options, {
    scheme: SCHEME,
    id: `${key}/${textIn(one['message_id'])}`,
    at,
    conversation_id,
    channel: 'telegram',
    role,
    guest_id,
    ...(role === 'bot' && { author_id: `telegram-bot-${textIn(bot['id'])}` }),
    ...(!isGuest &&
      textIn(sender['id']) !== '' && {
        account: options.pseudonym('account', `user${textIn(sender['id'])}`),
      }),
    kind: kindOf(one),
    text: wordOf(one['text']) || wordOf(one['caption']),
  })
}

export const telegram: HookKind = {
  kind: 'telegram',
  tells: ['messages'],
  alive_every_s: 28_800,
  credentials: [],
  hasOrderedSeconds: true,
  // setWebhook is given the secret of the address as its secret_token, too
  isSigned: ({ headers }, { secret }) => isSame(headers['x-telegram-bot-api-secret-token'] ?? '', secret),
  read: ({ body }, options) => {
    const update = members(body)
    if ('business_message' in update) return [message(members(update['business_message']), options)]
    if ('edited_business_message' in update) return [{ left_out: 'edited' }]
    const deleted = members(update['deleted_business_messages'])
    if ('deleted_business_messages' in update) {
      const { key, conversation_id } = chatOf(members(deleted['chat']), options)
      const ids = Array.isArray(deleted['message_ids']) ? deleted['message_ids'].map(textIn) : []
      if (ids.length === 0) return [{ not_understood: 'deleted messages without their numbers' }]
      return ids.map((id) =>
        markEvent(options, 'deleted', {
          scheme: SCHEME,
          id: `${key}/${id}`,
          conversation_id,
          // Telegram doesn't say when
          at: options.received_at,
        }),
      )
    }
    // what is written to the bot itself, and that it was connected
    if (textIn(update['update_id']) !== '') return [{ left_out: 'service' }]
    return [{ not_understood: 'no update of Telegram' }]
  },
}
