import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { isNobodyElses } from '#sql/directory/gate.ts'
import { readOwnerNights } from '#sql/nights/owner-nights.server.ts'
import { formatDay, parseDay } from '#sql/time/zone.ts'
import { readBenefitContents } from './benefit.server.ts'
import type { ReportContents } from './contents.ts'
import { firstName } from './first-name.ts'
import { worstMoments } from './moments.ts'
import { homeName } from './names.ts'
import { datesOf, readMonthRows, type MonthQuery } from './month.server.ts'
import { readReviewsContents } from './reviews.server.ts'

/** Reads a month for its report: what the page shows, and what the report alone tells. No surname of staff is in it. */
export async function readReport(
  db: Database,
  directory: Directory,
  query: MonthQuery,
): Promise<ReportContents> {
  const { contents, waits, nights } = await readMonthRows(db, directory, query)
  // two ways into the database at the same time: see sql/db/client.server.ts
  const [reviews, [benefit, disturbed_on]] = await Promise.all([
    readReviewsContents(db, directory, query),
    readBenefitContents(db, directory, query).then(
      async (benefit) => [benefit, await disturbedOn(db, directory, query, contents)] as const,
    ),
  ])
  return {
    ...contents,
    notes: contents.notes.map((note) => ({ ...note, author: firstName(note.author) })),
    moments: worstMoments({
      waits,
      nights,
      cases: contents.cases,
      as_of: query.as_of,
      unknown: new Set(
        contents.nights.filter(({ spans }) => spans.length === 0).map(({ date }) => parseDay(date)),
      ),
      isHis: (property_id, at) => isNobodyElses(query.scope, directory, property_id, at),
      nameOf: (property_id) => homeName(directory, property_id),
    }),
    disturbed_on,
    reviews,
    benefit,
  }
}

async function disturbedOn(
  db: Database,
  directory: Directory,
  { scope, as_of, period }: MonthQuery,
  { figures }: Pick<ReportContents, 'figures'>,
): Promise<string[] | null> {
  if (figures.automation['disturbed_nights'] == null) return null
  const nights = await readOwnerNights(db, directory, { scope, as_of, period: datesOf(period) })
  const dates = nights.filter(({ is_disturbed }) => is_disturbed).map(({ date }) => date)
  return [...new Set(dates)].sort((a, b) => a - b).map(formatDay)
}
