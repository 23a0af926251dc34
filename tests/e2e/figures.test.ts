import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SUBJECTS } from '#sql/metrics/index.ts'
import { some } from '../support/amount.ts'
import { insightsOfServer } from '../support/insights.ts'
import { openBrowser } from './support/browser.ts'
import { runningDemo } from './support/running.ts'
import { visit } from './support/visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const demo = await runningDemo()
/** The demo tells up to the end of yesterday. */
const AS_OF = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 12 * 3_600_000).toISOString()
const MONTH = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7)
const first = new Date(`${MONTH}-01T00:00:00Z`)
const [FROM, UNTIL] = [first, new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1))].map(
  (day) => day.toISOString().slice(0, 10),
) as [string, string]
const BY = {
  turns: 'topic',
  nights: 'property',
  incidents: 'category',
  reviews: 'platform',
  automation: 'channel',
}

/** One of them at a push, another each time. */
const LOOKED_AT = some(SUBJECTS, 1, Math.random)

test.each(LOOKED_AT)(
  '%s: the file of the page is that of the command line, and the page shows it',
  async (subject) => {
    const { page, context, complaints, url } = await visit(browser, { role: 'admin', locale: 'en' })
    const by = BY[subject]
    const search = `?month=${MONTH}&for=owner:o-anna&as_of=${AS_OF}`
    const options = [
      '--owner',
      'o-anna',
      '--from',
      FROM,
      '--until',
      UNTIL,
      '--as-of',
      AS_OF,
      '--by',
      by,
      '--format',
      'csv',
    ]
    const { out: printed } = await insightsOfServer(demo.data_dir, ['metrics', subject, ...options])
    const file = await (await page.request.get(`${url}/figures/${subject}.csv${search}&by=${by}`)).text()
    expect(file).toBe(`\uFEFF${printed}`)
    const [head = [], total = [], ...rows] = printed
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line) => line.split(','))
    await page.goto(`${url}/figures/${subject}${search}`)
    const cells = await page
      .locator('td[data-metric]')
      .evaluateAll((all) => all.map((cell) => [cell.getAttribute('data-metric') ?? '', cell.textContent]))
    expect(cells.length).toBeGreaterThan(5)
    for (const [id = '', text = ''] of cells) {
      const value = total[head.indexOf(id)] ?? ''
      if (value === '') expect(text, id).toBe('–')
      else if (!/_s$|share|mean|rho|per_|lift/.test(id)) expect(text.replace(/\D/g, ''), id).toBe(value)
      else expect(text, id).not.toBe('–')
    }
    await page.goto(`${url}/figures/${subject}${search}&by=${by}`)
    expect(await page.locator('tbody tr').count()).toBe(rows.length)
    expect(complaints).toEqual([])
    await context.close()
  },
)
