import type { Company } from '#reports/month/company.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import type { Locale } from '#reports/month/format.ts'
import type { Footnotes } from './note-book.ts'
import type { Paper } from './page.ts'
import { wordsOf, type Words } from './words.ts'

/** What is written, without paper: what the numbers are made from. */
export interface Telling {
  contents: ReportContents
  locale: Locale
  words: Words
}

/** What every part of the report draws from, and on. */
export interface Draft extends Telling {
  paper: Paper
  company: Company
  notes: Footnotes
}

export function tellingOf(contents: ReportContents, locale: Locale): Telling {
  return { contents, locale, words: wordsOf(locale) }
}
