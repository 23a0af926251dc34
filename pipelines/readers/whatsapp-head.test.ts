import { expect, test } from 'vitest'
import { DateEvidence, isOurDate, wallOf } from './whatsapp-dates.ts'
import { headOf } from './whatsapp-head.ts'
import { whatsapp } from './whatsapp.ts'

/** When a head alone says it was, and what is left of the line. */
function read(line: string, order?: 'dmy' | 'mdy' | 'ymd') {
  const head = headOf(line)
  if (head === null) return null
  const dates = new DateEvidence(order)
  dates.add(head)
  const wall = wallOf(head, dates.best())
  return [wall === null ? null : new Date(wall).toISOString().slice(0, 19), head.rest]
}

const REST = 'Анна: где ключ?'
test.each([
  ['11/13/26, 9:10 PM - ', '2026-11-13T21:10:00'],
  ['11/13/26, 9:10\u202fPM - ', '2026-11-13T21:10:00'],
  ['11/13/26, 9:10\u00a0PM - ', '2026-11-13T21:10:00'],
  ['11/13/26, 12:10 AM - ', '2026-11-13T00:10:00'],
  ['11/13/26, 12:10 PM - ', '2026-11-13T12:10:00'],
  ['13/11/2026, 9:10 pm - ', '2026-11-13T21:10:00'],
  ['13/11/2026, 9:10 p. m. - ', '2026-11-13T21:10:00'],
  ['13/11/2026, 9:10 a.\u00a0m. - ', '2026-11-13T09:10:00'],
  ['13/11/2026, 9:10 p.m. - ', '2026-11-13T21:10:00'],
  ['13.11.26, 9:10 nachm. - ', '2026-11-13T21:10:00'],
  ['13/11/2026, 21:10 - ', '2026-11-13T21:10:00'],
  ['13/11/2026 à 21:10 - ', '2026-11-13T21:10:00'],
  ['11/13/26, 21:10 - ', '2026-11-13T21:10:00'],
  ['13/11/26 21:10 - ', '2026-11-13T21:10:00'],
  ['2026/11/13, 21:10 - ', '2026-11-13T21:10:00'],
  ['2026-11-13, 9:10 PM - ', '2026-11-13T21:10:00'],
  ['2026/11/13 下午9:10 - ', '2026-11-13T21:10:00'],
  ['2026. 11. 13. 오후 9:10 - ', '2026-11-13T21:10:00'],
  ['13.11.26, 21:10 - ', '2026-11-13T21:10:00'],
  ['13.11.2026, 21:10 - ', '2026-11-13T21:10:00'],
  ['13.11.26 21:10 - ', '2026-11-13T21:10:00'],
  ['13-11-2026 21:10 - ', '2026-11-13T21:10:00'],
  ['13. 11. 2026. 21:10 - ', '2026-11-13T21:10:00'],
  ['13.11.2026 klo 21.10 - ', '2026-11-13T21:10:00'],
  ['13.11.2026 klo 21.10.15 - ', '2026-11-13T21:10:15'],
  ['[13/11/26, 21:10:15] ', '2026-11-13T21:10:15'],
  ['[13/11/2026, 21:10:15] ', '2026-11-13T21:10:15'],
  ['[11/13/26 21:10:15] ', '2026-11-13T21:10:15'],
  ['[11/13/26, 9:10:15 PM] ', '2026-11-13T21:10:15'],
  ['[11/13/26, 9:10:15\u202fPM] ', '2026-11-13T21:10:15'],
  ['[13.11.26 21.10.15] ', '2026-11-13T21:10:15'],
  ['[13.11.26, 21:10:15] ', '2026-11-13T21:10:15'],
  ['11/13/26, 9:10:15 PM: ', '2026-11-13T21:10:15'],
  ['13/11/2026, 21:10:15: ', '2026-11-13T21:10:15'],
  ['11/13/26, 9:10:15 PM – ', '2026-11-13T21:10:15'],
  ['\u200e[13.11.26, 21:10:15] ', '2026-11-13T21:10:15'],
  ['\ufeff\u200f13.11.2026, 21:10 - ', '2026-11-13T21:10:00'],
  ['\u200f١٣\u200f/١١\u200f/٢٠٢٦، ٩:١٠ م - ', '2026-11-13T21:10:00'],
  ['۱۳/۱۱/۲۰۲۶, ۲۱:۱۰ - ', '2026-11-13T21:10:00'],
])('%s', (head, at) => {
  expect(read(head + REST)).toEqual([at, REST])
  expect(whatsapp.recognises(`${head}${REST}\n`, 'x.bin')).toBe(true)
})

test.each([
  ...['13.11.2026 мы приедем', '13.11.2026, 21:10', '[21:10, 13.11.2026] Анна: да', '21:10 - Анна: да'],
  ...['[13.11.26, 21:10 - Анна: да', '13.11.2026, 25:10 - Анна: да', '13.11.2026, 21:60 - x', '', ' - '],
  '13.11-2026, 21:10 - Анна: да',
])('%j is no head', (line) => {
  expect(headOf(line)).toBeNull()
})

test.each([
  ...['[3/18/2565 BE, 14:56:01] A: b', '[3/18/R4, 14:56:01] A: b', '18/3/2565, 14:56 - A: b'],
  ...[
    '[令和4/3/18, 14:56:01] A: b',
    '۱۴۰۲/۳/۱۸, ۱۴:۵۶ - A: b',
    '18/3/66, 14:56 - A: b',
    '112/3/18, 14:56 - A: b',
  ],
])('%s is of another calendar', (line) => {
  const head = headOf(line)
  expect(head !== null && isOurDate(head)).toBe(false)
})

test('an order that was told is taken, but a year of four digits is a year', () => {
  expect(read('03/11/26, 21:10 - x', 'mdy')).toEqual(['2026-03-11T21:10:00', 'x'])
  expect(read('26/11/03, 21:10 - x', 'ymd')).toEqual(['2026-11-03T21:10:00', 'x'])
  expect(read('2026/11/03, 21:10 - x', 'dmy')).toEqual(['2026-11-03T21:10:00', 'x'])
  expect(read('13/11/26, 21:10 - x', 'mdy')).toEqual([null, 'x'])
})

function bestOf(...heads: string[]) {
  const dates = new DateEvidence()
  for (const one of heads) {
    const head = headOf(`${one} - x`)
    if (head !== null) dates.add(head)
  }
  return [dates.best(), dates.certain]
}

test('a number above twelve is a day, else dates do not fall, else twelve hours are American', () => {
  expect(bestOf('03/11/26, 21:10', '13/11/26, 21:10')).toEqual(['dmy', 'dmy'])
  expect(bestOf('03/11/26, 21:10', '3/13/26, 21:10')).toEqual(['mdy', 'mdy'])
  expect(bestOf('2026/11/03, 21:10')).toEqual(['ymd', 'ymd'])
  // 28 … 30 would have told; the second of October comes after the ninth of September
  expect(bestOf('09/09/26, 21:10', '02/10/26, 21:10')).toEqual(['dmy', null])
  expect(bestOf('09/09/26, 21:10', '10/02/26, 21:10')).toEqual(['mdy', null])
  expect(bestOf('09/09/26, 9:10 PM', '02/10/26, 9:10 PM')).toEqual(['dmy', null])
  expect(bestOf('03/11/26, 9:10 PM')).toEqual(['mdy', null])
  expect(bestOf('03/11/26, 21:10')).toEqual(['dmy', null])
})
