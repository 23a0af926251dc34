import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IS_LONG, longTest, some } from '../support/amount.ts'
import {
  everythingReported,
  guest,
  incident,
  lead,
  manager,
  owner,
  property,
  shift,
} from '../support/events.ts'
import { expectAccessible, expectNoSideways, openBrowser } from './support/browser.ts'
import { openReportSite, type ReportSite } from './support/report-site.ts'

const HEBREW = 'דירה 5 (ים)'
const LONG = 'Apartment_'.repeat(30)
const FROM = { managed_from: '2025-03-01' }
const asked = (home: string, time: string, answered: string) => {
  const of = { property_id: home, conversation_id: `c-${home}` }
  return [guest(time, of), manager(answered, of)]
}

let browser: Browser
let site: ReportSite
beforeAll(async () => {
  browser = await openBrowser()
  site = await openReportSite([
    everythingReported(),
    lead({ name: '\u202eאנה', email: 'anna@example.test' }),
    owner({ owner_id: 'none', name: 'Никто' }),
    owner({ owner_id: 'past', name: 'Раньше' }),
    property({ property_id: 'old', name: 'Old', owner_id: 'past', managed_until: '2025-02-01' }),
    owner({ owner_id: 'odd', name: LONG }),
    property({ property_id: 'hebrew', name: HEBREW, owner_id: 'odd', ...FROM }),
    property({ property_id: 'long', name: LONG, owner_id: 'odd', ...FROM }),
    property({ property_id: 'blank', name: ' \u200b', owner_id: 'odd', ...FROM }),
    property({
      property_id: 'east',
      name: 'Светланская, 3',
      owner_id: 'odd',
      timezone: 'Asia/Vladivostok',
      ...FROM,
    }),
    ...asked('hebrew', '2025-03-05 23:00', '2025-03-05 23:30'),
    ...asked('long', '2025-03-06 23:00', '2025-03-06 23:30'),
    ...asked('blank', '2025-03-07 12:00', '2025-03-07 12:05'),
    // 03:00 on the 16th in Vladivostok
    ...asked('east', '2025-03-15 20:00', '2025-03-15 20:40'),
    incident('opened', '2025-03-10 12:00', { property_id: 'long' }),
    incident('opened', '2025-03-11 12:00', { incident_id: 'j', property_id: 'hebrew' }),
    shift('started', '2025-03-06 22:00'),
    shift('ended', '2025-03-07 08:00'),
  ])
  site.goTo('2025-04-05 12:00')
})
afterAll(async () => {
  await site.end()
  await browser.close()
})

const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

test('an owner without a home, one whose home is no longer managed, a month before: said, and no more', async () => {
  const { page, context, complaints } = await site.visit(browser, 'owner:none')
  const paths = [
    '/',
    '/nights',
    '/incidents',
    '/turns',
    '/reviews',
    '/benefit',
    '/promises',
    '/figures/turns',
  ]
  // others each time
  for (const path of some(paths, 2, Math.random)) {
    await page.goto(`${site.url}${path}`, { waitUntil: 'networkidle' })
    expect(plain(await page.locator('main h1').innerText()), path).toContain('За вами пока не записано жильё')
    expect(await page.locator('main').innerText(), path).not.toMatch(/\b0\b|вовремя|PDF|никто/i)
  }
  await expectAccessible(page, 'nothing to tell')
  const pdf = await page.request.get(`${site.url}/report.pdf`)
  expect(pdf.status()).toBe(404)
  expect(plain(await pdf.text())).toContain('За вами пока не записано жильё')
  expect((await page.request.get(`${site.url}/month.csv`)).status()).toBe(404)
  expect(complaints.filter((one) => !one.includes('404'))).toEqual([])
  await context.close()

  const past = await site.visit(browser, 'owner:past')
  await past.page.goto(`${site.url}/nights?month=2025-03`)
  expect(plain(await past.page.locator('main h1').innerText())).toBe(
    'С 1 февраля 2025 вашего жилья под управлением нет. За март 2025 рассказать нечего.',
  )
  await past.page.getByRole('link', { name: 'Открыть январь 2025' }).click()
  await past.page.waitForURL(/\/nights\?month=2025-01/)
  // the first month, and the last
  await past.page.locator('.months a').waitFor({ state: 'detached' })
  await past.context.close()

  const odd = await site.visit(browser, 'owner:odd', { locale: 'en' })
  await odd.page.goto(`${site.url}/?month=1999-01`)
  expect(plain(await odd.page.locator('main h1').innerText())).toBe(
    'Your homes are managed since 1 March 2025. There is nothing to report for January 1999.',
  )
  expect(await odd.page.getByText('PDF').count()).toBe(0)
  await odd.page.getByRole('link', { name: 'Open March 2025' }).click()
  await odd.page.waitForURL(/month=2025-03/)
  expect(await odd.page.locator('.months a[aria-label="Previous month"], .months a').count()).toBe(1)
  expect(odd.complaints).toEqual([])
  await odd.context.close()
})

longTest(
  'odd names: nothing is wider than a phone, what is Hebrew stands apart, what is blank by its id',
  async () => {
    for (const person of ['owner:odd', 'manager:anna']) {
      const { page, context, complaints } = await site.visit(browser, person, { width: 360 })
      const kept = '?month=2025-03'
      const cases = `${site.url}/incidents${kept}`
      const all = [
        ...['/', '/nights', '/incidents', '/turns', '/reviews', '/benefit', '/promises', '/figures/turns'],
        ...[
          '/nights/2025-03-05',
          '/nights/2025-03-06',
          '/incidents/i',
          '/incidents/j',
          '/threads/c-long',
          '/more',
        ],
      ]
      // where management sees what the owner does not: all of them need no second look at each push
      const paths =
        person === 'owner:odd'
          ? [...all, '/my-reports']
          : [...(IS_LONG ? all : ['/', '/incidents', '/benefit']), '/reports', '/reports/odd']
      for (const path of paths) {
        const answer = await page.goto(`${site.url}${path}${kept}`, { waitUntil: 'networkidle' })
        expect(answer?.status(), path).toBe(200)
        await expectNoSideways(page, `${person} ${path}`)
      }
      await page.goto(`${site.url}/figures/turns${kept}&by=property`, { waitUntil: 'networkidle' })
      await expectNoSideways(page, `${person} by home`)
      await page.goto(`${site.url}/turns${kept}`)
      expect(await page.locator('bdi', { hasText: HEBREW }).count()).toBeGreaterThan(0)
      expect(await page.locator('small', { hasText: 'blank' }).count()).toBe(1)
      await page.goto(cases)
      expect(await page.locator('small bdi', { hasText: HEBREW }).count()).toBe(1)
      expect(await page.content()).not.toContain('\u202e')
      expect(complaints).toEqual([])
      await context.close()
    }
  },
)

test('homes with other clocks: each line by its own, which is named', async () => {
  const { page, context, complaints } = await site.visit(browser, 'owner:odd')
  const kept = '?month=2025-03'
  await page.goto(`${site.url}/turns${kept}`)
  const rows = (await page.locator('tbody tr').allInnerTexts()).map(plain)
  expect(rows.find((row) => row.includes('Светланская'))).toContain('16 марта, 03:00 по Владивостоку')
  expect(rows.find((row) => row.includes('blank'))).toContain('7 марта, 12:00 по Москве')
  await page.locator('tbody tr', { hasText: 'Светланская' }).locator('a').click()
  await page.waitForURL(/\/threads\//)
  expect(plain(await page.locator('.timeline').innerText())).toContain('03:00 по Владивостоку')
  await page.goto(`${site.url}/nights/2025-03-15${kept}`)
  const night = plain(await page.locator('main').innerText())
  expect(night).toContain('03:00 по Владивостоку')
  expect(night).toMatch(
    /Никого не было на связи: 22:00.–.08:00 по Москве\. .*Никого не было на связи: 22:00.–.08:00 по Владивостоку\./,
  )
  await page.goto(`${site.url}/${kept}`)
  expect(plain(await page.locator('.numbers').innerText())).toContain('16 марта, 03:00 по Владивостоку')
  expect(plain(await page.locator('.foot').first().innerText())).toMatch(/Последнее событие — .* по Москве\./)
  // of one home nothing need be named
  await page.goto(`${site.url}/turns${kept}&for=home:east`)
  expect(plain(await page.locator('tbody').innerText())).toContain('16 марта, 03:00')
  expect(plain(await page.locator('tbody').innerText())).not.toContain('Владивостоку')
  expect(complaints).toEqual([])
  await context.close()
})
