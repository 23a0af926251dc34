import type { Locale } from '#reports/month/format.ts'
import { reportFileName } from '#reports/mailing/file-name.ts'

/** A report's PDF, shown in the browser, under the name that it has in the mail. */
export function pdfResponse(
  bytes: Uint8Array,
  { month, locale }: { month: string; locale: Locale },
): Response {
  const name = reportFileName(month, locale)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="report-${month}.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
