import { expect, test } from 'vitest'
import { countedIn } from '#reports/counted-in.ts'
import { figureText } from '#reports/figure-rows.ts'
import { CATALOGUE, DIMENSIONS, SUBJECTS } from '#sql/metrics/index.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { COLUMNS } from './breakdown.server.ts'

test('of few cases a share is told as n of m, of many in percent', () => {
  const values = { in_time_share: 0.8, in_time: 4, late: 1, overdue: 0 }
  expect(figureText('turns', 'in_time_share', values, 'ru')).toBe('4\u00a0из\u00a05')
  expect(figureText('turns', 'in_time_share', { ...values, in_time: 80, late: 20 }, 'ru')).toBe('80\u00a0%')
  expect(figureText('turns', 'in_time_share', { in_time_share: null }, 'ru')).toBe('–')
})

test('over how many cases: those that the share divides by, null where that is not told', () => {
  expect(countedIn('turns', 'people_in_time_share', { people_turns: 9, waiting: 1 })).toBe(8)
  expect(
    countedIn('turns', 'night_in_time_share', { night_in_time: 2, night_late: 1, night_overdue: 1 }),
  ).toBe(4)
  expect(countedIn('incidents', 'handled_in_time_share', { incidents: 5, open: 0 })).toBe(5)
  expect(countedIn('incidents', 'handled_in_time_share', { incidents: 5, open: 1 })).toBeNull()
  expect(countedIn('nights', 'covered_share', { nights: 3 })).toBeNull()
  expect(countedIn('reviews', 'resolution_lift', { resolution_lift: 0.4 })).toBeNull()
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
