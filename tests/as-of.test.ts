/**
 * docs/rules.md#as-of: what is asked for an earlier moment is answered as if nothing had happened since. Every figure,
 * row and night of invented worlds is asked for a moment T twice: with all events there, and with those after T away.
 * What as_of does not cut stays there: stays, the directory, policies and sources; the marks undelivered and not_a_guest;
 * and what a later message knows of its conversation's stay and home, so that it stands there as a reaction, which
 * neither asks nor answers.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLedger } from '#sql/ledger/ledger.server.ts'
import { LISTS } from '#sql/lists.server.ts'
import { metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { managementScope } from '#sql/directory/scope.ts'
import type { WorldEvent } from './oracle/world.ts'
import { amount, some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { answers, eventsOf, replay, rows, worldsArbitrary } from './support/replay.ts'

const SEED = seedOf('as of')
const RUNS = amount(1, 20)
/** At a push some subjects and lists, others each time. */
const random = randomOf(seedOf('the subjects of as of', 'new'))
const ONLY = Object.fromEntries(
  some(SUBJECTS, 2, random).map((subject) => [subject, Object.keys(metricsOf(subject))]),
) as Record<Subject, string[]>
const ROWS = some(LISTS, 3, random)

let one: TestDatabase
beforeAll(async () => {
  console.info(`as of: SEED=${SEED}, ${RUNS} runs`)
  one = await testDatabase()
})
afterAll(() => one.close())

const CUT = ['butler.incident.v1', 'butler.review.v1', 'butler.shift.v1', 'butler.note.v1']
const ALWAYS_KNOWN = ['undelivered', 'not_a_guest']

const without = (of: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))

/** What stays of an event after T. */
function known(event: WorldEvent): WorldEvent[] {
  if (CUT.includes(event.type)) return []
  if (event.type === 'butler.mark.v1') return ALWAYS_KNOWN.includes(String(event.data['mark'])) ? [event] : []
  if (event.type !== 'butler.message.v1') return [event]
  return [{ ...event, data: { ...without(event.data, ['handoff', 'template']), kind: 'reaction' } }]
}

/** An incident is its first opening's home's, and its stay's, whenever told: here each of its events says the same. */
function oneHomeEach(events: readonly WorldEvent[]): WorldEvent[] {
  const homes = new Map<unknown, unknown>()
  return events.map((event) => {
    if (event.type !== 'butler.incident.v1') return event
    const { incident_id, property_id } = event.data
    if (!homes.has(incident_id)) homes.set(incident_id, property_id)
    return { ...event, data: { ...without(event.data, ['stay_id']), property_id: homes.get(incident_id) } }
  })
}

test(
  'asked for a moment in the past: what had happened by then, and nothing since',
  { timeout: 120_000 + RUNS * 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(worldsArbitrary(amount(4, 6)), fc.nat(40), async (worlds, m) => {
        const moments = worlds.flatMap((world) => world.moments.slice(0, -1))
        const as_of = moments[m % Math.max(1, moments.length)] ?? Date.parse('2025-06-17T12:00:00Z')
        const events = oneHomeEach(eventsOf(worlds))
        const all = await everything(await replay(one, events), as_of)
        const then = events.flatMap((event) => (Date.parse(event.time) <= as_of ? [event] : known(event)))
        expect(
          await everything(await replay(one, then), as_of),
          `as of ${new Date(as_of).toISOString()}`,
        ).toEqual(all)
      }),
      { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 400_000 },
    )
  },
)

/** Figures by home, rows, the ledger of every night. */
async function everything(directory: Awaited<ReturnType<typeof replay>>, as_of: number) {
  const lists: Record<string, unknown> = {}
  for (const list of ROWS) lists[list] = await rows(one, directory, list, { as_of })
  const { nights } = await readLedger(one.db, directory, {
    period: parsePeriod('2025-01-01', '2026-02-01'),
    as_of,
    language: 'en',
    team: false,
    scope: managementScope(directory),
  })
  return {
    figures: await answers(one, directory, { as_of, by: 'property', only: ONLY }),
    lists,
    nights: nights.map((ledger) => without({ ...ledger }, ['night'])),
  }
}
