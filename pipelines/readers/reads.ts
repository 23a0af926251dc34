/** What a file tells within the dates that are asked for, and what its connection tells completely. */
import { formatDay, localDay } from '#sql/time/zone.ts'
import { isLocalDate } from '../time.ts'
import type { Read, Reader, ReaderOptions } from './reader.ts'
import { EARLY } from './sheet-events.ts'

/** Who and what there is holds on every day. */
const TIMELESS = /^butler\.(?:property|owner|manager|account|chat|policy|source)\.v1$/

const COMPLETE = 'complete/'
const PARTIAL = 'partial'
const MINUTES = 'minutes'

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
 * Last comes what the connection is: what it tells completely, where that is asked for and anything has a day; that
 * messages are else told in part, for nobody knows of others (docs/rules.md#told-in-part); whether times have no seconds.
 */
export async function* readsOf(
  reader: Reader,
  bytes: AsyncIterable<Uint8Array>,
  options: ReaderOptions,
): AsyncGenerator<Read> {
  const { from = '', until = '9999-12-31', complete = [] } = options
  let first = ''
  let is_to_minute = false
  let tells_messages = false
  for await (const read of reader.read(bytes, options)) {
    if (!('event' in read)) {
      yield read
      continue
    }
    const event = read.event as unknown as ReadEvent
    const days = daysOf(event, read.on, options)
    if (days !== null && (days.last < from || days.first >= until)) {
      yield { left_out: 'outside_dates' }
      continue
    }
    if (days !== null) {
      const day = days.first < from ? from : days.first
      if (first === '' || day < first) first = day
    }
    tells_messages ||= event.type === 'butler.message.v1'
    is_to_minute ||= read.is_to_minute ?? false
    yield read
  }
  if (first !== '' && complete.length > 0) {
    const reports = [...new Set(complete)].sort()
    yield sourceOf(reader, options, COMPLETE + first, { reports, since: first })
  }
  if (tells_messages && !complete.includes('messages'))
    yield sourceOf(reader, options, PARTIAL, { reports: [], partial: ['messages'] })
  if (is_to_minute) yield sourceOf(reader, options, MINUTES, { reports: [], precision: 'minute' })
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

/** The same for each import that says the same; told early, as sheets are, so that what is told live stands over it. */
function sourceOf(
  reader: Reader,
  { connection, home }: ReaderOptions,
  what: string,
  says: Record<string, unknown>,
): Read {
  const source = `${reader.scheme ?? reader.format}://${connection}`
  const id = home === undefined ? what : `${what}/${home}`
  return {
    event: {
      specversion: '1.0',
      id,
      source,
      type: 'butler.source.v1',
      time: new Date(EARLY).toISOString(),
      data: {
        source_id: `${source}/${id}`,
        name: connection,
        ...says,
        ...(home !== undefined && { properties: [home] }),
      },
    },
  }
}
