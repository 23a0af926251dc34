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
  test: 'Проверка',
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
    nobody: 'никого не было на связи',
    unknown: 'смены не подключены',
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
      'До этого их можно прочитать, добавить комментарий и задержать отчёт, если с ним что-то не так.',
    nobody: (names: string) => `Некуда отправить, нет адреса: ${names}.`,
    openReports: 'Открыть отчёты',
    waitingSubject: (month: string) => `${month}: отчёт пока не составлен`,
    waiting: (names: string) => `Не удалось составить отчёт: ${names}.`,
    waitingHow:
      'Часть данных для него не прочиталась. Неполный отчёт мы не отправляем: пробуем снова, а что мешает, видно в журнале сервера.',
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
    unknown: 'Такого файла мы не отправляли: ни с одним отправленным отчётом он не совпадает.',
    newer: (number: number) => `После него отправлен уточнённый отчёт №\u00a0${number}.`,
    same: 'С тех пор ничего в нём не изменилось.',
    changed: 'С тех пор изменилось:',
    otherDefinitions: (edition: number) =>
      `Числа в нём посчитаны по правилам редакции ${edition} и остаются, как были. С тех пор правила изменились, поэтому сравнить их с нынешними нельзя.`,
    unreadable: 'Сравнить с нынешними данными не удалось. Попробуйте позже.',
  },
}

const en: MailWords = {
  subject: (month) => `${month}: guest support report`,
  subjectRestated: (month, number) => `${month}: corrected report no.\u00a0${number}`,
  test: 'Test',
  greeting: (owner) => `${owner}, this is your report for the month.`,
  restated: (number, date) =>
    `This is corrected report no.\u00a0${number}: more data came in after the one of ${date}. What changed:`,
  change: (label, before, after) => `${label}: was ${before}, now ${after}`,
  version: (number) => `by definition no.\u00a0${number}`,
  moreChanges: (count) => `and ${count} more; the report lists them all`,
  comment: 'From the manager',
  nights: 'Nights of the month',
  badNight: (night, verdict) => `${night}: ${verdict}`,
  noBadNights: 'Guests were answered in time every night.',
  strip: {
    there: 'someone there',
    nobody: 'nobody there',
    unknown: 'shifts are not connected',
    dot: 'guests wrote',
    late: 'waited longer than promised',
  },
  open: 'Open the report',
  openNote:
    'The link opens only this report, without signing in, for 14 days. Share it only with people who may read it.',
  attached: 'The report is attached as a PDF that you can save and print.',
  tooLarge: 'The report is too large for an email, so open it with the link.',
  noLink: 'The report is attached.',
  file: (month) => `Report ${month}.pdf`,
  sender: (company, data) => `${company}. Data as of ${data}.`,
  unsubscribe: 'Stop sending the report to this address',
  management: {
    preparedSubject: (month) => `${month}: the reports are ready to read`,
    prepared: (reports, date) =>
      `Ready: ${nth('en', { one: 'report', other: 'reports' })(reports)}. They go out to the owners automatically on ${date}.`,
    preparedHow: 'Until then you can read them, add a comment, and hold a report that is not right.',
    nobody: (names) => `No address to send to: ${names}.`,
    openReports: 'Open the reports',
    waitingSubject: (month) => `${month}: a report could not be created yet`,
    waiting: (names) => `A report could not be created: ${names}.`,
    waitingHow:
      'Part of its data can’t be read. Incomplete reports are not sent: we keep trying, and the server log says what is wrong.',
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
        ? `This is the original report: ${of.month}, ${of.owner}, sent on ${of.date}.`
        : `This is the original report: ${of.month}, ${of.owner}, corrected no.\u00a0${of.edition}, sent on ${of.date}.`,
    unknown: 'We did not send this file; it matches no report that we sent.',
    newer: (number) => `Corrected report no.\u00a0${number} was sent after it.`,
    same: 'Nothing in it has changed since.',
    changed: 'Changed since:',
    otherDefinitions: (edition) =>
      `Its numbers were counted by edition ${edition} of the rules and stay as they were. The rules have changed since, so they can’t be compared with today’s.`,
    unreadable: 'It could not be compared with current data. Try again later.',
  },
}
