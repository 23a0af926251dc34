import type { Database } from './db/client.server.ts'
import type { Ordered } from './order.ts'
import type { Span } from './time/spans.ts'

/** A mark or a word about a shift that came in more than 15 minutes after the time that it claims, and not with a file. */
export interface Arrival extends Ordered {
  /** id of the shift, or of the mark's conversation */
  key: string
  /** ms UTC */
  received_at: number
}

/** What was said afterwards of the shifts that can have lasted in a stretch of time. */
export async function readShiftArrivals(db: Database, { from_at, until_at }: Span): Promise<Arrival[]> {
  return readArrivals(
    db,
    `kind = 'shift' and key in
    (
        select shift_id
        from shift_extents
        where shift_id in (select shift_id from shift_extents where until_at > fromUnixTimestamp64Milli({from_at:Int64}))
        group by shift_id
        having min(shift_extents.from_at) < fromUnixTimestamp64Milli({until_at:Int64})
    )`,
    { from_at, until_at },
  )
}

/** What was said afterwards in marks that claim a time of this stretch, its end included. */
export async function readMarkArrivals(db: Database, { from_at, until_at }: Span): Promise<Arrival[]> {
  return readArrivals(
    db,
    `kind = 'mark'
        and at between fromUnixTimestamp64Milli({from_at:Int64}) and fromUnixTimestamp64Milli({until_at:Int64})`,
    { from_at, until_at },
  )
}

/** Of two contents of one identity the one that came last: up to then nobody knew what counts. */
async function readArrivals(
  db: Database,
  which: string,
  params: { from_at: number; until_at: number },
): Promise<Arrival[]> {
  const rows = await db.readBulk<[string, number, string, string, number]>(
    `select key, toUnixTimestamp64Milli(at), source, id, toUnixTimestamp64Milli(max(first.1))
    from
    (
        select key, at, source, id, variant, min(arrivals.first) as first
        from arrivals
        where ${which}
        group by key, at, source, id, variant
    )
    where first.1 > at + interval 15 minute and not first.2
    group by key, at, source, id`,
    params,
  )
  return rows.map(([key, at, source, id, received_at]) => ({ key, at, source, id, received_at }))
}
