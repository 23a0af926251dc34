import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatCount,
  formatDateTime,
  formatDay,
  formatDuration,
  formatMoment,
  formatMonth,
  formatNight,
  formatShare,
  formatStars,
  formatTime,
  formatValue,
  formatWait,
  formatWaits,
} from './format.ts'

/** With plain spaces, to be read in a test. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('durations', () => {
  test.each([
    [0, '0 с', '0 s'],
    [40, '40 с', '40 s'],
    [59.4, '59 с', '59 s'],
    [59.6, '1 мин', '1 min'],
    [60, '1 мин', '1 min'],
    [89, '1 мин', '1 min'],
    [90, '2 мин', '2 min'],
    [240, '4 мин', '4 min'],
    [3569, '59 мин', '59 min'],
    [3570, '1 ч', '1 h'],
    [3600, '1 ч', '1 h'],
    [5520, '1 ч 32 мин', '1 h 32 min'],
    [7200, '2 ч', '2 h'],
    [86_369, '23 ч 59 мин', '23 h 59 min'],
    [86_370, '1 дн', '1 d'],
    [86_400, '1 дн', '1 d'],
    [2 * 86_400 + 3 * 3600, '2 дн 3 ч', '2 d 3 h'],
    [30 * 86_400, '30 дн', '30 d'],
    [null, '–', '–'],
  ])('%s s', (s, ru, en) => {
    expect(plain(formatDuration(s, 'ru').text)).toBe(ru)
    expect(plain(formatDuration(s, 'en').text)).toBe(en)
  })

  test('number and unit stand apart for the page', () => {
    expect(formatDuration(5520, 'ru')).toEqual({
      text: '1\u00a0ч\u00a032\u00a0мин',
      parts: [
        { value: '1', unit: 'ч' },
        { value: '32', unit: 'мин' },
      ],
    })
  })

  test('a wait of a day is a day or more', () => {
    expect(plain(formatWait(86_400, 'ru').text)).toBe('сутки или больше')
    expect(plain(formatWait(86_400, 'en').text)).toBe('a day or more')
    expect(plain(formatWait(5520, 'ru').text)).toBe('1 ч 32 мин')
    expect(formatWait(null, 'ru').text).toBe('–')
  })
})

test.each([
  [0, '0 %', '0%'],
  [0.0001, '0,1 %', '0.1%'],
  [0.004, '0,4 %', '0.4%'],
  [0.03, '3 %', '3%'],
  [0.974, '97 %', '97%'],
  [0.9895, '99 %', '99%'],
  [0.994, '99,4 %', '99.4%'],
  [0.99999, '99,9 %', '99.9%'],
  [1, '100 %', '100%'],
  [null, '–', '–'],
])('share %s', (share, ru, en) => {
  expect(plain(formatShare(share, 'ru'))).toBe(ru)
  expect(formatShare(share, 'en')).toBe(en)
})

test('a share says all or nothing only where it is so', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const digits = formatShare(share, 'en').replace('%', '')
      expect(digits === '100').toBe(share === 1)
      expect(digits === '0').toBe(share === 0)
      expect(Math.abs(Number(digits) - share * 100)).toBeLessThanOrEqual(0.5 + 1e-9)
    }),
  )
})

test('counts, stars and values by their unit', () => {
  expect(plain(formatCount(12_345, 'ru'))).toBe('12 345')
  expect(formatCount(12_345, 'en')).toBe('12,345')
  expect(formatCount(1.5, 'ru')).toBe('1,5')
  expect(formatCount(null, 'ru')).toBe('–')
  expect(formatStars(5, 'ru')).toBe('5,0')
  expect(formatStars(4.75, 'en')).toBe('4.8')
  expect(formatStars(null, 'en')).toBe('–')
  expect(formatValue(3, 'count', 'ru')).toBe('3')
  expect(plain(formatValue(0.5, 'share', 'ru'))).toBe('50 %')
  expect(plain(formatValue(240, 'seconds', 'ru'))).toBe('4 мин')
  expect(formatValue(12.34, 'per_100_nights', 'ru')).toBe('12,3')
  expect(formatValue(null, 'per_100_nights', 'ru')).toBe('–')
  expect(formatValue(null, 'share', 'ru')).toBe('–')
})

test('days and months', () => {
  expect(formatDay('2026-10-13', 'ru')).toBe('13\u00a0октября')
  expect(plain(formatDay('2026-10-13', 'ru', { isShort: true }))).toBe('13 окт')
  expect(plain(formatDay('2026-05-03', 'ru', { isShort: true }))).toBe('3 мая')
  expect(plain(formatDay('2026-10-13', 'ru', { withYear: true }))).toBe('13 октября 2026')
  expect(plain(formatDay('2026-10-13', 'en'))).toBe('13 October')
  expect(plain(formatDay('2026-10-13', 'en', { isShort: true, withYear: true }))).toBe('13 Oct 2026')
  expect(formatDay(null, 'ru')).toBe('–')
  expect(formatDay('no date', 'ru')).toBe('–')

  expect(plain(formatMonth('2026-10', 'ru', 'title'))).toBe('Октябрь 2026')
  expect(plain(formatMonth('2026-10', 'en', 'title'))).toBe('October 2026')
  expect(plain(formatMonth('2026-10', 'ru', 'in'))).toBe('в октябре')
  expect(plain(formatMonth('2026-10', 'ru', 'in', '2026-11-22T20:40:00Z'))).toBe('в октябре')
  expect(plain(formatMonth('2025-12', 'ru', 'in', '2026-01-03T08:00:00Z'))).toBe('в декабре 2025 года')
  expect(plain(formatMonth('2025-12', 'en', 'in', '2026-01-03'))).toBe('in December 2025')
  expect(plain(formatMonth('2026-13', 'ru', 'title'))).toBe('–')
})

test('every month after «в»', () => {
  const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
  expect(months.map((month) => plain(formatMonth(month, 'ru', 'in'))).join(', ')).toBe(
    'в январе, в феврале, в марте, в апреле, в мае, в июне, в июле, в августе, в сентябре, в октябре, в ноябре, в декабре',
  )
})

test('a night has both dates', () => {
  expect(plain(formatNight('2026-10-13', 'ru'))).toBe('ночь с 13 на 14 октября')
  expect(plain(formatNight('2026-10-13', 'ru', 'in'))).toBe('в ночь с 13 на 14 октября')
  expect(plain(formatNight('2026-10-13', 'ru', 'dates'))).toBe('с 13 на 14 октября')
  expect(plain(formatNight('2026-10-31', 'ru'))).toBe('ночь с 31 октября на 1 ноября')
  expect(plain(formatNight('2026-12-31', 'ru', 'in'))).toBe('в ночь с 31 декабря на 1 января')
  expect(plain(formatNight('2024-02-28', 'ru', 'dates'))).toBe('с 28 на 29 февраля')
  expect(plain(formatNight('2026-10-13', 'en'))).toBe('night of 13 to 14 October')
  expect(plain(formatNight('2026-10-31', 'en', 'in'))).toBe('on the night of 31 October to 1 November')
  expect(plain(formatNight('2026-10-13', 'en', 'dates'))).toBe('13 to 14 October')
  expect(formatNight('', 'ru')).toBe('–')
})

test('moments by the home’s clock', () => {
  const iso = '2026-10-14T00:12:00Z'
  expect(formatTime(iso, 'Europe/Moscow', 'ru')).toBe('03:12')
  expect(formatTime('2026-10-13T21:05:00Z', 'Europe/Moscow', 'en')).toBe('00:05')
  expect(plain(formatMoment(iso, 'Europe/Moscow', 'ru'))).toBe('14 октября, 03:12')
  expect(plain(formatMoment(iso, 'Asia/Vladivostok', 'en'))).toBe('14 October, 10:12')
  expect(plain(formatDateTime(iso, 'Europe/Moscow', 'ru'))).toBe('14 октября 2026, 03:12')
  expect(plain(formatDateTime(iso, 'America/New_York', 'en'))).toBe('13 October 2026, 20:12')
  for (const format of [formatTime, formatMoment, formatDateTime]) {
    expect(format(null, 'Europe/Moscow', 'ru')).toBe('–')
    expect(format('', 'Europe/Moscow', 'ru')).toBe('–')
  }
})

describe('a few waits', () => {
  test.each([
    [[54, 180, 240, 300], 'ru', '1, 3, 4 и 5 мин'],
    [[20, 54], 'ru', '20 и 54 с'],
    [[300], 'en', '5 min'],
    [[300, 5520], 'ru', '5 мин, 1 ч 32 мин'],
  ] as const)('%j in %s: %s', (waits_s, locale, text) => {
    expect(formatWaits(waits_s, locale).text.replace(/\s/g, ' ')).toBe(text)
  })
})
