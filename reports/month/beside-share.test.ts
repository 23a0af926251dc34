import { describe, expect, test } from 'vitest'
import { besideHome, besideMetrics, besideShare } from './beside-share.ts'
import type { MonthContents } from './contents.ts'
import type { Locale } from './format.ts'

/** Counts of a month, and of its nights, as [all, at night]. */
interface Some {
  /** answered on time, late */
  in_time?: [number, number?]
  late?: [number, number?]
  dismissed?: [number, number?]
  dismissed_late?: [number, number?]
  by_mark?: [number, number?]
}

function month(some: Some, audience: MonthContents['audience'] = 'owner') {
  const form = (index: 0 | 1, prefix: string) => {
    const of = (id: keyof Some) => some[id]?.[index] ?? 0
    const turns = of('in_time') + of('late')
    return {
      [`${prefix}turns`]: turns,
      [`${prefix}people_turns`]: turns,
      [`${prefix}waiting`]: 0,
      [`${prefix}dismissed`]: of('dismissed'),
      [`${prefix}dismissed_late`]: of('dismissed_late'),
      [`${prefix}answered_by_mark`]: of('by_mark'),
    }
  }
  const shares = (index: 0 | 1, prefix: string) => {
    const of = (id: keyof Some) => some[id]?.[index] ?? 0
    const [in_time, due] = [of('in_time'), of('in_time') + of('late')]
    return {
      [`${prefix}people_in_time_share`]: [in_time, due] as const,
      [`${prefix}people_in_time_strict_share`]: [in_time, due + of('dismissed_late')] as const,
    }
  }
  const none = { nights: {}, incidents: {}, automation: {} }
  return {
    audience,
    figures: { turns: { ...form(0, ''), ...form(1, 'night_') }, ...none },
    fractions: { turns: { ...shares(0, ''), ...shares(1, 'night_') }, ...none },
  }
}

const said = (some: Some, locale: Locale, audience?: MonthContents['audience']) =>
  besideShare(month(some, audience), locale).map((text) => text.replaceAll('\u00a0', ' '))

const MARKED: Some = {
  in_time: [120, 29],
  late: [13, 2],
  dismissed: [10, 3],
  dismissed_late: [7, 2],
  by_mark: [9],
}

test('below the share of a home what was closed late, where that is another share', () => {
  const home = (strict: readonly [number, number]) => ({
    property_id: 'N',
    name: 'N',
    from: null,
    until: null,
    incidents: 0,
    turns: {},
    fractions: { night_people_in_time_share: [2, 3] as const, night_people_in_time_strict_share: strict },
  })
  expect(besideHome(home([2, 5]), 'ru')?.replaceAll('\u00a0', ' ')).toBe('с закрытыми позже срока — 2 из 5')
  expect(besideHome(home([2, 3]), 'ru')).toBeNull()
})

describe('what stands beside the share', () => {
  test('closed after the promised time: the share that counts them, of the month and of its nights', () => {
    expect(said(MARKED, 'ru')).toEqual([
      'Семь вопросов (два — ночью) закрыты отметкой «ответ не нужен» позже обещанного срока. ' +
        'Если учесть и их, вовремя — 120 из 140 (86 %), а не 120 из 133 (90 %); ночью — 29 из 33 (88 %), а не 29 из 31 (94 %).',
      'Ещё три вопроса (один — ночью) закрыты той же отметкой раньше срока: в счёт они не идут.',
      'Девять вопросов закрыты отметкой «ответили иначе»: самих ответов в переписке нет.',
    ])
    expect(said(MARKED, 'en')).toEqual([
      'Seven questions (two at night) were closed with the mark “no reply needed” after the promised time. ' +
        'Counting them too, on time: 120 of 140 (86%), not 120 of 133 (90%); at night 29 of 33 (88%), not 29 of 31 (94%).',
      'Besides, three questions (one at night) were closed with it before that time, and do not count.',
      'Nine questions were closed with the mark “answered elsewhere”: the answers themselves are not in the chats.',
    ])
    expect(besideMetrics(month(MARKED))).toEqual([
      ...['dismissed_late', 'people_in_time_strict_share', 'dismissed', 'answered_by_mark'],
    ])
  })

  test('to staff by their word; of few no percentage', () => {
    const one: Some = { in_time: [5, 1], late: [1], dismissed: [1, 1], dismissed_late: [1, 1] }
    expect(said(one, 'ru', 'management')).toEqual([
      'Одно обращение (ночью) закрыто отметкой «ответ не нужен» позже обещанного срока. ' +
        'Если учесть и его, вовремя — 5 из 7, а не 5 из 6; ночью — 1 из 2, а не 1 из 1.',
    ])
  })

  test('those before the time, and those answered elsewhere: from a twentieth on, of the month or of its nights', () => {
    expect(said({ in_time: [100], dismissed: [4], by_mark: [4] }, 'ru')).toEqual([])
    expect(said({ in_time: [100], dismissed: [5], by_mark: [4] }, 'ru')).toEqual([
      'Пять вопросов закрыты отметкой «ответ не нужен»: в счёт они не идут.',
    ])
    expect(said({ in_time: [100, 20], dismissed: [1, 1], by_mark: [1, 1] }, 'ru')).toEqual([
      'Один вопрос (ночью) закрыт отметкой «ответ не нужен»: в счёт он не идёт.',
      'Один вопрос (ночью) закрыт отметкой «ответили иначе»: самого ответа в переписке нет.',
    ])
  })

  test('nothing was asked but what was closed', () => {
    expect(said({ dismissed: [2, 2], dismissed_late: [2, 2] }, 'ru')).toEqual([
      'Два вопроса (оба ночью) закрыты отметкой «ответ не нужен» позже обещанного срока. ' +
        'Если учесть и их, вовремя — 0 из 2.',
    ])
  })

  test('of a month that was sealed before these were told, nothing', () => {
    const figures = { turns: { turns: 20, people_turns: 20 }, nights: {}, incidents: {}, automation: {} }
    expect(besideShare({ audience: 'owner', figures }, 'ru')).toEqual([])
  })
})
