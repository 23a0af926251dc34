import { BOT_METRICS, CALL_METRICS } from './bots-and-calls.ts'
import { count, share } from './forms.ts'
import { under, type SqlMetric } from './metric.ts'
import { NONE } from './none.ts'
import { WAIT_METRICS } from './turn-waits.ts'

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
      en: 'Questions answered after the promised time, or answered with “one moment” and not followed up on time.',
    },
    owner_about: {
      ru: 'Вопросы, на которые ответили позже обещанного срока или написали «минутку» и не вернулись с ответом вовремя.',
      en: 'Questions answered after the promised time, or answered with “one moment” and not followed up on time.',
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
    label: { ru: 'Ответили в срок', en: 'Answered on time' },
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
    label: { ru: 'Ответили в срок, строго', en: 'Answered on time, strictly' },
    about: {
      ru: 'Доля обращений, на которые ответили в срок, если считать не в срок и те, что отметили «ответ не нужен» уже после него: поздняя отметка эту долю не улучшит.',
      en: 'Questions answered within the promised time, with those marked “no reply needed” after it counted as not on time: a late mark can’t improve this share.',
    },
    owner_about: {
      ru: 'На какую долю вопросов ответили в срок, если считать не в срок и те, что отметили «ответ не нужен» уже после него: поздняя отметка эту долю не улучшит.',
      en: 'The share of questions answered within the promised time, with those marked “no reply needed” after it counted as not on time: a late mark can’t improve this share.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_in_time${of})`,
    whole: (of) => `countIf((is_due or is_dismissed_late)${of})`,
  },
})

// Over guest messages and autoresponses, and shares that have no night form.

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
    label: { ru: 'Ответили в срок в нерабочее время', en: 'Answered on time outside office hours' },
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

const WITH_NIGHT_FORMS = { ...STATES, ...WAIT_METRICS, ...BOT_METRICS }

export const TURN_METRICS = { ...WITH_NIGHT_FORMS, ...MESSAGES, ...OFF_HOURS, ...CALL_METRICS }
export const NIGHT_FORMS = Object.keys(WITH_NIGHT_FORMS)
