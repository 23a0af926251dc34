import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventsOf, form, FORM, OPTIONS, readHook, requestOf, SECRET } from '#tests/support/hook-reads.ts'
import { mango } from './mango.ts'

const KEY = 'key-of-the-exchange'
const SALT = 'salt-of-the-exchange'
const AT = Date.parse('2026-11-28T00:10:00Z') / 1000
const SUMMARY = {
  ...{ entry_id: 'MTIzNDU2Nzg=', call_direction: 1, line_number: '78120000000', entry_result: 1 },
  ...{ create_time: AT, forward_time: AT + 2, talk_time: AT + 9, end_time: AT + 60, disconnect_reason: 1110 },
  ...{ from: { number: SECRET.digits }, to: { extension: '101', number: 'sip:anna@uyut.mangosip.ru' } },
}
const signed = (one: object, key = KEY) => {
  const json = JSON.stringify(one)
  const sign = createHash('sha256').update(`${KEY}${json}${SALT}`).digest('hex')
  return form({ vpbx_api_key: key, sign, json })
}
const read = (more: object) => readHook(mango, signed({ ...SUMMARY, ...more }), { type: FORM })
const guest_id = OPTIONS.pseudonym('guest', SECRET.phone)
const conversation_id = `mango-${OPTIONS.pseudonym('chat', `uyut/${SECRET.phone}`)}`
const account = (key: string) => OPTIONS.pseudonym('account', `mango:${key}`)

test('a call that was taken: the guest’s at the first ring, the manager’s when it was taken', async () => {
  const [guest, manager] = eventsOf(await read({}))
  expect(guest).toEqual({
    ...{ specversion: '1.0', id: 'MTIzNDU2Nzg=/guest', source: 'mango://uyut', type: 'butler.message.v1' },
    time: '2026-11-28T00:10:00.000Z',
    data: { conversation_id, channel: 'phone', author: { role: 'guest' }, guest_id, kind: 'call' },
  })
  expect(manager).toEqual({
    ...{ specversion: '1.0', id: 'MTIzNDU2Nzg=/manager', source: 'mango://uyut', type: 'butler.message.v1' },
    time: '2026-11-28T00:10:09.000Z',
    data: {
      ...{ conversation_id, channel: 'phone', author: { role: 'manager' }, account: account('101') },
      ...{ guest_id, kind: 'call' },
    },
  })
})

test('a call that nobody took; a call back; one that the guest didn’t take; of the team among itself', async () => {
  const missed = eventsOf(await read({ talk_time: 0, to: { number: '' } }))
  expect(missed.map(({ data }) => data['kind'])).toEqual(['missed_call'])
  const out = { call_direction: 2, from: { extension: '101' }, to: { number: SECRET.digits } }
  const back = eventsOf(await read(out))
  expect(back).toMatchObject([
    {
      ...{ id: 'MTIzNDU2Nzg=/manager', time: '2026-11-28T00:10:09.000Z' },
      data: { conversation_id, guest_id, account: account('101'), author: { role: 'manager' } },
    },
  ])
  expect(await read({ ...out, talk_time: 0 })).toEqual([{ left_out: 'unanswered_call' }])
  expect(await read({ call_direction: 0 })).toEqual([{ left_out: 'service' }])
  expect(await read({ ...out, to: { extension: '102', number: '' } })).toEqual([{ left_out: 'service' }])
})

test('a hidden number, numbers of other countries, a group without an extension', async () => {
  const [hidden, answer] = eventsOf(await read({ from: { number: 'anonymous' }, to: { number: 'sip:x@y' } }))
  expect(hidden?.data).not.toHaveProperty('guest_id')
  expect(hidden?.data['conversation_id']).not.toBe(conversation_id)
  expect(answer?.data).toMatchObject({ account: account('line:78120000000') })
  const [abroad] = eventsOf(await read({ from: { number: '4915112345678' } }))
  expect(abroad?.data).toMatchObject({ guest_id: OPTIONS.pseudonym('guest', '+4915112345678') })
})

test('other events are left out, others are not understood', async () => {
  for (const other of [{ call_state: 'Appeared' }, { recording_state: 'Completed' }, { dtmf: '1' }])
    expect(await readHook(mango, signed(other), { type: FORM })).toEqual([{ left_out: 'service' }])
  for (const wrong of [form({ json: '{' }), form({ x: '1' }), signed({ ...SUMMARY, entry_id: null }), '{}'])
    expect(await readHook(mango, wrong, { type: FORM })).toMatchObject([
      { not_understood: expect.any(String) as unknown },
    ])
})

test('signed over key, json and salt', async () => {
  const isSigned = async (body: string, credentials: Record<string, string>) =>
    mango.isSigned?.(await requestOf(body, { type: FORM }), { secret: '', credentials })
  const credentials = { api_key: KEY, api_salt: SALT }
  expect(await isSigned(signed(SUMMARY), credentials)).toBe(true)
  expect(await isSigned(signed(SUMMARY, 'other'), credentials)).toBe(false)
  expect(await isSigned(signed(SUMMARY), { ...credentials, api_salt: 'x' })).toBe(false)
  expect(await isSigned(signed(SUMMARY), {})).toBe(false)
  expect(await isSigned(form({ vpbx_api_key: KEY, sign: 'short', json: '{}' }), credentials)).toBe(false)
  expect(await isSigned(form({}), credentials)).toBe(false)
})
