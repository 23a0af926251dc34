import { dueMonth, dueTimes } from '#reports/calendar.ts'
import { deliverDue, type Channel } from '#reports/deliver.server.ts'
import { sealReport } from '#reports/issue.server.ts'
import { previousMonth } from '#reports/period.ts'
import { openPost } from '#reports/post.server.ts'
import { managementZone, ownersOf, type Reports } from '#reports/reports.ts'
import { readSnapshotHeads } from '#reports/snapshots.server.ts'

const MONTHS = 2

/**
 * The demo's last finished months go out into its outbox, each sealed by the clock of the day on which it would have been,
 * so that there is an archive to look at. A month that went out at an earlier start stays as it is.
 */
export async function sendDemoReports(reports: Reports, channel: Channel): Promise<void> {
  const directory = await reports.directory()
  const zone = managementZone(directory)
  const months = [dueMonth(reports.now(), zone, reports.env)]
  while (months.length < MONTHS) months.unshift(previousMonth(months[0] ?? ''))
  for (const month of months) {
    const { send_at } = dueTimes(month, zone, reports.env)
    if (send_at > reports.now()) continue
    const heads = await readSnapshotHeads(reports.db, { month })
    const sealed = new Set(heads.filter(({ sealed_at }) => sealed_at > 0).map(({ owner_id }) => owner_id))
    const owners = ownersOf(directory, month).filter(({ owner_id }) => !sealed.has(owner_id))
    const then = { ...reports, now: () => send_at }
    for (const owner of owners) await sealReport(then, directory, owner, month)
    await deliverDue(openPost(then, channel, () => true))
  }
}
