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
  soFar,
  wazzup,
  type Some,
} from '#tests/support/october.ts'

const OWNER: Record<string, { month: Some; ru: string[]; en: string[] }> = {
  'all well': {
    month: { night: [38], day: [23], bot: [0, 24] },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём — 23 вопроса, на все ответили вовремя. Бот днём сразу ответил ещё на 24 вопроса.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered on time, usually within 4 minutes.',
      'During the day there were 23 questions, all answered on time. The bot also answered 24 questions at once during the day.',
    ],
  },
  'few of them: no usual wait': {
    month: { night: [3], day: [1] },
    ru: [
      'В октябре гости писали ночью трижды. Ответили на все и всегда вовремя, дольше всего ночью ждали 9 минут.',
      'Днём — один вопрос, ответили вовремя.',
    ],
    en: [
      'In October, guests wrote three times at night. Every one was answered on time; the longest wait at night was 9 minutes.',
      'During the day there was one question, answered on time.',
    ],
  },
  'two waited in one night': {
    month: { night: [38, 2, 0, 0, 4, 92], day: [23], bot: [0, 24], dots: late13 },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все, обычно за 4 минуты; двоим пришлось ждать дольше обещанного — в ночь с 13 на 14 октября.',
      'Днём — 23 вопроса, на все ответили вовремя. Бот днём сразу ответил ещё на 24 вопроса.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered, usually within 4 minutes, but two guests had to wait longer than promised, on the night of 13 to 14 October.',
      'During the day there were 23 questions, all answered on time. The bot also answered 24 questions at once during the day.',
    ],
  },
  'one waited, and how long': {
    month: { night: [38, 1, 0, 0, 4, 92], day: [23, 1], dots: [dot('14 03:12', 92), dot('16 12:00', 15)] },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все, обычно за 4 минуты; одному гостю пришлось ждать 92 минуты — в ночь с 13 на 14 октября.',
      'Днём — 23 вопроса, одному гостю пришлось ждать 15 минут.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered, usually within 4 minutes, but one guest had to wait 92 minutes, on the night of 13 to 14 October.',
      'During the day: 23 questions; one guest had to wait 15 minutes.',
    ],
  },
  'two nights, the second over the end of the month': {
    month: { night: [38, 2, 0, 0, 4, 92], dots: [dot('14 03:12', 92), dot('31 23:30', 11)] },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все, обычно за 4 минуты; двоим пришлось ждать дольше обещанного — в ночь с 13 на 14 октября и в ночь с 31 октября на 1 ноября.',
      'Днём гости не писали.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered, usually within 4 minutes, but two guests had to wait longer than promised, on the night of 13 to 14 October and on the night of 31 October to 1 November.',
      'No guest wrote during the day.',
    ],
  },
  'not every late one’s night is known': {
    month: { night: [60, 3, 0, 0, 4, 92], dots: [dot('14 03:12', 92)] },
    ru: [
      'В октябре гости писали ночью 60 раз. Ответили на все, обычно за 4 минуты; троим пришлось ждать дольше обещанного, в том числе в ночь с 13 на 14 октября.',
      'Днём гости не писали.',
    ],
    en: [
      'In October, guests wrote 60 times at night. Every one was answered, usually within 4 minutes, but three guests had to wait longer than promised, among them on the night of 13 to 14 October.',
      'No guest wrote during the day.',
    ],
  },
  'small hours of the 1st': {
    month: { night: [12, 1, 0, 0, 4, 20], dots: [dot('01 03:12', 20)] },
    ru: [
      'В октябре гости писали ночью 12 раз. Ответили на все, обычно за 4 минуты; одному гостю пришлось ждать 20 минут — в ночь с 30 сентября на 1 октября.',
      'Днём гости не писали.',
    ],
    en: [
      'In October, guests wrote 12 times at night. Every one was answered, usually within 4 minutes, but one guest had to wait 20 minutes, on the night of 30 September to 1 October.',
      'No guest wrote during the day.',
    ],
  },
  'one without an answer, five still on time': {
    month: { night: [38, 1, 1, 2, 4, 92], day: [20, 0, 1, 3], dots: late13, owner_answered: 3 },
    ru: [
      'В октябре гости писали ночью 38 раз. Обычно отвечали за 4 минуты; одному гостю пришлось ждать дольше обещанного, а на один вопрос так и не ответили — в ночь с 13 на 14 октября.',
      'Днём — 20 вопросов, на один вопрос так и не ответили. На три вопроса вы ответили сами. Пять гостей ещё ждут ответа: обещанное время не вышло.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Answers usually came within 4 minutes, but one guest had to wait longer than promised, and one question was never answered, on the night of 13 to 14 October.',
      'During the day: 20 questions; one question was never answered. You answered three questions yourself. Five guests are still waiting, within the promised time.',
    ],
  },
  'a bad month': {
    month: { night: [61, 18, 3, 0, 14, 185], day: [40, 14, 1], dots: badNights },
    ru: [
      'В октябре гости писали ночью 61 раз. Вовремя ответили только на 40 из 61: 18 гостям пришлось ждать дольше обещанного, а на три вопроса так и не ответили — в пять разных ночей, хуже всего в ночь с 13 на 14 октября. Дольше всего ночью ждали 3 часа 5 минут.',
      'Днём — 40 вопросов, вовремя ответили только на 25: 14 гостям пришлось ждать дольше обещанного, а на один вопрос так и не ответили.',
    ],
    en: [
      'In October, guests wrote 61 times at night. Only 40 of 61 got an answer on time: 18 guests had to wait longer than promised, and three questions were never answered, on five different nights, worst on the night of 13 to 14 October. The longest wait at night was 3 hours 5 minutes.',
      'During the day: 40 questions, only 25 answered on time: 14 guests had to wait longer than promised, and one question was never answered.',
    ],
  },
  'a bad month of few': {
    month: { night: [2, 2, 0, 0, 4, 1440], day: [5, 4], dots: late13 },
    ru: [
      'В октябре гости писали ночью дважды. Вовремя не ответили ни разу: двоим пришлось ждать дольше обещанного — в ночь с 13 на 14 октября. Дольше всего ночью ждали сутки или больше.',
      'Днём — пять вопросов, вовремя ответили только на один: четверым пришлось ждать дольше обещанного.',
    ],
    en: [
      'In October, guests wrote twice at night. Not one got an answer on time: two guests had to wait longer than promised, on the night of 13 to 14 October. The longest wait at night was a day or more.',
      'During the day: five questions, only one answered on time: four guests had to wait longer than promised.',
    ],
  },
  'the only question, on time': {
    month: { night: [1, 0, 0, 0, 4, 4] },
    ru: ['В октябре гости писали ночью один раз. Ответили вовремя, через 4 минуты.', 'Днём гости не писали.'],
    en: [
      'In October, guests wrote once at night. It was answered on time, after 4 minutes.',
      'No guest wrote during the day.',
    ],
  },
  'the only question, late': {
    month: { night: [1, 1, 0, 0, 92, 92], dots: [dot('14 03:12', 92)] },
    ru: [
      'В октябре гости писали ночью один раз. Ответили с опозданием, через 92 минуты — в ночь с 13 на 14 октября.',
      'Днём гости не писали.',
    ],
    en: [
      'In October, guests wrote once at night. It was answered late, after 92 minutes, on the night of 13 to 14 October.',
      'No guest wrote during the day.',
    ],
  },
  'the only question, held and dropped': {
    month: { night: [1, 1, 0, 0, 2, 2], dots: [dot('14 03:12', 2, { is_late: true })] },
    ru: [
      'В октябре гости писали ночью один раз. Ответили с опозданием — в ночь с 13 на 14 октября.',
      'Днём гости не писали.',
    ],
    en: [
      'In October, guests wrote once at night. It was answered late, on the night of 13 to 14 October.',
      'No guest wrote during the day.',
    ],
  },
  'the only question, never answered': {
    month: { night: [1, 0, 1, 0, 92, 92], dots: [dot('14 03:12', 92)] },
    ru: [
      'В октябре гости писали ночью один раз. Вопрос пришёл в ночь с 13 на 14 октября, и на него так и не ответили.',
      'Днём гости не писали.',
    ],
    en: [
      'In October, guests wrote once at night. It came on the night of 13 to 14 October and was never answered.',
      'No guest wrote during the day.',
    ],
  },
  'nobody wrote at night': {
    month: { day: [23], bot: [0, 24] },
    ru: [
      'В октябре ночью никто из гостей не писал.',
      'Днём — 23 вопроса, на все ответили вовремя, обычно за 3 минуты. Бот днём сразу ответил ещё на 24 вопроса.',
    ],
    en: [
      'In October, no guest wrote at night.',
      'During the day there were 23 questions, all answered on time, usually within 3 minutes. The bot also answered 24 questions at once during the day.',
    ],
  },
  'nobody wrote': {
    month: {},
    ru: ['В октябре никто из гостей не писал.'],
    en: ['In October, no guest wrote.'],
  },
  'the bot answered most': {
    month: { night: [12, 1, 0, 0, 4, 20], bot: [50, 10], day: [7], dots: [dot('14 03:12', 20)] },
    ru: [
      'В октябре гости писали ночью 62 раза: на 50 вопросов сразу ответил бот, 12 ждали человека. Ответили на все, обычно за 4 минуты; одному гостю пришлось ждать 20 минут — в ночь с 13 на 14 октября.',
      'Днём — семь вопросов, на все ответили вовремя. Бот днём сразу ответил ещё на 10 вопросов.',
    ],
    en: [
      'In October, guests wrote 62 times at night: the bot answered 50 questions at once, 12 waited for a person. Every one was answered, usually within 4 minutes, but one guest had to wait 20 minutes, on the night of 13 to 14 October.',
      'During the day there were seven questions, all answered on time. The bot also answered 10 questions at once during the day.',
    ],
  },
  'the bot answered some': {
    month: { night: [31, 0, 0, 0, 4, 9], bot: [11, 31], day: [92] },
    ru: [
      'В октябре гости писали ночью 42 раза: на 11 вопросов сразу ответил бот, 31 ждал человека. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём — 92 вопроса, на все ответили вовремя. Бот днём сразу ответил ещё на 31 вопрос.',
    ],
    en: [
      'In October, guests wrote 42 times at night: the bot answered 11 questions at once, 31 waited for a person. Every one was answered on time, usually within 4 minutes.',
      'During the day there were 92 questions, all answered on time. The bot also answered 31 questions at once during the day.',
    ],
  },
  'the bot answered all': {
    month: { bot: [24, 3] },
    ru: [
      'В октябре гости писали ночью 24 раза. На все вопросы ответил бот.',
      'Бот днём сразу ответил ещё на три вопроса.',
    ],
    en: [
      'In October, guests wrote 24 times at night. The bot answered every question.',
      'The bot also answered three questions at once during the day.',
    ],
  },
  'part of the data is missing': {
    month: { night: [38], more: { silences: [hotline, wazzup] } },
    ru: [
      'Данные из источника «Mango» не поступали 14 октября с 02:10 до 05:30: картина за это время неполная.',
      'Данные из источника «Wazzup» не поступали с 02:10 21 октября до 05:30 23 октября: картина за это время неполная.',
      'По данным, которые дошли, в октябре гости писали ночью 38 раз. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём гости не писали.',
    ],
    en: [
      'No data came in from “Mango” on 14 October from 02:10 to 05:30: the picture of that time is incomplete.',
      'No data came in from “Wazzup” from 02:10 on 21 October to 05:30 on 23 October: the picture of that time is incomplete.',
      'Going by the data that came in, in October guests wrote 38 times at night. Every one was answered on time, usually within 4 minutes.',
      'No guest wrote during the day.',
    ],
  },
  'a source has not come back, shorter breaks are summed up': {
    month: {
      more: {
        silences: [hotline, wazzup, hotline, wazzup, { ...wazzup, until_at: null }].map((one) => ({
          ...one,
        })),
      },
    },
    ru: [
      'Данные из источника «Wazzup» не поступали с 02:10 21 октября до 05:30 23 октября: картина за это время неполная.',
      'Данные из источника «Wazzup» не поступали с 02:10 21 октября до 05:30 23 октября: картина за это время неполная.',
      'Данные из источника «Wazzup» не поступают с 02:10 21 октября: картина с этого времени неполная.',
      'И ещё два перерыва в данных, не дольше этих.',
      'По данным, которые дошли, в октябре никто из гостей не писал.',
    ],
    en: [
      'No data came in from “Wazzup” from 02:10 on 21 October to 05:30 on 23 October: the picture of that time is incomplete.',
      'No data came in from “Wazzup” from 02:10 on 21 October to 05:30 on 23 October: the picture of that time is incomplete.',
      'No data has come in from “Wazzup” since 02:10 on 21 October: the picture is incomplete from then on.',
      'Two more breaks in the data, none longer than these.',
      'Going by the data that came in, in October no guest wrote.',
    ],
  },
  'nights without fault, days that were not': {
    month: { night: [14], day: [48, 5] },
    ru: [
      'В октябре гости писали ночью 14 раз. Ответили на все и всегда вовремя, обычно за 4 минуты. Днём — 48 вопросов, вовремя ответили только на 43: пятерым пришлось ждать дольше обещанного.',
    ],
    en: [
      'In October, guests wrote 14 times at night. Every one was answered on time, usually within 4 minutes. During the day: 48 questions, only 43 answered on time: five guests had to wait longer than promised.',
    ],
  },
  'month so far': {
    month: { night: [12, 0, 0, 1], more: soFar },
    ru: [
      'С 1 по 22 октября гости писали ночью 12 раз. Отвечали всегда вовремя, обычно за 4 минуты.',
      'Днём гости не писали. Один гость ещё ждёт ответа: обещанное время не вышло.',
    ],
    en: [
      'From 1 to 22 October, guests wrote 12 times at night. Answers always came on time, usually within 4 minutes.',
      'No guest wrote during the day. One guest is still waiting, within the promised time.',
    ],
  },
  'nothing is due yet': {
    month: { night: [2, 0, 0, 2], more: soFar },
    ru: [
      'С 1 по 22 октября гости писали ночью дважды.',
      'Днём гости не писали. Два гостя ещё ждут ответа: обещанное время не вышло.',
    ],
    en: [
      'From 1 to 22 October, guests wrote twice at night.',
      'No guest wrote during the day. Two guests are still waiting, within the promised time.',
    ],
  },
  'a gap in which nobody wrote': {
    month: { night: [38], nights: [night(20, [], { gap_max_s: 1500 })] },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём гости не писали. В ночь с 20 на 21 октября никого не было на связи 25 минут; гости в это время не писали.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered on time, usually within 4 minutes.',
      'No guest wrote during the day. On the night of 20 to 21 October nobody was there for 25 minutes; no guest wrote then.',
    ],
  },
  'gaps in which nobody waited long': {
    month: {
      night: [38],
      day: [23],
      nights: [night(20, [], { gap_max_s: 1500 }), night(24, [dot('25 02:10', 3)], { gap_max_s: 1600 })],
    },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём — 23 вопроса, на все ответили вовремя. Были две ночи, когда дольше 10 минут никого не было на связи (дольше всего 27 минут, в ночь с 24 на 25 октября); из-за этого никто не ждал дольше обещанного.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered on time, usually within 4 minutes.',
      'During the day there were 23 questions, all answered on time. On two nights nobody was there for more than 10 minutes (at worst for 27 minutes, on the night of 24 to 25 October); no guest waited longer than promised because of it.',
    ],
  },
}

describe('what an owner reads', () => {
  for (const [situation, { month, ...expected }] of Object.entries(OWNER)) {
    test.each(LOCALES)(`${situation}, %s`, (locale) => {
      expect(paragraphs(october(month), locale)).toEqual(expected[locale])
    })
  }
})
