import type { MonthContents } from '#reports/contents.ts'
import type { Locale } from '#reports/format.ts'

/** What the report says beside what page and mail say, too (those words stand in reports/words). */
export type Words = typeof ru

export function wordsOf(locale: Locale): Words {
  return locale === 'ru' ? ru : en
}

/** Owners and staff call the same thing by different names. */
export interface Named {
  owner: string
  management: string
}

export function named(contents: MonthContents, names: Named): string {
  return names[contents.audience]
}

const both = (owner: string, management: string): Named => ({ owner, management })
const same = (name: string): Named => ({ owner: name, management: name })

const ru = {
  kind: 'Отчёт за месяц',
  title: (month: string, company: string) => `${month}: отчёт о поддержке гостей — ${company}`,
  soFar: (days: string) => `месяц ещё идёт, показаны дни ${days}`,
  more: (count: number) => `и ещё ${count}`,
  page: (page: number, of: number) => `${page} из ${of}`,
  of: (all: string) => `из\u00a0${all}`,
  /** month: «в сентябре» */
  before: (month: string, value: string) => `${month} — ${value}`,
  beforeSameDays: (month: string, value: string) => `${month}, те же дни, — ${value}`,
  beforeUnknown: (month: string) => `${month} данных нет`,
  numbers: {
    night: same('Ночью ответили вовремя'),
    usual: same('Обычно ждут ответа'),
    waits: same('Столько ждали ответа'),
    longest: same('Самое долгое ожидание'),
    undisturbed: both('Ночей без звонков вам', 'Ночей без звонков владельцам'),
    cases: both('Случаи: помогли вовремя', 'Инциденты: помогли в срок'),
    attended: same('Ночью кто-то был на связи'),
    planned: same('Ночью кто-то был по графику'),
  },
  why: {
    nobodyAtNight: 'ночью никто не писал',
    botAtNight: 'ночью на всё ответил бот',
    waiting: 'ответа ещё ждут, срок не прошёл',
    noneBefore: 'ни одного',
    nobodyWaited: 'человека никто не ждал',
    noCases: 'ничего не случилось',
    casesRunning: 'срок ещё не прошёл',
    clockNotReported: 'кто был на самом деле, не сообщают',
    notYet: 'данных пока нет',
    unanswered: 'ещё без ответа',
    since: (date: string) => `считается с ${date}`,
  },
  strip: {
    note: (from: string, to: string) =>
      `Столбик — ночь с ${from} до ${to}, число — вечер, с которого она началась. Точки — вопросы гостей.`,
    noteManagement: (from: string, to: string) =>
      `Столбик — ночь с ${from} до ${to}, число — вечер, с которого она началась. Каждый момент — как у того объекта, где было хуже. Точки — обращения; если их больше двенадцати, только поздние.`,
    unknown: 'Кто и когда был на связи, пока не сообщают: видны только вопросы гостей.',
    present: 'на связи',
    planned: 'только по графику',
    nobody: 'никого',
    inTime: 'ответили вовремя',
    late: 'ждали дольше',
    silent: 'данные не поступали',
    alt: (of: { nights: number; nobody: number; questions: number; late: number }) =>
      `Ночи месяца, от вечера к утру. Ночей: ${of.nights}. Ночей, когда больше 10 минут никого не было на связи: ${of.nobody}. Вопросов ночью: ${of.questions}, из них с опозданием: ${of.late}.`,
  },
  waits: {
    dots: 'Каждая точка — вопрос гостя: правее — позже, выше — дольше ждали, в минутах.',
    hollow: 'Полые — ответил бот.',
    lines: 'Линия — обычное ожидание дня в минутах, полоса — девять ожиданий из десяти.',
    promise: (duration: string) => `обещание, ${duration}`,
    promiseNight: (duration: string) => `обещание ночью, ${duration}`,
    promiseDay: (duration: string) => `обещание днём, ${duration}`,
    upTo: (duration: string) => `до ${duration}`,
    promisedBoth: (day: string, night: string) => `Обещали ответить днём за ${day}, ночью за ${night}.`,
    promisedSame: (duration: string) => `Обещали ответить за ${duration}, днём и ночью.`,
    all: 'За весь день',
    night: 'Из них ночью',
    row: 'Когда писали',
    columns: {
      questions: 'Вопросы',
      bot: 'Ответил бот',
      inTime: 'Люди — вовремя',
      usual: 'Обычно ждали',
      longest: 'Дольше всего',
    },
    altDots: (of: { waits: number; late: number; longest: string }) =>
      `Ожидания по дням месяца. Ожиданий: ${of.waits}, с опозданием: ${of.late}. Самое долгое: ${of.longest}.`,
    altLines: (of: { days: number; longest: string }) =>
      `Обычное и долгое ожидание по дням. Дней с вопросами: ${of.days}. Самое высокое обычное ожидание дня: ${of.longest}.`,
  },
  homes: {
    title: both('Квартиры и дома', 'Объекты'),
    home: both('Жильё', 'Объект'),
    questions: both('Вопросы', 'Обращения'),
    night: same('Ночью вовремя'),
    usual: same('Обычно ждали'),
    cases: both('Случаи', 'Инциденты'),
    stars: same('Оценка'),
    since: (date: string) => `с ${date}`,
    until: (date: string) => `по ${date}`,
  },
  cases: {
    note: 'Полоса — через сколько гостю помогли, черта на ней — обещание.',
    what: 'Что случилось',
    where: 'Где',
    when: 'Когда',
    helped: 'Гостю помогли',
    promised: 'Обещали',
    after: (duration: string) => `через ${duration}`,
    late: 'с опозданием',
    notYet: 'ещё нет',
    passed: (duration: string) => `прошло ${duration}`,
    within: (duration: string) => `за\u00a0${duration}`,
    helpedAfter: (duration: string) => `гостю помогли через ${duration}`,
    notHelped: 'гостю ещё не помогли',
    notHelpedFor: (duration: string) => `гостю ещё не помогли, прошло ${duration}`,
    promisedWithin: (duration: string) => `обещали за ${duration}`,
    over: 'устранено',
    danger: 'происшествие',
    notWoken: 'вас не будили',
    woken: 'вам звонили',
    again: 'уже не в первый раз',
    loggedLate: 'записано позже',
  },
  notes: {
    title: both('От управляющей', 'Заметки'),
    night: (night: string) => `о ночи ${night}`,
    by: (author: string, date: string) => `${author}, ${date}`,
  },
  nights: {
    title: 'Ночи, на которые стоит посмотреть',
    note: 'Сначала те, где было хуже.',
    night: 'Ночь',
    verdict: 'Как прошла',
    questions: both('Вопросы', 'Обращения'),
    late: 'Поздно',
    worst: 'Дольше всего ждали',
    gap: 'Никого на связи',
    quiet: 'Ночью никто не писал, и смотреть здесь не на что.',
    lateCount: (count: string) => `поздно — ${count}`,
    upTo: (duration: string) => `ждали до ${duration}`,
    gapOf: (duration: string) => `никого на связи ${duration}`,
  },
  counted: {
    title: 'Как это считается',
    promise: 'Обещание',
    promiseSame: (duration: string) => `Ответить за ${duration}, днём и ночью.`,
    promiseBoth: (day: string, night: string) => `Ответить днём за ${day}, ночью за ${night}.`,
    nightHours: (from: string, to: string) => `Ночь — с ${from} до ${to}.`,
    changed: (date: string) =>
      `Это обещание действует с ${date}; до того было другое, и каждый ответ сравнён с обещанием своего дня.`,
    data: 'Данные',
    dataAsOf: (data: string, asked: string) => `Последнее событие — ${data}. Отчёт составлен на ${asked}.`,
    dataNone: (asked: string) => `Событий пока не было. Отчёт составлен на ${asked}.`,
    zone: (zone: string) => `Часовой пояс — ${zone}.`,
    silences: 'Чего не хватает',
    silence: (source: string, from: string, until: string) => `${source}: с ${from} до ${until}`,
    silenceOpen: (source: string, from: string) => `${source}: с ${from}, и пока не вернулся`,
    notReported: (labels: string) => `Не сообщают: ${labels}.`,
    version: 'Определения',
    versionText: (version: string) =>
      `Версия ${version}. Если определение изменится, изменится и она: отчёты с одной версией можно сравнивать.`,
  },
}

const en: Words = {
  kind: 'Monthly report',
  title: (month, company) => `${month}: guest support report — ${company}`,
  soFar: (days) => `the month is not over, days shown: ${days}`,
  more: (count) => `and ${count} more`,
  page: (page, of) => `${page} of ${of}`,
  of: (all) => `of\u00a0${all}`,
  before: (month, value) => `${month}: ${value}`,
  beforeSameDays: (month, value) => `${month}, same days: ${value}`,
  beforeUnknown: (month) => `${month}: no data`,
  numbers: {
    night: same('Answered in time at night'),
    usual: same('Usual wait for an answer'),
    waits: same('Waits for an answer'),
    longest: same('Longest wait'),
    undisturbed: both('Nights without a call to you', 'Nights without a call to owners'),
    cases: both('Cases: helped in time', 'Incidents: helped in time'),
    attended: same('Someone there at night'),
    planned: same('Someone planned at night'),
  },
  why: {
    nobodyAtNight: 'nobody wrote at night',
    botAtNight: 'the bot answered all at night',
    waiting: 'waiting, time promised not over yet',
    noneBefore: 'none',
    nobodyWaited: 'nobody waited for a person',
    noCases: 'nothing happened',
    casesRunning: 'time promised not over yet',
    clockNotReported: 'who was really there is not reported',
    notYet: 'no data yet',
    unanswered: 'not answered yet',
    since: (date) => `counted from ${date}`,
  },
  strip: {
    note: (from, to) =>
      `A column is a night from ${from} to ${to}, its number the evening on which it began. Dots are guests’ questions.`,
    noteManagement: (from, to) =>
      `A column is a night from ${from} to ${to}, its number the evening on which it began. Each moment is shown as at the home where it was worst. Dots are turns; of more than twelve only the late ones.`,
    unknown: 'Who was there and when is not reported yet: only the guests’ questions are shown.',
    present: 'someone there',
    planned: 'planned only',
    nobody: 'nobody',
    inTime: 'answered in time',
    late: 'waited longer',
    silent: 'no data came',
    alt: (of) =>
      `The month’s nights, evening to morning. Nights: ${of.nights}. Nights with nobody there for more than 10 minutes: ${of.nobody}. Questions at night: ${of.questions}, late: ${of.late}.`,
  },
  waits: {
    dots: 'Each dot is a guest’s question: further right is later, higher is a longer wait, in minutes.',
    hollow: 'Hollow ones the bot answered.',
    lines: 'The line is the day’s usual wait in minutes, the band nine waits of ten.',
    promise: (duration) => `promise, ${duration}`,
    promiseNight: (duration) => `promise at night, ${duration}`,
    promiseDay: (duration) => `promise by day, ${duration}`,
    upTo: (duration) => `up to ${duration}`,
    promisedBoth: (day, night) => `Promised: an answer within ${day} by day, ${night} at night.`,
    promisedSame: (duration) => `Promised: an answer within ${duration}, by day and at night.`,
    all: 'All day',
    night: 'Of them at night',
    row: 'When they wrote',
    columns: {
      questions: 'Questions',
      bot: 'Bot answered',
      inTime: 'People in time',
      usual: 'Usual wait',
      longest: 'Longest',
    },
    altDots: (of) =>
      `Waits over the days of the month. Waits: ${of.waits}, late: ${of.late}. Longest: ${of.longest}.`,
    altLines: (of) =>
      `Usual and long waits by day. Days with questions: ${of.days}. Highest usual wait of a day: ${of.longest}.`,
  },
  homes: {
    title: same('Homes'),
    home: same('Home'),
    questions: both('Questions', 'Turns'),
    night: same('In time at night'),
    usual: same('Usual wait'),
    cases: both('Cases', 'Incidents'),
    stars: same('Rating'),
    since: (date) => `from ${date}`,
    until: (date) => `until ${date}`,
  },
  cases: {
    note: 'The bar is how long it took to help the guest, the stroke on it the promise.',
    what: 'What happened',
    where: 'Where',
    when: 'When',
    helped: 'Guest helped',
    promised: 'Promised',
    after: (duration) => `after ${duration}`,
    late: 'late',
    notYet: 'not yet',
    passed: (duration) => `${duration} so far`,
    within: (duration) => `in\u00a0${duration}`,
    helpedAfter: (duration) => `guest helped after ${duration}`,
    notHelped: 'guest not helped yet',
    notHelpedFor: (duration) => `guest not helped yet, ${duration} so far`,
    promisedWithin: (duration) => `promised within ${duration}`,
    over: 'put right',
    danger: 'danger',
    notWoken: 'you were not woken',
    woken: 'you were called',
    again: 'not the first time',
    loggedLate: 'written down later',
  },
  notes: {
    title: both('From the manager', 'Notes'),
    night: (night) => `about the night of ${night}`,
    by: (author, date) => `${author}, ${date}`,
  },
  nights: {
    title: 'Nights worth a look',
    note: 'The worst first.',
    night: 'Night',
    verdict: 'How it went',
    questions: both('Questions', 'Turns'),
    late: 'Late',
    worst: 'Longest wait',
    gap: 'Nobody there',
    quiet: 'Nobody wrote at night: there is nothing to look at here.',
    lateCount: (count) => `late: ${count}`,
    upTo: (duration) => `waits up to ${duration}`,
    gapOf: (duration) => `nobody there for ${duration}`,
  },
  counted: {
    title: 'How it is counted',
    promise: 'Promise',
    promiseSame: (duration) => `To answer within ${duration}, by day and at night.`,
    promiseBoth: (day, night) => `To answer within ${day} by day and within ${night} at night.`,
    nightHours: (from, to) => `Night is from ${from} to ${to}.`,
    changed: (date) =>
      `In force from ${date}; before, there was another, and each answer is compared with that of its day.`,
    data: 'Data',
    dataAsOf: (data, asked) => `Latest event: ${data}. Report as of ${asked}.`,
    dataNone: (asked) => `No event has come yet. Report as of ${asked}.`,
    zone: (zone) => `Time zone: ${zone}.`,
    silences: 'What is missing',
    silence: (source, from, until) => `${source}: from ${from} to ${until}`,
    silenceOpen: (source, from) => `${source}: from ${from}, not back yet`,
    notReported: (labels) => `Not reported: ${labels}.`,
    version: 'Definitions',
    versionText: (version) =>
      `Version ${version}. It changes when a definition does: reports of one version can be compared.`,
  },
}
