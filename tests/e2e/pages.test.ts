import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { amount, longTest, some } from '../support/amount.ts'
import { randomOf } from '../support/questions.ts'
import { seedOf } from '../support/seed.ts'
import { expectAccessible, expectNoSideways, openBrowser } from './support/browser.ts'
import { visit, type Role, type Visit } from './support/visit.ts'

/** At a push some pages of each role, others each time; LONG=yes: all of them. */
const SEED = seedOf('pages', 'new')
const random = randomOf(SEED)

let browser: Browser
beforeAll(async () => {
  console.info(`pages: SEED=${SEED}`)
  browser = await openBrowser()
})
afterAll(() => browser.close())

const PATHS = ['/', '/nights', '/incidents', '/turns']
/** The same for everyone but for their language and width: looked at by the first two. */
const COMMON = ['/definitions', '/more']
/** Subjects in their first form: looked at by owners of one home and by the admin. */
const SUBJECTS = ['/reviews', '/benefit', '/promises', '/figures/turns', '/figures/incidents?by=category']

/** Each role, language, width and scheme. */
const VISITS: readonly (Visit & { role: Role })[] = [
  { role: 'owner_of_one', locale: 'ru', width: 360, scheme: 'light' },
  { role: 'owner_of_three', locale: 'en', width: 820, scheme: 'dark' },
  { role: 'night_lead', locale: 'ru', width: 1440, scheme: 'dark' },
  { role: 'admin', locale: 'ru', width: 820, scheme: 'light' },
]
/** LONG=yes: so that every two of these meet. */
const FURTHER: readonly (Visit & { role: Role })[] = [
  { role: 'night_lead', locale: 'en', width: 390, scheme: 'light' },
  { role: 'owner_of_one', locale: 'en', width: 1440, scheme: 'light' },
  { role: 'owner_of_three', locale: 'ru', width: 390, scheme: 'dark' },
  { role: 'night_lead', locale: 'ru', width: 360, scheme: 'dark' },
]
/** Where the first mark of a chart, or row of a table, leads to a night, a case or a chat. */
const BEHIND: Record<string, string> = {
  '/': 'svg.chart a',
  '/incidents': '.cases .row-link',
  '/turns': 'tbody .row-link',
}

function allFor(role: Role): string[] {
  const common =
    role === 'owner_of_one' ? [...COMMON, ...SUBJECTS] : role === 'admin' ? [...SUBJECTS, '/policies'] : []
  const reports = role.startsWith('owner') ? ['/my-reports'] : ['/reports', '/reports/o-kirill']
  return [...PATHS, ...common, ...reports]
}

test.each(amount(VISITS, [...VISITS, ...FURTHER]))(
  '$role $locale $width $scheme: no complaint, accessible, nothing sideways',
  async (how) => {
    const { page, context, complaints, url } = await visit(browser, how)
    const look = async (path: string) => {
      const answer = await page.goto(url + path, { waitUntil: 'networkidle' })
      expect(answer?.status(), path).toBe(200)
      await expectNoSideways(page, path)
      await expectAccessible(page, path)
      if ((how.width ?? 0) < 800) expect(await tooSmall(page), `${path}: tap targets`).toEqual([])
      expect(await smallText(page), `${path}: small text`).toEqual([])
    }
    const behind: Record<string, string> = {}
    const looked = some(allFor(how.role), 2, random)
    for (const path of looked) {
      await look(path)
      const first = BEHIND[path] === undefined ? null : page.locator(BEHIND[path]).first()
      if (first !== null && (await first.count()) > 0) behind[path] = (await first.getAttribute('href')) ?? ''
    }
    // not everybody had a case this month, or a mark in his chart
    if (looked.includes('/turns')) expect(Object.keys(behind)).toContain('/turns')
    for (const path of Object.values(behind)) await look(path)
    expect(complaints).toEqual([])
    await context.close()
  },
)

test('what is not accessible would be found', async () => {
  const { page, context } = await visit(browser, { role: null })
  await page.setContent('<html lang="ru"><title>–</title><main><h1>–</h1><img src="data:,"></main></html>')
  await expect(expectAccessible(page, 'a picture without words')).rejects.toMatchObject({
    actual: [expect.stringContaining('image-alt') as string],
  })
  await context.close()
})

test('a stranger: the way in, in both languages, and nothing else', async () => {
  for (const [locale, width, scheme] of [
    ['ru', 360, 'light'],
    ['en', 1440, 'dark'],
  ] as const) {
    const { page, context, complaints, url } = await visit(browser, { role: null, locale, width, scheme })
    const paths = ['/', '/sign-in/not-a-link', '/verify', '/mail/not-a-link', '/unsubscribe/not-a-link']
    for (const path of some(paths, locale === 'en' ? 1 : 2, random)) {
      await page.goto(url + path, { waitUntil: 'networkidle' })
      await expectNoSideways(page, path)
      await expectAccessible(page, path)
    }
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('what is behind a night and a question opens from the overview', async () => {
  const { page, context, complaints, url } = await visit(browser, { role: 'owner_of_three' })
  await page.locator('.for-wide svg.chart a').first().click()
  await page.waitForURL(/\/nights\/\d{4}-\d{2}-\d{2}/)
  await page.goBack()
  await page.locator('.number .big a').first().click()
  await page.waitForURL(/\/turns\?/)
  await page.locator('tbody .row-link').first().click()
  await page.waitForURL(/\/threads\//)
  await page.locator('.timeline li').nth(1).waitFor()
  // a case: what was done about it, and the chat in which it was told
  await page.goto(`${url}/?month=${lastMonth()}`)
  await page.locator('.cases .row-link').first().click()
  await page.waitForURL(/\/incidents\//)
  await page.locator('.timeline li').nth(2).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

longTest('the chat of a case that names no home: management alone may open it', async () => {
  const lead = await visit(browser, { role: 'night_lead' })
  await lead.page.goto(`${lead.url}/incidents/i-lock-2?month=${lastMonth()}`)
  await lead.page.locator('.foot a').click()
  await lead.page.waitForURL(/\/threads\//)
  await lead.page.locator('.timeline [aria-current]').waitFor()
  expect(lead.complaints).toEqual([])
  await lead.context.close()
})

test('every number leads to as many rows as it counts', async () => {
  for (const role of some(['owner_of_three', 'night_lead'] as const, 1, random)) {
    const { page, context, url } = await visit(browser, { role })
    const [night, usual, , nights] = await page
      .locator('.number .big a')
      .evaluateAll((links) =>
        links.map((link) => ({ href: link.getAttribute('href') ?? '', text: link.textContent })),
      )
    const of = Number(/из\s(\d+)/.exec((night?.text ?? '').replace(/\s/g, ' '))?.[1])
    await page.goto(url + (night?.href ?? ''))
    expect(Number(await page.locator('[data-count]').getAttribute('data-count'))).toBe(of)
    await page.goto(url + (usual?.href ?? ''))
    expect(Number(await page.locator('[data-count]').getAttribute('data-count'))).toBeGreaterThan(of)
    await page.goto(url + (nights?.href ?? ''))
    const rows = Number(await page.locator('[data-count]').getAttribute('data-count'))
    if (role === 'owner_of_three') expect(rows).toBe(Number.parseInt(nights?.text ?? '', 10))
    await context.close()
  }
})

test('without JavaScript the sentence, the numbers and a table are there', async () => {
  const { page, context } = await visit(browser, { role: 'owner_of_three', javaScript: false })
  expect((await page.locator('h1').innerText()).length).toBeGreaterThan(20)
  expect(await page.locator('.number .big').count()).toBe(4)
  expect(await page.locator('.cases tbody tr').count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: 'Показать' }).isVisible()).toBe(true)
  await context.close()
})

test('nothing moves while the overview loads', async () => {
  const visits = [
    ['owner_of_three', 390],
    ['night_lead', 1440],
  ] as const
  for (const [role, width] of some(visits, 1, random)) {
    const { page, context, url } = await visit(browser, { role, width })
    await page.addInitScript(() => {
      const state = window as unknown as { shifted: number }
      state.shifted = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) state.shifted += (entry as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.evaluate(() => {
      window.scrollTo(0, document.body.scrollHeight)
    })
    await page.waitForTimeout(800)
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.02)
    await context.close()
  }
})

test('a portfolio’s chart comes alive in its own box', async () => {
  const { page, context, complaints } = await visit(browser, { role: 'night_lead' })
  await page.locator('.live').scrollIntoViewIfNeeded()
  await page.locator('.live .recharts-surface').waitFor()
  await page.locator('.live').hover({ position: { x: 200, y: 100 } })
  await page.locator('.recharts-tooltip-wrapper').getByText('Обычно').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('the five longest labels are not cut', async () => {
  const { page, context, url } = await visit(browser, { role: 'night_lead', width: 360 })
  for (const path of some(PATHS, 1, random)) {
    await page.goto(url + path)
    const cut = await page.locator('h1, h2, dt, th, td, summary, a, button').evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.textContent.length > 0)
        .toSorted((a, b) => b.textContent.length - a.textContent.length)
        .filter((one) => {
          const { overflow } = getComputedStyle(one)
          return overflow !== 'visible' && one.scrollWidth > one.clientWidth + 1
        })
        .map((one) => one.textContent),
    )
    expect(cut, path).toEqual([])
  }
  await context.close()
})

/** The month before the one that the demo ends in, YYYY-MM. */
function lastMonth(): string {
  const yesterday = new Date(Date.now() - 86_400_000)
  return new Date(Date.UTC(yesterday.getUTCFullYear(), yesterday.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 7)
}

/** Links, buttons and the like that a finger misses; those inside a sentence are as tall as its line. */
function tooSmall(page: Page): Promise<string[]> {
  return page.locator('a, button, select, summary, input:not([type=hidden])').evaluateAll((all) =>
    all
      .filter(
        (one) =>
          one.checkVisibility() &&
          one.closest('.sentence, .second, .missing, .skip, .timeline, .big, .delta') === null,
      )
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 43.5 || box.width < 24)
      .map(
        ({ one, box }) => `${one.outerHTML.slice(0, 120)} ${Math.round(box.width)}×${Math.round(box.height)}`,
      )
      .slice(0, 5),
  )
}

/** Text under 14 px that is no tick of a chart, or a tick under 11.5. */
function smallText(page: Page): Promise<string[]> {
  return page.locator('body *').evaluateAll((all) =>
    all
      .filter(
        (one) =>
          one.checkVisibility() &&
          [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''),
      )
      .filter((one) => !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(one.tagName))
      .map((one) => {
        const size = Number.parseFloat(getComputedStyle(one).fontSize)
        const svg = one.closest('svg')
        const scale =
          svg === null || svg.viewBox.baseVal.width === 0
            ? 1
            : svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
        return { one, size: size * scale, least: svg === null ? 14 : 11.4 }
      })
      .filter(({ size, least }) => size < least - 0.05)
      .map(
        ({ one, size }) =>
          `${one.tagName}.${one.getAttribute('class') ?? ''} ${size}: ${one.textContent.slice(0, 30)}`,
      )
      .slice(0, 5),
  )
}
