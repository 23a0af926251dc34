/** From an empty database to numbers, with files alone: what a person does, in a real browser. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { accountOf, chatOf, written, type Json } from '../support/telegram-export.ts'
import { xlsx } from '../support/xlsx.ts'
import { expectAccessible, expectNoSideways, openBrowser } from './support/browser.ts'
import { openReportSite, type ReportSite } from './support/report-site.ts'
import { shot, SHOTS } from './support/shots.ts'

/** of guests and in words of messages: none of it may leave the browser */
const SENTINELS = [
  'Сентинелова',
  'Зинаида',
  'ковриком',
  'код4512',
  '+79210001122',
  '921 000-11-22',
  'sentinel',
  'Марк',
]
const US = 500_200
const GUESTS = [700_101, 700_102, 700_103, 700_104]
const CLEANER = 800_001

let browser: Browser
let site: ReportSite
beforeAll(async () => {
  browser = await openBrowser()
  site = await openReportSite([])
})
beforeEach(async () => {
  await site.empty()
  site.goTo('2026-11-20 09:00')
})
afterAll(async () => {
  await browser.close()
  await site.end()
})

let number = 0
/**
 * @param at local, in Moscow
 * @param name as we call the writer among our contacts
 */
function message(from: number, at: string, text: string, name = 'Зинаида Сентинелова'): Json {
  number++
  const unix = Date.parse(`${at}:00+03:00`) / 1000
  return {
    id: number,
    type: 'message',
    date: `${at}:00`,
    date_unixtime: String(unix),
    from: name,
    from_id: `user${from}`,
    text,
  }
}

/** Four guests ask at night, one of them waits for an hour and a half; a group with the cleaner. */
function result(): string {
  const [a = 0, b = 0, c = 0, d = 0] = GUESTS
  const chat = (guest: number, messages: Json[]) => chatOf(messages, { id: guest, name: 'Марк Сентинелова' })
  return written(
    accountOf([
      chat(a, [
        message(a, '2026-11-10T23:40', 'Где лежит ключ? sentinel'),
        message(US, '2026-11-10T23:46', 'Под ковриком, код4512'),
      ]),
      chat(b, [
        message(b, '2026-11-11T03:08', 'Не работает отопление, холодно'),
        message(US, '2026-11-11T04:38', 'Включили, проверьте'),
      ]),
      chat(c, [
        message(c, '2026-11-12T22:30', 'Какой пароль от wifi?'),
        message(US, '2026-11-12T22:33', 'uyut-guest'),
      ]),
      chat(d, [
        message(d, '2026-11-13T01:10', 'Можно выехать позже?', 'Зинаида Невский 24'),
        message(US, '2026-11-13T01:15', 'Да, до двух'),
      ]),
      chatOf(
        [message(CLEANER, '2026-11-12T11:00', 'Уборка готова?'), message(US, '2026-11-12T11:02', 'Спасибо')],
        { id: 900_001, type: 'private_supergroup', name: 'Уборка Сентинелова' },
      ),
    ]),
  )
}

const HOMES = xlsx({
  Квартиры: [
    ['Квартира', 'Владелец', 'E-mail', 'В управлении с'],
    ['Невский 24', 'Соколова Елена', 'sokolova@example.org', '01.10.2026'],
    ['Лесной 61', 'Ильин Пётр', 'ilin@example.org', '01.10.2026'],
  ],
})
const ROSTER = 'Ноябрь 2026\nФИО;9;10;11;12;13\nАнна Клинова;Н;Н;Н;Н;Н\n'
const BOOKINGS =
  'Номер;Объект;Заезд;Выезд;Гость;Телефон;Статус;Площадка\n77;Невский 24;09.11.2026;14.11.2026;Зинаида Сентинелова;+7 921 000-11-22;Подтверждено;Авито\n'

const CALENDAR = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Airbnb Inc//Hosting Calendar', 'BEGIN:VEVENT'],
  ...['UID:a1@airbnb.com', 'DTSTART;VALUE=DATE:20261111', 'DTEND;VALUE=DATE:20261113', 'SUMMARY:Reserved'],
  ...['DESCRIPTION:https://www.airbnb.com/hosting/reservations/details/HMABCDE123', 'END:VEVENT'],
  ...['BEGIN:VEVENT', 'UID:a2@airbnb.com', 'DTSTART;VALUE=DATE:20261113', 'DTEND;VALUE=DATE:20261120'],
  ...['SUMMARY:Airbnb (Not available)', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n')

const file = (name: string, text: string | Uint8Array) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

const plainSpaces = (text: string) => text.replaceAll('\u00a0', ' ')

/** A page of an admin, with all that it sends. */
async function opened(how: Parameters<ReportSite['visit']>[2] = {}) {
  const visited = await site.visit(browser, 'admin', how)
  const bodies: string[] = []
  visited.context.on('request', (request) => {
    bodies.push(request.url(), request.postData() ?? '')
  })
  return { ...visited, bodies }
}

async function drop(page: Page, files: ReturnType<typeof file>[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files)
}

async function loadAll(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: /^Загрузить/ }).click()
  await expect
    .poll(
      () =>
        page
          .locator('.file .good')
          .filter({ hasText: /^Загружено$/ })
          .count(),
      { timeout: 60_000 },
    )
    .toBe(count)
}

test('from nothing to the overview with five files and less than twelve decisions; then one is taken back', async () => {
  const { page, context, complaints, bodies } = await opened()
  let decisions = 0
  // each decision changes what the page says is left
  const decide = async (act: () => Promise<unknown>) => {
    decisions++
    const before = await page.locator('h1').innerText()
    await act()
    await expect.poll(() => page.locator('h1').innerText(), { timeout: 20_000 }).not.toBe(before)
  }
  await page.goto(site.url, { waitUntil: 'networkidle' })
  await shot(page, 'start-1440-ru')
  await page.getByRole('link', { name: 'Подключить данные' }).click()
  await page.locator('input[type=file]').waitFor()
  await expectAccessible(page, 'empty')
  await shot(page, 'empty-1440-ru')

  await drop(page, [
    file('Квартиры.xlsx', HOMES),
    file('График.csv', ROSTER),
    file('Брони.csv', BOOKINGS),
    file('Лесной 61.ics', CALENDAR),
    file('result.json', result()),
  ])
  await expect.poll(() => page.locator('.contents').count(), { timeout: 60_000 }).toBe(5)
  const calendar = plainSpaces(await page.locator('.file', { hasText: 'Лесной 61.ics' }).innerText())
  expect(calendar).toMatch(/Календарь[\s\S]*брони 1[\s\S]*закрытые дни 1/)
  expect(await page.locator('.file', { hasText: 'result.json' }).innerText()).toMatch(/5\u00a0чатов/)
  const months = page.locator('.file-months')
  // of the group nobody knows yet who is who
  expect(plainSpaces(await months.innerText())).toMatch(/Ноябрь 2026\s+4\s+4\s+4\s+2/)
  // Telegram tells its zone, the roster tells none
  const zone = page.locator('.to-check', { hasText: 'Это московское время?' })
  expect(await zone.innerText()).toMatch(/График\.csv/)
  expect(await zone.innerText()).not.toMatch(/result\.json/)
  await expectAccessible(page, 'read')
  await shot(page, 'read-1440-ru')
  decisions++
  await loadAll(page, 5)
  await page.locator('#outcome').waitFor()
  await expectAccessible(page, 'loaded')
  await shot(page, 'loaded-1440-ru')

  await decide(() =>
    page
      .getByRole('button', { name: /^Принять/ })
      .first()
      .click(),
  )
  await decide(() =>
    page
      .locator('#people')
      .getByRole('button', { name: /Подрядчик$/ })
      .first()
      .click(),
  )
  const chats = page.locator('#homes > .chats .of-chat input')
  await expect.poll(() => chats.count()).toBe(4)
  await shot(page, 'placing-1440-ru')
  // of one the name under which she is among the contacts says where she stays; nobody but this browser knows it
  const named = page.locator('#homes > .chats li', { hasText: 'Зинаида Невский 24' })
  expect(plainSpaces(await named.innerText())).toContain('в названии чата')
  expect(await named.locator('select option:checked').innerText()).toBe('Невский 24')
  await decide(() =>
    page
      .locator('#homes')
      .getByRole('button', { name: /^Принять/ })
      .click(),
  )
  await expect.poll(() => chats.count()).toBe(3)
  for (const at of [0, 1]) await chats.nth(at).check()
  await page.locator('.bulk select').selectOption({ label: 'Лесной 61' })
  await decide(() => page.locator('.bulk').getByRole('button', { name: 'Сохранить' }).click())
  await expect.poll(() => chats.count()).toBe(1)
  await chats.first().check()
  await page.locator('.bulk select').selectOption({ label: 'Невский 24' })
  await decide(() => page.locator('.bulk').getByRole('button', { name: 'Сохранить' }).click())
  await expect.poll(() => page.locator('h1').innerText()).toContain('Всё разложено')
  expect(decisions).toBeLessThanOrEqual(12)

  const outcome = plainSpaces(await page.locator('#outcome').innerText())
  expect(outcome).toMatch(/Ночью писали\s+4/)
  expect(outcome).toMatch(/Ночью ответили в срок\s+3\s+из 4/)
  expect(outcome).toContain('1 ч 30 мин')
  await shot(page, 'done-1440-ru')

  await page.getByRole('link', { name: 'Переписка' }).first().click()
  await page.locator('.timeline').waitFor()
  await page.goto(`${site.url}/?month=2026-11`, { waitUntil: 'networkidle' })
  const overview = plainSpaces(await page.locator('main').innerText())
  expect(overview).toContain('Невский 24')
  expect(overview).toContain('Лесной 61')
  expect(overview).toContain('1 ч 30 мин')
  await shot(page, 'overview-1440-ru')

  await pictures()

  for (const words of SENTINELS) expect(bodies.join('\n'), words).not.toContain(words)
  for (const words of SENTINELS) expect(bodies.map(decoded).join('\n'), words).not.toContain(words)

  await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
  const imported = page.locator('.imports > li', { hasText: 'result.json' })
  await imported.locator('summary').click()
  await imported.getByRole('button', { name: 'Да, отменить загрузку' }).click()
  await page.getByText('Загрузка отменена').waitFor({ timeout: 60_000 })
  expect(await site.db.readBulk('select count() from message_events')).toEqual([[0]])
  expect(await site.db.readBulk('select count() from turn_facts final')).toEqual([[0]])
  expect(complaints).toEqual([])
  await context.close()
})

/** The page as it is then, in its other looks. */
async function pictures(): Promise<void> {
  if (SHOTS === '') return
  for (const [width, locale] of [
    [390, 'ru'],
    [1440, 'en'],
  ] as const) {
    const { page, context } = await opened({ width, locale })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
    await shot(page, `done-${width}-${locale}-dark`)
    await context.close()
  }
}

/** What would be read of it by whoever undoes the usual encodings. */
function decoded(body: string): string {
  const words = body.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? []
  return [
    decodeURIComponent(body.replace(/%(?![0-9A-F]{2})/gi, '%25')),
    ...words.map((word) => Buffer.from(word, 'base64').toString()),
  ].join('\n')
}

test('a wrong file is named in words, one to load waits for the connection and goes on by itself', async () => {
  const { page, context, complaints } = await opened({ width: 390 })
  await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
  await drop(page, [
    file('settings.json', '{"theme": "dark"}'),
    file('фото.pdf', '%PDF-1.7 …'),
    file('result.json', result()),
  ])
  await page.getByText('Это PDF.').waitFor()
  expect(await page.locator('.file', { hasText: 'settings.json' }).innerText()).toMatch(/Ничего не.сохранено/)
  await page.locator('.contents').waitFor()
  await expectNoSideways(page, '390')
  await expectAccessible(page, '390')
  await shot(page, 'read-390-ru')
  let isAway = true
  await page.route('**/connect/imports**', (route) => (isAway ? route.abort() : route.continue()))
  await page.getByRole('button', { name: /^Загрузить/ }).click()
  await page.getByText('Нет связи. Загрузка продолжится сама').waitFor()
  isAway = false
  await page.locator('.file .good').waitFor({ timeout: 30_000 })
  await page.locator('#outcome').waitFor()
  await expectNoSideways(page, '390 loaded')
  await shot(page, 'loaded-390-ru')
  // the browser itself tells of each request that did not reach the server
  expect(complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([])
  await context.close()
})

/** As an Android phone writes it, for three months; seven of them in the night of Moscow are an afternoon in Vladivostok. */
const CHAT = [
  ...['10.09.2026, 03:40 - Зинаида Тайная: Где лежит ключ?', '10.09.2026, 03:44 - Уют: Под ковриком'],
  ...[
    '11.10.2026, 12:00 - Зинаида Тайная: Спасибо',
    '12.11.2026, 23:10 - Зинаида Тайная: Можно выехать позже?',
  ],
  ...['12.11.2026, 23:30 - Уют: Да', ''],
].join('\n')

test('a file without a zone is asked about; by another answer it is read anew, and loaded so', async () => {
  const { page, context, complaints } = await opened({ width: 390 })
  await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
  await drop(page, [file('Чат WhatsApp с контактом Зинаида Тайная.txt', CHAT)])
  const question = page.locator('.to-check', { hasText: 'Это московское время?' })
  await question.waitFor()
  expect(plainSpaces(await question.innerText())).toContain('В 1 чате из 1 первое сообщение пришло ночью')
  await expectAccessible(page, 'zone')
  await expectNoSideways(page, 'zone')
  await shot(page, 'zone-390-ru')
  await question.getByRole('button', { name: 'Нет, другое…' }).click()
  await page.getByLabel('Часовой пояс файлов').selectOption('Asia/Vladivostok')
  await page.getByText('Ни один чат не начинается').waitFor()
  await expectAccessible(page, 'another zone')
  await loadAll(page, 1)
  await page.locator('#outcome').waitFor()
  const [first] = await site.db.readBulk('select min(toUnixTimestamp64Milli(at)) from message_events')
  expect(first).toEqual([Date.parse('2026-09-09T17:40:00Z')])
  await page.getByText('Нет, было иначе').click()
  await expectAccessible(page, 'otherwise')
  await expectNoSideways(page, 'otherwise')
  await shot(page, 'otherwise-390-ru')
  const ways = page.locator('.otherwise > ul > li')
  expect(plainSpaces(await ways.first().innerText())).toContain('Asia/Vladivostok')
  await ways.first().locator('summary').click()
  await ways.first().getByRole('button', { name: 'Да, отменить загрузку' }).click()
  await page.getByText('Теперь перетащите тот же файл ещё раз').waitFor({ timeout: 60_000 })
  expect(await site.db.readBulk('select count() from message_events')).toEqual([[0]])
  expect(complaints).toEqual([])
  await context.close()
})

test('others find no such page; without JavaScript people are placed and a loading is taken back', async () => {
  const { page, context } = await opened()
  await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
  await drop(page, [file('result.json', result())])
  await page.locator('.contents').waitFor()
  await loadAll(page, 1)
  await context.close()
  const plain = await opened({ javaScript: false, locale: 'en', width: 390 })
  await plain.page.goto(`${site.url}/connect`)
  await shot(plain.page, 'loaded-390-en')
  await plain.page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click()
  await plain.page.getByText('Saved.').waitFor()
  await takenBack(plain.page, plain.context)
  for (const person of ['owner:nobody', null]) {
    const other = await site.visit(browser, person)
    const found = await other.page.request.post(`${site.url}/connect/imports`, {
      headers: { Origin: site.url },
      data: {},
    })
    expect(found.status()).toBe(403)
    await other.context.close()
  }
})

async function takenBack(page: Page, context: BrowserContext): Promise<void> {
  await page.locator('.imports summary').click()
  await page.getByRole('button', { name: 'Yes, undo it' }).click()
  await page.getByText('The import is undone').waitFor()
  await context.close()
}
