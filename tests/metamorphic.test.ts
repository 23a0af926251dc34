/** What must hold of the product's own figures when something is told besides, later, or of other homes. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATALOGUE, metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import type { World, WorldEvent } from './oracle/world.ts'
import { amount, some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { answers, AT_LAST, eventsOf, later, replay, rows, worldsArbitrary } from './support/replay.ts'

const SEED = seedOf('metamorphic')
const RUNS = amount(1, 20)
/** worlds of one run: they share a database */
const worlds = worldsArbitrary(amount(3, 6))
/** All metrics of some subjects, others each time; LONG=yes: of all of them. */
const random = randomOf(seedOf('the subjects of metamorphic', 'new'))
const allOfSome = () =>
  Object.fromEntries(
    some(SUBJECTS, 2, random).map((subject) => [subject, Object.keys(metricsOf(subject))]),
  ) as Record<Subject, string[]>
/** what fails is made smaller for this long */
const runs = { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 400_000 }
const TIMEOUT = { timeout: 120_000 + RUNS * 60_000 }

let one: TestDatabase
beforeAll(async () => {
  console.info(`metamorphic: SEED=${SEED}, ${RUNS} runs`)
  one = await testDatabase()
})
afterAll(() => one.close())

const at = (event: WorldEvent) => Date.parse(event.time)
const isMessage = ({ type }: WorldEvent) => type === 'butler.message.v1'
const DAY = 86_400_000
const without = (of: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))

/** The world's conversations without a mark, with their messages in order of time. */
function chats({ events }: World): WorldEvent[][] {
  const marked = new Set(
    events.filter(({ type }) => type === 'butler.mark.v1').map(({ data }) => data['conversation_id']),
  )
  const byChat = new Map<unknown, WorldEvent[]>()
  for (const event of events.filter(isMessage)) {
    const id = event.data['conversation_id']
    if (!marked.has(id)) byChat.set(id, [...(byChat.get(id) ?? []), event])
  }
  return [...byChat.values()].map((messages) => messages.sort((a, b) => at(a) - at(b)))
}

describe('a guest’s message that names no stay and no guest', () => {
  /** What docs/rules.md itself makes of it: it bridges a cut of 30 days, or makes a nameless answer an autoresponse. */
  const mayJoin = (chat: readonly WorldEvent[], time: number) =>
    Math.max(time, ...chat.map(at)) - Math.min(time, ...chat.map(at)) > 30 * DAY
  const mayUnanswer = (chat: readonly WorldEvent[], time: number) =>
    chat.some((event) => {
      const author = event.data['author'] as { role: string; id?: string }
      return (
        author.role === 'manager' && author.id === undefined && at(event) >= time && at(event) <= time + 5000
      )
    })

  test('never lowers the turns over all time and all homes', TIMEOUT, async () => {
    const drawn = fc.record({ chat: fc.nat(9), place: fc.nat(30), after: fc.constantFrom(0, 1, 59_000, DAY) })
    await fc.assert(
      fc.asyncProperty(worlds, fc.array(drawn, { minLength: 6, maxLength: 6 }), async (all, places) => {
        const directory = await replay(one, eventsOf(all))
        const before = await countedByWorld(all, directory)
        const added = all.flatMap((world, index) => {
          const { chat: of, place, after } = places[index] ?? { chat: 0, place: 0, after: 0 }
          const chat = chats(world)[of % Math.max(1, chats(world).length)]
          const beside = chat?.[place % chat.length]
          if (chat === undefined || beside === undefined) return []
          const time = at(beside) + after
          if (mayJoin(chat, time) || mayUnanswer(chat, time)) return []
          const { conversation_id, channel } = beside.data
          const data = { conversation_id, channel, author: { role: 'guest' } }
          return [{ ...beside, id: `added-${index}`, time: new Date(time).toISOString(), data }]
        })
        await one.take(added)
        const then = await countedByWorld(all, await one.directory())
        for (const [index, count] of before.entries())
          expect(then[index], `world ${index}`).toBeGreaterThanOrEqual(count)
      }),
      runs,
    )
  })

  async function countedByWorld(all: readonly World[], directory: Awaited<ReturnType<typeof replay>>) {
    const turns = (await rows(one, directory, 'turns')).filter(({ state }) => state !== 'dismissed')
    const { total } = (await answers(one, directory, { only: { turns: ['turns'] } })).turns
    expect(turns.length).toBe(total['turns'])
    return all.map(
      ({ prefix }) => turns.filter((turn) => String(turn['conversation_id']).startsWith(`${prefix}-`)).length,
    )
  }
})

test('an answer put strictly inside a wait, in its conversation, never lengthens it', TIMEOUT, async () => {
  const drawn = fc.record({ turn: fc.nat(20), share: fc.double({ min: 0.01, max: 0.99, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(worlds, fc.array(drawn, { minLength: 6, maxLength: 6 }), async (all, choices) => {
      const directory = await replay(one, eventsOf(all))
      const turns = await rows(one, directory, 'turns')
      const added = all.flatMap((world, index) => {
        const { turn: of, share } = choices[index] ?? { turn: 0, share: 0.5 }
        const open = chats(world)
        const own = turns.flatMap((turn) => {
          const chat = open.find(([first]) => first?.data['conversation_id'] === turn['conversation_id'])
          return chat === undefined || turn['state'] === 'dismissed' ? [] : [{ turn, chat }]
        })
        const chosen = own[of % Math.max(1, own.length)]
        if (chosen === undefined) return []
        const opened = Date.parse(String(chosen.turn['opened_at']))
        const end = Math.min(Date.parse(String(chosen.turn['answered_at'] ?? '')) || AT_LAST, opened + DAY)
        const time = opened + Math.round((end - opened) * share)
        const asks = chosen.chat.find((event) => at(event) === opened)
        if (asks === undefined || time <= opened || time >= end) return []
        const author = { role: 'manager', id: `${world.prefix}-m0` }
        const members = without(asks.data, ['kind', 'needs_reply'])
        const event = {
          ...asks,
          id: `added-${index}`,
          time: new Date(time).toISOString(),
          data: { ...members, author },
        }
        return [{ turn: chosen.turn, event }]
      })
      await one.take(added.map(({ event }) => event))
      const then = await rows(one, await one.directory(), 'turns')
      for (const { turn } of added) {
        const same = then.find(
          (other) =>
            other['conversation_id'] === turn['conversation_id'] && other['opened_at'] === turn['opened_at'],
        )
        expect(same, `a turn is lost: ${JSON.stringify(turn)}`).toBeDefined()
        expect(Number(same?.['wait_s'])).toBeLessThanOrEqual(Number(turn['wait_s']))
      }
    }),
    runs,
  )
})

test(
  'everything so many weeks later, no clock changing between: every figure is the same',
  TIMEOUT,
  async () => {
    /** zones whose clocks never change */
    const still = (event: WorldEvent, index: number): WorldEvent =>
      event.type === 'butler.property.v1'
        ? {
            ...event,
            data: { ...event.data, timezone: index % 2 === 0 ? 'Europe/Moscow' : 'Asia/Kathmandu' },
          }
        : event
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom(1, 5, 26), async (all, weeks) => {
        const events = eventsOf(all).map(still)
        const waits = async (directory: Awaited<ReturnType<typeof replay>>) =>
          (await rows(one, directory, 'turns')).map((turn) => [
            ...[turn['conversation_id'], turn['state'], turn['wait_s'], turn['is_night']],
            (Date.parse(String(turn['due_at'])) - Date.parse(String(turn['opened_at']))) / 1000,
          ])
        const directory = await replay(one, events)
        const only = allOfSome()
        const [figures, before] = [await answers(one, directory, { only }), await waits(directory)]
        const moved = await replay(one, later(events, weeks * 7))
        // asked for the same stretch of time, seen from the same distance
        const query = { from: '2024-06-01', until: '2027-06-01', as_of: AT_LAST }
        const then = await answers(one, moved, { ...shifted(query, weeks * 7), only })
        for (const subject of Object.keys(figures) as (keyof typeof figures)[])
          expect(then[subject].total, subject).toEqual(figures[subject].total)
        expect(await waits(moved)).toEqual(before)
      }),
      runs,
    )
  },
)

function shifted({ from, until, as_of }: { from: string; until: string; as_of: number }, days: number) {
  const date = (day: string) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
  return { from: date(from), until: date(until), as_of: as_of + days * DAY }
}

/** Counts that count a thing once, however many homes it has to do with. */
const ONCE = ['no_shows', 'late_starts', 'undisturbed_nights', 'disturbed_nights']

test(
  'the portfolio’s counts are the sum of its homes’, and a home’s row is that home asked alone',
  TIMEOUT,
  async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (all) => {
        const directory = await replay(one, eventsOf(all))
        const only = allOfSome()
        const figures = await answers(one, directory, { by: 'property', only })
        for (const subject of Object.keys(figures) as (keyof typeof figures)[]) {
          const { total, by = [] } = figures[subject]
          for (const [id, metric] of Object.entries<Metric>(CATALOGUE[subject])) {
            if (metric.unit !== 'count' || ONCE.includes(id) || metric.days !== undefined) continue
            const sum = by.reduce((all, row) => all + Number(row[id]), 0)
            expect(sum, `${subject} ${id}`).toBe(total[id])
          }
        }
        for (const home of [...directory.properties.keys()].slice(0, amount(1, 3))) {
          const alone = await answers(one, directory, { homes: [home], only })
          for (const subject of Object.keys(figures) as (keyof typeof figures)[]) {
            const row = figures[subject].by?.find(({ key }) => key === home)
            if (row === undefined) continue
            const { total, of } = alone[subject]
            expect({ ...total, of }, `${subject} of ${home}`).toEqual(without(row, ['key']))
          }
        }
      }),
      runs,
    )
  },
)
