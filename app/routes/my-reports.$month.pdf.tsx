import type { LoaderFunctionArgs } from '@remix-run/node'
import { readSentReport } from '#reports/mailing/owner-reports.server.ts'
import { notFound, requirePerson } from '../auth/require-person.ts'
import { pdfResponse } from '../pdf.server.ts'

/** The bytes that were sent to the signed-in owner: ?edition=, the first without it. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const person = requirePerson(context, request)
  if (person.kind !== 'owner') throw notFound()
  const month = params['month'] ?? ''
  const edition = Number(new URL(request.url).searchParams.get('edition') ?? '1')
  // 0 is the preparation, which nobody was sent
  if (!Number.isInteger(edition) || edition < 1 || edition > 65_535) throw notFound()
  const sent = await readSentReport(context.reports, { month, owner_id: person.owner_id, edition })
  if (sent === null) throw notFound()
  return pdfResponse(sent.pdf, { month, locale: sent.locale })
}
