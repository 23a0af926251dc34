import type { Fractions, Values } from '#sql/dated.ts'
import { metricsOf, type Subject } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import type { Answer } from '#sql/read.server.ts'
import type { Answered, MonthContents } from './contents.ts'
import { formatCount, formatDay, formatValue, type Locale } from './format.ts'
import { capabilityWord } from './sentence.ts'
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
}: Answer): Answered {
  return {
    ...{ subject, total, of, not_reported, nothing_to_count, since },
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
    const none = answer.nothing_to_count?.[id] === undefined ? undefined : metric.none?.[locale]
    return [
      {
        ...{ id, remark, about: metric.about[locale] },
        label: labelOf(id, metric, locale, by),
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
  id: string,
  { label }: Metric,
  locale: Locale,
  { audience, isHomeNights = false }: Readers,
): string {
  const own = audience === 'owner' ? OWN_WORDS[id] : undefined
  return (isHomeNights ? HOME_NIGHTS[id] : own)?.[locale] ?? own?.[locale] ?? label[locale]
}

/** Counts of nights, where those of several homes are added up. */
const HOME_NIGHTS: Record<string, Record<Locale, string>> = {
  nights: { ru: 'Ночи жилья', en: 'Home-nights' },
  gaps: { ru: 'Разрывы, по каждому жилью отдельно', en: 'Gaps, each home by itself' },
  covered_nights: { ru: 'Ночи жилья без разрывов', en: 'Home-nights without a gap' },
  late_nights: { ru: 'Ночи жилья с опозданием', en: 'Home-nights with a late answer' },
  silent_nights: { ru: 'Ночи жилья, когда смена молчала', en: 'Silent home-nights' },
  overloaded_nights: { ru: 'Ночи жилья, когда не справлялись', en: 'Overloaded home-nights' },
  unclocked_nights: { ru: 'Ночи жилья без отметок о смене', en: 'Home-nights without a clock' },
}

/** What an owner reads instead of the catalogue's word for staff. */
const OWN_WORDS: Record<string, Record<Locale, string>> = {
  incidents: { ru: 'Случаи', en: 'Cases' },
  requests: { ru: 'Просьбы гостей', en: 'Guests’ wishes' },
  owner_disturbed_share: { ru: 'Потревожили вас', en: 'You were disturbed' },
  per_100_nights: { ru: 'Случаев на 100 ночей проживания', en: 'Cases per 100 nights stayed' },
  turns: { ru: 'Вопросы гостей', en: 'Guests’ questions' },
  night_answered: { ru: 'Ответили за вас ночью', en: 'Answered for you at night' },
  off_hours_answered: { ru: 'Ответили за вас в нерабочее время', en: 'Answered for you off hours' },
  undisturbed_nights: { ru: 'Ночи без забот для вас', en: 'Nights without a worry for you' },
  disturbed_nights: { ru: 'Ночи, когда вас потревожили', en: 'Nights on which you were disturbed' },
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
  const { over } = metricsOf(answer.subject)[id] ?? {}
  const n = over === undefined ? undefined : answer.of?.[over]?.[1]
  return [
    ...(since === undefined ? [] : [t('figures.since', { date: formatDay(since, locale) })]),
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
