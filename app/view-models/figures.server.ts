import type { Database } from '#sql/db/client.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { hasManyHomes, readsAsTeam } from '#reports/month/team.ts'
import { readMetrics, type Answer, type MetricsQuery } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'

interface ViewContext {
  /** ids of the subject; absent: all */
  metrics?: readonly string[]
  by?: string | null
  /** nights as the team's, where management looks at several homes; absent: by person alone, whose nights they are */
  isTeams?: boolean
}

/** The question for a month's figures. */
export function monthQuestion(
  { scope, as_of, months, audience }: Pick<View, 'scope' | 'as_of' | 'months' | 'audience'>,
  subject: Subject,
  { metrics, by = null, isTeams = by === 'person' }: ViewContext = {},
): MetricsQuery {
  const period = parsePeriod(months.period.from, months.period.until)
  return {
    subject,
    scope,
    as_of,
    by,
    every: null,
    language: 'en',
    period,
    team: subject === 'nights' && isTeams && readsAsTeam(audience, scope, period),
    ...(metrics === undefined ? {} : { metrics }),
  }
}

/** Whether nights of several homes are added up in an answer: then they are home-nights. */
export function addsHomeNights({ subject, by, team, scope, period }: MetricsQuery): boolean {
  return subject === 'nights' && !team && by !== 'property' && hasManyHomes(scope, period)
}

/** Figures of a month, and of the month before. */
export async function readFigures(
  db: Database,
  view: View,
  subject: Subject,
  of: ViewContext = {},
): Promise<Answer> {
  const { directory, months, hasBefore } = view
  const query = monthQuestion(view, subject, of)
  const period = parsePeriod(months.before.from, months.before.until)
  // one question each, since nights stayed are counted over one period
  const now = await readMetrics(db, directory, query)
  if (!hasBefore) return now
  const before = await readMetrics(db, directory, { ...query, by: null, period })
  return { ...now, before: before.total, before_of: before.of }
}
