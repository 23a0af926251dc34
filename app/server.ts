import { once } from 'node:events'
import http from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Store } from '#pipelines/store.server.ts'
import { PlainError } from '#sql/errors.ts'
import { api } from './api.server.ts'
import { openLinks, type Links } from './auth/links.server.ts'
import { FIRST_ADMIN } from './auth/person.ts'
import { isLocal, openSessions, sessionSecret } from './auth/session.server.ts'
import { appEnv, type AppEnv } from './env.server.ts'
import { ingest } from './ingest.server.ts'
import { arePagesBuilt, pages } from './pages.server.ts'

const DERIVE_RETRY_MS = 5_000
const SHUTDOWN_MS = 25_000

/** Logs one line of JSON on standard error; never contents of rows. */
function log(entry: Record<string, unknown>): void {
  process.stderr.write(JSON.stringify({ at: new Date().toISOString(), ...entry }) + '\n')
}

/** What machines ask: events in, numbers out, and whether the server is up. Pages and the end follow it (serve). */
export function application(
  store: Pick<Store, 'db' | 'sink' | 'directory'>,
  env: Pick<AppEnv, 'INGEST_TOKEN' | 'API_TOKENS'>,
  now: () => number,
  onStored: () => void,
): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(['/ingest', '/api', '/healthz'], (_request, response, next) => {
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
  return app
}

function nothingHere(_request: Request, response: Response): void {
  response
    .status(404)
    .json({ error: 'there is nothing here: see docs/connect.md for what this server answers' })
}

function failed(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  log({ level: 'error', event: 'request_failed', error: error instanceof Error ? error.name : 'unknown' })
  if (response.headersSent) next(error)
  else
    response
      .status(500)
      .json({ error: 'that failed on our side: try again; the log of the server says more' })
}

/** Where no reading token is set, the one that writes also reads everything. */
function readTokens({
  API_TOKENS,
  INGEST_TOKEN,
}: Pick<AppEnv, 'INGEST_TOKEN' | 'API_TOKENS'>): AppEnv['API_TOKENS'] {
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

export interface Demo {
  /** who gets a link that works as long as the process runs */
  people: { person: string; role: string }[]
  /** pages show what was known then, ms UTC */
  told_until: number
}

export interface ServeOptions {
  openStore: () => Promise<Store>
  /** @param base_url where people open the pages */
  listenForCommands: (store: Store, base_url: string) => Promise<http.Server>
  now: () => number
  /** fills the store before the pages open */
  demo?: (store: Store) => Promise<Demo>
}

/** insights serve, insights demo: claims the port, opens the store, serves, and ends in good order on SIGINT or SIGTERM. */
export async function serve(options: ServeOptions): Promise<void> {
  let env = appEnv()
  let answer: http.RequestListener = sayStarting
  const server = http.createServer((request, response) => {
    answer(request, response)
  })
  const port = await listen(server, env)
  if (!env.IS_BASE_URL_TOLD) env = { ...env, BASE_URL: `http://localhost:${port}` }
  const store = await options.openStore()
  const demo = await options.demo?.(store)
  const deriving = keepDeriving(store)
  const links = openLinks(store.db, options.now)
  const app = application(store, env, options.now, deriving.onStored)
  if (arePagesBuilt()) {
    const secret = sessionSecret(env.SESSION_SECRET, store.data_dir)
    const sessions = openSessions(env.BASE_URL, secret, options.now)
    const now = demo === undefined ? options.now : () => Math.min(options.now(), demo.told_until)
    app.use(await pages({ store, env, links, sessions, is_demo: demo !== undefined, now }))
  }
  app.use(nothingHere)
  app.use(failed)
  answer = app
  const commands = store.db.embedded ? await options.listenForCommands(store, env.BASE_URL) : null
  await greet({ store, env, links, people: demo?.people ?? [], port })
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
  commands?.close()
  server.closeIdleConnections()
  await new Promise((resolve) => server.close(resolve))
  await deriving.settled()
}

async function listen(server: http.Server, env: AppEnv): Promise<number> {
  server.listen(env.PORT, env.HOST)
  await once(server, 'listening').catch((error: unknown) => {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    throw taken
      ? new PlainError(`port ${env.PORT} is taken: stop what listens there, or set PORT to another one`)
      : error
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : env.PORT
}

/** Until the store is open and, in the demo, filled. */
function sayStarting(_request: http.IncomingMessage, response: http.ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '3', Refresh: '3' })
  response.end(
    'Данные готовятся, страница откроется сама.\nThe data is being prepared; this page opens by itself.\n',
  )
}

/** Says where the pages are and how to sign in. */
async function greet(of: {
  store: Store
  env: AppEnv
  links: Links
  people: readonly { person: string; role: string }[]
  port: number
}): Promise<void> {
  const { env, links, people } = of
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`Butler Insights listens on http://localhost:${of.port}`)
  if (!arePagesBuilt()) say('the pages are not built: stop, run npm run build, and start again')
  if (people.length > 0) {
    const width = Math.max(...people.map(({ role }) => role.length))
    for (const { person, role } of people)
      say(`  ${role.padEnd(width)}  ${env.BASE_URL}/sign-in/${links.issueStanding(person)}`)
    return
  }
  const { managers, owners } = await of.store.directory()
  if (managers.size === 0 && owners.size === 0 && arePagesBuilt())
    say(
      `Sign in as admin (once, within ten minutes): ${env.BASE_URL}/sign-in/${await links.issue(FIRST_ADMIN)}`,
    )
  if (env.INGEST_TOKEN === null) say('INGEST_TOKEN is not set: POST /ingest takes nothing until it is')
  if (!isLocal(env.BASE_URL) && env.BASE_URL.startsWith('http:'))
    say('BASE_URL is http: nobody can sign in until it is https (put a proxy with TLS before this server)')
}
