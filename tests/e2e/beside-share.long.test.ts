import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everythingReported, guest, lead, manager, mark, owner, property } from '../support/events.ts'
import { expectAccessible, expectNoSideways, openBrowser } from './support/browser.ts'
import { openReportSite, type ReportSite } from './support/report-site.ts'

let browser: Browser
let site: ReportSite
beforeAll(async () => {
  browser = await openBrowser()
  site = await openReportSite([
    ...[everythingReported(), lead(), owner(), property({ managed_from: '2025-03-01' })],
    ...['04', '05'].flatMap((day) => [
      guest(`2025-03-${day} 23:00`, { conversation_id: day }),
      manager(`2025-03-${day} 23:04`, { conversation_id: day }),
    ]),
    guest('2025-03-07 23:00', { conversation_id: 'late' }),
    mark('no_reply_needed', '2025-03-08 07:00', { conversation_id: 'late' }),
  ])
  site.goTo('2025-04-05 12:00')
})
afterAll(async () => {
  await site.end()
  await browser.close()
})

const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
const counted = 'Если учесть и его, вовремя — 2 из 3, а не 2 из 2.'

test.each([
  ['owner:olga', 'Один вопрос (ночью) закрыт отметкой «ответ не нужен» позже обещанного срока.', 390],
  ['manager:anna', 'Одно обращение (ночью) закрыто отметкой «ответ не нужен» позже обещанного срока.', 1440],
])('%s reads it under the numbers', async (person, closed, width) => {
  const { page, context, complaints } = await site.visit(browser, person, { width })
  await page.goto(`${site.url}/?month=2025-03`, { waitUntil: 'networkidle' })
  expect(plain(await page.locator('.numbers + .note').innerText())).toBe(`${closed} ${counted}`)
  await expectNoSideways(page, person)
  await expectAccessible(page, person)
  expect(complaints).toEqual([])
  await context.close()
})
