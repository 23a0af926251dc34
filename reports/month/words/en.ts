import { benefit } from './en/benefit.ts'
import { figures } from './en/figures.ts'
import { late } from './en/late.ts'
import { mail } from './en/mail.ts'
import { month } from './en/month.ts'
import { names } from './en/names.ts'
import { nights } from './en/nights.ts'
import { numbers } from './en/numbers.ts'
import { pdf } from './en/pdf.ts'
import { reviews } from './en/reviews.ts'
import { titles } from './en/titles.ts'

/** The same in English. */
export const en = {
  ...month,
  ...late,
  ...titles,
  ...numbers,
  ...nights,
  ...names,
  ...figures,
  ...reviews,
  ...benefit,
  ...pdf,
  ...mail,
}
