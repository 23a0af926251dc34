import { strToU8, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { textsOf } from './whatsapp-zip.ts'
import { whatsapp } from './whatsapp.ts'
import { chunked } from '#tests/support/telegram-export.ts'
import { OPTIONS, readBytes, shorts } from '#tests/support/whatsapp-export.ts'

const TEXT = strToU8('13.11.2026, 21:10 - Анна: Где ключ?\n13.11.2026, 21:14 - Уют: В боксе\n')
const READ = ['guest text Где ключ?', 'manager account(Уют) text В боксе']
const NOISE = Uint8Array.from({ length: 200_000 }, (_, n) => (n * 2_654_435_761) >>> 13)
const ANDROID = 'Чат WhatsApp с\u00a0контактом Анна.txt'
const options = { ...OPTIONS, file_name: 'WhatsApp Chat - Анна.zip' }

/** As a phone writes it, which learns the length of a file at its end only. */
function streamed(files: Record<string, Uint8Array>, isPacked = true): Uint8Array {
  const chunks: Uint8Array[] = []
  const zip = new Zip((_, data) => chunks.push(data))
  for (const [name, bytes] of Object.entries(files)) {
    const file = isPacked ? new ZipDeflate(name) : new ZipPassThrough(name)
    zip.add(file)
    file.push(bytes, true)
  }
  zip.end()
  return Buffer.concat(chunks)
}

const MEDIA = { '00000001-PHOTO-2026-11-13-21-10-00.jpg': NOISE, 'справка.txt': strToU8('просто слова\n') }
test.each([
  ['an iPhone', zipSync({ '_chat.txt': TEXT, ...MEDIA })],
  ['pictures first', zipSync({ ...MEDIA, '_chat.txt': TEXT })],
  ['Android', streamed({ [ANDROID]: TEXT, ...MEDIA })],
  ['Android, not packed', streamed({ [ANDROID]: TEXT, ...MEDIA }, false)],
  ['not packed', zipSync({ ...MEDIA, '_chat.txt': TEXT }, { level: 0 })],
  ['a folder that was packed', zipSync({ 'WhatsApp Chat - Анна/_chat.txt': TEXT })],
  ['a text of a language that is not known', zipSync({ 'محادثة.txt': TEXT })],
])('%s', async (_, bytes) => {
  for (const sizes of [[65_536], [1013], [17, 4001]]) {
    const found = await readBytes(bytes, options, sizes)
    if (_ !== 'a text of a language that is not known') expect(shorts(found)).toEqual(READ)
    else expect(found).toHaveLength(2)
  }
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString()
  expect(whatsapp.recognises(head, options.file_name)).toBe(true)
})

test('by the names within, whatever the zip is called', () => {
  const head = (files: Record<string, Uint8Array>) => Buffer.from(zipSync(files)).toString()
  expect(whatsapp.recognises(head({ '_chat.txt': TEXT }), 'a.zip')).toBe(true)
  expect(whatsapp.recognises(head({ [ANDROID]: TEXT }), 'a.zip')).toBe(true)
  expect(whatsapp.recognises(head({ 'IMG-20261113-WA0001.jpg': NOISE, 'x.txt': TEXT }), 'a.zip')).toBe(true)
  expect(whatsapp.recognises(head({ 'xl/workbook.xml': TEXT }), 'a.zip')).toBe(false)
  expect(whatsapp.recognises(head({ 'notes.txt': TEXT }), 'a.zip')).toBe(false)
})

test('several chats in one zip, and an export that somebody sent in one', async () => {
  const other = strToU8('13.11.2026, 21:10 - Олег: Да\n')
  const both = await readBytes(zipSync({ [ANDROID]: TEXT, 'Чат WhatsApp с Олег.txt': other }), options)
  expect(shorts(both)).toEqual([...READ, 'guest text Да'])
  expect(shorts(await readBytes(zipSync({ [ANDROID]: TEXT, 'переслано.txt': other }), options))).toEqual(READ)
})

test('without a text, and cut off', async () => {
  expect(shorts(await readBytes(zipSync({ 'a.jpg': NOISE }), options))).toEqual([
    'no text is in the zip: it is no export of a chat',
  ])
  const whole = zipSync({ '_chat.txt': TEXT, 'a.jpg': NOISE }, { level: 0 })
  expect(shorts(await readBytes(whole.subarray(0, 20_000), options))).toEqual([
    ...READ,
    expect.stringContaining('ends in the middle'),
  ])
})

test('what unpacks to more than words do is not read to its end', async () => {
  const bomb = zipSync({ '_chat.txt': new Uint8Array(12 * 1024 * 1024).fill(0x20) })
  const before = zipSync({ '_chat.txt': Buffer.concat([TEXT, new Uint8Array(12 * 1024 * 1024)]) })
  for (const [bytes, read] of [
    [bomb, [expect.stringContaining('no line begins')]],
    [before, [READ[0], expect.stringContaining('В боксе')]],
  ] as const) {
    const found = shorts(await readBytes(bytes, options))
    expect(found).toEqual([...read, expect.stringContaining('unpacks to more')])
  }
})

test('no more of a text than is allowed, whatever it is packed to', async () => {
  let taken = 0
  let last: unknown
  for await (const part of textsOf(chunked(zipSync({ 'a.txt': NOISE }), [1000]), 100_000)) {
    last = part
    if ('bytes' in part) taken += part.bytes.length
  }
  expect(taken).toBeLessThanOrEqual(100_000)
  expect(last).toEqual({ broken: 'too_large' })
})
