import type { Asked, LateWait } from './asked.ts'
import { formatCount, formatNight } from './format.ts'
import type { Context } from './sentence-context.ts'
import { spokenDuration, spokenNumber, spokenTimes } from './words/spoken.ts'

/** «двоим пришлось ждать дольше обещанного, а на один вопрос так и не ответили» */
export function troubleOf(
  context: Context,
  { late, overdue }: Asked,
  lateWaits: readonly LateWait[],
): string {
  const { t, to, locale } = context
  const guests = lateWaits.flatMap(({ guest }) => guest ?? [])
  // where not all of them are told, nobody knows whose the others were
  const distinct = guests.length === late ? new Set(guests).size : late
  const spoken = (n: number) => spokenNumber(n, to === 'owner' ? 'm' : 'n', locale)
  const overdues = overdue === 0 ? null : t(`trouble.${to}.overdue`, { count: overdue, n: spoken(overdue) })
  const lates =
    late === 0
      ? null
      : late === 1
        ? aloneOf(context, overdue, lateWaits)
        : to === 'owner' && distinct < late
          ? sameGuests(context, late, distinct)
          : manyLate(context, late)
  return lates !== null && overdues !== null
    ? t(`trouble.${to}.both`, { late: lates, overdue: overdues })
    : (lates ?? overdues ?? '')
}

function manyLate({ t, to, locale }: Context, count: number): string {
  return count < 10
    ? t(`trouble.${to}.late_small`, { n: spokenNumber(count, to === 'owner' ? 'to' : 'n', locale) })
    : t(`trouble.${to}.late`, { count, n: formatCount(count, locale) })
}

/** Fewer guests than times: «одному гостю трижды пришлось ждать дольше обещанного». */
function sameGuests({ t, locale }: Context, late: number, guests: number): string {
  const times = spokenTimes(late, locale)
  if (guests === 1) return t('trouble.owner.late_same', { times })
  return guests < 10
    ? t('trouble.owner.late_some_small', { times, n: spokenNumber(guests, 'to', locale) })
    : t('trouble.owner.late_some', { times, count: guests, n: formatCount(guests, locale) })
}

/** The only late one, with its wait where it is known to be that one's. */
function aloneOf(
  { t, to, locale, contents }: Context,
  overdue: number,
  lateWaits: readonly LateWait[],
): string {
  const { answer_within_s, night_answer_within_s } = contents.promise
  const [only] = lateWaits
  const isKnown =
    overdue === 0 &&
    lateWaits.length === 1 &&
    contents.trend.kind === 'dots' &&
    (only?.wait_s ?? 0) > Math.max(answer_within_s, night_answer_within_s)
  return isKnown
    ? t(`trouble.${to}.late_alone_for`, { wait: spokenDuration(only?.wait_s ?? 0, 'for', locale) })
    : t(`trouble.${to}.late_alone`)
}

/** Which nights it was: one and two by name, of more the worst; where not all of them are known, one of them. */
export function nightsOf(context: Context, lateWaits: readonly LateWait[], problems: number): string {
  const { t, locale } = context
  const worstFirst = lateWaits.toSorted((a, b) => (b.wait_s ?? 0) - (a.wait_s ?? 0))
  const byNight = new Map(lateWaits.map((one) => [one.night ?? '', one]))
  const [first, second] = [...byNight.values()].sort((a, b) => ((a.night ?? '') < (b.night ?? '') ? -1 : 1))
  const [worst] = worstFirst
  // more than are counted: which of them are meant can't be told
  if (first === undefined || worst === undefined || lateWaits.length > problems) return ''
  const named = (one: LateWait) => namedNight(context, one)
  if (lateWaits.length < problems) return t('nights.among', { first: named(worst) })
  if (second === undefined) return t('nights.one', { first: named(first) })
  if (byNight.size === 2) return t('nights.two', { first: named(first), second: named(second) })
  const n = spokenNumber(byNight.size, 'fa', locale)
  return t('nights.more', { count: byNight.size, n, first: named(worst) })
}

/** «в ночь с 13 на 14 октября», leading to it where it is one of the month's. */
export function namedNight({ t, locale }: Context, { night, isListed }: LateWait): string {
  const date = night ?? ''
  return t(isListed ? 'nights.night' : 'nights.before', { date, night: formatNight(date, locale) })
}
