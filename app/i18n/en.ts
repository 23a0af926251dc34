import { desk } from './en/desk.ts'
import { figures } from './en/figures.ts'
import { frame } from './en/frame.ts'
import { letters } from './en/letters.ts'
import { nights } from './en/nights.ts'
import { overview } from './en/overview.ts'
import { rows } from './en/rows.ts'
import { service } from './en/service.ts'
import { untold } from './en/untold.ts'
import type { ru } from './ru.ts'
import type { Same } from '#reports/month/words/same.ts'

/** The same in English. */
export const en: Same<typeof ru> = {
  ...frame,
  ...overview,
  ...nights,
  ...rows,
  ...figures,
  ...service,
  ...desk,
  ...letters,
  ...untold,
}
