/** Calendars, .ics: the bookings of a home, or the duties of a team. Which of both its events say. */
import { entryOf, type Entry } from './calendar-entry.ts'
import { homeOf, kindOf } from './calendar-kind.ts'
import { type CalendarHead, partsOf } from './calendar-parts.ts'
import { readShifts } from './calendar-shifts.ts'
import { readStays } from './calendar-stays.ts'
import { CalendarZones } from './calendar-times.ts'
import { legendIn } from './roster-codes.ts'
import type { Read, Reader, ReaderOptions } from './reader.ts'

const MOST_EVENTS = 100_000
const MOST_ZONES = 200
const TOO_MANY = 'a calendar of over 100 000 events: export it in parts, nothing of it is taken'
const NOTHING = 'no event is in the calendar; if it is not UTF-8, save it as UTF-8'
const UNKNOWN =
  'a calendar of which nothing tells whether it is of bookings or of duties: for bookings say of which home with --home NAME; for duties write who is on duty in the titles, and a code or hours where an event lasts whole days'
const NO_HOME =
  'a calendar of bookings that does not name its home: say it with --home NAME, the name of the home in your sheet of homes, or call the file as the home is called'

export const calendar: Reader = {
  format: 'calendar',
  scheme: 'sheet',
  version: 1,
  recognises: (head) => /^[\s\uFEFF]*BEGIN:VCALENDAR/i.test(head),
  read,
}

async function* read(bytes: AsyncIterable<Uint8Array>, options: ReaderOptions): AsyncGenerator<Read> {
  const head: CalendarHead = { product: '', name: '', about: '', timezone: '' }
  const entries: Entry[] = []
  const own: (readonly string[])[] = []
  for await (const part of partsOf(bytes, head)) {
    if ('other' in part) yield { left_out: 'no_event' }
    else if ('zone' in part) {
      if (own.length < MOST_ZONES) own.push(part.zone)
    } else if (entries.push(entryOf(part.event)) > MOST_EVENTS) {
      yield { not_understood: TOO_MANY }
      return
    }
  }
  if (entries.length === 0) {
    yield { not_understood: NOTHING }
    return
  }
  const zones = new CalendarZones(head.timezone, options, own)
  const legend = new Map(legendIn(head.about))
  const kind = kindOf(entries, head, legend, options)
  if (kind === null) yield { not_understood: UNKNOWN }
  else if (kind === 'duties') yield* readShifts({ entries, zones, legend }, options)
  else {
    const home = homeOf(head, options)
    if (home === null) yield { not_understood: NO_HOME }
    else yield* readStays(entries, zones, home, options)
  }
}
