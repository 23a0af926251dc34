import type { Assumptions } from '../directory/assumptions.ts'
import type { CountedStay } from '../benefit/stays.server.ts'
import type { Questions } from '../benefit/questions.server.ts'
import type { Span } from '../time/spans.ts'
import { under, type Fraction, type Metric, type Words } from './metric.ts'
import { NONE } from './none.ts'

/** One home's night, as its owner lived it. */
export interface OwnerNight {
  property_id: string
  /** local date on which it begins, days since 1970-01-01 */
  date: number
  /** cut at as_of */
  window: Span
  /** an owner_notified, or a message or mark of role owner, at this home in the window, which as_of cuts */
  is_disturbed: boolean
}

/** What the metrics of automation are read over; null: not read, or not told under a key of the breakdown. */
export interface Benefit {
  nights: readonly OwnerNight[] | null
  stays: readonly CountedStay[] | null
  questions: readonly Questions[] | null
  assumptions: Assumptions
}

/** A metric over nights, stays and turns. `reads`: which of them it looks at. */
export interface BenefitMetric extends Metric {
  reads: readonly ('nights' | 'stays' | 'surveys' | 'questions')[]
  value: (benefit: Benefit) => number | null | Fraction
}

/** Local dates on which at least one of the nights begins. */
const dates = (nights: readonly OwnerNight[]) => new Set(nights.map((night) => night.date)).size
const disturbed = (nights: readonly OwnerNight[]) => nights.filter((night) => night.is_disturbed)

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const sum = (questions: readonly Questions[] | null, of: (some: Questions) => number) =>
  questions === null ? null : questions.reduce((total, some) => total + of(some), 0)

type IsSo = (stay: CountedStay) => boolean

const shareOf = ({ stays }: Benefit, is: IsSo, among: IsSo = () => true): Fraction => {
  const whole = stays?.filter(among) ?? []
  return { part: whole.filter(is).length, whole: whole.length }
}
const perStay = (
  { questions, stays }: Benefit,
  of: (some: Questions) => number,
  among: IsSo = () => true,
) => {
  const turns = sum(questions, of)
  return turns === null || stays === null
    ? null
    : ratio(turns, stays.filter((stay) => stay.is_whole && among(stay)).length)
}

const wasSent =
  (template: string): IsSo =>
  ({ sent }) =>
    sent.some((one) => one.template === template)
const isInstructed = wasSent('checkin_instructions')

const count = { unit: 'count', empty: 0 } as const
const share = { unit: 'share', better: 'higher', better_by: 0.02, empty: null, reads: ['stays'] } as const
const rate = {
  unit: 'per_stay',
  better: 'lower',
  empty: null,
  reads: ['stays', 'questions'],
  ratio_of: ['messages', 'stays'],
} as const

/** The share of stays that were sent a template. */
function sentShare(template: string, label: Words, about: Words): Omit<BenefitMetric, 'rule'> {
  return {
    label,
    about,
    ...share,
    version: 2,
    none: NONE.stays,
    needs: ['stays', 'templates'],
    value: (of) => shareOf(of, wasSent(template)),
  }
}

const STAYS = under<BenefitMetric>('automation', {
  stays: {
    label: { ru: 'Проживания', en: 'Stays' },
    about: {
      ru: 'Проживания с выездом за период; отменённые и незаезды не считаются.',
      en: 'Stays that ended in the period, without cancelled ones and no-shows.',
    },
    ...count,
    better: null,
    needs: ['stays'],
    reads: ['stays'],
    value: ({ stays }) => stays?.length ?? null,
  },
  returning_share: {
    label: { ru: 'Вернувшиеся гости', en: 'Returning guests' },
    about: {
      ru: 'Доля проживаний, где гость уже жил здесь раньше, среди проживаний с известным гостем.',
      en: 'Stays of guests who had stayed before, of the stays whose guest is known.',
    },
    ...share,
    needs: ['stays'],
    none: NONE.known_guests,
    value: (of) =>
      shareOf(
        of,
        ({ is_return }) => is_return === true,
        ({ is_return }) => is_return !== null,
      ),
  },
  proactive_share: {
    label: { ru: 'Инструкция до заезда', en: 'Instructions before check-in' },
    about: {
      ru: 'Доля проживаний, где инструкцию по заселению отправили гостю до заезда.',
      en: 'Stays whose guest was sent the check-in instructions before check-in.',
    },
    ...share,
    needs: ['stays', 'instructions'],
    none: NONE.stays,
    value: (of) =>
      shareOf(of, ({ sent, check_in_at }) =>
        sent.some(({ template, at }) => template === 'checkin_instructions' && at < check_in_at),
      ),
  },
  midstay_share: {
    label: { ru: 'Спросили, всё ли в порядке', en: 'Asked whether all is well' },
    about: {
      ru: 'Доля проживаний от двух ночей, где гостя между заездом и выездом спросили, всё ли в порядке.',
      en: 'Stays of two nights or more in which the guest was asked, between check-in and check-out, whether all is well.',
    },
    ...share,
    version: 2,
    needs: ['stays', 'templates'],
    none: NONE.long_stays,
    value: (of) =>
      shareOf(
        of,
        ({ sent, check_in_at, check_out_at }) =>
          sent.some(
            ({ template, at }) => template === 'midstay_check' && at >= check_in_at && at < check_out_at,
          ),
        ({ nights }) => nights >= 2,
      ),
  },
  review_request_share: sentShare(
    'review_request',
    { ru: 'Попросили отзыв', en: 'Asked for a review' },
    {
      ru: 'Доля проживаний, где гостя попросили оставить отзыв.',
      en: 'Stays whose guest was asked for a review.',
    },
  ),
  booking_confirmation_share: sentShare(
    'booking_confirmation',
    { ru: 'Подтверждение брони', en: 'Booking confirmed' },
    {
      ru: 'Доля проживаний, где гостю отправили подтверждение брони.',
      en: 'Stays whose guest was sent a booking confirmation.',
    },
  ),
  welcome_book_share: sentShare(
    'welcome_book',
    { ru: 'Памятка о квартире', en: 'Welcome book' },
    {
      ru: 'Доля проживаний, где гостю отправили памятку о квартире.',
      en: 'Stays whose guest was sent the welcome book.',
    },
  ),
  survey_response_share: {
    label: { ru: 'Ответили на опрос', en: 'Survey answered' },
    about: {
      ru: 'Доля проживаний, после которых гость ответил на опрос.',
      en: 'Stays after which the guest answered the survey.',
    },
    ...share,
    needs: ['stays', 'reviews'],
    reads: ['stays', 'surveys'],
    none: NONE.stays,
    value: (of) => shareOf(of, ({ is_surveyed }) => is_surveyed === true),
  },
})

const QUESTIONS = under<BenefitMetric>('automation', {
  questions_per_stay: {
    label: { ru: 'Вопросов на проживание', en: 'Questions per stay' },
    about: {
      ru: 'Обращения за период, делённые на проживания с выездом за этот период.',
      en: 'Questions in the period, divided by the stays that ended in it.',
    },
    owner_about: {
      ru: 'Сколько вопросов приходится на одно проживание: вопросы за период, делённые на проживания с выездом за этот период.',
      en: 'Questions in the period, divided by the stays that ended in it.',
    },
    ...rate,
    needs: ['stays'],
    none: NONE.stays,
    value: (of) => perStay(of, ({ turns }) => turns),
  },
  questions_per_stay_with_instructions: {
    label: { ru: 'Вопросов на проживание с инструкцией', en: 'Questions per stay with instructions' },
    about: {
      ru: 'Обращения за период, делённые на проживания с выездом за этот период, — только по проживаниям, где гостю отправили инструкцию по заселению.',
      en: 'Questions in the period, divided by the stays that ended in it, over the stays whose guest was sent check-in instructions.',
    },
    owner_about: {
      ru: 'Сколько вопросов приходится на одно проживание, где гостю отправили инструкцию по заселению.',
      en: 'Questions per stay, over the stays whose guest was sent check-in instructions.',
    },
    ...rate,
    of: 'questions_per_stay',
    needs: ['stays', 'instructions'],
    none: NONE.instructed,
    value: (of) => perStay(of, ({ instructed }) => instructed, isInstructed),
  },
  questions_per_stay_without_instructions: {
    label: { ru: 'Вопросов на проживание без инструкции', en: 'Questions per stay without instructions' },
    about: {
      ru: 'Обращения за период, делённые на проживания с выездом за этот период, — только по проживаниям, где инструкцию не отправляли.',
      en: 'Questions in the period, divided by the stays that ended in it, over the stays without check-in instructions.',
    },
    owner_about: {
      ru: 'Сколько вопросов приходится на одно проживание, где инструкцию не отправляли.',
      en: 'Questions per stay, over the stays without check-in instructions.',
    },
    ...rate,
    of: 'questions_per_stay',
    needs: ['stays', 'instructions'],
    none: NONE.uninstructed,
    value: (of) =>
      perStay(
        of,
        ({ uninstructed }) => uninstructed,
        (stay) => !isInstructed(stay),
      ),
  },
  covered_topic_questions_per_stay: {
    label: { ru: 'Спрашивают то, что есть в инструкции', en: 'Asked although the instructions say it' },
    about: {
      ru: 'Обращения на темы, которые объясняет инструкция, пришедшие после её отправки, — на одно проживание с инструкцией. Темы задаёт настройка.',
      en: 'Questions on topics that the instructions cover, asked after they were sent, per stay with instructions. The topics are a setting.',
    },
    owner_about: {
      ru: 'Сколько раз на одно проживание спросили о том, что объясняет инструкция, уже после её отправки. Темы задаёт управляющая компания.',
      en: 'How often per stay guests asked, after the instructions were sent, about what these cover. The management company sets the topics.',
    },
    ...rate,
    needs: ['stays', 'instructions'],
    none: NONE.instructed,
    value: (of) => perStay(of, ({ covered }) => covered, isInstructed),
  },
})

const OWNER = under<BenefitMetric>('the-owners-benefit', {
  undisturbed_nights: {
    label: { ru: 'Спокойные ночи владельца', en: 'Undisturbed nights of the owner' },
    owner_label: { ru: 'Спокойные ночи', en: 'Undisturbed nights' },
    short_label: { ru: 'Ночей, когда владельцев не беспокоили', en: 'Nights without disturbing owners' },
    owner_short_label: { ru: 'Ночей, когда вас не беспокоили', en: 'Nights when nobody disturbed you' },
    about: {
      ru: 'Ночи, когда владельцу не звонили и не писали об инцидентах и он сам не писал гостям и не ставил отметок — ни в одном жилье. Ночь считается один раз, сколько бы жилья у него ни было.',
      en: 'Nights in which the owner was left in peace: not notified of any incident, and no message to a guest or mark from the owner, at any home. A night counts once, however many homes there are.',
    },
    owner_about: {
      ru: 'Ночи, когда вам не звонили и не писали о случаях и вы сами не писали гостям и не ставили отметок — ни в одной квартире.',
      en: 'Nights in which nobody notified you of a case and you did not write to a guest or mark anything yourself, at any home.',
    },
    ...count,
    better: 'higher',
    better_by: 0.02,
    needs: ['owner_contact'],
    reads: ['nights'],
    value: ({ nights }) => (nights === null ? null : dates(nights) - dates(disturbed(nights))),
  },
  disturbed_nights: {
    label: { ru: 'Ночи, когда владельца потревожили', en: 'Disturbed nights of the owner' },
    owner_label: { ru: 'Ночи, когда вам звонили или писали', en: 'Nights when you were disturbed' },
    about: {
      ru: 'Ночи, когда владельцу сообщили об инциденте или он сам писал гостям или ставил отметки — хотя бы в одном жилье. Ночь считается один раз.',
      en: 'Nights in which the owner was notified of an incident, or wrote to a guest or marked something in person, at any home. A night counts once.',
    },
    owner_about: {
      ru: 'Ночи, когда вам сообщили о случае или вы сами писали гостям или ставили отметки — хотя бы в одной квартире. Ночь считается один раз.',
      en: 'Nights in which you were notified of a case, or wrote to a guest or marked something yourself, at any home. A night counts once.',
    },
    ...count,
    better: 'lower',
    needs: ['owner_contact'],
    reads: ['nights'],
    value: ({ nights }) => (nights === null ? null : dates(disturbed(nights))),
  },
  night_answered: {
    label: { ru: 'Ответили за владельца ночью', en: 'Answered for the owner at night' },
    owner_label: { ru: 'Ответили за вас ночью', en: 'Answered for you at night' },
    about: {
      ru: 'Обращения, пришедшие ночью, на которые ответили люди управляющей компании или её бот.',
      en: 'Questions asked at night that the management company’s people or bot answered.',
    },
    owner_about: {
      ru: 'Ночные вопросы, на которые за вас ответили люди компании или её бот.',
      en: 'Questions at night that the company’s people or bot answered for you.',
    },
    ...count,
    better: null,
    needs: [],
    reads: ['questions'],
    value: ({ questions }) => sum(questions, (some) => some.night_answered),
  },
  off_hours_answered: {
    label: {
      ru: 'Ответили за владельца в нерабочее время',
      en: 'Answered for the owner outside office hours',
    },
    owner_label: { ru: 'Ответили за вас в нерабочее время', en: 'Answered for you outside office hours' },
    about: {
      ru: 'Обращения не в будни с 9 до 18 по местному времени или в праздник, на которые ответили люди управляющей компании или её бот.',
      en: 'Questions asked outside Monday to Friday, 9 to 18 local time, or on a public holiday, that the management company’s people or bot answered.',
    },
    owner_about: {
      ru: 'Вопросы не в будни с 9 до 18 или в праздник, на которые за вас ответили люди компании или её бот.',
      en: 'Questions outside Monday to Friday, 9 to 18, or on a public holiday, that the company’s people or bot answered for you.',
    },
    ...count,
    better: null,
    needs: [],
    reads: ['questions'],
    value: ({ questions }) => sum(questions, (some) => some.off_hours_answered),
  },
  attention_spared_s: {
    label: { ru: 'Сколько времени сберегли владельцу', en: 'Owner’s time saved' },
    owner_label: { ru: 'Сколько времени вам сберегли', en: 'Your time saved' },
    about: {
      ru: 'Допущение, а не измерение: каждое обращение, на которое ответили люди управляющей компании, заняло бы у владельца 4 минуты днём и 15 ночью. Минуты задаёт настройка.',
      en: 'An assumption, not a measurement: each question that the management company’s people answered would have taken the owner 4 minutes in the daytime and 15 at night. The minutes are a setting.',
    },
    owner_about: {
      ru: 'Допущение: каждый вопрос, на который ответили люди компании, занял бы у вас 4 минуты днём и 15 ночью. Минуты задаёт компания.',
      en: 'An assumption: each question that the company’s people answered would have taken you 4 minutes in the daytime and 15 at night. The company sets the minutes.',
    },
    unit: 'seconds',
    better: 'higher',
    empty: 0,
    needs: [],
    reads: ['questions'],
    value: ({ questions, assumptions: { attention_day_s, attention_night_s } }) =>
      sum(
        questions,
        ({ people_day, people_night }) => people_day * attention_day_s + people_night * attention_night_s,
      ),
  },
})

export const AUTOMATION_METRICS = { ...STAYS, ...QUESTIONS, ...OWNER }
