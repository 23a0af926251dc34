import { under, type SqlMetric } from './metric.ts'
import { NONE } from './none.ts'

const percentile = (level: 0.5 | 0.9, seconds: string, which: string) =>
  `quantileExactInclusiveIf(${level})(${seconds}, ${which})`

const needs = ['incidents'] as const
const count = { unit: 'count', empty: 0, needs } as const
const share = { unit: 'share', better: 'higher', better_by: 0.02, empty: null, needs } as const
const seconds = { unit: 'seconds', better: 'lower', better_by: 30, empty: null, needs } as const

/** Columns: incidentRows() in sql/metrics/incident-rows.ts. */
export const INCIDENT_METRICS = under<SqlMetric>('incidents', {
  incidents: {
    label: { ru: 'Инциденты', en: 'Incidents' },
    owner_label: { ru: 'Случаи', en: 'Cases' },
    about: {
      ru: 'Открытые за период инциденты, кроме отменённых и просьб.',
      en: 'Incidents opened in the period, cancelled ones and requests left out.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident${of})`,
  },
  open: {
    label: { ru: 'Не решено', en: 'Open' },
    about: {
      ru: 'Инциденты, которые ещё не решены или открыты снова.',
      en: 'Incidents that are not resolved, or were reopened.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident and resolved_at = 0${of})`,
  },
  resolved: {
    label: { ru: 'Решено', en: 'Resolved' },
    about: {
      ru: 'Инциденты, которые решены и после этого не открывались снова.',
      en: 'Incidents that are resolved and were not reopened since.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_incident and resolved_at > 0${of})`,
  },
  cancelled: {
    label: { ru: 'Отменено', en: 'Cancelled' },
    about: {
      ru: 'Инциденты, которые отменили. В других показателях их нет.',
      en: 'Incidents that were cancelled. They are in no other figure.',
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
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident and is_reopened${of})`,
  },
  requests: {
    label: { ru: 'Запросы', en: 'Requests' },
    owner_label: { ru: 'Просьбы гостей', en: 'Guests’ wishes' },
    about: {
      ru: 'Просьбы гостей: продлить, выехать позже, заехать раньше, документы. Это не происшествия, и в другие показатели они не входят.',
      en: 'What guests ask for: a longer stay, a late check-out, an early check-in, documents. They are no trouble and are in no other figure.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(kind = 'incident' and is_request and not is_cancelled${of})`,
  },
  escalated: {
    label: { ru: 'Переданы старшему', en: 'Escalated' },
    about: {
      ru: 'Инциденты, которые хотя бы раз передавали старшему.',
      en: 'Incidents that were escalated at least once.',
    },
    ...count,
    better: null,
    sql: (of) => `countIf(is_incident and is_escalated${of})`,
  },
  escalated_within_30m_share: {
    label: { ru: 'Переданы старшему за 30 минут', en: 'Escalated within 30 minutes' },
    about: {
      ru: 'Доля инцидентов, которые впервые передали старшему не позже чем через 30 минут после сообщения гостя, — от всех переданных.',
      en: 'Incidents first escalated at most 30 minutes after the guest’s report, of all that were escalated.',
    },
    ...share,
    none: NONE.escalated,
    part: (of) => `countIf(is_incident and is_escalated_within_30m${of})`,
    whole: (of) => `countIf(is_incident and is_escalated${of})`,
  },
  acknowledge_p50_s: {
    label: { ru: 'До реакции (медиана)', en: 'Until acknowledged (median)' },
    about: {
      ru: 'От сообщения гостя до первой реакции: приняли, помогли или решили. По инцидентам, где она была; не больше 30 дней.',
      en: 'From the guest’s report to the first reaction: acknowledged, mitigated or resolved. Over those that have one; at most 30 days.',
    },
    ...seconds,
    none: NONE.acknowledged,
    sql: (of) => percentile(0.5, 'acknowledge_s', `is_incident and acknowledged_at > 0${of}`),
  },
  acknowledge_p90_s: {
    label: { ru: 'До реакции, 9 из 10', en: 'Until acknowledged, 9 of 10' },
    about: {
      ru: 'То же для девяти инцидентов из десяти.',
      en: 'The same for nine incidents of ten.',
    },
    ...seconds,
    none: NONE.acknowledged,
    sql: (of) => percentile(0.9, 'acknowledge_s', `is_incident and acknowledged_at > 0${of}`),
  },
  handle_p50_s: {
    label: { ru: 'До помощи гостю (медиана)', en: 'Until the guest was helped (median)' },
    about: {
      ru: 'От сообщения гостя до мер, после которых ему помогли. Без помощи и с истёкшим сроком — время, которое уже прошло; не больше 30 дней.',
      en: 'From the report to the moment when the guest was helped. Unhandled ones past their time count with the time passed; at most 30 days.',
    },
    ...seconds,
    over: 'handled_in_time_share',
    none: NONE.handled,
    sql: (of) => percentile(0.5, 'handle_s', `handling_is_due${of}`),
  },
  handle_p90_s: {
    label: { ru: 'До помощи гостю, 9 из 10', en: 'Until the guest was helped, 9 of 10' },
    about: {
      ru: 'То же для девяти инцидентов из десяти.',
      en: 'The same for nine incidents of ten.',
    },
    ...seconds,
    over: 'handled_in_time_share',
    none: NONE.handled,
    sql: (of) => percentile(0.9, 'handle_s', `handling_is_due${of}`),
  },
  handled_in_time_share: {
    label: { ru: 'Помогли в срок', en: 'Guest helped in time' },
    short_label: { ru: 'Инциденты: помогли в срок', en: 'Incidents: helped in time' },
    owner_short_label: { ru: 'Случаи: помогли вовремя', en: 'Cases: helped in time' },
    about: {
      ru: 'Доля инцидентов, в которых гостю помогли за время по нормативу для категории, — от тех, где помогли или срок истёк.',
      en: 'Incidents in which the guest was helped within the promised time for the category, of those handled or past their time.',
    },
    ...share,
    none: NONE.handled,
    part: (of) => `countIf(handled_in_time${of})`,
    whole: (of) => `countIf(handling_is_due${of})`,
  },
  resolve_p50_s: {
    label: { ru: 'До решения (медиана)', en: 'Until resolved (median)' },
    about: {
      ru: 'От сообщения гостя до окончательного решения. Нерешённые с истёкшим сроком учтены временем, которое уже прошло; не больше 30 дней.',
      en: 'From the report to the final resolution. Open ones past their time count with the time passed; at most 30 days.',
    },
    ...seconds,
    over: 'resolved_in_time_share',
    none: NONE.resolved,
    sql: (of) => percentile(0.5, 'resolve_s', `resolving_is_due${of}`),
  },
  resolve_p90_s: {
    label: { ru: 'До решения, 9 из 10', en: 'Until resolved, 9 of 10' },
    about: {
      ru: 'То же для девяти инцидентов из десяти.',
      en: 'The same for nine incidents of ten.',
    },
    ...seconds,
    over: 'resolved_in_time_share',
    none: NONE.resolved,
    sql: (of) => percentile(0.9, 'resolve_s', `resolving_is_due${of}`),
  },
  resolved_in_time_share: {
    label: { ru: 'Решено в срок', en: 'Resolved in time' },
    about: {
      ru: 'Доля инцидентов, решённых за время по нормативу, — от решённых и тех, чей срок истёк.',
      en: 'Incidents resolved within the promised time, of those resolved or past their time.',
    },
    ...share,
    none: NONE.resolved,
    part: (of) => `countIf(resolved_in_time${of})`,
    whole: (of) => `countIf(resolving_is_due${of})`,
  },
  owner_disturbed_share: {
    label: { ru: 'Потревожили владельца', en: 'Owner disturbed' },
    owner_label: { ru: 'Потревожили вас', en: 'You were disturbed' },
    about: {
      ru: 'Доля инцидентов, о которых сообщили владельцу.',
      en: 'Incidents about which the owner was notified, of all.',
    },

    ...share,
    better: 'lower',
    needs: ['incidents', 'owner_contact'],
    none: NONE.incidents,
    part: (of) => `countIf(is_incident and is_owner_notified${of})`,
    whole: (of) => `countIf(is_incident${of})`,
  },
  playbook_share: {
    label: { ru: 'По сценарию', en: 'By a playbook' },
    about: {
      ru: 'Доля инцидентов, в которых применили сценарий из базы знаний.',
      en: 'Incidents in which a script of the knowledge base was applied, of all.',
    },

    ...share,
    needs: ['incidents', 'playbooks'],
    none: NONE.incidents,
    part: (of) => `countIf(is_incident and playbook != ''${of})`,
    whole: (of) => `countIf(is_incident${of})`,
  },
  logged_late: {
    label: { ru: 'Записаны задним числом', en: 'Written down afterwards' },
    about: {
      ru: 'Инциденты, открытые больше чем через 15 минут после сообщения гостя или решённые не позже 2 минут после открытия.',
      en: 'Incidents opened more than 15 minutes after the report, or resolved within 2 minutes of being opened.',
    },
    ...count,
    better: 'lower',
    sql: (of) => `countIf(is_incident and is_logged_late${of})`,
  },
  unlogged_trouble: {
    label: { ru: 'Жалобы без инцидента', en: 'Trouble without an incident' },
    about: {
      ru: 'Обращения о неполадках (замок, вода, отопление, электричество, протечка, шум), рядом с которыми — за 2 часа до и после — инцидента в этом жилье нет.',
      en: 'Turns about trouble (lock, hot water, heating, power, leak, noise) beside which, 2 hours before and after, the home has no incident.',
    },
    ...count,
    better: 'lower',
    also: ['unlogged'],
    sql: (of) => `countIf(kind = 'unlogged'${of})`,
  },
  repeated: {
    label: { ru: 'Повторные', en: 'Repeated' },
    about: {
      ru: 'Инциденты, перед которыми в том же жилье за 72 часа уже решали инцидент той же категории.',
      en: 'Incidents of a home and category in which another was resolved in the 72 hours before.',
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
      en: 'Incidents on a hundred nights in which a home was occupied. “–” without such a night, or where stays are not reported.',
    },

    unit: 'per_100_nights',
    better: 'lower',
    empty: null,
    needs: ['incidents', 'stays'],
    also: ['stayed'],
    // a breakdown by something that a night does not have divides by all nights of the homes
    none: NONE.nights_stayed,
    sql: (of) =>
      `100 * countIf(is_incident${of}) / if(is_slice and {nights_are_shared:Bool},
            any(nights_stayed), uniqExactIf((property_id, date), kind = 'stayed'${of}))`,
  },
})
