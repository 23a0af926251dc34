import { expect, test } from 'vitest'
import { likelyHome, likelyPerson } from './likely.ts'

const HOMES = [
  { id: 'n24', name: 'Невский, 24' },
  { id: 'n247', name: 'Невский, 24-7' },
  { id: 'r60', name: 'ул. Рубинштейна, 60' },
  { id: 'studio', name: 'Студия' },
]

test.each([
  ['Рубинштейна 60 | уборка', 'r60'],
  ['НЕВСКИЙ 24, гости', 'n24'],
  ['Невский 24 кв 7', 'n247'],
  ['Рубинштейна 6', null],
  ['Анна', null],
  ['студия, Невский 24', 'n24'],
])('the title «%s» names %s', (title, home) => {
  expect(likelyHome(title, HOMES)).toBe(home)
})

test('two homes of one name are none', () => {
  expect(
    likelyHome('Лиговский 10', [
      ...HOMES,
      { id: 'a', name: 'Лиговский 10' },
      { id: 'b', name: 'лиговский, 10' },
    ]),
  ).toBeNull()
})

const PEOPLE = [
  { id: 'maria', name: 'Мария' },
  { id: 'anna', name: 'Анна Кузнецова' },
  { id: 'petr', name: 'Пётр Иванов' },
  { id: 'petr2', name: 'Пётр Орлов' },
]

test.each([
  ['Мария', 'maria'],
  ['Мария Уют', 'maria'],
  ['кузнецова анна', 'anna'],
  ['Анна', 'anna'],
  ['Анна Иванова', null],
  ['Петр', null],
  ['Петр Орлов', 'petr2'],
  ['', null],
])('«%s» is %s', (name, person) => {
  expect(likelyPerson(name, PEOPLE)).toBe(person)
})
