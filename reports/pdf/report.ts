import type { ReportContents } from '#reports/month/contents.ts'
import { drawApart } from './render/pool.ts'
import type { ReportOptions } from './pages.ts'

export type { ReportOptions } from './pages.ts'

/**
 * A month as a PDF on A4, drawn in a thread of its own: the same contents and options give the same bytes.
 * @throws Error where it could not be drawn, or not within a minute
 */
export function renderReport(contents: ReportContents, options: ReportOptions): Promise<Buffer> {
  return drawApart({ contents, options })
}
