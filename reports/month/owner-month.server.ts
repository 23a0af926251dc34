import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { UsageError } from '#sql/db/errors.ts'
import { readFirstDay } from '#sql/first-day.server.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import type { ReportContents } from './contents.ts'
import { dayAt } from './clocks.ts'
import { datesOf } from './month.server.ts'
import { ownerName } from './names.ts'
import { monthsOf } from './period.ts'
import { readReport } from './report.server.ts'
import { unreportedOf } from './unreported.ts'

/**
 * What an owner's report of a month says.
 * @throws UsageError where the month can't be told: no month, not begun, less than three days old, without a home or before
 * anything was reported
 */
export async function ownerMonth(
  db: Database,
  directory: Directory,
  { owner_id, month, as_of }: { owner_id: string; month: string; as_of: number },
): Promise<ReportContents> {
  const scope = ownerScope(directory, owner_id)
  const months = monthsOf(month, dayAt(directory, scope, as_of))
  if (months === null) {
    throw new UsageError(
      `month must be one such as 2026-10 that has at least three whole days by as-of, not ${month}`,
    )
  }
  const first_day = await readFirstDay(db, directory, scope)
  if (unreportedOf(scope, first_day, datesOf(months.period)) !== null)
    throw new UsageError(
      `there is nothing to tell of ${month}: no home was managed then, or nothing was reported yet`,
    )
  const hasBefore = unreportedOf(scope, first_day, datesOf(months.before)) === null
  const name = ownerName(directory, owner_id)
  return readReport(db, directory, {
    ...months,
    audience: 'owner',
    owner: { owner_id, name },
    scope,
    as_of,
    hasBefore,
  })
}
