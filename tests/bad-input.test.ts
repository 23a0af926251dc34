/** Input that can't be right: each with a clear reason, nothing around it lost, the same by file and over HTTP. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importFiles } from '#pipelines/import.server.ts'
import { readDeadLetters, replayDeadLetters } from '#pipelines/replay.server.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type MetricsQuery } from '#sql/read.server.ts'
import { managementScope, ownerScope } from '#sql/directory/scope.ts'
import { some } from './support/amount.ts'
import { BATCH, insights, LINES, ONE, served, type Served } from './support/insights.ts'
import { migratedDir } from './support/template.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

const NOW = Date.parse('2026-11-01T00:00:00Z')
const event = (id: string, type: string, time: string, data: unknown) => ({
  specversion: '1.0',
  id,
  source: 'crm',
  type: `butler.${type}.v1`,
  time,
  data,
})
const guest = (id: string, data: Record<string, unknown> = {}, time = '2026-10-01T10:00:00Z') =>
  event(id, 'message', time, { conversation_id: 'c', channel: 'sms', author: { role: 'guest' }, ...data })
const answer = (id: string, time: string) =>
  event(id, 'message', time, {
    conversation_id: 'c',
    channel: 'sms',
    author: { role: 'manager', id: 'anna' },
  })
const policy = (data: Record<string, unknown>) =>
  event('policy', 'policy', '2026-01-01T00:00:00Z', {
    policy_id: 'p',
    valid_from: '2026-01-01T00:00:00Z',
    answer_within_s: 60,
    night_from: '22:00',
    night_to: '08:00',
    resolve_within_s: 60,
    ...data,
  })
const property = (data: Record<string, unknown>) =>
  event('home', 'property', '2026-10-20T00:00:00Z', { property_id: 'home', name: 'Home', ...data })

const BAD: [string, string, RegExp][] = [
  ['truncated JSON', JSON.stringify(guest('1')).slice(0, 60), /malformed_json/],
  ['a 2 MiB line', JSON.stringify(guest('1', { text: 'x'.repeat(2 ** 21) })), /oversize/],
  [
    'a lone surrogate in what is kept',
    '{"specversion":"1.0","id":"\\ud800","source":"crm","type":"butler.message.v1","time":"2026-10-01T10:00:00Z","data":{}}',
    /envelope/,
  ],
  ['NUL in an id', JSON.stringify(guest('a\0b')), /envelope/],
  ['an id with a newline', JSON.stringify(guest('a\nb')), /envelope/],
  ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), /envelope|malformed_json/],
  ['an unknown type', JSON.stringify({ ...guest('1'), type: 'butler.letter.v1' }), /unknown_type/],
  ['a future time', JSON.stringify(guest('1', {}, '2026-11-03T00:00:00Z')), /time_out_of_bounds/],
  ['a time of 1999', JSON.stringify(guest('1', {}, '1999-12-31T23:59:59Z')), /time_out_of_bounds/],
  ['a time without offset', JSON.stringify(guest('1', {}, '2026-10-01T10:00:00')), /envelope/],
  ['a zone that the engine lacks', JSON.stringify(property({ timezone: 'Europe/Atlantis' })), /schema/],
  ['night_from equal to night_to', JSON.stringify(policy({ night_to: '22:00' })), /schema/],
  [
    '__proto__ in place of data',
    '{"specversion":"1.0","id":"1","source":"crm","type":"butler.message.v1","time":"2026-10-01T10:00:00Z","__proto__":{"data":{}}}',
    /envelope|schema/,
  ],
  ['bytes that are no UTF-8', 'LATIN1', /malformed_json/],
]

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

async function* bytesOf(...parts: (string | Buffer)[]) {
  for (const part of parts) yield await Promise.resolve(typeof part === 'string' ? Buffer.from(part) : part)
}

async function importing(...parts: (string | Buffer)[]) {
  const counts = { read: 0, accepted: 0, dead: 0, reasons: new Map<string, number>(), imports: [] }
  const { Readable } = await import('node:stream')
  await importFiles(one, ['-'], {
    person: 'anna',
    stdin: Readable.from(bytesOf(...parts)),
    now: () => NOW,
    counts,
  })
  await one.facts.drain()
  const { read, accepted, dead } = counts
  return { read, accepted, dead }
}

/** What is looked at: all metrics at once take ten times as long to plan. */
const LOOKED_AT = {
  turns: ['turns', 'answered', 'in_time', 'wait_p50_s', 'wait_max_s'],
  incidents: ['incidents', 'acknowledge_p50_s'],
  nights: ['covered_share', 'gaps'],
}

async function figures(subject: keyof typeof LOOKED_AT, other: Partial<MetricsQuery> = {}) {
  const directory = await one.directory()
  const { total } = await readMetrics(one.db, directory, {
    subject,
    metrics: LOOKED_AT[subject],
    period: parsePeriod('2026-10-01', '2026-11-01'),
    as_of: NOW,
    by: null,
    every: null,
    language: 'en',
    team: false,
    scope: managementScope(directory),
    ...other,
  })
  return total
}

/** Where the events around it are counted, too: at a push of two, others each time. */
const COUNTED = some(
  BAD.map(([name]) => name),
  2,
  Math.random,
)

describe('a dead letter with its reason, and the events around it taken', () => {
  test.each(BAD)('%s', async (name, line, reason) => {
    const bytes = line === 'LATIN1' ? Buffer.from([0x7b, 0xe9, 0x7d]) : Buffer.from(line)
    expect(
      await importing(
        `${JSON.stringify(guest('a'))}\n`,
        bytes,
        `\n${JSON.stringify(answer('b', '2026-10-01T10:01:00Z'))}\n`,
      ),
    ).toEqual({ read: 3, accepted: 2, dead: 1 })
    const [letter] = await readDeadLetters(one.db)
    expect(letter?.reason).toMatch(reason)
    expect(letter?.origin).toBe('standard input:2')
    expect(letter?.detail.length).toBeGreaterThan(20)
    if (COUNTED.includes(name)) expect(await figures('turns')).toMatchObject({ turns: 1, wait_p50_s: 60 })
    // without its text, which was not kept, the long line is short enough
    const status = reason.test('oversize') ? 'replayed' : 'still_dead'
    expect(await replayDeadLetters(one.db, one.sink, NOW)).toMatchObject([{ status }])
  })
})

describe('taken as it is', () => {
  test('an empty file, blank lines, CRLF, a byte-order mark, no line end at the end', async () => {
    expect(await importing('')).toEqual({ read: 0, accepted: 0, dead: 0 })
    expect(
      await importing(
        `\uFEFF${JSON.stringify(guest('a'))}\r\n\r\n  \r\n${JSON.stringify(answer('b', '2026-10-01T10:01:00Z'))}`,
      ),
    ).toEqual({ read: 2, accepted: 2, dead: 0 })
    expect(await figures('turns')).toMatchObject({ turns: 1, in_time: 1 })
  })

  test('+05:45, and the answer before its question, and a mark before its message', async () => {
    const mark = event('m', 'mark', '2026-10-01T11:03:00Z', {
      conversation_id: 'd',
      mark: 'answered_elsewhere',
      message: { source: 'crm', id: 'late' },
    })
    await importing(
      [mark, answer('b', '2026-10-01T15:47:00+05:45')].map((one) => JSON.stringify(one)).join('\n'),
    )
    expect(await figures('turns')).toMatchObject({ turns: 0 })
    await importing(
      [guest('a'), guest('late', { conversation_id: 'd' }, '2026-10-01T11:00:00Z')]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    )
    expect(await figures('turns')).toMatchObject({ turns: 2, answered: 2, wait_p50_s: 150, wait_max_s: 180 })
  })

  test('a lone surrogate in a text, __proto__ beside what is known', async () => {
    const line = JSON.stringify(guest('a')).replace(
      '"channel"',
      '"text":"\\ud800?","__proto__":{"x":1},"channel"',
    )
    expect(await importing(line)).toEqual({ read: 1, accepted: 1, dead: 0 })
    expect(await figures('turns')).toMatchObject({ turns: 1 })
  })

  test('a home that nobody has announced: management sees it as unknown; when it is announced it is its owner’s', async () => {
    await importing(JSON.stringify(guest('a', { property_id: 'home' })))
    expect(await figures('turns')).toMatchObject({ turns: 1 })
    await importing(JSON.stringify(property({ owner_id: 'olga' })))
    expect(await figures('turns', { scope: ownerScope(await one.directory(), 'olga') })).toMatchObject({
      turns: 1,
    })
  })

  test('a message without a home, then the stay that tells it', async () => {
    await importing(
      JSON.stringify(property({ owner_id: 'olga' })),
      '\n',
      JSON.stringify(guest('a', { guest_id: 'g' })),
    )
    expect(await figures('turns', { scope: ownerScope(await one.directory(), 'olga') })).toMatchObject({
      turns: 0,
    })
    const stay = {
      stay_id: 's',
      property_id: 'home',
      status: 'booked',
      check_in: '2026-10-01',
      check_out: '2026-10-03',
      guest_id: 'g',
    }
    await importing(JSON.stringify(event('s', 'stay', '2026-10-25T00:00:00Z', stay)))
    expect(await figures('turns', { scope: ownerScope(await one.directory(), 'olga') })).toMatchObject({
      turns: 1,
    })
  })

  test('what happened to an incident before it was opened; a shift that ended and never started', async () => {
    const incident = (action: string, time: string) =>
      event(action, 'incident', time, { incident_id: 'i', property_id: 'home', category: 'leak', action })
    await importing(
      [
        incident('acknowledged', '2026-10-01T09:00:00Z'),
        event('e', 'shift', '2026-10-01T09:00:00Z', { shift_id: 's', manager_id: 'anna', action: 'ended' }),
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    )
    expect(await figures('incidents')).toMatchObject({ incidents: 0 })
    await importing(JSON.stringify(incident('opened', '2026-10-01T10:00:00Z')))
    expect(await figures('incidents')).toMatchObject({ incidents: 1, acknowledge_p50_s: null })
    expect(await figures('nights')).toMatchObject({ covered_share: null, gaps: null })
  })

  test('the same file three times, and backwards: the same figures to the last digit', async () => {
    const lines = [
      guest('a'),
      answer('b', '2026-10-01T10:00:07.123Z'),
      guest('c', {}, '2026-10-02T10:00:00.001Z'),
      answer('d', '2026-10-02T10:59:59.999Z'),
    ].map((one) => JSON.stringify(one))
    await importing(lines.join('\n'))
    const once = await figures('turns')
    for (let round = 0; round < 2; round++) await importing(lines.toReversed().join('\n'))
    expect(await figures('turns')).toEqual(once)
  })
})

test('dead letters are replayed once the cause is mended', async () => {
  const future = guest('later', {}, '2026-10-31T23:00:00Z')
  const early = one.sink.decodeValue(future, {
    origin: 'test',
    received_at: Date.parse('2026-10-01T00:00:00Z'),
  })
  await one.sink.write([
    early,
    one.sink.decodeValue(policy({ answer_within_s: 0 }), { origin: 'test', received_at: NOW }),
  ])
  expect((await readDeadLetters(one.db)).map(({ reason }) => reason).sort()).toEqual([
    'schema',
    'time_out_of_bounds',
  ])
  expect(await readDeadLetters(one.db, { reason: 'schema' })).toHaveLength(1)
  const outcomes = await replayDeadLetters(one.db, one.sink, NOW)
  expect(outcomes.map(({ status }) => status)).toEqual(['still_dead', 'still_dead'])
})

describe('by file', () => {
  test('a gzip cut short keeps what came before and ends with 1', async () => {
    const dir = migratedDir()
    const file = path.join(dir, 'cut.ndjson.gz')
    const lines = Array.from({ length: 3000 }, (_, index) =>
      JSON.stringify(
        guest(`${index}-${(index * 7919) % 3571}`, { conversation_id: `c-${(index * 104_729) % 7907}` }),
      ),
    )
    const whole = gzipSync(lines.join('\n'))
    writeFileSync(file, whole.subarray(0, Math.floor(whole.length * 0.7)))
    const { status, out, err } = await insights(dir, ['import', file, '--json'])
    const { read, accepted } = JSON.parse(out) as { read: number; accepted: number }
    expect(status).toBe(1)
    expect(read).toBeGreaterThan(1000)
    expect(accepted).toBeGreaterThan(1000)
    expect(err).toMatch(
      /insights: .*cut.ndjson.gz is cut short or damaged after line \d+: what came before is kept/,
    )
  })
})

describe('over HTTP', () => {
  let server: Served
  beforeAll(async () => {
    server = await served(migratedDir())
  })
  afterAll(() => server.end('SIGTERM'))

  test.each([
    ['not JSON', ONE, '{"specversion"', 400, /not JSON/],
    ['an array for one', ONE, '[]', 400, /one event, a JSON object/],
    ['one for an array', BATCH, '{}', 400, /an array of events/],
    ['an empty array', BATCH, '[]', 400, /no events/],
    ['no line is JSON', LINES, 'a\nb', 400, /no line is JSON/],
    ['nothing', LINES, '', 400, /no line is JSON/],
    ['another type', 'application/json', '{}', 415, /application\/cloudevents\+json/],
    ['too many', BATCH, JSON.stringify(Array.from({ length: 10_001 }, () => 0)), 413, /10 000/],
    ['too large', ONE, `"${'x'.repeat(2 ** 24)}"`, 413, /16 MiB/],
  ])('%s', async (_, type, body, status, says) => {
    const response = await server.post(type, body)
    expect(response.status).toBe(status)
    expect(((await response.json()) as { error: string }).error).toMatch(says)
  })

  test('no token, another token', async () => {
    for (const token of ['', 'another-token']) {
      const response = await server.post(ONE, JSON.stringify(guest('a')), token)
      expect(response.status).toBe(401)
    }
  })

  test('rejected events are told by their index, the others are taken', async () => {
    const now = new Date().toISOString()
    const lines = [
      '',
      JSON.stringify(guest('1', {}, now)),
      '   ',
      '{',
      JSON.stringify(guest('2', { channel: 'Not A Word' }, now)),
      JSON.stringify(guest('3', {}, now)),
    ]
    const response = await server.post(LINES, lines.join('\r\n'))
    expect(response.status).toBe(202)
    const answer = (await response.json()) as {
      accepted: number
      rejected: { index: number; reason: string }[]
    }
    expect(answer.accepted).toBe(2)
    expect(answer.rejected.map(({ index }) => index)).toEqual([1, 2])
    expect(answer.rejected[1]?.reason).toMatch(/channel/)
    const batch = await server.post(BATCH, JSON.stringify([guest('4', {}, now), null, 5, guest('', {}, now)]))
    expect(await batch.json()).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1 }, { index: 2 }, { index: 3 }],
    })
  })
})
