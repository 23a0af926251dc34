/** "A review belongs to the local date on which it was first written; its latest rating counts." */
import { zoneOf } from './directory.ts'
import { readIncidents } from './incidents.ts'
import { byteCompare, groupBy } from './order.ts'
import type { Known } from './placed.ts'
import type { Dimensions, Turn } from './turns.ts'
import { readTurns } from './turns.ts'
import { addDays, DAY, localDate } from './zone.ts'

export interface Review {
  review_id: string
  home: string
  date: string
  written_at: number
  stars: number
  communication: number | null
  stay_id: string | null
  /** Of the stay's turns as of the review, in milliseconds; null: none. */
  medianWait: number | null
  incidents: 'none' | 'in_time' | 'late' | null
  /** Of the turns of other guests at the home in the 30 days after it, in milliseconds. */
  laterWait: number | null
  by: Dimensions
}

/** Between the two neighbours where there is no middle one. */
function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/**
 * "Without stay_id it takes the stay of the same home (and guest_id, platform where known) whose check_out's local date is
 * the last not after the review's, within 30 days, if there is only one". Read as: known on both sides; a survey is no
 * platform of stays; cancelled stays and no-shows are none; the 30 days are of the calendar.
 */
function stayOf(
  known: Known,
  home: string,
  guest_id: string | undefined,
  platform: string,
  date: string,
): string | null {
  const agree = (a: string | null | undefined, b: string | null | undefined) =>
    a == null || b == null || a === b
  const possible = [...known.stays.values()].filter(
    (stay) =>
      stay.property_id === home &&
      stay.status !== 'cancelled' &&
      stay.status !== 'no_show' &&
      stay.check_out_date <= date &&
      stay.check_out_date >= addDays(date, -30) &&
      agree(stay.guest_id, guest_id) &&
      agree(stay.platform, platform === 'survey' ? null : platform),
  )
  const last = possible.filter((stay) =>
    possible.every((other) => other.check_out_date <= stay.check_out_date),
  )
  return last.length === 1 ? (last[0]?.stay_id ?? null) : null
}

const waitsOf = (turns: readonly Turn[]) => turns.flatMap(({ wait }) => (wait === null ? [] : [wait]))

/** "all handled in time · any late or unhandled", of the stay's incidents "up to the review" */
function incidentsOf(known: Known, stay_id: string, home: string, at: number): Review['incidents'] {
  const stay = known.stays.get(stay_id)
  const own = readIncidents(known, at).filter((incident) => {
    if (incident.request || incident.cancelled || incident.property_id !== home) return false
    if (incident.stay_id !== null) return incident.stay_id === stay_id
    return (
      stay?.property_id === home &&
      incident.reported_at >= stay.check_in &&
      incident.reported_at < stay.check_out
    )
  })
  if (own.length === 0) return 'none'
  return own.every(({ handled_at, limit }) => handled_at !== null && handled_at <= limit) ? 'in_time' : 'late'
}

/** @param isShown whether who asks is told of a home's date: of the 30 days after a review that may have passed to others */
export function readReviews(
  known: Known,
  as_of: number,
  isShown: (home: string, date: string) => boolean = () => true,
): Review[] {
  const seen = known.facts.reviews.filter(({ time }) => time <= as_of)
  const now = readTurns(known, as_of)
  const reviews = [...groupBy(seen, ({ data }) => data.review_id).values()].flatMap((events): Review[] => {
    const [first, latest] = [events[0], events.at(-1)]
    if (first === undefined || latest === undefined) return []
    const { data } = latest
    // "one withdrawn (`deleted`) is in no figure"
    if (data.deleted === true) return []
    const written_at = first.time
    const worst = data.worst ?? (data.scale === 100 ? 0 : 1)
    const starsOf = (rating: number) => 1 + (4 * (rating - worst)) / (data.scale - worst)
    const home = data.property_id
    const date = localDate(zoneOf(known.directory, home), written_at)
    const stay_id = data.stay_id ?? stayOf(known, home, data.guest_id, data.platform, date)
    const own = stay_id === null ? null : JSON.stringify([stay_id])
    const after = now.filter(
      (turn) =>
        turn.property_id === home &&
        turn.thread !== own &&
        isShown(home, turn.date) &&
        turn.opened_at > written_at &&
        turn.opened_at <= written_at + 30 * DAY,
    )
    const before =
      own === null
        ? []
        : readTurns(known, written_at).filter(
            ({ thread, property_id }) => thread === own && property_id === home,
          )
    const communication = data.parts?.['communication']
    return [
      {
        review_id: data.review_id,
        home,
        date,
        written_at,
        stay_id,
        stars: starsOf(data.rating),
        communication: communication === undefined ? null : starsOf(communication),
        medianWait: medianOf(waitsOf(before)),
        incidents: stay_id === null ? null : incidentsOf(known, stay_id, home, written_at),
        laterWait: medianOf(waitsOf(after)),
        by: { property: home, platform: data.platform, language: data.language ?? null },
      },
    ]
  })
  return reviews.sort((a, b) => a.written_at - b.written_at || byteCompare(a.review_id, b.review_id))
}
