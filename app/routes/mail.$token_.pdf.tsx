import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { openByLink } from '#reports/mailing/owner-reports.server.ts'
import { pdfResponse } from '../pdf.server.ts'

/** The PDF of a mail's link: the bytes that were sent. Where the link is no good, its page says what to do. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params['token'] ?? ''
  const opened = await openByLink(context.reports, token, context.ip)
  if (opened.state !== 'good') throw redirect(`/mail/${encodeURIComponent(token)}`)
  return pdfResponse(opened.pdf, opened)
}
