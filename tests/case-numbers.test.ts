import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/root.ts'
import { ALONE, TOGETHER } from './cases/index.ts'

/** A test of its own whose title begins with a case's number. */
const TITLE = /\b(?:test|describe)\(\s*(['"`])(\d+): /g

/** The numbers of the list under the heading of docs/rules.md that says so. */
function numbersOfRules(): number[] {
  const text = readFileSync(projectFile('docs', 'rules.md'), 'utf8')
  const [, section = ''] = text.split(/^## Cases with a known right answer$/m)
  const [cases = ''] = section.split(/^## /m)
  return [...cases.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
}

test('every case of docs/rules.md with a known right answer is asked, and no other', () => {
  const inTables = [TOGETHER, ALONE].flatMap((tables) => Object.values(tables).flat())
  const byTitle = inTables.flatMap(({ title }) => /^(\d+): /.exec(title)?.[1] ?? [])
  const texts = readdirSync(projectFile('tests'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(projectFile('tests', name), 'utf8'))
  const byThemselves = texts.flatMap((text) => [...text.matchAll(TITLE)].map((found) => found[2]))
  const asked = new Set([...byTitle, ...byThemselves].map(Number))
  const numbers = numbersOfRules()
  expect(numbers.length).toBeGreaterThan(0)
  expect([...asked].sort((a, b) => a - b)).toEqual(numbers)
})
