/** Guesty: webhooks of its Open API, reservations (both editions) and messages. */
import { instantIn, listOf, members, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { messageEvent, type HookMessage } from './message.ts'
import { isHmac } from './signature.ts'
import { CHANNELS, first, reservation, SCHEME } from './guesty-reservation.ts'

function message(body: Members, isReceived: boolean, options: HookOptions): HookRead {
  const conversation = members(body['conversation'])
  const one = members(body['message'])
  const chat = first(conversation, '_id', 'id')
  const at = instantIn(one['createdAt'])
  const module = textIn(one['module']) || textIn(members(one['module'])['type'])
  if (chat === '' || at === null) return { not_understood: 'a message without a chat or a date' }
  // an owner's inbox is no guest's, and what Guesty notes there was sent to nobody
  if (/owner/i.test(textIn(conversation['conversationWith'])) || module === 'log')
    return { left_out: 'service' }
  const { connection, pseudonym } = options
  const isGuest = isReceived && textIn(one['type']) !== 'fromHost'
  const id = first(one, '_id', 'postId', 'id') || `${chat}/${at}`
  const role: HookMessage['role'] = isGuest ? 'guest' : one['isAutomatic'] === true ? 'automation' : 'manager'
  const platform = textIn(members(conversation['integration'])['platform'])
  const of = first(body, 'reservationId') || first(one, 'reservationId')
  const guest = textIn(conversation['guestId'])
  const hasFiles = listOf(one['attachments']).length > 0
  return messageEvent(options, {
    ...{ scheme: SCHEME, id: `message/${id}`, at, role },
    kind: module === 'note' ? 'note' : hasFiles ? 'media' : 'text',
    conversation_id: `guesty-${connection}-${chat}`,
    channel: CHANNELS[module] ?? CHANNELS[platform] ?? 'other',
    ...(role === 'manager' && {
      account: pseudonym('account', `guesty:${textIn(conversation['accountId']) || connection}`),
    }),
    // the stay says who it is, by his phone
    guest_id: guest === '' || of !== '' ? undefined : pseudonym('guest', `guesty:${guest}`),
    stay_id: of === '' ? undefined : `${connection}/${of}`,
    text: textIn(one['body']),
  })
}

export const guesty: HookKind = {
  kind: SCHEME,
  tells: ['messages', 'stays'],
  alive_every_s: 86_400,
  credentials: [{ name: 'webhook_secret', is_required: false }],
  // as Svix signs, one signature for each secret that is valid
  isSigned: ({ headers, raw }, { credentials: { webhook_secret } }) => {
    if (webhook_secret === undefined) return true
    const key = Buffer.from(webhook_secret.replace(/^whsec_/, ''), 'base64')
    const parts = [`${headers['svix-id'] ?? ''}.${headers['svix-timestamp'] ?? ''}.`, raw]
    const given = (headers['svix-signature'] ?? '').split(' ').slice(0, 8)
    return given.some(
      (one) => one.startsWith('v1,') && isHmac(one.slice(3), { key, parts, encoding: 'base64' }),
    )
  },
  read: ({ body }, options) => {
    const whole = members(body)
    const event = textIn(whole['event'])
    const data = members(whole['data'])
    const [, kind, verb] = /^(reservation)\.(new|updated|created\.v2|updated\.v2)$/.exec(event) ?? []
    if (kind !== undefined) {
      const told = members(whole['reservation'] ?? data['reservation'] ?? data)
      const published = first(members(whole['meta']), 'publishedAt') || first(whole, 'publishedAt')
      return [reservation(told, verb === 'new' || verb === 'created.v2', published, options)]
    }
    if (event === 'reservation.messageReceived') return [message(whole, true, options)]
    if (event === 'reservation.messageSent') return [message(whole, false, options)]
    return [
      /^[a-zA-Z0-9._]{1,64}$/.test(event)
        ? { left_out: 'service' }
        : { not_understood: 'no event of Guesty' },
    ]
  },
}
