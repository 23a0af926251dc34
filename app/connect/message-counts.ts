/** The messages of a file by month, and the chats that seem to begin in the small hours: counts, and no figure of the catalogue. */
import { isNight, type Policy } from '#sql/directory/policy.ts'
import { clockTime, formatDay, HOUR_MS, localDay } from '#sql/time/zone.ts'
import type { Read } from '#pipelines/readers/reader.ts'

/** By which clock months and nights are told apart, and what night is. */
export interface HomeClock {
  timezone: string
  night: Policy
}

export interface MonthOfMessages {
  /** YYYY-MM */
  month: string
  guests: number
  /** of those of guests */
  at_night: number
  ours: number
  /** of people who are still to be placed */
  open: number
}

/** Calls and reactions are none. */
const MESSAGES: ReadonlySet<string> = new Set(['text', 'media', 'voice'])
/** Few guests begin to write then: where many do, the zone is another. Hours of the clock, [from, to). */
const SMALL_HOURS = { from: 3, to: 5 } as const

interface Message {
  type: string
  time: string
  data: { conversation_id: string; kind: string; author: { role: string } }
}

export class MessageCounts {
  readonly #clock: HomeClock
  readonly #months = new Map<number, MonthOfMessages>()
  /** ms UTC by chat */
  readonly #begins = new Map<string, number>()

  constructor(clock: HomeClock) {
    this.#clock = clock
  }

  add(read: Read): void {
    if (!('event' in read)) return
    const { type, time, data } = read.event as unknown as Message
    if (type !== 'butler.message.v1') return
    const at = Date.parse(time)
    const begun = this.#begins.get(data.conversation_id)
    if (begun === undefined || at < begun) this.#begins.set(data.conversation_id, at)
    if (!MESSAGES.has(data.kind)) return
    const month = this.#monthOf(at)
    if (data.author.role === 'unknown') month.open++
    else if (data.author.role !== 'guest') month.ours++
    else {
      month.guests++
      if (isNight(this.#clock.night, this.#clock.timezone, at)) month.at_night++
    }
  }

  /** From the first to the last, those without any message, too. */
  get months(): MonthOfMessages[] {
    const known = [...this.#months.keys()]
    const [first, last] = [Math.min(...known), Math.max(...known)]
    return Array.from({ length: known.length === 0 ? 0 : last - first + 1 }, (_, index) => {
      const month = first + index
      return this.#months.get(month) ?? emptyMonth(month)
    })
  }

  /** How many chats begin in the small hours. */
  get early_chats(): number {
    const hours = [...this.#begins.values()].map((at) => clockTime(this.#clock.timezone, at) / HOUR_MS)
    return hours.filter((hour) => hour >= SMALL_HOURS.from && hour < SMALL_HOURS.to).length
  }

  #monthOf(at: number): MonthOfMessages {
    const [year = 0, month = 0] = formatDay(localDay(this.#clock.timezone, at)).split('-').map(Number)
    const number = year * 12 + month - 1
    const known = this.#months.get(number) ?? emptyMonth(number)
    this.#months.set(number, known)
    return known
  }
}

/** @param number months since the year 0 */
function emptyMonth(number: number): MonthOfMessages {
  const month = `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
  return { month, guests: 0, at_night: 0, ours: 0, open: 0 }
}

export function sumOfMonth({ guests, ours, open }: MonthOfMessages): number {
  return guests + ours + open
}

/** A month with less than this share of what is usual is quiet. */
const QUIET_SHARE = 0.1

/** Months in which people may have written elsewhere; the first and the last are mostly parts of one. */
export function quietMonths(months: readonly MonthOfMessages[]): string[] {
  const within = months.slice(1, -1)
  const sums = within.map(sumOfMonth).sort((a, b) => a - b)
  const usual = sums[Math.floor(sums.length / 2)] ?? 0
  return within.filter((one) => sumOfMonth(one) < usual * QUIET_SHARE).map(({ month }) => month)
}
