import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventsOf, OPTIONS, readHook, requestOf, SECRET } from '#tests/support/hook-reads.ts'
import type { HookRead } from './hook.ts'
import { whatsapp } from './whatsapp.ts'

const OURS = '106540352242922'
const AT = String(Date.parse('2026-11-28T00:10:00Z') / 1000)
// as Meta makes them: base64 of the guest's number and more
const WAMID = `wamid.${Buffer.from(`\u001d\u000b${SECRET.digits}\u0015`).toString('base64')}`
const MESSAGE = { from: SECRET.digits, id: WAMID, timestamp: AT, type: 'text', text: { body: SECRET.words } }
const STATUS = { id: WAMID, status: 'sent', timestamp: AT, recipient_id: SECRET.digits }
const body = (value: object, field = 'messages') => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: [
        {
          field,
          value: {
            ...{ messaging_product: 'whatsapp', metadata: { phone_number_id: OURS } },
            ...{ contacts: [{ wa_id: SECRET.digits, profile: { name: SECRET.name } }], ...value },
          },
        },
      ],
    },
  ],
})
const read = async (value: object, field?: string): Promise<HookRead[]> => {
  const reads = await readHook(whatsapp, body(value, field))
  for (const one of reads) expect(JSON.stringify(one)).not.toContain(WAMID.slice(6, 18))
  return reads
}
const of = {
  conversation_id: `wac-${OPTIONS.pseudonym('chat', `uyut/${OURS}/${SECRET.phone}`)}`,
  channel: 'whatsapp',
  guest_id: OPTIONS.pseudonym('guest', SECRET.phone),
}
const id = `wamid-${OPTIONS.pseudonym('chat', `uyut/${WAMID}`)}`
const account = OPTIONS.pseudonym('account', `whatsapp:${OURS}`)

test('a guest’s message and our answers by their statuses, to the last member', async () => {
  const envelope = { specversion: '1.0', source: 'whatsapp-cloud://uyut', type: 'butler.message.v1' }
  const time = '2026-11-28T00:10:00.000Z'
  expect(eventsOf(await read({ messages: [MESSAGE] }))).toEqual([
    {
      ...{ ...envelope, id, time },
      data: { ...of, author: { role: 'guest' }, kind: 'text', text: SECRET.words },
    },
  ])
  expect(eventsOf(await read({ statuses: [STATUS] }))).toEqual([
    { ...envelope, id, time, data: { ...of, author: { role: 'manager' }, account } },
  ])
  const utility = { ...STATUS, pricing: { billable: true, category: 'utility' } }
  const service = { ...STATUS, pricing: { billable: false, category: 'service' } }
  expect(eventsOf(await read({ statuses: [utility, service] })).map(({ data }) => data['author'])).toEqual([
    { role: 'automation' },
    { role: 'manager' },
  ])
})

test('what the phone’s own app sends, and takes back', async () => {
  const echo = { ...MESSAGE, from: '78120000000', to: SECRET.digits }
  expect(eventsOf(await read({ message_echoes: [echo] }, 'smb_message_echoes'))).toMatchObject([
    { id, data: { ...of, author: { role: 'manager' }, account, text: SECRET.words } },
  ])
  const revoke = { ...echo, id: 'wamid.x', type: 'revoke', revoke: { original_message_id: WAMID } }
  expect(eventsOf(await read({ message_echoes: [revoke] }, 'smb_message_echoes'))).toMatchObject([
    { id: `${id}/deleted`, data: { mark: 'deleted', message: { id } } },
  ])
})

test('what becomes of ours: refused it is a mark, the rest is left out', async () => {
  const failed = { ...STATUS, status: 'failed', errors: [{ code: 131_047 }] }
  expect(eventsOf(await read({ statuses: [failed] }))).toMatchObject([
    { id: `${id}/undelivered`, type: 'butler.mark.v1', data: { mark: 'undelivered', message: { id } } },
  ])
  for (const status of ['delivered', 'read', 'played'])
    expect(await read({ statuses: [{ ...STATUS, status }] })).toEqual([{ left_out: 'status' }])
})

test('kinds and words of each type; what is no message is left out', async () => {
  const one = async (more: object) => {
    const [first] = await read({ messages: [{ ...MESSAGE, text: undefined, ...more }] })
    return first !== undefined && 'event' in first ? eventsOf([first])[0]?.data : first
  }
  expect(await one({ type: 'audio', audio: { voice: true } })).toMatchObject({ kind: 'voice' })
  expect(await one({ type: 'image', image: { caption: 'a' } })).toMatchObject({ kind: 'media', text: 'a' })
  expect(await one({ type: 'button', button: { text: 'a' } })).toMatchObject({ kind: 'text', text: 'a' })
  const list = { type: 'list_reply', list_reply: { id: '1', title: 'a' } }
  expect(await one({ type: 'interactive', interactive: list })).toMatchObject({ kind: 'text', text: 'a' })
  const reaction = (emoji: string) => one({ type: 'reaction', reaction: { message_id: 'x', emoji } })
  expect(await reaction('👍')).toMatchObject({ kind: 'reaction' })
  expect(await reaction('')).toEqual({ left_out: 'service' })
  expect(await one({ type: 'system' })).toEqual({ left_out: 'service' })
  expect(await one({ type: 'unsupported' })).toEqual({ left_out: 'unsupported' })
  expect(await one({ type: 'edit' })).toEqual({ left_out: 'edited' })
  expect(await one({ type: 'image', group_id: 'g' })).toEqual({ left_out: 'group' })
  expect(await one({ type: 'image', from: undefined, from_user_id: 'RU.13' })).toMatchObject({
    guest_id: OPTIONS.pseudonym('guest', 'whatsapp:RU.13'),
  })
  expect(await read({}, 'history')).toEqual([{ left_out: 'service' }])
  expect(await read({ errors: [{}] })).toEqual([{ left_out: 'service' }])
  expect(await read({ messages: [{}], statuses: [{}] })).toHaveLength(2)
  expect(await readHook(whatsapp, { entry: 'x' })).toMatchObject([
    { not_understood: 'nothing that WhatsApp sends' },
  ])
})

test('what Meta asks when the address is given to it', async () => {
  const request = await requestOf('')
  const probe = (query: Record<string, string>) =>
    whatsapp.probe?.({ ...request, query: new URLSearchParams(query) }, { secret: 's3', credentials: {} })
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 's3', 'hub.challenge': '1158201444' }
  expect(probe(asked)).toEqual({ status: 200, body: '1158201444' })
  expect(probe({ ...asked, 'hub.verify_token': 'other' })).toEqual({ status: 403, body: '' })
  expect(probe({ ...asked, 'hub.challenge': '<b>' })).toEqual({ status: 403, body: '' })
  expect(probe({})).toBe(null)
})

test('signed over the bytes with the secret of the app', async () => {
  const request = await requestOf(body({ messages: [MESSAGE] }))
  const hex = createHmac('sha256', 'app').update(request.raw).digest('hex')
  const signed = (given: string | undefined, credentials: Record<string, string>) =>
    whatsapp.isSigned?.(
      { ...request, headers: { 'x-hub-signature-256': given } },
      { secret: '', credentials },
    )
  expect(signed(`sha256=${hex}`, { app_secret: 'app' })).toBe(true)
  for (const wrong of [undefined, '', 'sha256=', `sha256=${hex}0`, `sha256=${hex.replace(/^./, 'x')}`])
    expect(signed(wrong, { app_secret: 'app' })).toBe(false)
  expect(signed(`sha256=${hex}`, { app_secret: 'other' })).toBe(false)
  expect(signed(`sha256=${hex}`, {})).toBe(false)
})
