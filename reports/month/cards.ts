import { changeOf, type Change } from '#sql/metrics/change.ts'
import { metricsOf } from '#sql/metrics/index.ts'
import type { Fraction, Metric } from '#sql/metrics/metric.ts'
import { momentAt } from './clocks.ts'
import type { Figures, MonthContents } from './contents.ts'
import { aboutOf, FEW, shortLabelOf } from './figure-rows.ts'
import {
  formatCount,
  formatDay,
  formatDays,
  formatMonth,
  formatShare,
  formatWait,
  formatWaits,
  type Locale,
  type Part,
} from './format.ts'
import { fractionBefore, fractionIn, writtenFraction } from './fractions.ts'
import { capabilityWord } from './single-words.ts'
import { translator, type Key } from './words/translate.ts'

/** One of a month's numbers, composed once: page, PDF and mail choose which to show, and in what ink. */
export interface Card {
  subject: keyof Figures
  /** id of the metric */
  metric: string
  label: string
  /** the definition */
  about: string
  /** null: not known, which is shown as – */
  value: Part[] | null
  /** why it is not known, from when it is, or which moment it was */
  detail: string | null
  /** the detail is of something that went badly */
  isBad: boolean
  /** the same of the month before; null: not known, or nothing to count */
  before: string | null
  /** why nothing is known of before; null where it is known, or nobody can say */
  before_why: string | null
  /** how it stands to the month before; null where one of the two has too few cases to say, or is not known */
  change: Change | null
  /** it is greater than in the month before */
  isUp: boolean
}

interface Of {
  contents: MonthContents
  locale: Locale
}

interface CardValues {
  value: Part[] | null
  detail?: string | null
  isBad?: boolean
  before: string | null
  before_why?: string | null
  /** of both months, where both have cases enough */
  compared?: readonly [now: number, before: number, of?: readonly [Fraction, Fraction]] | null
}

/** Questions of the night that were for people: how many they answered in time, of those whose time has come. */
export function nightInTime(of: Of): Card {
  const { contents, locale } = of
  const id = 'night_people_in_time_share'
  const [now, before] = bothOf(contents, 'turns', id)
  const { turns } = contents.figures
  const nobody =
    (turns['night_waiting'] ?? 0) > 0
      ? 'card.waiting'
      : (turns['night_turns'] ?? 0) > 0
        ? 'card.bot_at_night'
        : 'card.nobody_at_night'
  const isKnown = turns['night_people_turns'] != null
  return card(of, 'turns', id, {
    value: partsOf(now, locale),
    detail: hasCases(now) ? null : wordOf(of, isKnown ? nobody : 'card.not_yet'),
    before: writtenOr(before, locale),
    before_why: before !== null && before.whole === 0 ? wordOf(of, 'card.nobody_at_night') : null,
    compared: comparedShares(now, before),
  })
}

/** The usual wait for a person; where there are fewer than five, the waits themselves. */
export function usualWait(of: Of): Card {
  const { contents, locale } = of
  const { figures, figures_before, people_waits_s } = contents
  const id = 'people_wait_p50_s'
  const [now, before] = [figures.turns[id] ?? null, figures_before.turns[id] ?? null]
  const [due, dueBefore] = bothOf(contents, 'turns', metricsOf('turns')[id]?.over ?? '')
  const few = people_waits_s ?? []
  const isKnown = few.length > 0 || now !== null
  return card(of, 'turns', id, {
    value: !isKnown ? null : (few.length > 0 ? formatWaits(few, locale) : formatWait(now, locale)).parts,
    detail: isKnown ? null : nobodyWaited(of),
    before: before === null ? null : formatWait(before, locale).text,
    compared:
      now === null || before === null || few.length > 0 || !isEnough(due, dueBefore) ? null : [now, before],
    ...(few.length > 0 ? { label: wordOf(of, 'card.waits') } : {}),
  })
}

/** The longest wait for a person, and when that was. */
export function longestWait(of: Of): Card {
  const { contents, locale } = of
  const { longest, figures_before, promise } = contents
  const id = 'people_wait_max_s'
  const before = figures_before.turns[id] ?? null
  const previous = { before: before === null ? null : formatWait(before, locale).text }
  if (longest === null) return card(of, 'turns', id, { ...previous, value: null, detail: nobodyWaited(of) })
  const moment = momentAt(contents, longest.property_id, longest.opened_at, locale)
  return card(of, 'turns', id, {
    ...previous,
    value: formatWait(longest.wait_s, locale).parts,
    detail: longest.answered_at === null ? `${moment}, ${wordOf(of, 'card.unanswered')}` : moment,
    isBad: longest.wait_s > Math.max(promise.answer_within_s, promise.night_answer_within_s),
  })
}

/** Nights in which the owner was left in peace, of all nights. */
export function undisturbedNights(of: Of): Card {
  return nightsCard(of, 'automation', 'undisturbed_nights', ({ automation }) => {
    const [peace, other] = [automation['undisturbed_nights'], automation['disturbed_nights']]
    return peace == null || other == null ? null : { part: peace, whole: peace + other }
  })
}

/** Nights without a gap, of all nights. */
export function coveredNights(of: Of): Card {
  return nightsCard(of, 'nights', 'covered_nights', ({ nights: { covered_nights, nights } }) =>
    covered_nights == null || nights == null ? null : { part: covered_nights, whole: nights },
  )
}

function nightsCard(
  of: Of,
  subject: keyof Figures,
  id: string,
  fractionOf: (figures: Figures) => Fraction | null,
): Card {
  const { contents, locale } = of
  const [now, before] = [fractionOf(contents.figures), fractionOf(contents.figures_before)]
  return card(of, subject, id, {
    value: partsOf(now, locale),
    detail: reasonOf(of, id, now === null),
    before: writtenOr(before, locale),
    compared: comparedShares(now, before),
  })
}

/** Cases in which the guest was helped in time, of those that are helped or past their time. */
export function casesInTime(of: Of): Card {
  const { contents, locale } = of
  const id = 'handled_in_time_share'
  const [now, before] = bothOf(contents, 'incidents', id)
  const { incidents } = contents.figures.incidents
  const nothing = wordOf(of, incidents === 0 ? 'card.no_cases' : 'card.cases_running')
  const isKnown = incidents != null
  const wasNone = contents.figures_before.incidents['incidents'] === 0
  return card(of, 'incidents', id, {
    value: partsOf(now, locale),
    detail: isKnown && !hasCases(now) ? nothing : reasonOf(of, 'incidents', !isKnown),
    before: writtenOr(before, locale),
    before_why: wasNone ? wordOf(of, 'card.no_cases') : null,
    compared: comparedShares(now, before),
  })
}

/** Who was really there at night; where nobody clocks in, who was planned. */
export function nightPresence(of: Of): Card {
  const { contents, locale } = of
  const { nights } = contents.figures
  const isPlanned = nights['attended_share'] == null && nights['planned_share'] != null
  const id = isPlanned ? 'planned_share' : 'attended_share'
  const [now, before] = [nights[id] ?? null, contents.figures_before.nights[id] ?? null]
  return card(of, 'nights', id, {
    value: now === null ? null : [{ value: formatShare(now, locale).replace(/\s*%$/, ''), unit: '%' }],
    detail: isPlanned ? wordOf(of, 'card.clock_not_reported') : reasonOf(of, id, now === null),
    before: before === null ? null : formatShare(before, locale),
  })
}

/**
 * How it was in the month before: «в сентябре — 36 из 38»; judged: «лучше, чем в сентябре: …» where it has changed.
 */
export function beforeText(
  { before, before_why, change }: Card,
  { contents, locale }: Of,
  how: 'plain' | 'judged' = 'plain',
): string {
  const t = translator(locale)
  const { month, from, until, is_so_far } = contents.before
  const when = is_so_far
    ? formatDays(from, until, locale, 'in')
    : formatMonth(month, locale, 'in', contents.period.from)
  const value = before ?? before_why
  if (value === null) return t('card.before_unknown', { when })
  return t(`card.before.${how === 'judged' ? (change ?? 'same') : 'same'}`, { when, value })
}

/** A card's value on one line. */
export function writtenValue({ value }: Pick<Card, 'value'>): string {
  if (value === null) return '–'
  return value.map(({ value: number, unit }) => (unit === '' ? number : `${number}\u00a0${unit}`)).join(' ')
}

function card(of: Of, subject: keyof Figures, id: string, values: CardValues & { label?: string }): Card {
  const metric: Metric | undefined = metricsOf(subject)[id]
  if (metric === undefined) throw new TypeError(`${subject} have no metric ${id}`)
  const { contents, locale } = of
  const { value, detail = null, isBad = false, before, before_why = null, compared = null } = values
  return {
    subject,
    metric: id,
    value,
    detail,
    isBad,
    before,
    before_why,
    label: values.label ?? shortLabelOf(metric, locale, { audience: contents.audience }),
    about: aboutOf(metric, locale, { audience: contents.audience }),
    change: compared === null ? null : changeOf(metric, ...compared),
    isUp: compared !== null && compared[0] > compared[1],
  }
}

const wordOf = ({ locale }: Of, key: Key) => translator(locale)(key)

const bothOf = (contents: MonthContents, subject: keyof Figures, id: string) =>
  [fractionIn(contents, subject, id), fractionBefore(contents, subject, id)] as const

const hasCases = (fraction: Fraction | null): fraction is Fraction => fraction !== null && fraction.whole > 0

const writtenOr = (fraction: Fraction | null, locale: Locale) =>
  hasCases(fraction) ? writtenFraction(fraction, locale) : null

/** Below so many cases in either month a change is not told (docs/rules.md#few-cases). */
const isEnough = (now: Fraction | null, before: Fraction | null) =>
  Math.min(now?.whole ?? 0, before?.whole ?? 0) >= FEW

function comparedShares(now: Fraction | null, before: Fraction | null): CardValues['compared'] {
  if (now === null || before === null || !isEnough(now, before)) return null
  return [now.part / now.whole, before.part / before.whole, [now, before]]
}

/** "36 of 38"; nothing of nothing is not known. */
function partsOf(fraction: Fraction | null, locale: Locale): Part[] | null {
  if (!hasCases(fraction)) return null
  const of = formatCount(fraction.whole, locale)
  return [{ value: formatCount(fraction.part, locale), unit: translator(locale)('card.of', { of }) }]
}

function nobodyWaited(of: Of): string {
  const isKnown = of.contents.figures.turns['people_turns'] != null
  return wordOf(of, isKnown ? 'card.nobody_waited' : 'card.not_yet')
}

/** Why a number is not there, or from when it is told. */
function reasonOf({ contents, locale }: Of, metric: string, isUnknown: boolean): string | null {
  const t = translator(locale)
  if (isUnknown) {
    const capability = contents.not_reported[metric]
    return capability === undefined ? t('card.not_yet') : capabilityWord(capability, locale)
  }
  const since = contents.since[metric]
  return since === undefined ? null : t('card.since', { date: formatDay(since, locale) })
}
