import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { isolated } from '#reports/month/names.ts'
import { drawPages } from './pages.ts'
import { openFonts } from './fonts.ts'
import { Letters } from './letters.ts'
import { visualOrder } from './order.ts'
import { read } from '#tests/support/read-pdf.ts'
import { sampleHome } from '#tests/support/sample-homes.ts'
import { COMPANY, sampleMonth } from '#tests/support/sample-month.ts'

function lettersOf(): Letters {
  const doc = new PDFDocument({ font: '', autoFirstPage: false })
  openFonts(doc)
  return new Letters(doc)
}
const letters = lettersOf()

test.each([
  ['Невский, 24', 'Невский, 24', true],
  ['დიღომი', 'დიღომი', true],
  ['Աբովյան 3', 'Աբովյան 3', true],
  ['บ้านริมน้ำ', 'บ้านริมน้ำ', true],
  ['שלום', 'שלום', true],
  ['شقة', 'شقة', true],
  ['北京 1', '?? 1', false],
  ['🏠 Дом', ' Дом', false],
  ['e\u0301\u200b', 'é', true],
])('%s is drawn as %s', (text, drawn, isWhole) => {
  expect(letters.printable(text)).toBe(drawn)
  expect(letters.canDraw(text)).toBe(isWhole)
})

test('what is read from right to left is told, and so is the font', () => {
  const stretches = letters
    .stretches(`${isolated('דירה 5 (ים)')} · 5 октября`)
    .map(({ text, script, level }) => [text, script, level])
  expect(stretches).toEqual([
    ['דירה', 'hebrew', 1],
    [' ', null, 1],
    ['5', null, 2],
    // mirrored, as the pieces will be turned round
    [' )', null, 1],
    ['ים', 'hebrew', 1],
    ['(', null, 1],
    [' · 5 октября', null, 0],
  ])
})

test('pieces of a line from left to right', () => {
  const line = Array.from('ab', (text) => ({ text, level: 0 }))
  const name = [
    { text: 'A', level: 1 },
    { text: ' ', level: 1 },
    { text: '1', level: 2 },
    { text: '2', level: 2 },
  ]
  const order = (pieces: { text: string; level: number }[]) =>
    visualOrder(pieces)
      .map(({ text }) => text)
      .join('')
  expect(order([...line, ...name])).toBe('ab12 A')
  expect(order([...name, ...line])).toBe('12 Aab')
  expect(order(line)).toBe('ab')
})

describe('names in other scripts', () => {
  const named = (...names: string[]) =>
    sampleMonth({
      homes: names.map((name, index) => ({
        ...sampleHome(isolated(name), 3, 2, 0, 0),
        property_id: `h${index}`,
      })),
    })

  test('stand on paper; beside what no font has stands the id', async () => {
    const { text } = await read(
      named('דירה', 'شقة', 'თბილისი', 'Աբովյան', 'บ้าน', '北京公寓', '上海', '🏠', '🏠 Дом', '🏡 Дом'),
    )
    for (const name of ['דירה', 'თბილისი', 'Աբովյան', 'บ้าน']) expect(text).toContain(name)
    // placed one by one, since their forms join
    for (const letter of Array.from('شقة')) expect(text).toContain(letter)
    for (const name of ['h5', 'h6', 'h7', 'Дом (h8)', 'Дом (h9)']) expect(text).toContain(` ${name} 3`)
    expect(text).not.toContain('??')
  })

  test('a date behind a name stays whole', async () => {
    const cases = sampleMonth().cases.map((one) => ({ ...one, home: isolated('דירה 5') }))
    const { items } = await read(sampleMonth({ cases }))
    const row = items.flat().filter(({ text }) => text.includes('вас не будили'))
    expect(row.length).toBeGreaterThan(0)
    // the name is left of what follows it
    for (const { text, x } of row) {
      const line = items.flat().filter(({ y }) => row.some((one) => one.y === y))
      const name = line.filter(({ text: own }) => own.includes('דירה'))
      expect(name.length, text).toBeGreaterThan(0)
      expect(Math.min(...name.map((one) => one.x))).toBeLessThan(x + 1)
    }
  })

  test('the same bytes twice, and no font that is not needed', async () => {
    const month = named('דירה', 'Невский')
    const draw = (contents = month) => drawPages(contents, { locale: 'ru', company: COMPANY })
    const [first, second] = [await draw(), await draw()]
    expect(first.equals(second)).toBe(true)
    expect(first.includes('NotoSansHebrew')).toBe(true)
    expect(first.includes('NotoSansArabic')).toBe(false)
    expect((await draw(sampleMonth())).includes('NotoSans')).toBe(false)
  })
})
