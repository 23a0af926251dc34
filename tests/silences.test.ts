/** When a source was silent, and how fresh the data is: sql/silences.server.ts, through the real decode and sink. */
import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { statements } from '#sql/db/migrate.ts'
import { projectFile } from '#sql/paths.ts'
import { readDataAsOf, readSilences, type Silence } from '#sql/silences.server.ts'
import { amount } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  guest,
  incident,
  mark,
  moment,
  property,
  shift,
  source,
  stay,
  type TestEvent,
} from './support/events.ts'

const HOUR_MS = 3_600_000
const QUERIES = amount(6, 60)

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

const at = (text: string) => Date.parse(moment(text))

async function land(...events: readonly TestEvent[]): Promise<void> {
  expect((await one.land(events)).filter((outcome) => outcome !== null)).toEqual([])
}

/** The CRM of the tests, which sends something every so many seconds: an hour and a half without is a silence. */
function alive(alive_every_s: number | undefined, data: Record<string, unknown> = {}): TestEvent {
  const event = source(['messages'])
  return { ...event, data: { ...event.data, alive_every_s, ...data } }
}

const from = (source_id: string, event: TestEvent): TestEvent => ({ ...event, source: source_id })

async function silences(
  from_at: string,
  until_at: string,
  as_of = '2025-03-31 00:00',
): Promise<[string, string | null][]> {
  const rows = await readSilences(
    one.db,
    await one.directory(),
    { from_at: at(from_at), until_at: at(until_at) },
    at(as_of),
  )
  return rows.map((row) => [written(row.from_at), row.until_at === null ? null : written(row.until_at)])
}

/** As moment() reads it. */
function written(time: number): string {
  const text = new Date(time + 3 * HOUR_MS).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11).replace(/(:00)?\.000Z$|Z$/, '')}`
}

describe('a silence', () => {
  const evening = ['2025-03-03 20:00', '2025-03-03 21:14'].map((time) => guest(time))
  const morning = ['2025-03-04 09:00', '2025-03-04 09:20'].map((time) => guest(time))

  test('23: lasts from the last event before it to the next one', async () => {
    await land(alive(1800), ...evening, ...morning)
    expect(await silences('2025-03-03 22:00', '2025-03-04 08:00', '2025-03-04 09:30')).toEqual([
      ['2025-03-03 21:14', '2025-03-04 09:00'],
    ])
    expect(
      await readSilences(
        one.db,
        await one.directory(),
        { from_at: at('2025-03-03 12:00'), until_at: at('2025-03-04 12:00') },
        at('2025-03-04 09:30'),
      ),
    ).toEqual([
      {
        source_id: 'crm://test',
        name: 'CRM',
        from_at: at('2025-03-03 21:14'),
        until_at: at('2025-03-04 09:00'),
      },
    ])
  })

  test('is open while the source is not back by as_of; what comes later is unseen', async () => {
    await land(alive(1800), ...evening, ...morning)
    const night = ['2025-03-03 22:00', '2025-03-04 08:00'] as const
    expect(await silences(...night, '2025-03-04 08:59:59.999')).toEqual([['2025-03-03 21:14', null]])
    expect(await silences(...night, '2025-03-04 09:00')).toEqual([['2025-03-03 21:14', '2025-03-04 09:00']])
    // an hour and a half after 21:14
    expect(await silences(...night, '2025-03-03 22:43:59.999')).toEqual([])
    expect(await silences(...night, '2025-03-03 22:44')).toEqual([['2025-03-03 21:14', null]])
    // and there is nothing to say of the time after as_of
    expect(await silences(...night, '2025-03-03 22:00')).toEqual([])
    expect(await silences('2025-03-04 05:00', '2025-03-04 08:00', '2025-03-04 05:00')).toEqual([])
  })

  test('an event that comes just on time ends none', async () => {
    await land(alive(1800), guest('2025-03-03 20:00'), guest('2025-03-03 21:30'))
    expect(await silences('2025-03-03 00:00', '2025-03-04 00:00', '2025-03-03 22:00')).toEqual([])
    await land(guest('2025-03-03 23:00:00.001'))
    expect(await silences('2025-03-03 00:00', '2025-03-04 00:00', '2025-03-03 23:30')).toEqual([
      ['2025-03-03 21:30', '2025-03-03 23:00:00.001'],
    ])
  })

  test('counts where it meets the period for longer than nothing, and comes whole', async () => {
    await land(alive(1800), ...evening, ...morning)
    const whole = [['2025-03-03 21:14', '2025-03-04 09:00']]
    const read = (a: string, b: string) => silences(a, b, '2025-03-04 09:30')
    expect(await read('2025-03-03 00:00', '2025-03-03 21:14')).toEqual([])
    expect(await read('2025-03-03 00:00', '2025-03-03 21:14:00.001')).toEqual(whole)
    expect(await read('2025-03-04 08:59:59.999', '2025-03-05 00:00')).toEqual(whole)
    expect(await read('2025-03-04 09:00', '2025-03-05 00:00')).toEqual([])
    // no event at all inside, weeks away from either
    await land(guest('2025-03-29 09:00'))
    expect(await silences('2025-03-15 00:00', '2025-03-16 00:00', '2025-03-29 09:30')).toEqual([
      ['2025-03-04 09:20', '2025-03-29 09:00'],
    ])
    expect(await silences('2025-03-15 00:00', '2025-03-16 00:00', '2025-03-20 00:00')).toEqual([
      ['2025-03-04 09:20', null],
    ])
  })

  test('shorter than five minutes is found to the millisecond', async () => {
    await land(
      alive(20),
      ...['10:00:00', '10:00:59.500', '10:02:00', '10:03:00', '10:07:30', '10:08:00'].map((clock) =>
        guest(`2025-03-04 ${clock}`),
      ),
    )
    expect(await silences('2025-03-04 00:00', '2025-03-05 00:00', '2025-03-04 10:08:10')).toEqual([
      ['2025-03-04 10:00:59.500', '2025-03-04 10:02'],
      ['2025-03-04 10:03', '2025-03-04 10:07:30'],
    ])
    expect(await silences('2025-03-04 10:01:30', '2025-03-05 00:00', '2025-03-04 10:01:59.500')).toEqual([
      ['2025-03-04 10:00:59.500', null],
    ])
    expect(await silences('2025-03-04 10:01:30', '2025-03-05 00:00', '2025-03-04 10:01:59.499')).toEqual([])
  })

  test('is nobody’s who does not say how often he sends', async () => {
    await land(alive(undefined), ...evening, ...morning)
    expect(await silences('2025-03-01 00:00', '2025-04-01 00:00')).toEqual([])
    // the latest event of the source counts
    await land({ ...alive(1800), time: moment('2025-01-02 00:00') })
    expect(await silences('2025-03-04 00:00', '2025-03-04 08:00')).toHaveLength(1)
    await land({ ...alive(undefined), time: moment('2025-01-03 00:00') })
    expect(await silences('2025-03-04 00:00', '2025-03-04 08:00')).toEqual([])
  })

  test('begins neither before the first event of the source nor before it is said to tell', async () => {
    await land(alive(1800))
    expect(await silences('2025-01-01 00:00', '2025-04-01 00:00')).toEqual([])
    await land(guest('2025-03-04 10:00'), guest('2025-03-04 10:10'))
    expect(await silences('2025-01-01 00:00', '2025-04-01 00:00', '2025-03-04 10:20')).toEqual([])
    await one.empty()
    await land(alive(1800, { since: '2025-03-04' }), guest('2025-03-01 10:00'), guest('2025-03-03 23:00'))
    await land(guest('2025-03-04 01:30'), guest('2025-03-04 03:30'))
    expect(await silences('2025-01-01 00:00', '2025-04-01 00:00', '2025-03-04 04:00')).toEqual([
      ['2025-03-04 01:30', '2025-03-04 03:30'],
    ])
    // from midnight on, in the default zone, its silence counts
    await one.empty()
    await land(alive(1800, { since: '2025-03-04' }), guest('2025-03-03 23:00'), guest('2025-03-04 02:00'))
    expect(await silences('2025-01-01 00:00', '2025-04-01 00:00', '2025-03-04 02:10')).toEqual([
      ['2025-03-04 00:00', '2025-03-04 02:00'],
    ])
    expect(await silences('2025-01-01 00:00', '2025-04-01 00:00', '2025-03-04 01:29:59.999')).toEqual([])
  })

  test('is of each source alone, and every kind of event but notes and the directory ends it', async () => {
    const pms = alive(3600, { source_id: 'pms://test', name: 'PMS' })
    await land(
      alive(1800),
      pms,
      guest('2025-03-03 20:00'),
      mark('taken', '2025-03-03 21:00'),
      incident('opened', '2025-03-03 22:00'),
      {
        ...mark('taken', '2025-03-03 23:00'),
        type: 'butler.review.v1',
        data: { review_id: 'r', property_id: 'N', platform: 'survey', rating: 5, scale: 5 },
      },
      shift('started', '2025-03-04 00:00'),
      { ...stay('2025-03-04', '2025-03-05'), time: moment('2025-03-04 01:00') },
      guest('2025-03-04 02:00'),
      // the home's event and a note are no sign of life
      property({}, '2025-03-04 03:00'),
      {
        ...mark('taken', '2025-03-04 04:00'),
        type: 'butler.note.v1',
        data: {
          note_id: 'n',
          about: { conversation_id: 'c' },
          text: 'quiet',
          author: { role: 'manager', id: 'anna' },
          show_owner: false,
        },
      },
      guest('2025-03-04 05:00'),
      from('pms://test', guest('2025-03-03 21:00')),
      from('pms://test', guest('2025-03-04 01:00')),
      from('other://test', guest('2025-03-03 01:00')),
    )
    const rows = await readSilences(
      one.db,
      await one.directory(),
      { from_at: at('2025-03-03 00:00'), until_at: at('2025-03-05 00:00') },
      at('2025-03-04 05:00'),
    )
    expect(rows.map(({ name, from_at, until_at }) => [name, from_at, until_at])).toEqual([
      ['PMS', at('2025-03-03 21:00'), at('2025-03-04 01:00')],
      ['PMS', at('2025-03-04 01:00'), null],
      ['CRM', at('2025-03-04 02:00'), at('2025-03-04 05:00')],
    ])
  })

  test('is the same for events told again, late, and in reverse order', async () => {
    const events = [...evening, ...morning]
    await land(...events.toReversed())
    await land(alive(1800), ...events, ...events)
    const read = () => silences('2025-03-03 00:00', '2025-03-05 00:00', '2025-03-04 09:30')
    expect(await read()).toEqual([['2025-03-03 21:14', '2025-03-04 09:00']])
    // six hours late: it was not silent then
    await land(guest('2025-03-04 03:00'), ...events)
    expect(await read()).toEqual([
      ['2025-03-03 21:14', '2025-03-04 03:00'],
      ['2025-03-04 03:00', '2025-03-04 09:00'],
    ])
    await one.db.command('optimize table source_activity final')
    expect(await read()).toHaveLength(2)
  })

  test('is found where the events had landed before the table was there, however often that is made up for', async () => {
    await land(alive(1800), ...evening, ...morning, incident('opened', '2025-03-04 03:00'))
    const read = async () => [
      await silences('2025-03-03 00:00', '2025-03-05 00:00', '2025-03-04 09:30'),
      await readDataAsOf(one.db, at('2025-03-04 09:30')),
      await one.db.readBulk(
        'select source, bucket, first_at, last_at, arraySort(times) from source_activity final order by all',
      ),
    ]
    const before = await read()
    await one.db.command('truncate table source_activity')
    const migration = await readFile(projectFile('sql', 'schema', '0004_activity.sql'), 'utf8')
    for (let again = 0; again < 2; again++) {
      for (const statement of statements(migration)) await one.db.command(statement)
      expect(await read()).toEqual(before)
    }
    // and everything is to be derived anew
    expect(
      await one.db.readBulk('select distinct kind, key from touched final where generation = 1'),
    ).toEqual([['everything', '']])
    await one.facts.drain()
    expect(await one.db.readBulk('select count() from touched')).toEqual([[0]])
  })
})

test('equal the plain reading of what any events say', async () => {
  const START = at('2025-03-04 10:00')
  const MINUTE_MS = 60_000
  await land(alive(60), alive(120, { source_id: 'b://test' }), alive(4000, { source_id: 'c://test' }))
  const [times = []] = fc.sample(
    fc.array(
      fc.record({
        source_id: fc.constantFrom('crm://test', 'b://test', 'c://test'),
        at: fc.nat(2000 * MINUTE_MS),
      }),
      { minLength: 400, maxLength: 400 },
    ),
    { seed: 7, numRuns: 1 },
  )
  const later_ms = [180_000, 180_001, 360_000, 360_001, 300_000, 1, 30_000, 250_000]
  const close = times.flatMap((time, index) => [
    time,
    { ...time, at: time.at + (later_ms[index % later_ms.length] ?? 0) },
  ])
  await land(...close.map((time) => from(time.source_id, guest(new Date(START + time.at).toISOString()))))
  const directory = await one.directory()
  const plain = (stretch: { from_at: number; until_at: number }, as_of: number): Silence[] =>
    [...directory.sources.values()]
      .flatMap(({ source_id, name, alive_every_s }) => {
        const own = [
          ...new Set(close.filter((time) => time.source_id === source_id).map((time) => START + time.at)),
        ]
          .filter((time) => time <= as_of)
          .sort((a, b) => a - b)
        return own.flatMap((from_at, index) => {
          const until_at = own[index + 1] ?? null
          const limit_ms = 3000 * Number(alive_every_s)
          const isSilent = until_at === null ? as_of - from_at >= limit_ms : until_at - from_at > limit_ms
          const meets =
            Math.max(from_at, stretch.from_at) < Math.min(until_at ?? as_of, as_of, stretch.until_at)
          return isSilent && meets ? [{ source_id, name, from_at, until_at }] : []
        })
      })
      .sort((a, b) => a.from_at - b.from_at || (a.source_id < b.source_id ? -1 : 1))
  const [queries = []] = fc.sample(
    fc.array(fc.tuple(fc.nat(2100), fc.nat(300), fc.nat(2100 * MINUTE_MS), fc.nat(799)), {
      minLength: QUERIES,
      maxLength: QUERIES,
    }),
    { seed: 8, numRuns: 1 },
  )
  let found = 0
  for (const [begin, long, as_of_ms, event] of queries) {
    const stretch = { from_at: START + begin * MINUTE_MS, until_at: START + (begin + long) * MINUTE_MS }
    for (const as_of of [START + as_of_ms, START + (close[event]?.at ?? 0), START + 3000 * MINUTE_MS]) {
      const expected = plain(stretch, as_of)
      found += expected.length
      expect(await readSilences(one.db, directory, stretch, as_of)).toEqual(expected)
      const latest = Math.max(...close.map((time) => START + time.at).filter((time) => time <= as_of))
      expect(await readDataAsOf(one.db, as_of)).toBe(latest === -Infinity ? null : latest)
    }
  }
  expect(found).toBeGreaterThan(8 * QUERIES)
})

test('the data is as of the latest event up to as_of, whoever told it', async () => {
  expect(await readDataAsOf(one.db, at('2025-03-05 00:00'))).toBeNull()
  await land(alive(1800), property({}, '2025-03-04 12:00'))
  expect(await readDataAsOf(one.db, at('2025-03-05 00:00'))).toBeNull()
  await land(
    guest('2025-03-04 10:00'),
    from('other://test', shift('started', '2025-03-04 10:01:00.500')),
    guest('2025-03-04 10:04'),
    guest('2025-03-04 18:00'),
  )
  const readAt = async (as_of: string) => {
    const found = await readDataAsOf(one.db, at(as_of))
    return found === null ? null : written(found)
  }
  expect(await readAt('2025-03-04 09:59:59.999')).toBeNull()
  expect(await readAt('2025-03-04 10:00')).toBe('2025-03-04 10:00')
  expect(await readAt('2025-03-04 10:03:59.999')).toBe('2025-03-04 10:01:00.500')
  expect(await readAt('2025-03-04 10:04')).toBe('2025-03-04 10:04')
  expect(await readAt('2025-03-04 17:59')).toBe('2025-03-04 10:04')
  expect(await readAt('9999-12-31T00:00:00Z')).toBe('2025-03-04 18:00')
  expect(await readAt('1900-01-01T00:00:00Z')).toBeNull()
})
