import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventsOf, OPTIONS, readHook, RECEIVED_AT, requestOf, SECRET } from '#tests/support/hook-reads.ts'
import { chatwoot } from './chatwoot.ts'

const CONTACT = {
  id: 31,
  name: SECRET.name,
  email: SECRET.email,
  phone_number: SECRET.phone,
  type: 'contact',
}
const MESSAGE = {
  ...{ event: 'message_created', id: 900, content: SECRET.words, content_type: 'text', private: false },
  ...{ content_attributes: {}, message_type: 'incoming', created_at: '2026-11-28T00:10:00.734Z' },
  ...{ sender: CONTACT, account: { id: 2, name: 'Уют' }, inbox: { id: 5, name: 'WhatsApp' } },
  conversation: {
    ...{ id: 77, inbox_id: 5, channel: 'Channel::Whatsapp', custom_attributes: {}, labels: [] },
    meta: { sender: CONTACT, assignee: { id: 17 } },
  },
}
const USER = { id: 17, name: 'Анна', email: 'anna@uyut.example', type: 'user' }
const OUT = { ...MESSAGE, id: 901, message_type: 'outgoing', sender: USER }
const read = async (more: object) => {
  const [one] = await readHook(chatwoot, { ...MESSAGE, ...more })
  return one === undefined || !('event' in one) ? one : eventsOf([one])[0]
}
const account = (key: string) => OPTIONS.pseudonym('account', key)

test('a guest’s message, to the last member: a full second, his phone, his chat', async () => {
  expect(await read({})).toEqual({
    ...{ specversion: '1.0', id: '900', source: 'chatwoot://uyut', type: 'butler.message.v1' },
    time: '2026-11-28T00:10:00.000Z',
    data: {
      ...{ conversation_id: 'cw-uyut-2-77', channel: 'whatsapp', author: { role: 'guest' }, kind: 'text' },
      guest_id: OPTIONS.pseudonym('guest', SECRET.phone),
      text: SECRET.words,
    },
  })
})

test('who answers: a person, whoever has the inbox, a bot, a rule, a campaign, a template', async () => {
  const of = async (more: object) => (await read({ ...OUT, ...more })) as { data: object }
  expect((await of({})).data).toMatchObject({
    author: { role: 'manager' },
    account: account('chatwoot:17'),
    guest_id: OPTIONS.pseudonym('guest', SECRET.phone),
  })
  expect((await of({ sender: null })).data).toMatchObject({ account: account('chatwoot:inbox:5') })
  const bot = { author: { role: 'bot', id: 'chatwoot-bot-3' } }
  expect((await of({ sender: { id: 3, type: 'agent_bot' } })).data).toMatchObject(bot)
  expect((await of({ sender: { id: 3, type: 'captain_assistant' } })).data).toMatchObject(bot)
  for (const more of [
    { content_attributes: { automation_rule_id: 4 } },
    { additional_attributes: { campaign_id: 4 } },
    { message_type: 'template', sender: null },
    { message_type: 3, sender: null },
  ])
    expect((await of(more)).data).toMatchObject({ author: { role: 'automation' } })
})

test('notes, sounds, pictures; numbers for words, seconds for a date, as its REST API has them', async () => {
  const kind = async (more: object) => {
    const one = await read(more)
    return one !== undefined && 'data' in one ? one.data['kind'] : one
  }
  expect(await kind({ ...OUT, private: true })).toBe('note')
  expect(await kind({ content: null, attachments: [{ file_type: 'audio' }] })).toBe('voice')
  expect(await kind({ content: null, attachments: [{ file_type: 'image' }] })).toBe('media')
  const created_at = Date.parse('2026-11-28T00:10:00Z') / 1000
  expect(await read({ message_type: 0, created_at })).toEqual(await read({}))
})

test('the home of an attribute; a contact without a phone; channels by their words', async () => {
  const conversation = {
    ...{ id: 77, channel: 'Channel::Api', custom_attributes: { home: 'Невский 24, кв. 7' } },
    meta: { sender: { ...CONTACT, phone_number: null } },
  }
  expect(await read({ conversation })).toMatchObject({
    data: {
      ...{ property_id: 'nevskij-24-kv-7', channel: 'other' },
      guest_id: OPTIONS.pseudonym('guest', 'chatwoot:31'),
    },
  })
  const named = { ...conversation, channel: 'Channel::WebWidget', custom_attributes: { property_id: 'n-7' } }
  expect(await read({ conversation: named })).toMatchObject({ data: { property_id: 'n-7', channel: 'web' } })
})

test('what becomes of a message is a mark; how far it got is left out', async () => {
  const updated = (more: object) => read({ ...OUT, event: 'message_updated', ...more })
  expect(await updated({ status: 'failed' })).toMatchObject({
    ...{ id: '901/undelivered', type: 'butler.mark.v1', time: new Date(RECEIVED_AT).toISOString() },
    data: {
      ...{ conversation_id: 'cw-uyut-2-77', mark: 'undelivered' },
      message: { source: 'chatwoot://uyut', id: '901' },
    },
  })
  expect(await updated({ content_attributes: { deleted: true } })).toMatchObject({
    data: { mark: 'deleted' },
  })
  expect(await updated({ status: 'read' })).toEqual({ left_out: 'status' })
  expect(await read({ ...OUT, status: 'failed' })).toMatchObject({ data: { delivered: false } })
  expect(await read({ message_type: 'activity' })).toEqual({ left_out: 'service' })
  expect(await read({ event: 'conversation_updated' })).toEqual({ left_out: 'service' })
  expect(await read({ content: '' })).toEqual({ left_out: 'empty' })
  for (const wrong of [{ event: 7 }, { id: null }, { message_type: 'x' }, { created_at: 'x' }])
    expect(await read(wrong)).toMatchObject({ not_understood: expect.any(String) as unknown })
})

test('signed over the time and the bytes, where a secret was given', async () => {
  const request = await requestOf(MESSAGE)
  const time = '1795824600'
  const hex = createHmac('sha256', 'whsec').update(`${time}.`).update(request.raw).digest('hex')
  const signed = (headers: Record<string, string | undefined>, webhook_secret?: string) =>
    chatwoot.isSigned?.(
      { ...request, headers },
      { secret: '', credentials: webhook_secret === undefined ? {} : { webhook_secret } },
    )
  const good = { 'x-chatwoot-signature': `sha256=${hex}`, 'x-chatwoot-timestamp': time }
  expect(signed(good, 'whsec')).toBe(true)
  expect(signed({}, undefined)).toBe(true)
  for (const bad of [
    {},
    { ...good, 'x-chatwoot-timestamp': '1795824601' },
    { 'x-chatwoot-signature': 'sha256=0' },
  ])
    expect(signed(bad, 'whsec')).toBe(false)
  expect(signed(good, 'other')).toBe(false)
})
