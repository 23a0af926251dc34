import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  readReports,
  readSentReport,
  verifiedLines,
  verifyPdf,
} from '#reports/mailing/owner-reports.server.ts'
import { everythingReported, guest, incident, manager, owner, property } from '../support/events.ts'
import { reportWorld, type ReportWorld } from '../support/reports.ts'

const MONTH = '2025-03'
const plain = (text = '') => text.replaceAll('\u00a0', ' ')
let world: ReportWorld
beforeAll(async () => {
  world = await reportWorld([
    everythingReported(),
    property(),
    owner({ email: 'olga@example.test' }),
    guest('2025-03-04 12:00'),
    manager('2025-03-04 12:04'),
    incident('opened', '2025-03-05 12:00'),
  ])
  await world.at('2025-04-01 09:00')
  await world.at('2025-04-03 10:00')
})
afterAll(() => world.end())

const editions = async () =>
  (await readReports(world.reports, MONTH))[0]?.editions.map(({ edition }) => edition)
const sent = (edition: number) => readSentReport(world.reports, { month: MONTH, owner_id: 'olga', edition })

test('time that goes by changes nothing, though a case is still open', async () => {
  await world.at('2025-04-05 11:00')
  await world.at('2025-04-20 11:00')
  expect(await editions()).toEqual([1])
  expect(world.smtp.got).toHaveLength(1)
})

test('what was sent is known by its bytes, and nothing has changed', async () => {
  const pdf = (await sent(1))?.pdf ?? new Uint8Array()
  const lines = await verifiedLines(world.reports, await verifyPdf(world.reports, pdf, () => true), 'ru')
  expect(lines.map(plain)).toEqual([
    'Это тот самый отчёт: Март 2025, Olga, отправлен 3 апреля 2025, 10:00.',
    'С тех пор ничего в нём не изменилось.',
  ])
  const other = Uint8Array.from(pdf)
  other[100] = (other[100] ?? 0) ^ 1
  expect(await verifyPdf(world.reports, other, () => true)).toMatchObject({ is: 'unknown' })
  // somebody who may not know of it is told no more than of a stranger's file
  expect(await verifyPdf(world.reports, pdf, () => false)).toMatchObject({ is: 'unknown' })
})

test('twenty late events: one restatement, a week after the first of them was seen', async () => {
  for (let day = 1; day <= 2; day++) {
    await world.take(
      [5, 6, 7, 8, 9]
        .map((date) => 5 * day + date)
        .flatMap((date) => [
          guest(`2025-03-${date} 12:00`, { conversation_id: `late-${date}` }),
          manager(`2025-03-${date} 12:30`, { conversation_id: `late-${date}` }),
        ]),
    )
    await world.at(`2025-04-${20 + day} 12:01`)
  }
  expect(await editions()).toEqual([1])
  const verified = await verifyPdf(world.reports, (await sent(1))?.pdf ?? new Uint8Array(), () => true)
  expect((await verifiedLines(world.reports, verified, 'ru')).map(plain)).toContain(
    '  Вопросы, за весь день: было 1, стало 11',
  )
  await world.at('2025-04-27 12:02')
  expect(await editions()).toEqual([1])
  await world.at('2025-04-28 12:03')
  expect(await editions()).toEqual([1, 2])
  await world.at('2025-05-10 12:00')
  expect(await editions()).toEqual([1, 2])
  expect(
    world.smtp.got
      .filter(({ mail }) => plain(mail.subject).startsWith('Март 2025'))
      .map(({ mail }) => plain(mail.subject)),
  ).toEqual(['Март 2025: отчёт о поддержке гостей', 'Март 2025: уточнённый отчёт № 2'])
})

test('the restatement says what changed, in the mail and for the PDF; what was sent first is as it was', async () => {
  const [first, second] = [await sent(1), await sent(2)]
  expect(second?.edition).toMatchObject({ number: 2, previous_sealed_at: '2025-04-03T07:00:00.000Z' })
  const changes = second?.edition?.changes.map(({ id, before, after }) => [id, plain(before), plain(after)])
  expect(changes).toContainEqual(['turns.turns', '1', '11'])
  expect(changes).toContainEqual(['turns.people_in_time_share', '1 из 1', '1 из 11'])
  expect(changes).toContainEqual(['turns.people_wait_p50_s', '4 мин', '30 мин'])
  const text = plain(world.smtp.got[1]?.mail.text)
  expect(text).toContain('Это уточнённый отчёт № 2: после прошлого, от 3 апреля 2025, пришли новые данные.')
  expect(text).toContain('- Вопросы, за весь день: было 1, стало 11')
  expect(first?.contents.figures.turns['turns']).toBe(1)
  const verified = await verifyPdf(world.reports, first?.pdf ?? new Uint8Array(), () => true)
  expect(verified).toMatchObject({ is: 'sent', newer: 2 })
  expect(world.smtp.got[0]?.mail.attachments[0]?.content.equals(Buffer.from(first?.pdf ?? []))).toBe(true)
})

test('at most one: what changes after it is told by verifying alone', async () => {
  await world.take([incident('mitigated', '2025-03-05 12:10'), incident('resolved', '2025-03-05 12:12')])
  await world.at('2025-05-12 12:00')
  await world.at('2025-05-20 12:00')
  expect(await editions()).toEqual([1, 2])
  const verified = await verifyPdf(world.reports, (await sent(2))?.pdf ?? new Uint8Array(), () => true)
  expect((await verifiedLines(world.reports, verified, 'ru')).map(plain)).toContain(
    '  Не открывается замок, Home N, 5 марта, 12:00: было ещё не помогли, стало гостю помогли через 10 мин, обещали за 15 мин, устранено',
  )
})
