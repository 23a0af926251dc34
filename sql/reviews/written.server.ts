import type { Database } from '../db/client.server.ts'
import { zoneOf, type Directory } from '../directory/directory.ts'
import { distinctEvents, type LandedEvent } from '../standing.ts'
import type { Period } from '../time/period.ts'
import { isInScope, SCOPE_SQL, scopeParams } from '../directory/gate.ts'
import type { Scope } from '../directory/scope.ts'
import { DAY_MS, localDay } from '../time/zone.ts'

interface ReviewEvent extends LandedEvent {
  review_id: string
  property_id: string
  stay_id: string
  guest_id: string
  platform: string
  stars: number
  /** null: no such part */
  communication_stars: number | null
  rating: number
  scale: number
  language: string
  is_deleted: boolean
  canonical: string
}

/** What the latest event of a review says, with the time and local date of the first. */
export type WrittenReview = Omit<ReviewEvent, keyof LandedEvent | 'canonical' | 'is_deleted'> & {
  written_at: number
  date: number
}

export interface WrittenReviewQuery {
  period: Period
  scope: Scope
  as_of: number
  /** those alone that this platform's guests wrote; absent: all */
  platform?: string
}

/** The reviews of the homes and dates of the scope as they stood at as_of, in order of writing. */
export async function readWritten(
  db: Database,
  directory: Directory,
  { period, scope, as_of, platform }: WrittenReviewQuery,
): Promise<WrittenReview[]> {
  const rows = await db.readBulk<
    [
      string,
      number,
      string,
      string,
      string,
      string,
      string,
      string,
      ...(number | null)[],
      string,
      boolean,
      string,
      number,
    ]
  >(
    `select
        review_id, toUnixTimestamp64Milli(at), source, id, property_id, stay_id, guest_id, platform,
        rating, scale, 1 + 4 * (rating - worst) / (scale - worst) as stars,
        if(mapContains(parts, 'communication'), 1 + 4 * (parts['communication'] - worst) / (scale - worst), null) as communication_stars,
        language, is_deleted, canonical, import_id
    from review_events final
    where review_id in
    (
        select review_id
        from home_reviews
        where ${SCOPE_SQL.homes}
        group by property_id, review_id
        having max(last_at) >= fromUnixTimestamp64Milli({from_at:Int64})
    )
    ${platform === undefined ? '' : 'and review_id in (select review_id from review_events where platform = {platform:String})'}`,
    {
      ...scopeParams(scope, directory, period.from, period.until),
      from_at: Math.max(0, (period.from - 1) * DAY_MS),
      platform: platform ?? '',
    },
  )
  const byReview = new Map<string, ReviewEvent[]>()
  for (const row of rows) {
    const [review_id, at, source, id, property_id, stay_id, guest_id, given_platform] = row
    const [rating, scale, stars, communication_stars, language, is_deleted, canonical, import_id] = row.slice(
      8,
    ) as [number, number, number, number | null, string, boolean, string, number]
    const event = {
      review_id,
      at,
      source,
      id,
      property_id,
      stay_id,
      guest_id,
      platform: given_platform,
      rating,
      scale,
      stars,
      communication_stars,
      language,
      is_deleted,
      canonical,
      import_id,
    }
    const events = byReview.get(review_id)
    if (events === undefined) byReview.set(review_id, [event])
    else events.push(event)
  }
  return [...byReview.values()]
    .flatMap((events) => latestOf(events, directory, as_of))
    .filter(
      ({ property_id, date, platform: from }) =>
        (platform === undefined || from === platform) &&
        date >= period.from &&
        date < period.until &&
        isInScope(scope, directory, property_id, date),
    )
    .sort((a, b) => a.written_at - b.written_at || (a.review_id < b.review_id ? -1 : 1))
}

/** Of those up to as_of a later event replaces the earlier but keeps its first time; one that withdraws the review leaves none. */
function latestOf(events: readonly ReviewEvent[], directory: Directory, as_of: number): WrittenReview[] {
  const standing = distinctEvents(events, ({ review_id }) => review_id)
  const [first, ...others] = standing.filter(({ at }) => at <= as_of)
  if (first === undefined) return []
  const { is_deleted, ...latest } = others.at(-1) ?? first
  if (is_deleted) return []
  const date = localDay(zoneOf(directory, latest.property_id), first.at)
  return [{ ...latest, written_at: first.at, date }]
}
