import { Router, type Request } from 'express'
import { metricsText, readReadiness } from '#pipelines/health.server.ts'
import type { WatchedPipeline } from '#pipelines/start.ts'
import type { Store } from '#pipelines/store.server.ts'
import { isSame } from '#pipelines/same-secret.ts'
import { bearerOf } from './bearer.ts'

export interface HealthOptions {
  store: Pick<Store, 'db' | 'directory'>
  /** the consumer of this process, where it has one */
  pipeline: Pick<WatchedPipeline, 'watch'> | null
  /** of /metrics and of the names in /readyz; null: nobody gets them */
  token: string | null
  now: () => number
}

/** /healthz: the process runs. /metrics: for Prometheus. Both from its start, whether or not it can do its work. */
export function vitals(token: string | null): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/metrics', (request, response, next) => {
    if (!isTrusted(request, token)) {
      response.setHeader('WWW-Authenticate', 'Bearer')
      response.status(401).json({ error: 'send Authorization: Bearer with the METRICS_TOKEN of this server' })
      return
    }
    metricsText().then(({ type, text }) => response.type(type).send(text), next)
  })
  return router
}

/** What vitals() answers, and /readyz: whether the process can do its work, and what is stuck or silent. */
export function health({ store, pipeline, token, now }: HealthOptions): Router {
  const router = Router()
  router.use(vitals(token))
  router.get('/readyz', (request, response, next) => {
    readReadiness(store, pipeline, now()).then((readiness) => {
      const { stuck, silent } = readiness
      const counted = { ...readiness, stuck: stuck.length, silent: silent.length }
      response.status(readiness.is_ready ? 200 : 503).json(isTrusted(request, token) ? readiness : counted)
    }, next)
  })
  return router
}

function isTrusted(request: Request, token: string | null): boolean {
  const bearer = bearerOf(request)
  return token !== null && bearer !== null && isSame(bearer, token)
}
