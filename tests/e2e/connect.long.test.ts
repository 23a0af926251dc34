/** A company of forty homes and two hundred chats, from an empty database to its first overview: how long, how many decisions. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountOf, chatOf, written, type Json } from '../support/telegram-export.ts'
import { xlsx } from '../support/xlsx.ts'
import { openBrowser } from './support/browser.ts'
import { openReportSite, type ReportSite } from './support/report-site.ts'

const HOMES = 40
const CHATS = 200
const US = 500_200

let browser: Browser
let site: ReportSite
beforeAll(async () => {
  browser = await openBrowser()
  site = await openReportSite([])
})
afterAll(async () => {
  await browser.close()
  await site.end()
})

const homeOf = (index: number) => `Невский ${10 + (index % HOMES)}`
let number = 0
function message(from: number, at: number, text: string, name: string): Json {
  number++
  const date = new Date(at).toISOString().slice(0, 19)
  return {
    ...{ id: number, type: 'message', date, date_unixtime: String(at / 1000) },
    ...{ from: name, from_id: `user${from}`, text },
  }
}

/** Each guest is saved with the home, and asks at another hour; every tenth waits two hours. */
function result(): string {
  return written(
    accountOf(
      Array.from({ length: CHATS }, (_, index) => {
        const guest = 700_000 + index
        // no number beside that of the home
        const name = `Гость${'абвгдежзик'[index % 10]} ${homeOf(index)}`
        const at = Date.parse('2026-11-02T00:00:00Z') + index * 67 * 60_000
        const wait = index % 10 === 0 ? 120 : 5
        return chatOf(
          [
            message(guest, at, 'Где лежит ключ?', name),
            message(US, at + wait * 60_000, 'Под ковриком', 'Уют'),
          ],
          { id: guest, name },
        )
      }),
    ),
  )
}

test('to the first true overview in at most twelve decisions and five minutes', async () => {
  site.goTo('2026-11-20 09:00')
  const { page, context, complaints } = await site.visit(browser, 'admin')
  const rows = Array.from({ length: HOMES }, (_, index) => [
    homeOf(index),
    `Владелец${index % 9} Сидоров`,
    '01.10.2026',
  ])
  const homes = xlsx({ Квартиры: [['Квартира', 'Владелец', 'В управлении с'], ...rows] })
  const days = Array.from({ length: 20 }, (_, index) => String(index + 1))
  const roster = [
    'Ноябрь 2026',
    `ФИО;${days.join(';')}`,
    `Анна Клинова;${days.map(() => 'Н').join(';')}`,
    '',
  ].join('\n')
  const bookings = [
    'Номер;Объект;Заезд;Выезд;Гость;Статус',
    ...Array.from(
      { length: HOMES },
      (_, index) => `${index};${homeOf(index)};02.11.2026;12.11.2026;Гость${index};Подтверждено`,
    ),
    '',
  ].join('\n')
  const file = (name: string, text: string | Uint8Array) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  })
  let decisions = 0
  const started = performance.now()

  await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
  await page
    .locator('input[type=file]')
    .setInputFiles([
      file('Квартиры.xlsx', homes),
      file('График.csv', roster),
      file('Брони.csv', bookings),
      file('result.json', result()),
    ])
  decisions++
  await expect.poll(() => page.locator('.contents').count(), { timeout: 120_000 }).toBe(4)
  decisions++
  await page.getByRole('button', { name: /^Загрузить/ }).click()
  await page.locator('#outcome').waitFor({ timeout: 120_000 })
  for (const place of ['#people', '#homes']) {
    const accept = page.locator(place).getByRole('button', { name: /^Принять/ })
    if ((await accept.count()) === 0) continue
    decisions++
    const before = await page.locator('h1').innerText()
    await accept.first().click()
    await expect.poll(() => page.locator('h1').innerText(), { timeout: 60_000 }).not.toBe(before)
  }
  expect(await page.locator('h1').innerText()).toContain('Всё разложено')
  decisions++
  await page.goto(`${site.url}/?month=2026-11`, { waitUntil: 'networkidle' })
  const minutes = (performance.now() - started) / 60_000
  const overview = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
  expect(overview).toContain('2 ч')
  expect(
    await site.db.readBulk(
      "select toInt32(uniqExact(property_id)), toInt32(sum(length(opened_at))) from turn_facts final where property_id != ''",
    ),
  ).toEqual([[HOMES, CHATS]])
  console.info(`${HOMES} homes, ${CHATS} chats: ${decisions} decisions, ${minutes.toFixed(1)} minutes`)
  expect(decisions).toBeLessThanOrEqual(12)
  expect(minutes).toBeLessThanOrEqual(5)
  expect(complaints).toEqual([])
  await context.close()
})
