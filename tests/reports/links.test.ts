import { afterAll, beforeAll, expect, test } from 'vitest'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import {
  lookUnsubscribe,
  openByLink,
  readReportLog,
  readReports,
  revokeReportLinks,
  unsubscribe,
} from '#reports/mailing/owner-reports.server.ts'
import { ipPrefix } from '#reports/mailing/links.server.ts'
import { canonicalJson } from '#reports/month/canonical-json.ts'
import { owner } from '../support/events.ts'
import { reportWorld, type ReportWorld } from '../support/reports.ts'
import { A, B, twoOwners } from '../support/two-owners.ts'

const MONTH = '2025-03'
let world: ReportWorld
beforeAll(async () => {
  world = await reportWorld([
    ...twoOwners,
    owner({ owner_id: 'yya-owner', name: 'yya name', email: 'yya@example.test' }),
    owner({ owner_id: 'zzb-owner', name: 'zzb name', email: 'zzb@example.test' }),
  ])
  const note = (id: string, about: object, property_id: string | null, text: string) => ({
    specversion: '1.0',
    id,
    source: 'crm://test',
    type: 'butler.note.v1',
    time: '2025-04-01T12:00:00Z',
    data: {
      note_id: id,
      about,
      property_id,
      text,
      show_owner: true,
      author: { role: 'manager', id: 'zzb-manager' },
    },
  })
  await world.at('2025-04-01 09:00')
  const outcomes = await world.take([
    note('n1', { report: `${MONTH}:zzb-owner` }, null, 'zzb report'),
    note('n2', { report: MONTH }, 'zzb-home', 'zzb home'),
    note('n3', { incident_id: 'zzb-i' }, 'zzb-home', 'zzb incident'),
    note('n4', { incident_id: 'zzb-j' }, 'sold', 'zzb incident of the sold home'),
    note('n5', { night: '2025-03-20' }, 'sold', 'zzb night after it was sold'),
    note('n6', { night: '2025-03-20' }, 'zzb-home', 'zzb night'),
    note('n7', { conversation_id: 'zzb-chat' }, 'zzb-home', 'zzb thread'),
    // of nobody's incident, and one that names the other's home
    note('n8', { incident_id: 'zzb-nowhere' }, 'yya-home', 'zzb unknown incident'),
  ])
  expect(outcomes.every((outcome) => outcome === null)).toBe(true)
  await world.at('2025-04-03 10:00')
})
afterAll(() => world.end())

const mailTo = (to: string) => {
  const found = world.smtp.got.find((one) => one.to === to)
  if (found === undefined) throw new Error(`${to} got nothing`)
  return found
}
const tokenIn = (text: string, path: string) => new RegExp(`/${path}/([\\w-]+)`).exec(text)?.[1] ?? ''
const counts = async () => {
  const tables = ['report_addresses', 'report_links', 'report_steps', 'report_commands', 'note_events']
  const rows = await Promise.all(
    tables.map((table) => world.db.read<{ n: number }>(`select count() as n from ${table}`)),
  )
  return rows.map(([row]) => Number(row?.n))
}

test("one owner's mail, PDF and link hold no byte of the other", async () => {
  const { mail } = mailTo(`${A}@example.test`)
  const opened = await openByLink(world.reports, tokenIn(mail.text ?? '', 'mail'), '203.0.113.7')
  if (opened.state !== 'good') throw new Error(opened.state)
  // the mail as it is read: three letters can stand in any base64 by chance
  const texts = {
    text: mail.text,
    html: mail.html,
    headers: JSON.stringify(mail.headerLines),
    contents: canonicalJson(opened.contents),
    pdf: await textOf(opened.pdf),
    bytes: Buffer.from(opened.pdf).toString('latin1'),
  }
  for (const [where, text] of Object.entries(texts)) {
    if (where !== 'headers' && where !== 'bytes') expect(text, where).toContain(A)
    expect(text, where).not.toContain(B)
  }
  // and it is there to be found: the other owner reads it
  const other = await openByLink(
    world.reports,
    tokenIn(mailTo(`${B}@example.test`).mail.text ?? '', 'mail'),
    '',
  )
  if (other.state !== 'good') throw new Error(other.state)
  expect(other.contents.notes.map(({ text }) => text).sort()).toEqual([
    'zzb home',
    'zzb incident',
    'zzb incident of the sold home',
    'zzb night',
    'zzb night after it was sold',
    'zzb report',
    'zzb thread',
  ])
})

test('a link opens one month of one owner for 14 days, each opening is logged, and it can be taken back', async () => {
  const token = tokenIn(mailTo(`${A}@example.test`).mail.text ?? '', 'mail')
  const state = async (of = token) => (await openByLink(world.reports, of, '2001:db8:1:2::7')).state
  world.goTo('2025-04-17 09:59')
  expect(await state()).toBe('good')
  world.goTo('2025-04-17 10:01')
  expect(await state()).toBe('expired')
  expect(await state('x'.repeat(43))).toBe('unknown')
  // an unsubscribing token opens nothing
  expect(await state(tokenIn(mailTo(`${A}@example.test`).mail.text ?? '', 'unsubscribe'))).toBe('unknown')
  world.goTo('2025-04-10 10:00')
  const by = { month: MONTH, owner_id: 'yya-owner', person: 'manager:zzb-manager' }
  expect(await revokeReportLinks(world.reports, by)).toBe(1)
  expect(await state()).toBe('revoked')
  expect(await revokeReportLinks(world.reports, by)).toBe(0)
  const log = await readReportLog(world.reports, { month: MONTH, owner_id: 'yya-owner' })
  const opens = log.flatMap((line) => (line.what === 'open' ? [`${line.result} ${line.ip_prefix}`] : []))
  expect(opens.sort()).toEqual([
    'expired 2001:db8:1',
    'good 2001:db8:1',
    'good 203.0.113',
    'revoked 2001:db8:1',
  ])
  const other = tokenIn(mailTo(`${B}@example.test`).mail.text ?? '', 'mail')
  expect(await state(other)).toBe('good')
})

test('no token and no address rests anywhere', async () => {
  const rows = await Promise.all(
    ['report_links', 'report_steps', 'report_addresses', 'report_commands'].map((table) =>
      world.db.read(`select * from ${table}`),
    ),
  )
  const text = JSON.stringify(rows)
  expect(text).not.toContain(tokenIn(mailTo(`${A}@example.test`).mail.text ?? '', 'mail'))
  expect(text).not.toContain('@example.test')
})

test('twenty looks change nothing; one POST does, for this owner and address alone; twice is once', async () => {
  world.goTo('2025-04-20 10:00')
  const token = tokenIn(mailTo(`${A}@example.test`).mail.text ?? '', 'unsubscribe')
  const before = await counts()
  for (let time = 0; time < 20; time++)
    expect(await lookUnsubscribe(world.reports, token)).toMatchObject({ state: 'good', is_done: false })
  expect(await counts()).toEqual(before)
  expect(await unsubscribe(world.reports, token)).toMatchObject({ state: 'good', is_done: true })
  expect(await unsubscribe(world.reports, token)).toMatchObject({ state: 'good', is_done: true })
  expect(await lookUnsubscribe(world.reports, token)).toMatchObject({ is_done: true })
  expect(await unsubscribe(world.reports, 'x'.repeat(43))).toEqual({ state: 'unknown' })
  const got = world.smtp.got.length
  world.readOnceAndDrawNothing()
  await world.at('2025-05-01 09:00')
  await world.at('2025-05-03 10:00')
  const states = (await readReports(world.reports, '2025-04')).map(({ owner_id, deliveries }) => [
    owner_id,
    ...deliveries.map(({ state }) => state),
  ])
  expect(states).toEqual([
    ['yya-owner', 'unsubscribed'],
    ['zzb-owner', 'accepted'],
  ])
  expect(world.smtp.got.slice(got).map(({ to }) => to)).toEqual(['zzb@example.test'])
})

test('of an address of the network only the beginning is kept', () => {
  expect(ipPrefix('203.0.113.7')).toBe('203.0.113')
  expect(ipPrefix('::ffff:203.0.113.7')).toBe('203.0.113')
  expect(ipPrefix('2001:DB8:1:2::7')).toBe('2001:db8:1')
  expect(ipPrefix('::1')).toBe('0:0:0')
  expect(ipPrefix('fe80::1%eth0')).toBe('fe80:0:0')
  expect(ipPrefix('somebody')).toBe('')
})

async function textOf(pdf: Uint8Array): Promise<string> {
  const read = await getDocument({ data: Uint8Array.from(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(
    Array.from({ length: read.numPages }, async (_, index) => {
      const { items } = await (await read.getPage(index + 1)).getTextContent()
      return items.map((item) => ('str' in item ? item.str : '')).join(' ')
    }),
  )
  return pages.join(' ')
}
