/** What all events of a sheet have in common. */
import { firstInstant, parseClock, parseDay } from '#sql/time/zone.ts'
import type { Read, ReaderOptions } from './reader.ts'

/**
 * When a sheet's events happened, where it doesn't say: before all others. A sheet tells what holds, not since when, so it must
 * stand under whatever was told at a known time; and as the time is always the same, a corrected sheet replaces what the one
 * before said (docs/rules.md#told-twice), instead of standing beside it.
 */
export const EARLY = Date.UTC(2000, 0, 1)

export interface SheetEvent {
  readonly type: 'property' | 'owner' | 'manager' | 'source' | 'shift' | 'stay' | 'review' | 'incident'
  readonly id: string
  /** milliseconds UTC, not after now; absent: EARLY */
  readonly at?: number
  /** local date that it belongs to, where that is not the one of `at` */
  readonly on?: string
  /** members that are undefined or '' are left out */
  readonly data: Readonly<Record<string, unknown>>
}

export function sheetEvent(
  { connection }: ReaderOptions,
  { type, id, at = EARLY, on, data }: SheetEvent,
): Read {
  return {
    ...(on !== undefined && { on }),
    event: {
      specversion: '1.0',
      id,
      source: `sheet://${connection}`,
      type: `butler.${type}.v1`,
      time: new Date(at).toISOString(),
      data: Object.fromEntries(
        Object.entries(data).filter(([, value]) => value !== undefined && value !== ''),
      ),
    },
  }
}

/**
 * What a sheet tells from a day on. Without it the first event would be that day, and a sheet's events are early. Stays in
 * part, where nobody says that these are all: a platform lists its own (docs/rules.md#told-in-part).
 * A source of its own for each day and home: an earlier sheet's word is not taken back by a later one's.
 * @param first the first day of the sheet; of what is told from a later day on it is that day
 * @param home property_id of the one home that all of it is about; absent: of any
 */
export function reportsSince(
  options: ReaderOptions,
  { reports, name, first, home }: { reports: 'plans' | 'stays'; name: string; first: string; home?: string },
): Read {
  const since = options.from !== undefined && options.from > first ? options.from : first
  const of_home = home === undefined ? '' : `/${home}`
  const source_id = `sheet://${options.connection}/${reports}/${since}${of_home}`
  const is_part = reports === 'stays' && options.complete?.includes(reports) !== true
  return sheetEvent(options, {
    type: 'source',
    id: source_id,
    data: {
      source_id,
      name,
      reports: [reports],
      since,
      ...(is_part && { partial: [reports] }),
      ...(home !== undefined && { properties: [home] }),
    },
  })
}

/** @param date YYYY-MM-DD, local  @param clock hh:mm  @returns milliseconds UTC */
export function localInstant(options: ReaderOptions, date: string, clock: string): number {
  options.onLocalTime?.()
  return instantOfDate(options, date, clock)
}

/** The same where only the date is told, and the time of day stands for any. */
export function instantOfDate({ timezone }: ReaderOptions, date: string, clock: string): number {
  return firstInstant(timezone, parseDay(date), parseClock(clock))
}
