import type { Night } from '#sql/nights/nights.ts'
import { inside, outside, union, type Span } from '#sql/time/spans.ts'
import type { Wait } from '#sql/waits.server.ts'
import type { Case, Step } from './contents.ts'
import { formatDuration, type Locale } from './format.ts'
import { categoryWord, topicWord } from './single-words.ts'
import { translator } from './words/translate.ts'

/** Only what is longer is told as a time when nobody was there. */
const LEAST_GAP_MS = 10 * 60_000

/** A question and its answer, or that it has none by as_of. */
export function stepsOfWait(wait: Wait, as_of: number): Step[] {
  const { opened_at, answered_at, answered_role, topic, is_late } = wait
  const asked: Step = { at: opened_at, what: 'asked', topic: topic === '' ? 'other' : topic, is_late }
  if (answered_at === null) return [asked, { at: as_of, what: 'unanswered' }]
  const by = answered_role === 'bot' || answered_role === 'owner' ? answered_role : 'people'
  const wait_s = (answered_at - opened_at) / 1000
  return [asked, { at: answered_at, what: 'answered', by, wait_s, is_late }]
}

/** What happened to a home, and when the guest was helped. */
export function stepsOfCase({ category, reported_at, handled_at, handle_s, ...one }: Case): Step[] {
  const reported: Step = { at: Date.parse(reported_at), what: 'case_reported', category }
  if (handled_at === null) return [reported]
  const is_late = one.handled_in_time === false
  return [
    reported,
    { at: Date.parse(handled_at), what: 'case_handled', category, handle_s: handle_s ?? 0, is_late },
  ]
}

/** Of more than ten minutes, at one of the homes of these nights: a stretch in which nobody was there. */
export interface Gap extends Span {
  /** whether nobody was even planned; else those planned neither clocked nor did anything */
  is_nobody: boolean
}

export function gapsOf(nights: readonly Night[]): Gap[] {
  const long = (spans: readonly Span[], is_nobody: boolean) =>
    union(spans)
      .filter(({ from_at, until_at }) => until_at - from_at > LEAST_GAP_MS)
      .map((span) => ({ ...span, is_nobody }))
  const nobody = nights.flatMap((night) => inside(night.nobody, night.window))
  const gaps = nights.flatMap((night) => inside(night.gaps, night.window))
  return [
    ...long(nobody, true),
    ...long(
      union(gaps).flatMap((gap) => outside(nobody, gap)),
      false,
    ),
  ]
}

export function stepsOfGap({ from_at, until_at, is_nobody }: Gap): Step[] {
  const what = is_nobody ? 'nobody' : 'unseen'
  return [
    { at: from_at, what: `${what}_from` },
    { at: until_at, what: `${what}_until` },
  ]
}

export type Tone = 'guest' | 'manager' | 'bad' | 'bot' | ''

/** A step as page and report say it. */
export function stepInWords(step: Step, locale: Locale): { text: string; tone: Tone } {
  const t = translator(locale)
  const wait = (s: number) => formatDuration(s, locale).text
  switch (step.what) {
    case 'asked':
      return {
        text:
          step.topic === 'other'
            ? t('steps.askedOther')
            : t('steps.asked', { topic: topicWord(step.topic, locale) }),
        tone: step.is_late ? 'bad' : 'guest',
      }
    case 'answered': {
      if (step.is_late) return { text: t('steps.answeredLate', { wait: wait(step.wait_s) }), tone: 'bad' }
      if (step.by === 'bot') return { text: t('steps.answeredBot'), tone: 'bot' }
      const key = step.by === 'owner' ? 'steps.answeredOwner' : 'steps.answered'
      return { text: t(key, { wait: wait(step.wait_s) }), tone: 'manager' }
    }
    case 'unanswered':
      return { text: t('steps.overdue'), tone: 'bad' }
    case 'nobody_from':
      return { text: t('steps.gapBegan'), tone: 'bad' }
    case 'unseen_from':
      return { text: t('steps.unseenBegan'), tone: '' }
    case 'unseen_until':
      return { text: t('steps.unseenEnded'), tone: '' }
    case 'nobody_until':
      return { text: t('steps.gapEnded'), tone: '' }
    case 'case_reported':
      return {
        text: t('steps.caseReported', { category: categoryWord(step.category, locale) }),
        tone: 'guest',
      }
    case 'case_handled':
      return {
        text: t('steps.caseHandled', {
          category: categoryWord(step.category, locale),
          wait: wait(step.handle_s),
        }),
        tone: step.is_late ? 'bad' : 'manager',
      }
    case 'case_resolved':
      return { text: t('steps.caseResolved'), tone: 'manager' }
    case 'case_open':
      return { text: t('steps.caseOpen'), tone: 'bad' }
  }
}
