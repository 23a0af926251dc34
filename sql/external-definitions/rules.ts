import type { Words } from '../metrics/metric.ts'

/** How somebody else counts answers, as far as it is published. */
export interface Rule {
  name: string
  /** what is counted */
  rule: Words
  /** why it differs from ours, in one sentence */
  differs: Words
  /** where it was published, and when that was read or dated */
  source: { url: string; dated: string }
}

export const RULES = {
  avito: {
    name: 'Авито («Суперхозяин»)',
    rule: {
      ru: 'Входящие сообщения, на которые ответили в течение часа в рабочее время. Какая нужна доля и какие часы рабочие, Авито не публикует; здесь — будни с 9 до 18 часов по местному времени.',
      en: 'Incoming messages answered within an hour in working hours. Avito publishes neither the share that it asks for nor the hours; here they are Monday to Friday, 9–18 h local time.',
    },
    differs: {
      ru: 'Ночь, вечер и выходные сюда не входят, а обещанный срок здесь — час.',
      en: 'Nights, evenings and weekends are left out, and the time allowed is an hour.',
    },
    source: { url: 'https://103news.com/kaliningrad/404443395', dated: '2025-05' },
  },
  booking: {
    name: 'Booking.com (Reply Score)',
    rule: {
      ru: 'Сообщения за последние 30 дней, на которые ответили в течение 24 часов; если их меньше десяти — последние десять. Отмеченные «ответ не нужен» в течение 24 часов не считаются.',
      en: 'Messages of the last 30 days replied to within 24 hours; the last ten where there were fewer. Those marked “No reply needed” within 24 hours are left out.',
    },
    differs: {
      ru: 'Ответ через сутки здесь ещё «вовремя», а ответ в другом мессенджере не виден.',
      en: 'An answer after a day still counts, and one in another messenger is not seen.',
    },
    source: {
      url: 'https://partner.booking.com/en-gb/help/reservations/communicate-guests/understanding-your-reply-score',
      dated: '2026',
    },
  },
  airbnb: {
    name: 'Airbnb (Response rate)',
    rule: {
      ru: 'Первые сообщения новых переписок за 30 дней, на которые ответили в течение 24 часов; если их меньше десяти — последние десять за 90 дней.',
      en: 'First messages of new threads in 30 days replied to within 24 hours; the last ten within 90 days where there were fewer.',
    },
    differs: {
      ru: 'Считается только первое сообщение гостя: вопросы во время проживания не входят.',
      en: 'Only a guest’s first message counts: questions during the stay are left out.',
    },
    source: { url: 'https://www.airbnb.com/help/article/430', dated: '2024' },
  },
} satisfies Record<string, Rule>

export type Platform = keyof typeof RULES

/** Booking sites of which no rule is published: said wherever their channel appears. */
export const UNPUBLISHED: Record<string, string> = {
  sutochno: 'Суточно.ру',
  ostrovok: 'Островок',
  yandex_travel: 'Яндекс Путешествия',
  cian: 'Циан',
}

export const HELP_DESK: Omit<Rule, 'source'> = {
  name: 'Среднее по отвеченным',
  rule: {
    ru: 'Среднее время первого ответа по обращениям, на которые ответили. Так считает большинство систем поддержки.',
    en: 'Mean time to the first reply over the questions that got one, as most help desks count.',
  },
  differs: {
    ru: 'Вопросы без ответа не входят вовсе, поэтому чем больше забыто, тем лучше выглядит среднее.',
    en: 'Unanswered questions are left out altogether: the more are forgotten, the better the mean looks.',
  },
}
