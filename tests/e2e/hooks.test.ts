/** What sends by itself, on its page: made, heard of, paused, ended; with a keyboard, on a phone, without JavaScript. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import { expectAccessible, expectNoSideways, openBrowser } from './support/browser.ts'
import { openReportSite, type ReportSite } from './support/report-site.ts'
import { shot } from './support/shots.ts'

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

/** Makes a connection of Avito and gives its address. */
async function connected(page: Page, name: string): Promise<string> {
  await connect(page, name)
  return page.locator('.address input').inputValue()
}

async function connect(page: Page, name: string): Promise<void> {
  await page.locator('.kinds summary', { hasText: name }).click()
  await page.locator('.kinds details[open] button[type=submit]').click()
}

const question = (id: string, at: string) => ({
  ...{ id, chat_id: 'u2i-1', user_id: 5, author_id: 900, created: Date.parse(at) / 1000 },
  ...{ type: 'text', chat_type: 'u2i', content: { text: 'Где ключ? sentinel' } },
})
const send = (address: string, body: unknown) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('an address is shown once, the first event appears by itself, the connection is paused and ended', async () => {
  const { page, context, complaints } = await site.visit(browser, 'admin', { width: 390 })
  await page.goto(`${site.url}/connect`, { waitUntil: 'networkidle' })
  await page.locator('.kinds').waitFor()
  expect(await page.locator('.kinds > li').count()).toBe(HOOK_KINDS.size)
  const address = await connected(page, 'Авито')
  expect(address).toMatch(new RegExp(`^${site.url}/hooks/avito/main/[\\w-]{32}$`))
  await expectAccessible(page, 'address')
  await expectNoSideways(page, 'address')
  await shot(page, 'hooks-390-ru')
  expect(await page.locator('.hooks').innerText()).toMatch(/Ждём первое событие/)
  expect((await send(address, question('1', '2026-11-20T05:59:00Z'))).status).toBe(200)
  await expect
    .poll(() => page.locator('.hooks').innerText(), { timeout: 20_000 })
    .toMatch(/последнее событие/)
  await page.getByText('Что пришло недавно').click()
  expect(await page.locator('.seen').innerText()).toMatch(/сообщение · гость · текст/)
  expect(await page.content()).not.toContain('sentinel')
  await page.getByRole('button', { name: /^Приостановить/ }).click()
  await page.getByText('приостановлено').waitFor()
  expect(await page.locator('.address').count()).toBe(0)
  await page.locator('.hooks .sure summary').click()
  await page.getByRole('button', { name: /^Да, убрать/ }).click()
  await expect.poll(() => page.locator('.hooks').count()).toBe(0)
  expect((await send(address, question('2', '2026-11-20T05:59:30Z'))).status).toBe(401)
  expect(complaints).toEqual([])
  await context.close()
})

test('without JavaScript: made, a new address, what is wrong is said', async () => {
  const { page, context } = await site.visit(browser, 'admin', { javaScript: false, locale: 'en' })
  await page.goto(`${site.url}/connect`)
  const first = await connected(page, 'Avito')
  await shot(page, 'hooks-1440-en')
  await connect(page, 'Avito')
  await page.locator('[role=alert]', { hasText: 'There is such a connection' }).waitFor()
  await page.getByRole('button', { name: /^New address/ }).click()
  const next = await page.locator('.address input').inputValue()
  expect(next).not.toBe(first)
  expect((await send(next, question('1', '2026-11-20T05:59:00Z'))).status).toBe(200)
  await context.close()
})

test('nobody else finds it', async () => {
  const { page, context } = await site.visit(browser, null)
  const answer = await page.request.post(`${site.url}/connect?index`, {
    form: { intent: 'hook_add', kind: 'avito', connection: 'x' },
    maxRedirects: 0,
  })
  expect(answer.status()).not.toBe(200)
  expect(await site.db.readBulk('select toInt32(count()) from connections')).toEqual([[0]])
  await context.close()
})

test.each([...HOOK_KINDS.keys()])(
  '%s has its name, its steps and the names of its keys, in both languages',
  async (kind) => {
    const { WORDS } = await import('#app/i18n/words.server.ts')
    for (const { connect } of [WORDS.ru, WORDS.en]) {
      expect(connect.hooks.kinds).toHaveProperty(kind)
      expect(connect.hooks.steps).toHaveProperty(kind)
      for (const { name } of HOOK_KINDS.get(kind)?.credentials ?? [])
        expect(connect.hooks.credentials).toHaveProperty(name)
      for (const what of HOOK_KINDS.get(kind)?.tells ?? []) expect(connect.hooks.tells).toHaveProperty(what)
    }
  },
)
