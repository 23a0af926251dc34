import * as forms from './forms.ts'
import { percentile } from './forms.ts'
import { under, type SqlMetric } from './metric.ts'
import { NONE } from './none.ts'

const needs = ['incidents'] as const
const count = { ...forms.count, needs } as const
const share = { ...forms.share, needs } as const
const seconds = { ...forms.seconds, needs } as const

/** Columns: incidentRows() in sql/metrics/incident-rows.ts. */
export const INCIDENT_METRICS = under<SqlMetric>('incidents', {
  incidents: {
    label: { ru: 'Инциденты', en: 'Incidents' },
    owner_label: { ru: 'Случаи', en: 'Cases' },
    about: {
      ru: 'Инциденты, открытые за период; без отменённых и без просьб гостей.',
      en: 'Incidents opened in the period, without cancelled ones and guests’ requests.',
    },
    owner_about: {
      ru: 'Что сломалось или помешало гостям за период; без отменённых записей и без просьб.',
      en: 'What broke or troubled guests in the period, without cancelled records and requests.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident${of})`,
  },
  open: {
    label: { ru: 'Ещё не решено', en: 'Open' },
    about: {
      ru: 'Инциденты, которые ещё не решены или открыты снова.',
      en: 'Incidents that are not resolved, or were reopened.',
    },
    owner_about: {
      ru: 'Случаи, которые ещё не устранены или повторились после этого.',
      en: 'Cases that are not over yet, or came back.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident and resolved_at = 0${of})`,
  },
  resolved: {
    label: { ru: 'Решено', en: 'Resolved' },
    owner_label: { ru: 'Устранено', en: 'Resolved' },
    about: {
      ru: 'Инциденты, которые решены и не открыты снова.',
      en: 'Incidents that are resolved and were not reopened since.',
    },
    owner_about: {
      ru: 'Случаи, которые устранены и не повторились после этого.',
      en: 'Cases that are over and have not come back since.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_incident and resolved_at > 0${of})`,
  },
  cancelled: {
    label: { ru: 'Отменено', en: 'Cancelled' },
    about: {
      ru: 'Инциденты, которые отменили. В других показателях их нет.',
      en: 'Incidents that were cancelled. They count in no other figure.',
    },
    owner_about: {
      ru: 'Случаи, запись о которых отменили. В других показателях их нет.',
      en: 'Cases whose record was cancelled. They count in no other figure.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(kind = 'incident' and is_cancelled and not is_request${of})`,
  },
  reopened: {
    label: { ru: 'Открыты снова', en: 'Reopened' },
    about: {
      ru: 'Инциденты, которые хотя бы раз открывали снова.',
      en: 'Incidents that were reopened at least once.',
    },
    owner_about: {
      ru: 'Случаи, которые хотя бы раз открывали снова.',
      en: 'Cases that were reopened at least once.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident and is_reopened${of})`,
  },
  requests: {
    label: { ru: 'Просьбы гостей', en: 'Guests’ requests' },
    owner_label: { ru: 'Просьбы гостей', en: 'Guests’ requests' },
    about: {
      ru: 'О чём просят гости: продлить проживание, выехать позже, заехать раньше, прислать документы. Это не происшествия, и в другие показатели они не входят.',
      en: 'What guests ask for: a longer stay, a late check-out, an early check-in, documents. They are not trouble and count in no other figure.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(kind = 'incident' and is_request and not is_cancelled${of})`,
  },
  escalated: {
    label: { ru: 'Переданы старшему', en: 'Escalated' },
    about: {
      ru: 'Инциденты, которые хотя бы раз передавали старшему.',
      en: 'Incidents that were passed to the shift lead at least once.',
    },
    owner_about: {
      ru: 'Случаи, которые хотя бы раз передавали старшему.',
      en: 'Cases that were passed to the shift lead at least once.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_incident and is_escalated${of})`,
  },
  escalated_within_30m_share: {
    label: { ru: 'Переданы старшему за 30 минут', en: 'Escalated within 30 minutes' },
    about: {
      ru: 'Какую долю переданных старшему инцидентов впервые передали не позже чем через 30 минут после сообщения гостя.',
      en: 'Incidents first passed to the shift lead at most 30 minutes after the guest’s report, of all that were passed on.',
    },
    owner_about: {
      ru: 'Какую долю переданных старшему случаев впервые передали не позже чем через 30 минут после сообщения гостя.',
      en: 'Cases first passed to the shift lead at most 30 minutes after the guest’s report, of all that were passed on.',
    },
    ...share,
    none: NONE.escalated,
    part: (of) => `countIf(is_incident and is_escalated_within_30m${of})`,
    whole: (of) => `countIf(is_incident and is_escalated${of})`,
  },
  acknowledge_p50_s: {
    label: { ru: 'Обычно до реакции (медиана)', en: 'Usual time to react (median)' },
    about: {
      ru: 'От сообщения гостя до первой реакции — взялись, помогли или решили; половина — не дольше. Входят инциденты, где реакция была; не больше 30 дней.',
      en: 'From the guest’s report to the first reaction: acknowledged, helped or resolved; half took no longer. Over incidents with a reaction; at most 30 days.',
    },
    ...seconds,
    none: NONE.acknowledged,
    sql: (of) => percentile(0.5, 'acknowledge_s', `is_incident and acknowledged_at > 0${of}`),
  },
  acknowledge_p90_s: {
    label: { ru: 'До реакции, 9 из 10', en: 'Time to react, 9 of 10' },
    about: {
      ru: 'От сообщения гостя до первой реакции — взялись, помогли или решили; девять из десяти — не дольше. Входят инциденты, где реакция была; не больше 30 дней.',
      en: 'From the guest’s report to the first reaction: acknowledged, helped or resolved; nine of ten took no longer. Over incidents with a reaction; at most 30 days.',
    },
    ...seconds,
    none: NONE.acknowledged,
    sql: (of) => percentile(0.9, 'acknowledge_s', `is_incident and acknowledged_at > 0${of}`),
  },
  handle_p50_s: {
    label: { ru: 'Обычно до помощи (медиана)', en: 'Usual time to help (median)' },
    about: {
      ru: 'От сообщения гостя до момента, когда ему помогли; половина — не дольше. Если ещё не помогли, а обещанный срок прошёл, входит время, которое уже прошло; не больше 30 дней.',
      en: 'From the guest’s report to the moment when the guest was helped; half took no longer. Where nobody has helped and the promised time has passed, the time so far counts; at most 30 days.',
    },
    ...seconds,
    over: 'handled_in_time_share',
    none: NONE.handled,
    sql: (of) => percentile(0.5, 'handle_s', `handling_is_due${of}`),
  },
  handle_p90_s: {
    label: { ru: 'До помощи, 9 из 10', en: 'Time to help, 9 of 10' },
    about: {
      ru: 'От сообщения гостя до момента, когда ему помогли; девять из десяти — не дольше. Если ещё не помогли, а обещанный срок прошёл, входит время, которое уже прошло; не больше 30 дней.',
      en: 'From the guest’s report to the moment when the guest was helped; nine of ten took no longer. Where nobody has helped and the promised time has passed, the time so far counts; at most 30 days.',
    },
    ...seconds,
    over: 'handled_in_time_share',
    none: NONE.handled,
    sql: (of) => percentile(0.9, 'handle_s', `handling_is_due${of}`),
  },
  handled_in_time_share: {
    label: { ru: 'Помогли в срок', en: 'Helped on time' },
    owner_label: { ru: 'Помогли вовремя', en: 'Helped on time' },
    short_label: { ru: 'Инциденты: помогли в срок', en: 'Incidents: helped on time' },
    owner_short_label: { ru: 'Случаи: помогли вовремя', en: 'Cases: helped on time' },
    about: {
      ru: 'В какой доле инцидентов гостю помогли за срок, обещанный для такого случая. Считаются инциденты, где помогли или срок прошёл.',
      en: 'Incidents in which the guest was helped within the time promised for that kind of trouble, of those helped or past their time.',
    },
    owner_about: {
      ru: 'В скольких случаях гостю помогли за обещанное для них время. Считаются случаи, где помогли или срок прошёл.',
      en: 'In how many cases the guest was helped within the time promised for them, of those helped or past their time.',
    },
    ...share,
    none: NONE.handled,
    part: (of) => `countIf(handled_in_time${of})`,
    whole: (of) => `countIf(handling_is_due${of})`,
  },
  resolve_p50_s: {
    label: { ru: 'Обычно до полного устранения (медиана)', en: 'Usual time to resolve (median)' },
    about: {
      ru: 'От сообщения гостя до полного устранения; половина — не дольше. Если ещё не устранили, а обещанный срок прошёл, входит время, которое уже прошло; не больше 30 дней.',
      en: 'From the guest’s report until the trouble was over for good; half took no longer. Where it is not over and the promised time has passed, the time so far counts; at most 30 days.',
    },
    ...seconds,
    over: 'resolved_in_time_share',
    none: NONE.resolved,
    sql: (of) => percentile(0.5, 'resolve_s', `resolving_is_due${of}`),
  },
  resolve_p90_s: {
    label: { ru: 'До полного устранения, 9 из 10', en: 'Time to resolve, 9 of 10' },
    about: {
      ru: 'От сообщения гостя до полного устранения; девять из десяти — не дольше. Если ещё не устранили, а обещанный срок прошёл, входит время, которое уже прошло; не больше 30 дней.',
      en: 'From the guest’s report until the trouble was over for good; nine of ten took no longer. Where it is not over and the promised time has passed, the time so far counts; at most 30 days.',
    },
    ...seconds,
    over: 'resolved_in_time_share',
    none: NONE.resolved,
    sql: (of) => percentile(0.9, 'resolve_s', `resolving_is_due${of}`),
  },
  resolved_in_time_share: {
    label: { ru: 'Устранили в срок', en: 'Resolved on time' },
    owner_label: { ru: 'Устранили вовремя', en: 'Resolved on time' },
    about: {
      ru: 'Доля инцидентов, полностью решённых за обещанный срок. Считаются инциденты, которые решены или срок которых прошёл.',
      en: 'Incidents resolved within the promised time, of those resolved or past their time.',
    },
    owner_about: {
      ru: 'Доля случаев, полностью устранённых за обещанное время. Считаются случаи, которые устранены или срок которых прошёл.',
      en: 'Cases resolved within the promised time, of those resolved or past their time.',
    },
    ...share,
    none: NONE.resolved,
    part: (of) => `countIf(resolved_in_time${of})`,
    whole: (of) => `countIf(resolving_is_due${of})`,
  },
  owner_disturbed_share: {
    label: { ru: 'Сообщили владельцу', en: 'Owner notified' },
    owner_label: { ru: 'Сообщили вам', en: 'You were notified' },
    about: {
      ru: 'Доля инцидентов, о которых сообщили владельцу.',
      en: 'Incidents about which the owner was notified, of all incidents.',
    },
    owner_about: {
      ru: 'Доля случаев, о которых вам сообщили.',
      en: 'Cases about which you were notified, of all cases.',
    },

    ...share,
    better: 'lower',
    needs: ['incidents', 'owner_contact'],
    none: NONE.incidents,
    part: (of) => `countIf(is_incident and is_owner_notified${of})`,
    whole: (of) => `countIf(is_incident${of})`,
  },
  playbook_share: {
    label: { ru: 'По инструкции', en: 'By a playbook' },
    about: {
      ru: 'Доля инцидентов, в которых действовали по инструкции из базы знаний.',
      en: 'Incidents handled by a playbook from the knowledge base, of all incidents.',
    },
    owner_about: {
      ru: 'Доля случаев, в которых действовали по готовой инструкции.',
      en: 'Cases handled by a prepared playbook, of all cases.',
    },

    ...share,
    needs: ['incidents', 'playbooks'],
    none: NONE.incidents,
    part: (of) => `countIf(is_incident and playbook != ''${of})`,
    whole: (of) => `countIf(is_incident${of})`,
  },
  logged_late: {
    label: { ru: 'Записали с опозданием', en: 'Logged late' },
    about: {
      ru: 'Инциденты, открытые больше чем через 15 минут после сообщения гостя или решённые не позже 2 минут после открытия.',
      en: 'Incidents opened more than 15 minutes after the guest’s report, or resolved within 2 minutes of being opened.',
    },
    owner_about: {
      ru: 'Случаи, записанные больше чем через 15 минут после сообщения гостя или закрытые не позже 2 минут после записи.',
      en: 'Cases logged more than 15 minutes after the guest’s report, or closed within 2 minutes of being logged.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident and is_logged_late${of})`,
  },
  unlogged_trouble: {
    label: { ru: 'Жалобы без инцидента', en: 'Complaints without an incident' },
    owner_label: { ru: 'Жалобы, не записанные как случай', en: 'Complaints not logged as a case' },
    about: {
      ru: 'Обращения о неполадках (замок, вода, отопление, электричество, протечка, шум), за 2 часа до и после которых инцидента в этом жилье нет.',
      en: 'Questions about trouble (lock, hot water, heating, power, leak, noise) with no incident at that home in the 2 hours before and after.',
    },
    owner_about: {
      ru: 'Вопросы о неполадках (замок, вода, отопление, электричество, протечка, шум), за 2 часа до и после которых случай в этой квартире не записан.',
      en: 'Questions about trouble (lock, hot water, heating, power, leak, noise) with no case logged at that home in the 2 hours before and after.',
    },
    ...count,
    better: 'lower',
    also: ['unlogged'],
    sql: (of) => `countIf(kind = 'unlogged'${of})`,
  },
  repeated: {
    label: { ru: 'Повторяются', en: 'Repeated' },
    about: {
      ru: 'Инциденты, за 72 часа до которых в том же жилье уже решали инцидент того же вида.',
      en: 'Incidents at a home where one of the same kind was resolved in the 72 hours before.',
    },
    owner_about: {
      ru: 'Случаи, за 72 часа до которых в той же квартире уже устраняли такой же.',
      en: 'Cases at a home where one of the same kind was resolved in the 72 hours before.',
    },
    ...count,
    better: 'lower',
    also: ['resolvings'],
    sql: (of) => `countIf(is_incident and is_repeated${of})`,
  },
  per_100_nights: {
    label: { ru: 'На 100 ночей проживания', en: 'Per 100 nights stayed' },
    owner_label: { ru: 'Случаев на 100 ночей проживания', en: 'Cases per 100 nights stayed' },
    about: {
      ru: 'Инциденты на сто ночей, в которые жильё было занято. «–», если занятых ночей нет или о проживаниях не сообщают.',
      en: 'Incidents per hundred nights in which a home was occupied. “–” without such a night, or where stays are not reported.',
    },
    owner_about: {
      ru: 'Случаи на сто ночей, в которые жильё было занято. «–», если занятых ночей нет или о проживаниях не сообщают.',
      en: 'Cases per hundred nights in which a home was occupied. “–” without such a night, or where stays are not reported.',
    },

    unit: 'per_100_nights',
    better: 'lower',
    empty: null,
    needs: ['incidents', 'stays'],
    ratio_of: ['incidents', 'stays'],
    also: ['stayed'],
    // a breakdown by something that a night does not have divides by all nights of the homes
    none: NONE.nights_stayed,
    sql: (of) =>
      `100 * countIf(is_incident${of}) / if(is_slice and {nights_are_shared:Bool},
            any(nights_stayed), uniqExactIf((property_id, date), kind = 'stayed'${of}))`,
  },
})
