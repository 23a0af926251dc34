import type { ReportContents } from '#reports/month/contents.ts'
import type { ReportOptions } from '../pages.ts'

export interface Job {
  id: number
  contents: ReportContents
  options: ReportOptions
}

/** The PDF, or why there is none. */
export type Outcome =
  | { id: number; pdf: Uint8Array<ArrayBuffer> }
  | { id: number; message: string; stack: string; isPlain: boolean }
