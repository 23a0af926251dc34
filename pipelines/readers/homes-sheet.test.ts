import { expect, test } from 'vitest'
import { dataOf, of, others, readSheet, standing } from '#tests/support/sheets.ts'
import { xlsx } from '#tests/support/xlsx.ts'

const HOMES = `Наши квартиры
;;;
Квартира;Собственник;E-mail;В управлении с;Часовой пояс;Авито;Комментарий
"Невский 24, кв. 7";Соколова Е.;owner@example.org;15.01.2026;Europe/Moscow;https://www.avito.ru/spb/kvartiry/kvartira_3100000001;«тихая»
Лиговский 3;ООО "Уют";uyut@example.org, second@example.org;01.02.2026;;;
Итого;;;;;;
`

test('homes and owners to the last member', async () => {
  const reads = await readSheet(HOMES)
  expect(dataOf(reads, 'property')).toEqual([
    {
      property_id: 'nevskij-24-kv-7',
      name: 'Невский 24, кв. 7',
      owner_id: 'sokolova-e',
      timezone: 'Europe/Moscow',
      managed_from: '2026-01-15',
      listings: [{ channel: 'avito', id: '3100000001' }],
    },
    { property_id: 'ligovskij-3', name: 'Лиговский 3', owner_id: 'ooo-uyut', managed_from: '2026-02-01' },
  ])
  expect(dataOf(reads, 'owner')).toEqual([
    { owner_id: 'sokolova-e', name: 'Соколова Е.', email: 'owner@example.org' },
    { owner_id: 'ooo-uyut', name: 'ООО "Уют"', email: 'uyut@example.org', copies: ['second@example.org'] },
  ])
  expect(of(reads, 'property')[0]).toMatchObject({
    id: 'home/nevskij-24-kv-7/always',
    source: 'sheet://uyut',
    time: '2000-01-01T00:00:00.000Z',
  })
  expect(others(reads)).toEqual([])
})

test('the same of a workbook, of Windows-1251, of UTF-8 with a mark, of UTF-16 with tabs', async () => {
  const plain = 'Адрес;Владелец;В управлении с\nНевский 24;Соколова;15.01.2026\n'
  const expected = await readSheet(plain)
  expect(dataOf(expected, 'property')).toHaveLength(1)
  const cp1251 = Buffer.from(
    Array.from(plain, (letter) => {
      const code = letter.charCodeAt(0)
      return code >= 0x410 ? code - 0x410 + 0xc0 : code
    }),
  )
  expect(await readSheet(cp1251)).toEqual(expected)
  expect(await readSheet(`\uFEFF${plain.replaceAll(';', ',')}`)).toEqual(expected)
  expect(await readSheet(Buffer.from(`\uFEFF${plain.replaceAll(';', '\t')}`, 'utf16le'))).toEqual(expected)
  const workbook = xlsx({
    Квартиры: [
      ['Адрес', 'Владелец', 'В управлении с'],
      ['Невский 24', 'Соколова', { date: 46037 }],
    ],
    Черновик: [['просто', 'слова']],
  })
  const read = await readSheet(workbook)
  expect(read.filter((one) => 'event' in one)).toEqual(expected)
  expect(others(read)).toEqual(['other_sheet'])
})

test('two people of one name have two addresses, and one with no address of his own has that of his name', async () => {
  const reads = await readSheet(
    'Квартира;Владелец;Почта\nА 1;Соколова Елена;a@example.org\nБ 2;Соколова Елена;b@example.org\nВ 3;Петров;p@example.org\nГ 4;Петров;\n',
  )
  const ids = dataOf(reads, 'property').map(({ owner_id }) => String(owner_id))
  expect(new Set(ids.slice(0, 2)).size).toBe(2)
  expect(ids.slice(2)).toEqual(['petrov', 'petrov'])
  expect(dataOf(reads, 'owner')).toHaveLength(3)
})

test('a home that was sold keeps its first owner; another sheet that names the new one with a day adds him', async () => {
  const before = await readSheet('Квартира;Владелец;Владелец с\nНевский 24;Соколова;\n')
  const after = await readSheet('Квартира;Владелец;Владелец с\nНевский 24;Петров;01.11.2026\n')
  const versions = [...standing(before, after).values()].filter(({ type }) => type === 'butler.property.v1')
  expect(versions.map(({ data }) => [data['owner_id'], data['owner_from']])).toEqual([
    ['sokolova', undefined],
    ['petrov', '2026-11-01'],
  ])
  expect((versions[0]?.time ?? '') < (versions[1]?.time ?? '')).toBe(true)
  const corrected = await readSheet('Квартира;Владелец\nНевский 24;Соколова-Белова\n')
  expect(
    standing(before, corrected).get('home/nevskij-24/always butler.property.v1 2000-01-01T00:00:00.000Z')
      ?.data,
  ).toMatchObject({ owner_id: 'sokolova-belova' })
})

test('what cannot be read is said, and repeats nothing', async () => {
  const reads = await readSheet(
    'Home,Owner,Email,Managed from,Time zone\nOne,Anna,nobody,31.02.2026,Moscow\nOne,Boris,b@example.org,,\n,,,,\n',
  )
  expect(others(reads)).toEqual([
    'a date of a home that is no date of the calendar: write it as 2026-11-03',
    'a time zone that is not known: write it as Europe/Moscow',
    'an owner’s e-mail address that is none',
    'two rows of one home, and neither says since when: add the column “Owner since”',
  ])
  expect(dataOf(reads, 'property')).toEqual([{ property_id: 'one', name: 'One', owner_id: 'anna' }])
})
