/** What must hold of the reading in every world, whatever its figures are. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount } from '../support/amount.ts'
import { figures, managementHomes, turnsAt, type Ask, type Figures } from './figures.ts'
import { know } from './placed.ts'
import { featuresOf } from './world-features.ts'
import { everythingReported, worldArbitrary, type World } from './world.ts'
import { DAY } from './zone.ts'

const SUBJECTS = ['turns', 'nights', 'incidents', 'automation'] as const
const world = worldArbitrary('w')
const runs = { numRuns: amount(4, 100) }

function answerOf(
  { events, default_timezone, moments }: World,
  other: Partial<Ask> & Pick<Ask, 'subject'>,
): Figures {
  return figures([everythingReported, ...events], {
    from: '2025-01-15',
    until: '2026-01-15',
    as_of: moments.at(-1) ?? 0,
    homes: managementHomes(events),
    unassigned: true,
    default_timezone,
    ...other,
  })
}

function sum(rows: readonly Record<string, unknown>[] | undefined, metric: string): number {
  return (rows ?? []).reduce((total, row) => total + Number(row[metric]), 0)
}

describe.each(SUBJECTS)('%s', (subject) => {
  test('order of arrival and redeliveries change nothing', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(0, 1, 2, 3), (one, m) => {
        const as_of = one.moments[m] ?? 0
        const backwards = { ...one, events: [...one.events, ...one.events].reverse() }
        expect(answerOf(backwards, { subject, as_of })).toEqual(answerOf(one, { subject, as_of }))
      }),
      runs,
    )
  })

  test('buckets and rows add up to the total', () => {
    const counted = {
      turns: ['turns', 'dismissed', 'guest_messages', 'night_late', 'missed_calls'],
      nights: ['nights', 'late_nights', 'silent_nights', 'gaps'],
      incidents: ['incidents', 'cancelled', 'requests', 'unlogged_trouble', 'repeated'],
      automation: ['undisturbed_nights', 'disturbed_nights'],
    }
    fc.assert(
      fc.property(world, (one) => {
        const { total, series, by } = answerOf(one, { subject, by: 'property', every: 'month' })
        for (const metric of counted[subject]) {
          expect(sum(series, metric)).toBe(total[metric])
          // one date of an owner with several homes is one night
          if (subject === 'automation') expect(sum(by, metric)).toBeGreaterThanOrEqual(Number(total[metric]))
          else expect(sum(by, metric)).toBe(total[metric])
        }
      }),
      runs,
    )
  })
})

test('every turn is in one state, and what was answered stays answered', () => {
  fc.assert(
    fc.property(world, (one) => {
      const { total } = answerOf(one, { subject: 'turns' })
      const states = ['in_time', 'late', 'overdue', 'waiting'].map((state) => Number(total[state]))
      expect(states.reduce((a, b) => a + b, 0)).toBe(total.turns)
      for (const [i, as_of] of one.moments.entries()) {
        const later = one.moments[i + 1]
        if (later === undefined) break
        const then = new Map(
          turnsAt(one.events, later, one.default_timezone).map((row) => [`${row.source} ${row.id}`, row]),
        )
        for (const row of turnsAt(one.events, as_of, one.default_timezone)) {
          const same = then.get(`${row.source} ${row.id}`)
          expect(same).toMatchObject({ opened_at: row.opened_at, due_at: row.due_at, thread: row.thread })
          if (row.answered_at !== null) expect(same?.answered_at).toBe(row.answered_at)
        }
      }
    }),
    runs,
  )
})

test('everything that the definitions are about is in one world of a hundred at least', () => {
  const worlds = fc.sample(world, { seed: 1, numRuns: amount(150, 400) })
  const counts: Record<string, number> = {}
  for (const { events, default_timezone, moments } of worlds) {
    const found = featuresOf(know(events, default_timezone), moments.at(-1) ?? 0)
    for (const [name, isThere] of Object.entries(found)) counts[name] = (counts[name] ?? 0) + Number(isThere)
  }
  expect(Object.entries(counts).filter(([, count]) => count < worlds.length / 100)).toEqual([])
})

test('invented worlds are valid by events.md', () => {
  fc.assert(
    fc.property(worldArbitrary('w', { global: true }), ({ events, prefix }) => {
      const pairs = new Map<string, string>()
      for (const event of events) {
        const { source, id, type, time, data } = event
        const text = JSON.stringify(event)
        expect(pairs.get(`${source} ${id}`) ?? text).toBe(text)
        pairs.set(`${source} ${id}`, text)
        expect(source.startsWith(prefix)).toBe(true)
        expect(new Date(time).getUTCFullYear()).toBe(2025)
        if (data.action === 'planned') {
          expect(Date.parse(String(data.planned_end))).toBeGreaterThan(Date.parse(String(data.planned_start)))
        }
        if (typeof data.reported_at === 'string') {
          expect(Date.parse(data.reported_at)).toBeLessThanOrEqual(Date.parse(time))
          expect(Date.parse(data.reported_at)).toBeGreaterThanOrEqual(Date.parse(time) - 30 * DAY)
        }
        if (type === 'butler.stay.v1') {
          expect(String(data.check_out).slice(0, 10) >= String(data.check_in).slice(0, 10)).toBe(true)
        }
      }
    }),
    runs,
  )
})
