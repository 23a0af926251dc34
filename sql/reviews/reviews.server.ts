import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { isInScope } from '../directory/gate.ts'
import type { Period } from '../time/period.ts'
import type { Scope } from '../directory/scope.ts'
import { between } from '../sorted.ts'
import { DAY_MS } from '../time/zone.ts'
import { median, serviceAt, type MetIncident, type Review, type ServedTurn } from './review.ts'
import { readWritten, type WrittenReviewQuery, type WrittenReview } from './written.server.ts'

/** A review without a stay is about one that ended at most so many local dates before it. */
const STAY_DAYS = 30
/** The placebo looks this far beyond a review. */
const LATER_MS = 30 * DAY_MS
/** A guest is asked after the stay on behalf of no booking site, so this platform says nothing of the stay's. */
export const SURVEY = 'survey'

export interface ReviewQuery {
  period: Period
  scope: Scope
  as_of: number
  /** whether to read later_wait_s, too: every turn of the homes */
  withLater: boolean
}

interface Stay {
  property_id: string
  stay_id: string
  check_in_at: number
  check_out_at: number
  /** local date, days since 1970-01-01 */
  check_out_date: number
  guest_id: string
  platform: string
  /** neither cancelled nor a no-show */
  is_stayed: boolean
}

/** Reviews, each with the stay that it is about; null: nobody can tell. And the stays that they can be about, by home. */
export async function readLinked(db: Database, directory: Directory, query: WrittenReviewQuery) {
  const written = await readWritten(db, directory, query)
  const staysAt = written.length === 0 ? new Map<string, Stay[]>() : await readStays(db, written)
  return { written, staysAt, stayOf: new Map(written.map((review) => [review, stayIdOf(review, staysAt)])) }
}

/** The reviews of the period, homes and dates of the scope, in order of writing, with the service before each. */
export async function readReviews(db: Database, directory: Directory, query: ReviewQuery): Promise<Review[]> {
  const { written, staysAt, stayOf } = await readLinked(db, directory, query)
  if (written.length === 0) return []
  const stays = [...new Set([...stayOf.values()].filter((stay) => stay !== null))]
  const [served, incidents, later] = await Promise.all([
    readServed(db, homesOf(written), stays),
    readIncidents(db, written, staysAt, stays),
    query.withLater
      ? readLater(db, directory, query, written, stayOf)
      : new Map<WrittenReview, number | null>(),
  ])
  return written.map((review) => {
    const stay_id = stayOf.get(review) ?? null
    const stay = staysAt.get(review.property_id)?.find((one) => one.stay_id === stay_id)
    const met = (incidents.get(review.property_id) ?? []).filter((incident) =>
      incident.stay_id !== ''
        ? incident.stay_id === stay_id
        : stay !== undefined &&
          incident.reported_at >= stay.check_in_at &&
          incident.reported_at < stay.check_out_at,
    )
    return {
      ...review,
      stay_id,
      service:
        stay_id === null
          ? null
          : serviceAt(served.get(homeAndStay(review.property_id, stay_id)) ?? [], met, review.written_at),
      later_wait_s: later.get(review) ?? null,
    }
  })
}

/**
 * The stay that a review names; else that of its home whose check_out's local date is the last not after the review's, at
 * most 30 days before it, if there is only one: of its guest and platform where both sides tell them.
 */
function stayIdOf(review: WrittenReview, staysAt: ReadonlyMap<string, readonly Stay[]>): string | null {
  if (review.stay_id !== '') return review.stay_id
  const fits = (given: string, stay: string) => given === '' || stay === '' || given === stay
  const platform = review.platform === SURVEY ? '' : review.platform
  const possible = (staysAt.get(review.property_id) ?? []).filter(
    (stay) =>
      stay.is_stayed &&
      stay.check_out_date <= review.date &&
      review.date - stay.check_out_date <= STAY_DAYS &&
      fits(review.guest_id, stay.guest_id) &&
      fits(platform, stay.platform),
  )
  const last = Math.max(...possible.map((stay) => stay.check_out_date))
  const [one, ...others] = possible.filter((stay) => stay.check_out_date === last)
  return one === undefined || others.length > 0 ? null : one.stay_id
}

/** Home → the stays that its reviews name, and those that they can be about. */
async function readStays(db: Database, written: readonly WrittenReview[]): Promise<Map<string, Stay[]>> {
  const rows = await db.readBulk<[string, string, number, number, number, string, string, boolean]>(
    `select
        property_id, stay_id, check_in_at, check_out_at, check_out_date, guest_id, platform, status not in ('cancelled', 'no_show')
    from stay_facts final
    where property_id in {homes:Array(String)}
        and (check_out_date between {from:Int32} and {until:Int32} or stay_id in {named:Array(String)})`,
    {
      homes: homesOf(written),
      named: [...new Set(written.map(({ stay_id }) => stay_id))].filter((stay) => stay !== ''),
      from: written.reduce((first, { date }) => Math.min(first, date), Infinity) - STAY_DAYS,
      until: written.reduce((last, { date }) => Math.max(last, date), -Infinity),
    },
  )
  const stays = new Map<string, Stay[]>()
  for (const [property_id, stay_id, check_in_at, check_out_at, check_out_date, ...rest] of rows) {
    const [guest_id, platform, is_stayed] = rest
    const stay = {
      property_id,
      stay_id,
      check_in_at,
      check_out_at,
      check_out_date,
      guest_id,
      platform,
      is_stayed,
    }
    const list = stays.get(property_id)
    if (list === undefined) stays.set(property_id, [stay])
    else list.push(stay)
  }
  return stays
}

/** homeAndStay() → the stay's turns at that home, in order of opening. */
async function readServed(
  db: Database,
  homes: readonly string[],
  stays: readonly string[],
): Promise<Map<string, ServedTurn[]>> {
  const rows = await db.readBulk<[string, string, ...number[][]]>(
    `select property_id, stay_id, opened_at, is_night, due_at, answered_at, held_at, dismissed_at
    from service_facts final
    where property_id in {homes:Array(String)} and stay_id in {stays:Array(String)}`,
    { homes, stays },
  )
  return new Map(
    rows.map(([property_id, stay_id, ...columns]) => [
      homeAndStay(property_id, stay_id),
      (columns[0] ?? []).map((opened_at, index) => {
        const [, is_night, due_at, answered_at, held_at, dismissed_at] = columns.map(
          (column) => column[index] ?? 0,
        )
        return {
          opened_at,
          is_night: is_night === 1,
          due_at: due_at ?? 0,
          answered_at: answered_at ?? 0,
          held_at: held_at ?? 0,
          dismissed_at: dismissed_at ?? 0,
        }
      }),
    ]),
  )
}

interface LinkedIncident extends MetIncident {
  /** '' where none of its events names one */
  stay_id: string
  reported_at: number
}

/** Home → its incidents that are no requests, from the first of the stays on, and those that name one of them, whenever. */
async function readIncidents(
  db: Database,
  written: readonly WrittenReview[],
  staysAt: ReadonlyMap<string, readonly Stay[]>,
  named: readonly string[],
): Promise<Map<string, LinkedIncident[]>> {
  const arrivals = [...staysAt.values()].flatMap((stays) => stays.map((stay) => stay.check_in_at))
  const first = arrivals.reduce((first, at) => Math.min(first, at), written[0]?.written_at ?? 0)
  const rows = await db.readBulk<[string, string, number, number, number, number[], string[]]>(
    `select property_id, stay_id, opened_at, reported_at, reported_at + 1000 * resolve_within_s, step_at, step_action
    from incident_facts final
    where property_id in {homes:Array(String)} and not is_request
        and (stay_id in {named:Array(String)}
            or month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC')))`,
    {
      homes: homesOf(written),
      named,
      from_s: Math.max(0, Math.floor(first / 1000)),
      until_s: Math.ceil((written.at(-1)?.written_at ?? 0) / 1000),
    },
  )
  const incidents = new Map<string, LinkedIncident[]>()
  for (const [property_id, stay_id, opened_at, reported_at, due_at, times, actions] of rows) {
    const steps = times.map((at, index) => ({ at, action: actions[index] ?? '' }))
    const incident = { stay_id, opened_at, reported_at, due_at, steps }
    const list = incidents.get(property_id)
    if (list === undefined) incidents.set(property_id, [incident])
    else list.push(incident)
  }
  return incidents
}

/** The median wait at each review's home in the 30 days after it, of turns of other stays, on dates of the scope. */
async function readLater(
  db: Database,
  directory: Directory,
  { scope, as_of }: Pick<ReviewQuery, 'scope' | 'as_of'>,
  written: readonly WrittenReview[],
  stayOf: ReadonlyMap<WrittenReview, string | null>,
): Promise<Map<WrittenReview, number | null>> {
  const rows = await db.readBulk<[string, string, number, number, number]>(
    `select property_id, thread_group, opened_at, date, least(86400000, if(is_answered, answered_at, {as_of:Int64}) - opened_at) / 1000 as wait_s
    from
    (
        select property_id, thread_group, opened_at, date, due_at, answered_at, answered_at between 1 and {as_of:Int64} as is_answered
        from turn_facts final
        array join opened_at, date, due_at, answered_at, dismissed_at
        where property_id in {homes:Array(String)}
            and month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC'))
            and opened_at <= {as_of:Int64} and not (dismissed_at between 1 and {as_of:Int64})
    )
    where is_answered or due_at < {as_of:Int64}
    order by opened_at`,
    {
      homes: homesOf(written),
      as_of,
      from_s: Math.floor((written[0]?.written_at ?? 0) / 1000),
      until_s: Math.ceil(((written.at(-1)?.written_at ?? 0) + LATER_MS) / 1000),
    },
  )
  const turns = new Map<string, { thread_group: string; opened_at: number; wait_s: number }[]>()
  for (const [home, thread_group, opened_at, date, wait_s] of rows) {
    if (!isInScope(scope, directory, home, date)) continue
    const list = turns.get(home)
    if (list === undefined) turns.set(home, [{ thread_group, opened_at, wait_s }])
    else list.push({ thread_group, opened_at, wait_s })
  }
  return new Map(
    written.map((review) => {
      const own = `stay:${stayOf.get(review) ?? ''}`
      const { written_at } = review
      const after = between(
        turns.get(review.property_id) ?? [],
        ({ opened_at }) => opened_at,
        written_at + 1,
        written_at + LATER_MS + 1,
      )
      const waits = after.filter(({ thread_group }) => thread_group !== own).map(({ wait_s }) => wait_s)
      return [review, median(waits)]
    }),
  )
}

export const homeAndStay = (property_id: string, stay_id: string) => `${property_id}\n${stay_id}`

function homesOf(written: readonly WrittenReview[]): string[] {
  return [...new Set(written.map(({ property_id }) => property_id))]
}
