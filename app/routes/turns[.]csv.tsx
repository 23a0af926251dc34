import type { LoaderFunctionArgs } from '@remix-run/node'
import { datesOf } from '#reports/month/month.server.ts'
import { readList } from '#sql/lists.server.ts'
import { csvResponse } from '../csv.server.ts'
import { holds, turnFilterOf } from '../filters/turn-filter.ts'
import { reportedFile } from '../filters/reported.server.ts'

/** The rows of /turns as a file: the same filters, all pages. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedFile(context, request)
  const filter = turnFilterOf(new URL(request.url).searchParams)
  const rows = await readList(context.store.db, view.directory, 'turns', {
    period: datesOf(view.months.period),
    scope: view.scope,
    as_of: view.as_of,
    language: 'en',
    team: false,
  })
  return csvResponse(
    rows.filter((row) => holds(filter, row)),
    `turns-${view.months.period.month}.csv`,
  )
}
