import { describe, expect, test } from 'vitest'
import { beforeText, casesInTime, nightInTime, undisturbedNights, usualWait } from './cards.ts'
import type { MonthContents, ReportContents } from './contents.ts'
import { sampleFigures, sampleMonth } from '#tests/support/sample-month.ts'

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

type Share = readonly [part: number, whole: number]

/** A month whose shares are given, after another. */
function month(
  id: string,
  now: Share | null,
  before: Share | null,
  more: Partial<ReportContents> = {},
): MonthContents {
  const of = (share: Share | null) => ({
    nights: {},
    incidents: {},
    automation: {},
    turns: share === null ? {} : { [id]: share },
  })
  return sampleMonth({ fractions: of(now), fractions_before: of(before), ...more })
}

describe('how a number stands to the month before', () => {
  const change = (now: Share | null, before: Share | null) =>
    nightInTime({ contents: month('night_people_in_time_share', now, before), locale: 'en' }).change

  test.each([
    ['one of a hundred more says nothing', [95, 100], [94, 100], 'same'],
    ['nor do two, which chance explains', [96, 100], [94, 100], 'same'],
    ['of a thousand they are better', [960, 1000], [940, 1000], 'better'],
    ['and worse', [940, 1000], [960, 1000], 'worse'],
    ['nineteen of twenty after all of 23 is no news', [19, 20], [23, 23], 'same'],
    ['of nineteen nothing is said', [19, 19], [10, 19], null],
    ['nor of nineteen before', [20, 20], [10, 19], null],
    ['of twenty it is', [20, 20], [10, 20], 'better'],
    ['nobody wrote before', [20, 20], [0, 0], null],
    ['nothing is known of before', [20, 20], null, null],
  ] as const)('%s', (_, now, before, expected) => {
    expect(change(now, before)).toBe(expected)
  })

  test('a usual wait: half a minute less is better, where twenty were due in both months', () => {
    const usual = (due: number, now_s: number, before_s: number) => {
      const turns = (s: number) => sampleFigures({ turns: { people_turns: 25, people_wait_p50_s: s } })
      const [figures, figures_before] = [turns(now_s), turns(before_s)]
      const more = { figures, figures_before }
      return usualWait({ contents: month('people_in_time_share', [due, due], [25, 25], more), locale: 'en' })
        .change
    }
    expect(usual(25, 100, 130)).toBe('better')
    expect(usual(25, 101, 130)).toBe('same')
    expect(usual(25, 130, 100)).toBe('worse')
    // 25 asked, of whom ten still wait
    expect(usual(15, 100, 400)).toBeNull()
  })

  test('judged it says so, plain it does not', () => {
    const contents = month('night_people_in_time_share', [99, 100], [88, 100])
    const card = nightInTime({ contents, locale: 'ru' })
    expect(plain(beforeText(card, { contents, locale: 'ru' }))).toBe('в сентябре — 88 из 100')
    expect(plain(beforeText(card, { contents, locale: 'ru' }, 'judged'))).toBe(
      'лучше, чем в сентябре: 88 из 100',
    )
  })
})

describe('what a number is of, and why it is not there', () => {
  const said = ({ value, detail }: ReturnType<typeof nightInTime>) => [
    value === null ? null : plain(value.map((part) => `${part.value} ${part.unit}`).join(' ')),
    plain(detail),
  ]

  test.each([
    ['some were due', { night_turns: 5, night_people_turns: 4, night_waiting: 1 }, [2, 3], ['2 из 3', null]],
    ['nobody wrote', { night_turns: 0, night_people_turns: 0 }, [0, 0], [null, 'ночью никто не писал']],
    ['the bot answered', { night_turns: 5, night_people_turns: 0 }, [0, 0], [null, 'ночью на всё ответил бот']],
    ['all wait', { night_turns: 5, night_people_turns: 5, night_waiting: 5 }, [0, 0], [null, 'ещё ждут, обещанный срок не прошёл']],
    ['not told', { night_people_turns: null }, null, [null, 'данных пока нет']],
  ] as const)('%s', (_, turns, share, expected) => {
    const values = { night_turns: 0, night_waiting: 0, ...turns }
    const contents = month('night_people_in_time_share', share, null, {
      figures: sampleFigures({ turns: values }),
    })
    expect(said(nightInTime({ contents, locale: 'ru' }))).toEqual(expected)
  }) // prettier-ignore

  test('a case that is not over counts in no share', () => {
    const of = (share: Share) => ({ turns: {}, nights: {}, automation: {}, incidents: { handled_in_time_share: share } })
    const contents = sampleMonth({ fractions: of([2, 3]), fractions_before: of([0, 0]) })
    expect(said(casesInTime({ contents, locale: 'ru' }))[0]).toBe('2 из 3')
    const none = sampleMonth({
      figures: sampleFigures({ incidents: { incidents: 0, handled_in_time_share: null } }),
      fractions: of([0, 0]),
    })
    expect(said(casesInTime({ contents: none, locale: 'ru' }))).toEqual([null, 'случаев не было'])
  }) // prettier-ignore

  test('nights of all nights, or what is not reported', () => {
    expect(said(undisturbedNights({ contents: sampleMonth(), locale: 'ru' }))).toEqual(['30 из 31', null])
    const unknown = sampleMonth({
      figures: sampleFigures({ automation: { undisturbed_nights: null, disturbed_nights: null } }),
      not_reported: { undisturbed_nights: 'owner_contact' },
    })
    const [value, why] = said(undisturbedNights({ contents: unknown, locale: 'ru' }))
    expect(value).toBeNull()
    expect(why).toMatch(/^не подключено/)
  })
})

test('a month that was sealed with values alone reads as it did', () => {
  const old = sampleMonth()
  delete old.fractions
  const [now, then] = [sampleMonth(), old].map((contents) => nightInTime({ contents, locale: 'ru' }))
  expect(then).toEqual(now)
})
