import { beforeAll, describe, expect, test } from 'vitest'
import { isZone, parseDay } from '#sql/time/zone.ts'
import { decodeValue } from '#pipelines/decode.ts'
import { TABLES } from '#pipelines/events/index.ts'
import { DEMO_PEOPLE, demoEvents, firstDayFor, type DemoSpan } from '#pipelines/demo/events.ts'
import { dateOf, dayOf, HOUR_MS, instant, monthStart, SOURCES } from '#pipelines/demo/portfolio.ts'
import { storyDays } from '#pipelines/demo/stories.ts'
import { amount, IS_LONG, longTest } from './support/amount.ts'

interface DemoEvent {
  id: string
  source: string
  type: string
  time: string
  data: Record<string, unknown>
}

function spanOf(yesterday: string): DemoSpan {
  const last_day = parseDay(yesterday)
  return { first_day: firstDayFor(last_day), last_day }
}

function eventsOf(span: DemoSpan, from_day = span.first_day): DemoEvent[] {
  return [...demoEvents(span, from_day)] as unknown as DemoEvent[]
}

const written = (events: readonly DemoEvent[]) => events.map((event) => JSON.stringify(event))
const ofType = (events: readonly DemoEvent[], type: string) =>
  events.filter((event) => event.type === `butler.${type}.v1`)
const monthOf = (event: DemoEvent) => dateOf(dayOf(Date.parse(event.time))).slice(0, 7)
const wholeMonths = ({ first_day }: DemoSpan) =>
  Array.from({ length: 13 }, (_, month) => dateOf(monthStart(first_day, month)).slice(0, 7))

/** What becomes of the events at the door, which opens as soon as their last day is over. */
function resultsOf(events: readonly DemoEvent[], { last_day }: DemoSpan) {
  const zones = { has: isZone } as unknown as ReadonlySet<string>
  const context = { origin: 'test', received_at: instant(last_day + 1, 0), zones }
  return events.map((event) => decodeValue(event, context))
}

function expectOwnIds(events: readonly DemoEvent[]): void {
  expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length)
}

/** Telegram's stretches without a word that are longer than a source that is alive has. */
function silencesOf(events: readonly DemoEvent[]): { day: number; hours: number }[] {
  const [telegram] = SOURCES
  const times = events
    .filter(({ source }) => source === telegram.id)
    .map(({ time }) => Date.parse(time))
    .sort((a, b) => a - b)
  return times.flatMap((at, index) => {
    const before = times[index - 1] ?? at
    if (at - before <= 3000 * telegram.alive_every_s) return []
    return [{ day: dayOf(before), hours: (at - before) / HOUR_MS }]
  })
}

/** The home of the owner of one, and how many of its guests' messages need a reply, month by month. */
function questionsOfOne(events: readonly DemoEvent[], span: DemoSpan): [homes: number, questions: number[]] {
  const owner_id = DEMO_PEOPLE.owner_of_one.slice('owner:'.length)
  const homes = new Set(
    ofType(events, 'property').flatMap(({ data }) =>
      data['owner_id'] === owner_id ? [String(data['property_id'])] : [],
    ),
  )
  const own = ofType(events, 'message').filter(({ data }) =>
    [...homes].some((home) => String(data['conversation_id']).startsWith(`c-${home}-`)),
  )
  const [needs_reply, role] = (['needs_reply', 'role'] as const).map((column) =>
    (TABLES.message_events as readonly string[]).indexOf(column),
  )
  const results = resultsOf(own, span)
  const asked = own.filter((_, index) => {
    const result = results[index]
    return (
      result?.kind === 'row' && result.row[role ?? -1] === 'guest' && Boolean(result.row[needs_reply ?? -1])
    )
  })
  return [
    homes.size,
    wholeMonths(span).map((month) => asked.filter((event) => monthOf(event) === month).length),
  ]
}

const SIX_A_MONTH = Array.from({ length: 13 }, () => 6)

describe('made when yesterday is 2026-11-22', () => {
  const span = spanOf('2026-11-22')
  let events: DemoEvent[]
  let lines: string[]
  beforeAll(() => {
    events = eventsOf(span)
    lines = written(events)
  })

  longTest('the same span gives the same events', () => {
    expect(written(eventsOf(span)).join('\n') === lines.join('\n')).toBe(true)
  })

  // at a push the demo is continued by its second start: tests/e2e/start.test.ts
  longTest('a portfolio that is continued tells what the whole one does, in its order', () => {
    const until = { ...span, last_day: span.first_day + 200 }
    const begun = written(eventsOf(until))
    expect(begun.length).toBeGreaterThan(20_000)
    const continued = written(eventsOf(span, until.last_day + 1))
    expect([...begun, ...continued].join('\n') === lines.join('\n')).toBe(true)
  })

  test('every event becomes a row, and has an id of its own', () => {
    // at a push one of eight, others each time
    const begin = Math.floor(Math.random() * 8)
    const looked = events.filter((_, index) => IS_LONG || index % 8 === begin)
    expect([...new Set(resultsOf(looked, span).map(({ kind }) => kind))]).toEqual(['row'])
    expectOwnIds(events)
  })

  test('nine owners, 24 homes, fourteen months, about sixty thousand messages', () => {
    expect(new Set(ofType(events, 'owner').map(({ data }) => data['owner_id'])).size).toBe(9)
    expect(new Set(ofType(events, 'property').map(({ data }) => data['property_id'])).size).toBe(24)
    const messages = ofType(events, 'message')
    expect(messages.length).toBeGreaterThan(50_000)
    expect(messages.length).toBeLessThan(70_000)
    expect([...new Set(messages.map(monthOf))].sort()).toEqual([...wholeMonths(span), '2026-11'])
  })

  test('Telegram is silent once, for about ten hours', () => {
    const silences = silencesOf(events)
    expect(silences.map(({ day }) => day)).toEqual([storyDays(span.first_day).telegram_silent])
    expect(silences[0]?.hours).toBeGreaterThan(10)
    expect(silences[0]?.hours).toBeLessThan(11)
  })

  test('the owner of one home has six questions in every whole month', () => {
    expect(questionsOfOne(events, span)).toEqual([1, SIX_A_MONTH])
  })
})

// made on a leap day, the last of its month; on the 1st after it; and on a 15th
const DAYS = amount([], ['2028-02-28', '2028-02-29', '2028-03-14'])
test.each(DAYS)('made when yesterday is %s', (yesterday) => {
  const span = spanOf(yesterday)
  const events = eventsOf(span)
  expectOwnIds(events)
  expect(dateOf(span.first_day).slice(8)).toBe('01')
  // what happens late in the evening goes on after midnight, and a night shift ends in the morning
  expect(Math.max(...events.map(({ time }) => Date.parse(time)))).toBeLessThan(instant(span.last_day + 1, 12))
  expect(silencesOf(events).map(({ day }) => day)).toEqual([storyDays(span.first_day).telegram_silent])
  expect(questionsOfOne(events, span)).toEqual([1, SIX_A_MONTH])
  const ids = new Set(events.flatMap(({ data }) => [data['conversation_id'], data['incident_id']]))
  for (const story of [
    'c-story-nobody',
    'c-story-asleep',
    'c-story-rang',
    'c-comes-back',
    'i-leak',
    'i-noise',
  ])
    expect(ids).toContain(story)
  const dated = events.filter(({ type }) => type !== 'butler.message.v1')
  expect([...new Set(resultsOf(dated, span).map(({ kind }) => kind))]).toEqual(['row'])
})
