/** Wherever a number is not known the answer says why: nobody reports what it needs, or there is nothing to count. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListRow } from '#sql/lists.server.ts'
import { metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { NONE } from '#sql/metrics/none.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readList } from '#sql/lists.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { worldArbitrary } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { seedOf } from './support/seed.ts'

const SEED = seedOf('null reasons')
const RUNS = amount(1, 40)

let one: TestDatabase
beforeAll(async () => {
  console.info(`null reasons: SEED=${SEED}, ${RUNS} runs`)
  one = await testDatabase()
})
afterAll(() => one.close())

describe.each(SUBJECTS)('%s', (subject) => {
  test('each metric that can be unknown names what there is nothing of, in both languages', () => {
    for (const [id, { empty, none, unit }] of Object.entries(metricsOf(subject))) {
      const isNamed = none !== undefined && none.ru !== '' && none.en !== ''
      // counts of the link are 0 over nothing, and say nothing more
      expect([id, isNamed || unit === 'count']).toEqual([id, empty === null || unit === 'count'])
    }
  })
})

/** The rows behind an answer, of the dates from which a metric is told. */
interface Behind {
  turns: ListRow[]
  nights: ListRow[]
  incidents: ListRow[]
  reviews: ListRow[]
  stays: ListRow[]
  total: Record<string, number | null>
  id: string
  as_of: number
}

const isDue = ({ state }: ListRow) => state === 'in_time' || state === 'late' || state === 'overdue'
const byBot = (turn: ListRow) => turn['answered_role'] === 'bot'
const stem = (id: string) => id.replace(/_(rho|p|share|low|high)$/, '').replace(/_(rho|share)$/, '')
const n = ({ total, id }: Behind) => Number(total[`${stem(id)}_n`])

/** Whether there is nothing; null: the rows alone do not tell. */
const NOTHING: Record<keyof typeof NONE, (of: Behind) => boolean | null> = {
  due: ({ turns }) => !turns.some(isDue),
  first_due: ({ turns }) => !turns.some((turn) => isDue(turn) && turn['is_first']),
  people_due: ({ turns }) => !turns.some((turn) => isDue(turn) && !byBot(turn)),
  off_hours_due: ({ turns }) => !turns.some((turn) => isDue(turn) && turn['is_off_hours']),
  turns: ({ turns }) => turns.length === 0,
  answered: ({ turns }) => !turns.some((turn) => turn['answered_at'] !== null),
  human_replies: ({ turns }) => !turns.some((turn) => turn['human_reply_at'] !== null),
  by_bot: ({ turns }) => !turns.some(byBot),
  handed_off: ({ turns }) =>
    !turns.some((turn) => turn['handoff_at'] !== null && turn['answered_at'] !== null && !byBot(turn)),
  missed_calls: ({ total }) => (total['missed_calls'] === 0 ? true : null),
  nights: ({ nights }) => nights.length === 0,
  incidents: ({ incidents }) => incidents.length === 0,
  acknowledged: ({ incidents }) => !incidents.some((one) => one['acknowledged_at'] !== null),
  escalated: ({ incidents }) => !incidents.some((one) => one['is_escalated']),
  handled: ({ incidents }) => !incidents.some((one) => one['handled_in_time'] !== null),
  resolved: ({ incidents, as_of }) =>
    !incidents.some((one) => one['resolved_at'] !== null || as_of > Date.parse(String(one['due_at']))),
  nights_stayed: () => null,
  reviews: ({ reviews }) => reviews.length === 0,
  communication: ({ reviews }) => !reviews.some((one) => one['communication_stars'] !== null),
  link: (of) => (n(of) < 10 ? true : null),
  group: (of) => n(of) === 0,
  lift: ({ total, id }) =>
    Number(
      total[
        id.startsWith('communication') ? 'communication_handled_in_time_lift_n' : 'handled_in_time_lift_n'
      ],
    ) < 10
      ? true
      : null,
  stays: ({ stays }) => stays.length === 0,
  known_guests: ({ stays }) => !stays.some((one) => one['guest'] !== null),
  long_stays: ({ stays }) => !stays.some((one) => Number(one['nights']) >= 2),
  instructed: ({ stays }) => !stays.some((one) => one['checkin_instructions_at'] !== null),
  uninstructed: ({ stays }) => !stays.some((one) => one['checkin_instructions_at'] === null),
}

test(
  'in invented worlds a number is null exactly where its reason holds',
  { timeout: 150_000 + RUNS * 30_000 },
  async () => {
    const world = worldArbitrary('w', { global: true })
    const period = fc.constantFrom(
      ['2025-01-15', '2026-01-15'],
      ['2025-03-01', '2025-04-01'],
      ['2025-10-20', '2025-11-05'],
    )
    await fc.assert(
      fc.asyncProperty(world, fc.nat(9), period, async ({ events, moments }, m, [from = '', until = '']) => {
        await one.empty()
        await one.take(events)
        const directory = await one.directory()
        const as_of = moments[m % moments.length] ?? 0
        const query = {
          period: parsePeriod(from, until),
          as_of,
          language: 'en',
          team: false,
          scope: managementScope(directory),
        }
        const rows = (list: Parameters<typeof readList>[2]) => readList(one.db, directory, list, query)
        const lists = {
          turns: (await rows('turns')).filter(({ state }) => state !== 'dismissed'),
          nights: await rows('nights'),
          incidents: (await rows('incidents')).filter((row) => !row['is_request'] && !row['is_cancelled']),
          reviews: await rows('reviews'),
          stays: await rows('stays'),
        }
        for (const subject of SUBJECTS) await checkAnswer(subject, lists)

        async function checkAnswer(subject: Subject, all: typeof lists) {
          const answer = await readMetrics(one.db, directory, { ...query, subject, by: null, every: null })
          const { total, not_reported, nothing_to_count, since } = answer
          for (const [id, { none, empty }] of Object.entries(metricsOf(subject))) {
            const reasons = Number(id in not_reported) + Number(id in nothing_to_count)
            expect([id, reasons]).toEqual([id, total[id] === null ? 1 : 0])
            if (none === undefined || empty !== null || id in not_reported) continue
            if (total[id] === null) expect([id, nothing_to_count[id]]).toEqual([id, none.en])
            const key = (Object.keys(NONE) as (keyof typeof NONE)[]).find((one) => NONE[one] === none)
            const covered = (some: ListRow[], day: string) =>
              some.filter((row) => since[id] === undefined || String(row[day]) >= since[id])
            const night = (turns: ListRow[]) =>
              id.startsWith('night_') ? turns.filter((turn) => turn['is_night']) : turns
            const nothing =
              key === undefined
                ? null
                : NOTHING[key]({
                    turns: night(covered(all.turns, 'date')),
                    nights: covered(all.nights, 'night'),
                    incidents: covered(all.incidents, 'date'),
                    reviews: covered(all.reviews, 'date'),
                    stays: covered(all.stays, 'date'),
                    total,
                    id,
                    as_of,
                  })
            if (nothing !== null) expect([id, total[id] === null]).toEqual([id, nothing])
          }
        }
      }),
      { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 120_000 },
    )
  },
)
