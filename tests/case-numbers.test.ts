import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import { ALONE, TOGETHER } from './cases/index.ts'
import { sections } from './support/rule-book.ts'

/** A test, a group of tests or a story of its own whose title begins with a case's number. */
const TITLE = /\b(?:test|longTest|describe|story|toldAgain)\(\s*(['"`])(\d+): /g

test('every case of docs/rules.md with a known right answer is asked, and no other', () => {
  const numbers = [...(sections().get('cases-with-a-known-right-answer') ?? '').matchAll(/^(\d+)\. /gm)].map(
    ([, number]) => Number(number),
  )
  // the numbers are cited: none is left out, and none is given twice
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect(numbers.length).toBeGreaterThan(0)
  const inTables = [TOGETHER, ALONE].flatMap((tables) => Object.values(tables).flat())
  const byTitle = inTables.flatMap(({ title }) => /^(\d+): /.exec(title)?.[1] ?? [])
  const texts = readdirSync(projectFile('tests'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(projectFile('tests', name), 'utf8'))
  const byThemselves = texts.flatMap((text) => [...text.matchAll(TITLE)].map((found) => found[2]))
  const tested = new Set([...byTitle, ...byThemselves].map(Number))
  expect([...tested].sort((a, b) => a - b)).toEqual(numbers)
})
