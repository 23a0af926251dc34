import path from 'node:path'
import { PlainError } from '#sql/db/errors.ts'
import { readFirstClaim, takeLease } from '#sql/db/lease.server.ts'
import type { Channel } from './deliver.server.ts'
import type { ReportEnv } from './env.ts'
import { outboxChannel, smtpChannel } from './mail.server.ts'
import { openPost } from './post.server.ts'
import { REPORTS_LEASE, type Reports } from './reports.ts'
import { newMemory, tick } from './schedule.ts'

const TICK_MS = 15_000

export interface RunningReports {
  /** ends what is under way, and gives the lease back */
  stop: () => Promise<void>
  /** rejects when another process took over: this one must end */
  failed: Promise<never>
}

/** The channel that the environment names: SMTP, or files in DATA_DIR/outbox. */
export function openChannel(
  { SMTP_URL, MAIL_FROM, dkim }: ReportEnv,
  company: string,
  data_dir: string,
): Channel {
  const options = { from: MAIL_FROM, company, dkim }
  return SMTP_URL === null
    ? outboxChannel(path.join(data_dir, 'outbox'), options)
    : smtpChannel(SMTP_URL, options)
}

/**
 * Prepares and sends reports for as long as the process runs.
 * @param started_at when reports were first run over this database, ms UTC, where it does not know that itself
 * @throws PlainError when another process does already
 */
export async function startReports(
  reports: Reports,
  channel: Channel,
  started_at?: number,
): Promise<RunningReports> {
  const lease = await takeLease(reports.db, REPORTS_LEASE)
  const first = started_at ?? (await readFirstClaim(reports.db, REPORTS_LEASE)) ?? reports.now()
  const memory = newMemory(first)
  let isStopping = false
  const post = openPost(reports, channel, () => lease.isHeld() && !isStopping)
  let wake: () => void = () => undefined
  const run = async () => {
    while (!isStopping) {
      if (lease.isLost()) throw new PlainError('another process took the lease of reports over')
      if (lease.isHeld())
        await tick(post, memory).catch((error: unknown) => {
          reports.log({
            level: 'error',
            event: 'reports_round_failed',
            error: error instanceof Error ? error.name : 'unknown',
          })
        })
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, TICK_MS)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
        if (isStopping) wake()
      })
    }
  }
  const running = run()
  const failed = running.then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  return {
    failed,
    stop: async () => {
      isStopping = true
      wake()
      await running.catch(() => undefined)
      await channel.close()
      await lease.release()
    },
  }
}
