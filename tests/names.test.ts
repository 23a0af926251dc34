import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Name, Text } from '#app/components/ui/text.tsx'
import { isolated, isolates } from '#reports/month/names.ts'

test.each([
  ['Невский, 24', 'Невский, 24'],
  ['Café 北京 🏠', 'Café 北京 🏠'],
  ['דירה', '\u2068דירה\u2069'],
  ['شقة 5', '\u2068شقة 5\u2069'],
  // what would turn the line, or end its isolate, is no part of a name
  ['\u202eHome', 'Home'],
  ['a\u2069\u202eדb\u2066', '\u2068aדb\u2069'],
])('%j stands as %j', (name, shown) => {
  expect(isolated(name)).toBe(shown)
  expect(isolated(isolated(name))).toBe(shown)
})

const html = (text: string) => renderToStaticMarkup(createElement(Text, null, text))

test('isolates are <bdi> in HTML', () => {
  const line = `${isolated('דירה')} · 5 октября, 23:00`
  expect(isolates(line)).toEqual([
    { text: 'דירה', isIsolated: true },
    { text: ' · 5 октября, 23:00', isIsolated: false },
  ])
  expect(html(line)).toBe('<bdi>דירה</bdi> · 5 октября, 23:00')
  expect(html('')).toBe('')
  expect(renderToStaticMarkup(createElement(Name, null, 'Невский'))).toBe('<bdi>Невский</bdi>')
})

test('a word that no line holds may break; what belongs together does not', () => {
  expect(html(`Home ${'x'.repeat(30)} 5`)).toBe(`Home ${'x'.repeat(12)}<wbr/>${'x'.repeat(12)}<wbr/>xxxxxx 5`)
  expect(html('набережная канала Грибоедова, 148')).toBe('набережная канала Грибоедова, 148')
  const accented = 'e\u0301'.repeat(25)
  expect(html(accented).split('<wbr/>')).toEqual(['e\u0301'.repeat(12), 'e\u0301'.repeat(12), 'e\u0301'])
  const family = '👩\u200d👩\u200d👧'
  expect(html(family.repeat(13)).split('<wbr/>')).toEqual([family.repeat(12), family])
})
