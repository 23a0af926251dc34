import type { TFunction } from 'i18next'
import { formatCount, formatDay, formatValue, ofCount } from '#reports/format.ts'
import { capabilityWord } from '#reports/sentence.ts'
import type { Database } from '#sql/client.server.ts'
import type { Values } from '#sql/dated.ts'
import { metricsOf, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer, type Ask } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { countedIn } from './counted-in.ts'

/** A number in a table, written; its definition is one tap away. */
export interface FigureRow {
  id: string
  label: string
  about: string
  value: string
  /** of the month before; '' where it is not asked for */
  before: string
  /** why it is not known, since when, how many cases, the interval */
  note: string
}

interface Of {
  locale: Locale
  t: TFunction
  /** absent: staff */
  audience?: View['audience']
}

/** With fewer cases a share is shown as «n из m», and a percentile with its number of cases (metrics.md, Few cases). */
const FEW = 20
const FEWEST = 5

/**
 * Figures of a month, and of the month before.
 * @param metrics ids of the subject; absent: all
 */
export async function readFigures(
  db: Database,
  { directory, scope, as_of, months }: View,
  subject: Subject,
  { metrics, by = null }: { metrics?: readonly string[]; by?: string | null } = {},
): Promise<Answer> {
  const ask: Omit<Ask, 'period' | 'by'> = {
    ...{ subject, scope, as_of, every: null, language: 'en', team: false },
    ...(metrics === undefined ? {} : { metrics }),
  }
  const of = (period: { from: string; until: string }) => parsePeriod(period.from, period.until)
  // one question each, since nights stayed are counted over one period
  const [now, before] = [
    await readMetrics(db, directory, { ...ask, by, period: of(months.period) }),
    await readMetrics(db, directory, { ...ask, by: null, period: of(months.before) }),
  ]
  return { ...now, before: before.total }
}

/** Rows of an answer. */
export function figureRows(answer: Answer, ids: readonly string[], of: Of): FigureRow[] {
  const metrics = metricsOf(answer.subject)
  return ids.flatMap((id) => {
    const metric = metrics[id]
    if (metric === undefined) return []
    return [
      {
        ...{ id, label: labelOf(id, metric.label[of.locale], of), about: metric.about[of.locale] },
        value: figureText(answer.subject, id, answer.total, of),
        before: answer.before?.[id] == null ? '' : figureText(answer.subject, id, answer.before, of),
        note: noteOf(answer, id, of),
      },
    ]
  })
}

/** Owners read some figures under plainer words. */
function labelOf(id: string, label: string, { t, audience }: Of): string {
  return audience === 'owner' ? t(`figures.owner.${id}`, { defaultValue: label }) : label
}

/** A figure as it is shown: of few cases «n из m». */
export function figureText(subject: Subject, id: string, values: Values, { locale, t }: Of): string {
  const value = values[id] ?? null
  const unit = metricsOf(subject)[id]?.unit ?? 'count'
  const n = countedIn(subject, id, values)
  if (unit !== 'share' || value === null || n === null || n >= FEW) return formatValue(value, unit, locale)
  const told = ofCount(value, n)
  return t('figures.of', { n: formatCount(told.n, locale), of: formatCount(told.of, locale) })
}

/** Why it is not known, since when it is, over how few cases, and its interval. */
function noteOf(answer: Answer, id: string, of: Of): string {
  const { locale, t } = of
  const missing = answer.not_reported[id]
  if (missing !== undefined) return capabilityWord(missing, locale)
  const since = answer.since[id]
  const none = answer.nothing_to_count[id]
  const n = countedIn(answer.subject, id, answer.total)
  const isPercentile = /_p\d\d_s$/.test(id)
  return [
    ...(none === undefined ? [] : [metricsOf(answer.subject)[id]?.none?.[locale] ?? none]),
    ...(since === undefined ? [] : [t('figures.since', { date: formatDay(since, locale) })]),
    ...(isPercentile && n !== null && n > 0 && n < FEWEST ? [t('figures.few', { count: n })] : []),
    ...intervalOf(answer, id, of),
  ].join('\u00a0· ')
}

function intervalOf({ subject, total }: Answer, id: string, { locale, t }: Of): string[] {
  const [low, high] = [total[`${id}_low`], total[`${id}_high`]]
  if (low == null || high == null) return []
  const unit = metricsOf(subject)[id]?.unit ?? 'count'
  return [
    t('figures.interval', { low: formatValue(low, unit, locale), high: formatValue(high, unit, locale) }),
  ]
}
