import AxeBuilder from '@axe-core/playwright'
import sparticuz from '@sparticuz/chromium'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** Chromium from an npm package. Not with that package's own arguments: --single-process dies with the first context. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'],
  })
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
