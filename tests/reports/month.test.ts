import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TakeEvent } from '#reports/month/comments.server.ts'
import {
  holdReport,
  previewReport,
  readComments,
  readReportLog,
  readReports,
  readSentReport,
  releaseReport,
  restoreRecipient,
  saveComment,
  testSend,
} from '#reports/mailing/owner-reports.server.ts'
import { recipientId } from '#reports/mailing/recipients.ts'
import { everythingReported, guest, lead, manager, owner, property } from '../support/events.ts'
import { reportWorld, type ReportWorld } from '../support/reports.ts'

const MONTH = '2025-03'
const person = 'manager:anna'
/** Of the months after it one owner is left to be told: each report is read anew again and again. */
const MARCH_ALONE = { managed_until: '2025-04-01' }
let world: ReportWorld
beforeAll(async () => {
  world = await reportWorld([
    everythingReported(),
    lead({ email: 'anna@example.test' }),
    lead({ manager_id: 'bob', name: 'Bob', role: 'admin', email: 'bob@example.test', languages: ['en-GB'] }),
    property({ property_id: 'N', owner_id: 'olga', timezone: 'Europe/Moscow' }),
    property({ property_id: 'V', owner_id: 'vera', timezone: 'Asia/Vladivostok', ...MARCH_ALONE }),
    property({ property_id: 'P', owner_id: 'pavel', ...MARCH_ALONE }),
    property({ property_id: 'Q', owner_id: 'quiet', ...MARCH_ALONE }),
    owner({ owner_id: 'olga', name: 'Ольга', email: 'olga@example.test', copies: ['Copy@example.test'] }),
    owner({ owner_id: 'vera', name: 'Вера', email: 'vera@example.test', locale: 'en' }),
    owner({ owner_id: 'pavel', name: 'Павел' }),
    owner({ owner_id: 'quiet', name: 'Тихон', email: 'quiet@example.test', monthly_report: false }),
    guest('2025-03-04 03:12'),
    manager('2025-03-04 03:16'),
  ])
})
afterAll(() => world.end())

async function states(owner_id: string, month = MONTH) {
  const report = (await readReports(world.reports, month)).find((one) => one.owner_id === owner_id)
  return report?.deliveries.map(({ state }) => state)
}
const gotBy = (to: string) => world.smtp.got.filter((one) => one.to === to)
const plain = (text = '') => text.replaceAll('\u00a0', ' ')
const take: TakeEvent = (event) => world.takeEvent(event)

test('prepared on the 1st by the clock of the home, and management is told once', async () => {
  await world.at('2025-04-01 01:59')
  expect(await states('vera')).toEqual([])
  await world.at('2025-04-01 02:00') // 09:00 in Vladivostok
  expect(await states('vera')).toEqual(['prepared'])
  expect(await states('olga')).toEqual([])
  await world.at('2025-04-01 09:00')
  expect(await states('olga')).toEqual(['prepared', 'prepared'])
  expect(await states('pavel')).toEqual(['no_address'])
  expect(await states('quiet')).toEqual(['unsubscribed'])
  const [notice, ...more] = gotBy('anna@example.test')
  expect(more).toEqual([])
  expect(plain(notice?.mail.subject)).toBe('Март 2025: отчёты готовы, их можно прочитать')
  expect(notice?.mail.text).toContain('https://insights.test/reports?month=2025-03')
  const [english] = gotBy('bob@example.test')
  expect(plain(english?.mail.subject)).toBe('March 2025: the reports are ready to read')
})

test('a comment for all, one for an owner, one for a home: each gets what is meant for him, the later in place of the earlier', async () => {
  world.goTo('2025-04-01 12:00')
  const write = (place: Parameters<typeof saveComment>[1]['place'], text: string, time: string) => {
    world.goTo(time)
    return saveComment(take, { month: MONTH, place, text, author_id: 'anna', at: world.reports.now() })
  }
  await write({ kind: 'all' }, 'Первое слово всем', '2025-04-01 12:00')
  await write({ kind: 'all' }, 'Слово всем', '2025-04-01 12:01')
  await write({ kind: 'owner', owner_id: 'olga' }, 'Слово Ольге', '2025-04-01 12:02')
  await write({ kind: 'home', owner_id: 'vera', property_id: 'V' }, 'A word about V', '2025-04-01 12:03')
  await write({ kind: 'owner', owner_id: 'vera' }, 'Taken back', '2025-04-01 12:04')
  await write({ kind: 'owner', owner_id: 'vera' }, '', '2025-04-01 12:05')
  const notesOf = async (owner_id: string) =>
    (await previewReport(world.reports, { owner_id, month: MONTH })).contents.notes.map(
      ({ text, about, author }) => `${about} ${author}: ${text}`,
    )
  expect(await notesOf('olga')).toEqual(['2025-03 Анна: Слово всем', '2025-03 Анна: Слово Ольге'])
  expect(await notesOf('vera')).toEqual(['2025-03 Анна: Слово всем', '2025-03 Анна: A word about V'])
  const comments = await readComments(world.db, await world.directory(), MONTH)
  expect(comments.map(({ place, text }) => [place, text])).toEqual([
    [{ kind: 'all' }, 'Слово всем'],
    [{ kind: 'home', owner_id: 'vera', property_id: 'V' }, 'A word about V'],
    [{ kind: 'owner', owner_id: 'olga' }, 'Слово Ольге'],
  ])
  await expect(write({ kind: 'all' }, 'x'.repeat(601), '2025-04-01 12:06')).rejects.toThrow(/600/)
})

test('a test goes to whoever asks, with the PDF, without links', async () => {
  world.goTo('2025-04-01 13:00')
  await testSend(world.reports, { month: MONTH, owner_id: 'olga', person })
  await expect(
    testSend(world.reports, { month: MONTH, owner_id: 'olga', person: 'manager:nobody' }),
  ).rejects.toThrow()
  await world.at('2025-04-01 13:00')
  await world.at('2025-04-01 13:01')
  const tests = gotBy('anna@example.test').filter(({ mail }) => mail.subject?.startsWith('Проверка') === true)
  expect(tests).toHaveLength(1)
  expect(tests[0]?.mail.attachments[0]?.contentType).toBe('application/pdf')
  expect(tests[0]?.raw.toString()).not.toContain('insights.test/mail/')
})

test('held: it waits beyond its time, and goes when it is released; nobody else waits', async () => {
  await world.at('2025-04-02 09:00')
  await expect(
    holdReport(world.reports, { month: MONTH, owner_id: 'olga', person, reason: ' ' }),
  ).rejects.toThrow(/why/)
  await holdReport(world.reports, {
    month: MONTH,
    owner_id: 'olga',
    person,
    reason: 'Ждём ответа от коммунальщиков',
  })
  await world.at('2025-04-03 03:00') // 10:00 in Vladivostok
  expect(gotBy('vera@example.test')).toHaveLength(1)
  await world.at('2025-04-04 10:00')
  expect(await states('olga')).toEqual(['held', 'held'])
  expect(gotBy('olga@example.test')).toEqual([])
  await releaseReport(world.reports, { month: MONTH, owner_id: 'olga', person })
  await world.at('2025-04-04 10:01')
  expect(await states('olga')).toEqual(['accepted', 'accepted'])
  expect(gotBy('olga@example.test')).toHaveLength(1)
  expect(gotBy('Copy@example.test')).toHaveLength(1)
  await expect(
    holdReport(world.reports, { month: MONTH, owner_id: 'olga', person, reason: 'Поздно' }),
  ).rejects.toThrow(/sent already/)
})

test('what was sent carries the comments, and is kept with its bytes', async () => {
  const sent = await readSentReport(world.reports, { month: MONTH, owner_id: 'olga', edition: 1 })
  expect(sent?.contents.notes.map(({ text }) => text)).toEqual(['Слово всем', 'Слово Ольге'])
  const [mail] = gotBy('olga@example.test')
  expect(mail?.mail.text).toContain('Слово Ольге')
  expect(plain(mail?.mail.text)).toContain('Ответили вовремя, через 4 минуты')
  expect(Buffer.from(sent?.pdf ?? []).equals(mail?.mail.attachments[0]?.content ?? Buffer.of(1))).toBe(true)
  expect(mail?.mail.attachments[0]?.filename).toBe('Отчёт за март 2025.pdf')
})

test('an owner without an address and one who wants none: said so, and nothing is sent', async () => {
  expect(await states('pavel')).toEqual(['no_address'])
  expect(await states('quiet')).toEqual(['unsubscribed'])
  expect(gotBy('quiet@example.test')).toEqual([])
})

test('nothing is sent twice, and the log tells all of it', async () => {
  const before = world.smtp.got.length
  await world.at('2025-04-05 10:00')
  expect(world.smtp.got).toHaveLength(before)
  const log = await readReportLog(world.reports, { month: MONTH, owner_id: 'olga' })
  const steps = log.flatMap((line) =>
    line.what === 'step' && line.kind === 'report' && line.recipient_id === recipientId('olga@example.test')
      ? [line.step]
      : [],
  )
  expect(steps.reverse()).toEqual(['queued', 'started', 'data', 'accepted'])
  expect(log.flatMap((line) => (line.what === 'command' ? [line.kind] : [])).reverse()).toEqual([
    'test',
    'hold',
    'release',
  ])
  expect(JSON.stringify(log)).not.toContain('@example.test')
})

test('five days at most: then it goes out anyway', async () => {
  world.readOnceAndDrawNothing()
  await world.at('2025-05-01 09:00')
  await holdReport(world.reports, { month: '2025-04', owner_id: 'olga', person, reason: 'Разбираемся' })
  await world.at('2025-05-08 09:59')
  expect(await states('olga', '2025-04')).toEqual(['held', 'held'])
  await holdReport(world.reports, { month: '2025-04', owner_id: 'olga', person, reason: 'Ещё разбираемся' })
  await world.at('2025-05-08 10:00')
  expect(await states('olga', '2025-04')).toEqual(['accepted', 'accepted'])
})

test('after months of downtime one report goes out, a day after it could first be read', async () => {
  const before = gotBy('olga@example.test').length
  await world.at('2025-09-20 12:00')
  expect(await states('olga', '2025-08')).toEqual(['prepared', 'prepared'])
  await world.at('2025-09-21 11:59')
  expect(gotBy('olga@example.test')).toHaveLength(before)
  await world.at('2025-09-21 12:00')
  const more = gotBy('olga@example.test').slice(before)
  expect(more.map(({ mail }) => plain(mail.subject))).toEqual(['Август 2025: отчёт о поддержке гостей'])
})

test('a part that can not be read: it waits, management is told once a day, and it goes when it can', async () => {
  const read = world.maker.read
  world.maker.read = (db, directory, query) =>
    query.owner_id === 'olga' ? Promise.reject(new Error('no answer')) : read(db, directory, query)
  await world.at('2025-10-01 09:00')
  await world.at('2025-10-01 09:01')
  expect(await states('olga', '2025-09')).toEqual([])
  const waiting = () =>
    gotBy('anna@example.test').filter(({ mail }) => mail.subject?.includes('составлен') === true)
  expect(waiting()).toHaveLength(1)
  expect(waiting()[0]?.mail.text).toContain('Ольга')
  await world.at('2025-10-03 10:00')
  expect(waiting()).toHaveLength(2)
  world.maker.read = read
  await world.at('2025-10-03 10:06')
  expect(await states('olga', '2025-09')).toEqual(['prepared', 'prepared'])
  await world.at('2025-10-04 10:06')
  expect(await states('olga', '2025-09')).toEqual(['accepted', 'accepted'])
})

test('a PDF over 5 MB is opened by the link instead', async () => {
  const draw = world.maker.draw
  world.maker.draw = () => Promise.resolve(new Uint8Array(5 * 1024 * 1024 + 1).fill(37))
  await world.at('2025-11-01 09:00')
  await world.at('2025-11-03 10:00')
  world.maker.draw = draw
  const mail = gotBy('olga@example.test').at(-1)?.mail
  expect(plain(mail?.subject)).toContain('Октябрь 2025')
  expect(mail?.attachments).toEqual([])
  expect(plain(mail?.text)).toContain('Отчёт слишком велик для письма')
  expect(mail?.text).toContain('https://insights.test/mail/')
})

test('restoring somebody is a step of its own', async () => {
  const recipient_id = recipientId('olga@example.test')
  await restoreRecipient(world.reports, { owner_id: 'olga', recipient_id, person })
  expect(await states('olga', '2025-09')).toEqual(['accepted', 'accepted'])
})
