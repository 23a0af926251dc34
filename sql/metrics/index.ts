import { AUTOMATION_METRICS, type BenefitMetric } from './automation.ts'
import { INCIDENT_METRICS } from './incidents.ts'
import type { Formula, Metric, SqlMetric, Words } from './metric.ts'
import { REVIEW_METRICS, type ReviewMetric } from './reviews.ts'
import { NIGHT_METRICS, type NightMetric } from './nights.ts'
import { NIGHT_FORMS, TURN_METRICS } from './turns.ts'

export const SUBJECTS = ['turns', 'nights', 'incidents', 'reviews', 'automation'] as const
export type Subject = (typeof SUBJECTS)[number]

/** The same metric over the night turns alone. */
function nightForm(id: string, metric: SqlMetric): SqlMetric {
  const words = (of: Words): Words => ({ ru: `${of.ru} (ночью)`, en: `${of.en} (at night)` })
  const ofNight = ({ ru, en }: Words): Words => ({
    ru: `Ночью ${ru.charAt(0).toLowerCase()}${ru.slice(1)}`,
    en: `${en} at night`,
  })
  const atNight =
    (formula: Formula): Formula =>
    (of) =>
      formula(` and is_night${of}`)
  const form = {
    ...metric,
    of: id,
    label: words(metric.label),
    ...(metric.owner_label === undefined ? {} : { owner_label: words(metric.owner_label) }),
    ...(metric.short_label === undefined ? {} : { short_label: ofNight(metric.short_label) }),
    ...(metric.over === undefined ? {} : { over: `night_${metric.over}` }),
  }
  return 'sql' in form
    ? { ...form, sql: atNight(form.sql) }
    : { ...form, part: atNight(form.part), whole: atNight(form.whole) }
}

const nightTurns = Object.fromEntries(
  NIGHT_FORMS.flatMap((id) => {
    const metric = TURN_METRICS[id]
    return metric === undefined ? [] : [[`night_${id}`, nightForm(id, metric)]]
  }),
)

/** Every metric by subject and id: the one place where a number is defined. */
export const CATALOGUE: {
  turns: Record<string, SqlMetric>
  nights: Record<string, NightMetric>
  incidents: Record<string, SqlMetric>
  reviews: Record<string, ReviewMetric>
  automation: Record<string, BenefitMetric>
} = {
  turns: { ...TURN_METRICS, ...nightTurns },
  nights: NIGHT_METRICS,
  incidents: INCIDENT_METRICS,
  reviews: REVIEW_METRICS,
  automation: AUTOMATION_METRICS,
}

/** What can be asked of each subject beside the total. */
export const DIMENSIONS: Record<Subject, readonly string[]> = {
  turns: ['property', 'channel', 'language', 'topic', 'stage', 'guest', 'person', 'hour', 'weekday'],
  nights: ['property', 'person'],
  incidents: ['property', 'category', 'severity', 'cause', 'playbook', 'time_of_day'],
  reviews: ['property', 'platform', 'language'],
  automation: ['property', 'channel', 'template', 'topic'],
}

export function metricsOf(subject: Subject): Record<string, Metric> {
  return CATALOGUE[subject]
}
