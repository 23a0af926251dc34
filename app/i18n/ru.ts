import { desk } from './ru/desk.ts'
import { figures } from './ru/figures.ts'
import { frame } from './ru/frame.ts'
import { letters } from './ru/letters.ts'
import { nights } from './ru/nights.ts'
import { overview } from './ru/overview.ts'
import { rows } from './ru/rows.ts'
import { service } from './ru/service.ts'
import { untold } from './ru/untold.ts'

/** Words of the pages, by page. What page and report say alike stands in reports/month/words. */
export const ru = {
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
