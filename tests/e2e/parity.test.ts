import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benefitInWords } from '#reports/month/benefit.ts'
import type { MonthContents, ReportContents } from '#reports/month/contents.ts'
import { formatWait, formatWaits } from '#reports/month/format.ts'
import { printedFigures } from '#reports/pdf/printed.ts'
import { reviewsInWords } from '#reports/month/reviews.ts'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { amount, longTest, some } from '../support/amount.ts'
import { insightsOfServer } from '../support/insights.ts'
import { seedOf } from '../support/seed.ts'
import { openBrowser } from './support/browser.ts'
import { runningDemo } from './support/running.ts'
import { visit } from './support/visit.ts'

const SEED = seedOf('parity', 'new')
const MONTHS = amount(1, 2)

/** The demo tells up to the end of yesterday; its pages are asked for no later moment. */
const AS_OF = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 12 * 3_600_000).toISOString()

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const demo = await runningDemo()

async function insights(...args: string[]): Promise<string> {
  const { status, out, err } = await insightsOfServer(demo.data_dir, args)
  expect(status, err).toBe(0)
  return out
}

/** Numbers from 0 up to 1, the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

const plain = (text: string) => text.replace(/\s/g, ' ')

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return plain(pages.join(' ')).replace(/ +/g, ' ')
}

test('page, CSV, JSON, command line and PDF give the same figures for random owners and months', async () => {
  console.log(`parity: SEED=${SEED}`)
  const random = randomFrom(SEED)
  const { page, context, url } = await visit(browser, { role: 'admin' })
  const owners = await page
    .locator('select option[value^="owner:"]')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value.slice(6)))
  const now = new Date()
  for (let times = 0; times < MONTHS; times++) {
    const owner = owners[Math.floor(random() * owners.length)] ?? ''
    const month = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1 - Math.floor(random() * 12), 1),
    )
      .toISOString()
      .slice(0, 7)
    const what = `${owner} ${month}`
    const search = `?for=${encodeURIComponent(`owner:${owner}`)}&month=${month}&as_of=${AS_OF}`
    const json = JSON.parse(
      await insights('report', '--owner', owner, '--month', month, '--as-of', AS_OF, '--numbers'),
    ) as ReportContents
    // the command line's own question
    const figuresOf: Record<Subject, Record<string, number | null>> = {
      ...json.figures,
      reviews: json.reviews.answer.total,
    }
    for (const subject of some(SUBJECTS, 2, random)) {
      const { from, until } = json.period
      const options = [
        '--owner',
        owner,
        '--from',
        from,
        '--until',
        until,
        '--as-of',
        AS_OF,
        '--format',
        'json',
      ]
      const { total } = JSON.parse(await insights('metrics', subject, ...options)) as {
        total: Record<string, number | null>
      }
      for (const [id, value] of Object.entries(figuresOf[subject]))
        expect(value, `${what} ${id}`).toBe(total[id])
    }
    const csv = await (await page.request.get(`${url}/month.csv${search}`)).text()
    for (const [subject, figures] of Object.entries<Record<string, number | null>>({ ...json.figures })) {
      for (const [id, value] of Object.entries(figures)) {
        const line = csv.split('\r\n').find((one) => one.startsWith(`${subject},${id},`))
        expect(line, `${what} ${id}`).toBeDefined()
        const cells = (line ?? '').split(',')
        const ends = json.fractions?.[subject as keyof MonthContents['figures']][id] ?? ['', '']
        expect(cells.at(-4), `${what} ${id}`).toBe(value === null ? '' : String(value))
        expect(cells.slice(-2), `${what} ${id}`).toEqual(ends.map(String))
      }
    }
    await page.goto(`${url}/${search}`)
    const cards = await page.locator('.number .big').allInnerTexts()
    const expected = cardsOf(json)
    expect(
      cards.map((text) => plain(text).replace(/ +/g, ' ').trim()),
      what,
    ).toEqual(expected)
    const pdf = await page.request.get(`${url}/report.pdf${search}`)
    const text = await textOfPdf(new Uint8Array(await pdf.body()))
    for (const value of expected.filter((one) => one !== '–')) expect(text, `${what}: PDF`).toContain(value)
    await expectParts(page, json, url, search, text, what)
  }
  await context.close()
})

/** Reviews and benefit: the page's tables, the JSON in words and the PDF say the same; so does every figure of the PDF. */
async function expectParts(
  page: Page,
  json: ReportContents,
  url: string,
  search: string,
  text: string,
  what: string,
) {
  const solid = (of: string) => plain(of).replaceAll(' ', '')
  const reviews = reviewsInWords(json.reviews, 'owner', 'ru')
  const benefit = benefitInWords(json.benefit, 'owner', 'ru')
  const shown = async (path: string) => {
    await page.goto(`${url}${path}${search}`)
    return solid(await page.locator('main').innerText())
  }
  const [reviewsPage, benefitPage] = [await shown('/reviews'), await shown('/benefit')]
  for (const said of [reviews.title, reviews.link]) expect(reviewsPage, what).toContain(solid(said))
  for (const { service } of reviews.rows) expect(reviewsPage, what).toContain(solid(service))
  for (const { label, value } of [...reviews.month, ...reviews.year.waits, ...reviews.year.incidents]) {
    expect(reviewsPage, `${what} ${label}`).toContain(solid(label))
    expect(reviewsPage, `${what} ${label}`).toContain(solid(value))
  }
  for (const said of [benefit.title, benefit.second, benefit.assumptions])
    expect(benefitPage, what).toContain(solid(said))
  for (const { label, value } of [...benefit.done, ...benefit.stays, ...benefit.sent, ...benefit.questions]) {
    expect(benefitPage, `${what} ${label}`).toContain(solid(label))
    expect(benefitPage, `${what} ${label}`).toContain(solid(value))
  }
  const paper = solid(text)
  for (const { id, value } of printedFigures(json, 'ru')) {
    // of a single home there is no table, of no review no list; sentences tell the others where there are any
    const isElsewhere =
      /@|^reviews\.(five_star_share|unlinked|communication)|people_turns|overdue|waiting|owner_answered/.test(
        id,
      )
    const number = value.replace(/ \(.*\)$/, '')
    if (number !== '–' && !isElsewhere) expect(paper, `${what} ${id}: PDF`).toContain(solid(number))
  }
}

/** What the four numbers of an owner must read, from the JSON. */
function cardsOf({ figures, fractions, people_waits_s, longest }: MonthContents): string[] {
  const { turns, automation } = figures
  const night = fractions?.turns['night_people_in_time_share']
  const usual = turns['people_wait_p50_s']
  const [quiet, disturbed] = [automation['undisturbed_nights'], automation['disturbed_nights']]
  return [
    night === undefined || night[1] === 0 ? '–' : `${night[0]} из ${night[1]}`,
    usual == null
      ? '–'
      : plain((people_waits_s === null ? formatWait(usual, 'ru') : formatWaits(people_waits_s, 'ru')).text),
    longest === null ? '–' : plain(formatWait(longest.wait_s, 'ru').text),
    quiet == null || disturbed == null ? '–' : `${quiet} из ${quiet + disturbed}`,
  ]
}

longTest(
  'the same month as a PDF twice is the same bytes, from the command line and from the page',
  async () => {
    const { page, context, url } = await visit(browser, { role: 'admin' })
    const owner =
      (await page.locator('select option[value^="owner:"]').first().getAttribute('value'))?.slice(6) ?? ''
    const month = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7)
    const search = `?for=${encodeURIComponent(`owner:${owner}`)}&month=${month}&as_of=${AS_OF}`
    const [one, other] = await Promise.all(
      [1, 2].map(async () => (await page.request.get(`${url}/report.pdf${search}`)).body()),
    )
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true)
    const file = `${demo.data_dir}/report.pdf`
    await insights(
      'report',
      '--owner',
      owner,
      '--month',
      month,
      '--as-of',
      AS_OF,
      '--locale',
      'ru',
      '--out',
      file,
    )
    expect(readFileSync(file).equals(one ?? Buffer.alloc(0))).toBe(true)
    await context.close()
  },
)
