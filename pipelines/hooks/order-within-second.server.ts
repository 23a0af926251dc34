import type { Database } from '#sql/db/client.server.ts'

const MOST_REMEMBERED = 20_000
const LAST_WITHIN_SECOND = 999
const NONE: ReadonlyMap<string, number> = new Map()

/**
 * Milliseconds of messages of one chat whose vendor tells full seconds: in the order in which they came, as files have them in
 * theirs. One that comes again keeps its own: what came since this process began is remembered, else it is looked up.
 */
export class OrderWithinSeconds {
  readonly #db: Database
  readonly #since: number
  /** chat and second → id → place */
  readonly #seconds = new Map<string, Map<string, number>>()

  /** @param since ms UTC when this process began to listen */
  constructor(db: Database, since: number) {
    this.#db = db
    this.#since = since
  }

  /** @param second ms UTC, a full second @returns ms UTC */
  async at(of: { source: string; conversation_id: string; id: string; second: number }): Promise<number> {
    const key = `${of.conversation_id} ${of.second}`
    const landed = this.#seconds.has(key) || of.second > this.#since ? NONE : await this.#landed(of)
    // another of the same second may have come while this one was looked up
    const places = this.#seconds.get(key) ?? new Map(landed)
    this.#seconds.set(key, places)
    if (this.#seconds.size > MOST_REMEMBERED) this.#forget()
    const place = places.get(of.id) ?? places.size
    places.set(of.id, place)
    return of.second + Math.min(place, LAST_WITHIN_SECOND)
  }

  async #landed(of: {
    source: string
    conversation_id: string
    second: number
  }): Promise<Map<string, number>> {
    const rows = await this.#db.readBulk<[string, number]>(
      `select id, toUnixTimestamp64Milli(min(at)) as first_at
      from message_events
      where conversation_id = {conversation:String} and source = {source:String}
          and at >= fromUnixTimestamp64Milli({second:Int64}) and at < fromUnixTimestamp64Milli({second:Int64} + 1000)
      group by id
      order by first_at, id`,
      { conversation: of.conversation_id, source: of.source, second: of.second },
    )
    return new Map(rows.map(([id, at]) => [id, at - of.second]))
  }

  /** the older half */
  #forget(): void {
    for (const key of [...this.#seconds.keys()].slice(0, MOST_REMEMBERED / 2)) this.#seconds.delete(key)
  }
}
