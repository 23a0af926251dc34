import { count, percentile, seconds, share } from './forms.ts'
import { under, type SqlMetric } from './metric.ts'
import { NONE } from './none.ts'

/** How long guests waited; each also for the night turns alone. Columns: turnRows() in sql/metrics/turn-rows.ts. */
export const WAIT_METRICS = under<SqlMetric>('waits', {
  wait_p50_s: {
    label: { ru: 'Обычное ожидание (медиана)', en: 'Usual wait (median)' },
    about: {
      ru: 'Половина обращений ждала ответа не дольше. Обращения без ответа входят с тем временем, которое гость уже ждёт; любое ожидание — не больше суток.',
      en: 'Half of the questions waited no longer. Unanswered ones count with the time waited so far; no wait counts for more than 24 hours.',
    },
    owner_about: {
      ru: 'Половина вопросов ждала ответа не дольше. Вопросы без ответа входят с тем временем, которое гость уже ждёт; любое ожидание — не больше суток.',
      en: 'Half of the questions waited no longer. Unanswered ones count with the time waited so far; no wait counts for more than 24 hours.',
    },
    ...seconds,
    over: 'in_time_share',
    none: NONE.due,
    sql: (of) => percentile(0.5, 'wait_s', `is_due${of}`),
  },
  wait_p90_s: {
    label: { ru: 'Долгое ожидание (9 из 10)', en: 'Long wait (9 of 10)' },
    about: {
      ru: 'Девять обращений из десяти ждали ответа не дольше. Обращения без ответа входят с тем временем, которое гость уже ждёт; любое ожидание — не больше суток.',
      en: 'Nine questions of ten waited no longer. Unanswered ones count with the time waited so far; no wait counts for more than 24 hours.',
    },
    owner_about: {
      ru: 'Девять вопросов из десяти ждали ответа не дольше. Вопросы без ответа входят с тем временем, которое гость уже ждёт; любое ожидание — не больше суток.',
      en: 'Nine questions of ten waited no longer. Unanswered ones count with the time waited so far; no wait counts for more than 24 hours.',
    },
    ...seconds,
    over: 'in_time_share',
    none: NONE.due,
    sql: (of) => percentile(0.9, 'wait_s', `is_due${of}`),
  },
  wait_max_s: {
    label: { ru: 'Самое долгое ожидание', en: 'Longest wait' },
    about: {
      ru: 'Сколько ждал ответа тот, кто ждал дольше всех, — ответили ему или нет. Если гость ждал больше суток, это «сутки или больше».',
      en: 'How long the guest who waited longest waited, answered or not. More than a day is shown as “a day or more”.',
    },
    ...seconds,
    over: 'in_time_share',
    none: NONE.due,
    sql: (of) => `maxOrNullIf(wait_s, is_due${of})`,
  },
  answered_within_5m_share: {
    label: { ru: 'Ответили за 5 минут', en: 'Answered within 5 minutes' },
    about: {
      ru: 'Доля обращений, на которые ответили за 5 минут, среди всех, по которым обещанный срок наступил.',
      en: 'Questions answered within 5 minutes, of all whose answer was due.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили за 5 минут. Считаются вопросы, на которые ответили или срок по которым прошёл.',
      en: 'The share of questions answered within 5 minutes, of those answered or overdue.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 300${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_within_10m_share: {
    label: { ru: 'Ответили за 10 минут', en: 'Answered within 10 minutes' },
    about: {
      ru: 'Доля обращений, на которые ответили за 10 минут, среди всех, по которым обещанный срок наступил.',
      en: 'Questions answered within 10 minutes, of all whose answer was due.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили за 10 минут. Считаются вопросы, на которые ответили или срок по которым прошёл.',
      en: 'The share of questions answered within 10 minutes, of those answered or overdue.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 600${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_within_30m_share: {
    label: { ru: 'Ответили за 30 минут', en: 'Answered within 30 minutes' },
    about: {
      ru: 'Доля обращений, на которые ответили за 30 минут, среди всех, по которым обещанный срок наступил.',
      en: 'Questions answered within 30 minutes, of all whose answer was due.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили за 30 минут. Считаются вопросы, на которые ответили или срок по которым прошёл.',
      en: 'The share of questions answered within 30 minutes, of those answered or overdue.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 1800${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_within_60m_share: {
    label: { ru: 'Ответили за час', en: 'Answered within an hour' },
    about: {
      ru: 'Доля обращений, на которые ответили за час, среди всех, по которым обещанный срок наступил.',
      en: 'Questions answered within an hour, of all whose answer was due.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили за час. Считаются вопросы, на которые ответили или срок по которым прошёл.',
      en: 'The share of questions answered within an hour, of those answered or overdue.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 3600${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  first_wait_p50_s: {
    label: { ru: 'Первый ответ: обычное ожидание', en: 'First answer: usual wait' },
    about: {
      ru: 'Половина обращений, с которых переписка с гостем началась, ждала ответа не дольше (медиана).',
      en: 'Half of the questions with which a guest’s thread began waited no longer (the median).',
    },
    owner_about: {
      ru: 'Половина вопросов, с которых переписка с гостем началась, ждала ответа не дольше (медиана).',
      en: 'Half of the questions with which a guest’s thread began waited no longer (the median).',
    },
    ...seconds,
    none: NONE.first_due,
    sql: (of) => percentile(0.5, 'wait_s', `is_due and is_first${of}`),
  },
  first_wait_p90_s: {
    label: { ru: 'Первый ответ: долгое ожидание', en: 'First answer: long wait' },
    about: {
      ru: 'Девять из десяти обращений, с которых переписка с гостем началась, ждали ответа не дольше.',
      en: 'Nine of ten questions with which a guest’s thread began waited no longer.',
    },
    owner_about: {
      ru: 'Девять из десяти вопросов, с которых переписка с гостем началась, ждали ответа не дольше.',
      en: 'Nine of ten questions with which a guest’s thread began waited no longer.',
    },
    ...seconds,
    none: NONE.first_due,
    sql: (of) => percentile(0.9, 'wait_s', `is_due and is_first${of}`),
  },
  people_turns: {
    label: { ru: 'Обращения к людям', en: 'Questions for people' },
    owner_label: { ru: 'Вопросы к людям', en: 'Questions for people' },
    about: {
      ru: 'Обращения, на которые ответил не бот: ответил человек или пока никто.',
      en: 'Questions that the bot did not answer: a person did, or nobody yet.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ответил не бот: ответил человек или пока никто.',
      en: 'Questions that the bot did not answer: a person did, or nobody yet.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_turn and not by_bot${of})`,
  },
  people_in_time_share: {
    label: { ru: 'Ответили в срок (без бота)', en: 'Answered on time (without the bot)' },
    short_label: { ru: 'Люди ответили вовремя', en: 'People answered on time' },
    about: {
      ru: 'На какую долю обращений люди ответили в обещанный срок. Обращения, на которые ответил бот, не входят: он отвечает мгновенно и приукрасил бы картину.',
      en: 'The share of questions that people answered within the promised time. Those the bot answered are left out: it answers at once and would flatter the figure.',
    },
    owner_about: {
      ru: 'На сколько вопросов люди ответили вовремя. Ответы бота не считаем: он отвечает мгновенно.',
      en: 'How many questions people answered on time. The bot’s answers are not counted: it answers at once.',
    },
    ...share,
    none: NONE.people_due,
    part: (of) => `countIf(is_in_time and not by_bot${of})`,
    whole: (of) => `countIf(is_due and not by_bot${of})`,
  },
  people_in_time_strict_share: {
    label: { ru: 'Ответили в срок (без бота), строго', en: 'Answered on time (without the bot), strictly' },
    about: {
      ru: 'Доля обращений, на которые люди ответили в срок, если считать не в срок и те, что отметили «ответ не нужен» уже после него. Ответы бота не входят.',
      en: 'Questions that people answered within the promised time, with those marked “no reply needed” after it counted as not on time. The bot’s answers are left out.',
    },
    owner_about: {
      ru: 'На сколько вопросов люди ответили вовремя, если считать не вовремя и те, что отметили «ответ не нужен» уже после срока. Ответы бота не считаем.',
      en: 'How many questions people answered on time, with those marked “no reply needed” after their time counted as not on time. The bot’s answers are not counted.',
    },
    ...share,
    none: NONE.people_due,
    part: (of) => `countIf(is_in_time and not by_bot${of})`,
    whole: (of) => `countIf((is_due and not by_bot or is_dismissed_late)${of})`,
  },
  people_wait_p50_s: {
    label: { ru: 'Ожидание человека (медиана)', en: 'Wait for a person (median)' },
    short_label: { ru: 'Обычно ждали', en: 'Usual wait' },
    about: {
      ru: 'Половина обращений, на которые ответил не бот, ждала не дольше (медиана). Обращения без ответа входят с тем временем, которое гость уже ждёт.',
      en: 'Half of the questions that the bot did not answer waited no longer (the median). Unanswered ones count with the time waited so far.',
    },
    owner_about: {
      ru: 'Половина вопросов к людям ждала ответа не дольше. Вопросы без ответа тоже входят.',
      en: 'Half of the questions for people waited no longer. Unanswered ones count too.',
    },
    ...seconds,
    over: 'people_in_time_share',
    none: NONE.people_due,
    sql: (of) => percentile(0.5, 'wait_s', `is_due and not by_bot${of}`),
  },
  people_wait_p90_s: {
    label: { ru: 'Долгое ожидание человека', en: 'Long wait for a person' },
    about: {
      ru: 'Девять из десяти обращений, на которые ответил не бот, ждали не дольше.',
      en: 'Nine of ten questions that the bot did not answer waited no longer.',
    },
    owner_about: {
      ru: 'Девять из десяти вопросов, на которые ответил не бот, ждали не дольше.',
      en: 'Nine of ten questions that the bot did not answer waited no longer.',
    },
    ...seconds,
    over: 'people_in_time_share',
    none: NONE.people_due,
    sql: (of) => percentile(0.9, 'wait_s', `is_due and not by_bot${of}`),
  },
  people_wait_max_s: {
    label: { ru: 'Самое долгое ожидание человека', en: 'Longest wait for a person' },
    short_label: { ru: 'Самое долгое ожидание', en: 'Longest wait' },
    about: {
      ru: 'Самое долгое ожидание среди обращений, на которые ответил не бот; не больше суток.',
      en: 'The longest wait among questions that the bot did not answer, at most 24 hours.',
    },
    owner_about: {
      ru: 'Сколько ждал ответа тот, кто ждал дольше всех; не больше суток. Ответы бота не считаем.',
      en: 'How long the guest who waited longest waited, at most 24 hours. The bot’s answers are not counted.',
    },
    ...seconds,
    over: 'people_in_time_share',
    none: NONE.people_due,
    sql: (of) => `maxOrNullIf(wait_s, is_due and not by_bot${of})`,
  },
  human_reply_p50_s: {
    label: { ru: 'До ответа человека (медиана)', en: 'Until a person replied (median)' },
    about: {
      ru: 'От сообщения гостя до первого ответа человека, даже если раньше ответил бот; половина — не дольше. Входят обращения, на которые человек ответил; не больше суток.',
      en: 'From the guest’s message to the first reply of a person, even if the bot replied before; half took no longer. Over the questions with such a reply; at most 24 hours.',
    },
    ...seconds,
    none: NONE.human_replies,
    sql: (of) => percentile(0.5, 'human_reply_s', `has_human_reply${of}`),
  },
  human_reply_p90_s: {
    label: { ru: 'До ответа человека, 9 из 10', en: 'Until a person replied, 9 of 10' },
    about: {
      ru: 'От сообщения гостя до первого ответа человека, даже если раньше ответил бот; девять из десяти — не дольше. Входят обращения, на которые человек ответил; не больше суток.',
      en: 'From the guest’s message to the first reply of a person, even if the bot replied before; nine of ten took no longer. Over the questions with such a reply; at most 24 hours.',
    },
    ...seconds,
    none: NONE.human_replies,
    sql: (of) => percentile(0.9, 'human_reply_s', `has_human_reply${of}`),
  },
})
