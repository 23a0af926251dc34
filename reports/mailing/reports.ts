import type { Database } from '#sql/db/client.server.ts'
import { zoneOf, type Directory, type Owner } from '#sql/directory/directory.ts'
import { UsageError } from '#sql/db/errors.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import { parseDay } from '#sql/time/zone.ts'
import { sha256 } from '#reports/month/canonical-json.ts'
import { mainZone } from '#reports/month/clocks.ts'
import { dueTimes, LATE_REVIEW_MS, MOST_HELD_MS, type DueTimes } from './calendar.ts'
import type { ReportEnv } from './env.ts'
import type { ReportMaker } from './maker.ts'
import type { ReportCommand } from './commands.server.ts'
import { nextMonth } from '#reports/month/period.ts'

/** What everything about monthly reports works with: pages, commands and the process that sends them. */
export interface Reports {
  db: Database
  directory: () => Promise<Directory>
  /** ms UTC */
  now: () => number
  maker: ReportMaker
  env: Pick<ReportEnv, 'MAIL_FROM' | 'prepare_at' | 'send_at'>
  /** where people open the pages, without a slash at the end */
  base_url: string
  /** waits until facts tell what has landed */
  settled: () => Promise<void>
  /** one line of the log: kinds and counts, never contents */
  log: (entry: { level: 'info' | 'warn' | 'error'; event: string } & Record<string, unknown>) => void
}

/** Name of the lease that the process which prepares and sends reports holds. */
export const REPORTS_LEASE = 'reports'

/** What is sent of a month: the left of its Message-ID, so it takes no characters from ids. */
export function messageKeyOf(month: string, owner_id: string, edition: number | string): string {
  return `${month}.${sha256(owner_id).slice(0, 16)}.${edition}`
}

/** Owners who had a home in the month. @throws UsageError where it is none such as 2026-10 */
export function ownersOf(directory: Directory, month: string): Owner[] {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new UsageError(`${month} is no month such as 2026-10`)
  const [from, until] = [parseDay(`${month}-01`), parseDay(`${nextMonth(month)}-01`)]
  return [...directory.owners.values()].filter(({ owner_id }) =>
    ownerScope(directory, owner_id).homes.some((home) => home.from < until && home.until > from),
  )
}

/** The zone whose clock an owner's reports follow: that of most of his homes. */
export function ownerZone(directory: Directory, owner_id: string): string {
  const ids = ownerScope(directory, owner_id).homes.map(({ property_id }) => property_id)
  return mainZone(directory, [...new Set(ids)])
}

/** The zone of what is sent to management. */
export function managementZone(directory: Directory): string {
  return zoneOf(directory, '')
}

export function ownerDue(
  of: Pick<Reports, 'env'>,
  directory: Directory,
  owner_id: string,
  month: string,
): DueTimes {
  return dueTimes(month, ownerZone(directory, owner_id), of.env)
}

/**
 * When a prepared report goes out, ms UTC. One that was prepared late can be read first, for a day or as long as others
 * can be. A hold puts it off until it is released, by at most five days.
 */
export function sendTime(
  { prepare_at, send_at }: DueTimes,
  prepared_at: number,
  commands: readonly ReportCommand[],
): { due_at: number; hold: (ReportCommand & { until_at: number }) | null; send_at: number } {
  const due_at = Math.max(send_at, prepared_at + Math.min(LATE_REVIEW_MS, send_at - prepare_at))
  const last = commands.filter(({ kind }) => kind === 'hold' || kind === 'release').at(-1)
  const hold = last?.kind === 'hold' ? { ...last, until_at: due_at + MOST_HELD_MS } : null
  return { due_at, hold, send_at: hold?.until_at ?? due_at }
}
