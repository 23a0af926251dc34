/** Whether a calendar is of bookings or of duties, and of which home. */
import type { Entry } from './calendar-entry.ts'
import type { CalendarHead } from './calendar-parts.ts'
import { dutyIn, isBookingTitle, isOfBookings } from './calendar-words.ts'
import type { Legend } from './roster-codes.ts'
import { fold, propertyId } from './sheet-names.ts'
import type { ReaderOptions } from './reader.ts'

/** null: nothing tells */
export function kindOf(
  entries: readonly Entry[],
  { product }: CalendarHead,
  legend: Legend,
  { home }: ReaderOptions,
): 'bookings' | 'duties' | null {
  if (home !== undefined || isOfBookings(product)) return 'bookings'
  let bookings = 0
  let duties = 0
  for (const entry of entries) {
    if (entry.platform !== undefined || entry.code !== '' || isBookingTitle(entry.summary)) bookings++
    else if (isDuty(entry, legend)) duties++
  }
  if (bookings === 0 && duties === 0) return null
  return bookings >= duties ? 'bookings' : 'duties'
}

/** A person with a time of day, or with a code or hours. */
function isDuty({ summary, people, start }: Entry, legend: Legend): boolean {
  const duty = dutyIn(summary, legend)
  if (duty.people.length === 0 && people.length === 0) return false
  return start?.minute !== null || duty.hours !== null
}

/** Words of platforms and calendars beside the name of a home. */
const BESIDE =
  /(?:^| )(?:airbnb|booking(?: com)?|vrbo|homeaway|realtycalendar|bnovo|avito|авито|sutochno|суточно|calendar|календарь|ical|ics|bookings|reservations?|брони|бронь|бронирования|занятость|availability)(?= |$)/g
/** Words that name no home, where nothing else is written. */
const NO_NAME =
  /^(?:(?:export|экспорт|basic|public|private|listings?|events?|download|new|my|мой|моя|копия|copy|home|untitled|без|названия|untitled|main|default|личный|personal|work|\d+)(?: |$))+$/

/**
 * As --home says it; else by the calendar's name or the file's, where either has words of its own.
 * @returns property_id; null: nothing names it
 */
export function homeOf({ name }: CalendarHead, { home, file_name = '' }: ReaderOptions): string | null {
  if (home !== undefined) return home
  // a browser counts its downloads: 'Невский 24 (1).ics'
  const file = file_name.replace(/\.(?:ics|ical|ifb|icalendar)$/i, '').replace(/\s*\(\d+\)$/, '')
  const named = [name, file].map(bare).find(isName)
  return named === undefined ? null : propertyId(named)
}

function isName(text: string): boolean {
  return /\p{L}{3}/u.test(text) && !NO_NAME.test(text) && !/(?=\S*\d)[0-9a-f]{8,}/i.test(text)
}

/** 'Бронирования: Невский 24', 'Невский 24 - Airbnb' → 'невский 24' */
function bare(text: string): string {
  return fold(text).replace(BESIDE, '').trim()
}
