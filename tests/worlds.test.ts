/**
 * Many invented worlds in one database, told in any order and any batches, some events twice, with restarts between;
 * then every figure against the brute-force reading of metrics.md in tests/oracle, to the last digit.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownerScope, homesScope } from '#sql/scope.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer, type Ask } from '#sql/read.server.ts'
import { DIMENSIONS, SUBJECTS } from '#sql/metrics/index.ts'
import type { Directory } from '#sql/directory.ts'
import { toTwelveDigits } from './oracle/close.ts'
import { figures, managementHomes, ownerHomes } from './oracle/figures.ts'
import { everythingReported, worldArbitrary, type World, type WorldEvent } from './oracle/world.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const SEED = Number(process.env['SEED'] ?? 20261123)
const WORLDS = Number(process.env['WORLDS'] ?? 40)
const ZONE = 'Europe/Moscow'

let one: TestDatabase
let directory: Directory
const worlds: World[] = Array.from({ length: WORLDS }, (_, index) => {
  const [world] = fc.sample(worldArbitrary(`w${index}`), { seed: SEED + index, numRuns: 1 })
  if (world === undefined) throw new Error('no world')
  return { ...world, events: world.events.map((event) => withOwnHomes(event, `w${index}`)) }
})

/** A shift that counts for every home would count for the other worlds' too: it names this world's instead. */
function withOwnHomes(event: WorldEvent, prefix: string): WorldEvent {
  const homes = event.data['property_ids'] as string[] | undefined
  if (event.type !== 'butler.shift.v1' || (homes?.length ?? 0) > 0) return event
  return { ...event, data: { ...event.data, property_ids: [0, 1, 2, 3].map((home) => `${prefix}-h${home}`) } }
}

/** A small generator of numbers in [0, 1), so that a seed gives the same run. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

beforeAll(async () => {
  console.info(`worlds: SEED=${SEED} WORLDS=${WORLDS}`)
  one = await testDatabase({ default_timezone: ZONE })
  const random = randomOf(SEED)
  const events = [everythingReported, ...worlds.flatMap((world) => world.events)]
  const told = [...events, ...events.filter(() => random() < 0.1)]
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event)
  for (let start = 0; start < told.length;) {
    const size = 1 + Math.floor(random() * 900)
    const outcomes = await one.land(told.slice(start, start + size))
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([])
    start += size
    const then = random()
    if (then < 0.4) await one.facts.drain()
    else if (then < 0.6) await one.restart()
  }
  await one.facts.drain()
  directory = await one.directory()
}, 300_000)

afterAll(() => one.close())

function plain(answer: Answer) {
  const { total, series, by, not_reported, since } = answer
  return {
    total,
    not_reported,
    since,
    ...(series === undefined ? {} : { series }),
    ...(by === undefined ? {} : { by }),
  }
}

async function check(
  world: World,
  index: number,
  subject: Ask['subject'],
  random: () => number,
): Promise<void> {
  const owners = [
    ...new Set(
      world.events.flatMap(({ data }) => (typeof data['owner_id'] === 'string' ? [data['owner_id']] : [])),
    ),
  ]
  const homes = managementHomes(world.events)
  const as_of = world.moments[Math.floor(random() * world.moments.length)] ?? 0
  const owner = random() < 0.4 ? owners[Math.floor(random() * owners.length)] : undefined
  const dimensions = DIMENSIONS[subject]
  const by = random() < 0.6 ? (dimensions[Math.floor(random() * dimensions.length)] ?? null) : null
  const every =
    random() < 0.3 ? ((['day', 'week', 'month'] as const)[Math.floor(random() * 3)] ?? null) : null
  const [from, until] = (
    [
      ['2025-01-15', '2026-01-15'],
      ['2025-03-01', '2025-04-01'],
      ['2025-10-20', '2025-11-05'],
    ] as const
  )[every === 'day' ? 2 : Math.floor(random() * 3)] ?? ['2025-01-15', '2026-01-15']
  const scope =
    owner === undefined
      ? homesScope(
          directory,
          homes.map((home) => home.property_id),
          true,
        )
      : ownerScope(directory, owner)
  const answer = await readMetrics(one.db, directory, {
    subject,
    period: parsePeriod(from, until),
    as_of,
    scope,
    by,
    every,
    language: 'en',
    team: false,
  })
  const expected = figures([everythingReported, ...world.events], {
    subject,
    ...{ from, until, as_of, language: 'en', default_timezone: ZONE },
    homes: owner === undefined ? homes : ownerHomes(world.events, owner, ZONE),
    unassigned: false,
    ...(by === null ? {} : { by }),
    ...(every === null ? {} : { every }),
  })
  const label = `SEED=${SEED} world ${index} ${subject} as of ${new Date(as_of).toISOString()} ${from}..${until} by ${by} every ${every} owner ${owner}`
  if (subject === 'reviews') expect(toTwelveDigits(plain(answer)), label).toEqual(toTwelveDigits(expected))
  else expect(plain(answer), label).toEqual(expected)
}

describe.each(SUBJECTS)('%s', (subject) => {
  test(`figures of ${WORLDS} worlds equal the brute-force reading`, { timeout: 300_000 }, async () => {
    const random = randomOf(SEED + subject.length)
    const failures: unknown[] = []
    for (const [index, world] of worlds.entries()) {
      for (let round = 0; round < 4; round++) {
        await check(world, index, subject, random).catch((error: unknown) => failures.push(error))
      }
    }
    if (failures.length > 0) console.error(`${failures.length} of ${worlds.length * 4} differ`)
    if (failures[0] !== undefined) throw failures[0] as Error
  })
})
