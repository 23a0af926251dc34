import { describe, expect, test } from 'vitest'
import { isZone, parseDay } from '#sql/zone.ts'
import { decodeValue } from '../decode.ts'
import { DEMO_PEOPLE, demoEvents, firstDayFor, type DemoSpan } from './events.ts'
import { dayOf, instant, SOURCES } from './portfolio.ts'
import { storyDays } from './stories.ts'

type Told = Record<string, unknown> & { data: Record<string, unknown> }

const spanOf = (yesterday: string): DemoSpan => {
  const last_day = parseDay(yesterday)
  return { first_day: firstDayFor(last_day), last_day }
}
const eventsOf = (span: DemoSpan, from_day = span.first_day) => [...demoEvents(span, from_day)] as Told[]

const span = spanOf('2026-11-22')
const events = eventsOf(span)
const ofType = (type: string) => events.filter((event) => event['type'] === `butler.${type}.v1`)

test('the same span gives the same events, whenever it is made and however far it goes', () => {
  expect(eventsOf(span)).toEqual(events)
  const half = { ...span, last_day: span.first_day + 200 }
  const later = eventsOf(span, half.last_day + 1)
  const key = (event: Told) => `${String(event['source'])} ${String(event['id'])} ${String(event['time'])}`
  expect([...eventsOf(half), ...later].map(key).sort()).toEqual(events.map(key).sort())
})

test('every event goes through the door, and has an id of its own', () => {
  const zones = { has: isZone } as unknown as ReadonlySet<string>
  const context = { origin: 'test', received_at: instant(span.last_day + 1, 12), zones }
  const fates = new Set(events.map((event) => decodeValue(event, context).fate))
  expect([...fates]).toEqual(['row'])
  expect(new Set(events.map((event) => `${String(event['source'])} ${String(event['id'])}`)).size).toBe(
    events.length,
  )
})

test('nine owners, 24 homes, fourteen months, about sixty thousand messages', () => {
  expect(ofType('owner')).toHaveLength(9)
  expect(new Set(ofType('property').map(({ data }) => data['property_id'])).size).toBe(24)
  expect(ofType('message').length).toBeGreaterThan(50_000)
  expect(ofType('message').length).toBeLessThan(70_000)
  const months = new Set(ofType('message').map((event) => String(event['time']).slice(0, 7)))
  // bookings of the first days' guests were made before
  expect([...months].filter((month) => month >= '2025-10')).toHaveLength(14)
})

test('Telegram is silent once, for about ten hours', () => {
  const telegram = SOURCES.find(({ name }) => name === 'Telegram')
  const alive_every_s = telegram !== undefined && 'alive_every_s' in telegram ? telegram.alive_every_s : NaN
  const times = events
    .filter((event) => event['source'] === telegram?.id && String(event['time']) >= '2025-10-02')
    .map((event) => Date.parse(String(event['time'])))
    .sort((a, b) => a - b)
  const silences = times.flatMap((at, index) => {
    const before = times[index - 1] ?? at
    return at - before > 3000 * alive_every_s
      ? [{ day: dayOf(before), hours: (at - before) / 3_600_000 }]
      : []
  })
  expect(silences.map(({ day }) => day)).toEqual([storyDays(span.first_day).telegram_silent])
  expect(silences[0]?.hours).toBeGreaterThan(10)
})

test('the owner of one home has six questions in every whole month', () => {
  const owner = DEMO_PEOPLE.owner_of_one.slice('owner:'.length)
  const homes = new Set(
    ofType('property').flatMap(({ data }) => (data['owner_id'] === owner ? [data['property_id']] : [])),
  )
  expect(homes.size).toBe(1)
  const [home] = homes
  const months = new Map<string, number>()
  for (const { data, ...event } of ofType('message')) {
    const isHis = String(data['conversation_id']).startsWith(`c-${String(home)}-`)
    const author = data['author'] as { role: string }
    if (!isHis || author.role !== 'guest' || data['topic'] === undefined) continue
    const month = new Date(Date.parse(String(event['time'])) + 3 * 3_600_000).toISOString().slice(0, 7)
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  expect([...months].slice(0, 13).map(([, count]) => count)).toEqual(Array.from({ length: 13 }, () => 6))
})

describe.each(['2026-10-31', '2026-11-01', '2026-11-14', '2028-02-29'])(
  'made when yesterday is %s',
  (yesterday) => {
    test('it begins with a month, tells every story, and nothing of tomorrow', () => {
      const other = spanOf(yesterday)
      const told = eventsOf(other)
      expect(new Date(other.first_day * 86_400_000).getUTCDate()).toBe(1)
      const last = Math.max(...told.map((event) => Date.parse(String(event['time']))))
      expect(last).toBeLessThan(instant(other.last_day + 1, 12))
      expect(told.some((event) => event['id'] === 'demo-note-nobody')).toBe(
        storyDays(other.first_day).nobody + 21 <= other.last_day,
      )
    })
  },
)
