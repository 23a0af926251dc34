/** "an owner's nights without, and with, an owner_notified or a message or mark of role owner in the window, at any of his homes" */
import { readNights, type Night } from './nights.ts'
import type { Known } from './placed.ts'
import { homeOfIncident, homeOfMark } from './reach.ts'
import type { Query, Period, Values } from './scope.ts'
import { isWithin } from './scope.ts'
import { contains } from './spans.ts'

/** Something that reached or came from an owner, where a home is known. */
interface Disturbance {
  time: number
  home: string
}

export interface OwnerBook {
  nights: Night[]
  disturbances: Disturbance[]
}

export function readOwnerBook(known: Known, query: Query): OwnerBook {
  const { incidents, messages, marks } = known.facts
  const disturbing = [
    ...incidents
      .filter(({ data }) => data.action === 'owner_notified')
      .map((event) => ({ time: event.time, home: homeOfIncident(known, event) })),
    ...messages
      .filter(({ data }) => data.author.role === 'owner')
      .map((message) => ({ time: message.time, home: known.placed.get(message)?.home ?? null })),
    ...marks
      .filter(({ data }) => data.actor?.role === 'owner')
      .map((mark) => ({ time: mark.time, home: homeOfMark(known, mark) })),
  ]
  return {
    nights: readNights(known, query, query),
    disturbances: disturbing.flatMap(({ time, home }) => (home === null ? [] : [{ time, home }])),
  }
}

/** The homes' nights of the period, of one home where it is given. */
export function nightsWithin(book: OwnerBook, period: Period, home: string | null): Night[] {
  return book.nights.filter((night) => isWithin(period, night.date) && (home === null || night.home === home))
}

/** An owner's night is a date on which one of these homes has a night. */
export function ownerFigures(book: OwnerBook, nights: readonly Night[]): Values {
  const dates = [...new Set(nights.map(({ date }) => date))]
  const disturbed = dates.filter((date) =>
    nights.some(
      (night) =>
        night.date === date &&
        book.disturbances.some(({ time, home }) => home === night.home && contains(night.window, time)),
    ),
  )
  return {
    undisturbed_nights: dates.filter((date) => !disturbed.includes(date)).length,
    disturbed_nights: disturbed.length,
  }
}
