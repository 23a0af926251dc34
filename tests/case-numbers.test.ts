import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/root.ts'

const CASES = 42
/** A test, a group of tests or a story whose title begins with a case's number. */
const TITLE = /\b(?:test|describe|story|toldAgain)\(\s*(['"`])(\d+): /g

test('every case of metrics.md with a known right answer, 1 to 42, is the title of a test', () => {
  const texts = readdirSync(projectFile('tests'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(projectFile('tests', name), 'utf8'))
  const told = new Set(texts.flatMap((text) => [...text.matchAll(TITLE)].map((found) => Number(found[2]))))
  const all = Array.from({ length: CASES }, (_, index) => index + 1)
  expect([...told].sort((a, b) => a - b)).toEqual(all)
})
