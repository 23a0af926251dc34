/**
 * Many invented worlds in one database, told in any order and any batches, some events twice, with restarts between;
 * then every subject, the ledger and what others would count against the brute-force reading of docs/rules.md in
 * tests/oracle, to the last digit. What differs is shrunk and kept as a case: tests/kept.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Directory } from '#sql/directory/directory.ts'
import { writtenTimes } from './oracle/ledger.ts'
import { everythingReported, worldArbitrary, type World, type WorldEvent } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import type { TestDatabase } from './support/database.ts'
import { ASKED, drawnQuestion, randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { savedDifference } from './support/shrink.ts'
import {
  differenceOf,
  readingOf,
  tell,
  trialDatabase,
  type Batch,
  type Difference,
  type Reading,
} from './support/trial.ts'

const SEED = seedOf('worlds')
const WORLDS = Number(process.env['WORLDS'] ?? amount(6, 1900))
/** differences that are made smaller: each takes minutes */
const KEPT = 3
const TIMEOUT = { timeout: 120_000 + WORLDS * 4_000 }

let one: TestDatabase
let directory: Directory
const worlds: World[] = Array.from({ length: WORLDS }, (_, index) => {
  const [world] = fc.sample(worldArbitrary(`w${index}`), { seed: SEED + index, numRuns: 1 })
  if (world === undefined) throw new Error('no world')
  return { ...world, events: world.events.map((event) => withOwnHomes(event, `w${index}`)) }
})
const batches: Batch[] = shuffledBatches()
const readings: Reading[] = []
const differences: { world: World; difference: Difference }[] = []

/** A shift that counts for every home would count for the other worlds' too: it names this world's instead. */
function withOwnHomes(event: WorldEvent, prefix: string): WorldEvent {
  const homes = event.data['property_ids'] as string[] | undefined
  if (event.type !== 'butler.shift.v1' || (homes?.length ?? 0) > 0) return event
  return { ...event, data: { ...event.data, property_ids: [0, 1, 2, 3].map((home) => `${prefix}-h${home}`) } }
}

function shuffledBatches(): Batch[] {
  const random = randomOf(SEED)
  const events = [everythingReported, ...worlds.flatMap((world) => world.events)]
  const shuffled = [...events, ...events.filter(() => random() < 0.1)]
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event)
  const all: Batch[] = []
  for (let start = 0; start < shuffled.length;) {
    const size = 1 + Math.floor(random() * 20 * WORLDS)
    const then = random()
    all.push({
      events: shuffled.slice(start, start + size),
      then: then < 0.4 ? 'derive' : then < 0.6 ? 'restart' : 'wait',
    })
    start += size
  }
  return all
}

beforeAll(async () => {
  console.info(`worlds: SEED=${SEED} WORLDS=${WORLDS}`)
  one = await trialDatabase()
  await tell(one, batches)
  directory = await one.directory()
  readings.push(...worlds.map(({ events }) => readingOf([everythingReported, ...events])))
  const written = readings.flatMap(({ known }) => writtenTimes(known))
  for (const reading of readings) reading.written = written
}, TIMEOUT.timeout)

afterAll(async () => {
  for (const { world, difference } of differences.slice(0, KEPT)) {
    const own = new Set<WorldEvent>([everythingReported, ...world.events])
    const alone = batches.map(({ events, then }) => ({
      events: events.filter((event) => own.has(event)),
      then,
    }))
    console.error(await savedDifference(one, alone, difference))
  }
  await one.close()
}, 900_000)

test.each(ASKED)(
  `%s of ${WORLDS} worlds: the brute-force reading says the same`,
  TIMEOUT,
  async (subject) => {
    const random = randomOf(SEED + subject.length)
    const found: Difference[] = []
    for (const [index, world] of worlds.entries()) {
      const question = drawnQuestion(world, subject, random, false)
      const difference = await differenceOf(one, directory, readings[index] as Reading, question)
      if (difference === null) continue
      found.push(difference)
      if (found.length === 1) differences.push({ world, difference })
    }
    const [first] = found
    expect(
      first?.product,
      `SEED=${SEED}: ${found.length} of ${WORLDS} differ; first ${JSON.stringify(first?.question)}`,
    ).toEqual(first?.reading)
  },
)
