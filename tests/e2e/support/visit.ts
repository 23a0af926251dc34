import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Demo } from './demo.ts'
import { runningDemo } from './running.ts'

// here and not in visit(): no test's time goes by
const demo = await runningDemo()

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
