import { expect, test } from 'vitest'
import { eventsOf, OPTIONS, readHook, requestOf, SECRET } from '#tests/support/hook-reads.ts'
import { max } from './max.ts'

const AT = Date.parse('2026-11-28T00:10:00.734Z')
const MESSAGE = {
  sender: {
    user_id: 5001,
    first_name: SECRET.name,
    name: SECRET.name,
    is_bot: false,
    last_activity_time: AT,
  },
  recipient: { chat_id: 88_001, chat_type: 'dialog', user_id: 42 },
  timestamp: AT,
  body: { mid: 'mid.00000000000157c1019a', seq: 1, text: SECRET.words, attachments: null },
}
const read = async (more: object, update: object = {}) => {
  const message = { ...MESSAGE, ...more }
  const all = { update_type: 'message_created', timestamp: AT, message, user_locale: 'ru', ...update }
  const [one] = await readHook(max, all)
  return one === undefined || !('event' in one) ? one : eventsOf([one])[0]
}
const MID = OPTIONS.pseudonym('chat', 'uyut/mid.00000000000157c1019a')
const CHAT = OPTIONS.pseudonym('chat', 'uyut/chat/88001')

test('a guest’s message, to the last member', async () => {
  expect(await read({})).toEqual({
    ...{ specversion: '1.0', id: `max-${MID}`, source: 'max://uyut', type: 'butler.message.v1' },
    time: '2026-11-28T00:10:00.734Z',
    data: {
      ...{ conversation_id: `max-${CHAT}`, channel: 'max', author: { role: 'guest' }, kind: 'text' },
      guest_id: OPTIONS.pseudonym('guest', 'max:5001'),
      text: SECRET.words,
    },
  })
})

test('sounds, pictures, links and buttons; a bot; what is forwarded', async () => {
  const kind = async (type: string, text = '') => {
    const one = await read({ body: { mid: 'm', text, attachments: [{ type }] } })
    return one !== undefined && 'data' in one ? one.data['kind'] : one
  }
  expect(await kind('audio')).toBe('voice')
  expect(await kind('image')).toBe('media')
  expect(await kind('share', 'https://example.org')).toBe('text')
  expect(await kind('inline_keyboard')).toEqual({ left_out: 'empty' })
  expect(await read({ sender: { user_id: 42, is_bot: true } })).toMatchObject({
    data: { author: { role: 'bot', id: 'max-bot-42' } },
  })
  const link = { type: 'forward', message: { text: SECRET.words } }
  expect(await read({ link, body: { mid: 'm', text: null } })).toMatchObject({ data: { kind: 'text' } })
})

test('what was taken back is a mark, with the chat or without; the rest is left out', async () => {
  const removed = { update_type: 'message_removed', message_id: MESSAGE.body.mid, timestamp: AT + 60_000 }
  expect(await read({}, { ...removed, chat_id: 88_001, user_id: 5001 })).toMatchObject({
    ...{ id: `max-${MID}/deleted`, time: '2026-11-28T00:11:00.734Z' },
    data: { conversation_id: `max-${CHAT}`, mark: 'deleted', message: { id: `max-${MID}` } },
  })
  expect(await read({}, removed)).toEqual({ mark: 'deleted', message_id: `max-${MID}`, at: AT + 60_000 })
  expect(await read({}, { update_type: 'message_edited' })).toEqual({ left_out: 'edited' })
  expect(await read({}, { update_type: 'bot_started' })).toEqual({ left_out: 'service' })
  expect(await read({ recipient: { chat_id: 1, chat_type: 'chat' } })).toEqual({ left_out: 'group' })
  expect(await read({ recipient: { chat_id: 1, chat_type: 'channel' } })).toEqual({ left_out: 'channel' })
  for (const wrong of [{ timestamp: 'x' }, { body: null }, { recipient: {} }])
    expect(await read(wrong)).toMatchObject({ not_understood: expect.any(String) as unknown })
  expect(await read({}, { update_type: 7 })).toEqual({ not_understood: 'no update of MAX' })
})

test('signed by the secret of the address', async () => {
  const request = await requestOf({})
  const signed = (given?: string) =>
    max.isSigned?.(
      { ...request, headers: { 'x-max-bot-api-secret': given } },
      { secret: 'the-secret', credentials: {} },
    )
  expect(signed('the-secret')).toBe(true)
  for (const wrong of [undefined, '', 'the', 'the-secret-']) expect(signed(wrong)).toBe(false)
})
