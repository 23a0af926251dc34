/** Files that are made to do harm, or were spoilt on their way: read, or refused with a sentence that says what to do. */
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { csvLine } from '#reports/month/csv.ts'
import { amount } from './support/amount.ts'
import { of, readSheet } from './support/sheets.ts'
import { HASHED } from './support/whatsapp-export.ts'
import { xlsx } from './support/xlsx.ts'
import { readerFor } from '#pipelines/readers/index.ts'
import type { Read } from '#pipelines/readers/reader.ts'
import { whatsapp } from '#pipelines/readers/whatsapp.ts'

const HOMES = 'Квартира;Владелец\nНевский 24;Соколова Елена\nЛесной 61;Ильин Пётр\n'
const CHAT =
  '13.11.2026, 21:10 - Анна Тайная: Где лежит ключ?\n13.11.2026, 21:12 - Уют: Под ковриком\n13.11.2026, 21:13 - Анна Тайная: Спасибо\n'
const MARK = [0xef, 0xbb, 0xbf]

/** Letters of А–я, and ASCII. */
const cp1251 = (text: string) =>
  Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code >= 0x410 ? code - 0x350 : code
  })
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

async function readChat(bytes: Uint8Array): Promise<Read[]> {
  const chunks = (async function* () {
    await Promise.resolve()
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
  })()
  const reads: Read[] = []
  for await (const read of whatsapp.read(chunks, HASHED)) reads.push(read)
  return reads
}

const times = (reads: readonly Read[]) =>
  reads.map((read) => ('event' in read ? String(read.event['time']).slice(11, 16) : read))

test.each<[string, Uint8Array]>([
  ['UTF-16 without a mark', utf16(HOMES)],
  ['UTF-16 of the other order without a mark', utf16(HOMES, true)],
  ['Windows-1251 that says it is UTF-8', new Uint8Array([...MARK, ...cp1251(HOMES)])],
  [
    'UTF-8 with a broken letter in a name',
    Buffer.concat([Buffer.from(HOMES), Buffer.from([0xd0, 0x3b, 0x78, 0x0a])]),
  ],
  ['a mark in the middle', Buffer.from(HOMES.replace('Лесной', '\ufeffЛесной'))],
])('a sheet in %s', async (_, bytes) => {
  expect(readerFor(bytes, 'homes.csv', 'auto')?.format).toBe('sheet')
  const homes = of(await readSheet(bytes), 'property').map(({ data }) => data['property_id'])
  expect(homes).toEqual(expect.arrayContaining(['nevskij-24', 'lesnoj-61']))
})

test.each<[string, Uint8Array]>([
  ['UTF-16 without a mark', utf16(CHAT)],
  ['UTF-16 of the other order without a mark', utf16(CHAT, true)],
  ['Windows-1251', cp1251(CHAT)],
  ['Windows-1251 that says it is UTF-8', new Uint8Array([...MARK, ...cp1251(CHAT)])],
  ['UTF-8 cut off within a letter', Buffer.from(CHAT).subarray(0, -2)],
])('a chat in %s', async (_, bytes) => {
  expect(readerFor(bytes, 'chat.txt', 'auto')?.format).toBe('whatsapp')
  const reads = await readChat(bytes)
  expect(times(reads)).toEqual(['18:10', '18:12', '18:13'])
  // who is who is told by letters, too
  const accounts = reads.map((read) =>
    'event' in read ? (read.event['data'] as { account?: string }).account : '',
  )
  expect(accounts[0]).toBe(accounts[2])
  expect(accounts[0]).not.toBe(accounts[1])
})

test('a name in a zip leads nowhere: nothing is written, and it is not repeated', async () => {
  const zip = zipSync({
    '../../../../tmp/evil/_chat.txt': Buffer.from(CHAT),
    '..\\..\\evil.txt': Buffer.from('x'),
  })
  const reads = await readChat(zip)
  expect(times(reads)).toEqual(['18:10', '18:12', '18:13'])
  expect(JSON.stringify(reads)).not.toMatch(/evil|\.\./)
})

/** Where the archive's list tells a size, it tells another. */
function saying(zip: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(zip)
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4))
    if (bytes.subarray(at + 46, at + 64).toString() === 'xl/worksheets/shee')
      bytes.writeUInt32LE(size, at + 24)
  return bytes
}

test('a workbook that unpacks to more than memory holds is refused before it is unpacked', async () => {
  expect(await readSheet(saying(xlsx({ Квартиры: [['Квартира', 'Владелец']] }), 1024 ** 3))).toEqual([
    {
      not_understood: expect.stringMatching(
        /^the sheet is over \d+ MiB when unpacked: cut it in parts/,
      ) as string,
    },
  ])
})

test('one that says it is small and is not takes no more than it says', async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => [`Невский ${row}`, 'Соколова'])
  const lying = saying(xlsx({ Квартиры: [['Квартира', 'Владелец'], ...rows] }), 1000)
  expect(await readSheet(lying)).toEqual([
    { not_understood: expect.stringMatching(/^the sheet is (?:no workbook|empty)/) as string },
  ])
})

test('over 200 000 rows are refused, as CSV and as a workbook', async () => {
  const rows = Array.from({ length: 200_001 }, (_, row) => [`Н ${row}`, 'И'])
  const csv = `Квартира;Владелец\n${rows.map((row) => row.join(';')).join('\n')}\n`
  for (const bytes of amount([csv], [csv, xlsx({ Квартиры: [['Квартира', 'Владелец'], ...rows] })]))
    expect(await readSheet(bytes)).toEqual([
      { not_understood: 'the sheet has over 200 000 rows: cut it in parts' },
    ])
})

test('what a spreadsheet would run is a name like others, and goes out so that none runs it', async () => {
  const names = ['=HYPERLINK("http://evil.example";"x")', '@NOW()', '-2+3', '+7+1', "'=1+1"]
  const csv = `Квартира;Владелец\n${names.map((name) => `"${name.replaceAll('"', '""')}";Соколова`).join('\n')}\n`
  const told = of(await readSheet(csv), 'property').map(({ data }) => data['name'] as string)
  expect(told).toEqual([...names.slice(0, 4), '=1+1'])
  for (const name of told) expect(csvLine([name])).toMatch(/^"?'[=@+-]/)
  const formula = xlsx({
    Квартиры: [
      ['Квартира', 'Владелец'],
      [{ formula: 'HYPERLINK("http://evil.example")', is: 'Лесной 61' }, 'И'],
    ],
  })
  expect(of(await readSheet(formula), 'property').map(({ data }) => data['name'])).toEqual(['Лесной 61'])
})

test('a chat of millions of lines takes memory for a piece of it', async () => {
  const lines = amount(40_000, 2_000_000)
  const most = { early: 0, late: 0 }
  const chunks = (async function* () {
    await Promise.resolve()
    for (let at = 0; at < lines; at += 1000) {
      const text = Array.from({ length: 1000 }, (_, index) => {
        const when = new Date(Date.UTC(2020, 0, 1) + (at + index) * 90_000).toISOString()
        const [year, month, day] = when.slice(0, 10).split('-')
        return `${day}.${month}.${year}, ${when.slice(11, 16)} - ${index % 2 === 0 ? 'Анна Тайная' : 'Уют'}: Сообщение о ключах и не только\n`
      })
      yield Buffer.from(text.join(''))
    }
  })()
  let events = 0
  for await (const read of whatsapp.read(chunks, HASHED)) {
    if ('event' in read) events++
    if (events % 1000 > 0) continue
    const half = events < lines / 2 ? 'early' : 'late'
    most[half] = Math.max(most[half], process.memoryUsage().heapUsed / 1024 ** 2)
  }
  expect(events).toBe(lines)
  // what is thrown away later is counted, too
  expect(most.late - most.early).toBeLessThan(100)
})
