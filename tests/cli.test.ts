/** The command line as a person meets it: processes of their own, with and without a running server. */
import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amount, longTest } from './support/amount.ts'
import {
  freshDir,
  insights,
  insightsOfServer,
  LINES,
  served,
  type Ended,
  type Served,
} from './support/insights.ts'
import { migratedDir } from './support/template.ts'

const event = (id: string, type: string, time: string, data: Record<string, unknown>) =>
  JSON.stringify({ specversion: '1.0', id, source: 'crm', type: `butler.${type}.v1`, time, data })

const message = (id: string, time: string, role: string) =>
  event(id, 'message', time, {
    conversation_id: 'c',
    property_id: 'home',
    channel: 'sms',
    author: { role, ...(role === 'manager' ? { id: 'anna' } : {}) },
  })

const EVENTS = [
  event('p', 'property', '2026-01-01T00:00:00Z', {
    property_id: 'home',
    name: 'Home',
    owner_id: 'olga',
    timezone: 'Europe/Moscow',
  }),
  message('1', '2026-10-01T20:00:00Z', 'guest'),
  message('2', '2026-10-01T20:04:00Z', 'manager'),
  '',
  '{"specversion":"1.0"}',
]
const OCTOBER = ['--from', '2026-10-01', '--until', '2026-11-01']

const WRONG = [
  [['metrics', 'turns', '--from', '2026-11-01', '--until', '2026-10-01'], /from must be before until/],
  [['metrics', 'turns', '--from', '2026-10-01'], /from and until are required/],
  [['metrics', 'turns', '--from', '2026-02-30', '--until', '2026-10-01'], /must be a date/],
  [['metrics', 'bookings', ...OCTOBER], /unknown subject: bookings; must be one of turns/],
  [['metrics', 'turns', ...OCTOBER, '--by', 'colour'], /unknown dimension of turns: colour;/],
  [['metrics', 'turns', ...OCTOBER, '--owner', 'nobody'], /unknown owner nobody/],
  [['metrics', 'turns', ...OCTOBER, '--every', 'hour'], /unknown step of a series: hour;/],
  [['metrics', 'turns', ...OCTOBER, '--format', 'xml'], /unknown format: xml;/],
  [['metrics', 'turns', ...OCTOBER, '--as-of', 'now'], /as-of must be a time/],
  [['metrics', 'turns', ...OCTOBER, '--colour'], /unknown option '--colour'/],
  [['list', 'everything', ...OCTOBER], /unknown list: everything;/],
  [['metric', 'response_time'], /unknown metric response_time: did you mean in_time, /],
  [['policy', 'add', '--answer', 'soon', '--resolve', '900'], /answer/],
  [['import'], /give at least one file/],
  [['fly'], /unknown command 'fly'/],
] as const

const dir = freshDir()
const file = path.join(dir, 'events.ndjson')

beforeAll(async () => {
  writeFileSync(file, EVENTS.join('\n'))
  const { status, out, err } = await insights(dir, ['import', file, '--json'])
  expect({ status, ...(JSON.parse(out) as object) }).toEqual({
    status: 0,
    read: 4,
    accepted: 3,
    dead: 1,
    seconds: expect.any(Number) as number,
  })
  expect(err).toMatch(/^1 events could not be taken/)
})

/** By a process of its own, which takes seconds to start. */
const BY_PROCESS = amount([0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

/** The same questions, put by processes or straight to the server that holds the folder; some of them: by their place. */
async function answers(
  run: (dir: string, args: readonly string[]) => Promise<Ended>,
  which: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
): Promise<Ended[]> {
  const commands = [
    [
      'metrics',
      'turns',
      ...OCTOBER,
      '--as-of',
      '2026-11-01T00:00:00Z',
      '--format',
      'json',
      '--by',
      'property',
      '--every',
      'month',
    ],
    [
      'metrics',
      'nights',
      ...OCTOBER,
      '--owner',
      'olga',
      '--as-of',
      '2026-11-01T00:00:00Z',
      '--format',
      'csv',
    ],
    ['metrics', 'incidents', ...OCTOBER, '--property', 'home', '--as-of', '2026-11-01T00:00:00Z'],
    ['metrics', 'automation', ...OCTOBER, '--as-of', '2026-11-01T00:00:00Z', '--by', 'property'],
    ['list', 'turns', ...OCTOBER, '--as-of', '2026-11-01T00:00:00Z', '--format', 'json'],
    ['list', 'gaps', ...OCTOBER, '--as-of', '2026-11-01T00:00:00Z'],
    ['policy', 'list', '--format', 'json'],
    ['dead-letters', 'list', '--format', 'csv'],
    ['metric', 'night_answered'],
    ['metrics', 'turns', ...OCTOBER, '--property', 'nowhere'],
  ]
  const ended: Ended[] = []
  for (const place of which) ended.push(await run(dir, commands[place] ?? []))
  return ended
}

test('every command says the same with a server and without', { timeout: 120_000 }, async () => {
  const alone = await answers(insights, BY_PROCESS)
  const server = await served(dir)
  const all = await answers(insightsOfServer)
  expect(all.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
  expect(BY_PROCESS.map((place) => all[place])).toEqual(alone)
  expect(JSON.parse(all[0]?.out ?? '')).toMatchObject({
    total: { turns: 1, in_time: 1, wait_p50_s: 240, night_turns: 1, missed_calls: null },
    not_reported: { missed_calls: 'calls' },
    by: [{ key: 'home', turns: 1 }],
    series: [{ from: '2026-10-01', turns: 1 }],
  })
  expect(all[3]?.out).toMatch(/^disturbed_nights +– +– +not reported: owner_contact$/m)
  expect(await insights(dir, ['policy', 'list', '--format', 'json'])).toEqual(all[6])
  const future = ['--from', '2031-01-01', '--until', '2031-02-01', '--format', 'json']
  const nothing = await insightsOfServer(dir, ['metrics', 'turns', ...future])
  expect(nothing.status).toBe(0)
  expect(JSON.parse(nothing.out)).toMatchObject({
    total: { turns: 0, in_time_share: null, wait_p50_s: null },
  })
  const piped = await insights(dir, ['import', '-', '--json'], message('3', '2026-10-02T20:00:00Z', 'guest'))
  expect(JSON.parse(piped.out)).toMatchObject({ read: 1, accepted: 1 })
  for (const command of ['rebuild', 'migrate']) {
    expect(await insightsOfServer(dir, [command])).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^insights: a running server holds the database: stop it/) as string,
    })
  }
  await server.end('SIGTERM')
  expect(await insights(dir, ['rebuild'])).toMatchObject({ status: 0 })
  const later = await insights(dir, ['metrics', 'turns', ...OCTOBER, '--format', 'json'])
  expect(JSON.parse(later.out)).toMatchObject({ total: { turns: 2 } })
})

test('wrong usage is one line and status 2, of a process too', async () => {
  const err = expect.stringMatching(/^insights: unknown command 'fly'.*\n$/) as string
  expect(await insights(dir, ['fly'])).toEqual({ status: 2, out: '', err })
})

longTest('a file that is not there is one line and status 1', async () => {
  expect(await insights(dir, ['import', 'missing.ndjson'])).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^insights: .*missing.ndjson is not there: check the path\n$/) as string,
  })
})

longTest('a pipe that does not block and has nothing for a while is read to its end', async () => {
  const own = freshDir()
  const fifo = path.join(own, 'pipe')
  execFileSync('mkfifo', [fifo])
  const stdin = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(fifo, constants.O_WRONLY)
  const running = insights(own, ['import', '-', '--json'], stdin)
  for (const one of EVENTS.slice(0, 3)) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    writeSync(writer, `${one}\n`)
  }
  closeSync(writer)
  const { status, out, err } = await running
  closeSync(stdin)
  expect({ status, err: err.includes('EAGAIN') }).toEqual({ status: 0, err: false })
  expect(JSON.parse(out)).toMatchObject({ read: 3, accepted: 3 })
})

longTest('a promise that is added holds from then on', async () => {
  const own = freshDir()
  await insights(own, ['import', '-'], EVENTS.slice(0, 3).join('\n'))
  const added = await insights(own, [
    'policy',
    'add',
    '--answer',
    '120',
    '--resolve',
    '900',
    '--valid-from',
    '2026-01-01T00:00:00Z',
  ])
  expect(added).toMatchObject({ status: 0 })
  const { out } = await insights(own, ['metrics', 'turns', ...OCTOBER, '--format', 'json'])
  expect(JSON.parse(out)).toMatchObject({ total: { turns: 1, late: 1 } })
})

describe('a server', () => {
  let server: Served
  const own = migratedDir()
  beforeAll(async () => {
    server = await served(own)
  })
  afterAll(async () => {
    if (server.child.exitCode === null) await server.end('SIGTERM')
  })

  test.each(WRONG)('wrong usage is one line and status 2: %j', async (args, says) => {
    const { status, out, err } = await insightsOfServer(own, args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(says)])
  })

  test('that is killed after its answer has lost nothing, and the next one derives it', async () => {
    expect((await server.post(LINES, EVENTS.slice(0, 3).join('\n'))).status).toBe(202)
    await server.end('SIGKILL')
    const { out } = await insights(own, ['metrics', 'turns', ...OCTOBER, '--format', 'json'])
    expect(JSON.parse(out)).toMatchObject({ total: { turns: 1, in_time: 1 } })
    server = await served(own)
  })

  test('whose port is taken says so in one line', async () => {
    const port = new URL(server.url).port
    const { status, err } = await insights(migratedDir(), ['serve'], '', { PORT: port })
    expect(status).toBe(1)
    expect(err).toBe(`insights: port ${port} is taken: stop what listens there, or set PORT to another one\n`)
  })

  test('that is asked to end under load keeps all that it has answered', async () => {
    const answers = Array.from({ length: 60 }, (_, index) =>
      server
        .post(LINES, message(`load-${index}`, `2026-10-03T00:00:${String(index).padStart(2, '0')}Z`, 'guest'))
        .then(
          (response) => response.status === 202,
          () => false,
        ),
    )
    await answers[0]
    await server.end('SIGTERM')
    // 1 where connections that are kept alive hold it open until it is cut off
    expect(server.child.exitCode).toBe(0)
    const taken = (await Promise.all(answers)).filter(Boolean).length
    const { out } = await insights(own, ['metrics', 'turns', ...OCTOBER, '--format', 'json'])
    const { total } = JSON.parse(out) as { total: { guest_messages: number } }
    expect(total.guest_messages - 1).toBeGreaterThanOrEqual(taken)
  })
})
