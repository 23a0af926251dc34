/**
 * Every entry of the catalogue around midnight in another zone: the same evening, told by the local clock of Kathmandu
 * (where UTC is still yesterday) and of New York (where it is tomorrow already), falls on the local date 12 March 2025.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Directory } from '#sql/directory/directory.ts'
import { readList, type List } from '#sql/lists.server.ts'
import { metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { withoutFractions } from './support/fractions.ts'
import { readMetrics, type MetricsQuery } from '#sql/read.server.ts'
import { homesScope } from '#sql/directory/scope.ts'
import { some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  bot,
  everythingReported,
  guest,
  incident,
  manager,
  mark,
  message,
  planned,
  policy,
  prefixed,
  property,
  review,
  shift,
  stay,
  type TestEvent,
} from './support/events.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'

/** Of what says the same again some at a push, others each time. */
const SEED = seedOf('dates of the catalogue', 'new')
const random = randomOf(SEED)

const ZONES = [
  {
    timezone: 'Asia/Kathmandu',
    start: '2025-03-12T00:30:00+05:45',
    clock: '00:30',
    night: { night_from: '00:00', night_to: '05:00' },
    hours: ['0', '1'],
  },
  {
    timezone: 'America/New_York',
    start: '2025-03-12T21:00:00-04:00',
    clock: '21:00',
    night: { night_from: '20:30', night_to: '05:00' },
    hours: ['21', '22'],
  },
] as const
type Zone = (typeof ZONES)[number]
/** At a push each subject in one of them, drawn. */
const ZONES_OF = Object.fromEntries(SUBJECTS.map((subject) => [subject, some(ZONES, 1, random)])) as Record<
  Subject,
  Zone[]
>

/** Two hours of a night that begins half an hour before the start. Times in minutes from the start, which is asked about at +90. */
function evening({ timezone, start, night }: Zone): TestEvent[] {
  const at = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString()
  const chat = (conversation_id: string, asked: number, data = {}) =>
    guest(at(asked), { conversation_id, ...data })
  const anna = (conversation_id: string, minutes: number, data = {}) =>
    manager(at(minutes), { conversation_id, ...data })
  const atM = { property_id: 'M' }
  const ofM = { property_ids: ['M'] }
  const ofN = { property_ids: ['N'] }
  const trouble = (incident_id: string, action: string, minutes: number, data = {}) =>
    incident(action, at(minutes), { incident_id, ...data })
  return [
    // each home's first night is that of the local date of this
    ...['N', 'M'].map((property_id) => property({ property_id, timezone }, at(-30))),
    ...['N', 'M'].map((property_id) =>
      policy(at(-9000), { property_id, resolve_within_s: 600, follow_up_within_s: 300, ...night }),
    ),
    // home N: Anna comes 15 minutes late, Vera never; the guest of +14 waits 41 minutes in silence
    ...[planned(at(-9000), at(-35), at(200), ofN), shift('started', at(-20), { languages: ['en'], ...ofN })],
    planned(at(-9000), at(-30), at(-10), { shift_id: 'v', manager_id: 'vera', ...ofN }),
    // Dora clocks nothing, and is at work
    planned(at(-9000), at(-30), at(-22), { shift_id: 'd', manager_id: 'dora', ...ofN }),
    message('manager', at(-28), { conversation_id: 'dora', author_id: 'dora', property_id: 'N' }),
    ...[chat('on time', 0), anna('on time', 2)],
    ...[chat('late', 0), anna('late', 12)],
    chat('overdue', 10),
    chat('waiting', 85),
    ...[chat('dismissed', 0), mark('no_reply_needed', at(5), { conversation_id: 'dismissed' })],
    ...[chat('dismissed late', 0), mark('no_reply_needed', at(15), { conversation_id: 'dismissed late' })],
    ...[
      chat('by phone', 0),
      mark('answered_elsewhere', at(4), {
        conversation_id: 'by phone',
        actor: { role: 'manager', id: 'anna' },
      }),
    ],
    ...[chat('held', 0), anna('held', 1, { holding: true })],
    ...[chat('auto', 3), message('manager', at(3.05), { conversation_id: 'auto' }), anna('auto', 5)],
    ...[
      chat('reasked', 0),
      bot(at(1), { conversation_id: 'reasked' }),
      chat('reasked', 5),
      anna('reasked', 6),
    ],
    ...[chat('followed', 0), bot(at(1), { conversation_id: 'followed' }), anna('followed', 4)],
    ...[chat('handoff', 0), bot(at(1), { conversation_id: 'handoff', handoff: true }), anna('handoff', 3)],
    ...[chat('owner', 0), message('owner', at(4), { conversation_id: 'owner' })],
    ...[chat('call', 0, { kind: 'missed_call' }), anna('call', 3, { kind: 'call' })],
    ...[chat('quiet', 14), anna('quiet', 55)],
    // home M: Boris answers another guest while one waits 20 minutes; trouble that nobody writes down
    ...[shift('started', at(-25), { shift_id: 'b', manager_id: 'boris', ...ofM })],
    ...[
      chat('busy', 0, atM),
      anna('busy', 20, { author_id: 'boris', ...atM }),
      anna('other', 10, { author_id: 'boris', ...atM }),
    ],
    chat('trouble', 65, { topic: 'lock', ...atM }),
    // incidents of home N
    ...[
      trouble('i1', 'opened', 0, { playbook: 'spare_key' }),
      trouble('i1', 'acknowledged', 1),
      trouble('i1', 'owner_notified', 2),
    ],
    ...[trouble('i1', 'mitigated', 5), trouble('i1', 'resolved', 8)],
    ...[trouble('i2', 'opened', 20, { reported_at: at(0) }), trouble('i2', 'escalated', 21)],
    ...['opened', 'resolved', 'reopened', 'resolved'].map((action, index) =>
      trouble('i3', action, 3 * index, { category: 'wifi' }),
    ),
    ...[
      trouble('i4', 'opened', 0),
      trouble('i4', 'cancelled', 1),
      trouble('i5', 'opened', 0, { category: 'extend_stay' }),
    ],
    stay('2025-03-12', '2025-04-02'),
    // two stays that end on the date: one of a guest who has been here before, and was told what he asks; reviews
    stay('2025-02-01', '2025-02-02', { stay_id: 'S0', guest_id: 'g' }),
    stay(at(70), at(85), { stay_id: 'S1', guest_id: 'g' }),
    ...['checkin_instructions', 'booking_confirmation', 'welcome_book', 'review_request'].map((template) =>
      message('automation', at(60), { conversation_id: 'sent', stay_id: 'S1', template }),
    ),
    chat('instructed', 66, { stay_id: 'S1', topic: 'wifi' }),
    stay(at(70), at(85), { stay_id: 'S2', guest_id: 'h' }),
    chat('uninstructed', 66, { stay_id: 'S2' }),
    review(at(88), 5, { review_id: 'r1', stay_id: 'S1', platform: 'survey', parts: { communication: 5 } }),
    review(at(88), 4, { review_id: 'r2', guest_id: 'stranger', parts: { communication: 4 } }),
  ]
}

let one: TestDatabase
let directory: Directory
beforeAll(async () => {
  console.info(`dates of the catalogue: SEED=${SEED}`)
  one = await testDatabase()
  const events = ZONES.flatMap((zone) => evening(zone).map((event) => prefixed(`${zone.timezone} `, event)))
  expect((await one.take([everythingReported(), ...events])).filter((outcome) => outcome !== null)).toEqual(
    [],
  )
  directory = await one.directory()
})
afterAll(() => one.close())

const dates = (zone: Zone, from: string, until: string) => ({
  period: parsePeriod(from, until),
  as_of: Date.parse(zone.start) + 90 * 60_000,
  scope: homesScope(
    directory,
    ['N', 'M'].map((home) => `${zone.timezone} ${home}`),
  ),
  language: 'en',
  team: false,
})
const read = (zone: Zone, subject: Subject, from: string, until: string, other: Partial<MetricsQuery> = {}) =>
  readMetrics(one.db, directory, {
    subject,
    by: null,
    every: null,
    ...dates(zone, from, until),
    ...other,
  }).then(withoutFractions)

describe.each(ZONES)('$timezone, from $clock on', (zone) => {
  test('UTC shows another date', () => {
    expect(new Date(zone.start).toISOString().slice(0, 10)).not.toBe('2025-03-12')
    expect(new Date(Date.parse(zone.start) + 90 * 60_000).toISOString().slice(0, 10)).not.toBe('2025-03-12')
  })

  test.each(SUBJECTS.filter((subject) => ZONES_OF[subject].includes(zone)))(
    'every metric of %s has something to count on the local date, and nothing around it',
    async (subject) => {
      // what looks back over a year: tests/reviews-link.test.ts
      const own = Object.entries(metricsOf(subject)).filter(([, { days }]) => days === undefined)
      const metrics = own.map(([id]) => id)
      const empty = Object.fromEntries(own.map(([id, metric]) => [id, metric.empty]))
      const { total, series } = await read(zone, subject, '2025-03-11', '2025-03-14', {
        every: 'day',
        metrics,
      })
      for (const [id, value] of Object.entries(total)) {
        // no stay of two nights ends on it
        if (id === 'midstay_share') {
          expect(value).toBeNull()
          continue
        }
        // the owner's night is one, over both homes, and he was called
        if (id === 'undisturbed_nights') expect(value).toBe(0)
        else expect([id, value]).toEqual([id, expect.toSatisfy((figure) => Number(figure) > 0)])
      }
      expect(series).toEqual([
        { from: '2025-03-11', ...empty },
        { from: '2025-03-12', ...total },
        { from: '2025-03-13', ...empty },
      ])
      const periods = [
        ['2025-03-12', '2025-03-13', total],
        ['2025-03-01', '2025-03-12', empty],
        ['2025-03-13', '2025-04-01', empty],
      ] as const
      for (const [from, until, expected] of some(periods, 1, random))
        expect((await read(zone, subject, from, until, { metrics })).total, `SEED=${SEED}`).toEqual(expected)
    },
  )

  test('hours and weekdays are those of the local clock', async () => {
    const keys = async (by: string) =>
      (await read(zone, 'turns', '2025-03-01', '2025-04-01', { by })).by?.map(({ key }) => key)
    expect(await keys('hour')).toEqual(zone.hours)
    expect(await keys('weekday')).toEqual(['3'])
  })

  test('of the homes alone, one night was disturbed and one was not', async () => {
    const { by } = await read(zone, 'automation', '2025-03-01', '2025-04-01', {
      by: 'property',
      metrics: ['undisturbed_nights', 'disturbed_nights'],
    })
    expect(by).toEqual([
      { key: `${zone.timezone} M`, undisturbed_nights: 1, disturbed_nights: 0 },
      { key: `${zone.timezone} N`, undisturbed_nights: 0, disturbed_nights: 1 },
    ])
  })

  test('so are the dates of the rows', async () => {
    const column = async (list: List, name: string) =>
      new Set(
        (await readList(one.db, directory, list, dates(zone, '2025-03-01', '2025-04-01'))).map(
          (row) => row[name],
        ),
      )
    expect(await column('turns', 'date')).toEqual(new Set(['2025-03-12']))
    expect(await column('incidents', 'date')).toEqual(new Set(['2025-03-12']))
    expect(await column('nights', 'night')).toEqual(new Set(['2025-03-12']))
    expect(await column('reviews', 'date')).toEqual(new Set(['2025-03-12']))
    expect(await column('gaps', 'night')).toEqual(new Set(['2025-03-12']))
  })
})

test.each(some(SUBJECTS, 1, random))('the figures of %s are the same in both zones', async (subject) => {
  const [kathmandu, york] = await Promise.all(
    ZONES.map((zone) => read(zone, subject, '2025-03-12', '2025-03-13')),
  )
  expect(kathmandu?.total).toEqual(york?.total)
})
