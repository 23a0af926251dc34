import { under, type SqlMetric } from './metric.ts'
import { NONE } from './none.ts'

/** A percentile of seconds, exact, between the two neighbours (Excel's PERCENTILE.INC). */
const percentile = (level: 0.5 | 0.9, seconds: string, which: string) =>
  `quantileExactInclusiveIf(${level})(${seconds}, ${which})`

const count = { unit: 'count', empty: 0, needs: [] } as const
const share = { unit: 'share', better: 'higher', better_by: 0.02, empty: null, needs: [] } as const
const seconds = { unit: 'seconds', better: 'lower', better_by: 30, empty: null, needs: [] } as const

// Over turns, each also for the night turns alone. Columns: turnRows() in sql/metrics/turn-rows.ts.

const STATES = under<SqlMetric>('state', {
  turns: {
    label: { ru: 'Обращения', en: 'Questions' },
    owner_label: { ru: 'Вопросы гостей', en: 'Guests’ questions' },
    about: {
      ru: 'Сколько раз гость ждал ответа: от сообщения, на которое нужен ответ, до первого ответа. Несколько сообщений подряд — одно обращение. Отмеченные «ответ не нужен» не считаются.',
      en: 'How often a guest waited for an answer: from a message that needs one to the first answer. Several messages in a row count as one question. Those marked “no reply needed” are left out.',
    },
    owner_about: {
      ru: 'Сколько раз гости спросили и ждали ответа. Несколько сообщений подряд — один вопрос. Отмеченные «ответ не нужен» не считаются.',
      en: 'How often guests asked and waited for an answer. Several messages in a row count as one question. Those marked “no reply needed” are left out.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_turn${of})`,
  },
  answered: {
    label: { ru: 'С ответом', en: 'Answered' },
    about: {
      ru: 'Обращения, на которые ответил менеджер, владелец или бот: в том же чате или в другом канале того же проживания.',
      en: 'Questions that a manager, the owner or the bot answered, in the same chat or in another channel of the same stay.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ответили дежурный, бот или вы сами: в том же чате или в другом канале того же проживания.',
      en: 'Questions answered by the person on duty, by the bot or by you, in the same chat or in another channel of the same stay.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_answered${of})`,
  },
  in_time: {
    label: { ru: 'В срок', en: 'In time' },
    about: {
      ru: 'Обращения, на которые ответили не позже срока, обещанного на тот час, когда гость написал.',
      en: 'Questions answered within the time promised when the guest wrote.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ответили не позже срока, обещанного на тот час, когда гость написал.',
      en: 'Questions answered within the time promised when the guest wrote.',
    },
    ...count,
    better: 'higher',
    sql: (of) => `countIf(is_in_time${of})`,
  },
  late: {
    label: { ru: 'С опозданием', en: 'Late' },
    about: {
      ru: 'Обращения, на которые ответили позже обещанного срока или написали «минутку» и не вернулись с ответом вовремя.',
      en: 'Questions answered after the promised time, or answered with “one moment” and not followed up in time.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ответили позже обещанного срока или написали «минутку» и не вернулись с ответом вовремя.',
      en: 'Questions answered after the promised time, or answered with “one moment” and not followed up in time.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_late${of})`,
  },
  overdue: {
    label: { ru: 'Просрочено', en: 'Overdue' },
    about: {
      ru: 'Обращения, на которые ещё не ответили, хотя обещанный срок прошёл.',
      en: 'Questions still without an answer, whose promised time has passed.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ещё не ответили, хотя обещанный срок прошёл.',
      en: 'Questions still without an answer, whose promised time has passed.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_overdue${of})`,
  },
  waiting: {
    label: { ru: 'Ждут ответа', en: 'Waiting' },
    about: {
      ru: 'Обращения, на которые ещё не ответили, но обещанный срок не прошёл. В доли и время ожидания они не входят.',
      en: 'Questions still without an answer, but within the promised time. They count in no share and no wait.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ещё не ответили, но обещанный срок не прошёл. В доли и время ожидания они не входят.',
      en: 'Questions still without an answer, but within the promised time. They count in no share and no wait.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_waiting${of})`,
  },
  dismissed: {
    label: { ru: 'Ответ не нужен', en: 'No reply needed' },
    about: {
      ru: 'Обращения, которые до ответа и в течение суток отметили «ответ не нужен». В других показателях их нет.',
      en: 'Questions marked “no reply needed” within 24 hours and before anyone answered. They count in no other figure.',
    },
    owner_about: {
      ru: 'Вопросы, которые до ответа и в течение суток отметили «ответ не нужен». В других показателях их нет.',
      en: 'Questions marked “no reply needed” within 24 hours and before anyone answered. They count in no other figure.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_dismissed${of})`,
  },
  dismissed_late: {
    label: { ru: '«Ответ не нужен» после срока', en: 'Marked “no reply needed” late' },
    about: {
      ru: 'Обращения, которые отметили «ответ не нужен», когда обещанный срок уже прошёл.',
      en: 'Questions marked “no reply needed” after the promised time had passed.',
    },
    owner_about: {
      ru: 'Вопросы, которые отметили «ответ не нужен», когда обещанный срок уже прошёл.',
      en: 'Questions marked “no reply needed” after the promised time had passed.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_dismissed_late${of})`,
  },
  held: {
    label: { ru: 'Написали «минутку» и не вернулись', en: 'Acknowledged, no follow-up' },
    about: {
      ru: 'Обращения, на которые ответили только «минутку», а по существу не написали за отведённое на это время. Они считаются опоздавшими.',
      en: 'Questions answered only with “one moment”, with no real answer within the time set for it. They count as late.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ответили только «минутку», а по существу не написали за отведённое на это время. Они считаются опоздавшими.',
      en: 'Questions answered only with “one moment”, with no real answer within the time set for it. They count as late.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_held${of})`,
  },
  in_time_share: {
    label: { ru: 'Ответили в срок', en: 'Answered in time' },
    about: {
      ru: 'Доля обращений, на которые ответили в обещанный срок, среди всех, по которым этот срок наступил: отвеченных и просроченных.',
      en: 'Questions answered within the promised time, of all whose answer was due: answered or overdue.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили в обещанный срок. Считаются вопросы, на которые ответили или срок по которым прошёл.',
      en: 'The share of questions answered within the promised time, of those answered or overdue.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_in_time${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_by_mark: {
    label: { ru: 'Ответили иначе: по отметке', en: 'Answered elsewhere, by a mark' },
    about: {
      ru: 'Обращения, об ответе на которые известно только по отметке «ответили иначе»: по телефону, лично, в другом чате. Самого ответа в переписке нет.',
      en: 'Questions known to be answered only from the mark “answered elsewhere”: by phone, in person, in another chat. The answer itself is not in the chats.',
    },
    owner_about: {
      ru: 'Вопросы, об ответе на которые известно только по отметке «ответили иначе»: по телефону, лично, в другом чате. Самого ответа в переписке нет.',
      en: 'Questions known to be answered only from the mark “answered elsewhere”: by phone, in person, in another chat. The answer itself is not in the chats.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(by_mark${of})`,
  },
  in_time_strict_share: {
    label: { ru: 'Ответили в срок, строго', en: 'Answered in time, strictly' },
    about: {
      ru: 'Доля обращений, на которые ответили в срок, если считать не в срок и те, что отметили «ответ не нужен» уже после него: поздняя отметка эту долю не улучшит.',
      en: 'Questions answered within the promised time, with those marked “no reply needed” after it counted as not in time: a late mark can’t improve this share.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили в срок, если считать не в срок и те, что отметили «ответ не нужен» уже после него: поздняя отметка эту долю не улучшит.',
      en: 'The share of questions answered within the promised time, with those marked “no reply needed” after it counted as not in time: a late mark can’t improve this share.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_in_time${of})`,
    whole: (of) => `countIf((is_due or is_dismissed_late)${of})`,
  },
})

const WAITS = under<SqlMetric>('waits', {
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
    label: { ru: 'Ответили в срок (без бота)', en: 'Answered in time (without the bot)' },
    short_label: { ru: 'Люди ответили вовремя', en: 'People answered in time' },
    about: {
      ru: 'На какую долю обращений люди ответили в обещанный срок. Обращения, на которые ответил бот, не входят: он отвечает мгновенно и приукрасил бы картину.',
      en: 'The share of questions that people answered within the promised time. Those the bot answered are left out: it answers at once and would flatter the figure.',
    },
    owner_about: {
      ru: 'На сколько вопросов люди ответили вовремя. Ответы бота не считаем: он отвечает мгновенно.',
      en: 'How many questions people answered in time. The bot’s answers are not counted: it answers at once.',
    },
    ...share,
    none: NONE.people_due,
    part: (of) => `countIf(is_in_time and not by_bot${of})`,
    whole: (of) => `countIf(is_due and not by_bot${of})`,
  },
  people_in_time_strict_share: {
    label: { ru: 'Ответили в срок (без бота), строго', en: 'Answered in time (without the bot), strictly' },
    about: {
      ru: 'Доля обращений, на которые люди ответили в срок, если считать не в срок и те, что отметили «ответ не нужен» уже после него. Ответы бота не входят.',
      en: 'Questions that people answered within the promised time, with those marked “no reply needed” after it counted as not in time. The bot’s answers are left out.',
    },
    owner_about: {
      ru: 'На сколько вопросов люди ответили вовремя, если считать не вовремя и те, что отметили «ответ не нужен» уже после срока. Ответы бота не считаем.',
      en: 'How many questions people answered in time, with those marked “no reply needed” after their time counted as not in time. The bot’s answers are not counted.',
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

const BOTS = under<SqlMetric>('bots-and-handoffs', {
  bot_share: {
    label: { ru: 'Ответил бот', en: 'Answered by the bot' },
    about: {
      ru: 'На какую долю отвеченных обращений ответил бот.',
      en: 'Questions that the bot answered, of all answered.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответил бот. Считаются вопросы с ответом.',
      en: 'Questions that the bot answered, of all answered.',
    },
    ...share,
    better: null,
    none: NONE.answered,
    part: (of) => `countIf(by_bot${of})`,
    whole: (of) => `countIf(is_answered${of})`,
  },
  bot_reasked_share: {
    label: { ru: 'Бот не помог: спросили снова', en: 'Asked again after the bot' },
    about: {
      ru: 'После какой доли ответов бота гость в течение 15 минут снова задал вопрос.',
      en: 'The bot’s answers after which the guest asked again within 15 minutes.',
    },
    ...share,
    better: 'lower',
    none: NONE.by_bot,
    part: (of) => `countIf(by_bot and is_reasked${of})`,
    whole: (of) => `countIf(by_bot${of})`,
  },
  bot_followed_share: {
    label: { ru: 'После бота ответил человек', en: 'A person followed the bot' },
    about: {
      ru: 'За какой долей ответов бота до следующего вопроса гостя последовал и ответ человека.',
      en: 'The bot’s answers that a person followed up before the guest’s next question.',
    },
    ...share,
    better: 'lower',
    none: NONE.by_bot,
    part: (of) => `countIf(by_bot and has_human_reply${of})`,
    whole: (of) => `countIf(by_bot${of})`,
  },
  handoffs: {
    label: { ru: 'Бот передал человеку', en: 'Handed over by the bot' },
    about: {
      ru: 'Обращения, которые бот передал человеку, пока гость ждал.',
      en: 'Questions that the bot handed over to a person while the guest waited.',
    },
    owner_about: {
      ru: 'Вопросы, которые бот передал человеку, пока гость ждал.',
      en: 'Questions that the bot handed over to a person while the guest waited.',
    },
    ...count,
    better: null,
    needs: ['handoffs'],
    sql: (of) => `countIf(has_handoff${of})`,
  },
  handoff_p50_s: {
    label: { ru: 'От передачи до ответа (медиана)', en: 'From handover to answer (median)' },
    about: {
      ru: 'Сколько прошло от передачи человеку до его ответа; половина — не дольше. Входят обращения, на которые ответил человек; не больше суток.',
      en: 'From the handover to the answer; half took no longer. Over the questions that a person answered; at most 24 hours.',
    },
    ...seconds,
    needs: ['handoffs'],
    none: NONE.handed_off,
    sql: (of) => percentile(0.5, 'handoff_s', `has_handoff and by_person${of}`),
  },
  owner_answered: {
    label: { ru: 'Ответил владелец', en: 'Answered by the owner' },
    owner_label: { ru: 'Вы ответили сами', en: 'Answered by you' },
    about: {
      ru: 'Обращения, на которые ответил сам владелец.',
      en: 'Questions that the owner answered in person.',
    },
    owner_about: { ru: 'Вопросы, на которые вы ответили сами.', en: 'Questions that you answered yourself.' },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_answered and answered_role = 'owner'${of})`,
  },
})

// Over guest messages, autoresponses and missed calls, and shares that have no night form.

const MESSAGES = under<SqlMetric>('state', {
  guest_messages: {
    label: { ru: 'Сообщения гостей', en: 'Guest messages' },
    about: {
      ru: 'Все сообщения и звонки гостей за период, кроме реакций и внутренних заметок. Это число сверяют с CRM.',
      en: 'All messages and calls from guests in the period, without reactions and internal notes. This is the number to check against the CRM.',
    },
    owner_about: {
      ru: 'Все сообщения и звонки гостей за период, кроме реакций.',
      en: 'All messages and calls from guests in the period, without reactions.',
    },
    ...count,
    better: null,
    also: ['messages'],
    sql: (of) => `countIf(kind in ('guest', 'missed_call')${of})`,
  },
  autoresponses: {
    label: { ru: 'Автоответы', en: 'Autoresponses' },
    about: {
      ru: 'Сообщения без имени менеджера или из общего аккаунта, пришедшие не позже 5 секунд после сообщения гостя. Ответом они не считаются.',
      en: 'Messages without a manager’s name, or from a shared account, that came within 5 seconds of a guest’s. They do not count as answers.',
    },
    ...count,
    better: null,
    also: ['messages'],
    sql: (of) => `countIf(kind = 'autoresponse'${of})`,
  },
})

const OFF_HOURS = under<SqlMetric>('off-hours', {
  off_hours_share: {
    label: { ru: 'В нерабочее время', en: 'Outside office hours' },
    about: {
      ru: 'Доля обращений не в будни с 9 до 18 по местному времени или в праздник.',
      en: 'Questions asked outside Monday to Friday, 9 to 18 local time, or on a public holiday, of all questions.',
    },
    owner_about: {
      ru: 'Доля вопросов, заданных не в будни с 9 до 18 по местному времени или в праздник.',
      en: 'Questions asked outside Monday to Friday, 9 to 18 local time, or on a public holiday, of all questions.',
    },
    ...share,
    better: null,
    none: NONE.turns,
    part: (of) => `countIf(is_turn and is_off_hours${of})`,
    whole: (of) => `countIf(is_turn${of})`,
  },
  off_hours_in_time_share: {
    label: { ru: 'Ответили в срок в нерабочее время', en: 'Answered in time outside office hours' },
    about: {
      ru: 'На какую долю обращений, заданных в нерабочее время, ответили в обещанный срок; ответы бота входят.',
      en: 'Questions asked outside office hours and answered within the promised time, the bot’s answers among them.',
    },
    owner_about: {
      ru: 'На какую долю вопросов, заданных в нерабочее время, ответили в обещанный срок; ответы бота входят.',
      en: 'Questions asked outside office hours and answered within the promised time, the bot’s answers among them.',
    },

    ...share,
    none: NONE.off_hours_due,
    part: (of) => `countIf(is_in_time and is_off_hours${of})`,
    whole: (of) => `countIf(is_due and is_off_hours${of})`,
  },
})

const CALLS = under<SqlMetric>('missed-calls', {
  missed_calls: {
    label: { ru: 'Пропущенные звонки', en: 'Missed calls' },
    about: {
      ru: 'Звонки гостей, на которые никто не ответил.',
      en: 'Calls from guests that nobody picked up.',
    },
    ...count,
    better: 'lower',
    needs: ['calls'],
    also: ['messages'],
    sql: (of) => `countIf(kind = 'missed_call'${of})`,
  },
  called_back_share: {
    label: { ru: 'Перезвонили за час', en: 'Called back within an hour' },
    about: {
      ru: 'После какой доли пропущенных звонков человек ответил гостю в течение часа. Звонок без ответа, которому ещё нет часа, не считается.',
      en: 'Missed calls after which a person answered the guest within an hour. A call without an answer that is less than an hour old is left out.',
    },
    ...share,
    needs: ['calls'],
    also: ['messages'],
    none: NONE.missed_calls,
    part: (of) => `countIf(called_in_time${of})`,
    whole: (of) => `countIf(call_is_due${of})`,
  },
  call_back_p50_s: {
    label: { ru: 'Через сколько перезвонили (медиана)', en: 'Time to call back (median)' },
    about: {
      ru: 'От пропущенного звонка до первого ответа человека; половина — не дольше. Звонок без ответа входит с тем временем, которое уже прошло; не больше суток.',
      en: 'From a missed call to the first answer from a person; half took no longer. Without one, the time that has passed counts; at most 24 hours.',
    },
    ...seconds,
    needs: ['calls'],
    also: ['messages'],
    none: NONE.missed_calls,
    sql: (of) => percentile(0.5, 'call_back_s', `call_is_due${of}`),
  },
})

const WITH_NIGHT_FORMS = { ...STATES, ...WAITS, ...BOTS }

export const TURN_METRICS = { ...WITH_NIGHT_FORMS, ...MESSAGES, ...OFF_HOURS, ...CALLS }
export const NIGHT_FORMS = Object.keys(WITH_NIGHT_FORMS)
