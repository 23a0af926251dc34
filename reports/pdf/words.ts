import type { MonthContents } from '#reports/month/contents.ts'
import type { Locale } from '#reports/month/format.ts'

/** What the report says beside what page and mail say, too (those words stand in reports/month/words). */
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
  kind: 'отчёт за месяц',
  preview: 'Предварительный просмотр: отчёт ещё не отправлен',
  logo: (company: string) => `Логотип: ${company}`,
  contents: 'Что где',
  edition: {
    title: (number: number) => `Уточнённый отчёт № ${number}`,
    before: (date: string) => `Прежний отправлен ${date}.`,
    why: 'С тех пор пришли события, которые его меняют:',
    same: 'Ни одно напечатанное число с тех пор не изменилось.',
    what: 'Что изменилось',
    was: 'Было',
    is: 'Стало',
    more: (count: number) => `И ещё ${count}: все числа ниже — уточнённые.`,
  },
  moments: {
    title: (count: number): string =>
      count === 1 ? 'Момент, о котором стоит знать' : 'О чём стоит знать в первую очередь',
    note: 'Самое долгое ожидание ночью, самый серьёзный случай и ночь, когда гость ждал, а никого не было; если чего-то не случилось — следующее по тяжести.',
    none: 'Гости не ждали подолгу, и ничего опасного не случилось',
    noneNote: 'Никто не ждал дольше обещанного, происшествий и поздней помощи не было.',
    noneWaited: 'Никто не ждал дольше обещанного.',
    helped: (duration: string) => `Гостю помогли через\u00a0${duration}`,
    inTime: 'Вовремя',
    late: 'С опозданием',
    promised: { answer: 'обещали ответить за', help: 'обещали помочь за' },
    notDone: {
      answer: (duration: string) => `Ответа нет уже\u00a0${duration}`,
      help: (duration: string) => `Гостю не помогли, прошло\u00a0${duration}`,
    },
    open: { answer: 'Ответа ещё ждут', help: 'Гостю ещё не помогли' },
  },
  reviews: {
    order: 'Сначала низкие. Рядом — что было с проживанием до отзыва.',
    where: 'Где и когда',
    service: 'Как прошло проживание',
    stars: 'Оценка',
    more: (count: number) => `И ещё ${count} — на странице «Отзывы».`,
    link: 'Обслуживание и оценка',
    stays: 'Проживания за 365 дней',
    interval: 'С учётом случайности',
    five: 'Пятёрок',
    count: 'Проживаний',
    waited: (group: string) => `Обычно ждали ${group}`,
  },
  benefit: {
    done: both('Что сделано за вас', 'Что сделано за владельцев'),
    sent: 'Что гостям рассказали заранее',
    stays: 'Гости',
    questions: 'Сколько вопросов осталось',
    topics: 'Чаще всего спрашивали (вопросов на проживание):',
  },
  title: (month: string, company: string) => `${month}: отчёт о поддержке гостей — ${company}`,
  soFar: (days: string) => `месяц ещё идёт, показаны дни ${days}`,
  more: (count: number) => `и ещё ${count}`,
  page: (page: number, of: number) => `${page} из ${of}`,
  strip: {
    note: (from: string, to: string) =>
      `Столбик — ночь с ${from} до ${to}, число — вечер, с которого она началась. Точки — вопросы гостей.`,
    ownClock: 'Часы у каждого жилья свои.',
    noteManagement: (from: string, to: string) =>
      `Столбик — ночь с ${from} до ${to}, число — вечер, с которого она началась. Закрашено — на смене хоть один дежурный. Точки — обращения; если их больше двенадцати, только поздние.`,
    unknown: 'Кто и когда был на связи, пока не сообщают: видны только вопросы гостей.',
    present: 'на связи',
    unclocked: 'без отметки о смене, но на связи',
    planned: 'по графику, без отметок и ответов',
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
    what: 'Что случилось и где',
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
    onDuty: 'дежурный',
  },
  nights: {
    title: 'Ночи, на которые стоит посмотреть',
    note: 'Сначала те, где было хуже.',
    night: 'Ночь',
    verdict: 'Как прошла',
    questions: both('Вопросы', 'Обращения'),
    late: 'Поздно',
    worst: 'Дольше всего ждали',
    gap: 'Перерыв',
    quiet: 'Ночью никто не писал, и смотреть здесь не на что.',
    undisturbed: 'Вас ночью ни разу не побеспокоили.',
    disturbed: (nights: string[]) => `Вас побеспокоили ночью ${nights.join('; ')}.`,
    disturbedTimes: (count: number) => `Ночей, когда вас побеспокоили: ${count}.`,
    lateCount: (count: string) => `поздно — ${count}`,
    upTo: (duration: string) => `ждали до ${duration}`,
    absence: {
      nobody: (duration: string) => `никого на связи ${duration}`,
      unseen: (duration: string) => `по графику, без отметок и ответов ${duration}`,
    },
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
    /** zone: «по Москве» */
    zone: (zone: string) => `Время — ${zone}.`,
    zoneOf: (zone: string, homes: string[]) =>
      homes.length === 0 ? `Время — ${zone}.` : `Время ${zone} — ${homes.join(', ')}.`,
    silences: 'Чего не хватает',
    silence: (source: string, from: string, until: string) => `${source}: с ${from} до ${until}`,
    silenceOpen: (source: string, from: string) => `${source}: с ${from}, и пока не вернулся`,
    notReported: (labels: string) => `Не сообщают: ${labels}.`,
    /** an owner's own word before the catalogue's */
    called: (id: string, label: string, audience: MonthContents['audience']) => {
      const own: Record<string, string> = { turns: 'Вопросы', incidents: 'Случаи' }
      const name = audience === 'owner' ? own[id] : undefined
      return name === undefined ? label : `${name} (${label.toLowerCase()})`
    },
    version: 'Правила',
    versionText: (version: string) =>
      `Правила подсчёта, редакция ${version}. Если определение изменится, изменится и она: сравнивать можно отчёты одной редакции.`,
  },
}

const en: Words = {
  kind: 'monthly report',
  preview: 'Preview: this report has not been sent yet',
  logo: (company) => `Logo: ${company}`,
  contents: 'Contents',
  edition: {
    title: (number) => `Restated report No. ${number}`,
    before: (date) => `The one before was sent on ${date}.`,
    why: 'Events have come in since that change it:',
    same: 'No figure that it prints has changed since.',
    what: 'What changed',
    was: 'Before',
    is: 'Now',
    more: (count) => `And ${count} more: all figures below are restated.`,
  },
  moments: {
    title: (count) => (count === 1 ? 'A moment to know about' : 'What to know first'),
    note: 'The longest wait at night, the most serious case, and the night on which a guest waited with nobody there; where one of these did not happen, the next worst.',
    none: 'No bad moments',
    noneNote: 'Nobody waited longer than promised; no danger, no late help.',
    noneWaited: 'Nobody waited longer than promised.',
    helped: (duration) => `Guest helped after\u00a0${duration}`,
    inTime: 'In time',
    late: 'Late',
    promised: { answer: 'an answer was promised within', help: 'help was promised within' },
    notDone: {
      answer: (duration) => `No answer for\u00a0${duration}`,
      help: (duration) => `Guest not helped, ${duration} so far`,
    },
    open: { answer: 'Still waiting for an answer', help: 'Guest not helped yet' },
  },
  reviews: {
    order: 'The low ones first, each with what its stay went through before it.',
    where: 'Where and when',
    service: 'How the stay went',
    stars: 'Rating',
    more: (count) => `And ${count} more on the page Reviews.`,
    link: 'Service and rating',
    stays: 'Stays of 365 days',
    interval: 'Allowing for chance',
    five: 'Five stars',
    count: 'Stays',
    waited: (group) => `Usual wait ${group}`,
  },
  benefit: {
    done: both('What was done for you', 'What was done for the owners'),
    sent: 'What guests were told beforehand',
    stays: 'Guests',
    questions: 'How many questions were left',
    topics: 'Asked most often (questions per stay):',
  },
  title: (month, company) => `${month}: guest support report — ${company}`,
  soFar: (days) => `the month is not over, days shown: ${days}`,
  more: (count) => `and ${count} more`,
  page: (page, of) => `${page} of ${of}`,
  strip: {
    note: (from, to) =>
      `A column is a night from ${from} to ${to}, its number the evening on which it began. Dots are guests’ questions.`,
    ownClock: 'Each home’s night is shown by its own clock.',
    noteManagement: (from, to) =>
      `A column is a night from ${from} to ${to}, its number the evening on which it began. Filled: somebody was on shift. Dots are turns; of more than twelve only the late ones.`,
    unknown: 'Who was there and when is not reported yet: only the guests’ questions are shown.',
    present: 'someone there',
    unclocked: 'at work, not clocked on',
    planned: 'planned, neither clocked nor answering',
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
    what: 'What happened, and where',
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
    onDuty: 'on duty',
  },
  nights: {
    title: 'Nights worth a look',
    note: 'The worst first.',
    night: 'Night',
    verdict: 'How it went',
    questions: both('Questions', 'Turns'),
    late: 'Late',
    worst: 'Longest wait',
    gap: 'Break',
    quiet: 'Nobody wrote at night: there is nothing to look at here.',
    undisturbed: 'You were not disturbed on a single night.',
    disturbed: (nights) => `You were disturbed on the night of ${nights.join('; ')}.`,
    disturbedTimes: (count) => `Nights on which you were disturbed: ${count}.`,
    lateCount: (count) => `late: ${count}`,
    upTo: (duration) => `waits up to ${duration}`,
    absence: {
      nobody: (duration) => `nobody there for ${duration}`,
      unseen: (duration) => `planned, neither clocked nor answering for ${duration}`,
    },
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
    zone: (zone) => `All times are ${zone}.`,
    zoneOf: (zone, homes) =>
      homes.length === 0 ? `Times are ${zone}.` : `Times at ${homes.join(', ')} are ${zone}.`,
    silences: 'What is missing',
    silence: (source, from, until) => `${source}: from ${from} to ${until}`,
    silenceOpen: (source, from) => `${source}: from ${from}, not back yet`,
    notReported: (labels) => `Not reported: ${labels}.`,
    called: (id, label, audience) => {
      const own: Record<string, string> = { turns: 'Questions', incidents: 'Cases' }
      const name = audience === 'owner' ? own[id] : undefined
      return name === undefined ? label : `${name} (${label.toLowerCase()})`
    },
    version: 'Rules',
    versionText: (version) =>
      `Rules of counting, edition ${version}. It changes when a definition does: reports of one edition can be compared.`,
  },
}
