/**
 * Nothing of another owner: whatever owner A opens, the answer is the same byte for byte whether owner B is there or not.
 * The world: tests/support/sold-home.ts. LONG=yes follows every link and asks 400
 * crafted addresses; without it some of both, by SEED.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SUBJECTS, DIMENSIONS } from '#sql/metrics/index.ts'
import { LISTS } from '#sql/lists.server.ts'
import type { Message } from '#reports/mailing/deliver.server.ts'
import { amount, some } from '../support/amount.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { randomOf } from '../support/questions.ts'
import { seedOf } from '../support/seed.ts'
import { A, B, SENTINEL, soldHome } from '../support/sold-home.ts'
import { openTenant, type Answered, type Tenant } from './support/tenant.ts'

const SEED = seedOf('non-interference')
const CRAWLED = amount(5, Infinity)
const CRAFTED = amount(9, 400)
const TIMEOUT_MS = amount(300_000, 4 * 3_600_000)
const MARCH = '/?month=2025-03'
const LAST = '2025-04-18 12:00'

const random = randomOf(SEED)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)

let one: TestDatabase
let tenant: Tenant
/** path → what A is answered while B is not there */
const alone = new Map<string, Answered>()
let mailAlone: unknown[] = []

beforeAll(async () => {
  console.info(`non-interference: SEED=${SEED}`)
  one = await testDatabase()
  tenant = await openTenant(one, A, '2025-03-31 12:00')
  await lived(false)
  await crawl()
  for (const path of crafted()) alone.set(path, await tenant.get(path))
  mailAlone = tenant.sent.filter(({ to }) => to === 'a@example.test').map(asRead)
  await lived(true)
}, TIMEOUT_MS)
afterAll(async () => {
  await tenant.end()
  await one.close()
})

/** April: the reports of March are prepared, commented on, sent. */
async function lived(withB: boolean): Promise<void> {
  await tenant.tell(soldHome(withB, SEED))
  await tenant.at('2025-04-01 09:00')
  const write = (owner_id: string, place: string, text: string) =>
    tenant.post(`/reports/${owner_id}?month=2025-03`, 'manager:anna', { intent: 'comment', place, text })
  expect(await write(A, 'home:bought', 'yya of the home that he bought')).toBe(302)
  if (withB) {
    for (const place of ['owner', 'home:sold', 'home:bought'])
      expect(await write(B, place, 'SENTBWORD zzb about the money')).toBe(302)
  }
  await tenant.at('2025-04-03 10:00')
  await tenant.at(LAST)
}

/** Follows the links of A's pages, from the overviews of his months on. */
async function crawl(): Promise<void> {
  const waiting = [
    '/',
    ...['2025-02', '2025-03', '2025-04'].map((month) => `/?month=${month}`),
    '/my-reports',
    '/more',
  ]
  const known = new Set(waiting)
  while (waiting.length > 0 && alone.size < CRAWLED) {
    // first what the tests look into
    const place =
      alone.size === 0 ? waiting.indexOf(MARCH) : Math.floor(random() * Math.min(waiting.length, 40))
    const [path = ''] = waiting.splice(place, 1)
    const answered = await tenant.get(path)
    alone.set(path, answered)
    if (answered.headers['content-type']?.startsWith('text/html') !== true) continue
    for (const [, href = ''] of answered.body.toString().matchAll(/ href="(\/[^"#]*)/g)) {
      const link = href.replaceAll('&amp;', '&')
      if (link.startsWith('/assets/') || known.has(link)) continue
      known.add(link)
      waiting.push(link)
    }
  }
}

const MOMENTS = [
  ...[
    '02-10T12:00',
    '03-14T23:59',
    '03-15T05:58',
    '03-15T06:00:30',
    '03-15T06:01',
    '03-15T09:30',
    '03-16T07:00',
  ],
  ...[
    '03-17T21:00',
    '03-18T12:02',
    '03-19T09:00',
    '03-20T01:30:20',
    '03-22T09:06',
    '03-28T10:05',
    '04-02T00:00',
  ],
].map((time) => `2025-${time}Z`)
const MONTHS = ['2025-02', '2025-03', '2025-04']
const HOMES = ['yya-home', 'sold', 'bought', 'zzb-home', 'nothing']
const CHATS = [
  'chat',
  'late',
  'yya-night',
  'crossing',
  'zzb-chat',
  'zzb-sold-c20169',
  'zzb-zzb-home-c20150',
  'nothing',
]
const INCIDENTS = ['heater', 'leak', 'yya-i', 'zzb-lock', 'nothing']
const DATES = [
  '2025-03-13',
  '2025-03-14',
  '2025-03-15',
  '2025-03-19',
  '2025-03-20',
  '2025-03-21',
  '2025-04-01',
]

/** Addresses that nobody links to: others' homes, owners, threads, incidents, nights, at many moments. */
function crafted(): string[] {
  const kinds: [weight: number, path: () => string][] = [
    [8, () => `/threads/${pick(CHATS)}?month=${pick(MONTHS)}&as_of=${pick(MOMENTS)}&at=${pick(MOMENTS)}`],
    [4, () => `/threads/${pick(CHATS)}?month=${pick(MONTHS)}&as_of=${pick(MOMENTS)}`],
    [5, () => `/incidents/${pick(INCIDENTS)}?month=${pick(MONTHS)}&as_of=${pick(MOMENTS)}`],
    [4, () => `/nights/${pick(DATES)}?as_of=${pick(MOMENTS)}`],
    [4, () => `${pick(['/', '/nights', '/incidents', '/reviews', '/promises', '/benefit', '/turns'])}?month=${pick(MONTHS)}&as_of=${pick(MOMENTS)}`],
    [3, () => `${pick(['/', '/turns', '/report.pdf'])}?month=${pick(MONTHS)}&for=home:${pick(HOMES)}`],
    [2, () => `/?for=home:${pick(HOMES)}&for=${pick(['owner', 'home'])}:${pick([A, B, ...HOMES])}`],
    [1, () => `${pick(['/', '/report.pdf'])}?for=owner:${pick([A, B])}`],
    [2, () => `/report.pdf?month=${pick(MONTHS)}&as_of=${pick(MOMENTS)}`],
    [2, () => `${pick(['/turns.csv', '/month.csv'])}?month=${pick(MONTHS)}&as_of=${pick(MOMENTS)}`],
    [3, () => { const subject = pick(SUBJECTS); return `/figures/${subject}${pick(['', '.csv'])}?month=${pick(MONTHS)}&by=${pick(DIMENSIONS[subject])}&as_of=${pick(MOMENTS)}` }],
    [3, () => { const subject = pick(SUBJECTS); return `/api/v1/metrics/${subject}?from=2025-02-01&until=2025-05-01&every=${pick(['day', 'month'])}&by=${pick(DIMENSIONS[subject])}&as_of=${pick(MOMENTS)}` }],
    [3, () => `/api/v1/lists/${pick(LISTS)}?from=2025-02-01&until=2025-05-01&as_of=${pick(MOMENTS)}`],
    [2, () => `/api/v1/lists/${pick(LISTS)}?from=2025-03-01&until=2025-04-01&property=${pick(HOMES)}&property=${pick(HOMES)}`],
    [1, () => `/api/v1/lists/${pick(LISTS)}?from=2025-03-01&until=2025-04-01&owner=${pick([A, B, 'nobody'])}`],
    [1, () => `${pick(['/threads/chat', '/incidents/heater', '/_root', '/nights/2025-03-14', '/turns'])}.data?as_of=${pick(MOMENTS)}`],
    [2, () => pick(['/reports', `/reports/${B}`, `/reports/${B}/pdf?month=2025-03`, `/reports/${A}/pdf?month=2025-03`, '/policies', '/verify'])],
    [1, () => `/my-reports/${pick(MONTHS)}/pdf?edition=${pick(['0', '1', '2'])}`],
  ] // prettier-ignore
  const all = kinds.flatMap(([weight, path]) => Array.from({ length: weight }, () => path))
  const paths = new Set<string>()
  // each kind once, or at a push half of the kinds; then by weight
  for (const [, path] of some(kinds, CRAFTED, random)) paths.add(path())
  for (let tries = 0; paths.size < CRAFTED && tries < 20 * CRAFTED; tries++) paths.add(pick(all)())
  return shuffled([...paths])
}

/** A message without what is drawn by chance. */
function asRead({ attachment, ...message }: Message) {
  const text = JSON.stringify(message).replaceAll(/(mail|unsubscribe)\/[\w-]{43}/g, '$1/TOKEN')
  return { text, file: attachment?.name, bytes: Buffer.from(attachment?.bytes ?? []).toString('latin1') }
}

/** What an answer that names no other owner's thing says of him. */
const says = (path: string, { body }: Pick<Answered, 'body'>) =>
  !path.includes(SENTINEL) && body.toString('latin1').includes(SENTINEL)

describe('owner A with owner B there', () => {
  test('B is there, and has words of his own', async () => {
    const seen = await tenant.get('/?month=2025-03', `owner:${B}`)
    expect(seen.body.toString()).toContain('SENTBWORD')
    const staff = (await tenant.get('/threads/chat', 'manager:anna')).body.toString()
    expect(staff).toContain('zzb Manager')
    expect(alone.get(MARCH)?.body.toString()).toContain('yya of a night')
    expect([...alone.values()].filter(({ status }) => status === 200).length).toBeGreaterThan(
      alone.size / amount(4, 2),
    )
  })

  test('every page, CSV, JSON and PDF is the same to the byte', { timeout: TIMEOUT_MS }, async () => {
    const different: string[] = []
    for (const [path, before] of alone) {
      const after = await tenant.get(path)
      if (after.status !== before.status) different.push(`${path}: ${before.status} and ${after.status}`)
      else if (JSON.stringify(after.headers) !== JSON.stringify(before.headers))
        different.push(`${path}: headers`)
      else if (!after.body.equals(before.body))
        different.push(`${path}: ${firstDifference(before.body, after.body)}`)
      else if (says(path, after)) different.push(`${path}: says ${SENTINEL}`)
    }
    expect(different).toEqual([])
  })

  test('and so is every mail, with what is attached', () => {
    const mail = tenant.sent.filter(({ to }) => to === 'a@example.test').map(asRead)
    expect(mail).toHaveLength(1)
    expect(mail).toEqual(mailAlone)
    expect(tenant.sent.some(({ to, text }) => to === 'zzb@example.test' && text.includes('SENTBWORD'))).toBe(
      true,
    )
  })
})

function firstDifference(a: Buffer, b: Buffer): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const near = (one: Buffer) => one.subarray(Math.max(0, at - 60), at + 60).toString()
  return `…${near(a)}… became …${near(b)}…`
}
