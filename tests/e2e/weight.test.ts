import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IS_LONG } from '../support/amount.ts'
import { openBrowser } from './support/browser.ts'
import { visit, type Role } from './support/visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Bytes over the wire by kind of file, each file once, as a first visit to the overview loads them. */
async function weigh(role: Role, locale: 'ru' | 'en'): Promise<Record<'js' | 'css' | 'woff2', number>> {
  const { page, context, url } = await visit(browser, { role, locale })
  const weights = { js: 0, css: 0, woff2: 0 }
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  const files = new Map<string, { url: string; kind: keyof typeof weights }>()
  // a file told to be preloaded is asked for again where nothing is cached: only a cache that is off sees it twice
  const counted = new Set<string>()
  client.on('Network.responseReceived', ({ requestId, response: { url } }) => {
    const kind = /\.(js|css|woff2)$/.exec(new URL(url).pathname)?.[1]
    if (kind === 'js' || kind === 'css' || kind === 'woff2') files.set(requestId, { url, kind })
  })
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const file = files.get(requestId)
    if (file === undefined || counted.has(file.url)) return
    counted.add(file.url)
    weights[file.kind] += encodedDataLength
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  if ((await page.locator('.live').count()) > 0) {
    await page.locator('.live').scrollIntoViewIfNeeded()
    await page.locator('.live .recharts-surface').waitFor()
  }
  await page.waitForLoadState('networkidle')
  await context.close()
  return weights
}

test('weight of the overview: an owner loads no chart library, a portfolio loads it once it is seen', async () => {
  const owner = await weigh('owner_of_three', 'ru')
  // at a push one time in four: it is a visit of its own
  const lead = IS_LONG || Math.random() < 0.25 ? await weigh('night_lead', 'en') : null
  const kB = (weights: Record<string, number>) =>
    Object.entries(weights)
      .map(([kind, bytes]) => `${kind} ${Math.round(bytes / 1000)} kB`)
      .join(', ')
  console.log(`weight: owner ${kB(owner)}; lead ${lead === null ? 'not weighed' : kB(lead)}`)
  expect(owner.js).toBeLessThan(167_000)
  expect(owner.css).toBeLessThan(20_000)
  expect(owner.woff2).toBeLessThan(80_000)
  if (lead === null) return
  expect(lead.js).toBeGreaterThan(owner.js)
  expect(lead.js).toBeLessThan(300_000)
})
