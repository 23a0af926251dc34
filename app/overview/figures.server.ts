import type { Database } from '#sql/client.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer, type Ask } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'

/**
 * Figures of a month, and of the month before.
 * @param metrics ids of the subject; absent: all
 */
export async function readFigures(
  db: Database,
  { directory, scope, as_of, months }: View,
  subject: Subject,
  { metrics, by = null }: { metrics?: readonly string[]; by?: string | null } = {},
): Promise<Answer> {
  const ask: Omit<Ask, 'period' | 'by'> = {
    ...{ subject, scope, as_of, every: null, language: 'en', team: false },
    ...(metrics === undefined ? {} : { metrics }),
  }
  const of = (period: { from: string; until: string }) => parsePeriod(period.from, period.until)
  // one question each, since nights stayed are counted over one period
  const [now, before] = [
    await readMetrics(db, directory, { ...ask, by, period: of(months.period) }),
    await readMetrics(db, directory, { ...ask, by: null, period: of(months.before) }),
  ]
  return { ...now, before: before.total }
}
