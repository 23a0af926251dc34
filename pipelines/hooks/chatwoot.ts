/** Chatwoot: webhooks of an account, message_created and message_updated. */
import { phoneOf, propertyId } from '../readers/sheet-names.ts'
import { instantIn, listOf, members, secondsIn, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { markEvent, messageEvent, type HookMessage } from './message.ts'
import { isHmac } from './signature.ts'

const SCHEME = 'chatwoot'
// words in webhooks, numbers in its REST API
const SIDES: Readonly<Record<string, 'in' | 'out' | 'service' | 'template'>> = {
  ...{ incoming: 'in', outgoing: 'out', activity: 'service', template: 'template' },
  ...{ 0: 'in', 1: 'out', 2: 'service', 3: 'template' },
}
const CHANNELS: Readonly<Record<string, string>> = { webwidget: 'web', twiliosms: 'sms', api: 'other' }

/** 'Channel::FacebookPage' → 'facebookpage' */
function channelOf(conversation: Members, inbox: Members): string {
  const told = textIn(conversation['channel']) || textIn(inbox['channel_type'])
  const word = told.replace(/^.*::/, '').toLowerCase()
  return CHANNELS[word] ?? (/^[a-z0-9_-]{1,32}$/.test(word) ? word : 'other')
}

function roleOf(one: Members, sender: Members): HookMessage['role'] {
  const isOfRule = textIn(members(one['content_attributes'])['automation_rule_id']) !== ''
  const isOfCampaign = textIn(members(one['additional_attributes'])['campaign_id']) !== ''
  if (isOfRule || isOfCampaign) return 'automation'
  return /bot|assistant/i.test(textIn(sender['type'])) ? 'bot' : 'manager'
}

function kindOf(one: Members): HookMessage['kind'] {
  if (one['private'] === true) return 'note'
  const [first] = listOf(one['attachments'])
  if (first !== undefined) return textIn(first['file_type']) === 'audio' ? 'voice' : 'media'
  return 'text'
}

function message(one: Members, isUpdate: boolean, options: HookOptions): HookRead {
  const conversation = members(one['conversation'])
  const inbox = members(one['inbox'])
  const sender = members(one['sender'])
  const [id, chat] = [textIn(one['id']), textIn(conversation['id'])]
  const side = SIDES[textIn(one['message_type'])]
  const told = instantIn(one['created_at'])
  // its REST API tells full seconds
  const at = told === null ? secondsIn(one['created_at']) : Math.floor(told / 1000) * 1000
  if (id === '' || chat === '' || at === null || side === undefined)
    return { not_understood: 'a message without a chat, a number, a side or a date' }
  if (side === 'service') return { left_out: 'service' }
  const { connection, pseudonym } = options
  const account = textIn(members(one['account'])['id'])
  const of = { scheme: SCHEME, id, conversation_id: ['cw', connection, account, chat].join('-') }
  const isDeleted = members(one['content_attributes'])['deleted'] === true
  const isFailed = textIn(one['status']) === 'failed'
  if (isUpdate && (isDeleted || isFailed))
    return markEvent(options, isDeleted ? 'deleted' : 'undelivered', { ...of, at: options.received_at })
  if (isUpdate) return { left_out: 'status' }
  const guest = members(members(conversation['meta'])['sender'] ?? (side === 'in' ? sender : null))
  const known = phoneOf(textIn(guest['phone_number']))
  const contact = textIn(guest['id']) === '' ? null : `chatwoot:${textIn(guest['id'])}`
  const key = known ?? contact
  const role = side === 'in' ? 'guest' : side === 'template' ? 'automation' : roleOf(one, sender)
  // without a person: written on the phone, or by whoever has the key of the inbox
  const person = textIn(sender['id']) || `inbox:${textIn(inbox['id'])}`
  const attributes = members(conversation['custom_attributes'])
  const home = textIn(attributes['property_id']) || textIn(attributes['home'])
  return messageEvent(options, {
    ...{ ...of, at, role, channel: channelOf(conversation, inbox), kind: kindOf(one) },
    ...(role === 'bot' && { author_id: `chatwoot-bot-${person}` }),
    ...(role === 'manager' && { account: pseudonym('account', `chatwoot:${person}`) }),
    guest_id: key === null ? undefined : pseudonym('guest', key),
    property_id: home.trim() === '' ? undefined : propertyId(home),
    text: textIn(one['content']),
    delivered: !isFailed,
  })
}

export const chatwoot: HookKind = {
  kind: SCHEME,
  tells: ['messages'],
  alive_every_s: 28_800,
  credentials: [{ name: 'webhook_secret', is_required: false }],
  hasOrderedSeconds: true,
  isSigned: ({ headers, raw }, { credentials: { webhook_secret } }) =>
    webhook_secret === undefined ||
    isHmac(headers['x-chatwoot-signature']?.replace(/^sha256=/, ''), {
      key: webhook_secret,
      parts: [`${headers['x-chatwoot-timestamp'] ?? ''}.`, raw],
    }),
  read: ({ body }, options) => {
    const event = textIn(members(body)['event'])
    if (event === 'message_created' || event === 'message_updated')
      return [message(members(body), event === 'message_updated', options)]
    return [
      /^[a-z_.]{1,64}$/.test(event) ? { left_out: 'service' } : { not_understood: 'no event of Chatwoot' },
    ]
  },
}
