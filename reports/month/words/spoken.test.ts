import { describe, expect, test } from 'vitest'
import { LOCALES, october, paragraphs, plain } from '#tests/support/october.ts'
import { spokenDuration, spokenNumber, spokenTimes, type Case as Form } from './spoken.ts'
import { translator } from './translate.ts'

describe('numbers and their words', () => {
  test.each([
    [0, '0 вопросов', '0 обращений', '0 раз', '0 минут', '0 questions'],
    [1, '1 вопрос', '1 обращение', 'один раз', 'минуту', '1 question'],
    [1.5, '1,5 вопроса', '1,5 обращения', '1,5 раза', '2 минуты', '1.5 questions'],
    [2, '2 вопроса', '2 обращения', 'дважды', '2 минуты', '2 questions'],
    [5, '5 вопросов', '5 обращений', '5 раз', '5 минут', '5 questions'],
    [11, '11 вопросов', '11 обращений', '11 раз', '11 минут', '11 questions'],
    [21, '21 вопрос', '21 обращение', '21 раз', '21 минуту', '21 questions'],
    [22, '22 вопроса', '22 обращения', '22 раза', '22 минуты', '22 questions'],
    [101, '101 вопрос', '101 обращение', '101 раз', '101 минуту', '101 questions'],
    [112, '112 вопросов', '112 обращений', '112 раз', '112 минут', '112 questions'],
  ])('%s', (count, questions, turns, times, minutes, english) => {
    const t = translator('ru')
    const n = String(count).replace('.', ',')
    expect(plain(t('count.owner', { count, n }))).toBe(questions)
    expect(plain(t('count.staff', { count, n }))).toBe(turns)
    expect(plain(spokenTimes(count, 'ru'))).toBe(times)
    if (count > 0) expect(plain(spokenDuration(count * 60, 'for', 'ru'))).toBe(minutes)
    expect(plain(translator('en')('count.owner', { count, n: String(count) }))).toBe(english)
  })

  test.each([
    [1, 'по 1 объекту', '1 ночное обращение'],
    [2, 'по 2 объектам', '2 ночных обращения'],
    [11, 'по 11 объектам', '11 ночных обращений'],
    [61, 'по 61 объекту', '61 ночное обращение'],
    [101, 'по 101 объекту', '101 ночное обращение'],
  ])('%s homes, %s turns', (count, homes, nightTurns) => {
    const t = translator('ru')
    expect(plain(t('count.at_homes', { count, n: count })).trim()).toBe(homes)
    expect(plain(t('count.night_turns', { count, n: count }))).toBe(nightTurns)
  })

  test.each([
    [1, 'одному гостю пришлось'],
    [2, 'двоим пришлось'],
    [3, 'троим пришлось'],
    [5, 'пятерым пришлось'],
    [9, 'девятерым пришлось'],
    [10, '10 гостям пришлось'],
    [11, '11 гостям пришлось'],
    [12, '12 гостям пришлось'],
    [21, '21 гостю пришлось'],
    [22, '22 гостям пришлось'],
    [101, '101 гостю пришлось'],
  ])('%s had to wait', (late, words) => {
    expect(paragraphs(october({ night: [2000, late] }), 'ru')[0]).toContain(
      `; ${words} ждать дольше обещанного.`,
    )
  })

  test.each([
    [1, 'на один вопрос'],
    [2, 'на два вопроса'],
    [5, 'на пять вопросов'],
    [11, 'на 11 вопросов'],
    [21, 'на 21 вопрос'],
    [22, 'на 22 вопроса'],
  ])('%s without an answer', (overdue, words) => {
    expect(paragraphs(october({ night: [2000, 0, overdue] }), 'ru')[0]).toContain(
      `; ${words} так и не ответили.`,
    )
  })

  test('durations in words', () => {
    const spoken = (s: number, form: 'for' | 'over') =>
      LOCALES.map((locale) => plain(spokenDuration(s, form, locale)))
    expect(spoken(0, 'for')).toEqual(['1 секунду', '1 second'])
    expect(spoken(42, 'for')).toEqual(['42 секунды', '42 seconds'])
    expect(spoken(60, 'over')).toEqual(['минуты', 'a minute'])
    expect(spoken(600, 'over')).toEqual(['10 минут', '10 minutes'])
    expect(spoken(3600, 'for')).toEqual(['час', 'an hour'])
    expect(spoken(3600, 'over')).toEqual(['часа', 'an hour'])
    expect(spoken(5520, 'for')).toEqual(['92 минуты', '92 minutes'])
    expect(spoken(7200, 'over')).toEqual(['2 часов', '2 hours'])
    expect(spoken(7860, 'for')).toEqual(['2 часа 11 минут', '2 hours 11 minutes'])
    expect(spoken(86_400, 'for')).toEqual(['сутки или больше', 'a day or more'])
    expect(spoken(86_400, 'over')).toEqual(['суток', 'a day'])
  })

  test('in words under ten', () => {
    const all = (form: Form) => [1, 2, 3, 10].map((n) => spokenNumber(n, form, 'ru')).join(' ')
    expect(all('m')).toBe('один два три 10')
    expect(all('n')).toBe('одно два три 10')
    expect(all('f')).toBe('одна две три 10')
    expect(all('fa')).toBe('одну две три 10')
    expect([2, 4, 9, 12].map((n) => spokenNumber(n, 'to', 'ru')).join(' ')).toBe(
      'двоим четверым девятерым 12',
    )
    expect(spokenNumber(1, 'to', 'en')).toBe('one')
  })
})
