/** When a message of result.json was sent. */
import { firstInstant, parseClock, parseDay } from '#sql/time/zone.ts'
import { readInstant } from '../time.ts'
import type { ReaderOptions } from './reader.ts'
import { wordOf } from './telegram-json.ts'

/** Anything before is no date of a message: the program writes 0 where it knows none. */
const FIRST_TIME = Date.UTC(2000, 0, 1)
const LAST_WITHIN_SECOND = 999

/**
 * @param options timezone is where the exporting computer stood: `date` is its local time. `date_unixtime` is right anywhere, and absent
 *   from exports before about December 2021
 * @returns milliseconds UTC, whole seconds; null: nothing is told
 */
export function secondOf(
  message: Record<string, unknown>,
  options: Pick<ReaderOptions, 'timezone' | 'onLocalTime'>,
): number | null {
  const unixtime = wordOf(message.date_unixtime)
  const at = /^\d{1,11}$/.test(unixtime)
    ? Number(unixtime) * 1000
    : localSecond(wordOf(message.date), options)
  return at !== null && at >= FIRST_TIME ? at : null
}

/** '2026-11-03T21:10:00'. Of an hour that came twice, when clocks went back, it is the first. */
function localSecond(
  date: string,
  { timezone, onLocalTime }: Pick<ReaderOptions, 'timezone' | 'onLocalTime'>,
): number | null {
  if (!/^[^.]{19}$/.test(date) || readInstant(`${date}Z`) === null) return null
  onLocalTime?.()
  const seconds = Number(date.slice(17))
  return firstInstant(timezone, parseDay(date.slice(0, 10)), parseClock(date.slice(11, 16)) + seconds * 1000)
}

/**
 * Telegram tells seconds, and the order of the file is finer: one millisecond a line within a second, at most 999.
 *
 * TRICKY: time is a part of what an event is (docs/events.md). Where a line was deleted before a later export, those after it
 * within the same second come a millisecond earlier, and are events of their own.
 */
export class OrderWithinSecond {
  #second = Number.NaN
  #lines = 0

  /** @param second milliseconds UTC of the line that comes next in the file */
  next(second: number): number {
    this.#lines = second === this.#second ? Math.min(this.#lines + 1, LAST_WITHIN_SECOND) : 0
    this.#second = second
    return second + this.#lines
  }
}
