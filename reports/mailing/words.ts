import { formatCount, type Locale } from '#reports/month/format.ts'

/** What mails about a report say, and what a restatement names; beside the words that page and PDF share. */
export type MailWords = typeof ru

export function mailWords(locale: Locale): MailWords {
  return locale === 'ru' ? ru : en
}

const nth = (locale: Locale, forms: Partial<Record<Intl.LDMLPluralRule, string>>) => (n: number) =>
  `${formatCount(n, locale)}\u00a0${forms[new Intl.PluralRules(locale).select(n)] ?? forms.other ?? ''}`

const ru = {
  subject: (month: string) => `${month}: отчёт о поддержке гостей`,
  subjectRestated: (month: string, number: number) => `${month}: уточнённый отчёт №\u00a0${number}`,
  test: 'Проба',
  /** whose month it is */
  greeting: (owner: string) => `${owner}, это ваш отчёт за месяц.`,
  restated: (number: number, date: string) =>
    `Это уточнённый отчёт №\u00a0${number}: после прошлого, от ${date}, пришли новые данные. Вот что изменилось:`,
  change: (label: string, before: string, after: string) => `${label}: было ${before}, стало ${after}`,
  /** by which a figure was counted, where it is another now */
  version: (number: number) => `по определению №\u00a0${number}`,
  moreChanges: (count: number) => `и ещё ${count}; всё перечислено в отчёте`,
  comment: 'От управляющей',
  nights: 'Ночи месяца',
  /** night: «ночь с 13 на 14 октября» */
  badNight: (night: string, verdict: string) => `${night} — ${verdict}`,
  noBadNights: 'Каждую ночь гостям отвечали вовремя.',
  strip: {
    there: 'кто-то был на связи',
    nobody: 'никого',
    unknown: 'кто был на связи, не сообщают',
    dot: 'писали гости',
    late: 'ждали дольше обещанного',
  },
  open: 'Открыть отчёт',
  openNote:
    'Ссылка открывает только этот отчёт, без входа, 14 дней. Не пересылайте её тем, кому он не предназначен.',
  attached: 'Отчёт приложен: это PDF, его можно сохранить и распечатать.',
  tooLarge: 'Отчёт слишком велик для письма, поэтому он открывается по ссылке.',
  noLink: 'Отчёт приложен.',
  file: (month: string) => `Отчёт за ${month.charAt(0).toLowerCase()}${month.slice(1)}.pdf`,
  sender: (company: string, data: string) => `${company}. Данные на ${data}.`,
  unsubscribe: 'Больше не присылать отчёт на этот адрес',
  management: {
    preparedSubject: (month: string) => `${month}: отчёты готовы, их можно прочитать`,
    prepared: (reports: number, date: string) =>
      `Готово: ${nth('ru', { one: 'отчёт', few: 'отчёта', many: 'отчётов', other: 'отчёта' })(reports)}. ${date} они уйдут владельцам сами.`,
    preparedHow:
      'До этого их можно прочитать, написать к ним слово от себя и придержать отчёт, если с ним что-то не так.',
    nobody: (names: string) => `Некуда отправить, нет адреса: ${names}.`,
    openReports: 'Открыть отчёты',
    waitingSubject: (month: string) => `${month}: отчёт не получился и ждёт`,
    waiting: (names: string) => `Не получилось составить отчёт: ${names}.`,
    waitingHow:
      'Какую-то его часть не удалось прочитать. С пропусками отчёт не уйдёт: мы пробуем снова, а журнал сервера говорит, что мешает.',
  },
  case: {
    inTime: 'помогли вовремя',
    late: 'помогли с опозданием',
    notHelped: 'ещё не помогли',
    resolved: 'устранено',
    after: (outcome: string, duration: string) => `${outcome}, через ${duration}`,
    none: 'не было в отчёте',
    gone: 'отменён',
  },
  verify: {
    sent: (of: { owner: string; month: string; edition: number; date: string }) =>
      of.edition === 1
        ? `Это тот самый отчёт: ${of.month}, ${of.owner}, отправлен ${of.date}.`
        : `Это тот самый отчёт: ${of.month}, ${of.owner}, уточнённый №\u00a0${of.edition}, отправлен ${of.date}.`,
    unknown:
      'Такого отчёта мы не отправляли: ни одна отправленная копия не совпадает с этим файлом до последнего байта.',
    newer: (number: number) => `После него отправлен уточнённый отчёт №\u00a0${number}.`,
    same: 'С тех пор ничего в нём не изменилось.',
    changed: 'С тех пор изменилось:',
    otherDefinitions: (edition: number) =>
      `Числа в нём посчитаны по правилам редакции ${edition} и остаются, как были. С тех пор правила изменились, поэтому сравнить его с тем, что есть сейчас, нельзя.`,
    unreadable: 'Сравнить с тем, что известно сейчас, не удалось: попробуйте позже.',
  },
}

const en: MailWords = {
  subject: (month) => `${month}: guest support report`,
  subjectRestated: (month, number) => `${month}: restated report no.\u00a0${number}`,
  test: 'Test',
  greeting: (owner) => `${owner}, this is your report for the month.`,
  restated: (number, date) =>
    `This is restated report no.\u00a0${number}: after the one of ${date} more data came in. What changed:`,
  change: (label, before, after) => `${label}: was ${before}, is ${after}`,
  version: (number) => `by definition no.\u00a0${number}`,
  moreChanges: (count) => `and ${count} more, all of them in the report`,
  comment: 'From the manager',
  nights: 'The month’s nights',
  badNight: (night, verdict) => `${night}: ${verdict}`,
  noBadNights: 'Guests were answered in time every night.',
  strip: {
    there: 'someone there',
    nobody: 'nobody',
    unknown: 'who was there is not reported',
    dot: 'guests wrote',
    late: 'waited longer than promised',
  },
  open: 'Open the report',
  openNote:
    'The link opens this report and nothing else, without signing in, for 14 days. Pass it on only to those who may read it.',
  attached: 'The report is attached as a PDF, to keep and to print.',
  tooLarge: 'The report is too large for a mail, so the link opens it.',
  noLink: 'The report is attached.',
  file: (month) => `Report ${month}.pdf`,
  sender: (company, data) => `${company}. Data as of ${data}.`,
  unsubscribe: 'Stop sending the report to this address',
  management: {
    preparedSubject: (month) => `${month}: the reports are ready to read`,
    prepared: (reports, date) =>
      `Ready: ${nth('en', { one: 'report', other: 'reports' })(reports)}. They go out to the owners by themselves, on ${date}.`,
    preparedHow: 'Until then you can read them, add a word of your own, and hold a report that is not right.',
    nobody: (names) => `Nowhere to send it, no address: ${names}.`,
    openReports: 'Open the reports',
    waitingSubject: (month) => `${month}: a report can’t be made and waits`,
    waiting: (names) => `A report could not be made: ${names}.`,
    waitingHow:
      'A part of it can’t be read. No report goes out with holes: it is tried again, and the server’s log says what is in the way.',
  },
  case: {
    inTime: 'helped in time',
    late: 'helped late',
    notHelped: 'not helped yet',
    resolved: 'resolved',
    after: (outcome, duration) => `${outcome}, after ${duration}`,
    none: 'not in the report',
    gone: 'cancelled',
  },
  verify: {
    sent: (of) =>
      of.edition === 1
        ? `This is the report itself: ${of.month}, ${of.owner}, sent on ${of.date}.`
        : `This is the report itself: ${of.month}, ${of.owner}, restated no.\u00a0${of.edition}, sent on ${of.date}.`,
    unknown: 'We sent no such report: no copy that was sent equals this file to the last byte.',
    newer: (number) => `After it, restated report no.\u00a0${number} was sent.`,
    same: 'Nothing in it has changed since.',
    changed: 'Changed since:',
    otherDefinitions: (edition) =>
      `Its numbers were counted by edition ${edition} of the rules and stay as they were. The rules have changed since, so it can’t be compared with what there is now.`,
    unreadable: 'It could not be compared with what is known now: try again later.',
  },
}
