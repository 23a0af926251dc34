import type { Fraction } from '#sql/metrics/metric.ts'
import type { Home, MonthContents } from './contents.ts'
import { FEW } from './figure-rows.ts'
import { fractionIn, homeFraction, writtenFraction } from './fractions.ts'
import { formatCount, formatShare, type Locale } from './format.ts'
import { spokenNumber } from './words/spoken.ts'
import { translator } from './words/translate.ts'

/** Of the turns that marks closed, and did not answers: from this part of all on they stand beside the share. */
const ENOUGH = 1 / 20

type MonthFigures = Pick<MonthContents, 'figures' | 'fractions' | 'audience'>
type Marked = 'late' | 'dismissed' | 'by_mark'

interface Closed {
  kind: Marked
  count: number
  at_night: number
}

/**
 * What stands beside the share in time (docs/rules.md#state): the questions that were marked as needing no reply after the
 * promised time, with the share that counts them; those that were marked before, and those whose answer a mark alone tells,
 * where they are a twentieth or more, of the month or of its nights. Of months that were sealed before these were told: nothing.
 */
export function besideShare(month: MonthFigures, locale: Locale): string[] {
  return closedByMarks(month).map((closed, index, all) => {
    const isAlso = closed.kind === 'dismissed' && all[index - 1]?.kind === 'late'
    const sentence = closedSentence(month, closed, isAlso ? 'also' : closed.kind, locale)
    return closed.kind === 'late' ? `${sentence} ${strictSentence(month, closed, locale)}` : sentence
  })
}

/** «с закрытыми позже срока — 2 из 5», below a home's share of the nights, where the two differ; null: they do not. */
export function besideHome(home: Home, locale: Locale): string | null {
  const due = homeFraction(home, 'night_people_in_time_share')
  const strict = homeFraction(home, 'night_people_in_time_strict_share')
  if (due === null || strict === null || strict.whole === due.whole) return null
  return translator(locale)('beside.home', { share: writtenFraction(strict, locale) })
}

/** The metrics of which it tells. */
export function besideMetrics(month: MonthFigures): string[] {
  const ids = {
    late: ['dismissed_late', 'people_in_time_strict_share'],
    dismissed: ['dismissed'],
    by_mark: ['answered_by_mark'],
  }
  return closedByMarks(month).flatMap(({ kind }) => ids[kind])
}

function closedByMarks({ figures: { turns } }: MonthFigures): Closed[] {
  const of = (id: string) => turns[id] ?? 0
  const isEnough = (id: string) =>
    (['', 'night_'] as const).some(
      (form) => of(form + id) > 0 && of(form + id) >= ENOUGH * of(`${form}turns`),
    )
  const closed = (kind: Marked, count: (form: '' | 'night_') => number): Closed[] =>
    count('') === 0 ? [] : [{ kind, count: count(''), at_night: count('night_') }]
  return [
    ...closed('late', (form) => of(`${form}dismissed_late`)),
    ...(isEnough('dismissed')
      ? closed('dismissed', (form) => of(`${form}dismissed`) - of(`${form}dismissed_late`))
      : []),
    ...(isEnough('answered_by_mark') ? closed('by_mark', (form) => of(`${form}answered_by_mark`)) : []),
  ]
}

/** «Семь вопросов (два — ночью) закрыты отметкой «ответ не нужен» позже обещанного срока.» */
function closedSentence(
  { audience }: MonthFigures,
  { count, at_night }: Closed,
  how: Marked | 'also',
  locale: Locale,
): string {
  const t = translator(locale)
  const to = audience === 'owner' ? 'owner' : 'staff'
  const number = (n: number) => spokenNumber(n, to === 'owner' ? 'm' : 'n', locale)
  const asked = t(`count.${to}`, { count, n: number(count) })
  const all = count === 1 ? 'only' : count === 2 ? 'both' : 'all'
  const night =
    at_night === 0 ? '' : t(`beside.night_${at_night < count ? 'some' : all}`, { n: number(at_night) })
  const sentence = t(`beside.${to}.${how}`, { count, asked: asked + night })
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** «Если учесть и их, вовремя — 120 из 140 (86 %), а не 120 из 133 (90 %); ночью — …» */
function strictSentence(month: MonthFigures, { count, at_night }: Closed, locale: Locale): string {
  const t = translator(locale)
  const written = ({ part, whole }: Fraction) =>
    t('beside.share', { n: formatCount(part, locale), of: formatCount(whole, locale) }) +
    (whole < FEW ? '' : ` (${formatShare(part / whole, locale)})`)
  const shareOf = (form: '' | 'night_') => {
    const fractionOf = (id: string) => fractionIn(month, 'turns', form + id) ?? { part: 0, whole: 0 }
    const due = fractionOf('people_in_time_share')
    const strict = written(fractionOf('people_in_time_strict_share'))
    return due.whole === 0 ? strict : t('beside.instead', { strict, share: written(due) })
  }
  const [whole, night] = [shareOf(''), shareOf('night_')]
  // where nobody wrote by day they are the same
  const isAlso = at_night > 0 && night !== whole
  return t('beside.counted', {
    count,
    shares: whole + (isAlso ? t('beside.at_night', { share: night }) : ''),
  })
}
