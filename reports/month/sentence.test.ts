import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount } from '#tests/support/amount.ts'
import {
  dot,
  FROM,
  hotline,
  HOUR_MS,
  late13,
  LOCALES,
  night,
  october,
  paragraphs,
  plain,
  soFar,
  textOf,
} from '#tests/support/october.ts'
import type { Case, MonthContents } from './contents.ts'
import type { Locale } from './format.ts'
import { monthSentences } from './sentence.ts'
import { casesTitle, nightTitle, trendTitle } from './titles.ts'

test('what is not known is not told', () => {
  const contents = october({})
  contents.figures.turns = {}
  expect(paragraphs(contents, 'ru')).toEqual(['В октябре данных об ответах гостям нет.'])
  expect(paragraphs(contents, 'en')).toEqual(['In October, there is no data on answers to guests.'])
})

test('a month of another year has its year', () => {
  const contents = october({})
  contents.as_of = '2027-01-04T08:00:00.000Z'
  expect(paragraphs(contents, 'ru')).toEqual(['В октябре 2026 года никто из гостей не писал.'])
  expect(paragraphs(contents, 'en')).toEqual(['In October 2026, no guest wrote.'])
})

describe('where a sentence leads', () => {
  const contents = october({ night: [38, 2, 0, 0, 4, 92], bot: [0, 24], dots: late13 })
  const { headline, second } = monthSentences(contents, 'ru')

  test('a night to itself, a number to its rows, all else nowhere', () => {
    expect(headline.map((segment) => ({ ...segment, text: plain(segment.text) }))).toEqual([
      { text: 'В октябре гости писали ночью 38 раз. Ответили на все, обычно за ' },
      { text: '4 минуты', tone: 'night' },
      { text: '; ' },
      { text: 'двоим', turns: { night: '1', who: 'people', state: 'late' } },
      { text: ' пришлось ждать дольше обещанного — в ' },
      { text: 'ночь с 13 на 14 октября', tone: 'bad', night: '2026-10-13' },
      { text: '.' },
    ])
    expect(second.find(({ turns }) => turns !== undefined)?.turns).toEqual({ who: 'bot' })
  })

  test('the night before the month is not one of its nights', () => {
    const dots = [dot('01 03:12', 20)]
    const before = monthSentences(october({ night: [12, 1, 0, 0, 4, 20], dots }), 'ru').headline
    expect(before.filter(({ tone }) => tone === 'bad')).toHaveLength(1)
    expect(before.some((segment) => segment.night !== undefined)).toBe(false)
  })

  test('what the bot answered late is not a wait for people', () => {
    const dots = [dot('14 03:12', 92), dot('20 03:12', 20, { is_bot: true })]
    const lead = monthSentences(october({ night: [38, 1, 0, 0, 4, 92], dots }), 'ru').headline
    expect(lead.flatMap((segment) => segment.night ?? [])).toEqual(['2026-10-13'])
  })

  test('a source’s name is only text', () => {
    const silences = [{ ...hotline, source: '<night 2026-10-13>x</> {{day}} $t(unknown)' }]
    const [missing] = monthSentences(october({ more: { silences } }), 'ru').missing
    expect(missing?.map(({ text }) => plain(text))).toEqual([
      'Данные из источника «<night 2026-10-13>x</> {{day}} $t(unknown)» не поступали 14 октября с 02:10 до 05:30: картина за это время неполная.',
    ])
  })
})

/** All that can be told of a month. */
function everything(contents: MonthContents, locale: Locale): string[] {
  const { missing, headline, second } = monthSentences(contents, locale)
  const titles = [nightTitle, trendTitle, casesTitle].map((title) => title(contents, locale))
  return [...[...missing, headline, second].map(textOf), ...titles]
}

const count = fc.option(fc.nat(120), { nil: null })
const seconds = fc.option(fc.nat(90_000), { nil: null })
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })
const values = fc.record(
  {
    turns: count,
    night_turns: count,
    people_turns: count,
    night_people_turns: count,
    waiting: count,
    night_waiting: count,
    overdue: count,
    night_overdue: count,
    owner_answered: count,
    people_in_time_share: share,
    night_people_in_time_share: share,
    people_wait_p50_s: seconds,
    night_people_wait_p50_s: seconds,
    people_wait_max_s: seconds,
    night_people_wait_max_s: seconds,
  },
  { requiredKeys: [] },
)
const moment = fc.integer({ min: FROM - 24 * HOUR_MS, max: FROM + 33 * 24 * HOUR_MS })
const iso = moment.map((ms) => new Date(ms).toISOString())
const dots = fc.array(
  fc.record({ opened_at: moment, wait_s: fc.nat(86_400), is_late: fc.boolean(), is_bot: fc.boolean() }),
  { maxLength: 40 },
)
const VERDICTS = ['nobody', 'silent', 'overloaded', 'late', 'unseen', 'no_data', 'in_time', 'quiet'] as const
const month = fc
  .record({
    values,
    dots,
    audience: fc.constantFrom('owner' as const, 'management' as const),
    gaps: fc.array(
      fc.record({ gap_max_s: seconds, nobody_max_s: seconds, verdict: fc.constantFrom(...VERDICTS) }),
      { maxLength: 31 },
    ),
    isLines: fc.boolean(),
    isSoFar: fc.boolean(),
    homes: fc.nat(130),
    silences: fc.array(
      fc.record({
        source: fc.constantFrom('Wazzup', 'А—Б 24 ч'),
        from_at: iso,
        until_at: fc.option(iso, { nil: null }),
      }),
      { maxLength: 6 },
    ),
    handled: fc.array(fc.option(fc.boolean(), { nil: null }), { maxLength: 30 }),
    promise: fc.record({
      answer_within_s: fc.integer({ min: 1, max: 200_000 }),
      night_answer_within_s: fc.nat(9000),
    }),
    timezone: fc.constantFrom('Europe/Moscow', 'Asia/Vladivostok', 'America/New_York'),
  })
  .map((some): MonthContents => {
    const waits = some.dots.map((one) => ({ ...one, day: (one.opened_at - FROM) / (24 * HOUR_MS) }))
    const contents = october({
      dots: waits,
      nights: some.gaps.map((more, index) => night(index + 1, waits, more)),
      homes: some.homes,
      more: {
        audience: some.audience,
        silences: some.silences,
        timezone: some.timezone,
        ...(some.isSoFar ? soFar : {}),
      },
    })
    contents.figures.turns = some.values
    Object.assign(contents.promise, some.promise)
    contents.cases = some.handled.map((handled_in_time) => ({ handled_in_time }) as Case)
    if (some.isLines) {
      const days = some.gaps.map(({ gap_max_s }, index) => ({
        date: contents.nights[index]?.date ?? '',
        turns: index,
        wait_p50_s: gap_max_s,
        wait_p90_s: gap_max_s,
      }))
      contents.trend = { kind: 'lines', days }
    }
    return contents
  })

test('whatever the figures: whole sentences, no-break spaces', () => {
  fc.assert(
    fc.property(month, fc.constantFrom(...LOCALES), (contents, locale) => {
      const texts = everything(contents, locale)
      for (const text of texts) {
        expect(text).not.toMatch(/NaN|undefined|null|Infinity|\{\{|<|>|\.\.|[ \u00a0]{2}| ,| \.|–\./)
        expect(text).not.toMatch(/ —/)
        expect(text).not.toMatch(/\d [а-яёa-z%]/i)
      }
      const { missing, headline, second } = monthSentences(contents, locale)
      for (const segments of [...missing, headline, ...(second.length > 0 ? [second] : [])]) {
        expect(textOf(segments)).toMatch(/^[А-ЯA-Z\d].*\.$/)
        for (const { text } of segments) expect(text).not.toBe('')
      }
      if (locale === 'ru') for (const text of texts) expect(text).not.toMatch(/(^|[ («])(в|на|с|за|из|и) /i)
    }),
    { numRuns: amount(60, 500) },
  )
})
