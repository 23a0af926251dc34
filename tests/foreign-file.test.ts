/** Files that hold no events: named by what they are, refused, and nothing of them stored. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Imported } from '#pipelines/file-writer.server.ts'
import { importFiles } from '#pipelines/import.server.ts'
import { MOST_OF_A_FILE, NothingTaken } from '#pipelines/dead-in-file.ts'
import { countDeadLetters, dropDeadLetters, readDeadLetters } from '#pipelines/replay.server.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const WORDS = 'Здравствуйте, как попасть в квартиру? +7 921 000-11-22'
const message = (id: string, data: Record<string, unknown> = {}) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 'crm',
    type: 'butler.message.v1',
    time: '2026-10-01T10:00:00Z',
    data: { conversation_id: 'c', channel: 'sms', author: { role: 'guest' }, ...data },
  })

let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'foreign-'))
})
beforeEach(() => one.empty())
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await one.close()
})

async function importing(name: string, bytes: string | Uint8Array): Promise<Imported> {
  const file = path.join(dir, name)
  writeFileSync(file, bytes)
  const counts: Imported = { read: 0, accepted: 0, dead: 0, reasons: new Map(), imports: [] }
  await importFiles(one, [file], { person: 'anna', stdin: Readable.from([]), now: Date.now, counts })
  return counts
}

/** All that lies in the database's tables. */
async function stored(): Promise<unknown[]> {
  return [...(await readDeadLetters(one.db)), ...(await one.db.readBulk('select id from message_events'))]
}

const chat = { type: 'personal_chat', id: 1, messages: [{ id: 1, type: 'message', text: WORDS }] }
const FILES: [string, string | Uint8Array, RegExp][] = [
  ['result.json', JSON.stringify({ name: 'Анна', ...chat }, null, 1), /is a Telegram export/],
  [
    'whole.json',
    `{"about": "x", "personal_information": {"phone_number": "+7"}, "chats": {}}`,
    /is a Telegram export/,
  ],
  [
    'messages.html',
    '<!DOCTYPE html><html><div class="page_body chat_page">',
    /Telegram export as web pages.*JSON/,
  ],
  [
    'Чат WhatsApp с Анна.txt',
    `03.11.2026, 21:10 - Анна: ${WORDS}\n03.11.2026, 21:12 - Мария: Да\n`,
    /WhatsApp/,
  ],
  ['_chat.txt', `\u200e[11/3/26, 9:09:12\u202fPM] Anna: ${WORDS}\n`, /WhatsApp/],
  ['homes.csv', `Адрес;Владелец;Телефон\nНевский, 24;Соколова;${WORDS}\n`, /table \(CSV\)/],
  ['roster.ics', `BEGIN:VCALENDAR\nSUMMARY:${WORDS}\n`, /calendar/],
  ['homes.xlsx', Buffer.from('PK\u0003\u0004[Content_Types].xml xl/workbook.xml', 'latin1'), /Excel/],
  ['scan.pdf', '%PDF-1.7', /PDF/],
  ['events.json', `[${message('1')},\n${message('2')}]`, /list of events in brackets.*one event a line/],
  ['utf16.ndjson', Buffer.from(`\ufeff${message('1')}`, 'utf16le'), /UTF-16.*UTF-8/],
  ['events.ndjson', gzipSync(message('1')), /gzip.*\.gz/],
  ['words.txt', `${WORDS}\n`.repeat(80), /no file of events/],
  ['lines.jsonl', `${JSON.stringify({ name: 'Анна', body: WORDS })}\n`.repeat(80), /no file of events/],
  ['short.jsonl', `${JSON.stringify({ name: 'Анна', body: WORDS })}\n`, /no file of events/],
]

test.each(FILES)('%s', async (name, bytes, what) => {
  const refused = importing(name, bytes)
  await expect(refused).rejects.toThrow(NothingTaken)
  await expect(refused).rejects.toThrow(what)
  await expect(refused).rejects.toThrow(/nothing of it was stored/)
  expect(await stored()).toEqual([])
})

test('of several files none is read where one is foreign', async () => {
  const good = path.join(dir, 'good.ndjson')
  const bad = path.join(dir, 'bad.csv')
  writeFileSync(good, message('1'))
  writeFileSync(bad, 'a;b;c\n1;2;3\n')
  const counts: Imported = { read: 0, accepted: 0, dead: 0, reasons: new Map(), imports: [] }
  const io = { person: 'anna', stdin: Readable.from([]), now: Date.now, counts }
  await expect(importFiles(one, [good, bad], io)).rejects.toThrow(/bad\.csv is a table/)
  expect(await stored()).toEqual([])
})

test('events of which none can be taken: the first reason, and none is kept', async () => {
  const bad = message('1', { channel: 'Telegram' })
  await expect(importing('bad.ndjson', `${bad}\n${bad}\n`)).rejects.toThrow(
    /none of its 2 events could be taken, and none is kept; the first: data\.channel is not a lower-case word/,
  )
  expect(await stored()).toEqual([])
})

test('bad lines before the first good one are kept with their reason, once there is a good one', async () => {
  const counts = await importing('mixed.ndjson', `not JSON\n${message('1')}\n{"specversion":"1.0"}\n`)
  expect(counts).toMatchObject({ read: 3, accepted: 1, dead: 2 })
  const origins = (await readDeadLetters(one.db)).map(({ origin }) => origin)
  expect(origins).toEqual(['mixed.ndjson:1', 'mixed.ndjson:3'])
})

test('of one file a thousand are kept, all are counted, summed up and dropped', async () => {
  const bad = message('1', { channel: 'Telegram', body: WORDS, name: 'Анна' })
  const counts = await importing('many.ndjson', [message('1'), ...Array<string>(1500).fill(bad)].join('\n'))
  expect(counts).toMatchObject({ read: 1501, accepted: 1, dead: 1500 })
  expect(counts.reasons).toEqual(new Map([['schema', 1500]]))
  await importing('other.ndjson', `${message('2')}\nnot JSON`)
  expect(await countDeadLetters(one.db)).toMatchObject([
    { reason: 'schema', origin: 'many.ndjson', letters: MOST_OF_A_FILE },
    { reason: 'malformed_json', origin: 'other.ndjson', letters: 1 },
  ])
  // members that the contract does not list are gone: they may hold anything
  expect(JSON.stringify(await readDeadLetters(one.db, {}, 5000))).not.toMatch(/квартиру|Анна/)
  expect(await readDeadLetters(one.db, {}, 7)).toHaveLength(7)
  expect(await readDeadLetters(one.db, { origin: 'many' })).toEqual([])
  expect(await dropDeadLetters(one.db, { origin: 'many.ndjson' })).toBe(MOST_OF_A_FILE)
  expect(await countDeadLetters(one.db)).toHaveLength(1)
})

test('a type of the contract that is newer than this program is kept whole', async () => {
  const newer = message('2')
    .replace('butler.message.v1', 'butler.handover.v1')
    .replace('"sms"', '"sms","later":"kept"')
  await importing('newer.ndjson', `${message('1')}\n${newer}`)
  expect((await readDeadLetters(one.db))[0]?.bytes).toContain('"later":"kept"')
})
