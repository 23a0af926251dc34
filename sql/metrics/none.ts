import type { Words } from './metric.ts'

/** Why a number that is reported is not known: of what there was nothing to count. Each goes on with «–, …». */
export const NONE = {
  due: {
    ru: 'нет обращений, чей срок ответа наступил',
    en: 'no turn whose promised time has come',
  },
  first_due: {
    ru: 'нет первых обращений, чей срок ответа наступил',
    en: 'no first turn whose promised time has come',
  },
  people_due: {
    ru: 'нет обращений к людям, чей срок ответа наступил',
    en: 'no turn for people whose promised time has come',
  },
  off_hours_due: {
    ru: 'нет обращений вне рабочих часов, чей срок ответа наступил',
    en: 'no turn outside office hours whose promised time has come',
  },
  turns: { ru: 'нет обращений', en: 'no turn' },
  answered: { ru: 'нет обращений с ответом', en: 'no answered turn' },
  human_replies: { ru: 'нет обращений, где ответил человек', en: 'no turn to which a person replied' },
  by_bot: { ru: 'нет обращений, на которые ответил бот', en: 'no turn that the bot answered' },
  handed_off: {
    ru: 'нет переданных человеку обращений, на которые он ответил',
    en: 'no turn that was handed off and that a person answered',
  },
  missed_calls: {
    ru: 'нет пропущенных звонков, после которых ответили или прошёл час',
    en: 'no missed call that was followed up or is older than an hour',
  },
  nights: { ru: 'нет ночей, которые уже начались', en: 'no night that has begun' },
  incidents: { ru: 'нет инцидентов', en: 'no incident' },
  acknowledged: { ru: 'нет инцидентов, на которые отреагировали', en: 'no incident that was acknowledged' },
  escalated: { ru: 'нет инцидентов, переданных старшему', en: 'no incident that was escalated' },
  handled: {
    ru: 'нет инцидентов, где гостю помогли или срок истёк',
    en: 'no incident that was handled or is past its time',
  },
  resolved: {
    ru: 'нет инцидентов, которые решены или чей срок истёк',
    en: 'no incident that was resolved or is past its time',
  },
  nights_stayed: { ru: 'нет ночей проживания', en: 'no night stayed' },
  reviews: { ru: 'нет отзывов', en: 'no review' },
  communication: {
    ru: 'нет отзывов с оценкой за общение',
    en: 'no review that rates communication',
  },
  link: {
    ru: 'слишком мало: нужно 10 проживаний с отзывом и ожиданием, и не все одинаковые',
    en: 'too few to tell: it takes 10 stays with a review and a wait, not all of them alike',
  },
  group: { ru: 'нет таких проживаний с отзывом', en: 'no such stay with a review' },
  lift: {
    ru: 'слишком мало: нужно по 5 проживаний с отзывом с каждой стороны и пятёрки на обеих',
    en: 'too few to tell: it takes 5 stays with a review on either side, and five stars on both',
  },
  stays: { ru: 'нет проживаний с выездом в этот период', en: 'no stay that ended in the period' },
  known_guests: { ru: 'нет проживаний с известным гостем', en: 'no stay whose guest is known' },
  long_stays: { ru: 'нет проживаний от двух ночей', en: 'no stay of two nights or more' },
  instructed: {
    ru: 'нет проживаний, где гостю отправили инструкцию',
    en: 'no stay whose guest was sent instructions',
  },
  uninstructed: { ru: 'нет проживаний без инструкции', en: 'no stay without instructions' },
} satisfies Record<string, Words>
