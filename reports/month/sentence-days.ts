import { dayOf, ENOUGH_FOR_USUAL, isBad, type Asked } from './asked.ts'
import { formatNight } from './format.ts'
import { longest, longGaps, type LongGap } from './long-gaps.ts'
import { questionsOf, type Context } from './sentence-context.ts'
import { troubleOf } from './trouble.ts'
import { segmentsOf, upperFirst, type Segment } from './words/marked.ts'
import { spokenDuration, spokenNumber } from './words/spoken.ts'

/** So many late answers by day, or nights without anybody, are grave. */
const GRAVE = 3

/** A sentence of the second part; a grave one follows praise of the nights at once, so that a bad month sounds like one. */
export interface Said {
  isGrave: boolean
  segments: Segment[]
}

export function secondOf(context: Context, all: Asked, night: Asked): Said[] {
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
  const isOutcomeOmitted = contents.silences.length > 0 || nights.some(({ night }) => night.late > 0)
  const isQuiet = nights.every(({ night }) => night.turns === 0)
  const outcome = isOutcomeOmitted ? '' : t(isQuiet ? `${to}.gap_nobody_wrote` : `${to}.gap_nobody_late`)
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
