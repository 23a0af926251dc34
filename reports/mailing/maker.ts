import type { Database } from '#sql/db/client.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import type { Company } from '#reports/month/company.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import { renderReport } from '#reports/pdf/report.ts'
import type { Edition } from '#reports/month/edition.ts'
import type { Locale } from '#reports/month/format.ts'
import { ownerMonth } from '#reports/month/owner-month.server.ts'

/** How a report comes about: numbers first, then the drawing, a pure function of them. */
export interface ReportMaker {
  /** under whose name reports and mails go out */
  company: Company
  /** @throws where a part of it can't be read: no report goes out with holes */
  read: (
    db: Database,
    directory: Directory,
    query: { owner_id: string; month: string; as_of: number },
  ) => Promise<ReportContents>
  draw: (contents: ReportContents, of: { locale: Locale; edition: Edition | null }) => Promise<Uint8Array>
}

export function reportMaker(company: Company): ReportMaker {
  return {
    company,
    read: ownerMonth,
    draw: (contents, { locale, edition }) =>
      renderReport(contents, { locale, company, ...(edition === null ? {} : { edition }) }),
  }
}
