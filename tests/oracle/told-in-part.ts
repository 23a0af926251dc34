/** "Told in part": from which day messages, incidents and stays of a home are told whole. */
import type { Facts } from './events.ts'
import type { Query } from './scope.ts'
import { localDate } from './zone.ts'

export type Telling = 'messages' | 'incidents' | 'stays'

/** The first day on which it is told whole at a home, or of what has none (null); null: never. */
export type WholeFrom = (what: Telling, home: string | null) => string | null

const ALWAYS = '0000-00-00'

/** @param reported the first days on which incidents and stays are reported; null: nobody reports them */
export function wholeFromOf(
  facts: Facts,
  reported: { incidents: string | null; stays: string | null },
  default_timezone: string,
): WholeFrom {
  const sources = [...new Map(facts.sources.map((event) => [event.data.source_id, event])).values()]
  return (what, home) => {
    const isAbout = ({ data: { properties } }: (typeof sources)[number]) =>
      properties === undefined || (home !== null && properties.includes(home))
    const isPart = (data: { partial?: string[] }) => data.partial?.includes(what) === true
    const declaring = sources.filter(({ data }) => data.reports.includes(what) && !isPart(data))
    const declaredHere = declaring.filter(isAbout)
    const isInPart = sources.filter(isAbout).some(({ data }) => isPart(data))
    const asReported = what === 'messages' ? ALWAYS : reported[what]
    if (declaredHere.length === 0) return isInPart || declaring.length > 0 ? null : asReported
    if (what === 'messages' && !isInPart) return ALWAYS
    const since = declaredHere.map(({ data, time }) => data.since ?? localDate(default_timezone, time))
    return since.sort()[0] ?? null
  }
}

/** "a ratio of two" → which two. */
export const RATIO_OF: Record<string, readonly [Telling, Telling]> = {
  per_100_nights: ['incidents', 'stays'],
  questions_per_stay: ['messages', 'stays'],
  questions_per_stay_with_instructions: ['messages', 'stays'],
  questions_per_stay_without_instructions: ['messages', 'stays'],
  covered_topic_questions_per_stay: ['messages', 'stays'],
}

/** From which day it looks at any of the homes asked for; null: never by the end and as_of, and what is `whole` of none. */
export function firstWhole(
  whole: WholeFrom,
  of: readonly Telling[],
  query: Pick<Query, 'homes' | 'unassigned' | 'as_of' | 'default_timezone'> & { until: string },
): { day: string | null; lacking: Telling } {
  const places = [...query.homes.map(({ property_id }) => property_id), ...(query.unassigned ? [null] : [])]
  const bothAt = (home: string | null) => {
    const days = of.map((what) => whole(what, home))
    return days.includes(null) ? null : (days.sort().at(-1) ?? null)
  }
  const first = earliest(places.map(bothAt))
  const isTooLate = (day: string | null) => day === null || day >= query.until
  const today = localDate(query.default_timezone, query.as_of)
  return {
    day: isTooLate(first) || (first ?? '') > today ? null : first,
    lacking:
      of.find((what) => isTooLate(earliest(places.map((home) => whole(what, home))))) ?? of.at(-1) ?? 'stays',
  }
}

function earliest(days: readonly (string | null)[]): string | null {
  return days.filter((day) => day !== null).sort()[0] ?? null
}
