import { once } from 'node:events'
import http from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Store } from '#pipelines/store.server.ts'
import { PlainError } from '#sql/errors.ts'
import { api } from './api.server.ts'
import { appEnv, type AppEnv } from './env.server.ts'
import { ingest } from './ingest.server.ts'

const DERIVE_RETRY_MS = 5_000
const SHUTDOWN_MS = 25_000

/** Logs one line of JSON on standard error; never contents of rows. */
function log(entry: Record<string, unknown>): void {
  process.stderr.write(JSON.stringify({ at: new Date().toISOString(), ...entry }) + '\n')
}

/** The web server as an Express application. */
export function application(
  store: Store,
  env: AppEnv,
  now: () => number,
  onStored: () => void,
): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use((_request, response, next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Cache-Control', 'no-store')
    next()
  })
  const guarded =
    (handle: (request: Request, response: Response) => Promise<void>) =>
    (request: Request, response: Response, next: NextFunction) => {
      handle(request, response).catch(next)
    }
  app.post('/ingest', guarded(ingest({ sink: store.sink, token: env.INGEST_TOKEN, now, onStored, log })))
  const answer = api(store, readTokens(env), now)
  app.get(
    '/api/v1/metrics/:subject',
    guarded((request, response) => answer(request, response, 'metrics', request.params['subject'] ?? '')),
  )
  app.get(
    '/api/v1/lists/:subject',
    guarded((request, response) => answer(request, response, 'lists', request.params['subject'] ?? '')),
  )
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.use((_request, response) => {
    response
      .status(404)
      .json({ error: 'there is nothing here: see docs/connect.md for what this server answers' })
  })
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    log({ level: 'error', event: 'request_failed', error: error instanceof Error ? error.name : 'unknown' })
    if (response.headersSent) next(error)
    else
      response
        .status(500)
        .json({ error: 'that failed on our side: try again; the log of the server says more' })
  })
  return app
}

/** Where no reading token is set, the one that writes also reads everything. */
function readTokens({ API_TOKENS, INGEST_TOKEN }: AppEnv): AppEnv['API_TOKENS'] {
  return API_TOKENS.size > 0 || INGEST_TOKEN === null
    ? API_TOKENS
    : new Map([[INGEST_TOKEN, { kind: 'all' }]])
}

/** Derives what came in, one run after the other; a failure is tried again. Returns how to say that something came. */
export function keepDeriving(store: Store): { onStored: () => void; settled: () => Promise<void> } {
  let isWanted = false
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  const run = async () => {
    isRunning = true
    while (isWanted) {
      isWanted = false
      await store.facts.drain().catch(async (error: unknown) => {
        log({
          level: 'error',
          event: 'derivation_failed',
          error: error instanceof Error ? error.name : 'unknown',
        })
        isWanted = true
        await new Promise((resolve) => setTimeout(resolve, DERIVE_RETRY_MS).unref())
      })
    }
    isRunning = false
  }
  return {
    onStored: () => {
      isWanted = true
      if (!isRunning) running = run()
    },
    settled: () => running,
  }
}

/** insights serve: opens the store, listens, and ends in good order on SIGINT or SIGTERM. */
export async function serve(
  openStore: () => Promise<Store>,
  listenForCommands: (store: Store) => Promise<http.Server>,
): Promise<void> {
  const env = appEnv()
  const store = await openStore()
  const deriving = keepDeriving(store)
  const server = http.createServer(application(store, env, Date.now, deriving.onStored))
  server.listen(env.PORT, env.HOST)
  await once(server, 'listening').catch((error: unknown) => {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    throw taken
      ? new PlainError(`port ${env.PORT} is taken: stop what listens there, or set PORT to another one`)
      : error
  })
  const commands = store.db.embedded ? await listenForCommands(store) : null
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : env.PORT
  process.stdout.write(`Butler Insights listens on http://localhost:${port}\n`)
  if (env.INGEST_TOKEN === null)
    process.stdout.write('INGEST_TOKEN is not set: POST /ingest takes nothing until it is\n')
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
  commands?.close()
  server.closeIdleConnections()
  await new Promise((resolve) => server.close(resolve))
  await deriving.settled()
}
