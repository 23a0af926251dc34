import type { AppLoadContext } from '@remix-run/node'
import { latestReportMonth, readReports, type OwnerReport } from '#reports/mailing/owner-reports.server.ts'
import { formatMonth } from '#reports/month/format.ts'
import { nextMonth, previousMonth } from '#reports/month/period.ts'
import { managementZone } from '#reports/mailing/reports.ts'
import { formatDay, localDay } from '#sql/time/zone.ts'
import type { Bar } from '../filters/view.server.ts'
import { notFound } from '../auth/require-person.ts'

/** The month that a page of reports is asked for; without one, the latest that is due. It may be told up to the current one. */
export async function reportMonthOf({ reports, locale }: AppLoadContext, request: Request) {
  const zone = managementZone(await reports.directory())
  const current = formatDay(localDay(zone, reports.now())).slice(0, 7)
  const requested = new URL(request.url).searchParams.get('month') ?? (await latestReportMonth(reports))
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(requested)) throw notFound()
  const month = requested > current ? await latestReportMonth(reports) : requested
  const bar: Bar = {
    month,
    previous: previousMonth(month),
    next: month < current ? nextMonth(month) : null,
    chosen: '',
    homes: [],
    owners: [],
    fallen_back: null,
    is_so_far: false,
  }
  return { month, bar, monthTitle: formatMonth(month, locale, 'title') }
}

/** An owner's report of a month. @throws 404 where there is no such owner, or he had no home in it and got nothing */
export async function reportOf(
  { reports }: AppLoadContext,
  owner_id: string,
  month: string,
): Promise<OwnerReport> {
  const report = (await readReports(reports, month)).find((one) => one.owner_id === owner_id)
  if (report === undefined) throw notFound()
  return report
}
