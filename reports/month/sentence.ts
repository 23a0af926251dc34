import { askedOf, ENOUGH_FOR_SHARE, isBad, lateWaitsOf, type Asked } from './asked.ts'
import type { MonthContents } from './contents.ts'
import { formatCount, formatDays, formatMonth, formatShare, type Locale } from './format.ts'
import { missingOf } from './missing-sources.ts'
import { questionsOf, type Context } from './sentence-context.ts'
import { secondOf } from './sentence-days.ts'
import { namedNight, nightsOf, troubleOf } from './trouble.ts'
import { joined, segmentsOf, upperFirst, type Segment } from './words/marked.ts'
import { spokenDuration, spokenNumber, spokenTimes } from './words/spoken.ts'
import { translator } from './words/translate.ts'

/** A month in words. */
export interface Sentences {
  /** what is missing of the data, said before any praise: a sentence a silence of a source */
  missing: Segment[][]
  /** the nights; where these went well, also what went badly beside them */
  headline: Segment[]
  /** the days, the bot, what else there is; may be empty */
  second: Segment[]
}

/** What a month comes to: its figures choose the sentences. Where counts are not known it says so and praises nothing. */
export function monthSentences(contents: MonthContents, locale: Locale): Sentences {
  const to = contents.audience === 'owner' ? 'owner' : 'staff'
  const context = { contents, locale, t: translator(locale), to, lateWaits: lateWaitsOf(contents) } as const
  const all = askedOf(contents, '')
  const night = askedOf(contents, 'night_')
  const missing = missingOf(context)
  if (all === null || night === null) {
    return {
      missing,
      headline: segmentsOf(context.t('unknown', { opening: openingOf(context) })),
      second: [],
    }
  }
  const rest = secondOf(context, all, night)
  // nights that went badly say enough by themselves
  const isPraise = night.late + night.overdue === 0
  const grave = isPraise ? rest.filter(({ isGrave }) => isGrave) : []
  return {
    missing,
    headline: joined([headlineOf(context, all, night), ...grave.map(({ segments }) => segments)]),
    second: joined(rest.filter((one) => !grave.includes(one)).map(({ segments }) => segments)),
  }
}

// — the nights —

/** «В октябре», «С 1 по 22 ноября»: what the month's sentence begins with. */
function openingOf({ contents, locale, t }: Context): string {
  const { period, as_of, silences } = contents
  const when = period.is_so_far
    ? formatDays(period.from, period.until, locale, 'in')
    : formatMonth(period.month, locale, 'in', as_of)
  return upperFirst(t(silences.length > 0 ? 'opening.partly' : 'opening.whole', { when }))
}

function headlineOf(context: Context, all: Asked, night: Asked): Segment[] {
  const { t, to } = context
  const opening = openingOf(context)
  if (all.turns + all.by_bot === 0) return segmentsOf(t(`${to}.nobody`, { opening }))
  if (night.turns + night.by_bot === 0) return segmentsOf(t(`${to}.quiet_nights`, { opening }))
  return segmentsOf([askedSentence(context, night), ...verdictSentences(context, night)].join(' '), {
    late: { night: '1', who: 'people', state: 'late' },
    bot: { night: '1', who: 'bot' },
  })
}

/** How often guests wrote at night, and what of it the bot answered: nothing is left out unsaid. */
function askedSentence(context: Context, night: Asked): string {
  const { t, to, locale, contents } = context
  const opening = openingOf(context)
  const count = night.turns + night.by_bot
  const homes = contents.homes.length
  const how = {
    opening,
    times: spokenTimes(count, locale),
    turns: t('count.night_turns', { count, n: spokenNumber(count, 'n', locale) }),
    homes: homes > 1 ? t('count.at_homes', { count: homes, n: formatCount(homes, locale) }) : '',
  }
  if (night.by_bot === 0) return t(`${to}.asked`, how)
  if (night.turns === 0) return t(count === 1 ? `${to}.bot_only_once` : `${to}.bot_only`, how)
  const n = spokenNumber(night.turns, to === 'owner' ? 'm' : 'n', locale)
  return t(`${to}.bot_some`, {
    ...how,
    questions: questionsOf(context, night.by_bot),
    rest: t(`${to}.rest`, { count: night.turns, n }),
  })
}

/** How the nights' questions went: empty while none of them is due. */
function verdictSentences(context: Context, night: Asked): string[] {
  const { t, to, locale } = context
  const { turns, due, in_time, waiting, usual_s, longest_s } = night
  if (due === 0) return []
  const problems = night.late + night.overdue
  if (turns === 1) return [oneVerdict(context, night)]
  const how = usual_s !== null ? '_usual' : longest_s !== null ? '_most' : ''
  const wait = spokenDuration(usual_s ?? longest_s ?? 0, 'for', locale)
  if (problems === 0) return [t(`${to}.${waiting > 0 ? 'due' : 'all'}_in_time${how}`, { wait })]
  const lateWaits = context.lateWaits.filter((one) => one.night !== null)
  const trouble = troubleOf(context, night, lateWaits) + nightsOf(context, lateWaits, problems)
  const counts = {
    n: formatCount(in_time, locale),
    of: formatCount(due, locale),
    share: due < ENOUGH_FOR_SHARE ? '' : ` (${formatShare(in_time / due, locale)})`,
  }
  if (isBad(night)) {
    const longest = problems > 1 && longest_s !== null ? spokenDuration(longest_s, 'for', locale) : null
    return [
      t(`${to}.${in_time === 0 ? 'none' : 'few'}_in_time`, { ...counts, trouble }),
      ...(longest === null ? [] : [t(`${to}.longest`, { wait: longest })]),
    ]
  }
  const hasUsual = usual_s !== null
  if (to === 'staff')
    return [t(hasUsual ? 'staff.in_time_usual' : 'staff.in_time', { ...counts, wait, trouble })]
  if (night.overdue === 0 && waiting === 0) {
    return [t(hasUsual ? 'owner.all_answered_usual' : 'owner.all_answered', { wait, trouble })]
  }
  return [upperFirst(t(hasUsual ? 'owner.usual' : 'owner.trouble', { wait, trouble }))]
}

/** Of the only question of the nights. */
function oneVerdict(context: Context, night: Asked): string {
  const { t, to, locale, contents } = context
  const { longest_s } = night
  const wait = longest_s === null ? '' : spokenDuration(longest_s, 'for', locale)
  if (night.in_time === 1) return t(longest_s === null ? `${to}.all_in_time` : `${to}.one_in_time`, { wait })
  const lateWaits = context.lateWaits.filter((one) => one.night !== null)
  const [only] = lateWaits
  if (night.overdue === 1) {
    return only === undefined || lateWaits.length > 1
      ? t(`${to}.one_overdue`)
      : t(`${to}.one_overdue_on`, { first: namedNight(context, only) })
  }
  // late in spite of a short wait: somebody wrote "one moment" and did not come back
  const isLong = longest_s !== null && longest_s > contents.promise.night_answer_within_s
  const nights = nightsOf(context, lateWaits, 1)
  return t(isLong ? `${to}.one_late_after` : `${to}.one_late`, { wait, nights })
}
