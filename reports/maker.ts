import type { Database } from '#sql/client.server.ts'
import type { Directory } from '#sql/directory.ts'
import type { MonthContents } from './contents.ts'
import { drawReport } from './draw/report.ts'
import type { Edition } from './edition.ts'
import type { Locale } from './format.ts'
import { ownerMonth } from './owner-month.server.ts'

/** How a report comes about: numbers first, then the drawing, a pure function of them. */
export interface ReportMaker {
  /** whose name reports and mails carry */
  company: string
  /** @throws where a part of it can't be read: no report goes out with holes */
  read: (
    db: Database,
    directory: Directory,
    ask: { owner_id: string; month: string; as_of: number },
  ) => Promise<MonthContents>
  draw: (contents: MonthContents, of: { locale: Locale; edition: Edition | null }) => Promise<Uint8Array>
}

export function reportMaker(company: string): ReportMaker {
  return {
    company,
    read: ownerMonth,
    draw: (contents, { locale, edition }) => {
      const options = { locale, company, ...(edition === null ? {} : { edition }) }
      return drawReport(contents, options)
    },
  }
}
