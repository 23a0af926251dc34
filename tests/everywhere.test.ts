/**
 * No two places disagree: of invented worlds, owners and months every figure is read from the page's cards, the PDF, the mail,
 * JSON, CSV and the lists, and is the same in all of them: rounding, "n of m", better and worse.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { homeRows } from '#app/view-models/homes.server.ts'
import { numberCards } from '#app/view-models/numbers.server.ts'
import { answerCsv } from '#reports/month/answer-csv.ts'
import { beforeText, writtenValue } from '#reports/month/cards.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import { datesOf, SHOWN } from '#reports/month/month.server.ts'
import { ownerMonth } from '#reports/month/owner-month.server.ts'
import { renderContextOf } from '#reports/pdf/draft.ts'
import { homeFigures } from '#reports/pdf/homes.ts'
import { sixNumbers } from '#reports/pdf/numbers.ts'
import { UsageError } from '#sql/db/errors.ts'
import { readList, type ListRow } from '#sql/lists.server.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import { everythingReported, worldArbitrary } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { monthAsRead } from './support/owner-months.ts'
import { plain } from './support/read-pdf.ts'
import { seedOf } from './support/seed.ts'

const SEED = seedOf('everywhere')
const RUNS = amount(1, 20)
const MONTHS = ['2025-02', '2025-03', '2025-04', '2025-07', '2025-10', '2025-11']
const LOCALES = ['ru', 'en'] as const
const TONES = { better: 'good', worse: 'bad', same: null } as const

let one: TestDatabase
let compared = 0
beforeAll(async () => {
  console.info(`everywhere: SEED=${SEED} RUNS=${RUNS}`)
  one = await testDatabase()
})
afterAll(() => one.close())

const t = ((key: string) => key) as unknown as Parameters<typeof homeRows>[2]
const solid = (text: string) => plain(text).replaceAll(' ', '')

test('every figure is the same wherever it stands', { timeout: 120_000 + RUNS * 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      worldArbitrary('w', { global: true }),
      fc.constantFrom(...MONTHS),
      fc.constantFrom(...LOCALES),
      async ({ events, moments }, month, locale) => {
        await one.empty()
        await one.take([everythingReported, ...events])
        const directory = await one.directory()
        const as_of = moments.at(-1) ?? 0
        for (const owner_id of directory.owners.keys()) {
          const query = { owner_id, month, as_of }
          const contents = await ownerMonth(one.db, directory, query).catch((error: unknown) => {
            // a month of which there is nothing to tell
            if (error instanceof UsageError) return null
            throw error
          })
          if (contents === null) continue
          compared++
          await expectSame(contents, locale)
          await expectOfRows(contents, owner_id)
        }
      },
    ),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  )
  expect(compared).toBeGreaterThan(0)
})

/** Cards of the page, numbers of the paper, lines of the mail. */
async function expectSame(contents: ReportContents, locale: 'ru' | 'en'): Promise<void> {
  const month = monthAsRead(contents)
  const [pdf, mail] = [solid(await month.pdf(locale)), month.mail(locale)]
  const context = renderContextOf(contents, locale)
  const paper = new Map(sixNumbers(context).map((card) => [card.metric, card]))
  for (const [place, { id, label, parts, why, delta }] of numberCards({
    contents,
    locale,
    search: () => '',
  }).entries()) {
    const card = paper.get(id)
    if (card === undefined) throw new Error(`${id} is on no paper`)
    const value = writtenValue({ value: parts })
    expect({ id, label, value }).toEqual({ id: card.metric, label: card.label, value: writtenValue(card) })
    if (id !== 'people_wait_max_s') {
      expect([id, why]).toEqual([id, card.detail])
      if (delta !== null) {
        expect([id, delta.tone]).toEqual([id, TONES[card.change ?? 'same']])
        expect(delta.text).toBe(beforeText(card, { contents, locale }, 'judged'))
      }
    }
    const line = `${label}: ${value}`
    expect(mail.text, `mail: place ${place}`).toContain(plain(line))
    expect(solid(mail.html)).toContain(solid(value))
  }
  for (const card of paper.values()) {
    expect(pdf, card.metric).toContain(solid(card.label))
    expect(pdf, card.metric).toContain(solid(writtenValue(card)))
    expect(pdf, card.metric).toContain(solid(beforeText(card, { contents, locale })))
  }
  const pages = homeRows(contents, locale, t)
  for (const home of contents.homes) {
    const page = pages.find(({ property_id }) => property_id === home.property_id)
    const night = homeFigures(context, home).find(({ id }) => id === 'turns.night_people_in_time_share')
    expect([page?.night, page?.is_late]).toEqual([night?.value, night?.isBad])
  }
}

/** What the month says, as JSON, CSV and the lists say it. */
async function expectOfRows(contents: ReportContents, owner_id: string): Promise<void> {
  const directory = await one.directory()
  const scope = ownerScope(directory, owner_id)
  const period = datesOf(contents.period)
  const as_of = Date.parse(contents.as_of)
  const own = (values: Record<string, unknown>, ids: readonly string[]) =>
    Object.fromEntries(ids.flatMap((id) => (values[id] === undefined ? [] : [[id, values[id]]])))
  for (const subject of ['turns', 'nights', 'incidents', 'automation'] as const) {
    const answer: Answer = await readMetrics(one.db, directory, {
      subject,
      period,
      as_of,
      scope,
      by: null,
      every: null,
      language: 'en',
      team: false,
    })
    expect(own(answer.total, SHOWN[subject])).toEqual(contents.figures[subject])
    expect(own(answer.of, SHOWN[subject])).toEqual(contents.fractions?.[subject])
    const [head = '', total = ''] = answerCsv(answer).split('\n')
    const cells = new Map(
      head
        .trim()
        .split(',')
        .map((name, index) => [name, total.trim().split(',')[index]]),
    )
    for (const [id, value] of Object.entries(contents.figures[subject]))
      expect([id, cells.get(id)]).toEqual([id, value === null ? '' : String(value)])
    for (const [id, ends] of Object.entries(contents.fractions?.[subject] ?? {}))
      expect([id, cells.get(`${id}_part`), cells.get(`${id}_whole`)]).toEqual([id, ...ends.map(String)])
  }
  const list = (what: 'turns' | 'incidents'): Promise<ListRow[]> =>
    readList(one.db, directory, what, { period, as_of, scope, language: 'en', team: false })
  const due = (await list('turns')).filter(
    ({ state, answered_role }) => state !== 'waiting' && state !== 'dismissed' && answered_role !== 'bot',
  )
  for (const form of ['', 'night_']) {
    const rows = due.filter((row) => form === '' || row['is_night'])
    const inTime = rows.filter(({ state }) => state === 'in_time').length
    const fraction = contents.fractions?.turns[`${form}people_in_time_share`]
    if (fraction !== undefined) expect([form, ...fraction]).toEqual([form, inTime, rows.length])
  }
  const handled = (await list('incidents')).filter(
    (row) => !row['is_request'] && !row['is_cancelled'] && row['handled_in_time'] !== null,
  )
  const fraction = contents.fractions?.incidents['handled_in_time_share']
  if (fraction !== undefined)
    expect(fraction).toEqual([handled.filter((row) => row['handled_in_time']).length, handled.length])
}
