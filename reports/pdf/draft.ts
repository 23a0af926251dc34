import type { Company } from '#reports/month/company.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import type { Locale } from '#reports/month/format.ts'
import { translator, type Translate } from '#reports/month/words/translate.ts'
import type { Footnotes } from './footnotes.ts'
import type { Paper } from './page.ts'

/** What is written, without paper: what the numbers are made from. */
export interface RenderContext {
  contents: ReportContents
  locale: Locale
  /** phrases in its language, those of the report under `pdf.` */
  t: Translate
}

/** What every part of the report draws from, and on. */
export interface Draft extends RenderContext {
  paper: Paper
  company: Company
  notes: Footnotes
}

export function renderContextOf(contents: ReportContents, locale: Locale): RenderContext {
  return { contents, locale, t: translator(locale) }
}

/** Owners and staff call the same thing by different names: under which key the reader's lies. */
export function audienceKey({ audience }: Pick<ReportContents, 'audience'>): 'owner' | 'staff' {
  return audience === 'owner' ? 'owner' : 'staff'
}
