/** Avito Messenger: its webhook v3, and the value alone as older versions send it. */
import { members, secondsIn, textIn } from './body.ts'
import type { HookKind } from './hook.ts'
import { messageEvent, type HookMessage } from './message.ts'

const KINDS: Readonly<Record<string, HookMessage['kind']>> = {
  text: 'text',
  link: 'text',
  voice: 'voice',
  call: 'call',
}

export const avito: HookKind = {
  kind: 'avito',
  tells: ['messages'],
  alive_every_s: 43_200,
  credentials: [],
  read: ({ body }, options) => {
    const payload = members(members(body)['payload'])
    const one = 'value' in payload ? members(payload['value']) : members(body)
    const { connection, pseudonym } = options
    const [id, chat, us, author] = ['id', 'chat_id', 'user_id', 'author_id'].map((name) => textIn(one[name]))
    const at = secondsIn(one['created'])
    if (!id || !chat || at === null)
      return [{ not_understood: 'a message without a chat, a number or a date' }]
    const type = textIn(one['type'])
    // Avito itself: warnings, and that somebody booked
    if (type === 'system' || author === '0' || author === '1') return [{ left_out: 'service' }]
    const conversation_id = `avito-${pseudonym('chat', `${connection}/${chat}`)}`
    if (type === 'deleted') return [{ mark: 'deleted', message_id: id, at: options.received_at }]
    const item = textIn(one['item_id'])
    const isOurs = author !== undefined && author !== '' && author === us
    const content = members(one['content'])
    return [
      messageEvent(options, {
        scheme: 'avito',
        id,
        at,
        conversation_id,
        channel: 'avito',
        // whoever of us it was, or an answer by itself: Avito tells the account alone
        role: isOurs ? 'manager' : 'guest',
        ...(isOurs && { account: pseudonym('account', `avito:${author}`) }),
        ...(!isOurs && author && { guest_id: pseudonym('guest', `avito:${author}`) }),
        listing_id: item === '' ? undefined : item,
        kind: KINDS[type] ?? 'media',
        text: textIn(content['text']) || textIn(members(content['link'])['text']),
      }),
    ]
  },
}
