import type { TFunction } from 'i18next'
import { ASSUMED, compared, COMPARISON_INPUTS, inputsOf, type Comparison } from '#reports/comparison.ts'
import { formatCount, formatDuration, formatValue } from '#reports/format.ts'
import { topicWord } from '#reports/sentence.ts'
import type { Database } from '#sql/client.server.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { figureRows, readFigures, type FigureRow } from './figures.server.ts'

export interface BenefitPage {
  title: string
  second: string
  done: FigureRow[]
  sent: FigureRow[]
  questions: FigureRow[]
  topics: { key: string; label: string; value: string }[]
  assumptions: string
  comparison: {
    inputs: { key: string; label: string; value: string }[]
    rows: { key: keyof Comparison; label: string; value: string }[]
    sentence: string
  }
}

interface Of {
  locale: Locale
  t: TFunction
}

const DONE = ['night_answered', 'off_hours_answered', 'undisturbed_nights', 'disturbed_nights']
const SENT = [
  ...['stays', 'booking_confirmation_share', 'proactive_share', 'welcome_book_share', 'midstay_share'],
  ...['review_request_share', 'survey_response_share', 'returning_share'],
]
const QUESTIONS = [
  ...['questions_per_stay', 'questions_per_stay_with_instructions'],
  ...['questions_per_stay_without_instructions', 'covered_topic_questions_per_stay'],
]

export async function readBenefitPage(
  db: Database,
  view: View,
  told: URLSearchParams,
  of: Of,
): Promise<BenefitPage> {
  const { directory, scope, as_of, months } = view
  const ask = {
    ...{ subject: 'automation' as const, scope, as_of, language: 'en', team: false, every: null },
    period: parsePeriod(months.period.from, months.period.until),
  }
  const answer = await readFigures(db, view, 'automation')
  const byTopic = await readMetrics(db, directory, { ...ask, by: 'topic', metrics: ['questions_per_stay'] })
  const { locale, t } = of
  const spared_s = answer.total['attention_spared_s'] ?? 0
  const { attention_day_s, attention_night_s, covered_topics } = directory.assumptions
  return {
    title: titleOf(answer, view, of),
    second:
      spared_s === 0
        ? ''
        : t(`benefit.spared.${view.audience}`, { time: formatDuration(spared_s, locale).text }),
    done: figureRows(answer, DONE, { ...of, audience: view.audience }),
    sent: figureRows(answer, SENT, of),
    questions: figureRows(answer, QUESTIONS, of),
    topics: topicsOf(byTopic, of),
    assumptions: t('benefit.assumed', {
      day: formatDuration(attention_day_s, locale).text,
      night: formatDuration(attention_night_s, locale).text,
      topics: covered_topics.map((topic) => topicWord(topic, locale)).join(', '),
    }),
    comparison: comparisonOf(spared_s, told, of),
  }
}

function titleOf({ total }: Answer, { audience }: View, { t }: Of): string {
  const count = total['off_hours_answered'] ?? 0
  if (count === 0) return t('benefit.none')
  return t(`benefit.title.${audience}`, { count, night: total['night_answered'] ?? 0 })
}

/** What guests ask about, the most frequent first. */
function topicsOf({ by = [] }: Answer, { locale }: Of): BenefitPage['topics'] {
  return by
    .flatMap(({ key, questions_per_stay }) =>
      questions_per_stay === null || questions_per_stay === undefined || questions_per_stay === 0
        ? []
        : [{ key: key ?? '', questions_per_stay }],
    )
    .sort((a, b) => b.questions_per_stay - a.questions_per_stay)
    .slice(0, MOST_TOPICS)
    .map(({ key, questions_per_stay }) => ({
      key,
      label: topicWord(key === '' ? 'other' : key, locale),
      value: formatValue(questions_per_stay, 'per_stay', locale),
    }))
}

const MOST_TOPICS = 8

function comparisonOf(spared_s: number, told: URLSearchParams, { locale, t }: Of): BenefitPage['comparison'] {
  const hours = Math.round(spared_s / 360) / 10
  const inputs = inputsOf(told, { hours, ...ASSUMED })
  const result = compared(inputs)
  const money = (value: number) => t('benefit.money', { value: formatCount(Math.round(value), locale) })
  const rows = ['own_time', 'software', 'bad_reviews', 'oneself', 'managed'] as const
  const plain = (value: number) => String(value).replace('.', locale === 'ru' ? ',' : '.')
  return {
    inputs: COMPARISON_INPUTS.map((key) => ({
      ...{ key, label: t(`benefit.input.${key}`), value: plain(inputs[key]) },
    })),
    rows: rows.map((key) => ({ key, label: t(`benefit.row.${key}`), value: money(result[key]) })),
    sentence: t(result.difference >= 0 ? 'benefit.dearer' : 'benefit.cheaper', {
      value: money(Math.abs(result.difference)),
    }),
  }
}
