import { tellDirectory } from './directory.ts'
import { monthStart } from './portfolio.ts'
import { tellShifts } from './roster.ts'
import { tellStay } from './stay-story.ts'
import { demoStays } from './stays.ts'
import { tellNights } from './nights.ts'
import { teller } from './tell.ts'
import { tellStories } from './trouble.ts'

/** Local days of the portfolio, both included, days since 1970-01-01 in Europe/Moscow. */
export interface DemoSpan {
  first_day: number
  last_day: number
}

/** Who gets a link to sign in. */
export const DEMO_PEOPLE = {
  owner_of_one: 'owner:o-boris',
  owner_of_three: 'owner:o-anna',
  night_lead: 'manager:m-lead',
  admin: 'manager:m-admin',
} as const

/** The first day of a portfolio that is first made when yesterday is `last_day`: thirteen whole months before its month. */
export function firstDayFor(last_day: number): number {
  return monthStart(last_day, -13)
}

/**
 * All events whose story begins on a local day from `from_day` to the last, in order of day and time; who and what there
 * is belongs to the first day. The same first day gives the same events (ids too) for a day, whatever the last day is,
 * so a later start goes on where an earlier one ended.
 */
export function* demoEvents(
  { first_day, last_day }: DemoSpan,
  from_day: number,
): Generator<Record<string, unknown>> {
  const { tell, events } = teller((day) => day >= from_day && day <= last_day)
  tellDirectory(tell, first_day)
  for (let day = first_day - 1; day <= last_day; day++) tellShifts(tell, day, first_day)
  for (const stay of demoStays(first_day, last_day + 30)) tellStay(tell, stay, first_day)
  tellNights(tell, first_day)
  tellStories(tell, first_day)
  events.sort((a, b) => a.day - b.day || a.at - b.at)
  for (const { event } of events) yield event
}
