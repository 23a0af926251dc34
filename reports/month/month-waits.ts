/** What a month says of its waits: few as they are, the late ones, the longest, and the trend. */
import type { Period } from '#sql/time/period.ts'
import type { Wait } from '#sql/waits.server.ts'
import { DAY_MS, formatDay, offsetAt } from '#sql/time/zone.ts'
import { zoneIn, type Clocks } from './clocks.ts'
import type { LateWait, LongestWait, MonthContents, Trend } from './contents.ts'

/** Below this many waits a median is told as the waits themselves (docs/rules.md#few-cases). */
const FEW_WAITS = 5
/** With fewer turns a day each is drawn by itself. */
const DOTS_A_DAY = 20

const isPeoples = (wait: Wait) => wait.answered_role !== 'bot'

export function fewWaits(waits: readonly Wait[]): number[] | null {
  const waits_s = waits.filter(isPeoples).flatMap(({ wait_s }) => wait_s ?? [])
  return waits_s.length > 0 && waits_s.length < FEW_WAITS ? waits_s.sort((a, b) => a - b) : null
}

export function lateWaits(waits: readonly Wait[]): LateWait[] {
  const guests = new Map<string, number>()
  return waits
    .filter((wait) => isPeoples(wait) && wait.is_late)
    .map(({ date, answered_at, wait_s, is_night, thread }) => {
      const guest = guests.get(thread) ?? guests.size
      guests.set(thread, guest)
      return {
        night: is_night ? formatDay(date) : null,
        wait_s: wait_s ?? 0,
        is_answered: answered_at !== null,
        guest,
      }
    })
}

export function longestOf(waits: readonly Wait[]): LongestWait | null {
  let longest: (Wait & { wait_s: number }) | undefined
  for (const wait of waits) {
    const { wait_s } = wait
    if (isPeoples(wait) && wait_s !== null && wait_s > (longest?.wait_s ?? -1)) longest = { ...wait, wait_s }
  }
  if (longest === undefined) return null
  const { wait_s, opened_at, answered_at, property_id, conversation_id } = longest
  return {
    wait_s,
    property_id,
    conversation_id,
    opened_at: new Date(opened_at).toISOString(),
    answered_at: answered_at === null ? null : new Date(answered_at).toISOString(),
  }
}

export function trendOf(
  waits: readonly Wait[],
  period: Period,
  clocks: Clocks,
  audience: MonthContents['audience'],
): Trend {
  const days = period.until - period.from
  const due = waits.flatMap((wait) => (wait.wait_s === null ? [] : [{ ...wait, wait_s: wait.wait_s }]))
  const isFew = due.length < DOTS_A_DAY * days
  if (isFew && !(audience === 'management' && due.length > 4 * days)) {
    return {
      kind: 'dots',
      dots: due.map(({ property_id, opened_at, wait_s, is_late, answered_role }) => ({
        property_id,
        opened_at,
        wait_s,
        is_late,
        is_bot: answered_role === 'bot',
        day: (opened_at + offsetAt(zoneIn(clocks, property_id), opened_at)) / DAY_MS - period.from,
      })),
    }
  }
  return {
    kind: 'lines',
    days: Array.from({ length: days }, (_, index) => {
      const own = due
        .filter((wait) => wait.date === period.from + index && isPeoples(wait))
        .map(({ wait_s }) => wait_s)
        .sort((a, b) => a - b)
      return {
        date: formatDay(period.from + index),
        turns: own.length,
        wait_p50_s: between(own, 0.5),
        wait_p90_s: between(own, 0.9),
      }
    }),
  }
}

/** Percentile between the two neighbours (Excel's PERCENTILE.INC) of values in order; null without one. */
function between(sorted: readonly number[], level: number): number | null {
  const place = (sorted.length - 1) * level
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}
