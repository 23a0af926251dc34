import { formatDay as dateOf, localDay, parseDay } from '#sql/zone.ts'
import type { Values } from '#sql/dated.ts'
import type { MonthContents, NightColumn, Silence, TrendDay, TrendDot } from './contents.ts'
import { byClock } from './clocks.ts'
import {
  formatCount,
  formatDay,
  formatDays,
  formatDuration,
  formatMonth,
  formatNight,
  formatShare,
  formatTime,
  type Locale,
} from './format.ts'
import { fractionIn } from './fractions.ts'
import { isolated } from './names.ts'
import { en } from './words/en.ts'
import { joined, segmentsOf, type Segment } from './words/marked.ts'
import { ru } from './words/ru.ts'
import { spokenDuration, spokenNumber, spokenTimes } from './words/spoken.ts'
import { translator, type Translate } from './words/translate.ts'

export type { Segment } from './words/marked.ts'

/** A month in words. */
export interface Sentences {
  /** what is missing of the data, said before any praise: a sentence a silence of a source */
  missing: Segment[][]
  /** the nights; where these went well, also what went badly beside them */
  headline: Segment[]
  /** the days, the bot, what else there is; may be empty */
  second: Segment[]
}

interface Context {
  contents: MonthContents
  locale: Locale
  t: Translate
  /** whose words are spoken: «вопросы» or «обращения» */
  to: 'owner' | 'staff'
  lateWaits: LateWait[]
}

/** Below this many cases their usual (median) wait is not told. */
const ENOUGH_FOR_USUAL = 5
/** From this many cases on a share says something: under 90 % in time is bad. Below it more than a quarter late is. */
const ENOUGH_FOR_SHARE = 20
/** Longer than this nobody was there: a gap that is told. */
const LONG_GAP_S = 600
const MOST_SILENCES = 3
/** So many late answers by day, or nights without anybody, are grave. */
const GRAVE = 3

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

// — the figures —

/** Turns that a bot did not answer, of the night or of all hours, and how they went. */
interface Asked {
  turns: number
  /** still within the promised time */
  waiting: number
  due: number
  in_time: number
  late: number
  /** without an answer, their time over */
  overdue: number
  /** answered by the bot, beside these */
  by_bot: number
  /** median, seconds; null where too few are due to tell one */
  usual_s: number | null
  longest_s: number | null
}

function askedOf(contents: MonthContents, of: '' | 'night_'): Asked | null {
  const values = contents.figures.turns
  const turns = values[`${of}people_turns`]
  const inTime = fractionIn(contents, 'turns', `${of}people_in_time_share`)
  if (turns == null || inTime === null) return null
  const { part: in_time, whole: due } = inTime
  const overdue = Math.min(due - in_time, values[`${of}overdue`] ?? 0)
  return {
    turns,
    waiting: turns - due,
    due,
    in_time,
    overdue,
    late: due - in_time - overdue,
    by_bot: Math.max(0, (values[`${of}turns`] ?? turns) - turns),
    usual_s: due < ENOUGH_FOR_USUAL ? null : (values[`${of}people_wait_p50_s`] ?? null),
    longest_s: due === 0 ? null : (values[`${of}people_wait_max_s`] ?? null),
  }
}

/** What is left of all without the night. A median can't be taken apart: it is told only where nobody wrote at night. */
function dayOf(all: Asked, night: Asked): Asked {
  const isWhole = night.turns === 0
  const rest = (key: 'turns' | 'waiting' | 'due' | 'in_time' | 'late' | 'overdue' | 'by_bot') =>
    Math.max(0, all[key] - night[key])
  return {
    turns: rest('turns'),
    waiting: rest('waiting'),
    due: rest('due'),
    in_time: rest('in_time'),
    late: rest('late'),
    overdue: rest('overdue'),
    by_bot: rest('by_bot'),
    usual_s: isWhole ? all.usual_s : null,
    longest_s: isWhole ? all.longest_s : null,
  }
}

function isBad({ due, in_time, late, overdue }: Asked): boolean {
  return due >= ENOUGH_FOR_SHARE ? in_time / due < 0.9 : due > 0 && (late + overdue) / due > 0.25
}

/** A turn for people that was answered late or is overdue. */
interface LateWait {
  /** seconds; null where only its night is told */
  wait_s: number | null
  /** the night in whose hours it opened; null: by day */
  night: string | null
  /** whether the night is one of the month's columns */
  isListed: boolean
  /** the same for the questions of one guest that people answered; null where that is not told, or nobody did */
  guest: number | null
}

function lateWaitsOf(contents: MonthContents): LateWait[] {
  const { late_waits, nights } = contents
  if (late_waits === undefined) return foundLate(contents)
  const listed = new Set(nights.map(({ date }) => date))
  return late_waits.map(({ night, wait_s, is_answered, guest }) => ({
    night,
    wait_s,
    isListed: night !== null && listed.has(night),
    guest: is_answered ? guest : null,
  }))
}

/** Of a month that was sealed before they were told: found by the moments of the strip's dots. */
function foundLate({ nights, trend }: MonthContents): LateWait[] {
  const nightAt = new Map<number, NightColumn>()
  for (const night of nights) {
    for (const { at, is_late } of night.dots) if (is_late) nightAt.set(at, night)
  }
  if (trend.kind === 'lines')
    return [...nightAt.values()].map(({ date, worst_wait_s }) => ({
      wait_s: worst_wait_s,
      night: date,
      isListed: true,
      guest: null,
    }))
  return trend.dots
    .filter(({ is_late, is_bot }) => is_late && !is_bot)
    .map(({ opened_at, wait_s }) => {
      const night = nightAt.get(opened_at)?.date ?? null
      return { wait_s, night, isListed: night !== null, guest: null }
    })
}

// — what is missing —

function missingOf(context: Context): Segment[][] {
  const { t, locale, contents } = context
  const { silences } = contents
  const length = ({ from_at, until_at }: Silence) =>
    Date.parse(until_at ?? contents.as_of) - Date.parse(from_at)
  const longest = silences.toSorted((a, b) => length(b) - length(a)).slice(0, MOST_SILENCES)
  const told = silences.filter((silence) => longest.includes(silence)).map((one) => silenceOf(context, one))
  const count = silences.length - told.length
  if (count > 0) told.push(upperFirst(t('missing.more', { count, n: spokenNumber(count, 'm', locale) })))
  // a source's name is anybody's text: not looked through for marks
  return told.map((text) => [{ text }])
}

function silenceOf({ t, locale, contents }: Context, { source: name, from_at, until_at }: Silence): string {
  const source = isolated(name)
  const { timezone } = contents
  const dayAt = (iso: string) => dateOf(localDay(timezone, Date.parse(iso)))
  const moment = (iso: string) =>
    t('missing.moment', { time: formatTime(iso, timezone, locale), day: formatDay(dayAt(iso), locale) })
  const by = byClock(contents, '', locale)
  if (until_at === null) return t('missing.open', { source, from: moment(from_at) + by })
  if (dayAt(from_at) !== dayAt(until_at)) {
    return t('missing.between', { source, from: moment(from_at), until: moment(until_at) + by })
  }
  return t('missing.same_day', {
    source,
    day: formatDay(dayAt(from_at), locale),
    from: formatTime(from_at, timezone, locale),
    until: formatTime(until_at, timezone, locale) + by,
  })
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
  const isTold = usual_s !== null
  if (to === 'staff')
    return [t(isTold ? 'staff.in_time_usual' : 'staff.in_time', { ...counts, wait, trouble })]
  if (night.overdue === 0 && waiting === 0) {
    return [t(isTold ? 'owner.all_answered_usual' : 'owner.all_answered', { wait, trouble })]
  }
  return [upperFirst(t(isTold ? 'owner.usual' : 'owner.trouble', { wait, trouble }))]
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

/** «двоим пришлось ждать дольше обещанного, а на один вопрос так и не ответили» */
function troubleOf(context: Context, { late, overdue }: Asked, lateWaits: readonly LateWait[]): string {
  const { t, to, locale } = context
  const guests = lateWaits.flatMap(({ guest }) => guest ?? [])
  // where not all of them are told, nobody knows whose the others were
  const distinct = guests.length === late ? new Set(guests).size : late
  const told = (n: number) => spokenNumber(n, to === 'owner' ? 'm' : 'n', locale)
  const overdues = overdue === 0 ? null : t(`trouble.${to}.overdue`, { count: overdue, n: told(overdue) })
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
function nightsOf(context: Context, lateWaits: readonly LateWait[], problems: number): string {
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
function namedNight({ t, locale }: Context, { night, isListed }: LateWait): string {
  const date = night ?? ''
  return t(isListed ? 'nights.night' : 'nights.before', { date, night: formatNight(date, locale) })
}

// — the days, the bot, gaps —

/** A sentence of the second part; a grave one follows praise of the nights at once, so that a bad month sounds like one. */
interface Said {
  isGrave: boolean
  segments: Segment[]
}

function secondOf(context: Context, all: Asked, night: Asked): Said[] {
  const { t, to, locale, contents } = context
  const day = dayOf(all, night)
  const owners = contents.figures.turns['owner_answered'] ?? 0
  const said = (text: string, isGrave = false) => ({ text, isGrave })
  const texts = [
    said(daySentence(context, day, night), isGrave(day)),
    ...(day.by_bot > 0 ? [said(botSentence(context, day, night))] : []),
    ...(owners > 0 ? [said(t(`${to}.by_owner`, { questions: questionsOf(context, owners) }))] : []),
    ...(all.waiting > 0
      ? [
          said(
            t(`${to}.waiting`, {
              count: all.waiting,
              n: spokenNumber(all.waiting, to === 'owner' ? 'm' : 'n', locale),
            }),
          ),
        ]
      : []),
    ...gapSentences(context),
  ]
  // there is no list of what came by day: only where it is all that came
  const bot = night.by_bot === 0 ? { who: 'bot' } : undefined
  const late = night.late + night.overdue === 0 ? { who: 'people', state: 'late' } : undefined
  return texts
    .filter(({ text }) => text !== '')
    .map(({ text, isGrave: isSo }) => ({
      isGrave: isSo,
      segments: segmentsOf(upperFirst(text), {
        ...(bot === undefined ? {} : { bot }),
        ...(late === undefined ? {} : { late }),
      }),
    }))
}

/** Three late are no accident, and a bad share is none. */
function isGrave(day: Asked): boolean {
  return isBad(day) || day.late + day.overdue >= GRAVE
}

function daySentence(context: Context, day: Asked, night: Asked): string {
  const { t, to, locale } = context
  if (day.turns === 0) {
    const isNobody = day.by_bot === 0 && night.turns + night.by_bot > 0
    return isNobody ? t(`${to}.day_none`) : ''
  }
  const asked = questionsOf(context, day.turns)
  const lateWaits = context.lateWaits.filter((one) => one.night === null)
  if (day.late + day.overdue > 0) {
    const trouble = troubleOf(context, day, lateWaits)
    if (!isBad(day) || day.due < ENOUGH_FOR_USUAL) return t(`${to}.day_late`, { asked, trouble })
    return t(`${to}.day_${day.in_time === 0 ? 'none' : 'few'}_in_time`, {
      asked,
      trouble,
      n: spokenNumber(day.in_time, to === 'owner' ? 'm' : 'n', locale),
    })
  }
  if (day.waiting > 0) return t(`${to}.day_asked`, { asked })
  if (day.turns === 1) return t(`${to}.day_in_time_once`, { asked })
  if (day.usual_s === null) return t(`${to}.day_in_time`, { asked })
  return t(`${to}.day_in_time_usual`, { asked, wait: spokenDuration(day.usual_s, 'for', locale) })
}

/** What the bot answered by day: of the night the headline tells it. */
function botSentence(context: Context, day: Asked, night: Asked): string {
  const { t, to } = context
  const isAlone = day.turns === 0 && night.by_bot === 0
  return t(isAlone ? `${to}.bot_alone` : `${to}.bot_by_day`, { questions: questionsOf(context, day.by_bot) })
}

/** Nights in which nobody was there for long, as the strip's title counts them; and those in which the planned gave no sign. */
function gapSentences(context: Context): { text: string; isGrave: boolean }[] {
  const { nobody, unseen } = longGaps(context.contents.nights)
  return [
    { text: gapSentence(context, 'gap', nobody), isGrave: nobody.length >= GRAVE },
    { text: gapSentence(context, 'unseen', unseen), isGrave: unseen.length >= GRAVE },
  ]
}

/** Where nothing was late, that too. */
function gapSentence(
  { t, to, locale, contents }: Context,
  kind: 'gap' | 'unseen',
  nights: readonly LongGap[],
): string {
  const worst = longest(nights)
  if (worst === undefined) return ''
  // what was late is told already, and with the data of a source missing nobody knows
  const isUntold = contents.silences.length > 0 || nights.some(({ night }) => night.late > 0)
  const isQuiet = nights.every(({ night }) => night.turns === 0)
  const outcome = isUntold ? '' : t(isQuiet ? `${to}.gap_nobody_wrote` : `${to}.gap_nobody_late`)
  const count = nights.length
  const { date } = worst.night
  return t(count === 1 ? `${to}.${kind}` : `${to}.${kind}s`, {
    count,
    outcome,
    date,
    n: spokenNumber(count, 'f', locale),
    night: formatNight(date, locale),
    gap: spokenDuration(worst.s, 'for', locale),
  })
}

interface LongGap {
  night: NightColumn
  /** the longest stretch */
  s: number
}

/** Nights in which for long nobody was even planned, and the others in which those planned gave no sign for long. */
function longGaps(nights: readonly NightColumn[]): { nobody: LongGap[]; unseen: LongGap[] } {
  const nobody: LongGap[] = []
  const unseen: LongGap[] = []
  for (const night of nights) {
    const { nobody_max_s, gap_max_s } = night
    if ((nobody_max_s ?? 0) > LONG_GAP_S) nobody.push({ night, s: nobody_max_s ?? 0 })
    else if ((gap_max_s ?? 0) > LONG_GAP_S) unseen.push({ night, s: gap_max_s ?? 0 })
  }
  return { nobody, unseen }
}

function longest(gaps: readonly LongGap[]): LongGap | undefined {
  return gaps.toSorted((a, b) => b.s - a.s)[0]
}

/** «один вопрос», «23 вопроса», «одно обращение» */
function questionsOf({ t, to, locale }: Context, count: number): string {
  return t(`count.${to}`, { count, n: spokenNumber(count, to === 'owner' ? 'm' : 'n', locale) })
}

// — titles: each says what its picture shows —

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
    const told = {
      count,
      n: spokenNumber(count, 'f', locale),
      night,
      gap: spokenDuration(worst.s, 'for', locale),
    }
    return upperFirst(t(`title.${kind}${count === 1 ? '' : 's'}${staff}`, told))
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
  const told = { limit, times: spokenTimes(late.length, locale), day: one, other }
  if (late.length === 1) return upperFirst(t('title.longer_once', told))
  if (days === 1) return upperFirst(t(late.length === 2 ? 'title.longer_both' : 'title.longer_all', told))
  if (late.length === 2) return upperFirst(t('title.longer_two_days', told))
  return upperFirst(t('title.longer_worst', { ...told, day: dayOfDot(longest) }))
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
  const told = { in_time: spokenNumber(in_time, 'm', locale), pending: spokenNumber(pending, 'm', locale) }
  const outcome = (): string => {
    if (count === 1)
      return t(`title.cases_one_${in_time === 1 ? 'in_time' : pending === 1 ? 'pending' : 'late'}`)
    if (in_time === count) return t('title.cases_all_in_time')
    if (pending === count) return t('title.cases_all_pending')
    const helped = t(in_time === 0 ? 'title.cases_none_in_time' : 'title.cases_in_time', told)
    return pending === 0 ? helped : helped + t('title.cases_pending', told)
  }
  return t(`title.cases${staff}`, { n: formatCount(count, locale), outcome: outcome() })
}

// — single words —

const WORDS = { ru, en }

/** What a night comes to, beside its numbers: «смена молчала»; one that is not over comes to nothing yet. */
export function verdictWord(
  { verdict, running }: Pick<NightColumn, 'verdict' | 'running'>,
  audience: MonthContents['audience'],
  locale: Locale,
): string {
  const to = audience === 'owner' ? 'owner' : 'staff'
  return translator(locale)(`verdict.${to}.${running === undefined ? verdict : 'running'}`)
}

/** What a night comes to where it stands alone: what happened, not what is thought of it. «1 ч 43 мин никого на связи» */
export function nightFact(night: NightColumn, audience: MonthContents['audience'], locale: Locale): string {
  const t = translator(locale)
  const { verdict, late, running, worst_wait_s, nobody_max_s, gap_max_s } = night
  const waited_s = worst_wait_s ?? 0
  const told = {
    count: late,
    n: spokenNumber(late, 'm', locale),
    wait: spokenDuration(waited_s, 'for', locale),
    most: spokenDuration(waited_s, 'over', locale),
  }
  const gap = (s: number | null) => formatDuration(s, locale).text
  if (running !== undefined) return verdictWord(night, audience, locale)
  switch (verdict) {
    case 'nobody':
      return t('fact.nobody', { gap: gap(nobody_max_s ?? gap_max_s) })
    case 'unseen':
      return t('fact.unseen', { gap: gap(gap_max_s) })
    case 'silent':
      return t('fact.silent', told)
    case 'overloaded':
    case 'late':
      return t(`fact.${verdict}`, told)
    case 'no_data':
      return t('fact.no_data')
    case 'in_time':
    case 'quiet':
      return verdictWord(night, audience, locale)
  }
}

/** «Ночь ещё идёт. Пока три вопроса, все вовремя.»; null of a night that is over. */
export function runningSentence(
  { running, turns, late }: Pick<NightColumn, 'running' | 'turns' | 'late'>,
  audience: MonthContents['audience'],
  locale: Locale,
): string | null {
  if (running === undefined) return null
  const t = translator(locale)
  const to = audience === 'owner' ? 'owner' : 'staff'
  const number = (n: number) => spokenNumber(n, to === 'owner' ? 'm' : 'n', locale)
  const asked = t(`count.${to}`, { count: turns, n: number(turns) })
  if (turns === 0) return t('running.nobody')
  if (late > 0) return t('running.late', { asked, late: number(late) })
  if (running.waiting > 0) return t('running.waiting', { asked })
  return t(turns === 1 ? 'running.in_time_once' : 'running.in_time', { asked })
}

/** What happened, as a row begins: «Нет горячей воды». A category that is not known is shown as it is. */
export function categoryWord(category: string, locale: Locale): string {
  return wordOf(WORDS[locale].category, category)
}

/** What a guest asked about, in lower case: «горячая вода». */
export function topicWord(topic: string, locale: Locale): string {
  return wordOf(WORDS[locale].topic, topic)
}

/** Why it happened, in lower case: «от соседей». */
export function causeWord(cause: string, locale: Locale): string {
  return wordOf(WORDS[locale].cause, cause)
}

/** Where a guest wrote, or a stay was booked: «Авито». */
export function channelWord(channel: string, locale: Locale): string {
  return wordOf(WORDS[locale].channel, channel)
}

/** Why a number is not known: «не подключено: график смен». */
export function capabilityWord(capability: string, locale: Locale): string {
  return wordOf(WORDS[locale].capability, capability)
}

function wordOf(words: Record<string, string>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key
}

/** The first letter large, marks before it left alone. */
function upperFirst(text: string): string {
  return text.replace(/^(?:<[^>]*>)?\p{Ll}/u, (start) => start.slice(0, -1) + start.slice(-1).toUpperCase())
}
