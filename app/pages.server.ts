import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { Router, type Request } from 'express'
import type { Store } from '#pipelines/store.server.ts'
import type { TakeEvent } from '#reports/month/comments.server.ts'
import type { Reports } from '#reports/mailing/reports.ts'
import { projectFile } from '#sql/paths.ts'
import type { Links } from './auth/links.server.ts'
import type { Hooks } from './hooks.server.ts'
import { personOf } from './auth/person.ts'
import { connectDoor } from './connect/door.server.ts'
import type { Sessions } from './auth/session.server.ts'
import type { AppEnv } from './env.server.ts'
import { localeFor } from './i18n/locale.ts'
import { sameOriginOnly, securityHeaders } from './security.server.ts'

export interface PagesOptions {
  store: Store
  env: AppEnv
  links: Links
  sessions: Sessions
  reports: Reports
  takeEvent: TakeEvent
  hooks: Hooks
  is_demo: boolean
  now: () => number
  clock: () => number
}

/** Whether `npm run build` has been run. */
export function arePagesBuilt(): boolean {
  return existsSync(projectFile('build', 'server', 'index.js'))
}

/** The pages: what stands in build/client as it is, everything else by Remix. */
export async function pages(options: PagesOptions): Promise<Router> {
  const { store, env, links, sessions, reports, takeEvent, hooks, is_demo, now, clock } = options
  const build = (await import(
    pathToFileURL(projectFile('build', 'server', 'index.js')).href
  )) as unknown as ServerBuild
  const router = Router()
  router.use(securityHeaders(env.BASE_URL), sameOriginOnly(env.BASE_URL), compression())
  const assets = { index: false, redirect: false } as const
  router.use(
    '/assets',
    express.static(projectFile('build', 'client', 'assets'), { ...assets, immutable: true, maxAge: '1y' }),
  )
  router.use(express.static(projectFile('build', 'client'), { ...assets, maxAge: '1h' }))
  const whoIs = async (request: Request) => {
    const key = await sessions.read(request.headers.cookie)
    return key === null ? null : personOf(key, await store.directory())
  }
  const door = connectDoor({ store, personOf: whoIs, clock })
  router.use(door.router)
  const answer = createRequestHandler({
    build,
    mode: 'production',
    getLoadContext: async (request, response): Promise<AppLoadContext> => {
      const person = await whoIs(request)
      const own = person?.kind === 'owner' ? person.locale : null
      return {
        store,
        links,
        sessions,
        reports,
        takeEvent,
        imports: door.imports,
        hooks,
        person,
        is_demo,
        now,
        clock,
        locale: localeFor(request.headers.cookie, own, request.headers['accept-language']),
        ip: request.ip ?? '',
        nonce: (response.locals as { nonce: string }).nonce,
        company: env.COMPANY_NAME,
        letterhead: env.COMPANY,
        base_url: env.BASE_URL,
      }
    },
  })
  router.all('*', (request, response, next) => {
    void answer(request, response, next)
  })
  return router
}
