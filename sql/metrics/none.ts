import type { Nothing } from './metric.ts'

/** Why a number that is reported is not known: of what there was nothing to count. Each goes on with «–, …». */
export const NONE = {
  due: {
    ru: 'нет обращений, по которым наступил срок ответа',
    en: 'no question whose answer was due',
    owner: { ru: 'нет вопросов, по которым наступил срок ответа', en: 'no question whose answer was due' },
  },
  first_due: {
    ru: 'нет первых обращений, по которым наступил срок ответа',
    en: 'no first question whose answer was due',
    owner: {
      ru: 'нет первых вопросов, по которым наступил срок ответа',
      en: 'no first question whose answer was due',
    },
  },
  people_due: {
    ru: 'нет обращений к людям, по которым наступил срок ответа',
    en: 'no question for people whose answer was due',
    owner: {
      ru: 'нет вопросов к людям, по которым наступил срок ответа',
      en: 'no question for people whose answer was due',
    },
  },
  off_hours_due: {
    ru: 'нет обращений в нерабочее время, по которым наступил срок ответа',
    en: 'no question outside office hours whose answer was due',
    owner: {
      ru: 'нет вопросов в нерабочее время, по которым наступил срок ответа',
      en: 'no question outside office hours whose answer was due',
    },
  },
  turns: { ru: 'нет обращений', en: 'no questions', owner: { ru: 'вопросов не было', en: 'no questions' } },
  answered: {
    ru: 'нет обращений с ответом',
    en: 'no answered questions',
    owner: { ru: 'нет вопросов с ответом', en: 'no answered questions' },
  },
  human_replies: {
    ru: 'нет обращений, на которые ответил человек',
    en: 'no question that a person answered',
    owner: { ru: 'нет вопросов, на которые ответил человек', en: 'no question that a person answered' },
  },
  by_bot: {
    ru: 'нет обращений, на которые ответил бот',
    en: 'no question that the bot answered',
    owner: { ru: 'нет вопросов, на которые ответил бот', en: 'no question that the bot answered' },
  },
  handed_off: {
    ru: 'нет переданных человеку обращений, на которые он ответил',
    en: 'no question that was handed over and that a person answered',
    owner: {
      ru: 'нет переданных человеку вопросов, на которые он ответил',
      en: 'no question that was handed over and that a person answered',
    },
  },
  missed_calls: {
    ru: 'нет пропущенных звонков, после которых ответили или прошёл час',
    en: 'no missed call that was answered later or is older than an hour',
  },
  nights: { ru: 'нет ночей, которые уже начались', en: 'no night has begun yet' },
  incidents: {
    ru: 'инцидентов не было',
    en: 'no incidents',
    owner: { ru: 'случаев не было', en: 'no cases' },
  },
  acknowledged: {
    ru: 'нет инцидентов, на которые отреагировали',
    en: 'no incident was acknowledged',
    owner: { ru: 'нет случаев, на которые отреагировали', en: 'no case was acknowledged' },
  },
  escalated: {
    ru: 'нет инцидентов, переданных старшему',
    en: 'no incident was escalated',
    owner: { ru: 'нет случаев, переданных старшему', en: 'no case was escalated' },
  },
  handled: {
    ru: 'нет инцидентов, где гостю помогли или срок прошёл',
    en: 'no incident where the guest was helped or the promised time has passed',
    owner: {
      ru: 'нет случаев, где помогли или прошёл срок',
      en: 'no case where the guest was helped or the promised time has passed',
    },
  },
  resolved: {
    ru: 'нет инцидентов, которые решены или срок которых прошёл',
    en: 'no incident that is resolved or past its time',
    owner: {
      ru: 'нет случаев, которые устранены или срок которых прошёл',
      en: 'no case that is resolved or past its time',
    },
  },
  nights_stayed: { ru: 'занятых ночей не было', en: 'no nights stayed' },
  reviews: { ru: 'отзывов не было', en: 'no reviews' },
  communication: { ru: 'нет отзывов с оценкой за общение', en: 'no review that rates communication' },
  link: {
    ru: 'мало данных: нужно 10 проживаний с отзывом и ожиданием, и чтобы они не были одинаковы',
    en: 'too few to tell: it takes 10 stays with a review and a wait, not all of them alike',
  },
  group: { ru: 'нет таких проживаний с отзывом', en: 'no such stays with a review' },
  lift: {
    ru: 'слишком мало: нужно по 5 проживаний с отзывом с каждой стороны и пятёрки на обеих',
    en: 'too few to tell: it takes 5 stays with a review on either side, and five stars on both',
  },
  stays: { ru: 'нет проживаний с выездом в этот период', en: 'no stays ended in the period' },
  known_guests: { ru: 'нет проживаний с известным гостем', en: 'no stays whose guest is known' },
  long_stays: { ru: 'нет проживаний от двух ночей', en: 'no stays of two nights or more' },
  instructed: {
    ru: 'нет проживаний, где гостю отправили инструкцию',
    en: 'no stays whose guest was sent instructions',
  },
  uninstructed: { ru: 'нет проживаний без инструкции', en: 'no stays without instructions' },
} satisfies Record<string, Nothing>
