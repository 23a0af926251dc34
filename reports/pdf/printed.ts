import { metricsOf, type Subject } from '#sql/metrics/index.ts'
import { benefitInWords } from '#reports/month/benefit.ts'
import { beforeText, writtenValue } from '#reports/month/cards.ts'
import { momentAt } from '#reports/month/clocks.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import { caseOutcome } from './cases.ts'
import { renderContextOf } from './draft.ts'
import { homeFigures } from './homes.ts'
import { sixNumbers } from './numbers.ts'
import { nightOutcome } from './nights.ts'
import { waitRows } from './wait-rows.ts'
import type { FigureRow } from '#reports/month/figure-rows.ts'
import { formatCount, formatDuration, formatMonth, formatNight, type Locale } from '#reports/month/format.ts'
import { reviewsInWords } from '#reports/month/reviews.ts'
import { categoryWord } from '#reports/month/single-words.ts'

/** Something that a report prints, as a reader sees it: what differs between two editions is a change. */
export interface Printed {
  /**
   * metric with its subject, at a home with @property_id, of the month before with @before; the local date of a night's
   * evening; incident_id
   */
  id: string
  label: string
  value: string
}

/** Every figure of the report, each once: the six numbers, waits, homes, reviews, benefit. */
export function printedFigures(contents: ReportContents, locale: Locale): Printed[] {
  const context = renderContextOf(contents, locale)
  const reviews = reviewsInWords(contents.reviews, contents.audience, locale)
  const benefit = benefitInWords(contents.benefit, contents.audience, locale)
  const linkLabel = context.t('pdf.reviews.link')
  const spared = metricLabel('automation', 'attention_spared_s', locale)
  const sparedText = formatDuration(contents.benefit.answer.total['attention_spared_s'] ?? null, locale).text
  const month = formatMonth(contents.before.month, locale, 'in', contents.period.from)
  const rows = (subject: string, figures: readonly FigureRow[]) =>
    figures.map(({ id, label, value, remark }) => ({
      id: `${subject}.${id}`,
      label,
      value: remark === '' ? value : `${value} (${remark})`,
    }))
  const benefitRows = [...benefit.done, ...benefit.stays, ...benefit.sent, ...benefit.questions]
  const printed = [
    ...sixNumbers(context).flatMap((card) => {
      const [id, { label }] = [`${card.subject}.${card.metric}`, card]
      return [
        { id, label, value: writtenValue(card) },
        { id: `${id}@before`, label, value: beforeText(card, context) },
      ]
    }),
    ...waitRows(context).flatMap(({ label: when, cells }) =>
      cells.map(({ id, label, value }) => ({ id, label: `${label}, ${lowerFirst(when)}`, value })),
    ),
    ...contents.homes.flatMap((home) =>
      homeFigures(context, home).map(({ id, label, value }) => ({
        id: `${id}@${home.property_id}`,
        label: `${home.name}: ${lowerFirst(label)}`,
        value,
      })),
    ),
    ...rows('reviews', [...reviews.month, ...reviews.year.waits, ...reviews.year.incidents]),
    ...(reviews.link === '' ? [] : [{ id: 'reviews.link', label: linkLabel, value: reviews.link }]),
    ...(benefit.second === ''
      ? []
      : [{ id: 'automation.attention_spared_s', label: spared, value: sparedText }]),
    ...rows('automation', benefitRows),
    ...benefitRows.flatMap(({ id, label, before }) =>
      before === '–' ? [] : [{ id: `automation.${id}@before`, label: `${label}, ${month}`, value: before }],
    ),
    ...IN_SENTENCES.map((id) => ({
      id: `turns.${id}`,
      label: metricLabel('turns', id, locale),
      value: formatCount(contents.figures.turns[id] ?? null, locale),
    })),
    ...BESIDE_SHARE.flatMap((id) => {
      const value = contents.figures.turns[id] ?? 0
      if (value === 0) return []
      return [
        { id: `turns.${id}`, label: metricLabel('turns', id, locale), value: formatCount(value, locale) },
      ]
    }),
    ...benefit.topics.map(({ key, label, value }) => ({
      id: `automation.questions_per_stay@${key}`,
      label,
      value,
    })),
  ]
  return [...new Map(printed.toReversed().map((one) => [one.id, one])).values()].toReversed()
}

/** What each night came to. */
export function printedNights(contents: ReportContents, locale: Locale): Printed[] {
  return contents.nights.map((night) => ({
    id: night.date,
    label: formatNight(night.date, locale),
    value: nightOutcome(renderContextOf(contents, locale), night),
  }))
}

/** What became of each case. */
export function printedCases(contents: ReportContents, locale: Locale): Printed[] {
  return contents.cases.map((one) => ({
    id: one.incident_id,
    label: [
      categoryWord(one.category, locale),
      one.home,
      momentAt(contents, one.property_id, one.reported_at, locale),
    ].join(', '),
    value: caseOutcome(renderContextOf(contents, locale), one),
  }))
}

/** What the month's sentences count, and no table. */
const IN_SENTENCES = [
  ...['people_turns', 'night_people_turns', 'overdue', 'night_overdue', 'waiting', 'night_waiting'],
  'owner_answered',
]

/** What stands beside the share where there is any; reports that were sealed before it was told have none. */
const BESIDE_SHARE = ['dismissed', 'dismissed_late', 'answered_by_mark'].flatMap((id) => [id, `night_${id}`])

const metricLabel = (subject: Subject, id: string, locale: Locale) =>
  metricsOf(subject)[id]?.label[locale] ?? id

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
