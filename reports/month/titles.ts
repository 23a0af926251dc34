// Titles of a month's pictures: each says what its picture shows.
import { formatDay as dateOf, parseDay } from '#sql/time/zone.ts'
import type { Values } from '#sql/aggregate.ts'
import { ENOUGH_FOR_USUAL } from './asked.ts'
import type { MonthContents, TrendDay, TrendDot } from './contents.ts'
import { formatCount, formatDay, formatNight, type Locale } from './format.ts'
import { longest, longGaps, type LongGap } from './long-gaps.ts'
import { upperFirst } from './words/marked.ts'
import { spokenDuration, spokenNumber, spokenTimes } from './words/spoken.ts'
import { translator } from './words/translate.ts'

/** Of the night strip: «С 13 на 14 октября 103 минуты никого не было на связи». */
export function nightTitle({ nights, audience }: MonthContents, locale: Locale): string {
  const t = translator(locale)
  const staff = audience === 'owner' ? '' : '_staff'
  if (nights.length === 0) return t('title.nights_none')
  const known = nights.filter(({ gap_max_s }) => gap_max_s !== null)
  const [first] = known
  if (first === undefined) return t(`title.presence_unknown${staff}`)
  const { nobody, unseen } = longGaps(known)
  const gapTitle = (kind: 'gap' | 'unseen', gaps: readonly LongGap[]) => {
    const worst = longest(gaps)
    if (worst === undefined) return null
    const count = gaps.length
    const night = formatNight(worst.night.date, locale, count === 1 ? 'dates' : 'in')
    const values = {
      count,
      n: spokenNumber(count, 'f', locale),
      night,
      gap: spokenDuration(worst.s, 'for', locale),
    }
    return upperFirst(t(`title.${kind}${count === 1 ? '' : 's'}${staff}`, values))
  }
  const nobodyTitle = gapTitle('gap', nobody)
  if (nobodyTitle !== null) return nobodyTitle
  const silent = nights.filter(({ verdict }) => verdict === 'silent')
  const [only] = silent
  if (only !== undefined) {
    const count = silent.length
    return upperFirst(
      count === 1
        ? t(`title.silent${staff}`, {
            night: formatNight(only.date, locale, 'dates'),
            wait: spokenDuration(only.worst_wait_s ?? 0, 'for', locale),
          })
        : t(`title.silents${staff}`, { count, n: spokenNumber(count, 'fa', locale) }),
    )
  }
  const unseenTitle = gapTitle('unseen', unseen)
  if (unseenTitle !== null) return unseenTitle
  if (known.length < nights.length)
    return t(`title.covered_since${staff}`, { date: formatDay(first.date, locale) })
  const longest_s = Math.max(0, ...known.map(({ gap_max_s }) => gap_max_s ?? 0))
  if (longest_s < 60) return t(`title.covered${staff}`)
  return t(`title.covered_nearly${staff}`, { gap: spokenDuration(longest_s, 'for', locale) })
}

/** Of the waits: «Дольше 10 минут ждали дважды, оба раза 14 октября». The bot's answers are not among them. */
export function trendTitle({ trend, figures, period, promise }: MonthContents, locale: Locale): string {
  if (trend.kind === 'lines') return linesTitle(trend.days, figures.turns, promise.answer_within_s, locale)
  const t = translator(locale)
  const own = trend.dots.filter(({ is_bot }) => !is_bot)
  if (own.length === 0) {
    const isAnyone = (figures.turns['people_turns'] ?? 0) > 0
    return t(
      isAnyone ? 'title.waits_not_yet' : trend.dots.length > 0 ? 'title.waits_bot' : 'title.waits_none',
    )
  }
  const isOnePromise =
    promise.answer_within_s === promise.night_answer_within_s &&
    own.every(({ wait_s, is_late }) => is_late === wait_s > promise.answer_within_s)
  const limit = isOnePromise
    ? t('title.limit', { promise: spokenDuration(promise.answer_within_s, 'over', locale) })
    : t('title.limit_promise')
  const late = own.filter(({ is_late }) => is_late).sort((a, b) => b.wait_s - a.wait_s)
  const [longest] = late
  if (longest === undefined) return upperFirst(t('title.nobody_longer', { limit }))
  const first = parseDay(period.from)
  const dayOfDot = ({ day }: TrendDot) => formatDay(dateOf(first + Math.floor(day)), locale)
  const byTime = late.toSorted((a, b) => a.opened_at - b.opened_at).map(dayOfDot)
  const [one = '', other = ''] = new Set(byTime)
  const days = new Set(byTime).size
  const values = { limit, times: spokenTimes(late.length, locale), day: one, other }
  if (late.length === 1) return upperFirst(t('title.longer_once', values))
  if (days === 1) return upperFirst(t(late.length === 2 ? 'title.longer_both' : 'title.longer_all', values))
  if (late.length === 2) return upperFirst(t('title.longer_two_days', values))
  return upperFirst(t('title.longer_worst', { ...values, day: dayOfDot(longest) }))
}

function linesTitle(days: readonly TrendDay[], turns: Values, promise_s: number, locale: Locale): string {
  const t = translator(locale)
  const usual_s = turns['people_wait_p50_s'] ?? null
  if (usual_s === null) return t((turns['turns'] ?? 0) > 0 ? 'title.waits_bot' : 'title.waits_none')
  const wait = spokenDuration(usual_s, 'for', locale)
  const [worst] = days
    .filter((day) => day.turns >= ENOUGH_FOR_USUAL && (day.wait_p90_s ?? 0) > promise_s)
    .sort((a, b) => (b.wait_p90_s ?? 0) - (a.wait_p90_s ?? 0))
  if (worst === undefined) return t('title.waits_usual', { wait })
  return t('title.waits_worst_day', { wait, day: formatDay(worst.date, locale) })
}

/** Of the cases: «Случаи: 4, три в срок». */
export function casesTitle({ cases, figures, audience }: MonthContents, locale: Locale): string {
  const t = translator(locale)
  const staff = audience === 'owner' ? '' : '_staff'
  const count = cases.length
  if (count === 0) {
    return t(`title.cases_${figures.incidents['incidents'] == null ? 'unknown' : 'none'}${staff}`)
  }
  const in_time = cases.filter(({ handled_in_time }) => handled_in_time === true).length
  const pending = cases.filter(({ handled_in_time }) => handled_in_time === null).length
  const values = { in_time: spokenNumber(in_time, 'm', locale), pending: spokenNumber(pending, 'm', locale) }
  const outcome = (): string => {
    if (count === 1)
      return t(`title.cases_one_${in_time === 1 ? 'in_time' : pending === 1 ? 'pending' : 'late'}`)
    if (in_time === count) return t('title.cases_all_in_time')
    if (pending === count) return t('title.cases_all_pending')
    const helped = t(in_time === 0 ? 'title.cases_none_in_time' : 'title.cases_in_time', values)
    return pending === 0 ? helped : helped + t('title.cases_pending', values)
  }
  return t(`title.cases${staff}`, { n: formatCount(count, locale), outcome: outcome() })
}
