import { describe, expect, test } from 'vitest'
import {
  badNights,
  dot,
  hotline,
  late13,
  LOCALES,
  night,
  october,
  paragraphs,
  type Some,
} from '#tests/support/october.ts'

const STAFF: Record<string, { month: Some; ru: string[]; en: string[] }> = {
  'all well': {
    month: { night: [38], day: [23], bot: [0, 24], homes: 14 },
    ru: [
      'В октябре — 38 ночных обращений по 14 объектам. На все ответили в срок, обычно за 4 минуты.',
      'Днём — 23 обращения, на все ответили в срок. Бот днём сразу ответил ещё на 24 обращения.',
    ],
    en: [
      'In October, there were 38 questions at night across 14 homes. All were answered on time, usually within 4 minutes.',
      'During the day there were 23 questions, all answered on time. The bot also answered 24 questions at once during the day.',
    ],
  },
  'some late': {
    month: { night: [61, 1, 1, 0, 4, 92], day: [21, 2], dots: late13, homes: 21, owner_answered: 21 },
    ru: [
      'В октябре — 61 ночное обращение по 21 объекту. На 59 из 61 ответили в срок (97 %), обычно за 4 минуты; на одно ответили с опозданием, одно просрочено — в ночь с 13 на 14 октября.',
      'Днём — 21 обращение, на два ответили с опозданием. На 21 обращение владельцы ответили сами.',
    ],
    en: [
      'In October, there were 61 questions at night across 21 homes. 59 of 61 were answered on time (97%), usually within 4 minutes; one was late, one is overdue, on the night of 13 to 14 October.',
      'During the day: 21 questions; two were late. Owners answered 21 questions themselves.',
    ],
  },
  'a bad month': {
    month: { night: [61, 18, 3, 0, 14, 185], day: [40, 15], dots: badNights, homes: 2 },
    ru: [
      'В октябре — 61 ночное обращение по 2 объектам. В срок ответили только на 40 из 61 (66 %): на 18 ответили с опозданием, три просрочены — в пять разных ночей, хуже всего в ночь с 13 на 14 октября. Дольше всего ночью ждали 3 часа 5 минут.',
      'Днём — 40 обращений, в срок ответили только на 25: на 15 ответили с опозданием.',
    ],
    en: [
      'In October, there were 61 questions at night across 2 homes. Only 40 of 61 (66%) got an answer on time: 18 were late, three are overdue, on five different nights, worst on the night of 13 to 14 October. The longest wait at night was 3 hours 5 minutes.',
      'During the day: 40 questions, only 25 answered on time: 15 were late.',
    ],
  },
  'the only one, overdue': {
    month: { night: [1, 0, 1], dots: [dot('14 03:12', 92)] },
    ru: [
      'В октябре — одно ночное обращение. Оно пришло в ночь с 13 на 14 октября и просрочено.',
      'Днём обращений не было.',
    ],
    en: [
      'In October, there was one question at night. It came on the night of 13 to 14 October and is overdue.',
      'There were no questions during the day.',
    ],
  },
  'the bot answered most': {
    month: { night: [2], bot: [50, 1] },
    ru: [
      'В октябре — 52 ночных обращения: на 50 обращений сразу ответил бот, людям осталось два. На все ответили в срок, дольше всего ночью ждали 9 минут.',
      'Бот днём сразу ответил ещё на одно обращение.',
    ],
    en: [
      'In October, there were 52 questions at night: the bot answered 50 questions at once, leaving two to people. All were answered on time; the longest wait at night was 9 minutes.',
      'The bot also answered one question at once during the day.',
    ],
  },
  'none at night, none at all': {
    month: { more: { silences: [hotline] } },
    ru: [
      'Данные из источника «Mango» не поступали 14 октября с 02:10 до 05:30: картина за это время неполная.',
      'По данным, которые дошли, в октябре обращений не было.',
    ],
    en: [
      'No data came in from “Mango” on 14 October from 02:10 to 05:30: the picture of that time is incomplete.',
      'Going by the data that came in, in October there were no questions.',
    ],
  },
  'gaps, and what still waits': {
    month: { day: [2, 0, 0, 2], nights: [night(20, [], { gap_max_s: 1500 })] },
    ru: [
      'В октябре ночных обращений не было.',
      'Днём — два обращения. Два обращения ещё ждут ответа: срок не вышел. В ночь с 20 на 21 октября на смене никого не было 25 минут; обращений в это время не было.',
    ],
    en: [
      'In October, there were no questions at night.',
      'During the day: two questions. Two questions are still waiting, within the promised time. On the night of 20 to 21 October nobody was on shift for 25 minutes; there were no questions then.',
    ],
  },
}

describe('what staff reads', () => {
  for (const [situation, { month, ...expected }] of Object.entries(STAFF)) {
    test.each(LOCALES)(`${situation}, %s`, (locale) => {
      expect(paragraphs(october(month, 'management'), locale)).toEqual(expected[locale])
    })
  }
})
