import { expect, test } from 'vitest'
import { countedOtherwise, definitionsNow, editionOf } from './definitions.ts'

test('the edition: first eight digits, then itself and eight digits, then itself and what was raised in it', () => {
  expect(
    ['99a10d45', '10000000', '2-0a1b2c3d', '2', '2 nights.gaps@2', '12 nights.gaps@3'].map(editionOf),
  ).toEqual([1, 1, 2, 2, 2, 12])
})

test('what is counted by another version; a metric that is not named has version 1', () => {
  const otherwise = (before: string, after: string) => {
    const found = countedOtherwise(before, after)
    return found === null ? null : [...found]
  }
  expect(otherwise('2', '2')).toEqual([])
  expect(otherwise('2-0a1b2c3d', '2')).toEqual([])
  expect(otherwise('2 nights.gaps@2', '2 nights.gaps@3 turns.late@2')).toEqual([
    ['nights.gaps', [2, 3]],
    ['turns.late', [1, 2]],
  ])
  expect(otherwise('2 nights.gaps@2', '2')).toEqual([['nights.gaps', [2, 1]]])
  expect(otherwise('99a10d45', '2')).toBeNull()
  expect(otherwise('2', '3')).toBeNull()
})

test('now: an edition, and nothing that can be mistaken for the digits of the first', () => {
  expect(definitionsNow()).toMatch(/^\d+( \w+\.\w+@\d+)*$/)
})
