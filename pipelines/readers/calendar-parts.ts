/** The components of an iCalendar file: its events as their lines of interest, its zones, and what it says of itself. */
import { linesOfCalendar } from './calendar-lines.ts'

/** What a calendar says of itself; '' where it says nothing. */
export interface CalendarHead {
  /** the program that wrote it */
  product: string
  name: string
  about: string
  timezone: string
}

/** By name, in the order in which they stand. */
export type Lines = ReadonlyMap<string, readonly string[]>

export type Part =
  | { readonly event: Lines }
  | { readonly zone: readonly string[] }
  /** a task, a note, times that are free */
  | { readonly other: true }

const HEAD: ReadonlyMap<string, keyof CalendarHead> = new Map([
  ['PRODID', 'product'],
  ['X-WR-CALNAME', 'name'],
  ['NAME', 'name'],
  ['X-WR-CALDESC', 'about'],
  ['DESCRIPTION', 'about'],
  ['X-WR-TIMEZONE', 'timezone'],
] as const)
/** Of an event; what else it has, alarms too, is passed over. */
const OF_EVENT = new Set([
  ...['UID', 'SUMMARY', 'DESCRIPTION', 'STATUS', 'ATTENDEE', 'ORGANIZER', 'DTSTAMP'],
  ...['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'],
])
const MOST_LINES = 2000
const NAME = /^[A-Za-z0-9-]+(?=[;:])/

/** @param head is filled as its lines are found: it is whole at the end */
export async function* partsOf(bytes: AsyncIterable<Uint8Array>, head: CalendarHead): AsyncGenerator<Part> {
  const open: string[] = []
  let event = new Map<string, string[]>()
  let zone: string[] = []
  for await (const lines of linesOfCalendar(bytes)) {
    for (const line of lines) {
      const name = NAME.exec(line)?.[0].toUpperCase() ?? ''
      const value = () => line.slice(line.indexOf(':') + 1).trim()
      if (name === 'BEGIN') {
        open.push(value().toUpperCase())
        if (open.length === 2) [event, zone] = [new Map<string, string[]>(), []]
      }
      const within = open[1]
      if (within === 'VTIMEZONE' && zone.length < MOST_LINES) zone.push(line)
      else if (within === 'VEVENT' && open.length === 2 && OF_EVENT.has(name)) keep(event, name, line)
      else if (within === undefined) {
        const member = HEAD.get(name)
        if (member !== undefined && head[member] === '') head[member] = plain(value())
      }
      if (name !== 'END') continue
      open.pop()
      if (within === undefined || open.length !== 1) continue
      if (within === 'VEVENT') yield { event }
      else if (within === 'VTIMEZONE') yield { zone }
      else yield { other: true }
    }
  }
}

function keep(event: Map<string, string[]>, name: string, line: string): void {
  const before = event.get(name)
  if (before === undefined) event.set(name, [line])
  else if (before.length < MOST_LINES) before.push(line)
}

/** Without the marks that keep commas and ends of lines apart from those of the format. */
function plain(value: string): string {
  return value.replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1')
}
