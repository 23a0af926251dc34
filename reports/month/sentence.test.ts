import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case, Figures, LateWait, MonthContents, NightColumn, TrendDot } from './contents.ts'
import type { Verdict } from '#sql/ledger/verdict.ts'
import type { Locale } from './format.ts'
import { nightFact, verdictWord } from './night-words.ts'
import { monthSentences } from './sentence.ts'
import { capabilityWord, categoryWord, causeWord, channelWord, topicWord } from './single-words.ts'
import { casesTitle, nightTitle, trendTitle } from './titles.ts'
import type { Segment } from './words/marked.ts'
import { en } from './words/en.ts'
import { ru } from './words/ru.ts'
import { spokenDuration, spokenNumber, spokenTimes, type Case as Form } from './words/spoken.ts'
import { translator } from './words/translate.ts'

const HOUR_MS = 3_600_000
const MOSCOW = '+03:00'
const FROM = Date.parse(`2026-10-01T00:00:00${MOSCOW}`)

/** A moment of October by Moscow's clock: at('14 03:12'). */
const at = (moment: string) => Date.parse(`2026-10-${moment.replace(' ', 'T')}:00${MOSCOW}`)

function dot(moment: string, wait_min: number, more: Partial<TrendDot> = {}): TrendDot {
  const opened_at = at(moment)
  return {
    opened_at,
    day: (opened_at - FROM) / (24 * HOUR_MS),
    wait_s: wait_min * 60,
    is_late: wait_min > 10,
    is_bot: false,
    ...more,
  }
}

/** The night that begins on that evening of October, its questions taken from the dots. */
function night(day: number, dots: readonly TrendDot[], more: Partial<NightColumn> = {}): NightColumn {
  const from_at = FROM + ((day - 1) * 24 + 22) * HOUR_MS
  const until_at = from_at + 10 * HOUR_MS
  const own = dots.filter(({ opened_at }) => opened_at >= from_at && opened_at < until_at)
  const late = own.filter(({ is_late }) => is_late).length
  return {
    date: new Date(from_at).toISOString().slice(0, 10),
    from_at,
    until_at,
    spans: [],
    turns: own.length,
    late,
    silences: [],
    dots: own.map(({ opened_at, is_late }) => ({ at: opened_at, is_late })),
    worst_wait_s: own.length === 0 ? null : Math.max(...own.map(({ wait_s }) => wait_s)),
    gap_max_s: 0,
    nobody_max_s: more.gap_max_s === undefined ? 0 : more.gap_max_s,
    verdict: late > 0 ? 'late' : own.length > 0 ? 'in_time' : 'quiet',
    ...more,
  }
}

interface Some {
  /** [turns, late, overdue, waiting, median in minutes, longest in minutes] of what the bot did not answer */
  night?: [number, number?, number?, number?, number?, number?]
  day?: [number, number?, number?, number?, number?, number?]
  /** answered by the bot: at night, by day */
  bot?: [number, number]
  owner_answered?: number
  dots?: TrendDot[]
  nights?: NightColumn[]
  homes?: number
  more?: Partial<MonthContents>
}

function october(some: Some, audience: MonthContents['audience'] = 'owner'): MonthContents {
  const [asked = 0, late = 0, overdue = 0, waiting = 0, usual = 4, longest = 9] = some.night ?? []
  const [dayAsked = 0, dayLate = 0, dayOverdue = 0, dayWaiting = 0, dayUsual = 3, dayLongest = 9] =
    some.day ?? []
  const [nightBot, dayBot] = some.bot ?? [0, 0]
  const share = (of: number, not: number) => (of === 0 ? null : (of - not) / of)
  const nightDue = asked - waiting
  const due = nightDue + dayAsked - dayWaiting
  const dots = some.dots ?? []
  const turns: Figures['turns'] = {
    turns: asked + dayAsked + nightBot + dayBot,
    night_turns: asked + nightBot,
    people_turns: asked + dayAsked,
    night_people_turns: asked,
    waiting: waiting + dayWaiting,
    night_waiting: waiting,
    late: late + dayLate,
    night_late: late,
    overdue: overdue + dayOverdue,
    night_overdue: overdue,
    people_in_time_share: share(due, late + overdue + dayLate + dayOverdue),
    night_people_in_time_share: share(nightDue, late + overdue),
    people_wait_p50_s: due === 0 ? null : 60 * dayUsual,
    night_people_wait_p50_s: nightDue === 0 ? null : 60 * usual,
    people_wait_max_s: due === 0 ? null : 60 * Math.max(longest, dayLongest),
    night_people_wait_max_s: nightDue === 0 ? null : 60 * longest,
    owner_answered: some.owner_answered ?? 0,
  }
  const period = { month: '2026-10', from: '2026-10-01', until: '2026-11-01', is_so_far: false }
  const figures = { turns, nights: {}, incidents: { incidents: 0 }, automation: {} }
  return {
    audience,
    timezone: 'Europe/Moscow',
    period,
    figures,
    figures_before: figures,
    owner: audience === 'owner' ? { owner_id: 'o-1', name: 'Анна' } : null,
    before: { month: '2026-09', from: '2026-09-01', until: '2026-10-01', is_so_far: false },
    as_of: '2026-11-22T20:40:00.000Z',
    data_as_of: '2026-11-22T20:40:00.000Z',
    promise: {
      answer_within_s: 600,
      night_answer_within_s: 600,
      night_from: '22:00',
      night_to: '08:00',
      changed_on: null,
    },
    homes: Array.from({ length: some.homes ?? 1 }, (_, index) => ({
      property_id: `h-${index}`,
      name: `Невский, ${index}`,
      from: null,
      until: null,
      turns: {},
      incidents: 0,
    })),
    not_reported: {},
    since: {},
    people_waits_s: null,
    longest: null,
    nights: some.nights ?? Array.from({ length: 31 }, (_, index) => night(index + 1, dots)),
    trend: { kind: 'dots', dots },
    late_waits: lateWaits(dots),
    cases: [],
    silences: [],
    notes: [],
    definitions: '01234567',
    ...some.more,
  }
}

/** As the month tells them: the evening of a dot between 22:00 and 08:00, each dot another guest's. */
function lateWaits(dots: readonly TrendDot[]): LateWait[] {
  return dots
    .filter(({ is_late, is_bot }) => is_late && !is_bot)
    .map(({ opened_at, wait_s }, guest) => {
      const hour = new Date(opened_at + 3 * HOUR_MS).getUTCHours()
      const evening = new Date(opened_at + 3 * HOUR_MS - (hour < 8 ? 24 * HOUR_MS : 0))
      const isNight = hour >= 22 || hour < 8
      return { night: isNight ? evening.toISOString().slice(0, 10) : null, wait_s, is_answered: true, guest }
    })
}

const LOCALES = ['ru', 'en'] as const
/** With plain spaces, to be read in a test. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const textOf = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('')
/** Everything that a month says, a line a paragraph. */
function paragraphs(contents: MonthContents, locale: Locale): string[] {
  const { missing, headline, second } = monthSentences(contents, locale)
  return [...missing, headline, second]
    .map((segments) => plain(textOf(segments)))
    .filter((text) => text !== '')
}

const late13 = [dot('14 03:12', 92), dot('14 06:30', 11)]
const soFar = { period: { month: '2026-10', from: '2026-10-01', until: '2026-10-23', is_so_far: true } }
const wazzup = { source: 'Wazzup', from_at: '2026-10-20T23:10:00Z', until_at: '2026-10-23T02:30:00Z' }
const hotline = { source: 'Mango', from_at: '2026-10-13T23:10:00Z', until_at: '2026-10-14T02:30:00Z' }
const badNights = [
  ...[dot('03 03:12', 92), dot('08 06:30', 31), dot('20 03:12', 92), dot('21 06:30', 11)],
  ...Array.from({ length: 17 }, (_, index) => dot(`14 0${index % 8}:${index + 10}`, 185)),
]

const OWNER: Record<string, { month: Some; ru: string[]; en: string[] }> = {
  'all well': {
    month: { night: [38], day: [23], bot: [0, 24] },
    ru: [
      'В октябре гости писали ночью 38 раз. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём — 23 вопроса, на все ответили вовремя. Бот днём сразу ответил ещё на 24 вопроса.',
    ],
    en: [
      'In October, guests wrote 38 times at night. Every one was answered in time, usually within 4 minutes.',
      'During the day there were 23 questions, all answered in time. The bot also answered 24 questions at once during the day.',
    ],
  },
  'few of them: no usual wait': {
    month: { night: [3], day: [1] },
    ru: [
      'В октябре гости писали ночью трижды. Ответили на все и всегда вовремя, дольше всего ночью ждали 9 минут.',
      'Днём — один вопрос, ответили вовремя.',
    ],
    en: [
      'In October, guests wrote three times at night. Every one was answered in time; the longest wait at night was 9 minutes.',
      'During the day there was one question, answered in time.',
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
      'During the day there were 23 questions, all answered in time. The bot also answered 24 questions at once during the day.',
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
  'one without an answer, five still in time': {
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
      'In October, guests wrote 61 times at night. Only 40 of 61 got an answer in time: 18 guests had to wait longer than promised, and three questions were never answered, on five different nights, worst on the night of 13 to 14 October. The longest wait at night was 3 hours 5 minutes.',
      'During the day: 40 questions, only 25 answered in time: 14 guests had to wait longer than promised, and one question was never answered.',
    ],
  },
  'a bad month of few': {
    month: { night: [2, 2, 0, 0, 4, 1440], day: [5, 4], dots: late13 },
    ru: [
      'В октябре гости писали ночью дважды. Вовремя не ответили ни разу: двоим пришлось ждать дольше обещанного — в ночь с 13 на 14 октября. Дольше всего ночью ждали сутки или больше.',
      'Днём — пять вопросов, вовремя ответили только на один: четверым пришлось ждать дольше обещанного.',
    ],
    en: [
      'In October, guests wrote twice at night. Not one got an answer in time: two guests had to wait longer than promised, on the night of 13 to 14 October. The longest wait at night was a day or more.',
      'During the day: five questions, only one answered in time: four guests had to wait longer than promised.',
    ],
  },
  'the only question, in time': {
    month: { night: [1, 0, 0, 0, 4, 4] },
    ru: ['В октябре гости писали ночью один раз. Ответили вовремя, через 4 минуты.', 'Днём гости не писали.'],
    en: [
      'In October, guests wrote once at night. It was answered in time, after 4 minutes.',
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
      'During the day there were 23 questions, all answered in time, usually within 3 minutes. The bot also answered 24 questions at once during the day.',
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
      'During the day there were seven questions, all answered in time. The bot also answered 10 questions at once during the day.',
    ],
  },
  'the bot answered some': {
    month: { night: [31, 0, 0, 0, 4, 9], bot: [11, 31], day: [92] },
    ru: [
      'В октябре гости писали ночью 42 раза: на 11 вопросов сразу ответил бот, 31 ждал человека. Ответили на все и всегда вовремя, обычно за 4 минуты.',
      'Днём — 92 вопроса, на все ответили вовремя. Бот днём сразу ответил ещё на 31 вопрос.',
    ],
    en: [
      'In October, guests wrote 42 times at night: the bot answered 11 questions at once, 31 waited for a person. Every one was answered in time, usually within 4 minutes.',
      'During the day there were 92 questions, all answered in time. The bot also answered 31 questions at once during the day.',
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
      'Going by the data that came in, in October guests wrote 38 times at night. Every one was answered in time, usually within 4 minutes.',
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
      'In October, guests wrote 14 times at night. Every one was answered in time, usually within 4 minutes. During the day: 48 questions, only 43 answered in time: five guests had to wait longer than promised.',
    ],
  },
  'month so far': {
    month: { night: [12, 0, 0, 1], more: soFar },
    ru: [
      'С 1 по 22 октября гости писали ночью 12 раз. Отвечали всегда вовремя, обычно за 4 минуты.',
      'Днём гости не писали. Один гость ещё ждёт ответа: обещанное время не вышло.',
    ],
    en: [
      'From 1 to 22 October, guests wrote 12 times at night. Answers always came in time, usually within 4 minutes.',
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
      'In October, guests wrote 38 times at night. Every one was answered in time, usually within 4 minutes.',
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
      'In October, guests wrote 38 times at night. Every one was answered in time, usually within 4 minutes.',
      'During the day there were 23 questions, all answered in time. On two nights nobody was there for more than 10 minutes (at worst for 27 minutes, on the night of 24 to 25 October); no guest waited longer than promised because of it.',
    ],
  },
}

const STAFF: typeof OWNER = {
  'all well': {
    month: { night: [38], day: [23], bot: [0, 24], homes: 14 },
    ru: [
      'В октябре — 38 ночных обращений по 14 объектам. На все ответили в срок, обычно за 4 минуты.',
      'Днём — 23 обращения, на все ответили в срок. Бот днём сразу ответил ещё на 24 обращения.',
    ],
    en: [
      'In October, there were 38 questions at night across 14 homes. All were answered in time, usually within 4 minutes.',
      'During the day there were 23 questions, all answered in time. The bot also answered 24 questions at once during the day.',
    ],
  },
  'some late': {
    month: { night: [61, 1, 1, 0, 4, 92], day: [21, 2], dots: late13, homes: 21, owner_answered: 21 },
    ru: [
      'В октябре — 61 ночное обращение по 21 объекту. На 59 из 61 ответили в срок (97 %), обычно за 4 минуты; на одно ответили с опозданием, одно просрочено — в ночь с 13 на 14 октября.',
      'Днём — 21 обращение, на два ответили с опозданием. На 21 обращение владельцы ответили сами.',
    ],
    en: [
      'In October, there were 61 questions at night across 21 homes. 59 of 61 were answered in time (97%), usually within 4 minutes; one was late, one is overdue, on the night of 13 to 14 October.',
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
      'In October, there were 61 questions at night across 2 homes. Only 40 of 61 (66%) got an answer in time: 18 were late, three are overdue, on five different nights, worst on the night of 13 to 14 October. The longest wait at night was 3 hours 5 minutes.',
      'During the day: 40 questions, only 25 answered in time: 15 were late.',
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
      'In October, there were 52 questions at night: the bot answered 50 questions at once, leaving two to people. All were answered in time; the longest wait at night was 9 minutes.',
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

describe('what an owner reads', () => {
  for (const [situation, { month, ...expected }] of Object.entries(OWNER)) {
    test.each(LOCALES)(`${situation}, %s`, (locale) => {
      expect(paragraphs(october(month), locale)).toEqual(expected[locale])
    })
  }
})

describe('what staff reads', () => {
  for (const [situation, { month, ...expected }] of Object.entries(STAFF)) {
    test.each(LOCALES)(`${situation}, %s`, (locale) => {
      expect(paragraphs(october(month, 'management'), locale)).toEqual(expected[locale])
    })
  }
})

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
    [[true], 'Случаи: 1, в срок', 'Cases: 1, in time'],
    [[false], 'Случаи: 1, не в срок', 'Cases: 1, not in time'],
    [[null], 'Случаи: 1, ещё в работе', 'Cases: 1, still open'],
    [[false, true, true, true], 'Случаи: 4, три в срок', 'Cases: 4, three in time'],
    [[true, true], 'Случаи: 2, все в срок', 'Cases: 2, all in time'],
    [[false, false], 'Случаи: 2, ни одного в срок', 'Cases: 2, none in time'],
    [[null, null], 'Случаи: 2, все ещё в работе', 'Cases: 2, all still open'],
    [
      [true, false, null],
      'Случаи: 3, один в срок, один ещё в работе',
      'Cases: 3, one in time, one still open',
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

test.each([
  [{ verdict: 'nobody', nobody_max_s: 6180 }, '1 ч 43 мин никого на связи', 'nobody there for 1 h 43 min'],
  [
    { verdict: 'unseen', gap_max_s: 900 },
    '15 мин дежурный по графику не отмечался и не отвечал',
    'the person scheduled neither clocked on nor answered for 15 min',
  ],
  [
    { verdict: 'silent', late: 1, worst_wait_s: 3060 },
    'гость ждал 51 минуту, дежурный был на смене и не отвечал',
    'a guest waited 51 minutes while the person on duty did not respond',
  ],
  [
    { verdict: 'overloaded', late: 1, worst_wait_s: 1680 },
    'один гость ждал 28 минут: дежурный в это время отвечал другим',
    'one guest waited 28 minutes while the person on duty was answering others',
  ],
  [
    { verdict: 'late', late: 2, worst_wait_s: 1260 },
    'два вопроса с опозданием, ждали до 21 минуты',
    'two questions late, after up to 21 minutes',
  ],
  [{ verdict: 'no_data' }, 'данные не поступали', 'no data came in'],
  [{ verdict: 'quiet' }, 'без вопросов', 'no questions'],
  [{ verdict: 'late', late: 1, running: { until_at: 0, waiting: 0 } }, 'ещё идёт', 'still going on'],
] as const)('a night told by what happened: %j', (some, ru, en) => {
  const night: NightColumn = {
    date: '2026-10-13',
    from_at: 0,
    until_at: 0,
    spans: [],
    turns: 4,
    late: 0,
    dots: [],
    worst_wait_s: null,
    gap_max_s: 0,
    nobody_max_s: 0,
    silences: [],
    also: [],
    ...some,
  }
  expect(plain(nightFact(night, 'owner', 'ru'))).toBe(ru)
  expect(plain(nightFact(night, 'owner', 'en'))).toBe(en)
})

test('single words; what is not known is shown as it is', () => {
  const verdicts: Verdict[] = ['quiet', 'in_time', 'late', 'overloaded', 'silent', 'nobody', 'no_data']
  expect(verdicts.map((verdict) => plain(verdictWord({ verdict }, 'management', 'ru'))).join(', ')).toBe(
    'без обращений, вовремя, с опозданием, заняты другими, смена молчала, никого на смене, нет данных',
  )
  expect([categoryWord('hot_water', 'ru'), categoryWord('ghost', 'ru')]).toEqual([
    'Нет горячей воды',
    'ghost',
  ])
  expect([topicWord('hot_water', 'en'), topicWord('constructor', 'en')]).toEqual(['hot water', 'constructor'])
  expect([causeWord('neighbours', 'ru'), causeWord('__proto__', 'ru')]).toEqual(['от соседей', '__proto__'])
  expect([channelWord('sutochno', 'ru'), channelWord('tvil', 'ru')]).toEqual(['Суточно.ру', 'tvil'])
  expect(capabilityWord('clock or plans', 'ru')).toBe('не подключено: график смен или отметки о них')
})

describe('both languages', () => {
  type Tree = { readonly [key: string]: string | Tree }
  const leaves = (tree: Tree, path = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as [string, string]]
        : leaves(value, `${path}${key}.`),
    )
  const PLURAL = /_(one|few|many|other)$/
  const bases = (tree: Tree) => [...new Set(leaves(tree).map(([key]) => key.replace(PLURAL, '')))]

  test('have the same keys', () => {
    expect(bases(ru)).toEqual(bases(en))
  })

  test('have every plural form', () => {
    for (const [tree, forms] of [
      [ru, ['one', 'few', 'many', 'other']],
      [en, ['one', 'other']],
    ] as const) {
      const keys = leaves(tree).map(([key]) => key)
      for (const key of keys.filter((one) => PLURAL.test(one))) {
        for (const form of forms) expect(keys).toContain(key.replace(PLURAL, `_${form}`))
      }
    }
  })

  test('lead to the same places', () => {
    const english = new Map(leaves(en))
    const marks = (text: string) => [...text.matchAll(/<([a-z_]+)/g)].map(([, mark]) => mark).sort()
    for (const [key, text] of leaves(ru)) {
      expect(marks(text), key).toEqual(
        marks(english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? ''),
      )
    }
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
    { numRuns: 500 },
  )
})
