/** The same period "as others count" (issue of the comparison; the rules as sql/external-definitions/rules.ts cites them). */
import { isGuestMessage } from './answers.ts'
import type { Known } from './placed.ts'
import type { Query } from './scope.ts'
import { isInQuery } from './scope.ts'
import { readTurns, type Turn } from './turns.ts'
import { addDays, DAY, firstInstant, HOUR, weekdayOf } from './zone.ts'

export interface Share {
  answered: number
  counted: number
}

export interface Others {
  platforms: ({ platform: string } & Share)[]
  unpublished: string[]
}

const UNPUBLISHED = {
  sutochno: 'Суточно.ру',
  ostrovok: 'Островок',
  yandex_travel: 'Яндекс Путешествия',
  cian: 'Циан',
}

/** A platform sees its own chat alone: any delivered reply there, whoever wrote it and whatever it says. */
function repliedAt(known: Known, { opening, opened_at }: Turn, as_of: number): number | null {
  const chat = known.conversations.get(opening.data.conversation_id) ?? []
  const reply = chat.find(
    ({ data, time }) =>
      ['manager', 'owner', 'bot'].includes(data.author.role) &&
      data.delivered !== false &&
      data.kind !== 'reaction' &&
      data.kind !== 'note' &&
      data.kind !== 'missed_call' &&
      time >= opened_at &&
      time <= as_of,
  )
  return reply?.time ?? null
}

/** The first message of a guest in its chat, reactions and notes apart. */
function isFirstOfChat(known: Known, { opening, opened_at }: Turn): boolean {
  const chat = known.conversations.get(opening.data.conversation_id) ?? []
  const first = chat.find(isGuestMessage)
  return first?.time === opened_at
}

/** answered within the time allowed / those that had an answer, or whose time is over */
function within(known: Known, turns: readonly Turn[], limit: number, as_of: number): Share {
  const due = turns
    .map((turn) => ({ at: turn.opened_at, replied: repliedAt(known, turn, as_of) }))
    .filter(({ at, replied }) => replied !== null || as_of - at > limit)
  const answered = due.filter(({ at, replied }) => replied !== null && replied - at <= limit)
  return { answered: answered.length, counted: due.length }
}

/** "of the last 30 days; the last ten where fewer": `oldest` days back at most. */
function lastMonth(turns: readonly Turn[], end: number, oldest: number): Turn[] {
  const month = turns.filter(({ opened_at }) => opened_at >= end - 30 * DAY)
  if (month.length >= 10) return month
  return turns.filter(({ opened_at }) => opened_at >= end - oldest * DAY).slice(-10)
}

export function othersCount(known: Known, query: Query): Others {
  const { from, until, as_of } = query
  const turns = readTurns(known, as_of).filter(
    ({ property_id, date }) =>
      date >= addDays(from, -365) && date < until && isInQuery(query, known.directory, property_id, date),
  )
  const of = (channel: string) => turns.filter(({ opening }) => opening.data.channel === channel)
  const inPeriod = (channel: string) => of(channel).some(({ date }) => date >= from)
  const end = Math.min(as_of, firstInstant(query.default_timezone, until, 0))
  const counted: Record<string, () => Share> = {
    avito: () =>
      within(
        known,
        of('avito').filter(
          ({ date, opened_on, timeOfDay }) =>
            date >= from && weekdayOf(opened_on) <= 5 && timeOfDay >= 9 * HOUR && timeOfDay < 18 * HOUR,
        ),
        HOUR,
        as_of,
      ),
    booking: () =>
      within(
        known,
        lastMonth(
          of('booking').filter(({ state }) => state !== 'dismissed'),
          end,
          Infinity,
        ),
        DAY,
        as_of,
      ),
    airbnb: () =>
      within(
        known,
        lastMonth(
          of('airbnb').filter((turn) => isFirstOfChat(known, turn)),
          end,
          90,
        ),
        DAY,
        as_of,
      ),
  }
  return {
    platforms: Object.entries(counted).flatMap(([platform, share]) =>
      inPeriod(platform) ? [{ platform, ...share() }] : [],
    ),
    unpublished: Object.entries(UNPUBLISHED).flatMap(([channel, name]) => (inPeriod(channel) ? [name] : [])),
  }
}
