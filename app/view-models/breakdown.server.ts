import type { TFunction } from 'i18next'
import { figureText, labelOf } from '#reports/month/figure-rows.ts'
import { homeName, isolated, ownerName, staffName } from '#reports/month/names.ts'
import { categoryWord, causeWord, channelWord, topicWord } from '#reports/month/single-words.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { DIMENSIONS, metricsOf, type Subject } from '#sql/metrics/index.ts'
import { fractionsOf, type Answer } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'

/** Figures by one dimension: a line a value, a column a metric. */
export interface Breakdown {
  columns: { id: string; label: string }[]
  rows: { key: string; label: string; values: string[] }[]
}

/** The metrics that a breakdown shows; its CSV has all. */
export const COLUMNS: Record<Subject, readonly string[]> = {
  turns: ['turns', 'in_time_share', 'wait_p50_s', 'wait_p90_s', 'late', 'overdue'],
  nights: ['covered_share', 'attended_share', 'gaps', 'gap_max_s', 'late_nights', 'silent_nights'],
  incidents: ['incidents', 'handled_in_time_share', 'handle_p50_s', 'resolve_p50_s', 'open', 'repeated'],
  reviews: ['reviews', 'stars_mean', 'five_star_share', 'wait_stars_rho', 'wait_stars_n'],
  automation: ['stays', 'questions_per_stay', 'proactive_share', 'midstay_share', 'review_request_share'],
}

/** A person's nights are those that his shifts meet: of what others covered they say nothing. */
const NIGHTS_BY_PERSON = ['nights', 'no_shows', 'late_starts', 'silent_nights', 'overloaded_nights']

/** What the person may break a subject down by: an owner is told of the service, not of persons. */
export function dimensionsOf(subject: Subject, { person }: Pick<View, 'person'>): readonly string[] {
  const all = DIMENSIONS[subject]
  return person.kind === 'staff' ? all : all.filter((dimension) => dimension !== 'person')
}

export function breakdownOf(
  { subject, by = [] }: Answer,
  dimension: string,
  of: {
    directory: Directory
    locale: Locale
    t: TFunction
    isHomeNights: boolean
    audience: View['audience']
  },
): Breakdown {
  const metrics = metricsOf(subject)
  const shown = subject === 'nights' && dimension === 'person' ? NIGHTS_BY_PERSON : COLUMNS[subject]
  const ids = shown.filter((id) => metrics[id] !== undefined)
  const isOrdered = dimension === 'hour' || dimension === 'weekday'
  const order = (row: { key: string | null }) => (row.key === null ? Infinity : Number(row.key))
  const main = ids[0] ?? ''
  const most = (row: Record<string, number | string | null>) => Number(row[main] ?? 0)
  return {
    columns: ids.map((id) => {
      const metric = metrics[id]
      return { id, label: metric === undefined ? id : labelOf(metric, of.locale, of) }
    }),
    rows: by
      .toSorted((a, b) => (isOrdered ? order(a) - order(b) : most(b) - most(a)))
      .map((row) => ({
        key: row.key ?? '',
        label: valueWord(dimension, row.key, of),
        values: ids.map((id) => figureText(subject, id, { total: row, of: fractionsOf(row) }, of.locale)),
      })),
  }
}

/** A dimension's value in words; null is "not known". */
export function valueWord(
  dimension: string,
  key: string | null,
  { directory, locale, t }: { directory: Directory; locale: Locale; t: TFunction },
): string {
  if (key === null || key === '') return t(`dimensions.none.${dimension}`)
  switch (dimension) {
    case 'property':
      return homeName(directory, key)
    case 'person':
      if (directory.managers.has(key)) return staffName(directory, key)
      if (directory.owners.has(key)) return ownerName(directory, key)
      return t(`dimensions.person.${key}`, { defaultValue: isolated(key) })
    case 'channel':
    case 'platform':
      return channelWord(key, locale)
    case 'topic':
      return topicWord(key, locale)
    case 'category':
      return categoryWord(key, locale)
    case 'cause':
      return causeWord(key, locale)
    case 'hour':
      return `${key.padStart(2, '0')}:00`
    case 'language':
      return new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(key) ?? key
    default:
      return t(`dimensions.${dimension}.${key}`, { defaultValue: key })
  }
}
