import AxeBuilder from '@axe-core/playwright'
import sparticuz from '@sparticuz/chromium'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Demo } from './demo.ts'

/** Chromium from an npm package. Not with that package's own arguments: --single-process dies with the first context. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'],
  })
}

export type Role = keyof Demo['links']

export interface Visit {
  role: Role | null
  locale?: 'ru' | 'en'
  width?: number
  scheme?: 'light' | 'dark'
  javaScript?: boolean
}

/** A page of somebody who has signed in by his link, as he would; everything that the browser complains of is kept. */
export async function visit(
  browser: Browser,
  { role, locale = 'ru', width = 1440, scheme = 'light', javaScript = true }: Visit,
): Promise<{ page: Page; context: BrowserContext; complaints: string[]; url: string }> {
  const demo = inject('demo')
  const context = await browser.newContext({
    viewport: { width, height: width < 800 ? 844 : 900 },
    locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: scheme,
    javaScriptEnabled: javaScript,
    hasTouch: width < 800,
    reducedMotion: 'reduce',
  })
  // chosen, so that what the directory says of the person does not decide
  await context.addCookies([{ name: 'lang', value: locale, url: demo.url }])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  if (role !== null) {
    await page.goto(demo.links[role])
    await page.getByRole('button', { name: locale === 'ru' ? 'Войти' : 'Sign in' }).click()
    await page.waitForURL(`${demo.url}/`)
  }
  return { page, context, complaints, url: demo.url }
}

/** axe finds nothing serious. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // in the page itself, and without a list of what passed: another page for the result doubled the time
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    serious.map(
      ({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    ),
  ).toEqual([])
}

/** Nothing sticks out to the right. */
export async function expectNoSideways(page: Page, what: string): Promise<void> {
  const over = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    return document.documentElement.scrollWidth > width + 1
      ? [...document.body.querySelectorAll('*')]
          .filter((one) => one.getBoundingClientRect().right > width + 1)
          .map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}`)
          .slice(0, 5)
      : []
  })
  expect(over, `${what} scrolls sideways`).toEqual([])
}
