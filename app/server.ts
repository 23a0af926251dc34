import { once } from 'node:events'
import http from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Broker } from '#pipelines/broker.server.ts'
import { deriveLoop } from '#pipelines/deriving.server.ts'
import type { Ending } from '#pipelines/ending.ts'
import type { KafkaEnv } from '#pipelines/env.ts'
import { inGroups } from '#pipelines/group-writes.ts'
import { kindOf, log } from '#pipelines/log.ts'
import type { Opening } from '#pipelines/opening.ts'
import { startPipeline } from '#pipelines/start.ts'
import type { Store } from '#pipelines/store.server.ts'
import { takingByBroker } from '#pipelines/take.server.ts'
import { reportEnv } from '#reports/mailing/env.ts'
import { openChannel, startReports } from '#reports/mailing/start.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import { api } from './api.server.ts'
import { openLinks, type Links } from './auth/links.server.ts'
import { FIRST_ADMIN } from './auth/person.ts'
import { isLocal, openSessions, sessionSecret } from './auth/session.server.ts'
import { appEnv, type AppEnv } from './env.server.ts'
import { health, type HealthOptions } from './health.server.ts'
import { openHooks } from './hooks.server.ts'
import { openKeys } from './keys.server.ts'
import { ingest, type IngestOptions } from './ingest.server.ts'
import { arePagesBuilt, pages } from './pages.server.ts'
import { reportsOf, startDemoReports, takingEvents } from './reports.server.ts'
import { starting } from './starting.server.ts'

export interface ApplicationOptions
  extends Pick<HealthOptions, 'pipeline'>, Pick<IngestOptions, 'take' | 'onStored'> {
  store: Pick<Store, 'db' | 'sink' | 'directory'>
  env: Pick<AppEnv, 'INGEST_TOKEN' | 'API_TOKENS' | 'METRICS_TOKEN'>
  now: () => number
  /** what vendors send by themselves */
  hooks: express.Router
}

/** What machines ask: events in, numbers out, and whether the server is up. Pages and the end follow it (serve). */
export function application({
  store,
  env,
  now,
  pipeline,
  take,
  onStored,
  hooks,
}: ApplicationOptions): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  // whom a proxy of the same machine or network speaks for; nobody else is believed
  app.set('trust proxy', 'loopback, uniquelocal')
  app.use(['/ingest', '/hooks', '/api', '/healthz', '/readyz', '/metrics'], (_request, response, next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Cache-Control', 'no-store')
    next()
  })
  const keys = openKeys(store.db, now)
  const { INGEST_TOKEN: token } = env
  app.post('/ingest', guarded(ingest({ sink: store.sink, take, token, keys, now, onStored })))
  const answer = api(store, { tokens: readTokens(env), keys }, now)
  for (const what of ['metrics', 'lists'] as const) {
    app.get(
      `/api/v1/${what}/:subject`,
      guarded((request, response) => answer(request, response, what, request.params['subject'] ?? '')),
    )
  }
  app.use(hooks)
  app.use(health({ store, pipeline, token: env.METRICS_TOKEN, now }))
  return app
}

function guarded(handle: (request: Request, response: Response) => Promise<void>) {
  return (request: Request, response: Response, next: NextFunction) => {
    handle(request, response).catch(next)
  }
}

function nothingHere(_request: Request, response: Response): void {
  response
    .status(404)
    .json({ error: 'there is nothing here: see docs/connect.md for what this server answers' })
}

function failed(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  log({ level: 'error', event: 'request_failed', error: kindOf(error) })
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

export interface Demo {
  /** who gets a link that works as long as the process runs */
  people: { person: string; role: string }[]
  /** pages show what was known then, ms UTC */
  data_until: number
}

export interface ServeOptions {
  openStore: () => Promise<Store>
  /** what this process does until it is open */
  opening: Opening
  ending: Ending
  /** where events are sent to; with the embedded database this process also consumes them */
  kafka: { env: KafkaEnv; broker: Broker } | null
  /** @param base_url where people open the pages */
  listenForCommands: (store: Store, base_url: string) => Promise<http.Server>
  now: () => number
  /** fills the store before the pages open */
  demo?: (store: Store) => Promise<Demo>
}

/** insights serve, insights demo: claims the port, opens the store, serves, and ends in good order on SIGINT or SIGTERM. */
export async function serve(options: ServeOptions): Promise<void> {
  let env = appEnv()
  const mailEnv = reportEnv()
  let answer: http.RequestListener = starting(options.opening, env)
  const server = http.createServer((request, response) => {
    answer(request, response)
  })
  // longer than a proxy keeps an idle connection: else it now and then sends a request into one that just closed
  server.keepAliveTimeout = 75_000
  const port = await listen(server, env)
  if (!env.IS_BASE_URL_SET) env = { ...env, BASE_URL: `http://localhost:${port}` }
  const store = await options.openStore()
  const demo = await options.demo?.(store)
  const deriving = deriveLoop(store.facts)
  if (!store.db.embedded) deriving.alsoOthers()
  const links = openLinks(store.db, options.now)
  const { kafka } = options
  const pipeline = kafka === null || !store.db.embedded ? null : startPipeline({ store, deriving, ...kafka })
  const now = demo === undefined ? options.now : () => Math.min(options.now(), demo.data_until)
  const coming = {
    take: inGroups(kafka === null ? store.sink.write : takingByBroker(kafka.broker, store.sink)),
    onStored: kafka === null ? deriving.onStored : () => undefined,
  }
  const hookDoor = openHooks({ store, now: options.now, ...coming })
  const app = application({ store, env, now: options.now, pipeline, hooks: hookDoor.router, ...coming })
  // the demo's pages stop with what it tells; what somebody asks for about reports happens now, one thing after the other
  const reports = reportsOf(store, env, options.now)
  // with a database server a process of its own sends them: insights reports
  const sending =
    demo !== undefined
      ? await startDemoReports(reports, mailEnv, store.data_dir)
      : store.db.embedded
        ? await startReports(reports, openChannel(mailEnv, env.COMPANY_NAME, store.data_dir))
        : null
  if (arePagesBuilt()) {
    const secret = sessionSecret(env.SESSION_SECRET, store.data_dir)
    const sessions = openSessions(env.BASE_URL, secret, options.now)
    const takeEvent = takingEvents({ sink: store.sink, ...coming, now: options.now })
    const is_demo = demo !== undefined
    app.use(
      await pages({
        store,
        env,
        links,
        sessions,
        reports,
        takeEvent,
        hooks: hookDoor.hooks,
        is_demo,
        now,
        clock: options.now,
      }),
    )
  }
  app.use(nothingHere)
  app.use(failed)
  answer = app
  const commands = store.db.embedded ? await options.listenForCommands(store, env.BASE_URL) : null
  await greet({ store, env, links, people: demo?.people ?? [], port })
  await Promise.race([
    options.ending.told,
    ...(pipeline === null ? [] : [pipeline.failed]),
    ...(sending === null ? [] : [sending.failed]),
  ])
  commands?.close()
  await closed(server)
  await sending?.stop()
  await pipeline?.stop()
  await deriving.settled()
  await kafka?.broker.close()
}

/** Takes no more connections, and ends each as soon as its answer is given: kept alive it would hold the server open. */
async function closed(server: http.Server): Promise<void> {
  const closing = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => {
    server.closeIdleConnections()
  }, 50)
  await closing
  clearInterval(idle)
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
