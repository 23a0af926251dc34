import { benefit } from './ru/benefit.ts'
import { figures } from './ru/figures.ts'
import { late } from './ru/late.ts'
import { mail } from './ru/mail.ts'
import { month } from './ru/month.ts'
import { names } from './ru/names.ts'
import { nights } from './ru/nights.ts'
import { numbers } from './ru/numbers.ts'
import { pdf } from './ru/pdf.ts'
import { reviews } from './ru/reviews.ts'
import { titles } from './ru/titles.ts'

/**
 * What page, mail and report say, by what it is about, with i18next's plural endings (_one 1, 21; _few 2–4, 22; _many 5–20, 0;
 * _other 1,5). Spaces that must not break are set by translate.ts. Marks such as <late>…</> and <night 2026-10-13>…</>
 * stand around what leads somewhere or is coloured (marked.ts).
 */
export const ru = {
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
