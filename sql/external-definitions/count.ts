import { DAY_MS, HOUR_MS } from '../time/zone.ts'
import type { Platform } from './rules.ts'

/** A guest's message that opened a wait, with the first reply in its own conversation: what the platform sees. */
export interface Asked {
  at: number
  /** ms UTC; null: none by as_of */
  replied_at: number | null
  /** marked as needing no reply, within 24 hours */
  is_dismissed: boolean
  /** the first message of its conversation */
  is_first: boolean
  /** by its home's clock: Monday to Friday, 09:00–18:00 */
  is_working_hours: boolean
  /** by its home's clock; else earlier */
  is_in_period: boolean
}

/** answered / counted; counted: those that were answered, or whose time is over */
export interface Counted {
  answered: number
  counted: number
}

const MONTH_MS = 30 * DAY_MS
const QUARTER_MS = 90 * DAY_MS
const FEWEST = 10

function within(asked: readonly Asked[], limit_ms: number, as_of: number): Counted {
  const due = asked.filter(({ at, replied_at }) => replied_at !== null || as_of - at > limit_ms)
  const answered = due.filter(({ at, replied_at }) => replied_at !== null && replied_at - at <= limit_ms)
  return { answered: answered.length, counted: due.length }
}

/** Those of the last 30 days before until_at; of fewer than ten the last ten, none older than `oldest_ms`. */
function recent(asked: readonly Asked[], until_at: number, oldest_ms: number): Asked[] {
  const month = asked.filter(({ at }) => at >= until_at - MONTH_MS)
  if (month.length >= FEWEST) return month
  return asked.filter(({ at }) => at >= until_at - oldest_ms).slice(-FEWEST)
}

/**
 * Counts as the platform does (rules.ts).
 * @param asked in the platform's channel, up to the end of the period, some time back, in order
 * @param until_at end of the period, or as_of if that is earlier
 */
export function countedAs(
  platform: Platform,
  asked: readonly Asked[],
  { until_at, as_of }: { until_at: number; as_of: number },
): Counted {
  switch (platform) {
    case 'avito':
      return within(
        asked.filter(({ is_working_hours, is_in_period }) => is_working_hours && is_in_period),
        HOUR_MS,
        as_of,
      )
    case 'booking':
      return within(
        recent(
          asked.filter(({ is_dismissed }) => !is_dismissed),
          until_at,
          Infinity,
        ),
        DAY_MS,
        as_of,
      )
    case 'airbnb':
      return within(
        recent(
          asked.filter(({ is_first }) => is_first),
          until_at,
          QUARTER_MS,
        ),
        DAY_MS,
        as_of,
      )
  }
}
