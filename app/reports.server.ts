import { log } from '#pipelines/log.ts'
import type { Decoded, Outcome } from '#pipelines/sink.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import type { TakeEvent } from '#reports/comments.server.ts'
import { reportEnv } from '#reports/env.ts'
import { reportMaker } from '#reports/maker.ts'
import type { Reports } from '#reports/reports.ts'
import type { AppContext } from './context.ts'
import type { AppEnv } from './env.server.ts'

/** Monthly reports over a store, as pages, commands and the process that sends them have them. */
export function reportsOf(
  store: Pick<Store, 'db' | 'directory' | 'facts'>,
  env: Pick<AppEnv, 'COMPANY_NAME' | 'BASE_URL'>,
  now: () => number,
): Reports {
  return {
    ...{ db: store.db, directory: store.directory, now, log },
    maker: reportMaker(env.COMPANY_NAME),
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
    const [outcome = null] = await of.take([of.sink.decodeValue(event, 'pages', of.now())])
    of.onStored()
    return outcome
  }
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
