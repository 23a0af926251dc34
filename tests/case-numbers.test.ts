import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/root.ts'
import { sections } from './support/rule-book.ts'

/** A test, a group of tests, a story or a case of tests/cases whose title begins with a case's number. */
const TITLE = /\b(?:(?:test|describe|story|toldAgain)\(|title:)\s*(['"`])(\d+): /g

test('every case of docs/rules.md with a known right answer is the title of a test', () => {
  const cases = [...(sections().get('cases-with-a-known-right-answer') ?? '').matchAll(/^(\d+)\. /gm)].map(
    ([, number]) => Number(number),
  )
  // the numbers are cited: none is left out, and none is given twice
  expect(cases).toEqual(cases.map((_, index) => index + 1))
  expect(cases.length).toBeGreaterThan(0)
  const files = [
    ...readdirSync(projectFile('tests')).filter((name) => name.endsWith('.test.ts')),
    ...readdirSync(projectFile('tests', 'cases')).map((name) => `cases/${name}`),
  ]
  const texts = files.map((name) => readFileSync(projectFile('tests', name), 'utf8'))
  const told = new Set(texts.flatMap((text) => [...text.matchAll(TITLE)].map((found) => Number(found[2]))))
  expect([...told].sort((a, b) => a - b)).toEqual(cases)
})
