/**
 * What is said afterwards improves no figure by which people are judged: a shift cancelled, planned anew, for other homes
 * or by another manager after it was to begin; `no_reply_needed` and `taken` after the deadline (docs/rules.md).
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Directory } from '#sql/directory/directory.ts'
import { figuresOf, managementHomes } from './oracle/figures.ts'
import { know } from './oracle/placed.ts'
import { everythingReported, worldArbitrary, type World } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { seedOf } from './support/seed.ts'
import { answers, AT_LAST, eventsOf, replay, worldsArbitrary } from './support/replay.ts'
import { improved, JUDGED, withLateReports, words } from './support/late-reports.ts'

const SEED = seedOf('gaming')
const RUNS = amount(1, 20)
/** worlds of one run: they share a database */
const WORLDS = amount(2, 6)
const TIMEOUT = { timeout: 120_000 + RUNS * 60_000 }

describe('by the brute-force reading', () => {
  const totalsOf = (world: World, events: World['events']) => {
    const known = know([everythingReported, ...events], world.default_timezone)
    const query = {
      from: '2025-01-15',
      until: '2026-01-15',
      as_of: AT_LAST,
      default_timezone: world.default_timezone,
      homes: managementHomes(events),
      unassigned: true,
    }
    return {
      turns: figuresOf(known, { ...query, subject: 'turns' }).total,
      nights: figuresOf(known, { ...query, subject: 'nights' }).total,
    }
  }

  test('no figure improves', TIMEOUT, () => {
    fc.assert(
      fc.property(worldArbitrary('w'), words, (world, drawn) => {
        const late = withLateReports(world, drawn)
        const before = totalsOf(world, world.events)
        const then = totalsOf(world, [...world.events, ...late])
        expect(improved(before, then)).toEqual([])
        // what is told of a plan that has begun is listed, and nothing of it counts
        if (late.every(({ type }) => type === 'butler.shift.v1')) expect(then).toEqual(before)
      }),
      { seed: SEED, numRuns: amount(4, 1000) },
    )
  })

  test('and there is something to improve', () => {
    const numRuns = amount(20, 60)
    const [worlds, drawn] = [
      fc.sample(worldArbitrary('w'), { seed: 1, numRuns }),
      fc.sample(words, { seed: 1, numRuns }),
    ]
    const late: World['events'] = []
    const ENOUGH = amount(1, 5)
    const LATE_WORDS = ['cancelled', 'planned', 'no_reply_needed', 'taken']
    const numbers = () =>
      LATE_WORDS.map(
        (word) => late.filter(({ data }) => data['action'] === word || data['mark'] === word).length,
      )
    for (const [index, world] of worlds.entries()) {
      late.push(...withLateReports(world, drawn[index] ?? []))
      if (Math.min(...numbers()) > ENOUGH) break
    }
    expect(Math.min(...numbers()), LATE_WORDS.join()).toBeGreaterThan(ENOUGH)
  })
})

describe('by the product', () => {
  let one: TestDatabase
  beforeAll(async () => {
    console.info(`gaming: SEED=${SEED}, ${RUNS} runs`)
    one = await testDatabase()
  })
  afterAll(() => one.close())

  const totalsOf = (worlds: readonly World[], directory: Directory) =>
    Promise.all(
      worlds.map(async ({ events }) => {
        const homes = managementHomes(events).map(({ property_id }) => property_id)
        const { turns, nights } = await answers(one, directory, { homes, only: JUDGED })
        return { turns: turns.total, nights: nights.total }
      }),
    )

  test('no figure improves', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(
        worldsArbitrary(WORLDS),
        fc.array(words, { minLength: WORLDS, maxLength: WORLDS }),
        async (worlds, drawn) => {
          const before = await totalsOf(worlds, await replay(one, eventsOf(worlds)))
          const late = worlds.map((world, index) => withLateReports(world, drawn[index] ?? []))
          expect((await one.take(late.flat())).filter((outcome) => outcome !== null)).toEqual([])
          const then = await totalsOf(worlds, await one.directory())
          for (const [index, figures] of before.entries())
            expect(
              improved(figures, then[index] ?? figures),
              `world ${index}: ${JSON.stringify([worlds[index]?.events, late[index]])}`,
            ).toEqual([])
        },
      ),
      // making smaller takes minutes: the brute-force reading, or tests/worlds.test.ts, does it faster
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    )
  })
})
