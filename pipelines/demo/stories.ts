import { monthStart } from './clock.ts'

/** Local days of the stories: months are counted from the first, which is 0; 12 is the last whole one, 13 the current. */
export type StoryDays = ReturnType<typeof storyDays>

/** The stories stand at the same place in every portfolio, whenever it is made. */
export function storyDays(first_day: number) {
  const last = monthStart(first_day, 12)
  const current = monthStart(first_day, 13)
  return {
    first_day,
    /** a guest stays here, and again half a year later, in the same chat */
    visits: [monthStart(first_day, 4) + 6, monthStart(first_day, 10) + 13],
    /** for a week nobody could clock in: planned, answering, never clocked */
    unclocked: { from: monthStart(first_day, 5) + 9, until: monthStart(first_day, 5) + 16 },
    /** short of staff for a month, and better after it */
    bad: { from: monthStart(first_day, 7), until: monthStart(first_day, 8) },
    /** a home was sold */
    sold: monthStart(first_day, 9) + 9,
    /** the bot answered half */
    bots: { from: monthStart(first_day, 10), until: monthStart(first_day, 11) },
    /** the telephone rang at night, and nobody called back until morning */
    rang: monthStart(first_day, 11) + 7,
    /** a home was taken over on the 15th */
    taken_over: monthStart(first_day, 11) + 14,
    /** Telegram told nothing from 20:00 to 06:00 */
    telegram_silent: last + 5,
    /** nobody there from 02:58 to 04:41, while a guest waited: the night from the 13th to the 14th */
    nobody: last + 12,
    /** a noisy neighbour at two, the owner was not woken */
    noise: last + 16,
    /** on shift, clocked, and for hours nobody did anything */
    asleep: last + 17,
    two_at_night_from: last + 19,
    /** a leak at four, handled in fourteen minutes */
    leak: last + 20,
    /** the same lock fails three times, and once more in the month after */
    lock_fails: [last + 21, last + 22, last + 24, current],
    /** written down three hours later */
    logged_late: last + 26,
    /** three guests in the same quarter of an hour */
    busy: current + 1,
    /** no light just before midnight, handled in nine minutes */
    power: current + 2,
  }
}

export function isWithin(day: number, { from, until }: { from: number; until: number }): boolean {
  return day >= from && day < until
}
