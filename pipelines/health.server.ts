import http from 'node:http'
import { once } from 'node:events'
import { PlainError } from '#sql/db/errors.ts'
import { readSilences } from '#sql/silences.server.ts'
import { registry } from './measures.ts'
import type { Starting } from './opening.ts'
import type { WatchedPipeline } from './start.ts'
import type { Store } from './store.server.ts'

/** A partition that has messages and does not move. */
const STUCK_MS = 60_000
const WITHIN_MS = 5_000

export interface Readiness {
  /** false: this process can't do its work */
  is_ready: boolean
  database: 'ok' | 'not answering'
  /** of a process that consumes: whether Kafka has answered within half a minute */
  broker?: 'ok' | 'not answering'
  /** topic/partition with messages that have waited a minute without moving */
  stuck: string[]
  /** sources that promised to tell something and have not */
  silent: string[]
}

/**
 * What /readyz tells. A silent source, a stuck partition or a broker that is away is named, and does not make pages
 * unavailable.
 */
export async function readReadiness(
  store: Pick<Store, 'db' | 'directory'>,
  pipeline: Pick<WatchedPipeline, 'watch'> | null,
  now: number,
): Promise<Readiness> {
  const stuck = (pipeline?.watch.progress() ?? [])
    .filter(({ lag, moved_at }) => lag > 0 && now - moved_at > STUCK_MS)
    .map(({ topic, partition }) => `${topic}/${partition}`)
    .sort()
  const late = new Promise<null>((resolve) => {
    setTimeout(resolve, WITHIN_MS, null).unref()
  })
  const silent = await Promise.race([silentSources(store, now).catch(() => null), late])
  const answers = (isAway: boolean) => (isAway ? ('not answering' as const) : ('ok' as const))
  return {
    is_ready: silent !== null,
    database: answers(silent === null),
    ...(pipeline === null ? {} : { broker: answers(pipeline.watch.isBrokerAway()) }),
    stuck,
    silent: silent ?? [],
  }
}

async function silentSources(
  { db, directory }: Pick<Store, 'db' | 'directory'>,
  now: number,
): Promise<string[]> {
  await db.read('select 1')
  const silences = await readSilences(db, await directory(), { from_at: now - 1, until_at: now }, now)
  return silences.filter(({ until_at }) => until_at === null).map(({ source_id }) => source_id)
}

/** In the text format of Prometheus. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  return { type: registry.contentType, text: await registry.metrics() }
}

/** /healthz, /readyz and /metrics of a process without pages, from before its store is open. */
export async function serveHealth(
  read: () => Promise<Readiness | Starting>,
  { port, host }: { port: number; host: string },
): Promise<http.Server> {
  const answer = async (path: string): Promise<{ status: number; type: string; text: string }> => {
    const json = (status: number, body: unknown) => ({
      status,
      type: 'application/json',
      text: JSON.stringify(body),
    })
    if (path === '/healthz') return json(200, { status: 'ok' })
    if (path === '/metrics') return { status: 200, ...(await metricsText()) }
    if (path !== '/readyz') return json(404, { error: 'there is /healthz, /readyz and /metrics here' })
    const readiness = await read()
    if (!('database' in readiness)) return json(503, readiness)
    return json(
      readiness.is_ready && readiness.broker !== 'not answering' && readiness.stuck.length === 0 ? 200 : 503,
      readiness,
    )
  }
  const server = http.createServer((request, response) => {
    void answer((request.url ?? '').split('?')[0] ?? '').then(({ status, type, text }) => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text)
    })
  })
  server.listen(port, host)
  await once(server, 'listening').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new PlainError(`port ${port} is taken: stop what listens there, or set METRICS_PORT to another one`)
  })
  return server
}
