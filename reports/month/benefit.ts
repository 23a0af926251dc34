import type { BenefitContents, MonthContents } from './contents.ts'
import { figureRows, type FigureRow } from './figure-rows.ts'
import { formatDuration, formatValue, type Locale } from './format.ts'
import { topicWord } from './single-words.ts'
import { translator } from './words/translate.ts'

/** What was done for the owner, as page and report say it. */
export interface BenefitInWords {
  title: string
  /** the attention that it spared; '' where that is none */
  second: string
  done: FigureRow[]
  stays: FigureRow[]
  sent: FigureRow[]
  questions: FigureRow[]
  topics: { key: string; label: string; value: string }[]
  /** what the numbers rest on that nobody measured */
  assumptions: string
}

const DONE = ['night_answered', 'off_hours_answered', 'undisturbed_nights', 'disturbed_nights']
const STAYS = ['stays', 'returning_share', 'survey_response_share']
const SENT = [
  ...['booking_confirmation_share', 'proactive_share', 'welcome_book_share', 'midstay_share'],
  'review_request_share',
]
const QUESTIONS = [
  ...['questions_per_stay', 'questions_per_stay_with_instructions'],
  ...['questions_per_stay_without_instructions', 'covered_topic_questions_per_stay'],
]

export function benefitInWords(
  { answer, topics, assumptions }: BenefitContents,
  audience: MonthContents['audience'],
  locale: Locale,
): BenefitInWords {
  const t = translator(locale)
  const { attention_day_s, attention_night_s, covered_topics } = assumptions
  const spared_s = answer.total['attention_spared_s'] ?? 0
  const count = answer.total['off_hours_answered'] ?? 0
  return {
    title:
      count === 0
        ? t('benefit.none')
        : t(`benefit.title.${audience}`, { count, night: answer.total['night_answered'] ?? 0 }),
    second:
      spared_s === 0 ? '' : t(`benefit.spared.${audience}`, { time: formatDuration(spared_s, locale).text }),
    done: figureRows(answer, DONE, locale, { audience }),
    stays: figureRows(answer, STAYS, locale, { audience }),
    sent: figureRows(answer, SENT, locale, { audience }),
    questions: figureRows(answer, QUESTIONS, locale, { audience }),
    topics: topics.map(({ topic, questions_per_stay }) => ({
      key: topic,
      label: topicWord(topic, locale),
      value: formatValue(questions_per_stay, 'per_stay', locale),
    })),
    assumptions: t('benefit.assumed', {
      day: formatDuration(attention_day_s, locale).text,
      night: formatDuration(attention_night_s, locale).text,
      topics: covered_topics.map((topic) => topicWord(topic, locale)).join(', '),
    }),
  }
}
