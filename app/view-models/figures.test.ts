import { expect, test } from 'vitest'
import { figureText } from '#reports/month/figure-rows.ts'
import { CATALOGUE, DIMENSIONS, SUBJECTS } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { COLUMNS } from './breakdown.server.ts'

test('of few cases a share is told as the fraction that it is, of many in percent', () => {
  const text = (value: number | null, ...of: [number, number][]) =>
    figureText(
      'turns',
      'bot_reasked_share',
      {
        total: { bot_reasked_share: value },
        of: Object.fromEntries(of.map((one) => ['bot_reasked_share', one])),
      },
      'ru',
    )
  expect(text(0.8, [4, 5])).toBe('4\u00a0из\u00a05')
  expect(text(0.8, [80, 100])).toBe('80\u00a0%')
  expect(text(null, [0, 0])).toBe('–')
  // sealed before fractions were kept
  expect(text(0.8)).toBe('80\u00a0%')
})

test('time of time is told in percent, and what is no part of anything too', () => {
  const night = { total: { covered_share: 0.5 }, of: { covered_share: [5, 10] as const } }
  expect(figureText('nights', 'covered_share', night, 'ru')).toBe('50\u00a0%')
  expect(
    figureText('reviews', 'handled_in_time_lift', { total: { handled_in_time_lift: 0.4 }, of: {} }, 'ru'),
  ).toBe('40\u00a0%')
})

test('every share has its fraction, but for those that are no part of anything', () => {
  for (const subject of SUBJECTS)
    for (const [id, { unit, measures, over }] of Object.entries<Metric>(CATALOGUE[subject])) {
      if (measures !== undefined) expect(unit, id).toBe('share')
      if (over !== undefined) expect(CATALOGUE[subject], `${id} over ${over}`).toHaveProperty(over)
    }
})

test.each(['ru', 'en'] as const)('%s: every dimension has its words, every column its metric', (locale) => {
  const t = wordsOf(locale)
  for (const subject of SUBJECTS) {
    for (const id of COLUMNS[subject]) expect(CATALOGUE[subject], `${subject} ${id}`).toHaveProperty(id)
    for (const dimension of DIMENSIONS[subject])
      for (const part of ['by', 'head', 'none'])
        expect(t(`dimensions.${part}.${dimension}`)).not.toContain('dimensions.')
  }
})
