/** What a file tells within the dates that are asked for, and what its connection tells completely. */
import { formatDay, localDay } from '#sql/time/zone.ts'
import { isLocalDate } from '../time.ts'
import type { Read, Reader, ReaderOptions } from './reader.ts'
import { EARLY } from './sheet-events.ts'

/** Who and what there is holds on every day. */
const TIMELESS = /^butler\.(?:property|owner|manager|account|chat|policy|source)\.v1$/

const COMPLETE = 'complete/'

/** Of an event of a source: whether it says what --complete asked for. */
export function isCompleteness(id: string): boolean {
  return id.startsWith(COMPLETE)
}

interface ReadEvent {
  type: string
  time: string
  data: { check_in?: string; check_out?: string; planned_start?: string }
}

/**
 * All that a reader reads of a file, of which what lies outside the dates is left out. A stay lies within where one of its
 * nights does; a shift belongs to the day on which it begins, an incident to the day on which it was opened.
 * Where `complete` is asked for, an event of the source comes last, if anything has a day.
 */
export async function* readsOf(
  reader: Reader,
  bytes: AsyncIterable<Uint8Array>,
  options: ReaderOptions,
): AsyncGenerator<Read> {
  const { from = '', until = '9999-12-31', complete = [] } = options
  if (options.from === undefined && options.until === undefined && complete.length === 0) {
    yield* reader.read(bytes, options)
    return
  }
  let first = ''
  let reports_days = false
  for await (const read of reader.read(bytes, options)) {
    const days = 'event' in read ? daysOf(read.event as unknown as ReadEvent, read.on, options) : null
    if (days === null) {
      yield read
      continue
    }
    if (days.last < from || days.first >= until) {
      yield { left_out: 'outside_dates' }
      continue
    }
    reports_days = true
    const day = days.first < from ? from : days.first
    if (first === '' || day < first) first = day
    yield read
  }
  if (reports_days && complete.length > 0) yield sourceOf(reader, complete, first, options)
}

/** The local dates on which something happens, both included; null: it holds on every day. */
function daysOf(
  { type, time, data }: ReadEvent,
  on: string | undefined,
  { timezone }: ReaderOptions,
): { first: string; last: string } | null {
  if (TIMELESS.test(type)) return null
  const dayOf = (moment: string) =>
    isLocalDate(moment) ? moment : formatDay(localDay(timezone, Date.parse(moment)))
  if (data.check_in !== undefined && data.check_out !== undefined) {
    const arrival = dayOf(data.check_in)
    const night = formatDay(localDay('UTC', Date.parse(dayOf(data.check_out))) - 1)
    return { first: arrival, last: night < arrival ? arrival : night }
  }
  const day = on ?? dayOf(time)
  return { first: day, last: day }
}

/** The same for each import of the same first day; told early, as sheets are, so that what is told live stands over it. */
function sourceOf(reader: Reader, complete: readonly string[], since: string, options: ReaderOptions): Read {
  const source = `${reader.scheme ?? reader.format}://${options.connection}`
  return {
    event: {
      specversion: '1.0',
      id: COMPLETE + since,
      source,
      type: 'butler.source.v1',
      time: new Date(EARLY).toISOString(),
      data: {
        source_id: `${source}/${COMPLETE}${since}`,
        name: options.connection,
        reports: [...new Set(complete)].sort(),
        since,
      },
    },
  }
}
