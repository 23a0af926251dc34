/**
 * Invented worlds that have a database to themselves: default promises, sources that declare what they tell, shifts for
 * every home, what has no home, teams. Told in any order, then held against the brute-force reading of docs/rules.md.
 * What differs is shrunk and kept as a case: tests/kept.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { worldArbitrary } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import type { TestDatabase } from './support/database.ts'
import { ASKED, drawnQuestion, randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { savedDifference } from './support/shrink.ts'
import { differenceOf, readingOf, tell, trialDatabase, type Batch } from './support/trial.ts'

const SEED = seedOf('worlds alone')
const WORLDS = amount(1, 100)
const ROUNDS = amount(1, 2)

let one: TestDatabase
beforeAll(async () => {
  console.info(`worlds alone: SEED=${SEED}, ${WORLDS} worlds`)
  one = await trialDatabase()
})
afterAll(() => one.close())

test.each(Array.from({ length: WORLDS }, (_, index) => SEED + index))(
  'world of seed %i',
  { timeout: 600_000 },
  async (seed) => {
    const [world] = fc.sample(worldArbitrary('w', { global: true }), { seed, numRuns: 1 })
    if (world === undefined) throw new Error('no world')
    const random = randomOf(seed)
    const shuffled = world.events
      .map((event) => ({ event, place: random() }))
      .sort((a, b) => a.place - b.place)
    const batches: Batch[] = []
    for (let start = 0; start < shuffled.length;) {
      const size = 1 + Math.floor(random() * 40)
      const then = random()
      batches.push({
        events: shuffled.slice(start, start + size).map(({ event }) => event),
        then: then < 0.3 ? 'derive' : then < 0.5 ? 'restart' : 'wait',
      })
      start += size
    }
    await one.empty()
    await tell(one, batches)
    const directory = await one.directory()
    const reading = readingOf(world.events)
    for (const subject of ASKED) {
      for (let round = 0; round < ROUNDS; round++) {
        const question = drawnQuestion(world, subject, random, true)
        const difference = await differenceOf(one, directory, reading, question)
        if (difference === null) continue
        console.error(await savedDifference(one, batches, difference))
        expect(difference.product, `SEED=${seed} ${JSON.stringify(question)}`).toEqual(difference.reading)
      }
    }
  },
)
