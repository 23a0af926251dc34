import type { Fractions, Values } from '#sql/aggregate.ts'
import type { Fraction } from '#sql/metrics/metric.ts'
import type { Figures, Home, MonthContents } from './contents.ts'
import { formatCount, type Locale } from './format.ts'
import { translator } from './words/translate.ts'

/** A share of a month as the cases that it is of; null: not known. */
export function fractionIn(
  { figures, fractions }: Pick<MonthContents, 'figures' | 'fractions'>,
  subject: keyof Figures,
  id: string,
): Fraction | null {
  return fractionOf(id, figures[subject], fractions?.[subject])
}

/** The same of the month before. */
export function fractionBefore(
  { figures_before, fractions_before }: Pick<MonthContents, 'figures_before' | 'fractions_before'>,
  subject: keyof Figures,
  id: string,
): Fraction | null {
  return fractionOf(id, figures_before[subject], fractions_before?.[subject])
}

/** The same of a home. */
export function homeFraction({ turns, fractions }: Home, id: string): Fraction | null {
  return fractionOf(id, turns, fractions)
}

function fractionOf(id: string, values: Values, of: Fractions | undefined): Fraction | null {
  if (of === undefined) return beforeFractions(id, values)
  const ends = of[id]
  return ends === undefined ? null : { part: ends[0], whole: ends[1] }
}

/** Of a month that was sealed with values alone: by the counts that the share was of. */
function beforeFractions(id: string, values: Values): Fraction | null {
  const form = id.startsWith('night_') ? 'night_' : ''
  const asked = values[`${form}people_turns`] ?? null
  const due = asked === null ? null : Math.max(0, asked - (values[`${form}waiting`] ?? 0))
  const dismissed = id.includes('strict') ? (values[`${form}dismissed_late`] ?? 0) : 0
  const whole =
    id === 'handled_in_time_share' ? (values['incidents'] ?? null) : due === null ? null : due + dismissed
  const share = values[id] ?? null
  if (whole === null || (whole > 0 && share === null)) return null
  return { part: Math.round((share ?? 0) * whole), whole }
}

/** «36 из 38»; nothing of nothing is not known: –. */
export function writtenFraction(fraction: Fraction | null, locale: Locale): string {
  if (fraction === null || fraction.whole === 0) return '–'
  const of = translator(locale)('card.of', { of: formatCount(fraction.whole, locale) })
  return `${formatCount(fraction.part, locale)}\u00a0${of}`
}
