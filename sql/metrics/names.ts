/** What subjects, units and directions are called where a metric is explained: docs/metrics.md and `insights metric`. */
import type { Subject } from './index.ts'
import type { Metric, Unit, Words } from './metric.ts'

export const SUBJECT_NAMES: Record<Subject, Words> = {
  turns: { ru: 'Обращения', en: 'Questions' },
  nights: { ru: 'Ночи', en: 'Nights' },
  incidents: { ru: 'Инциденты', en: 'Incidents' },
  reviews: { ru: 'Отзывы', en: 'Reviews' },
  automation: { ru: 'Автоматизация и польза для владельца', en: 'Automation and the owner’s benefit' },
}

const UNITS: Record<Unit, Words> = {
  count: { ru: 'число', en: 'count' },
  share: { ru: 'доля, 0–1', en: 'share, 0–1' },
  seconds: { ru: 'секунды', en: 'seconds' },
  per_100_nights: { ru: 'на 100 ночей', en: 'per 100 nights' },
  per_stay: { ru: 'на проживание', en: 'per stay' },
  stars: { ru: 'баллы, 1–5', en: 'stars, 1–5' },
  correlation: { ru: 'от −1 до 1', en: '−1 to 1' },
  probability: { ru: 'вероятность, 0–1', en: 'probability, 0–1' },
}

const BETTER: Record<'higher' | 'lower', Words> = {
  higher: { ru: 'больше — лучше', en: 'higher is better' },
  lower: { ru: 'меньше — лучше', en: 'lower is better' },
}

const NOTHING: Words = { ru: 'нет', en: 'nothing' }

export type Language = keyof Words

/** The unit, and which way is better. */
export function unitOf({ unit, better }: Metric, language: Language): string {
  return UNITS[unit][language] + (better === null ? '' : `; ${BETTER[better][language]}`)
}

/** What it is over nothing. */
export function emptyOf({ empty, none }: Metric, language: Language): string {
  return empty === null ? `–: ${none?.[language] ?? ''}` : String(empty)
}

/** What must be reported for it. */
export function needsOf({ needs }: Metric, language: Language): string {
  return needs.length === 0 ? NOTHING[language] : needs.join(', ')
}
