/** Tellings about which the product and the brute-force reading once differed, as small as they could be made. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import { some } from './support/amount.ts'
import type { TestDatabase } from './support/database.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { differenceOf, readingOf, tell, trialDatabase, type Batch, type Question } from './support/trial.ts'

let one: TestDatabase
beforeAll(async () => {
  one = await trialDatabase()
})
afterAll(() => one.close())

/** At a push one of each subject, others each time. */
const random = randomOf(seedOf('kept', 'new'))
const all = readdirSync(projectFile('tests', 'kept')).filter((name) => name.endsWith('.json'))
const subjectOf = (name: string) => name.split('-')[0]
const files = [...new Set(all.map(subjectOf))].flatMap((subject) =>
  some(
    all.filter((name) => subjectOf(name) === subject),
    1,
    random,
  ),
)

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
