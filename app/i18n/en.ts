import { ownerReports } from './en/owner-reports.ts'
import { figures } from './en/figures.ts'
import { frame } from './en/frame.ts'
import { sentReports } from './en/sent-reports.ts'
import { nights } from './en/nights.ts'
import { overview } from './en/overview.ts'
import { rows } from './en/rows.ts'
import { service } from './en/service.ts'
import { unreported } from './en/unreported.ts'
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
  ...ownerReports,
  ...sentReports,
  ...unreported,
}
