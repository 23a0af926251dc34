import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { appEnv } from '#app/env.server.ts'
import { openHooks } from '#app/hooks.server.ts'
import { openLinks } from '#app/auth/links.server.ts'
import { openSessions } from '#app/auth/session.server.ts'
import { pages } from '#app/pages.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import type { TestEvent } from '../../support/events.ts'
import { reportWorld, type ReportWorld } from '../../support/reports.ts'
import { builtPages } from './running.ts'

await builtPages()

/** The built pages over reports whose clock the test sets, with a real scheduler and a real SMTP conversation behind them. */
export interface ReportSite extends ReportWorld {
  url: string
  /** a page of somebody signed in; null: a stranger. What the browser complains of is kept */
  visit: (
    browser: Browser,
    person: string | null,
    how?: { width?: number; javaScript?: boolean; locale?: 'ru' | 'en' },
  ) => Promise<{ page: Page; context: BrowserContext; complaints: string[] }>
  /** the value of the cookie of a session */
  cookieOf: (person: string) => Promise<string>
}

export async function openReportSite(events: readonly TestEvent[]): Promise<ReportSite> {
  const world = await reportWorld(events)
  const server = http.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const env = { ...appEnv({ NODE_ENV: 'test' }), BASE_URL: url }
  const now = () => world.reports.now()
  const sessions = openSessions(url, 'a secret of at least 32 characters, for tests', now)
  const store: Store = {
    db: world.db,
    sink: world.sink,
    facts: world.facts,
    directory: world.directory,
    data_dir: world.dir,
    default_timezone: 'Europe/Moscow',
  } as unknown as Store
  const app = express().set('trust proxy', 'loopback, uniquelocal')
  const hookDoor = openHooks({ store, now, take: world.sink.write, onStored: () => undefined })
  app.use(hookDoor.router)
  app.use(
    await pages({
      store,
      env,
      sessions,
      now,
      clock: now,
      reports: world.reports,
      is_demo: false,
      links: openLinks(world.db, now),
      takeEvent: world.takeEvent,
      hooks: hookDoor.hooks,
    }),
  )
  server.on('request', app)
  const cookieOf = async (person: string) => (await sessions.start(person)).split(';')[0] ?? ''
  return {
    ...world,
    url,
    cookieOf,
    visit: async (browser, person, { width = 1440, javaScript = true, locale = 'ru' } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        javaScriptEnabled: javaScript,
        reducedMotion: 'reduce',
        locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
      })
      await context.addCookies([{ name: 'lang', value: locale, url }])
      if (person !== null) {
        const [name = '', value = ''] = (await cookieOf(person)).split('=')
        await context.addCookies([{ name, value, url }])
      }
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      return { page, context, complaints }
    },
    end: async () => {
      server.closeAllConnections()
      server.close()
      await world.end()
    },
  }
}
