import { describe, expect, test } from 'vitest'
import { dot, late13, LOCALES, night, october, plain } from '#tests/support/october.ts'
import type { Case, MonthContents, NightColumn, TrendDot } from './contents.ts'
import type { Locale } from './format.ts'
import { casesTitle, nightTitle, trendTitle } from './titles.ts'

describe('titles', () => {
  const both = (title: (contents: MonthContents, locale: Locale) => string, contents: MonthContents) =>
    LOCALES.map((locale) => plain(title(contents, locale)))
  const gap = (day: number, gap_max_s: number | null, more: Partial<NightColumn> = {}) =>
    night(day, [], { gap_max_s, ...more })

  test.each<[NightColumn[], string, string, string]>([
    [[], 'Ночей пока нет', 'No nights yet', 'Ночей пока нет'],
    [
      [gap(13, 6180), gap(14, 0)],
      'С 13 на 14 октября 103 минуты никого не было на связи',
      '13 to 14 October: nobody was there for 103 minutes',
      'С 13 на 14 октября 103 минуты никого не было на смене',
    ],
    [
      [gap(13, 6180, { nobody_max_s: 0 }), gap(14, 0)],
      'С 13 на 14 октября дежурный по графику 103 минуты не отмечался и не отвечал',
      '13 to 14 October: the person scheduled neither clocked on nor answered for 103 minutes',
      'С 13 на 14 октября смена по графику 103 минуты шла без отметок и ответов',
    ],
    [
      [gap(13, 6180, { nobody_max_s: 0 }), gap(14, 700, { nobody_max_s: 0 })],
      'Две ночи без отметок и ответов; самый долгий перерыв — 103 минуты, в ночь с 13 на 14 октября',
      'Two nights with neither clocking nor answers: at worst for 103 minutes, on the night of 13 to 14 October',
      'Две ночи без отметок и ответов; самый долгий перерыв — 103 минуты, в ночь с 13 на 14 октября',
    ],
    [
      [gap(13, 6180), gap(14, 700)],
      'Две ночи с перерывами: дольше всего никого не было на связи в ночь с 13 на 14 октября — 103 минуты',
      'Two nights with breaks: at worst nobody was there for 103 minutes, on the night of 13 to 14 October',
      'Две ночи с разрывами: дольше всего никого не было на смене в ночь с 13 на 14 октября — 103 минуты',
    ],
    [
      [gap(13, null), gap(14, null)],
      'Был ли кто-то на связи ночью, пока неизвестно: смены не подключены',
      'Whether anyone was there at night is not known yet: shifts are not connected',
      'Кто был на смене, пока неизвестно: смены не подключены',
    ],
    [
      [gap(13, null), gap(14, 0)],
      'С 14 октября каждую ночь кто-то был на связи; о более ранних ночах данных нет',
      'Since 14 October someone was there every night; there is no data on earlier nights',
      'С 14 октября каждую ночь кто-то был на смене; о более ранних ночах данных нет',
    ],
    [
      [gap(13, 0)],
      'Каждую ночь кто-то был на связи',
      'Someone was there every night',
      'Каждую ночь кто-то был на смене',
    ],
    [
      [gap(13, 360)],
      'Ночью кто-то был на связи почти без перерывов: самый долгий длился 6 минут',
      'At night someone was there almost without a break: the longest was 6 minutes',
      'Ночью кто-то был на смене почти без разрывов: самый долгий длился 6 минут',
    ],
    [
      [gap(13, 0, { verdict: 'silent', worst_wait_s: 51 * 60 })],
      'С 13 на 14 октября гость ждал 51 минуту, а дежурный был на смене и не отвечал',
      '13 to 14 October: a guest waited 51 minutes while the person on duty did not respond',
      'С 13 на 14 октября смена молчала, пока гость ждал 51 минуту',
    ],
    [
      [gap(13, 0, { verdict: 'silent' }), gap(14, 0, { verdict: 'silent' })],
      'Две ночи гости ждали, а дежурный был на смене и не отвечал',
      'On two nights guests waited while the person on duty did not respond',
      'Две ночи смена молчала, пока гости ждали',
    ],
  ])('nights %#', (nights, ru, en, staff) => {
    expect(both(nightTitle, october({ nights }))).toEqual([ru, en])
    expect(plain(nightTitle(october({ nights }, 'management'), 'ru'))).toBe(staff)
  })

  test.each<[TrendDot[], string, string]>([
    [
      late13,
      'Дольше 10 минут ждали дважды, оба раза 14 октября',
      'Guests waited longer than 10 minutes twice, both times on 14 October',
    ],
    [
      [...late13, dot('14 12:00', 30)],
      'Дольше 10 минут ждали трижды, и всё это 14 октября',
      'Guests waited longer than 10 minutes three times, all on 14 October',
    ],
    [
      [dot('14 03:12', 92)],
      'Дольше 10 минут ждали один раз, 14 октября',
      'A guest waited longer than 10 minutes once, on 14 October',
    ],
    [
      [dot('14 03:12', 92), dot('20 12:00', 20)],
      'Дольше 10 минут ждали дважды, 14 октября и 20 октября',
      'Guests waited longer than 10 minutes twice, on 14 October and 20 October',
    ],
    [
      [...late13, dot('20 12:00', 120), dot('21 12:00', 20)],
      'Дольше 10 минут ждали 4 раза, дольше всего — 20 октября',
      'Guests waited longer than 10 minutes 4 times, longest on 20 October',
    ],
    [[dot('14 03:12', 3)], 'Дольше 10 минут никто не ждал', 'Nobody waited longer than 10 minutes'],
    [
      [dot('14 03:12', 3, { is_late: true })],
      'Дольше обещанного ждали один раз, 14 октября',
      'A guest waited longer than promised once, on 14 October',
    ],
    [[dot('14 03:12', 0, { is_bot: true })], 'На все вопросы ответил бот', 'The bot answered every question'],
    [[], 'Ответа никто не ждал', 'Nobody waited for an answer'],
  ])('waits %#', (dots, ru, en) => {
    expect(both(trendTitle, october({ dots }))).toEqual([ru, en])
  })

  test('waits of many homes', () => {
    const days = [
      { date: '2026-10-13', turns: 40, wait_p50_s: 200, wait_p90_s: 500 },
      { date: '2026-10-14', turns: 44, wait_p50_s: 300, wait_p90_s: 2400 },
      { date: '2026-10-15', turns: 2, wait_p50_s: 9000, wait_p90_s: 9000 },
    ]
    const lines = (some: typeof days) =>
      october({ day: [86], more: { trend: { kind: 'lines', days: some } } })
    expect(both(trendTitle, lines(days))).toEqual([
      'Обычно ждали 3 минуты, труднее всего было 14 октября',
      'The usual wait was 3 minutes, the hardest day was 14 October',
    ])
    expect(both(trendTitle, lines(days.slice(0, 1)))).toEqual([
      'Обычно ждали 3 минуты',
      'The usual wait was 3 minutes',
    ])
  })

  const one = (handled_in_time: boolean | null): Case => ({
    incident_id: 'i',
    property_id: 'h',
    home: 'Невский, 24',
    category: 'leak',
    cause: null,
    severity: 'normal',
    playbook: null,
    reported_at: '2026-10-21T01:02:00Z',
    opened_at: '2026-10-21T01:02:00Z',
    handled_at: null,
    resolved_at: null,
    handle_s: null,
    promise_s: 900,
    handled_in_time,
    is_night: true,
    is_owner_notified: null,
    is_repeated: false,
    is_logged_late: false,
  })
  test.each<[(boolean | null)[], string, string]>([
    [[], 'Случаев не было', 'No cases'],
    [[true], 'Случаи: 1, в срок', 'Cases: 1, on time'],
    [[false], 'Случаи: 1, не в срок', 'Cases: 1, not on time'],
    [[null], 'Случаи: 1, ещё в работе', 'Cases: 1, still open'],
    [[false, true, true, true], 'Случаи: 4, три в срок', 'Cases: 4, three on time'],
    [[true, true], 'Случаи: 2, все в срок', 'Cases: 2, all on time'],
    [[false, false], 'Случаи: 2, ни одного в срок', 'Cases: 2, none on time'],
    [[null, null], 'Случаи: 2, все ещё в работе', 'Cases: 2, all still open'],
    [
      [true, false, null],
      'Случаи: 3, один в срок, один ещё в работе',
      'Cases: 3, one on time, one still open',
    ],
  ])('cases %j', (handled, ru, en) => {
    const contents = october({ more: { cases: handled.map(one) } })
    expect(both(casesTitle, contents)).toEqual([ru, en])
    const staff = casesTitle({ ...contents, audience: 'management' }, 'ru')
    expect(plain(staff)).toBe(ru.replace('Случаи', 'Инциденты').replace('Случаев', 'Инцидентов'))
  })

  test('cases that nobody reports', () => {
    const contents = october({})
    contents.figures.incidents = { incidents: null }
    expect(both(casesTitle, contents)).toEqual(['Случаи пока не подключены', 'Cases are not connected yet'])
  })
})
