import { count, percentile, seconds, share } from './forms.ts'
import { under, type SqlMetric } from './metric.ts'
import { NONE } from './none.ts'

/** What bots did and handed over; each also for the night turns alone. Columns: turnRows() in sql/metrics/turn-rows.ts. */
export const BOT_METRICS = under<SqlMetric>('bots-and-handoffs', {
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

/** Over missed calls; no night form. */
export const CALL_METRICS = under<SqlMetric>('missed-calls', {
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
