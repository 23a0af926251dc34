import type { LoaderFunctionArgs } from '@remix-run/node'
import { renderReport } from '#reports/pdf/report.ts'
import { readReport } from '#reports/month/report.server.ts'
import { notFound } from '../auth/require-person.ts'
import { reportedFile } from '../filters/reported.server.ts'

/** An owner's month as a PDF: the same as insights report. Staff name the owner by ?for=owner:ID. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedFile(context, request)
  if (view.owner === null) throw notFound()
  const contents = await readReport(context.store.db, view.directory, { ...view, ...view.months })
  const pdf = await renderReport(contents, { locale: context.locale, company: context.letterhead })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="report-${view.months.period.month}.pdf"`,
    },
  })
}
