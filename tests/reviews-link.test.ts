/** What service has to do with stars: a home with enough reviewed stays to tell, against the brute-force reading. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import { REVIEW_METRICS } from '#sql/metrics/reviews.ts'
import type { Review } from '#sql/reviews/review.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { asNear } from './oracle/close.ts'
import { figures, managementHomes } from './oracle/figures.ts'
import { amount, longTest } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { seedOf } from './support/seed.ts'
import {
  everythingReported,
  guest,
  incident,
  manager,
  prefixed,
  property,
  review,
  stay,
  type TestEvent,
} from './support/events.ts'

const SEED = seedOf('the link')
const RUNS = amount(2, 60)
const AS_OF = Date.parse('2026-02-01T00:00:00Z')

let one: TestDatabase
beforeAll(async () => {
  console.info(`the link: SEED=${SEED}`)
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

interface Reviewed {
  /** of its guest, minutes; null: no question */
  wait: number | null
  trouble: 'none' | 'on time' | 'late'
  stars: number
  communication: number | null
  platform: string
  /** of the guest after it, minutes */
  later: number | null
}

const reviewed: fc.Arbitrary<Reviewed> = fc.record({
  wait: fc.constantFrom(1, 2, 5, 6, 10, 20, 30, 45, null),
  trouble: fc.constantFrom('none', 'none', 'on time', 'late'),
  stars: fc.constantFrom(5, 5, 5, 4, 3, 1),
  communication: fc.constantFrom(5, 4, null),
  platform: fc.constantFrom('airbnb', 'booking'),
  later: fc.constantFrom(1, 3, 9, 40, null),
})

const day = (index: number) => new Date(Date.UTC(2025, 0, 2 + 2 * index)).toISOString().slice(0, 10)

/** One stay after the other at home N, two days each, and a review on the evening of the last. */
function story(stays: readonly Reviewed[]): TestEvent[] {
  return [everythingReported(), ...storyAt('N', stays)]
}

function storyAt(property_id: string, stays: readonly Reviewed[]): TestEvent[] {
  const own = (event: TestEvent): TestEvent =>
    property_id === 'N'
      ? event
      : prefixed(`${property_id}-`, { ...event, data: { ...event.data, property_id: 'N' } })
  return [
    property(),
    ...stays.flatMap(({ wait, trouble, stars, communication, platform, later }, index): TestEvent[] => {
      const [from, until, stay_id] = [day(index), day(index + 1), `s${index}`]
      const at = (minutes: number, date = from) =>
        `${date} ${String(15 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      const chat = { conversation_id: `c${index}`, stay_id }
      const after = { conversation_id: `l${index}` }
      const steps = { incident_id: `i${index}`, category: 'lock' }
      return [
        stay(from, until, { stay_id }),
        ...(wait === null ? [] : [guest(at(0), chat), manager(at(wait), chat)]),
        ...(trouble === 'none'
          ? []
          : [
              incident('opened', at(60), steps),
              incident('resolved', at(trouble === 'late' ? 90 : 70), steps),
            ]),
        review(at(120, until), stars, {
          review_id: `r${index}`,
          platform,
          ...(index % 3 === 0 ? { stay_id } : {}),
          parts: communication === null ? undefined : { communication },
        }),
        ...(later === null ? [] : [guest(at(180, until), after), manager(at(180 + later, until), after)]),
      ]
    }),
  ].map(own)
}

async function answerTo(
  events: readonly TestEvent[],
  by: string | null,
  until = '2026-01-01',
): Promise<Answer> {
  expect((await one.take(events)).filter((outcome) => outcome !== null)).toEqual([])
  const directory = await one.directory()
  return readMetrics(one.db, directory, {
    subject: 'reviews',
    period: parsePeriod('2025-12-01', until),
    as_of: AS_OF,
    by,
    every: null,
    scope: managementScope(directory),
    language: 'en',
    team: false,
  })
}

describe('against the brute-force reading', () => {
  const seeds = Array.from({ length: RUNS }, (_, index) => SEED + index)
  test.each(seeds)('stays of seed %i', async (seed) => {
    const [stays = []] = fc.sample(fc.array(reviewed, { minLength: 8, maxLength: 60, size: 'max' }), {
      seed,
      numRuns: 1,
    })
    const events = story(stays)
    const by = [null, 'platform', 'property'][seed % 3] ?? null
    const { total, by: rows } = await answerTo(events, by)
    const expected = figures(events, {
      subject: 'reviews',
      from: '2025-12-01',
      until: '2026-01-01',
      as_of: AS_OF,
      homes: managementHomes(events),
      unassigned: true,
      default_timezone: 'Europe/Moscow',
      ...(by === null ? {} : { by }),
    })
    const product = { total, by: rows }
    expect(product).toEqual(asNear({ total: expected.total, by: expected.by }, product))
  })
})

test('the worse the wait the fewer the stars: told with n, interval and p; the placebo shows nothing', async () => {
  const drawn = fc.sample(reviewed, { seed: 4, numRuns: 150 })
  const stays = drawn.map((stay, index): Reviewed => {
    const wait = stay.wait ?? 1
    const isBad = wait > 10 ? index % 5 > 0 : stay.trouble === 'late' && index % 3 > 0
    return { ...stay, wait, stars: isBad ? 3 : 5 }
  })
  const { total } = await answerTo(story(stays), null)
  expect(total['wait_stars_n']).toBe(150)
  expect(total['wait_stars_rho']).toBeLessThan(-0.4)
  expect(total['wait_stars_rho_high']).toBeLessThan(0)
  expect(total['wait_stars_p']).toBeLessThan(0.001)
  expect(total['five_star_by_wait_5m_share']).toBeGreaterThan(total['five_star_by_wait_over_30m_share'] ?? 1)
  expect(total['handled_in_time_lift']).toBeGreaterThan(0)
  expect(total['placebo_stars_n']).toBeGreaterThan(140)
  expect(total['placebo_stars_rho_low']).toBeLessThan(0)
  expect(total['placebo_stars_rho_high']).toBeGreaterThan(0)
  expect(total['placebo_stars_p']).toBeGreaterThan(0.05)
})

// in memory, with many more of them: at each push
longTest('stars drawn independent of service: no link shows, before the review or after it', async () => {
  const { total } = await answerTo(story(fc.sample(reviewed, { seed: 11, numRuns: 150 })), null)
  for (const stem of ['wait_stars', 'placebo_stars']) {
    expect(total[`${stem}_n`]).toBeGreaterThan(100)
    expect(total[`${stem}_rho_low`]).toBeLessThan(0)
    expect(total[`${stem}_rho_high`]).toBeGreaterThan(0)
    expect(total[`${stem}_p`]).toBeGreaterThan(0.05)
  }
  expect(total['handled_in_time_lift_low']).toBeLessThan(0)
  expect(total['handled_in_time_lift_high']).toBeGreaterThan(0)
})

test('the placebo shows where homes differ and not the service: one home is slow always and liked less', async () => {
  const drawn = fc.sample(reviewed, { seed: 12, numRuns: 120 })
  const at = (home: string, isSlow: boolean, some: readonly Reviewed[]) =>
    storyAt(
      home,
      some.map((stay, index) => ({
        ...stay,
        wait: isSlow ? 30 + (index % 7) : 2 + (index % 5),
        later: isSlow ? 40 + (index % 3) : 1 + (index % 3),
        stars: index % 10 < 7 === isSlow ? 3 : 5,
        trouble: 'none' as const,
      })),
    )
  const events = [
    everythingReported(),
    ...at('N', false, drawn.slice(0, 60)),
    ...at('M', true, drawn.slice(60)),
  ]
  const { total, by = [] } = await answerTo(events, 'property')
  expect(total['wait_stars_rho_high']).toBeLessThan(0)
  expect(total['placebo_stars_rho_high']).toBeLessThan(0)
  expect(total['placebo_stars_p']).toBeLessThan(0.01)
  // within each home neither does: there the service is always the same
  for (const row of by) {
    expect(Number(row['placebo_stars_rho_low'])).toBeLessThan(0)
    expect(Number(row['placebo_stars_rho_high'])).toBeGreaterThan(0)
  }
})

test('of many portfolios in which stars are drawn independent of service one in twenty shows a link, no more', () => {
  const rho = REVIEW_METRICS['wait_stars_rho_low']
  const high = REVIEW_METRICS['wait_stars_rho_high']
  const portfolios = 400
  const drawn = fc.sample(fc.array(reviewed, { minLength: 60, maxLength: 60 }), {
    seed: 13,
    numRuns: portfolios,
  })
  const shows = drawn.filter((stays) => {
    const reviews = stays.flatMap(({ wait, stars }, index) =>
      wait === null ? [] : [inMemory(`s${index}`, wait * 60, stars)],
    )
    return Number(rho?.value(reviews)) > 0 || Number(high?.value(reviews)) < 0
  }).length
  // 20 are to be expected, and within four standard deviations of it
  expect(shows).toBeGreaterThan(3)
  expect(shows).toBeLessThan(38)
})

function inMemory(stay_id: string, wait_p50_s: number, stars: number): Review {
  return {
    review_id: stay_id,
    property_id: 'N',
    date: 0,
    written_at: 0,
    platform: 'airbnb',
    language: '',
    rating: stars,
    scale: 5,
    stars,
    communication_stars: null,
    stay_id,
    later_wait_s: null,
    service: {
      turns: 1,
      wait_p50_s,
      wait_max_s: wait_p50_s,
      late: 0,
      night_late: 0,
      incidents: 0,
      handled_in_time: true,
    },
  }
}

describe('unknown', () => {
  const plain: Reviewed = {
    wait: 5,
    trouble: 'none',
    stars: 5,
    communication: null,
    platform: 'airbnb',
    later: null,
  }
  const many = (count: number, other: (index: number) => Partial<Reviewed> = () => ({})) =>
    Array.from({ length: count }, (_, index) => ({ ...plain, wait: 1 + index, ...other(index) }))

  test('under ten stays, and where all stars are the same', async () => {
    const nine = await answerTo(story(many(9, (index) => ({ stars: (index % 5) + 1 }))), null)
    expect(nine.total).toMatchObject({ wait_stars_n: 9, wait_stars_rho: null, wait_stars_p: null })
    await one.empty()
    const ten = await answerTo(story(many(10, (index) => ({ stars: (index % 5) + 1 }))), null)
    expect(ten.total['wait_stars_rho']).not.toBeNull()
    await one.empty()
    const same = await answerTo(story(many(10)), null)
    expect(same.total).toMatchObject({ wait_stars_n: 10, wait_stars_rho: null })
  })

  test('a lift with four stays on one side', async () => {
    const four = story(many(9, (index) => ({ trouble: index < 4 ? 'late' : 'on time' })))
    expect((await answerTo(four, null)).total).toMatchObject({
      handled_in_time_lift: null,
      handled_in_time_lift_n: 9,
    })
    await one.empty()
    const five = story(many(10, (index) => ({ trouble: index < 5 ? 'late' : 'on time' })))
    expect((await answerTo(five, null)).total).toMatchObject({
      handled_in_time_lift: 0,
      handled_in_time_lift_n: 10,
    })
  })

  test('a review of the year before the year', async () => {
    // the link ends with 2026-12-31, and looks back to 2026-01-01
    const { total } = await answerTo(story(many(20)), null, '2027-01-01')
    expect(total).toMatchObject({
      wait_stars_n: 0,
      five_star_by_wait_5m_n: 0,
      five_star_by_wait_5m_share: null,
    })
  })
})
