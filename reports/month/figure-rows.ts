import type { Fractions, Values } from '#sql/aggregate.ts'
import { metricsOf, type Subject } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import type { Answer } from '#sql/read.server.ts'
import type { Answered, MonthContents } from './contents.ts'
import { formatCount, formatDay, formatValue, type Locale } from './format.ts'
import { capabilityWord } from './single-words.ts'
import { translator, type Translate } from './words/translate.ts'

/** A number in a table, written; its definition is one tap away. */
export interface FigureRow {
  id: string
  label: string
  about: string
  value: string
  /** the month before, – where that is not known */
  before: string
  /** why it is not reported, since when it is, over how few cases, the interval */
  remark: string
  /** the remark, and of what there was nothing to count */
  note: string
}

/** What of an answer is told in words. */
export function answeredOf({
  subject,
  total,
  of,
  before,
  before_of,
  not_reported,
  nothing_to_count,
  since,
  counted_at,
}: Answer): Answered {
  return {
    subject,
    total,
    of,
    not_reported,
    nothing_to_count,
    since,
    ...(counted_at === undefined ? {} : { counted_at }),
    ...(before === undefined ? {} : { before }),
    ...(before_of === undefined ? {} : { before_of }),
  }
}

/** With fewer cases a share is shown as «n из m», and a percentile with its number of cases (docs/rules.md#few-cases). */
export const FEW = 20
const FEWEST = 5

/** Rows of an answer. */
export function figureRows(
  answer: Answered,
  ids: readonly string[],
  locale: Locale,
  by: Readers = {},
): FigureRow[] {
  const t = translator(locale)
  const metrics = metricsOf(answer.subject)
  return ids.flatMap((id) => {
    const metric = metrics[id]
    if (metric === undefined) return []
    const remark = remarkOf(answer, id, locale, t)
    const none = answer.nothing_to_count?.[id] === undefined ? undefined : noneOf(metric, locale, by)
    return [
      {
        id,
        remark,
        about: aboutOf(metric, locale, by),
        label: labelOf(metric, locale, by),
        value: figureText(answer.subject, id, answer, locale),
        before: figureText(answer.subject, id, { total: answer.before ?? {}, of: answer.before_of }, locale),
        note: [none, remark].filter((part) => part !== undefined && part !== '').join('\u00a0· '),
      },
    ]
  })
}

/** Who reads a figure, and of what. */
export interface Readers {
  /** an owner reads some figures under plainer words than the catalogue's; absent: management */
  audience?: MonthContents['audience']
  /** nights of several homes are summed up: then they are no nights */
  isHomeNights?: boolean
}

/** A metric's name: the catalogue's, the plainer one that an owner reads, or that of home-nights. */
export function labelOf(
  { label, owner_label, home_nights_label }: Metric,
  locale: Locale,
  { audience, isHomeNights = false }: Readers,
): string {
  const own = audience === 'owner' ? owner_label : undefined
  return ((isHomeNights ? home_nights_label : undefined) ?? own ?? label)[locale]
}

/** A metric's definition, for the one who reads it. */
export function aboutOf({ about, owner_about }: Metric, locale: Locale, { audience }: Readers): string {
  return ((audience === 'owner' ? owner_about : undefined) ?? about)[locale]
}

/** Of what there is nothing to count, for the one who reads it. */
function noneOf({ none }: Metric, locale: Locale, { audience }: Readers): string | undefined {
  return ((audience === 'owner' ? none?.owner : undefined) ?? none)?.[locale]
}

/** A metric's name where there is little room: on cards, in mails. */
export function shortLabelOf(metric: Metric, locale: Locale, by: Readers): string {
  const { short_label, owner_short_label } = metric
  const short = (by.audience === 'owner' ? owner_short_label : undefined) ?? short_label
  return short === undefined ? labelOf(metric, locale, by) : short[locale]
}

/** A figure as it is shown: of few cases «n из m». */
export function figureText(
  subject: Subject,
  id: string,
  { total, of }: { total: Values; of?: Fractions | undefined },
  locale: Locale,
): string {
  const value = total[id] ?? null
  const { unit = 'count', measures } = metricsOf(subject)[id] ?? {}
  const fraction = of?.[id]
  if (value === null || fraction === undefined || measures === 'time' || fraction[1] >= FEW)
    return formatValue(value, unit, locale)
  return translator(locale)('figures.of', {
    n: formatCount(fraction[0], locale),
    of: formatCount(fraction[1], locale),
  })
}

/** Why it is not reported, since when it is, over how few cases, and its interval. */
function remarkOf(answer: Answered, id: string, locale: Locale, t: Translate): string {
  const missing = answer.not_reported[id]
  if (missing !== undefined) return capabilityWord(missing, locale)
  const since = answer.since[id]
  const counted = answer.counted_at?.[id]
  const { over } = metricsOf(answer.subject)[id] ?? {}
  const n = over === undefined ? undefined : answer.of?.[over]?.[1]
  return [
    ...(since === undefined ? [] : [t('figures.since', { date: formatDay(since, locale) })]),
    ...(counted === undefined ? [] : [t('figures.countedAt', { n: counted[0], of: counted[1] })]),
    ...(n !== undefined && n > 0 && n < FEWEST ? [t('figures.few', { count: n, n })] : []),
    ...intervalOf(answer, id, locale, t),
  ].join('\u00a0· ')
}

function intervalOf({ subject, total }: Answered, id: string, locale: Locale, t: Translate): string[] {
  const [low, high] = [total[`${id}_low`], total[`${id}_high`]]
  if (low == null || high == null) return []
  const unit = metricsOf(subject)[id]?.unit ?? 'count'
  return [
    t('figures.interval', { low: formatValue(low, unit, locale), high: formatValue(high, unit, locale) }),
  ]
}
