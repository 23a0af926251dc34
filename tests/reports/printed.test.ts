import { expect, test } from 'vitest'
import type { ReportContents } from '#reports/month/contents.ts'
import { drawPages } from '#reports/pdf/pages.ts'
import { plain, read } from '../support/read-pdf.ts'
import { COMPANY, sampleMonth } from '../support/sample-month.ts'
import { printedCases, printedFigures, printedNights } from '#reports/pdf/printed.ts'
import { some } from '../support/amount.ts'
import { randomOf } from '../support/questions.ts'
import { seedOf } from '../support/seed.ts'

const SEED = seedOf('what is printed', 'new')
const random = randomOf(SEED)

type Values = Record<string, number | null>

/** Every place of a number in the contents that the catalogue gives. */
function valuesOf(contents: ReportContents): [where: string, values: Values][] {
  const { figures, figures_before, reviews, benefit, homes } = contents
  return [
    ...Object.entries<Values>({ ...figures }).map(([subject, values]): [string, Values] => [subject, values]),
    ...Object.entries<Values>({ ...figures_before }).map(([subject, values]): [string, Values] => [
      `${subject} before`,
      values,
    ]),
    ['reviews', reviews.answer.total],
    ['automation', benefit.answer.total],
    ['automation before', benefit.answer.before ?? {}],
    ['home', homes[1]?.turns ?? {}],
  ]
}

const all = (contents: ReportContents) =>
  JSON.stringify([
    printedFigures(contents, 'ru'),
    printedNights(contents, 'ru'),
    printedCases(contents, 'ru'),
  ])

test.each(valuesOf(sampleMonth()).map(([where], index) => [where, index] as const))(
  'what changes on paper changes here: %s',
  async (where, index) => {
    const printed = all(sampleMonth())
    const drawn = await drawPages(sampleMonth(), { locale: 'ru', company: COMPANY })
    const unlisted: [string, ReportContents][] = []
    for (const id of Object.keys(valuesOf(sampleMonth())[index]?.[1] ?? {})) {
      const contents = structuredClone(sampleMonth())
      const values = valuesOf(contents)[index]?.[1] ?? {}
      const value = values[id] ?? null
      if (value === null) continue
      values[id] = Number.isInteger(value) && value > 1 ? value + 7 : 1 - value
      // the cover's nights are those of the benefit
      const { figures, figures_before, benefit } = contents
      const twice = where.endsWith('before')
        ? [figures_before.automation, benefit.answer.before ?? {}]
        : [figures.automation, benefit.answer.total]
      if (where.startsWith('automation')) for (const one of twice) if (id in one) one[id] = values[id]
      if (all(contents) === printed) unlisted.push([id, contents])
    }
    for (const [id, contents] of some(unlisted, 1, random)) {
      const other = await drawPages(contents, { locale: 'ru', company: COMPANY })
      expect(other.equals(drawn), `${id}, SEED=${SEED}`).toBe(true)
    }
  },
)

/** Told in words where there are any. */
const IN_SENTENCES = ['people_turns', 'overdue', 'waiting']
  .flatMap((id) => [`turns.${id}`, `turns.night_${id}`])
  .concat('turns.owner_answered')

test('each figure stands on paper as it is listed', async () => {
  const { text } = await read(sampleMonth())
  const solid = (of: string) => plain(of).replaceAll(' ', '')
  for (const { id, value } of printedFigures(sampleMonth(), 'ru')) {
    // beside a figure in brackets: what a table tells in other cells
    const number = value.replace(/ \(.*\)$/, '')
    if (number === '–' || IN_SENTENCES.includes(id)) continue
    expect(solid(text), `${id}: ${value}`).toContain(solid(number))
  }
})

test('ids are told once, with labels', () => {
  for (const locale of ['ru', 'en'] as const) {
    const printed = printedFigures(sampleMonth(), locale)
    expect(new Set(printed.map(({ id }) => id)).size).toBe(printed.length)
    for (const { label, value } of printed) expect([label, value].every((text) => text !== '')).toBe(true)
  }
})

test('nights and cases as words', () => {
  const nights = printedNights(sampleMonth(), 'ru').map(({ label, value }) => plain(`${label}: ${value}`))
  expect(nights).toHaveLength(31)
  expect(nights[12]).toBe(
    'ночь с 13 на 14 октября: никого на связи, с опозданием — 2, ждали до 1 ч 32 мин, никого на связи 1 ч 43 мин',
  )
  const cases = printedCases(sampleMonth(), 'ru').map(({ label, value }) => plain(`${label}: ${value}`))
  expect(cases[0]).toBe(
    'Нет горячей воды, Невский, 24, 6 октября, 08:15: гостю помогли через 2 ч 10 мин, обещали за 1 ч, с опозданием',
  )
  expect(cases[3]).toContain('Протечка, Марата, 5, 21 октября, 04:02: гостю помогли через 14 мин')
})
