import { besideShare } from '#reports/month/beside-share.ts'
import type { ReportContents, NightColumn } from '#reports/month/contents.ts'
import { beforeText, writtenValue } from '#reports/month/cards.ts'
import { sixNumbers } from '#reports/pdf/numbers.ts'
import { renderContextOf } from '#reports/pdf/draft.ts'
import type { Edition } from '#reports/month/edition.ts'
import { formatDateTime, formatDay, formatMonth, formatNight, type Locale } from '#reports/month/format.ts'
import { nightFact } from '#reports/month/night-words.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import { nightTitle } from '#reports/month/titles.ts'
import type { Segment } from '#reports/month/words/marked.ts'
import { dateTimeAt } from '#reports/month/clocks.ts'
import { isolated } from '#reports/month/names.ts'
import { noteBy } from '#reports/month/note-words.ts'
import { translator } from '#reports/month/words/translate.ts'
import { button, calendar, heading, paper, paragraph, row, rule, type Calendar } from './mail-html.ts'

/** What a mail about a month is made from. */
export interface ReportMail {
  contents: ReportContents
  edition: Edition | null
  locale: Locale
  company: string
  /** https address that opens this report without signing in; null: none */
  open_url: string | null
  unsubscribe_url: string | null
  /** the PDF goes with it */
  is_attached: boolean
  is_test: boolean
}

export interface Written {
  subject: string
  text: string
  html: string
}

const NUMBERS = 4
const MOST_CHANGES = 8
const MOST_NIGHTS = 6

/** The month in a mail: useful without the attachment, and in plain text. */
export function reportMail(of: ReportMail): Written {
  const mail = { ...of, company: isolated(of.company) }
  const { contents, locale, edition } = mail
  const t = translator(locale)
  const month = formatMonth(contents.period.month, locale, 'title')
  const isRestated = edition !== null && edition.number > 1
  const subject = isRestated
    ? t('mail.subjectRestated', { month, number: edition.number })
    : t('mail.subject', { month })
  return {
    subject: mail.is_test ? `${t('mail.test')}: ${subject}` : subject,
    text: asText(mail, month),
    html: asHtml(mail, month, subject),
  }
}

const plain = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('')

function numbersOf({ contents, locale }: ReportMail) {
  return sixNumbers(renderContextOf(contents, locale))
    .slice(0, NUMBERS)
    .map((card) => ({ ...card, before: beforeText(card, { contents, locale }) }))
}

/** What changed since the edition before, and how much more there is. */
function changesOf({ edition, locale }: ReportMail): { lines: string[]; more: number } {
  const t = translator(locale)
  const changes = edition?.changes ?? []
  return {
    lines: changes
      .slice(0, MOST_CHANGES)
      .map(({ label, before, after }) => t('mail.change', { label, before, after })),
    more: Math.max(0, changes.length - MOST_CHANGES),
  }
}

function restatedLine({ edition, contents, locale }: ReportMail): string | null {
  if (edition === null || edition.number < 2) return null
  const date = formatDateTime(edition.previous_sealed_at, contents.timezone, locale).split(', ')[0] ?? ''
  return translator(locale)('mail.restated', { number: edition.number, date })
}

/** Nights that were not as they should be, in order. */
function badNights({ contents, locale }: ReportMail): string[] {
  const t = translator(locale)
  return contents.nights
    .filter(({ verdict, running }) => running === undefined && verdict !== 'in_time' && verdict !== 'quiet')
    .map((night) =>
      t('mail.badNight', {
        night: capital(formatNight(night.date, locale)),
        verdict: nightFact(night, contents.audience, locale),
      }),
    )
}

function comments({ contents, locale }: ReportMail): { text: string; by: string }[] {
  return contents.notes
    .filter(({ about_kind }) => about_kind === 'report')
    .map((note) => ({ text: note.text, by: noteBy(contents, note, { locale }) }))
}

function lastLines(mail: ReportMail) {
  const { contents, locale, company } = mail
  const t = translator(locale)
  const pdf = mail.is_attached ? t('mail.attached') : t('mail.tooLarge')
  const data = dateTimeAt(contents, '', contents.as_of, locale)
  return { pdf, sender: t('mail.sender', { company, data }) }
}

function asText(mail: ReportMail, month: string): string {
  const { contents, locale, company } = mail
  const t = translator(locale)
  const { missing, headline, second } = monthSentences(contents, locale)
  const restated = restatedLine(mail)
  const changes = changesOf(mail)
  const nights = badNights(mail)
  const { pdf, sender } = lastLines(mail)
  const blocks: (string | null)[] = [
    `${company} · ${month}`,
    contents.owner === null ? null : t('mail.greeting', { owner: isolated(contents.owner.name) }),
    restated,
    ...(restated === null ? [] : [[...changes.lines.map((line) => `- ${line}`)].join('\n')]),
    restated !== null && changes.more > 0 ? t('mail.moreChanges', { count: changes.more }) : null,
    ...missing.map((segments) => `! ${plain(segments)}`),
    plain(headline),
    second.length === 0 ? null : plain(second),
    ...comments(mail).map(({ text, by }) => `${t('mail.comment')} (${by}):\n${text}`),
    numbersOf(mail)
      .map((figure) => {
        const detail = figure.detail === null ? '' : ` (${figure.detail})`
        return `${figure.label}: ${writtenValue(figure)}${detail}; ${figure.before}`
      })
      .join('\n'),
    besideShare(contents, locale).join(' '),
    contents.nights.length === 0 ? null : `${t('mail.nights')}. ${nightTitle(contents, locale)}`,
    nights.length > 0
      ? nightLines(nights, (count) => t('pdf.more', { count })).join('\n')
      : // where nobody wrote there is nothing to say of answers
        contents.nights.some(({ turns }) => turns > 0)
        ? t('mail.noBadNights')
        : null,
    mail.open_url === null ? null : `${t('mail.open')}: ${mail.open_url}\n${t('mail.openNote')}`,
    pdf,
    sender,
    mail.unsubscribe_url === null ? null : `${t('mail.unsubscribe')}: ${mail.unsubscribe_url}`,
  ]
  return blocks.filter((block) => block !== null && block !== '').join('\n\n') + '\n'
}

function nightLines(nights: readonly string[], more: (count: number) => string): string[] {
  const shown = nights.slice(0, MOST_NIGHTS).map((line) => `- ${line}`)
  return nights.length > MOST_NIGHTS ? [...shown, `- ${more(nights.length - MOST_NIGHTS)}`] : shown
}

function asHtml(mail: ReportMail, month: string, title: string): string {
  const { contents, locale, company } = mail
  const t = translator(locale)
  const { missing, headline, second } = monthSentences(contents, locale)
  const restated = restatedLine(mail)
  const changes = changesOf(mail)
  const { pdf, sender } = lastLines(mail)
  const strip = calendarOf(contents.nights, mail)
  const beside = besideShare(contents, locale).join(' ')
  return paper({ lang: locale, title, preview: plain(headline) }, [
    paragraph(`${company} · ${month}`, 'note'),
    ...(contents.owner === null
      ? []
      : [paragraph(t('mail.greeting', { owner: isolated(contents.owner.name) }), 'note')]),
    rule(),
    ...(restated === null
      ? []
      : [
          paragraph(restated, 'strong'),
          ...changes.lines.map((line) => paragraph(line, 'text')),
          ...(changes.more > 0 ? [paragraph(t('mail.moreChanges', { count: changes.more }), 'note')] : []),
          rule(),
        ]),
    ...missing.map((segments) => paragraph(plain(segments), 'warn')),
    heading(headline),
    ...(second.length === 0 ? [] : [paragraph(plain(second), 'second')]),
    ...comments(mail).flatMap(({ text, by }) => [
      paragraph(text, 'comment'),
      paragraph(`${t('mail.comment')}: ${by}`, 'note'),
    ]),
    rule(),
    ...numbersOf(mail).map((figure) =>
      row({
        label: figure.label,
        parts: figure.value,
        detail: [figure.detail, figure.before].filter((part) => part !== null).join(' · '),
      }),
    ),
    ...(beside === '' ? [] : [paragraph(beside, 'note')]),
    rule(),
    ...(strip === null ? [] : [paragraph(nightTitle(contents, locale), 'section'), calendar(strip), rule()]),
    ...(mail.open_url === null
      ? []
      : [button(t('mail.open'), mail.open_url), paragraph(t('mail.openNote'), 'note')]),
    paragraph(pdf, 'note'),
    paragraph(sender, 'note'),
    ...(mail.unsubscribe_url === null
      ? []
      : [paragraph(t('mail.unsubscribe'), 'note', mail.unsubscribe_url)]),
  ])
}

/** The nights as weeks from Monday: the strip, for a narrow page without pictures. */
function calendarOf(nights: readonly NightColumn[], { contents, locale }: ReportMail): Calendar | null {
  const [first] = nights
  if (first === undefined) return null
  const t = translator(locale)
  const isKnown = nights.some(({ spans }) => spans.length > 0)
  const alt = t('pdf.strip.alt', {
    nights: nights.length,
    nobody: nights.filter(({ verdict }) => verdict === 'nobody').length,
    questions: nights.reduce((sum, { turns }) => sum + turns, 0),
    late: nights.reduce((sum, { late }) => sum + late, 0),
  })
  return {
    alt,
    before: (new Date(`${first.date}T00:00:00Z`).getUTCDay() + 6) % 7,
    cells: nights.map((night) => ({
      day: String(Number(night.date.slice(8))),
      name: `${formatDay(night.date, locale)}: ${nightFact(night, contents.audience, locale)}`,
      presence: night.spans.length === 0 ? 'unknown' : night.verdict === 'nobody' ? 'nobody' : 'there',
      mark: night.late > 0 ? 'late' : night.turns > 0 ? 'dot' : null,
    })),
    key: [
      {
        presence: isKnown ? 'there' : 'unknown',
        mark: null,
        text: isKnown ? t('mail.strip.there') : t('mail.strip.unknown'),
      },
      ...(nights.some(({ verdict }) => verdict === 'nobody')
        ? [{ presence: 'nobody' as const, mark: null, text: t('mail.strip.nobody') }]
        : []),
      { presence: null, mark: 'dot', text: t('mail.strip.dot') },
      ...(nights.some(({ late }) => late > 0)
        ? [{ presence: null, mark: 'late' as const, text: t('mail.strip.late') }]
        : []),
    ],
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
