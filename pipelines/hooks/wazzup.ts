/** Wazzup: WhatsApp, Telegram, Avito, MAX and others in one stream (webhooks of its API v3). */
import { phoneOf } from '../readers/sheet-names.ts'
import { isSame } from '../same-secret.ts'
import { instantIn, listOf, members, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { markEvent, messageEvent, type HookMessage } from './message.ts'

const SCHEME = 'wazzup'
const GROUPS = ['whatsgroup', 'telegroup', 'maxgroup']
const PHONES = ['whatsapp', 'viber']
const KINDS: Readonly<Record<string, HookMessage['kind']>> = {
  text: 'text',
  wapi_template: 'text',
  audio: 'voice',
  missing_call: 'missed_call',
}

function message(one: Members, options: HookOptions): HookRead[] {
  const chatType = textIn(one['chatType'])
  const [id, chatId] = [textIn(one['messageId']), textIn(one['chatId'])]
  const at = instantIn(one['dateTime'])
  if (id === '' || chatId === '' || at === null)
    return [{ not_understood: 'a message without a chat, a number or a date' }]
  // nobody in a group has an id of his own
  if (GROUPS.includes(chatType)) return [{ left_out: 'group' }]
  const { connection, pseudonym } = options
  const channelId = textIn(one['channelId'])
  const key = pseudonym('chat', `${connection}/${channelId}/${chatType}/${chatId}`)
  const of = { scheme: SCHEME, id, conversation_id: `wz-${key}` }
  // what is changed or taken back comes as the same message again
  if (one['isDeleted'] === true) return [markEvent(options, 'deleted', { ...of, at: options.received_at })]
  if (one['isEdited'] === true) return [{ left_out: 'edited' }]
  const isOurs = one['isEcho'] === true
  const phone = phoneOf(`+${chatId}`)
  const contact = phoneOf(textIn(members(one['contact'])['phone']))
  const known = PHONES.includes(chatType) ? phone : contact
  const type = textIn(one['type'])
  const author = textIn(one['authorId'])
  return [
    messageEvent(options, {
      ...of,
      at,
      channel: chatType === '' ? 'other' : chatType,
      role: !isOurs ? 'guest' : type === 'wapi_template' ? 'automation' : 'manager',
      guest_id: pseudonym('guest', known ?? `${chatType}:${chatId}`),
      ...(isOurs && { account: pseudonym('account', author === '' ? `channel:${channelId}` : author) }),
      kind: KINDS[type] ?? 'media',
      text: textIn(one['text']),
      delivered: textIn(one['status']) !== 'error',
    }),
  ]
}

export const wazzup: HookKind = {
  kind: 'wazzup',
  tells: ['messages', 'calls'],
  alive_every_s: 28_800,
  credentials: [{ name: 'crm_key', is_required: false }],
  isSigned: ({ headers }, { credentials: { crm_key } }) =>
    crm_key === undefined || isSame(headers['authorization'] ?? '', `Bearer ${crm_key}`),
  probe: ({ body }) => (members(body)['test'] === true ? { status: 200, body: '' } : null),
  read: ({ body }, options) => {
    const { messages, statuses, ...others } = members(body)
    const reads = [
      ...listOf(messages).flatMap((one) => message(one, options)),
      ...listOf(statuses).map((one): HookRead => {
        const message_id = textIn(one['messageId'])
        if (textIn(one['status']) !== 'error' || message_id === '') return { left_out: 'status' }
        return { mark: 'undelivered', message_id, at: instantIn(one['timestamp']) ?? options.received_at }
      }),
    ]
    if (reads.length > 0) return reads
    const isKnown = ['channelsUpdates', 'createContact', 'createDeal', 'contacts', 'templateStatus'].some(
      (member) => member in others,
    )
    return [isKnown ? { left_out: 'service' } : { not_understood: 'nothing that Wazzup sends' }]
  },
}
