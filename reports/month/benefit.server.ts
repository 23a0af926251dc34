import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import type { BenefitContents } from './contents.ts'
import { answeredOf } from './figure-rows.ts'
import type { MonthQuery } from './month.server.ts'

const MOST_TOPICS = 8

type BenefitQuery = Pick<MonthQuery, 'period' | 'before' | 'scope' | 'as_of' | 'hasBefore'>

/** What was done for the owner, what guests were told beforehand, what they still asked, and what that rests on. */
export async function readBenefitContents(
  db: Database,
  directory: Directory,
  { scope, as_of, period, before, hasBefore }: BenefitQuery,
): Promise<BenefitContents> {
  const query = {
    subject: 'automation' as const,
    scope,
    as_of,
    language: 'en',
    team: false,
    every: null,
    period: parsePeriod(period.from, period.until),
  }
  const answer = await readMetrics(db, directory, {
    ...query,
    by: null,
    ...(hasBefore ? { before: parsePeriod(before.from, before.until) } : {}),
  })
  const byTopic = await readMetrics(db, directory, { ...query, by: 'topic', metrics: ['questions_per_stay'] })
  return {
    answer: answeredOf(answer),
    topics: (byTopic.by ?? [])
      .map(({ key, questions_per_stay }) => ({
        topic: key === null || key === '' ? 'other' : key,
        questions_per_stay: questions_per_stay ?? 0,
      }))
      .filter(({ questions_per_stay }) => questions_per_stay > 0)
      .sort((a, b) => b.questions_per_stay - a.questions_per_stay)
      .slice(0, MOST_TOPICS),
    assumptions: directory.assumptions,
  }
}
