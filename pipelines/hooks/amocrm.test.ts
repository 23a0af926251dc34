import { expect, test } from 'vitest'
import { eventsOf, form, FORM, OPTIONS, readHook, SECRET } from '#tests/support/hook-reads.ts'
import { amocrm } from './amocrm.ts'

const AT = String(Date.parse('2026-11-28T00:10:00Z') / 1000)
const CHAT = '5f0e2d3c-0000-4000-8000-000000000001'
const MESSAGE = {
  ...{ id: '8d3c-1', chat_id: CHAT, talk_id: '12', contact_id: '31', text: SECRET.words, created_at: AT },
  ...{ element_type: '2', entity_type: 'lead', element_id: '44', entity_id: '44', type: 'incoming' },
  ...{ origin: 'waba', 'author][id': 'b252', 'author][type': 'external', 'author][name': SECRET.name },
}
const ANSWER = {
  ...{ ...MESSAGE, id: '8d3c-2', type: 'outgoing', 'author][id': 'u-9', 'author][type': 'internal' },
  ...{ 'author][user_id': '777', 'author][name': 'Анна' },
}
const fields = (prefix: string, one: object) =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [`${prefix}[${name}]`, String(value)]))
const ACCOUNT = { 'account[id]': '9', 'account[subdomain]': 'uyut' }
const read = (...all: Record<string, string>[]) =>
  readHook(amocrm, form(Object.assign({ ...ACCOUNT }, ...all) as Record<string, string>), { type: FORM })
const incoming = (more: object = {}) => fields('message[add][0]', { ...MESSAGE, ...more })
const outgoing = (more: object = {}) => fields('outgoing_message[add][0]', { ...ANSWER, ...more })
const common = {
  conversation_id: `amo-${OPTIONS.pseudonym('chat', `uyut/${CHAT}`)}`,
  guest_id: OPTIONS.pseudonym('guest', 'amocrm:31'),
  channel: 'whatsapp',
}

test('a question and its answer, to the last member', async () => {
  expect(eventsOf(await read(incoming(), outgoing()))).toEqual([
    {
      ...{ specversion: '1.0', id: '8d3c-1', source: 'amocrm://uyut', type: 'butler.message.v1' },
      time: '2026-11-28T00:10:00.000Z',
      data: { ...common, author: { role: 'guest' }, kind: 'text', text: SECRET.words },
    },
    {
      ...{ specversion: '1.0', id: '8d3c-2', source: 'amocrm://uyut', type: 'butler.message.v1' },
      time: '2026-11-28T00:10:00.000Z',
      data: {
        ...{ ...common, author: { role: 'manager' }, kind: 'text', text: SECRET.words },
        account: OPTIONS.pseudonym('account', 'amocrm:777'),
      },
    },
  ])
})

test('several in one; of nobody’s number it is a bot; what Kommo sends without a name is incoming', async () => {
  const two = fields('message[add][1]', { ...MESSAGE, id: '8d3c-3' })
  expect(eventsOf(await read(incoming(), two)).map(({ id }) => id)).toEqual(['8d3c-1', '8d3c-3'])
  for (const user of ['', '0'])
    expect(eventsOf(await read(outgoing({ 'author][user_id': user })))).toMatchObject([
      { data: { author: { role: 'bot', id: 'amocrm-bot' } } },
    ])
  const bare = fields('add[0]', MESSAGE)
  expect(await read(bare)).toEqual(await read(incoming()))
})

test('channels by what they are called, kinds by what is sent', async () => {
  const one = async (more: object) => eventsOf(await read(incoming(more)))[0]?.data
  for (const [origin, channel] of [
    ['com.amocrm.amocrmwa', 'whatsapp'],
    ['ru.oxem.wa', 'whatsapp'],
    ['telegram', 'telegram'],
    ['ru.avito.messenger', 'avito'],
    ['max', 'max'],
    ['', 'other'],
  ])
    expect(await one({ origin })).toMatchObject({ channel })
  expect(await one({ 'attachment][type': 'picture', text: '' })).toMatchObject({ kind: 'media' })
  expect(await one({ message_type: 'voice', text: '' })).toMatchObject({ kind: 'voice' })
  expect(await one({ chat_id: '', contact_id: '' })).not.toHaveProperty('guest_id')
})

test('the rest is left out, or not understood', async () => {
  expect(await read({ 'leads[add][0][id]': '1' })).toEqual([{ left_out: 'service' }])
  expect(await read({ 'message[update][0][id]': '1' })).toEqual([{ left_out: 'edited' }])
  expect(await read(incoming({ text: '' }))).toEqual([{ left_out: 'empty' }])
  expect(await read(incoming({ created_at: 'x' }))).toMatchObject([
    { not_understood: expect.any(String) as unknown },
  ])
  expect(await readHook(amocrm, 'x=1', { type: FORM })).toMatchObject([
    { not_understood: 'nothing that amoCRM sends' },
  ])
})
