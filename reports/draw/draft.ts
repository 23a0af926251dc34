import type { MonthContents } from '#reports/contents.ts'
import type { Locale } from '#reports/format.ts'
import type { Paper } from './page.ts'
import type { Words } from './words.ts'

/** What every part of the report draws from, and on. */
export interface Draft {
  paper: Paper
  contents: MonthContents
  locale: Locale
  words: Words
}
