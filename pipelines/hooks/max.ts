/** MAX: a bot that guests write to, by a subscription of its Bot API. */
import { isSame } from '../same-secret.ts'
import { listOf, members, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { markEvent, messageEvent, type HookMessage } from './message.ts'

const SCHEME = 'max'
/** What stands below a message or in it, and is nothing that was sent. */
const NO_MEDIA = ['inline_keyboard', 'reply_keyboard', 'share']

/** Epoch milliseconds. */
function millisecondsIn(value: unknown): number | null {
  return typeof value === 'number' && value > 900_000_000_000 && value < 10_000_000_000_000
    ? Math.floor(value)
    : null
}

/** TRICKY: mid holds the number of the chat in hexadecimal, so it is hashed as the chat is. */
function idsOf(chat: string, mid: string, { connection, pseudonym }: HookOptions) {
  return {
    scheme: SCHEME,
    id: `max-${pseudonym('chat', `${connection}/${mid}`)}`,
    conversation_id: `max-${pseudonym('chat', `${connection}/chat/${chat}`)}`,
  }
}

function kindOf(body: Members): HookMessage['kind'] {
  const types = listOf(body['attachments'])
    .map(({ type }) => textIn(type))
    .filter((type) => type !== '' && !NO_MEDIA.includes(type))
  if (types.length === 0) return 'text'
  return types.includes('audio') ? 'voice' : 'media'
}

function message(one: Members, options: HookOptions): HookRead {
  const [sender, recipient, body] = [
    members(one['sender']),
    members(one['recipient']),
    members(one['body']),
  ] as const
  const [chat, mid, type] = [recipient['chat_id'], body['mid'], recipient['chat_type']].map(textIn)
  const at = millisecondsIn(one['timestamp'])
  if (!chat || !mid || at === null) return { not_understood: 'a message without a chat, a number or a date' }
  if (type === 'channel') return { left_out: 'channel' }
  if (type === 'chat') return { left_out: 'group' }
  const isBot = sender['is_bot'] === true
  const forwarded = textIn(members(members(one['link'])['message'])['text'])
  return messageEvent(options, {
    ...idsOf(chat, mid, options),
    ...{ at, channel: 'max', role: isBot ? 'bot' : 'guest', kind: kindOf(body) },
    ...(isBot && { author_id: `max-bot-${textIn(sender['user_id'])}` }),
    guest_id: isBot ? undefined : options.pseudonym('guest', `max:${textIn(sender['user_id']) || chat}`),
    text: textIn(body['text']) || forwarded,
  })
}

export const max: HookKind = {
  kind: SCHEME,
  tells: ['messages'],
  alive_every_s: 28_800,
  credentials: [],
  // POST /subscriptions is given the secret of the address as its secret, too
  isSigned: ({ headers }, { secret }) => isSame(headers['x-max-bot-api-secret'] ?? '', secret),
  read: ({ body }, options) => {
    const update = members(body)
    const type = textIn(update['update_type'])
    if (type === 'message_created') return [message(members(update['message']), options)]
    if (type === 'message_edited') return [{ left_out: 'edited' }]
    if (type === 'message_removed') {
      const [chat, mid] = [textIn(update['chat_id']), textIn(update['message_id'])]
      const at = millisecondsIn(update['timestamp']) ?? options.received_at
      const of = idsOf(chat, mid, options)
      if (mid === '') return [{ not_understood: 'a message without a number' }]
      return [
        chat === ''
          ? { mark: 'deleted', message_id: of.id, at }
          : markEvent(options, 'deleted', { ...of, at }),
      ]
    }
    // that the bot was started, a button pressed, somebody joined
    return [/^[a-z_]{1,64}$/.test(type) ? { left_out: 'service' } : { not_understood: 'no update of MAX' }]
  },
}
