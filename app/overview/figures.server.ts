import type { Database } from '#sql/client.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer, type Ask } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'

/**
 * The question for a month's figures.
 * @param metrics ids of the subject; absent: all
 */
export function monthQuestion(
  { scope, as_of, months }: Pick<View, 'scope' | 'as_of' | 'months'>,
  subject: Subject,
  { metrics, by = null }: { metrics?: readonly string[]; by?: string | null } = {},
): Ask {
  return {
    ...{ subject, scope, as_of, by, every: null, language: 'en', team: false },
    period: parsePeriod(months.period.from, months.period.until),
    ...(metrics === undefined ? {} : { metrics }),
  }
}

/**
 * Figures of a month, and of the month before.
 * @param metrics ids of the subject; absent: all
 */
export async function readFigures(
  db: Database,
  view: View,
  subject: Subject,
  of: { metrics?: readonly string[]; by?: string | null } = {},
): Promise<Answer> {
  const { directory, months, hasBefore } = view
  const ask = monthQuestion(view, subject, of)
  const period = parsePeriod(months.before.from, months.before.until)
  // one question each, since nights stayed are counted over one period
  const now = await readMetrics(db, directory, ask)
  if (!hasBefore) return now
  const before = await readMetrics(db, directory, { ...ask, by: null, period })
  return { ...now, before: before.total }
}
