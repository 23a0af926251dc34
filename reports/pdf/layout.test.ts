import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import type { ReportContents } from '#reports/month/contents.ts'
import { some } from '#tests/support/amount.ts'
import { randomOf } from '#tests/support/questions.ts'
import { read, type TextItem } from '#tests/support/read-pdf.ts'
import { sampleHome } from '#tests/support/sample-homes.ts'
import { badMonth, emptyMonth, sampleMonth } from '#tests/support/sample-month.ts'
import { emptyHome, hugeMonth, longNames } from '#tests/support/sample-months.ts'
import { sampleNights } from '#tests/support/sample-nights.ts'
import { seedOf } from '#tests/support/seed.ts'
import { LEFT, WIDTH } from './page.ts'

const silence = { source: 'Авито', from_at: '2026-10-05T18:14:00.000Z', until_at: '2026-10-06T06:00:00.000Z' }
const MONTHS: Record<string, () => ReportContents> = {
  'three homes': () => sampleMonth(),
  'one home': () => sampleMonth({ homes: [sampleHome('Невский, 24', 43, 19, 2, 2)] }),
  'a bad month': badMonth,
  'no data': () => emptyMonth(),
  'two promises': () =>
    sampleMonth({
      promise: { ...sampleMonth().promise, night_answer_within_s: 900, changed_on: '2026-10-15' },
    }),
  'a month that is not over': () =>
    sampleMonth({
      period: { month: '2026-10', from: '2026-10-01', until: '2026-10-05', is_so_far: true },
      before: { month: '2026-09', from: '2026-09-01', until: '2026-09-05', is_so_far: true },
      nights: sampleNights().slice(0, 4),
    }),
  management: () => sampleMonth({ audience: 'management', owner: null }),
  'an empty home': emptyHome,
  'long names': longNames,
  '40 homes, 5 000 turns, 60 cases, missing data': () => ({ ...hugeMonth(), silences: [silence] }),
}

/** LONG=yes: each month in both languages; else some in Russian, and two of these in English too, others each time. */
const SEED = seedOf('layout', 'new')
console.info(`layout: SEED=${SEED}`)
const random = randomOf(SEED)
const DRAWN = some(Object.entries(MONTHS), 5, random)
const IN_ENGLISH = some(DRAWN, 2, random).map(([name]) => name)

describe.each(DRAWN)('%s', (name, month) => {
  test.each(IN_ENGLISH.includes(name) ? (['ru', 'en'] as const) : (['ru'] as const))(
    'is set well (%s)',
    async (locale) => {
      const { items, pdf } = await read(month(), locale)
      expect(pdf.numPages).toBeLessThanOrEqual(name.startsWith('40 ') ? 12 : 6)
      for (const page of items) {
        const foot = Math.max(...page.map(({ y }) => y))
        for (const item of page) {
          expect(item.x, item.text).toBeGreaterThan(LEFT - 0.5)
          expect(item.x + item.width, item.text).toBeLessThan(LEFT + WIDTH + 1)
          expect(item.y, item.text).toBeGreaterThan(LEFT)
          // between the text's end and the foot there is nothing
          expect(item.y < 786 || item.y > 800, item.text).toBe(true)
        }
        // what is as large as a heading has something below it that is no foot
        for (const heading of page.filter(({ size }) => size === 13.5)) {
          const isLast = page.every(({ y, size }) => y <= heading.y || y > foot - 20 || size === 13.5)
          if (!/^no data|^an empty/.test(name)) expect(isLast, heading.text).toBe(false)
        }
        expect(overlaps(page)).toEqual([])
      }
    },
  )

  test('has every paint operator in a tag or an artifact', async () => {
    const { pdf } = await read(month())
    const begins = new Set([OPS.beginMarkedContent, OPS.beginMarkedContentProps])
    const paints = new Set([
      OPS.showText,
      OPS.showSpacedText,
      OPS.constructPath,
      OPS.stroke,
      OPS.fill,
      OPS.fillStroke,
    ])
    for (let number = 1; number <= pdf.numPages; number++) {
      const { fnArray } = await (await pdf.getPage(number)).getOperatorList()
      let depth = 0
      for (const operator of fnArray) {
        if (begins.has(operator)) depth += 1
        if (operator === OPS.endMarkedContent) depth -= 1
        if (paints.has(operator)) expect(depth).toBe(1)
      }
      expect(depth).toBe(0)
    }
  })
})

/** Texts that lie on each other. */
function overlaps(items: readonly TextItem[]): string[] {
  const found: string[] = []
  const top = ({ y, size }: TextItem) => y - size * 0.68
  for (const [index, a] of items.entries()) {
    for (const b of items.slice(index + 1)) {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
      const down = Math.min(a.y, b.y) - Math.max(top(a), top(b))
      if (across > 1 && down > 0.5) found.push(`${a.text} / ${b.text}`)
    }
  }
  return found
}
