/** Which advertisement is of which home: what is said of it, and advertisements of which nobody said it. */
import type { Database } from '../db/client.server.ts'
import type { Directory, Property } from './directory.ts'
import { compareBytes } from '../order.ts'

/** An advertisement of a home, or of none so far; or a home without one. Times in ms UTC; null: no message hangs on it. */
export interface ListingToPlace {
  /** '' where the home has none */
  listing_id: string
  channel: string
  conversations: number
  messages: number
  first_at: number | null
  last_at: number | null
  /** undefined: nobody said whose it is */
  home: Property | undefined
  /** local date of the home, days since 1970-01-01; −Infinity: always */
  since: number
}

/** Advertisements that are nobody's first, of them those with most messages; then each home with its own. */
export async function readListings(db: Database, directory: Directory): Promise<ListingToPlace[]> {
  const rows = await db.readBulk<[string, string, number, number, number, number]>(
    `select
        listing_id, any(channel), toUInt32(uniqExact(conversation_id)), toUInt32(uniqExact(conversation_id, source, id)),
        toUnixTimestamp64Milli(min(at)), toUnixTimestamp64Milli(max(at))
    from message_events
    where listing_id != ''
    group by listing_id`,
  )
  const counted = new Map(
    rows.map(([listing_id, channel, conversations, messages, first_at, last_at]) => [
      listing_id,
      { channel, conversations, messages, first_at, last_at },
    ]),
  )
  const none = { channel: '', conversations: 0, messages: 0, first_at: null, last_at: null }
  const unclaimed = [...counted]
    .filter(([listing_id]) => !directory.listings.has(listing_id))
    .map(([listing_id, counts]) => ({ listing_id, ...counts, home: undefined, since: -Infinity }))
    .sort((a, b) => b.messages - a.messages)
  const byId = [...directory.properties.values()].sort((a, b) => compareBytes(a.property_id, b.property_id))
  const homes = byId.flatMap((home): ListingToPlace[] => {
    const own = [...directory.listings].flatMap(([listing_id, claims]) =>
      claims
        .filter(({ property_id }) => property_id === home.property_id)
        .map(({ channel, since }) => ({
          ...none,
          ...counted.get(listing_id),
          listing_id,
          channel,
          home,
          since,
        })),
    )
    // what is told twice is one row
    const unique = new Map(own.map((one) => [`${one.listing_id} ${one.channel} ${one.since}`, one]))
    return own.length === 0 ? [{ ...none, listing_id: '', home, since: -Infinity }] : [...unique.values()]
  })
  return [...unclaimed, ...homes]
}
