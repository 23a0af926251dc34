import { ownerReports } from './ru/owner-reports.ts'
import { figures } from './ru/figures.ts'
import { frame } from './ru/frame.ts'
import { sentReports } from './ru/sent-reports.ts'
import { nights } from './ru/nights.ts'
import { overview } from './ru/overview.ts'
import { rows } from './ru/rows.ts'
import { service } from './ru/service.ts'
import { unreported } from './ru/unreported.ts'

/** Words of the pages, by page. What page and report say alike stands in reports/month/words, single phrases in its alike.ts. */
export const ru = {
  ...frame,
  ...overview,
  ...nights,
  ...rows,
  ...figures,
  ...service,
  ...ownerReports,
  ...sentReports,
  ...unreported,
}
