/**
 * The contract of scope, over every metric and every list: nobody reads without one, an empty one reads nothing, and an
 * owner reads no byte of another's. Every string of owner A's homes begins with yya, every one of owner B's with zzb.
 */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant } from '#app/env.server.ts'
import { application } from '#app/server.ts'
import type { Directory } from '#sql/directory.ts'
import { LISTS, readList, type ListRow } from '#sql/lists.server.ts'
import { DIMENSIONS, metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer, type Ask } from '#sql/read.server.ts'
import { EMPTY_SCOPE, homesScope, managementScope, narrowed, ownerScope, type Scope } from '#sql/scope.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  bot,
  everythingTold,
  guest,
  incident,
  manager,
  mark,
  message,
  planned,
  property,
  shift,
  stay,
} from './support/events.ts'

const A = 'yya'
const B = 'zzb'
const from_ = { managed_from: '2025-03-01' }
const march = { period: parsePeriod('2025-03-01', '2025-04-01'), as_of: Date.parse('2025-04-02T00:00:00Z') }
const ofA = (name: string, data = {}) => ({
  property_id: 'yya-home',
  conversation_id: `yya-${name}`,
  channel: 'yya_chat',
  topic: 'yya_topic',
  language: 'yya',
  ...data,
})
const ofB = (name: string, data = {}) => ({
  property_id: 'zzb-home',
  conversation_id: `zzb-${name}`,
  channel: 'zzb_chat',
  topic: 'zzb_topic',
  language: 'zzb',
  ...data,
})
const troubleOf = (side: string, data = {}) => ({
  incident_id: `${side}-i`,
  property_id: `${side}-home`,
  category: `${side}_trouble`,
  cause: `${side}_cause`,
  playbook: `${side}_script`,
  actor: { role: 'manager', id: `${side}-manager` },
  ...data,
})

const events = [
  everythingTold(),
  property({ property_id: 'yya-home', owner_id: 'yya-owner', name: 'yya', group: 'yya', ...from_ }),
  property({ property_id: 'zzb-home', owner_id: 'zzb-owner', name: 'zzb', group: 'zzb', ...from_ }),
  // sold by A to B on the 15th
  property({ property_id: 'sold', owner_id: 'yya-owner', name: 'Sold', ...from_ }),
  property(
    { property_id: 'sold', owner_id: 'zzb-owner', owner_from: '2025-03-15', name: 'Sold', ...from_ },
    '2025-03-20 12:00',
  ),
  // A's: answered, a promise, a stay, a shift, an incident
  guest('2025-03-04 10:00', ofA('chat', { stay_id: 'yya-stay' })),
  manager('2025-03-04 10:05', ofA('chat', { stay_id: 'yya-stay', author_id: 'yya-manager' })),
  stay('2025-03-02', '2025-03-09', {
    stay_id: 'yya-stay',
    property_id: 'yya-home',
    guest_id: 'yya-guest',
    platform: 'yya',
  }),
  planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00', {
    shift_id: 'yya-shift',
    manager_id: 'yya-manager',
    property_ids: ['yya-home'],
  }),
  incident('opened', '2025-03-05 12:00', troubleOf(A)),
  // the sold home's: the 14th is A's, the 15th is B's
  guest('2025-03-14 23:59', ofA('last', { property_id: 'sold' })),
  incident('opened', '2025-03-14 23:59', troubleOf(A, { property_id: 'sold', incident_id: 'yya-j' })),
  guest('2025-03-15 00:00', ofB('first', { property_id: 'sold' })),
  guest('2025-03-15 02:00', ofB('second', { property_id: 'sold' })),
  incident('opened', '2025-03-15 00:00', troubleOf(B, { property_id: 'sold', incident_id: 'zzb-j' })),
  // B's: a missed call, a bot, a person, a mark, a stay, shifts, an incident
  guest('2025-03-20 10:00', ofB('chat', { stay_id: 'zzb-stay', kind: 'missed_call' })),
  bot('2025-03-20 10:01', ofB('chat', { stay_id: 'zzb-stay', author_id: 'zzb-bot', handoff: true })),
  manager('2025-03-20 10:05', ofB('chat', { stay_id: 'zzb-stay', author_id: 'zzb-manager' })),
  mark('taken', '2025-03-20 10:06', {
    conversation_id: 'zzb-chat',
    actor: { role: 'manager', id: 'zzb-manager' },
  }),
  message('automation', '2025-03-20 11:00', ofB('chat', { template: 'zzb_template' })),
  stay('2025-03-18', '2025-03-22', {
    stay_id: 'zzb-stay',
    property_id: 'zzb-home',
    guest_id: 'zzb-guest',
    platform: 'zzb',
  }),
  planned('2025-03-01 12:00', '2025-03-20 22:00', '2025-03-21 08:00', {
    shift_id: 'zzb-shift',
    manager_id: 'zzb-manager',
    property_ids: ['zzb-home'],
  }),
  shift('started', '2025-03-20 22:30', { shift_id: 'zzb-shift', manager_id: 'zzb-manager' }),
  incident('opened', '2025-03-20 12:00', troubleOf(B)),
  incident('owner_notified', '2025-03-20 12:05', troubleOf(B)),
  // one stay over both their homes: one thread, of which each sees his own part
  stay('2025-03-10', '2025-03-13', { stay_id: 'moved', property_id: 'yya-home' }),
  guest('2025-03-10 10:00', ofA('', { conversation_id: 'both', stay_id: 'moved' })),
  manager('2025-03-10 10:02', ofA('', { conversation_id: 'both', stay_id: 'moved' })),
  guest('2025-03-11 12:00', ofB('', { conversation_id: 'both', stay_id: 'moved' })),
  manager(
    '2025-03-11 12:30',
    ofB('', { conversation_id: 'both', stay_id: 'moved', author_id: 'zzb-manager' }),
  ),
  // nobody's: no home, and a home that nobody has announced
  guest('2025-03-12 10:00', { property_id: undefined, conversation_id: 'nowhere' }),
  guest('2025-03-12 11:00', { property_id: 'ghost', conversation_id: 'ghost' }),
  incident('opened', '2025-03-12 12:00', { property_id: 'ghost', incident_id: 'ghost' }),
]

let one: TestDatabase
let directory: Directory
let olga: Scope
let boris: Scope

beforeAll(async () => {
  one = await testDatabase()
  expect((await one.take(events)).filter((outcome) => outcome !== null)).toEqual([])
  directory = await one.directory()
  olga = ownerScope(directory, 'yya-owner')
  boris = ownerScope(directory, 'zzb-owner')
})
afterAll(() => one.close())

const listAsk = (scope: Scope, other: Partial<Ask> = {}) => ({
  ...march,
  scope,
  language: 'en',
  team: false,
  ...other,
})
const ask = (subject: Subject, scope: Scope, other: Partial<Ask> = {}): Ask => ({
  by: null,
  every: null,
  ...listAsk(scope),
  subject,
  ...other,
})
const read = (subject: Subject, scope: Scope, other: Partial<Ask> = {}) =>
  readMetrics(one.db, directory, ask(subject, scope, other))
const total = async (subject: Subject, scope: Scope) => (await read(subject, scope)).total

/** Every question there is: each subject by each of its dimensions, by month; and each list. */
async function everything(scope: Scope): Promise<{ answers: Answer[]; rows: ListRow[][] }> {
  const questions = SUBJECTS.flatMap((subject) =>
    [null, ...DIMENSIONS[subject]].map((by) => ask(subject, scope, { by, every: 'month' })),
  )
  return {
    answers: await Promise.all(questions.map((question) => readMetrics(one.db, directory, question))),
    rows: await Promise.all(LISTS.map((list) => readList(one.db, directory, list, listAsk(scope)))),
  }
}

describe('without a scope', () => {
  test('nothing can be asked', async () => {
    const unscoped = { ...march, subject: SUBJECTS[0], by: null, every: null, language: 'en', team: false }
    for (const subject of SUBJECTS) {
      // @ts-expect-error a question without a scope does not compile
      await expect(readMetrics(one.db, directory, { ...unscoped, subject }), subject).rejects.toThrow(
        TypeError,
      )
    }
    for (const list of LISTS) {
      // @ts-expect-error and neither does one for rows
      await expect(readList(one.db, directory, list, unscoped), list).rejects.toThrow(TypeError)
    }
  })

  test('only sql/scope.ts makes scopes', () => {
    // @ts-expect-error a scope written by hand does not compile
    const written: Scope = {
      homes: [{ property_id: 'zzb-home', from: -Infinity, until: Infinity }],
      unassigned: true,
    }
    expect(written.homes).toHaveLength(1)
  })

  test('an empty one reads nothing', async () => {
    for (const nothing of [
      ownerScope(directory, 'nobody'),
      homesScope(directory, ['ghost']),
      homesScope(directory, []),
      narrowed(olga, ['zzb-home']),
    ]) {
      expect(nothing).toEqual(EMPTY_SCOPE)
    }
    for (const scope of [EMPTY_SCOPE, narrowed(olga, ['zzb-home'])]) {
      const { answers, rows } = await everything(scope)
      for (const { subject, total, by = [], series, property_ids } of answers) {
        const empty = Object.fromEntries(
          Object.entries(metricsOf(subject)).map(([id, metric]) => [id, metric.empty]),
        )
        expect(total, subject).toEqual(empty)
        expect(series, subject).toEqual([{ from: '2025-03-01', ...empty }])
        expect(by, subject).toEqual([])
        expect(property_ids).toEqual([])
      }
      expect(rows).toEqual(LISTS.map(() => []))
    }
  })
})

describe('owners', () => {
  test.each([
    [A, B],
    [B, A],
  ])('%s reads no byte of %s', async (own, other) => {
    const { answers, rows } = await everything(own === A ? olga : boris)
    expect(JSON.stringify([answers, rows])).toContain(own)
    for (const answer of answers) expect(JSON.stringify(answer), answer.subject).not.toContain(other)
    for (const [index, list] of rows.entries())
      expect(JSON.stringify(list), LISTS[index]).not.toContain(other)
  })

  test('management reads both, so the strings are there to be read', async () => {
    const { answers, rows } = await everything(managementScope(directory))
    for (const answer of answers.filter(({ by }) => by?.some(({ key }) => key?.includes('_') === true))) {
      expect(JSON.stringify(answer)).toContain(A)
      expect(JSON.stringify(answer)).toContain(B)
    }
    for (const list of rows.slice(0, 2)) {
      expect(JSON.stringify(list)).toContain(A)
      expect(JSON.stringify(list)).toContain(B)
    }
    const persons = answers
      .filter(({ subject, by }) => subject === 'nights' && by !== undefined)
      .map(({ by }) => by?.map(({ key }) => key))
    expect(persons).toContainEqual(['yya-manager', 'zzb-manager'])
  })

  test('a home sold on the 15th: each his half', async () => {
    const sold = (scope: Scope) => narrowed(scope, ['sold'])
    expect(await total('turns', sold(olga))).toMatchObject({ turns: 1, guest_messages: 1 })
    expect(await total('turns', sold(boris))).toMatchObject({ turns: 2, guest_messages: 2 })
    expect(await total('incidents', sold(olga))).toMatchObject({ incidents: 1 })
    expect(await total('incidents', sold(boris))).toMatchObject({ incidents: 1 })
    // the night of the 14th is A's, with the question of 02:00 that nobody answered
    expect(await total('nights', sold(olga))).toMatchObject({ nights: 14, late_nights: 1 })
    expect(await total('nights', sold(boris))).toMatchObject({ nights: 17, late_nights: 0 })
    const nightsOf = async (scope: Scope) =>
      (await readList(one.db, directory, 'nights', listAsk(sold(scope)))).map(({ night }) => night)
    expect(await nightsOf(olga)).toEqual(
      Array.from({ length: 14 }, (_, index) => `2025-03-${String(index + 1).padStart(2, '0')}`),
    )
    expect((await nightsOf(boris))[0]).toBe('2025-03-15')
  })

  test("a thread over two owners' homes: each his own messages and turns", async () => {
    const both = async (scope: Scope) => {
      const rows = await readList(one.db, directory, 'turns', listAsk(scope))
      return rows
        .filter(({ stay_id }) => stay_id === 'moved')
        .map(({ property_id, wait_s, is_first }) => [property_id, wait_s, is_first])
    }
    expect(await both(olga)).toEqual([['yya-home', 120, true]])
    expect(await both(boris)).toEqual([['zzb-home', 1800, false]])
    expect(await total('turns', narrowed(olga, ['yya-home']))).toMatchObject({
      turns: 2,
      guest_messages: 2,
      first_wait_p50_s: 210,
    })
    expect(await total('turns', narrowed(boris, ['zzb-home']))).toMatchObject({
      turns: 2,
      guest_messages: 2,
      first_wait_p50_s: 300,
    })
  })

  // DEFECT: with team "every shift then counts" (metrics.md), also one that is only for homes of another owner: A reads
  // the name of B's manager and B's hours. Remove .fails once a team counts the shifts of its own homes.
  test.fails('a team of A counts no shift for homes of B alone', async () => {
    const { by, total } = await read('nights', olga, { by: 'person', team: true })
    expect(by?.map(({ key }) => key)).toEqual(['yya-manager'])
    expect(total).toMatchObject({ covered_share: 0, late_starts: 0 })
  })

  // DEFECT: a turn's row shows the id of its thread's stay, also where that stay is at a home of another owner.
  test.fails("a question at A's home within a stay at B's shows no id of that stay", async () => {
    await one.take([
      stay('2025-05-01', '2025-05-05', { stay_id: 'zzb-lent', property_id: 'zzb-home' }),
      guest('2025-05-02 10:00', ofA('lent', { stay_id: 'zzb-lent' })),
    ])
    const may = { period: parsePeriod('2025-05-01', '2025-06-01'), as_of: Date.parse('2025-06-02T00:00:00Z') }
    const rows = await readList(one.db, await one.directory(), 'turns', listAsk(olga, may))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(B)
  })

  test("what has no home is in management's totals and in no owner's", async () => {
    const everybody = managementScope(directory)
    expect(await total('turns', olga)).toMatchObject({ turns: 3, guest_messages: 3, missed_calls: 0 })
    expect(await total('turns', boris)).toMatchObject({ turns: 4, guest_messages: 4, missed_calls: 1 })
    expect(await total('turns', everybody)).toMatchObject({ turns: 9, guest_messages: 9, missed_calls: 1 })
    expect(
      (await read('turns', everybody, { by: 'property' })).by?.map(({ key, turns }) => [key, turns]),
    ).toEqual([
      ...[
        ['ghost', 1],
        ['sold', 3],
        ['yya-home', 2],
        ['zzb-home', 2],
      ],
      [null, 1],
    ])
    expect(await total('incidents', olga)).toMatchObject({ incidents: 2 })
    expect(await total('incidents', boris)).toMatchObject({ incidents: 2 })
    expect(await total('incidents', everybody)).toMatchObject({ incidents: 5 })
    // nights are of announced homes only
    expect(await total('nights', olga)).toMatchObject({ nights: 45 })
    expect(await total('nights', boris)).toMatchObject({ nights: 48 })
    expect(await total('nights', everybody)).toMatchObject({ nights: 93 })
    // and so are homes that are named
    expect(await total('turns', homesScope(directory, [...directory.properties.keys()]))).toMatchObject({
      turns: 7,
    })
  })

  test('a home managed from the 15th has 17 nights in October, and nothing before', async () => {
    await one.take([
      property({ property_id: 'october', owner_id: 'third', managed_from: '2025-10-15' }),
      ...['2025-10-14 23:59', '2025-10-15 00:00'].map((time) =>
        guest(time, { property_id: 'october', conversation_id: time }),
      ),
      ...['2025-10-14 23:59', '2025-10-15 00:00'].map((time) =>
        incident('opened', time, { property_id: 'october', incident_id: time }),
      ),
    ])
    const today = await one.directory()
    const october = {
      period: parsePeriod('2025-10-01', '2025-11-01'),
      as_of: Date.parse('2025-11-02T00:00:00Z'),
    }
    for (const scope of [ownerScope(today, 'third'), homesScope(today, ['october'])]) {
      const value = async (subject: Subject) =>
        (await readMetrics(one.db, today, ask(subject, scope, october))).total[subject]
      expect([await value('nights'), await value('turns'), await value('incidents')]).toEqual([17, 1, 1])
    }
    // management too counts a home only on the dates on which it is managed
    const all = await readMetrics(one.db, today, ask('turns', managementScope(today), october))
    expect(all.total).toMatchObject({ turns: 1, guest_messages: 1 })
  })
})

describe('over HTTP', () => {
  let server: http.Server
  let base: string
  beforeAll(async () => {
    const store = { ...one, default_timezone: 'Europe/Moscow' }
    const tokens = new Map<string, Grant>([
      ['token-of-a', { kind: 'owner', owner_id: 'yya-owner' }],
      ['token-of-b', { kind: 'owner', owner_id: 'zzb-owner' }],
      ['token-of-home', { kind: 'homes', property_ids: ['yya-home'] }],
      ['token-of-all', { kind: 'all' }],
    ])
    const env = {
      PORT: 0,
      HOST: '127.0.0.1',
      BASE_URL: 'http://localhost',
      INGEST_TOKEN: null,
      API_TOKENS: tokens,
    }
    server = http.createServer(
      application(
        store,
        env,
        () => march.as_of,
        () => undefined,
      ),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
  })
  afterAll(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })

  const whole = 'from=2025-03-01&until=2025-04-01'
  const get = async (path: string, token: string | null = 'token-of-a') => {
    const response = await fetch(`${base}/${path}`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    })
    return { status: response.status, text: await response.text() }
  }
  const paths = [...SUBJECTS.map((subject) => `metrics/${subject}`), ...LISTS.map((list) => `lists/${list}`)]

  test('every answer to A is the one of his scope, without a byte of B', async () => {
    for (const subject of SUBJECTS) {
      for (const by of DIMENSIONS[subject]) {
        const { status, text } = await get(`metrics/${subject}?${whole}&by=${by}&every=month`)
        expect(status).toBe(200)
        expect(text).not.toContain(B)
        expect(JSON.parse(text)).toEqual(await read(subject, olga, { by, every: 'month' }))
      }
    }
    for (const list of LISTS) {
      const { status, text } = await get(`lists/${list}?${whole}`)
      expect(status).toBe(200)
      expect(text).not.toContain(B)
      expect((JSON.parse(text) as { rows: unknown }).rows).toEqual(
        await readList(one.db, directory, list, listAsk(olga)),
      )
    }
  })

  test("another's home and owner are unknown, exactly as what does not exist", async () => {
    for (const path of paths) {
      for (const unknown of ['property=zzb-home', 'owner=zzb-owner', 'property=yya-home&property=zzb-home']) {
        const { status, text } = await get(`${path}?${whole}&${unknown}`)
        const nothing = await get(
          `${path}?${whole}&${unknown.replaceAll('zzb-home', 'nothing').replaceAll('zzb-owner', 'nothing')}`,
        )
        expect([path, unknown, status]).toEqual([path, unknown, 404])
        // what he asked for is named, and nothing else
        expect(text.replace(/zzb-(home|owner)/, 'nothing')).toBe(nothing.text)
      }
    }
    expect((await get(`metrics/turns?${whole}&property=yya-home`, 'token-of-b')).status).toBe(404)
    expect((await get(`metrics/turns?${whole}&property=sold`, 'token-of-home')).status).toBe(404)
    expect((await get(`metrics/turns?${whole}&owner=yya-owner`, 'token-of-home')).status).toBe(404)
    expect((await get(`metrics/turns?${whole}&property=ghost`)).status).toBe(404)
  })

  test('his own home, his own half of a home, himself', async () => {
    const turns = async (rest: string, token?: string) =>
      (JSON.parse((await get(`metrics/turns?${whole}&${rest}`, token)).text) as Answer).total['turns']
    expect(await turns('property=yya-home')).toBe(2)
    expect(await turns('property=sold')).toBe(1)
    expect(await turns('property=sold', 'token-of-b')).toBe(2)
    expect(await turns('owner=yya-owner')).toBe(3)
    expect(await turns('', 'token-of-home')).toBe(2)
    expect(await turns('', 'token-of-all')).toBe(9)
    expect(await turns('owner=zzb-owner', 'token-of-all')).toBe(4)
  })

  test.each(['metrics/reviewers', 'lists/owners', 'metrics/', 'metrics/turns/more', ''])(
    '404 for %s',
    async (path) => {
      expect((await get(`${path}?${whole}`)).status).toBe(404)
    },
  )

  test('401 without a token, and for one that is not known', async () => {
    for (const path of paths) {
      for (const token of [null, 'token-of-nobody', 'token-of-', '']) {
        const { status, text } = await get(`${path}?${whole}`, token)
        expect(status).toBe(401)
        expect(text).not.toMatch(/yya|zzb/)
      }
      expect((await get(`${path}?${whole}&token=token-of-a`, null)).status).toBe(401)
    }
  })

  test('400 for what can’t be asked', async () => {
    const unwell = [
      ...[
        'from=2025-04-01&until=2025-03-01',
        'from=2025-03-01&until=2025-03-01',
        'from=2025-03-01',
        '',
        'from=2025-02-30&until=2025-04-01',
      ],
      ...[`${whole}&as_of=yesterday`, `${whole}&owner=yya-owner&property=sold`],
    ]
    for (const path of paths)
      for (const query of unwell)
        expect([path, query, (await get(`${path}?${query}`)).status]).toEqual([path, query, 400])
    for (const query of ['by=owner', 'every=year', 'by=turns'])
      expect((await get(`metrics/turns?${whole}&${query}`)).status).toBe(400)
  })
})
