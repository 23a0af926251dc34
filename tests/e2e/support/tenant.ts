import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { openLinks } from '#app/auth/links.server.ts'
import { openSessions } from '#app/auth/session.server.ts'
import { appEnv } from '#app/env.server.ts'
import { openHooks } from '#app/hooks.server.ts'
import { pages } from '#app/pages.server.ts'
import { takingEvents } from '#app/reports.server.ts'
import { application } from '#app/server.ts'
import type { Store } from '#pipelines/store.server.ts'
import type { Channel, Message, Post } from '#reports/mailing/deliver.server.ts'
import { reportEnv } from '#reports/mailing/env.ts'
import { reportMaker } from '#reports/mailing/maker.ts'
import { openPost } from '#reports/mailing/post.server.ts'
import type { Reports } from '#reports/mailing/reports.ts'
import { newMemory, tick, type ScheduleMemory } from '#reports/mailing/schedule.ts'
import { directoryReader } from '#sql/directory/directory.ts'
import type { TestDatabase } from '../../support/database.ts'
import { moment, type TestEvent } from '../../support/events.ts'
import { builtPages } from './running.ts'

await builtPages()

const ZONE = 'Europe/Moscow'
/** A bearer that reads what the owner may. */
const TOKEN = 'token-of-the-owner'

/** What a server answered, as far as its address and its nonces do not show. */
export interface Answered {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** One server over one database, which is told one world after the other; asked by one owner, or somebody else. */
export interface Tenant {
  /** empties the database, and tells it another world */
  tell: (events: readonly TestEvent[]) => Promise<void>
  /** '2025-04-01 09:00' in Moscow: goes on to then, and sends what is due */
  at: (time: string) => Promise<void>
  /** messages that were sent since the world was told */
  sent: Message[]
  get: (path: string, person?: string) => Promise<Answered>
  post: (path: string, person: string, form: Record<string, string>) => Promise<number>
  end: () => Promise<void>
}

export async function openTenant(one: TestDatabase, owner_id: string, from: string): Promise<Tenant> {
  let now = Date.parse(moment(from))
  let answer: http.RequestListener = () => undefined
  const server = http.createServer((request, response) => {
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const sessions = openSessions(url, 'a secret of at least 32 characters, for tests', () => now)
  const env = {
    ...appEnv({ NODE_ENV: 'test' }),
    BASE_URL: url,
    API_TOKENS: new Map([[TOKEN, { kind: 'owner' as const, owner_id }]]),
  }
  const sent: Message[] = []
  const channel: Channel = {
    send: async (message, onData) => {
      await onData()
      sent.push(message)
      return { is: 'accepted', code: 250, reply: '250 taken' }
    },
    close: () => Promise.resolve(),
  }
  let worlds = 0
  let round: { post: Post; memory: ScheduleMemory } | undefined

  const open = async () => {
    worlds++
    // pages keep what they read under the name of its store
    const data_dir = `${one.dir}/${worlds}`
    const { db, sink, facts } = one
    const store = { db, sink, facts, data_dir, default_timezone: ZONE, directory: directoryReader(db, ZONE) } as unknown as Store // prettier-ignore
    const reports: Reports = {
      db,
      directory: store.directory,
      now: () => now,
      base_url: url,
      log: () => undefined,
      maker: reportMaker({ name: 'Butler', phone: null, logo: null, staff: 'first_name' }),
      env: reportEnv({ MAIL_FROM: 'reports@insights.test' }),
      settled: () => facts.drain(),
    }
    round = { post: openPost(reports, channel, () => true), memory: newMemory(now) }
    const coming = { take: sink.write, onStored: () => undefined }
    const hookDoor = openHooks({ store, now: () => now, ...coming })
    const app = application({
      ...{ store, env, now: () => now, pipeline: null, hooks: hookDoor.router },
      ...coming,
    })
    app.use(
      await pages({
        store,
        env,
        sessions,
        reports,
        now: () => now,
        clock: () => now,
        is_demo: false,
        hooks: hookDoor.hooks,
        links: openLinks(db, () => now),
        takeEvent: takingEvents({ sink, ...coming, now: () => now }),
      }),
    )
    answer = app
  }
  const cookieOf = async (person: string) => (await sessions.start(person)).split(';')[0] ?? ''

  return {
    sent,
    tell: async (events) => {
      await one.empty()
      sent.length = 0
      now = Date.parse(moment(from))
      const refused = (await one.take(events)).filter((outcome) => outcome !== null)
      if (refused.length > 0) throw new Error(`not taken: ${refused.join(' ')}`)
      await open()
    },
    at: async (time) => {
      now = Date.parse(moment(time))
      await one.facts.drain()
      if (round !== undefined) await tick(round.post, round.memory)
    },
    get: async (path, person = `owner:${owner_id}`) => {
      const response = await fetch(url + path, {
        redirect: 'manual',
        headers: path.startsWith('/api/')
          ? { authorization: `Bearer ${TOKEN}` }
          : { cookie: `lang=ru; ${await cookieOf(person)}` },
      })
      return { ...plainly(response), body: withoutNonce(Buffer.from(await response.arrayBuffer())) }
    },
    post: async (path, person, form) => {
      const response = await fetch(url + path, {
        method: 'POST',
        redirect: 'manual' as const,
        body: new URLSearchParams(form),
        headers: { cookie: await cookieOf(person), Origin: url },
      })
      await response.arrayBuffer()
      return response.status
    },
    end: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Headers that say when, how, or by which nonce; and the length where it is told. */
const OF_THE_WAY = ['date', 'connection', 'keep-alive', 'content-security-policy', 'etag', 'set-cookie']

function plainly({ status, headers }: Response): Pick<Answered, 'status' | 'headers'> {
  return { status, headers: Object.fromEntries([...headers].filter(([name]) => !OF_THE_WAY.includes(name))) }
}

function withoutNonce(body: Buffer): Buffer {
  const text = body.toString('latin1')
  const nonce = /nonce="([^"]+)"/.exec(text)?.[1]
  return nonce === undefined ? body : Buffer.from(text.replaceAll(nonce, 'NONCE'), 'latin1')
}
