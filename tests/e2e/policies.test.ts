import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { some } from '../support/amount.ts'
import { openBrowser } from './support/browser.ts'
import { visit } from './support/visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('an admin changes the promise: what can’t be taken is named beside it, what can is in the list', async () => {
  const { page, context, complaints, url } = await visit(browser, { role: 'admin', locale: 'ru', width: 390 })
  await page.goto(`${url}/policies`, { waitUntil: 'networkidle' })
  const before = await page.locator('main table tbody tr').count()
  await page.locator('input[name=answer]').fill('скоро')
  await page.locator('main button[type=submit]').click()
  await page.locator('#answer-wrong').waitFor()
  expect(await page.locator('#answer-wrong').innerText()).toContain('число минут')
  expect(await page.locator('main table tbody tr').count()).toBe(before)
  await page.locator('input[name=answer]').fill('8')
  await page.locator('main button[type=submit]').click()
  // the address changes before the page does
  await page.getByRole('status').waitFor()
  const first = page.locator('main table tbody tr').first()
  expect(await first.innerText()).toContain('8\u00a0мин')
  expect(await page.locator('main table tbody tr').count()).toBe(before + 1)
  expect(complaints).toEqual([])
  await context.close()
})

test.each(some(['owner_of_three', 'night_lead'] as const, 1, Math.random))(
  '%s finds no such page, and can send nothing',
  async (role) => {
    const { page, context, url } = await visit(browser, { role })
    expect((await page.request.get(`${url}/policies`)).status()).toBe(404)
    const sent = await page.request.post(`${url}/policies`, {
      headers: { Origin: url },
      form: { answer: '1', resolve: '1', night_from: '22:00', night_to: '08:00' },
    })
    expect(sent.status()).toBe(404)
    await context.close()
  },
)
