/** amoCRM (Kommo): webhooks of messages in its chats, as forms with brackets. */
import { listOf, members, secondsIn, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { messageEvent, type HookMessage } from './message.ts'

const SCHEME = 'amocrm'
/** Of what the channel is called by whoever connected it (`ru.oxem.wa`); the first that fits. */
const CHANNELS: readonly (readonly [string, RegExp])[] = [
  ['avito', /avito/],
  ['telegram', /telegram|(?:^|[._-])tg/],
  ['whatsapp', /whatsapp|waba|amocrmwa|(?:^|[._-])wa(?:$|[._-])/],
  ['max', /(?:^|[._-])max(?:$|[._-])/],
  ['vk', /(?:^|[._-])vk|vkontakte/],
  ['instagram', /instagram/],
  ['facebook', /facebook|messenger/],
  ['viber', /viber/],
  ['web', /site|chat_?button|online_?chat/],
]
const VOICES = ['voice', 'audio']

function channelOf(origin: string): string {
  return CHANNELS.find(([, words]) => words.test(origin.toLowerCase()))?.[0] ?? 'other'
}

function kindOf(one: Members): HookMessage['kind'] {
  const type = textIn(one['message_type']) || textIn(members(one['attachment'])['type'])
  if (VOICES.includes(type)) return 'voice'
  return type === '' || type === 'text' ? 'text' : 'media'
}

function message(one: Members, isOurs: boolean, options: HookOptions): HookRead {
  const [id, chat] = [textIn(one['id']), textIn(one['chat_id']) || textIn(one['talk_id'])]
  const at = secondsIn(one['created_at'])
  if (id === '' || chat === '' || at === null)
    return { not_understood: 'a message without a chat, a number or a date' }
  const { connection, pseudonym } = options
  const author = members(one['author'])
  const person = textIn(author['user_id'])
  // Salesbot and widgets write as the company, with nobody's number
  const role = !isOurs ? 'guest' : person === '' || person === '0' ? 'bot' : 'manager'
  const contact = textIn(one['contact_id'])
  return messageEvent(options, {
    ...{ scheme: SCHEME, id, at, role, channel: channelOf(textIn(one['origin'])), kind: kindOf(one) },
    conversation_id: `amo-${pseudonym('chat', `${connection}/${chat}`)}`,
    ...(role === 'bot' && { author_id: 'amocrm-bot' }),
    ...(role === 'manager' && { account: pseudonym('account', `amocrm:${person}`) }),
    guest_id: contact === '' ? undefined : pseudonym('guest', `amocrm:${contact}`),
    text: textIn(one['text']),
  })
}

export const amocrm: HookKind = {
  kind: SCHEME,
  tells: ['messages'],
  alive_every_s: 28_800,
  credentials: [],
  hasOrderedSeconds: true,
  read: ({ body }, options) => {
    const { message: told, outgoing_message, add, ...others } = members(body)
    // Kommo sends incoming ones without their name, too
    const incoming = [...listOf(members(told)['add']), ...listOf(add)]
    const reads = [
      ...incoming.map((one) => message(one, textIn(one['type']) === 'outgoing', options)),
      ...listOf(members(outgoing_message)['add']).map((one) => message(one, true, options)),
    ]
    if (reads.length > 0) return reads
    const isEdit = 'update' in members(told) || 'update' in members(outgoing_message)
    if (isEdit) return [{ left_out: 'edited' }]
    return ['account', 'leads', 'contacts', 'talk', 'task', 'unsorted', 'companies'].some(
      (member) => member in others,
    )
      ? [{ left_out: 'service' }]
      : [{ not_understood: 'nothing that amoCRM sends' }]
  },
}
