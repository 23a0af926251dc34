import { monthStart } from './portfolio.ts'

/** The local days on which the stories happen: at the same place in every portfolio, whenever it is made. */
export function storyDays(first_day: number) {
  const last = monthStart(first_day, 12)
  const current = monthStart(first_day, 13)
  return {
    /** the clock of shifts did not work for a week: planned, answering, never clocked */
    unclocked: monthStart(first_day, 5) + 9,
    /** short of staff for a month, and better after it */
    bad_from: monthStart(first_day, 7),
    bad_until: monthStart(first_day, 8),
    /** a home was sold */
    sold: monthStart(first_day, 9) + 9,
    /** the bot answered half */
    bot_from: monthStart(first_day, 10),
    bot_until: monthStart(first_day, 11),
    /** the telephone rang at night, and nobody took it */
    rang: monthStart(first_day, 11) + 7,
    /** a home was taken over on the 15th */
    taken_over: monthStart(first_day, 11) + 14,
    /** Telegram told nothing from 20:00 to 06:00 */
    telegram_silent: last + 5,
    /** the same lock fails three times, and once more in the month after */
    lock_fails: [last + 10, last + 11, last + 12, current],
    /** nobody there from 02:58 to 04:41, while a guest waited */
    nobody: last + 12,
    /** a noisy neighbour at two, the owner was not woken */
    noise: last + 16,
    two_at_night_from: last + 19,
    /** a leak at four, handled in fourteen minutes */
    leak: last + 20,
    /** on shift, clocked, and for hours nobody did anything */
    asleep: last + 17,
    /** written down three hours later */
    logged_late: last + 26,
    /** one person, and two guests at the same time */
    busy: current + 1,
  }
}
