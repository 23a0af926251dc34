import { describe, expect, test } from 'vitest'
import { longTest } from '#tests/support/amount.ts'
import { whatsapp } from './whatsapp.ts'
import {
  EVENING,
  GUEST,
  HASHED,
  OPTIONS,
  PHONES,
  US,
  android,
  iphone,
  type Line,
  type Phone,
  idsOf,
  readBytes,
  readTaken,
  short,
  shorts,
  written,
} from '#tests/support/whatsapp-export.ts'

const guest = (at: number, what: Line['what'], text?: string): Line => line(GUEST, at, what, text)
const us = (at: number, what: Line['what'], text?: string): Line => line(US, at, what, text)
function line(by: string, at: number, what: Line['what'], text?: string): Line {
  return { by, at, what, ...(text !== undefined && { text }) }
}

const account = `account(${US})`
/** A guest who waits four minutes, then three and a half. */
const CHAT: Line[] = [
  guest(0, 'notice'),
  guest(0, 'text', 'Где ключ?\nМы у двери: стоим'),
  us(240, 'text', 'В боксе'),
  guest(300, 'photo', 'тут?'),
  guest(310, 'voice'),
  us(510, 'deleted'),
  guest(600, 'deleted'),
  guest(660, 'missed'),
  us(720, 'text', 'Перезвоню'),
]

describe.each(Object.entries(PHONES))('%s', (_, phone: Phone) => {
  const options = { ...OPTIONS, file_name: phone.file_name(GUEST) }
  const has_seconds = phone.is_iphone

  test('who wrote what, and when, in Moscow', async () => {
    const found = await readTaken(written(phone, CHAT), options)
    expect(found.map(short)).toEqual([
      'service',
      '18:10:00.000 guest text Где ключ?\nМы у двери: стоим',
      `18:14:00.000 manager ${account} text В боксе`,
      '18:15:00.000 guest media тут?',
      `${has_seconds ? '18:15:10.000' : '18:15:00.001'} guest voice`,
      `18:18:${has_seconds ? '30' : '00'}.000 manager ${account} media`,
      '18:20:00.000 guest media',
      '18:21:00.000 guest missed_call',
      `18:22:00.000 manager ${account} text Перезвоню`,
    ])
  })

  test('chunks change nothing', async () => {
    const text = written(phone, CHAT)
    const whole = await readBytes(text, options)
    for (const sizes of [[1], [7], [3, 1, 11]]) expect(await readBytes(text, options, sizes)).toEqual(whole)
  })

  test('with and without pictures, once more and longer, nothing is counted twice', async () => {
    const first = idsOf(await readTaken(written(phone, CHAT.slice(0, 6)), options))
    const without = CHAT.map((one) => (one.what === 'photo' ? { ...one, what: 'media' as const } : one))
    const longer = idsOf(await readTaken(written(phone, without), options))
    expect(longer.slice(0, first.length)).toEqual(first)
    expect(longer).toHaveLength(8)
  })

  test('no name, phone or file comes out', async () => {
    const found = await readTaken(written(phone, CHAT), { ...HASHED, file_name: phone.file_name(GUEST) })
    const bare = JSON.stringify(
      found.map((one) =>
        'event' in one ? { ...one.event, data: { ...(one.event.data as object), text: '' } } : one,
      ),
    )
    for (const secret of [...GUEST.split(' '), 'Уют', 'СПб', 'IMG', 'PHOTO', 'тайная'])
      expect(bare).not.toContain(secret)
    expect(JSON.stringify(found)).not.toMatch(/IMG-|PTT-|PHOTO/)
  })
})

describe('an event', () => {
  test('to the last member', async () => {
    const [one, other] = await readTaken(android(`${GUEST}: Где ключ?`, `${US}: В боксе`))
    const common = {
      conversation_id: 'wa-chat(uyut/зинаидатайная)',
      channel: 'whatsapp',
      guest_id: 'guest(whatsapp:зинаидатайная)',
    }
    const envelope = { specversion: '1.0', source: 'whatsapp://uyut', type: 'butler.message.v1' }
    const key = 'chat(uyut/зинаидатайная)/2026-11-13T21:10'
    const data = { ...common, author: { role: 'guest' }, kind: 'text', text: 'Где ключ?' }
    expect(one).toEqual({
      event: { ...envelope, id: `${key}/them/0`, time: '2026-11-13T18:10:00.000Z', data },
      is_to_minute: true,
    })
    expect(other).toEqual({
      event: {
        ...envelope,
        id: `${key}/me/0`,
        time: '2026-11-13T18:10:00.001Z',
        data: { ...common, author: { role: 'manager' }, account, kind: 'text', text: 'В боксе' },
      },
      is_to_minute: true,
    })
  })

  test('a guest who is a phone is that phone, however it is written', async () => {
    const file_name = 'WhatsApp Chat with +7 921 000-11-22.txt'
    const found = await readTaken(android('\u202a+7 921 000\u201111\u201122\u202c: x', `${US}: y`), {
      ...OPTIONS,
      file_name,
    })
    expect(found.map((one) => 'event' in one && one.event.data)).toMatchObject([
      { guest_id: 'guest(+79210001122)', author: { role: 'guest' } },
      { guest_id: 'guest(+79210001122)', author: { role: 'manager' } },
    ])
  })

  test('of a thousand lines of one minute the last ones share a millisecond, and have ids of their own', async () => {
    const found = await readTaken(android(...Array<string>(1002).fill(`${GUEST}: x`)))
    expect(short(found[998] ?? { left_out: 'empty' })).toMatch(/^18:10:00\.998/)
    expect(found.slice(999).map(short)).toEqual(Array(3).fill('18:10:00.999 guest text x'))
  })

  test('an hour that came twice is its first, one that never came its end', async () => {
    const berlin = { ...OPTIONS, timezone: 'Europe/Berlin' }
    const at = (clock: string) => `${clock} - ${GUEST}: x\n`
    const found = await readTaken(at('29.03.2026, 02:30') + at('25.10.2026, 02:30'), berlin)
    expect(found.map((one) => 'event' in one && one.event.time)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ])
  })
})

describe('who is who', () => {
  test('in a group, and in a chat that is called otherwise, nobody is known', async () => {
    const group = await readTaken(android('А: 1', 'Б: 2', `${GUEST}: 3`))
    expect(group.map(short)).toEqual([
      '18:10:00.000 unknown account(А) text 1',
      '18:10:00.001 unknown account(Б) text 2',
      `18:10:00.002 unknown account(${GUEST}) text 3`,
    ])
    expect(JSON.stringify(group)).not.toContain('guest_id')
    const file_name = 'WhatsApp Chat with Дача.txt'
    const chat = await readTaken(android('~\u202fА: 1', 'Б: 2'), { ...OPTIONS, file_name })
    expect(shorts(chat)).toEqual(['unknown account(А) text 1', 'unknown account(Б) text 2'])
  })

  test.each([
    'Zinaida.txt',
    'WhatsApp Chat - Zinaida (2).txt',
    'WhatsApp-chat met Zinaida.txt',
    'Chat WhatsApp s uživatelem Zinaida.txt',
    'Conversa do WhatsApp com Zinaida.txt',
    'WhatsApp Kevskust koos Zinaida.txt',
  ])('%s is the chat with Zinaida', async (file_name) => {
    const found = await readTaken(android('Zinaida: 1', 'Б: 2'), { ...OPTIONS, file_name })
    expect(shorts(found)).toEqual(['guest text 1', 'manager account(Б) text 2'])
    expect(found[0]).toMatchObject({ event: { id: 'chat(uyut/zinaida)/2026-11-13T21:10/them/0' } })
  })

  test('from another phone and after a contact was renamed it is one chat where that is said', async () => {
    const read = async (name: string) =>
      idsOf(
        await readTaken(android(`${name}: 1`, `${US}: 2`, `${name}: 3`), {
          ...OPTIONS,
          file_name: `WhatsApp Chat with ${name}.txt`,
          chat: 'Квартира 7',
        }),
      )
    expect(await read('Анна кв. 7')).toEqual(await read('Аня'))
  })

  test('where we wrote alone, ids are those of the chat in which the guest answered', async () => {
    const alone = await readTaken(android(`${US}: 1`))
    const both = await readTaken(android(`${US}: 1`, `${GUEST}: 2`))
    expect(shorts(alone)).toEqual([`unknown ${account} text 1`])
    expect(idsOf(both).slice(0, 1)).toEqual(idsOf(alone))
  })

  test('a contact with a colon or quotes in its name', async () => {
    const colon = await readTaken(android('Гость: Анна: 1', `${US}: 2`), {
      ...OPTIONS,
      file_name: 'Гость_ Анна.txt',
    })
    expect(shorts(colon)).toEqual(['guest text 1', `manager ${account} text 2`])
    const quotes = await readTaken(android('Иван "Слесарь": 1'))
    expect(shorts(quotes)).toEqual(['unknown account(Иван "Слесарь") text 1'])
  })

  test('a file without a name is refused', async () => {
    const { file_name, ...nameless } = OPTIONS
    expect(file_name).toBeDefined()
    for (const options of [nameless, { ...OPTIONS, file_name: '_chat.txt' }])
      expect(shorts(await readBytes(android('А: 1'), options))).toEqual([
        expect.stringContaining('whose chat it is'),
      ])
  })
})

describe('a file', () => {
  test.each(['utf16le', 'utf8'] as const)('in %s with a mark of byte order', async (encoding) => {
    const bytes = Buffer.from(`\ufeff${android(`${GUEST}: да`)}`, encoding)
    expect(whatsapp.recognises(bytes.toString(), 'x')).toBe(true)
    for (const sizes of [[1], [4096]])
      expect(shorts(await readBytes(bytes, OPTIONS, sizes))).toEqual(['guest text да'])
  })

  test('in UTF-16 of the other order', async () => {
    const bytes = Buffer.from(`\ufeff${android(`${GUEST}: да`)}`, 'utf16le').swap16()
    expect(shorts(await readBytes(bytes))).toEqual(['guest text да'])
  })

  test('that is no export', async () => {
    for (const text of ['', 'а', 'слова\n'.repeat(300), 'x'.repeat(300_000)])
      expect(shorts(await readBytes(text))).toEqual([expect.stringContaining('no line begins')])
    for (const head of [
      '',
      '{"specversion":"1.0"}',
      'a;b;c\n13.11.2026;21:10;x',
      'PK\u0003\u0004xl/workbook.xml',
    ])
      expect(whatsapp.recognises(head, 'chat.txt')).toBe(false)
  })

  test.each([' ', '<', ':', '\u200e', ' \n', 'a.jpg (', '<edited '])(
    'made of %j alone is read as fast',
    async (part) => {
      const long = part.repeat(60_000 / part.length)
      const began = process.cpuUsage()
      await readBytes(`${iphone(`${GUEST}: \u200e${long}`, long)}${long}`)
      expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000)
    },
  )

  longTest('longer than what is held back', async () => {
    const many = Array.from({ length: 50_010 }, (_, n) => {
      const at = new Date(EVENING + n * 60_000).toISOString()
      return `${at.slice(0, 10)}, ${at.slice(11, 16)} - ${n % 2 === 0 ? GUEST : US}: x\n`
    }).join('')
    const found = await readBytes(many)
    expect(found).toHaveLength(50_010)
    expect(new Set(idsOf(found)).size).toBe(50_010)
    expect(shorts(found.slice(-2))).toEqual(['guest text x', `manager ${account} text x`])
  })
})
