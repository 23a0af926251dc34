/**
 * Every entry of the catalogue: its figure over a small world, figured by hand (tests/support/typical.ts), over nothing,
 * told again, and where nobody reports what it needs. A new metric without a figure fails here.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readReported } from '#sql/capabilities.server.ts'
import type { Params } from '#sql/db/client.server.ts'
import { metricsStatement, sinceParam } from '#sql/frame.ts'
import { stayParams } from '#sql/metrics/incident-rows.ts'
import { CATALOGUE, DIMENSIONS, metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import type { Capability, SqlMetric } from '#sql/metrics/metric.ts'
import { BUCKETS, parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type MetricsQuery } from '#sql/read.server.ts'
import { scopeParams } from '#sql/directory/gate.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { creditParams } from '#sql/nights/shift-credit.server.ts'
import { IS_LONG, longTest, some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { withoutFractions } from './support/fractions.ts'
import {
  EVERYTHING,
  everythingReported,
  guest,
  moment,
  property,
  source,
  type TestEvent,
} from './support/events.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'
import { TYPICAL, typical } from './support/typical-world.ts'
import { FIGURES } from './support/typical.ts'

/** All metrics but those that look beyond the period (tests/reviews-link.test.ts). */
const ownMetrics = (subject: Subject) =>
  Object.entries(metricsOf(subject)).filter(([, { days }]) => days === undefined)

/** LONG=yes asks for all of them; else for some, others each time. */
const SEED = seedOf('the catalogue', 'new')
const random = randomOf(SEED)

const NOTHING = { from: '2025-06-01', until: '2025-07-01', as_of: '2025-07-01 00:00' }

/** Of these subjects more is asked than each of their figures. */
const FURTHER = some(SUBJECTS, 2, random)

let one: TestDatabase
beforeAll(async () => {
  console.info(`catalogue: SEED=${SEED}`)
  one = await testDatabase()
})
afterAll(() => one.close())

async function land(...events: readonly TestEvent[]): Promise<void> {
  expect((await one.take(events)).filter((outcome) => outcome !== null)).toEqual([])
}

async function queryOf(subject: Subject, { from, until, as_of } = TYPICAL): Promise<MetricsQuery> {
  const scope = managementScope(await one.directory())
  return {
    subject,
    metrics: ownMetrics(subject).map(([id]) => id),
    period: parsePeriod(from, until),
    as_of: Date.parse(moment(as_of)),
    scope,
    by: null,
    every: null,
    language: 'en',
    team: false,
  }
}

/** Without the fractions, each of which is held against its share. */
async function read(subject: Subject, when = TYPICAL, other: Partial<MetricsQuery> = {}) {
  return withoutFractions(
    await readMetrics(one.db, await one.directory(), { ...(await queryOf(subject, when)), ...other }),
  )
}

let isTypicalLanded = false
async function landTypical(): Promise<void> {
  if (isTypicalLanded) return
  await one.empty()
  await land(everythingReported(), ...typical)
  isTypicalLanded = true
}

describe.each(SUBJECTS)('%s', (subject) => {
  const figures = FIGURES[subject]
  const metrics = ownMetrics(subject)
  const empty = Object.fromEntries(metrics.map(([id, metric]) => [id, metric.empty]))

  test('each has a figure, and needs what docs/rules.md#not-reported says', () => {
    expect(Object.keys(figures).sort()).toEqual(metrics.map(([id]) => id).sort())
    expect(Object.fromEntries(metrics.map(([id, { needs }]) => [id, needs]))).toEqual(
      Object.fromEntries(metrics.map(([id]) => [id, figures[id]?.needs])),
    )
  })

  test('each tells what it is', () => {
    const unitAndId = ({ unit }: { unit: string }, id: string) => `${unit} ${id}`
    for (const [id, metric] of metrics) {
      const unit = id.endsWith('_share')
        ? 'share'
        : id.endsWith('_s')
          ? 'seconds'
          : /^per_100_nights$|per_stay/.test(id)
            ? /per_100_nights|per_stay/.exec(id)?.[0]
            : id.endsWith('stars_mean')
              ? 'stars'
              : 'count'
      expect(unitAndId(metric, id)).toBe(unitAndId({ unit: unit ?? '' }, id))
      const isSum = unit === 'count' || id === 'gap_max_s' || id === 'attention_spared_s'
      expect([id, metric.empty]).toEqual([id, isSum ? 0 : null])
    }
  })

  describe('typical', () => {
    // the subjects come one after the other, and none of them tells more
    beforeAll(landTypical)

    test('each figure', async () => {
      const { total, not_reported, since } = await read(subject)
      for (const [id, { value }] of Object.entries(figures))
        expect([id, total[id]]).toEqual([id, expect.closeTo(value, 9)])
      expect({ not_reported, since }).toEqual({ not_reported: {}, since: {} })
    })

    test('each share is its part of its whole', async () => {
      const shares = Object.keys(figures).filter((id) => figures[id]?.of !== undefined)
      const query = { ...(await queryOf(subject)), metrics: IS_LONG ? Object.keys(figures) : shares }
      const { of } = await readMetrics(one.db, await one.directory(), query)
      const fractions = Object.entries(figures).flatMap(([id, figure]) =>
        figure.of === undefined ? [] : [[id, figure.of]],
      )
      expect(of).toEqual(Object.fromEntries(fractions))
    })

    test('what is no metric of it is refused', async () => {
      for (const id of ['toString', '', subject === 'nights' ? 'turns' : 'nights'])
        await expect(read(subject, TYPICAL, { metrics: [metrics[0]?.[0] ?? '', id] })).rejects.toThrow(
          new TypeError(`${subject} have no metric ${id}`),
        )
    })

    if (!FURTHER.includes(subject)) return

    test('over nothing', async () => {
      const { total, series, by } = await read(subject, NOTHING, { every: 'week', by: 'property' })
      expect(total).toEqual(empty)
      expect(series).toEqual(
        ['01', '02', '09', '16', '23', '30'].map((day) => ({ from: `2025-06-${day}`, ...empty })),
      )
      expect(by).toEqual([])
    })

    test('before anything happened', async () => {
      const { total } = await read(subject, { ...TYPICAL, as_of: '2025-03-02 00:00' })
      // as_of does not cut what is known about stays
      const known: Partial<Record<Subject, Record<string, number>>> = {
        incidents: { per_100_nights: 0 },
        automation: {
          stays: 2,
          returning_share: 0.5,
          proactive_share: 0.5,
          midstay_share: 0,
          review_request_share: 0,
          booking_confirmation_share: 0.5,
          welcome_book_share: 0.5,
          survey_response_share: 0,
          questions_per_stay: 0,
          questions_per_stay_with_instructions: 0,
          questions_per_stay_without_instructions: 0,
          covered_topic_questions_per_stay: 0,
        },
      }
      expect(total).toEqual({ ...empty, ...known[subject] })
    })

    test('a series of one bucket and a breakdown of one home are the total', async () => {
      const { total, series, by } = await read(subject, TYPICAL, { every: 'month', by: 'property' })
      expect(series).toEqual([{ from: '2025-03-02', ...total }])
      expect(by).toEqual([{ key: 'N', ...total }])
    })

    test('days add up, where things are counted', async () => {
      const counts = metrics.flatMap(([id, { unit }]) => (unit === 'count' ? [id] : []))
      const { total, series = [] } = await read(subject, TYPICAL, { every: 'day', metrics: counts })
      expect(series.map(({ from }) => from)).toEqual(['2025-03-02', '2025-03-03', '2025-03-04'])
      for (const id of counts) {
        expect([id, series.reduce((sum, day) => sum + Number(day[id]), 0)]).toEqual([id, total[id]])
      }
    })

    test('asked for by name, only these are answered, and nothing else about them changes', async () => {
      // by topic a row stands where a question does: not where nobody asks for questions
      const by = subject === 'automation' ? 'property' : (DIMENSIONS[subject].at(-1) ?? null)
      const all = await read(subject, TYPICAL, { every: 'day', by })
      const none = subject === 'automation' ? [] : [[]]
      const ids = metrics.map(([id]) => id)
      const { total } = await read(subject)
      for (const id of some(ids, 2, random))
        expect((await read(subject, TYPICAL, { metrics: [id] })).total).toEqual({ [id]: total[id] })
      const apart = IS_LONG
        ? [...ids.map((id) => [id]), [...ids].reverse()]
        : [some(ids, 12, random).reverse()]
      for (const names of [...apart, ...none]) {
        const only = (row: object) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => ['from', 'key', ...names].includes(name)))
        const answer = await read(subject, TYPICAL, { every: 'day', by, metrics: names })
        expect(answer).toEqual({
          ...all,
          total: only(all.total),
          series: all.series?.map(only),
          by: all.by?.map(only),
        })
        expect(Object.keys(answer.total)).toEqual(names)
      }
    })
  })
})

longTest('the same typical events again change nothing', async () => {
  await landTypical()
  const questions = SUBJECTS.flatMap((subject) =>
    some(DIMENSIONS[subject], 1, random).map((by) => ({ subject, by })),
  )
  const everything = () =>
    Promise.all(questions.map(({ subject, by }) => read(subject, TYPICAL, { by, every: 'day' })))
  const before = await everything()
  await land(...typical, ...typical)
  expect(await everything()).toEqual(before)
  await one.restart()
  await land(...[...typical].reverse())
  expect(await everything()).toEqual(before)
})

describe('what nobody reports', () => {
  const unmet = (need: Capability, missing: readonly string[]) => {
    if (need === 'clock and plans') return missing.includes('clock') || missing.includes('plans')
    if (need === 'clock or plans') return missing.includes('clock') && missing.includes('plans')
    return missing.includes(need)
  }
  const whole = [
    'calls',
    'handoffs',
    'owner_contact',
    'playbooks',
    'incidents',
    'plans',
    'clock',
    'stays',
    'reviews',
    'instructions',
    'templates',
  ]
  const missings = [...whole.map((one) => [one]), ['plans', 'clock'], whole, []]
  // what is missing alone is many of one kind: some of it at a push, others each time
  const asked = [...some(missings.slice(0, whole.length), 2, random), ...missings.slice(whole.length)]
  test.each(asked.map((missing) => [missing.join(', ') || 'nothing', missing] as const))(
    'missing: %s',
    async (_, missing) => {
      await one.empty()
      await land(
        property({ managed_until: '2025-03-01' }),
        source(EVERYTHING.filter((capability) => !missing.includes(capability))),
      )
      // of a subject that needs none of them nothing can be missing: "each figure" has it, with all reported
      const concerned = SUBJECTS.filter((subject) =>
        Object.values(FIGURES[subject]).some(({ needs }) => needs.some((need) => unmet(need, missing))),
      )
      for (const subject of missing.length === 1 ? concerned : some(SUBJECTS, 2, random)) {
        const { total, not_reported, since } = await read(subject)
        for (const [id, { needs }] of Object.entries(FIGURES[subject])) {
          const lacking = needs.filter((need) => unmet(need, missing))
          expect([id, total[id]]).toEqual([id, lacking.length > 0 ? null : metricsOf(subject)[id]?.empty])
          expect([id, not_reported[id]]).toEqual([id, lacking[0]])
        }
        expect(since).toEqual({})
      }
    },
  )

  test('what is not asked for is not said to be missing either', async () => {
    await one.empty()
    await land(
      property({ managed_until: '2025-03-01' }),
      source(EVERYTHING.filter((capability) => capability !== 'calls')),
    )
    const answer = await read('turns', TYPICAL, { metrics: ['turns', 'missed_calls'] })
    expect(answer).toMatchObject({ total: { turns: 0, missed_calls: null } })
    expect(answer.not_reported).toEqual({ missed_calls: 'calls' })
    expect((await read('turns', TYPICAL, { metrics: ['turns'] })).not_reported).toEqual({})
    await one.empty()
    await land(...typical, source(EVERYTHING, '2025-03-04'))
    expect((await read('turns', TYPICAL, { metrics: ['turns'] })).since).toEqual({})
    expect((await read('turns', TYPICAL, { metrics: ['handoffs'] })).since).toEqual({
      handoffs: '2025-03-04',
    })
  })

  test('nothing declared and everything carried: from the day of the first event that carries it', async () => {
    await one.empty()
    await land(...typical)
    for (const subject of some(SUBJECTS, 2, random)) {
      const { total, not_reported, since } = await read(subject)
      for (const id of Object.keys(FIGURES[subject])) expect([id, total[id]]).not.toEqual([id, null])
      expect(not_reported).toEqual({})
      const first = {
        calls: '2025-03-04',
        handoffs: '2025-03-03',
        incidents: '2025-03-03',
        owner_contact: '2025-03-03',
        reviews: '2025-03-03',
      }
      const days = Object.entries(FIGURES[subject]).flatMap(([id, { needs }]) =>
        Object.entries(first)
          .filter(([need]) => needs.some((one) => one === need))
          .map(([, day]) => [id, day]),
      )
      expect(since).toEqual(Object.fromEntries(days))
    }
  })

  test('from a day inside the period: only from there on; from its end: not at all', async () => {
    await one.empty()
    await land(...typical, source(EVERYTHING, '2025-03-03'))
    for (const subject of some(SUBJECTS, 2, random)) {
      const { total, since } = await read(subject)
      const lastDay = (await read(subject, { ...TYPICAL, from: '2025-03-03' })).total
      for (const [id, { value, needs }] of Object.entries(FIGURES[subject])) {
        expect([id, total[id]]).toEqual([id, needs.length > 0 ? lastDay[id] : expect.closeTo(value, 9)])
        expect([id, since[id]]).toEqual([id, needs.length > 0 ? '2025-03-03' : undefined])
      }
      const before = await read(subject, { ...TYPICAL, until: '2025-03-03' })
      for (const [id, { needs }] of Object.entries(FIGURES[subject]))
        expect([id, before.not_reported[id] !== undefined]).toEqual([id, needs.length > 0])
    }
  })
})

/** Some of each breakdown with each series, one metric a statement, another each time; LONG=yes: all metrics in each. */
function statements(
  subject: 'turns' | 'incidents',
): (Pick<MetricsQuery, 'by' | 'every'> & { metrics: Record<string, SqlMetric> })[] {
  const metrics = Object.entries<SqlMetric>(CATALOGUE[subject])
  const shapes = [null, ...DIMENSIONS[subject]].flatMap((by) =>
    [null, ...BUCKETS].map((every) => ({ by, every })),
  )
  if (IS_LONG) return shapes.map((shape) => ({ ...shape, metrics: Object.fromEntries(metrics) }))
  return some(shapes, 6, random).map((shape) => ({
    ...shape,
    metrics: Object.fromEntries(some(metrics, 1, random)),
  }))
}

test('the engine explains every statement', async () => {
  await one.empty()
  await land(everythingReported(), property(), guest('2025-03-04 10:00'))
  const directory = await one.directory()
  const reported = await readReported(one.db, directory)
  for (const subject of ['turns', 'incidents'] as const) {
    for (const { by, every, metrics } of statements(subject)) {
      const query = { ...(await queryOf(subject)), by }
      const params: Params = {
        ...scopeParams(query.scope, directory, query.period.from, query.period.until),
        as_of: query.as_of,
        ...(subject === 'turns'
          ? await creditParams(one.db, directory, query)
          : stayParams(directory, query, reported)),
      }
      for (const { needs } of Object.values(metrics)) if (needs.length > 0) params[sinceParam(needs)] = 0
      const plan = await one.db.read<{ explain: string }>(
        `explain ${metricsStatement(subject, metrics, { by, every })}`,
        params,
      )
      expect(plan.length, `${Object.keys(metrics).join()} by ${by} every ${every}`).toBeGreaterThan(3)
    }
  }
})

test('what is no dimension is refused', () => {
  for (const subject of ['turns', 'incidents'] as const) {
    expect(() => metricsStatement(subject, CATALOGUE[subject], { by: 'owner', every: null })).toThrow(
      `${subject} have no dimension owner`,
    )
  }
})
