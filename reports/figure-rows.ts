import { metricsOf } from '#sql/metrics/index.ts'
import type { Answer } from '#sql/read.server.ts'
import type { Answered } from './contents.ts'
import { formatCount, formatDay, formatValue, ofCount, type Locale } from './format.ts'
import { capabilityWord } from './sentence.ts'
import { translator, type Translate } from './words/translate.ts'

/** A number in a table, written; its definition is one tap away. */
export interface FigureRow {
  /** of the metric, without its subject */
  id: string
  label: string
  about: string
  value: string
  /** why it is not known, since when, how many cases, the month before, the interval */
  note: string
  /** the month before, – where that is not known */
  before: string
  /** the note without the month before */
  remark: string
}

/** What of an answer is told in words. */
export function answeredOf({ subject, total, before, not_reported, since }: Answer): Answered {
  return { subject, total, ...(before === undefined ? {} : { before }), not_reported, since }
}

/** With fewer cases a share is shown as «n из m» (metrics.md, Few cases). */
const FEW = 20

/**
 * Rows of an answer.
 * @param ids metric → the metric that counts its cases, '' where a share has no such count
 */
export function figureRows(answer: Answered, ids: Record<string, string>, locale: Locale): FigureRow[] {
  const t = translator(locale)
  const metrics = metricsOf(answer.subject)
  return Object.entries(ids).flatMap(([id, n_id]) => {
    const metric = metrics[id]
    if (metric === undefined) return []
    const value = answer.total[id] ?? null
    const n = n_id === '' ? null : (answer.total[n_id] ?? null)
    const few = metric.unit === 'share' && value !== null && n !== null && n < FEW
    const told = few ? ofCount(value, n) : null
    return [
      {
        id,
        label: metric.label[locale],
        about: metric.about[locale],
        value:
          told === null
            ? formatValue(value, metric.unit, locale)
            : t('figures.of', { n: formatCount(told.n, locale), of: formatCount(told.of, locale) }),
        note: noteOf(answer, id, locale, t),
        before: formatValue(answer.before?.[id] ?? null, metric.unit, locale),
        remark: noteOf({ ...answer, before: {} }, id, locale, t),
      },
    ]
  })
}

/** Why it is not known, since when it is, what it was before, and its interval. */
function noteOf(answer: Answered, id: string, locale: Locale, t: Translate): string {
  const missing = answer.not_reported[id]
  if (missing !== undefined) return capabilityWord(missing, locale)
  const since = answer.since[id]
  const unit = metricsOf(answer.subject)[id]?.unit ?? 'count'
  const before = answer.before?.[id]
  return [
    ...(since === undefined ? [] : [t('figures.since', { date: formatDay(since, locale) })]),
    ...(before === undefined || before === null
      ? []
      : [t('figures.before', { value: formatValue(before, unit, locale) })]),
    ...intervalOf(answer, id, locale, t),
  ].join(' · ')
}

function intervalOf(answer: Answered, id: string, locale: Locale, t: Translate): string[] {
  const [low, high] = [answer.total[`${id}_low`], answer.total[`${id}_high`]]
  if (low === undefined || high === undefined || low === null || high === null) return []
  const unit = metricsOf(answer.subject)[id]?.unit ?? 'count'
  return [
    t('figures.interval', { low: formatValue(low, unit, locale), high: formatValue(high, unit, locale) }),
  ]
}
