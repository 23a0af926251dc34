/** Tellings about which the product and the brute-force reading once differed, as small as they could be made. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import type { TestDatabase } from './support/database.ts'
import { differenceOf, readingOf, tell, trialDatabase, type Batch, type Question } from './support/trial.ts'

let one: TestDatabase
beforeAll(async () => {
  one = await trialDatabase()
})
afterAll(() => one.close())

const files = readdirSync(projectFile('tests', 'kept')).filter((name) => name.endsWith('.json'))

test.each(files)('%s', async (name) => {
  const { question, batches } = JSON.parse(readFileSync(projectFile('tests', 'kept', name), 'utf8')) as {
    question: Question
    batches: Batch[]
  }
  await one.empty()
  await tell(one, batches)
  const reading = readingOf(batches.flatMap(({ events }) => events))
  const difference = await differenceOf(one, await one.directory(), reading, question)
  expect(difference?.product).toEqual(difference?.reading)
})
