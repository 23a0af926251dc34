/** WhatsApp Cloud API of Meta: messages of guests, of the phone's own app, and what became of ours. */
import { isSame } from '../same-secret.ts'
import { phoneOf } from '../readers/sheet-names.ts'
import { listOf, members, secondsIn, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { markEvent, messageEvent, type HookMessage } from './message.ts'
import { isHmac } from './signature.ts'
import { kindOfType, leftOutOf, wordsOf } from './whatsapp-message.ts'

/** Not that of exports: they tell minutes and no numbers, so a chat told by both would count twice under one name. */
const SCHEME = 'whatsapp-cloud'
/** What people never write: templates that somebody has to set up. */
const TEMPLATES = ['marketing', 'marketing_lite', 'utility', 'authentication']

interface Chat {
  /** the number of ours */
  readonly ours: string
  /** the guest's number, or what he is known by where he shows none */
  readonly guest: string
}

/** TRICKY: a wamid is base64 of the guest's number and more, so none stands in an id as it is. */
function idOf(wamid: string, { connection, pseudonym }: HookOptions): string {
  return `wamid-${pseudonym('chat', `${connection}/${wamid}`)}`
}

function of({ ours, guest }: Chat, wamid: string, options: HookOptions) {
  const { connection, pseudonym } = options
  const phone = phoneOf(`+${guest}`)
  return {
    ...{ scheme: SCHEME, id: idOf(wamid, options), channel: 'whatsapp' },
    conversation_id: `wac-${pseudonym('chat', `${connection}/${ours}/${phone ?? guest}`)}`,
    guest_id: pseudonym('guest', phone ?? `whatsapp:${guest}`),
  }
}

function fromUs(ours: string, { pseudonym }: HookOptions) {
  return { role: 'manager', account: pseudonym('account', `whatsapp:${ours}`) } as const
}

function message(one: Members, ours: string, isEcho: boolean, options: HookOptions): HookRead {
  const type = textIn(one['type'])
  const side = isEcho ? ['to', 'to_user_id'] : ['from', 'from_user_id']
  const guest = side.map((name) => textIn(one[name])).find((name) => name !== '') ?? ''
  const wamid = textIn(one['id'])
  const at = secondsIn(one['timestamp'])
  if (wamid === '' || guest === '' || at === null)
    return { not_understood: 'a message without a chat, a number or a date' }
  if (textIn(one['group_id']) !== '') return { left_out: 'group' }
  const left_out = leftOutOf(one)
  if (left_out !== null) return { left_out }
  if (type === 'revoke') {
    const original = textIn(members(one['revoke'])['original_message_id'])
    return original === ''
      ? { left_out: 'unsupported' }
      : markEvent(options, 'deleted', { ...of({ ours, guest }, original, options), at })
  }
  return messageEvent(options, {
    ...{ ...of({ ours, guest }, wamid, options), at, kind: kindOfType(type), text: wordsOf(one) },
    ...(isEcho ? fromUs(ours, options) : { role: 'guest' }),
  })
}

function status(one: Members, ours: string, options: HookOptions): HookRead {
  const [wamid, what] = [textIn(one['id']), textIn(one['status'])]
  const guest = textIn(one['recipient_id']) || textIn(one['recipient_user_id'])
  const at = secondsIn(one['timestamp'])
  if (wamid === '' || guest === '' || at === null)
    return { not_understood: 'a status without a message, a chat or a date' }
  if (textIn(one['recipient_type']) === 'group') return { left_out: 'group' }
  const about = { ...of({ ours, guest }, wamid, options), at }
  if (what === 'failed') return markEvent(options, 'undelivered', about)
  if (what === 'deleted') return markEvent(options, 'deleted', about)
  if (what !== 'sent') return { left_out: 'status' }
  const isTemplate = TEMPLATES.includes(textIn(members(one['pricing'])['category']))
  const author: Pick<HookMessage, 'role'> = isTemplate ? { role: 'automation' } : fromUs(ours, options)
  return messageEvent(options, { ...about, ...author })
}

function change({ field, value }: Members, options: HookOptions): HookRead[] {
  const told = members(value)
  const ours = textIn(members(told['metadata'])['phone_number_id'])
  if (field === 'messages' || field === 'smb_message_echoes')
    return [
      ...listOf(told['messages']).map((one) => message(one, ours, false, options)),
      ...listOf(told['message_echoes']).map((one) => message(one, ours, true, options)),
      ...listOf(told['statuses']).map((one) => status(one, ours, options)),
    ]
  return [{ left_out: 'service' }]
}

export const whatsapp: HookKind = {
  kind: 'whatsapp',
  scheme: SCHEME,
  tells: ['messages'],
  alive_every_s: 28_800,
  credentials: [{ name: 'app_secret', is_required: true }],
  hasOrderedSeconds: true,
  isSigned: ({ headers, raw }, { credentials: { app_secret = '' } }) =>
    app_secret !== '' &&
    isHmac(headers['x-hub-signature-256']?.replace(/^sha256=/, ''), { key: app_secret, parts: [raw] }),
  // what Meta asks when the address is given to it
  probe: ({ query }, { secret }) => {
    if (query.get('hub.mode') !== 'subscribe') return null
    const challenge = query.get('hub.challenge') ?? ''
    return isSame(query.get('hub.verify_token') ?? '', secret) && /^[\w-]{1,256}$/.test(challenge)
      ? { status: 200, body: challenge }
      : { status: 403, body: '' }
  },
  read: ({ body }, options) => {
    const changes = listOf(members(body)['entry']).flatMap((entry) => listOf(entry['changes']))
    const reads = changes.flatMap((one) => change(one, options))
    if (reads.length > 0) return reads
    return [changes.length > 0 ? { left_out: 'service' } : { not_understood: 'nothing that WhatsApp sends' }]
  },
}
