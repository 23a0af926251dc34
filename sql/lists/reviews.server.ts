import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import type { ListQuery } from './list-query.ts'
import { readReviews } from '../reviews/reviews.server.ts'
import { formatDay } from '../time/zone.ts'
import { ownStays } from './stays-known.server.ts'
import { at, text, type ListRow } from './cells.ts'

/** Each review with the service that its stay had got until it was written; null where the stay is not known. */
export async function readReviewList(
  db: Database,
  directory: Directory,
  query: ListQuery,
): Promise<ListRow[]> {
  const reviews = await readReviews(db, directory, { ...query, withLater: false })
  const stays = await ownStays(
    db,
    directory,
    query.scope,
    reviews.flatMap(({ stay_id }) => stay_id ?? []),
  )
  return reviews.map(({ service, ...review }) => ({
    property_id: text(review.property_id),
    review_id: text(review.review_id),
    date: formatDay(review.date),
    written_at: at(review.written_at),
    platform: text(review.platform),
    language: text(review.language),
    rating: review.rating,
    scale: review.scale,
    stars: review.stars,
    communication_stars: review.communication_stars,
    is_linked: review.stay_id !== null,
    stay_id: review.stay_id !== null && stays.has(review.stay_id) ? review.stay_id : null,
    turns: service?.turns ?? null,
    wait_p50_s: service?.wait_p50_s ?? null,
    wait_max_s: service?.wait_max_s ?? null,
    late: service?.late ?? null,
    night_late: service?.night_late ?? null,
    incidents: service?.incidents ?? null,
    incidents_handled_in_time: service === null || service.incidents === 0 ? null : service.handled_in_time,
  }))
}
