import { log } from '#pipelines/log.ts'
import type { Decoded, Outcome } from '#pipelines/sink.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import type { TakeEvent } from '#reports/month/comments.server.ts'
import { latestReportMonth } from '#reports/mailing/owner-reports.server.ts'
import { reportEnv, type ReportEnv } from '#reports/mailing/env.ts'
import { reportMaker } from '#reports/mailing/maker.ts'
import { giveCommand, readCommands } from '#reports/mailing/commands.server.ts'
import { previousMonth } from '#reports/month/period.ts'
import { ownersOf, type Reports } from '#reports/mailing/reports.ts'
import { openChannel, startReports, type RunningReports } from '#reports/mailing/start.server.ts'
import type { AppContext } from './context.ts'
import type { AppEnv } from './env.server.ts'

/** Monthly reports over a store, as pages, commands and the process that sends them have them. */
export function reportsOf(
  store: Pick<Store, 'db' | 'directory' | 'facts'>,
  env: Pick<AppEnv, 'COMPANY' | 'BASE_URL'>,
  now: () => number,
): Reports {
  return {
    db: store.db,
    directory: store.directory,
    now,
    log,
    maker: reportMaker(env.COMPANY),
    env: reportEnv(),
    base_url: env.BASE_URL,
    // where several processes write, each derives what it stored
    settled: () => (store.db.embedded ? store.facts.drain() : Promise.resolve()),
  }
}

/** Lands an event that somebody wrote on a page: by the way that all events come in. */
export function takingEvents(of: {
  sink: Store['sink']
  take: (batch: readonly Decoded[]) => Promise<Outcome[]>
  onStored: () => void
  now: () => number
}): TakeEvent {
  return async (event) => {
    const [outcome = null] = await of.take([
      of.sink.decodeValue(event, { origin: 'pages', received_at: of.now() }),
    ])
    of.onStored()
    return outcome
  }
}

/**
 * The demo's reports: its latest month can be read, commented and held, the one before was sent. Nobody is ever written
 * to: every message is a file in its own outbox.
 */
export async function startDemoReports(
  reports: Reports,
  env: ReportEnv,
  data_dir: string,
): Promise<RunningReports> {
  const month = previousMonth(await latestReportMonth(reports))
  if ((await readCommands(reports.db, { month })).length === 0)
    for (const { owner_id } of ownersOf(await reports.directory(), month))
      await giveCommand(reports.db, { month, owner_id, at: reports.now(), kind: 'send', person: 'admin' })
  // its pages tell what was prepared and sent; on the terminal the sign-in links stay in sight
  const log: Reports['log'] = (entry) => {
    if (entry.level !== 'info') reports.log(entry)
  }
  return startReports(
    { ...reports, log },
    openChannel({ ...env, SMTP_URL: null }, reports.maker.company.name, data_dir),
    0,
  )
}

/**
 * Where mail of reports goes: to a server, or as files into the outbox, in the demo always. Of a process that only shows
 * pages (CLICKHOUSE_URL) this is not known: it says server.
 */
export function mailGoesTo({
  store,
  is_demo,
}: Pick<AppContext, 'store' | 'is_demo'>): 'server' | 'outbox' | 'demo' {
  if (is_demo) return 'demo'
  return store.db.embedded && reportEnv().SMTP_URL === null ? 'outbox' : 'server'
}
