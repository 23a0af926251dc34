import type { Database } from './db/client.server.ts'
import type { Directory } from './directory/directory.ts'
import { compareBytes } from './order.ts'
import { meets } from './time/spans.ts'
import { firstInstant, MINUTE_MS } from './time/zone.ts'

/** A stretch in which a source that promised to told nothing. */
export interface Silence {
  source_id: string
  name: string
  /** its last event before, or the beginning of the day from which it tells, ms UTC */
  from_at: number
  /** its next event, ms UTC; null: not back by as_of */
  until_at: number | null
}

/** Length of a bucket of source_activity. */
const BUCKET_MS = 5 * MINUTE_MS

/**
 * docs/rules.md#not-reported; docs/events.md, butler.source.v1: a source with alive_every_s is silent after three times
 * that without an event of its own (the directory's and notes apart). An event that comes just then ends no silence; none
 * by as_of just then begins one. Before its first event, and before its `since` (midnight in DEFAULT_TIMEZONE), a source
 * is not silent.
 * @param stretch [from_at, until_at), ms UTC
 * @param as_of ms UTC: events after it are unseen, and so is time
 * @returns the silences that meet the stretch, whole, by from_at, then source_id
 */
export async function readSilences(
  db: Database,
  directory: Directory,
  stretch: { from_at: number; until_at: number },
  as_of: number,
): Promise<Silence[]> {
  const sources = [...directory.sources.values()].flatMap(({ source_id, alive_every_s, since }) =>
    alive_every_s === null
      ? []
      : [
          {
            source_id,
            limit_ms: 3000 * alive_every_s,
            since_at: firstInstant(directory.default_timezone, since, 0),
          },
        ],
  )
  const seen = { from_at: stretch.from_at, until_at: Math.min(stretch.until_at, as_of) }
  if (sources.length === 0 || seen.from_at >= seen.until_at) return []
  const rows = await db.readBulk<[string, number, number]>(SILENCES, {
    as_of,
    first_s: bucketOf(seen.from_at),
    last_s: bucketOf(seen.until_at),
    bucket_ms: BUCKET_MS,
    sources: sources.map(({ source_id }) => source_id),
    limits: sources.map(({ limit_ms }) => limit_ms),
    sinces: sources.map(({ since_at }) => since_at),
  })
  return rows
    .map(([source_id, from_at, next_at]) => ({
      source_id,
      name: directory.sources.get(source_id)?.name ?? source_id,
      from_at,
      until_at: next_at === NEVER ? null : next_at,
    }))
    .filter(({ from_at, until_at }) => meets({ from_at, until_at: until_at ?? as_of }, seen))
    .sort((a, b) => a.from_at - b.from_at || compareBytes(a.source_id, b.source_id))
}

/** Time of the latest event (any source, the directory's and notes apart) up to as_of, ms UTC; null without one. */
export async function readDataAsOf(db: Database, as_of: number): Promise<number | null> {
  const [row] = await db.readBulk<[number | null]>(
    `select maxOrNull(at)
    from
    (
        select toUnixTimestamp64Milli(arrayJoin(times)) as at
        from source_activity
        where bucket in (select max(bucket) from source_activity where toUnixTimestamp64Milli(first_at) <= {as_of:Int64})
    )
    where at <= {as_of:Int64}`,
    { as_of },
  )
  return row?.[0] ?? null
}

/** Start of the bucket that holds an instant, in seconds, as far as the engine's DateTime goes. */
function bucketOf(at: number): number {
  return Math.min(2 ** 32 - 1, Math.max(0, (Math.floor(at / BUCKET_MS) * BUCKET_MS) / 1000))
}

/** A time that no event has. */
const NEVER = -1

/**
 * What stands between one stretch of events and the next, where it is too long: source, its end, the next one's start.
 * A stretch is a bucket, from its first event to its last: inside it nothing is longer than a bucket. For sources that
 * are silent sooner it is one event. The last before the buckets asked for and the first after them stand at the ends.
 */
const SILENCES = `
select source, from_at, next_at
from
(
    select
        source,
        greatest(last_ms, transform(source, {sources:Array(String)}, {sinces:Array(Int64)}, toInt64(0))) as from_at,
        transform(source, {sources:Array(String)}, {limits:Array(Float64)}, toFloat64(0)) as limit_ms,
        leadInFrame(first_ms, 1, toInt64(${NEVER})) over (
            partition by source order by first_ms rows between current row and unbounded following
        ) as next_at
    from
    (
        select source, toUnixTimestamp64Milli(min(first_at)) as first_ms, least(toUnixTimestamp64Milli(max(last_at)), {as_of:Int64}) as last_ms
        from source_activity
        where source in arrayFilter((id, limit) -> limit >= {bucket_ms:Int64}, {sources:Array(String)}, {limits:Array(Float64)})
            and bucket between toDateTime({first_s:UInt32}, 'UTC') and toDateTime({last_s:UInt32}, 'UTC')
        group by source, bucket
        union all
        select distinct source, toUnixTimestamp64Milli(at) as first_ms, first_ms as last_ms
        from source_activity
        array join times as at
        where source in arrayFilter((id, limit) -> limit < {bucket_ms:Int64}, {sources:Array(String)}, {limits:Array(Float64)})
            and bucket between toDateTime({first_s:UInt32}, 'UTC') and toDateTime({last_s:UInt32}, 'UTC')
        union all
        select source, toUnixTimestamp64Milli(max(last_at)) as first_ms, first_ms as last_ms
        from source_activity
        where source in {sources:Array(String)} and bucket < toDateTime({first_s:UInt32}, 'UTC')
        group by source
        union all
        select source, toUnixTimestamp64Milli(min(first_at)) as first_ms, first_ms as last_ms
        from source_activity
        where source in {sources:Array(String)} and bucket > toDateTime({last_s:UInt32}, 'UTC')
        group by source
    )
    where first_ms <= {as_of:Int64}
)
where if(next_at = ${NEVER}, {as_of:Int64} - from_at >= limit_ms, next_at - from_at > limit_ms)`

/** When each of these sources was last heard of, ms UTC; without one that never was. */
export async function readLastHeard(
  db: Database,
  sources: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (sources.length === 0) return new Map()
  return new Map(
    await db.readBulk<[string, number]>(
      `select source, toUnixTimestamp64Milli(max(last_at))
      from source_activity
      where source in {sources:Array(String)}
      group by source`,
      { sources },
    ),
  )
}
