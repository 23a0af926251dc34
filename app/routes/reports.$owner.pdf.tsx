import type { LoaderFunctionArgs } from '@remix-run/node'
import { previewReport, readSentReport } from '#reports/mailing/owner-reports.server.ts'
import { UsageError } from '#sql/db/errors.ts'
import { notFound, requireManagement } from '../auth/require-person.ts'
import { reportMonthOf, reportOf } from '../owner-reports/months.server.ts'
import { pdfResponse } from '../pdf.server.ts'

/** What was sent, by ?edition= or the last one; before that, what would go out now. Leads and admins only. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  requireManagement(context, request)
  const { reports } = context
  const { month } = await reportMonthOf(context, request)
  const { owner_id, editions } = await reportOf(context, params['owner'] ?? '', month)
  const requested = new URL(request.url).searchParams.get('edition')
  const edition = requested === null ? editions.at(-1)?.edition : Number(requested)
  if (edition !== undefined) {
    const sent = editions.some((one) => one.edition === edition)
      ? await readSentReport(reports, { month, owner_id, edition })
      : null
    if (sent === null) throw notFound()
    return pdfResponse(sent.pdf, { month, locale: sent.locale })
  }
  const preview = await previewReport(reports, { owner_id, month }).catch((error: unknown) => {
    if (error instanceof UsageError) throw notFound()
    throw error
  })
  return pdfResponse(await preview.pdf(), { month, locale: preview.locale })
}
