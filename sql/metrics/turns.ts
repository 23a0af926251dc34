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
    label: { ru: 'Обращения', en: 'Turns' },
    owner_label: { ru: 'Вопросы гостей', en: 'Guests’ questions' },
    about: {
      ru: 'Сколько раз гость ждал ответа: от сообщения, на которое нужен ответ, до первого ответа. Несколько сообщений подряд — одно обращение. Отмеченные «ответ не нужен» сюда не входят.',
      en: 'How often a guest waited for an answer: from a message that needs one to the first answer. Several messages in a row are one turn. Dismissed turns are left out.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_turn${of})`,
  },
  answered: {
    label: { ru: 'С ответом', en: 'Answered' },
    about: {
      ru: 'Обращения, на которые ответили — менеджер, владелец или бот, в том же чате или в любом канале того же проживания.',
      en: 'Turns that someone answered: a manager, an owner or the bot, in the same chat or in any channel of the same stay.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_answered${of})`,
  },
  in_time: {
    label: { ru: 'В срок', en: 'In time' },
    about: {
      ru: 'Обращения, на которые ответили не позже обещанного: срок берётся из норматива, который действовал, когда гость написал.',
      en: 'Turns answered no later than promised, by the promise in force when the guest wrote.',
    },
    ...count,
    better: 'higher',
    sql: (of) => `countIf(is_in_time${of})`,
  },
  late: {
    label: { ru: 'С опозданием', en: 'Late' },
    about: {
      ru: 'Обращения, на которые ответили позже обещанного или только пообещали ответить и не вернулись вовремя.',
      en: 'Turns answered after the promised time, or held by a promise that was not kept in time.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_late${of})`,
  },
  overdue: {
    label: { ru: 'Просрочено', en: 'Overdue' },
    about: {
      ru: 'Обращения без ответа, срок которых уже прошёл.',
      en: 'Turns without an answer whose promised time has passed.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_overdue${of})`,
  },
  waiting: {
    label: { ru: 'Ждут ответа', en: 'Waiting' },
    about: {
      ru: 'Обращения без ответа, срок которых ещё не прошёл. В доли и время ожидания они не входят.',
      en: 'Turns without an answer that are still within the promised time. They are in no share and no wait.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_waiting${of})`,
  },
  dismissed: {
    label: { ru: 'Ответ не нужен', en: 'Dismissed' },
    about: {
      ru: 'Обращения, которые до ответа и в течение суток отметили «ответ не нужен». В других показателях их нет.',
      en: 'Turns marked as needing no reply, before an answer and within 24 hours. They are in no other figure.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_dismissed${of})`,
  },
  dismissed_late: {
    label: { ru: 'Снято после срока', en: 'Dismissed late' },
    about: {
      ru: 'Обращения, которые отметили «ответ не нужен», когда обещанный срок уже прошёл.',
      en: 'Turns marked as needing no reply after the promised time had passed.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_dismissed_late${of})`,
  },
  held: {
    label: { ru: 'Обещали и не вернулись', en: 'Held and dropped' },
    about: {
      ru: 'Обращения, на которые ответили только «минутку», а по существу не написали за время, отведённое на продолжение. Они считаются опоздавшими.',
      en: 'Turns answered only with “one moment”, after which no real answer came within the time for following up. They count as late.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_held${of})`,
  },
  in_time_share: {
    label: { ru: 'Доля в срок', en: 'Answered in time' },
    about: {
      ru: 'Отвеченные в срок от всех, чей срок наступил: в срок, с опозданием и просроченные.',
      en: 'Turns in time, of all whose time has come: in time, late and overdue.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_in_time${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_by_mark: {
    label: { ru: 'Ответ по отметке', en: 'Answered by a mark' },
    about: {
      ru: 'Обращения, об ответе на которые известно только по отметке «ответили иначе»: по телефону, лично, в другом чате. Это сказано, а не видно из переписки.',
      en: 'Turns of whose answer only a mark tells: by phone, in person, in another chat. It was told, not seen.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(by_mark${of})`,
  },
  in_time_strict_share: {
    label: { ru: 'Доля в срок, строго', en: 'Answered in time, strictly' },
    about: {
      ru: 'Отвеченные в срок от всех, чей срок наступил, вместе с теми, которые отметили «ответ не нужен» уже после срока: сказанное потом эту долю не улучшит.',
      en: 'Turns in time, of all whose time has come, those dismissed after it among them: what is said later can’t improve it.',
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
      ru: 'Половина гостей ждала не дольше. Обращения без ответа учтены временем, которое гость уже ждёт; любое ожидание — не больше суток.',
      en: 'Half of the guests waited no longer. Unanswered turns count with the time waited so far; every wait counts with at most 24 hours.',
    },
    ...seconds,
    over: 'in_time_share',
    none: NONE.due,
    sql: (of) => percentile(0.5, 'wait_s', `is_due${of}`),
  },
  wait_p90_s: {
    label: { ru: 'Долгое ожидание (9 из 10)', en: 'Long wait (9 of 10)' },
    about: {
      ru: 'Девять гостей из десяти ждали не дольше. Обращения без ответа учтены; любое ожидание — не больше суток.',
      en: 'Nine guests of ten waited no longer. Unanswered turns count too; every wait counts with at most 24 hours.',
    },
    ...seconds,
    over: 'in_time_share',
    none: NONE.due,
    sql: (of) => percentile(0.9, 'wait_s', `is_due${of}`),
  },
  wait_max_s: {
    label: { ru: 'Самое долгое ожидание', en: 'Longest wait' },
    about: {
      ru: 'Самое долгое ожидание ответа, отвеченное или нет. 86 400 секунд значит «сутки или больше».',
      en: 'The longest wait, answered or not. 86 400 seconds means a day or more.',
    },
    ...seconds,
    over: 'in_time_share',
    none: NONE.due,
    sql: (of) => `maxOrNullIf(wait_s, is_due${of})`,
  },
  answered_within_5m_share: {
    label: { ru: 'Ответ за 5 минут', en: 'Answered within 5 minutes' },
    about: {
      ru: 'Доля обращений с ответом за 5 минут — от всех, чей срок наступил.',
      en: 'Turns answered within 5 minutes, of all whose time has come.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 300${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_within_10m_share: {
    label: { ru: 'Ответ за 10 минут', en: 'Answered within 10 minutes' },
    about: {
      ru: 'Доля обращений с ответом за 10 минут — от всех, чей срок наступил.',
      en: 'Turns answered within 10 minutes, of all whose time has come.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 600${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_within_30m_share: {
    label: { ru: 'Ответ за 30 минут', en: 'Answered within 30 minutes' },
    about: {
      ru: 'Доля обращений с ответом за 30 минут — от всех, чей срок наступил.',
      en: 'Turns answered within 30 minutes, of all whose time has come.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 1800${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  answered_within_60m_share: {
    label: { ru: 'Ответ за час', en: 'Answered within an hour' },
    about: {
      ru: 'Доля обращений с ответом за час — от всех, чей срок наступил.',
      en: 'Turns answered within 60 minutes, of all whose time has come.',
    },
    ...share,
    none: NONE.due,
    part: (of) => `countIf(is_due and answer_s <= 3600${of})`,
    whole: (of) => `countIf(is_due${of})`,
  },
  first_wait_p50_s: {
    label: { ru: 'Первый ответ: обычное ожидание', en: 'First answer: usual wait' },
    about: {
      ru: 'Обычное ожидание (медиана) по первым обращениям гостя — тем, с которых переписка началась.',
      en: 'The median wait over first turns: those with which a guest’s thread began.',
    },
    ...seconds,
    none: NONE.first_due,
    sql: (of) => percentile(0.5, 'wait_s', `is_due and is_first${of}`),
  },
  first_wait_p90_s: {
    label: { ru: 'Первый ответ: долгое ожидание', en: 'First answer: long wait' },
    about: {
      ru: 'Девять первых обращений из десяти ждали не дольше.',
      en: 'Nine first turns of ten waited no longer.',
    },
    ...seconds,
    none: NONE.first_due,
    sql: (of) => percentile(0.9, 'wait_s', `is_due and is_first${of}`),
  },
  people_turns: {
    label: { ru: 'Обращения к людям', en: 'Turns for people' },
    about: {
      ru: 'Обращения, на которые ответил не бот: человек или пока никто.',
      en: 'Turns that the bot did not answer: a person did, or nobody.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_turn and not by_bot${of})`,
  },
  people_in_time_share: {
    label: { ru: 'Доля в срок у людей', en: 'Answered in time by people' },
    short_label: { ru: 'Люди ответили вовремя', en: 'People answered in time' },
    about: {
      ru: 'Доля в срок по обращениям, на которые ответил не бот. Так мгновенные ответы бота не приукрашивают картину.',
      en: 'The share in time over turns that the bot did not answer, so that a bot that answers at once does not make the headline.',
    },
    ...share,
    none: NONE.people_due,
    part: (of) => `countIf(is_in_time and not by_bot${of})`,
    whole: (of) => `countIf(is_due and not by_bot${of})`,
  },
  people_in_time_strict_share: {
    label: { ru: 'Доля в срок у людей, строго', en: 'Answered in time by people, strictly' },
    about: {
      ru: 'Строгая доля в срок по обращениям, на которые ответил не бот: со снятыми после срока.',
      en: 'The strict share in time over turns that the bot did not answer: with those dismissed after their time.',
    },
    ...share,
    none: NONE.people_due,
    part: (of) => `countIf(is_in_time and not by_bot${of})`,
    whole: (of) => `countIf((is_due and not by_bot or is_dismissed_late)${of})`,
  },
  people_wait_p50_s: {
    label: { ru: 'Ожидание человека (медиана)', en: 'Wait for a person (median)' },
    short_label: { ru: 'Обычно ждут ответа', en: 'Usual wait for an answer' },
    about: {
      ru: 'Обычное ожидание по обращениям, на которые ответил не бот.',
      en: 'The median wait over turns that the bot did not answer.',
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
      en: 'Nine of ten turns that the bot did not answer waited no longer.',
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
      en: 'The longest wait among turns that the bot did not answer, at most 24 hours.',
    },
    ...seconds,
    over: 'people_in_time_share',
    none: NONE.people_due,
    sql: (of) => `maxOrNullIf(wait_s, is_due and not by_bot${of})`,
  },
  human_reply_p50_s: {
    label: { ru: 'До ответа человека (медиана)', en: 'Until a person replied (median)' },
    about: {
      ru: 'От сообщения гостя до первого ответа человека, кто бы ни ответил раньше; по обращениям, где человек ответил. Не больше суток.',
      en: 'From the guest’s message to the first reply of a person, whoever answered before; over turns that have one. At most 24 hours.',
    },
    ...seconds,
    none: NONE.human_replies,
    sql: (of) => percentile(0.5, 'human_reply_s', `has_human_reply${of}`),
  },
  human_reply_p90_s: {
    label: { ru: 'До ответа человека, 9 из 10', en: 'Until a person replied, 9 of 10' },
    about: {
      ru: 'То же для девяти обращений из десяти.',
      en: 'The same for nine turns of ten.',
    },
    ...seconds,
    none: NONE.human_replies,
    sql: (of) => percentile(0.9, 'human_reply_s', `has_human_reply${of}`),
  },
})

const BOTS = under<SqlMetric>('bots-and-handoffs', {
  bot_share: {
    label: { ru: 'Доля бота', en: 'Answered by the bot' },
    about: {
      ru: 'Доля отвеченных обращений, на которые ответил бот.',
      en: 'Answered turns that the bot answered, of all answered.',
    },
    ...share,
    better: null,
    none: NONE.answered,
    part: (of) => `countIf(by_bot${of})`,
    whole: (of) => `countIf(is_answered${of})`,
  },
  bot_reasked_share: {
    label: { ru: 'Переспросили после бота', en: 'Asked again after the bot' },
    about: {
      ru: 'Доля ответов бота, после которых гость в течение 15 минут снова задал вопрос.',
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
      ru: 'Доля ответов бота, за которыми до следующего вопроса гостя ответил и человек.',
      en: 'The bot’s answers that a person followed up before the guest’s next question.',
    },
    ...share,
    better: 'lower',
    none: NONE.by_bot,
    part: (of) => `countIf(by_bot and has_human_reply${of})`,
    whole: (of) => `countIf(by_bot${of})`,
  },
  handoffs: {
    label: { ru: 'Переводы на менеджера', en: 'Handoffs' },
    about: {
      ru: 'Обращения, которые бот, пока гость ждал, передал человеку.',
      en: 'Turns that the bot passed on to a person while the guest waited.',
    },
    ...count,
    better: null,
    needs: ['handoffs'],
    sql: (of) => `countIf(has_handoff${of})`,
  },
  handoff_p50_s: {
    label: { ru: 'От перевода до ответа (медиана)', en: 'From handoff to answer (median)' },
    about: {
      ru: 'От передачи человеку до его ответа; по обращениям, на которые ответил человек. Не больше суток.',
      en: 'From the handoff to the answer, over turns that a person answered. At most 24 hours.',
    },
    ...seconds,
    needs: ['handoffs'],
    none: NONE.handed_off,
    sql: (of) => percentile(0.5, 'handoff_s', `has_handoff and by_person${of}`),
  },
  owner_answered: {
    label: { ru: 'Ответил владелец', en: 'Answered by the owner' },
    about: {
      ru: 'Обращения, на которые ответил сам владелец.',
      en: 'Turns that the owner answered himself.',
    },
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
      en: 'All messages and calls of guests in the period, reactions and internal notes left out: the number that ties to the CRM.',
    },
    ...count,
    better: null,
    also: ['messages'],
    sql: (of) => `countIf(kind in ('guest', 'missed_call')${of})`,
  },
  autoresponses: {
    label: { ru: 'Автоответы', en: 'Autoresponses' },
    about: {
      ru: 'Сообщения менеджера без имени или из общего аккаунта, пришедшие не позже 5 секунд после гостя. Ответом они не считаются.',
      en: 'Messages of a manager without a name, or of a shared account, that came within 5 seconds of a guest’s. They are no answer.',
    },
    ...count,
    better: null,
    also: ['messages'],
    sql: (of) => `countIf(kind = 'autoresponse'${of})`,
  },
})

const OFF_HOURS = under<SqlMetric>('off-hours', {
  off_hours_share: {
    label: { ru: 'Вне рабочих часов', en: 'Outside office hours' },
    about: {
      ru: 'Доля обращений вне будней с 9 до 18 по местному времени или в праздник.',
      en: 'Turns opened outside Monday to Friday, 9 to 18 local time, or on a public holiday, of all turns.',
    },
    ...share,
    better: null,
    none: NONE.turns,
    part: (of) => `countIf(is_turn and is_off_hours${of})`,
    whole: (of) => `countIf(is_turn${of})`,
  },
  off_hours_in_time_share: {
    label: { ru: 'В срок вне рабочих часов', en: 'In time outside office hours' },
    about: {
      ru: 'Доля в срок по обращениям вне рабочих часов.',
      en: 'The share in time over turns opened outside office hours.',
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
      en: 'Calls of guests that nobody took.',
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
      ru: 'Доля пропущенных звонков, после которых человек ответил гостю в течение часа. Звонки моложе часа без ответа не считаются.',
      en: 'Missed calls after which a person answered the guest within 60 minutes. Calls younger than that without an answer are left out.',
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
      ru: 'От пропущенного звонка до первого ответа человека; без ответа — время, которое уже прошло. Не больше суток.',
      en: 'From a missed call to the first answer of a person; without one, the time that has passed. At most 24 hours.',
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
