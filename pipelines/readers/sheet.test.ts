import { expect, test } from 'vitest'
import { dataOf, of, others, readSheet } from '#tests/support/sheets.ts'
import { xlsx } from '#tests/support/xlsx.ts'
import { readerFor } from './index.ts'
import { guestKey, phoneOf, propertyId, slug } from './sheet-names.ts'
import { numberOf } from './sheet-sums.ts'

const found = (bytes: string | Uint8Array, name = 'x') =>
  readerFor(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name, 'auto')?.format

test('a sheet is known by its header, in each encoding, and a workbook by what it is', () => {
  expect(found('Квартира;Владелец\nА;Б\n')).toBe('sheet')
  expect(found('Name,1,2,3,4,5,6\nAnna,,,,,,\n')).toBe('sheet')
  expect(found('Дата;Кто;Смена\n')).toBe('sheet')
  expect(found(Buffer.from(`\uFEFFКвартира\tВладелец\n`, 'utf16le'))).toBe('sheet')
  expect(
    found(Buffer.from([0xca, 0xe2, 0xe0, 0xf0, 0xf2, 0xe8, 0xf0, 0xe0, 0x3b, ...Buffer.from('Owner\n')])),
  ).toBe('sheet')
  expect(found(xlsx({ a: [['b']] }))).toBe('sheet')
  expect(found('a;b;c\n1;2;3\n', 'homes.csv')).toBeUndefined()
  expect(found('{"specversion":"1.0"}\n')).toBeUndefined()
  expect(found('PK\u0003\u0004 _chat.txt', 'chat.zip')).toBe('whatsapp')
  expect(found('{ "about": "Here is the data of Telegram", "chats": { "list": [] } }')).toBe('telegram')
})

test('what is no sheet is said in a sentence', async () => {
  expect(others(await readSheet(''))).toEqual(['the sheet is empty'])
  expect(others(await readSheet('\n\n;;;\n'))).toEqual(['the sheet is empty'])
  expect(others(await readSheet(xlsx({ a: [] })))).toEqual(['the sheet is empty'])
  expect(others(await readSheet('секрет;тайна\n1;2\n'))[0]).toMatch(
    /^a sheet without a header that is known\. Expected are/,
  )
  expect(JSON.stringify(await readSheet('секрет;тайна\n1;2\n'))).not.toMatch(/секрет;|тайна;/)
  expect(others(await readSheet(Buffer.from('PK\u0003\u0004 broken')))[0]).toMatch(
    /no workbook that can be read/,
  )
})

test('three hundred columns, formulas and a title with quotes', async () => {
  const wide = Array.from({ length: 300 }, (_, index) => `c${index}`).join(';')
  const reads = await readSheet(
    `ООО "Уют"\n${wide};Квартира;Владелец\n${';'.repeat(300)}=HYPERLINK("x");'=1+1\n`,
  )
  expect(dataOf(reads, 'property')).toMatchObject([{ name: '=HYPERLINK("x")', owner_id: '1-1' }])
  const computed = await readSheet(
    xlsx({
      a: [
        ['Квартира', 'Владелец'],
        [{ formula: 'A1&"x"', is: 'Невский 24' }, '=1+1'],
      ],
    }),
  )
  expect(dataOf(computed, 'property')).toMatchObject([{ name: 'Невский 24' }])
  expect(of(computed, 'owner')[0]?.data['name']).toBe('=1+1')
})

test('one home has one id, however it is written', () => {
  const ids = ['Невский 24, кв. 7', 'НЕВСКИЙ  24 кв 7', '«Невский», 24 – кв.7'].map(propertyId)
  expect(new Set(ids)).toEqual(new Set(['nevskij-24-kv-7']))
  expect(propertyId('Ёлочная 3')).toBe(propertyId('елочная 3'))
  expect(propertyId('Подъезд 1')).not.toBe(propertyId('Подъезд 2'))
  expect(slug('房子')).toMatch(/^[0-9a-f]{10}$/)
  expect(slug('я'.repeat(200)).length).toBeLessThanOrEqual(64)
})

test('phones, guests and numbers', () => {
  expect(['8 (921) 000-11-22', '+7 921 0001122', '79210001122', '9210001122'].map(phoneOf)).toEqual(
    Array<string>(4).fill('+79210001122'),
  )
  expect(['', '123', '7,9E+10', 'нет', '+1 415 555 0100'].map(phoneOf)).toEqual([
    null,
    null,
    null,
    null,
    '+14155550100',
  ])
  expect(guestKey('', 'Анна')).toBeNull()
  expect(guestKey('', 'Анна  КАРЕНИНА')).toBe('name:анна каренина')
  expect(['1,234.50', '1.234,50', '12 500,5 ₽', '1 000', '1,000', '0.125', '', '−'].map(numberOf)).toEqual([
    1234.5,
    1234.5,
    12_500.5,
    1000,
    1000,
    0.125,
    null,
    null,
  ])
})
