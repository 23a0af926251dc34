/** POST /hooks/{kind}/{connection}/{secret}: what vendors send by themselves (docs/hooks.md, docs/decisions/0025). */
import { Router, type NextFunction, type Request, type Response } from 'express'
import { credentialsKey, decrypted } from '#pipelines/hooks/credentials.server.ts'
import { isItsSecret, readConnections, type Connection } from '#pipelines/hooks/connections.server.ts'
import type { HookKind, HookRequest } from '#pipelines/hooks/hook.ts'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import { OrderWithinSeconds } from '#pipelines/hooks/order-within-second.server.ts'
import { parseBody } from '#pipelines/hooks/parse-body.ts'
import { decodeHook, type Seen } from '#pipelines/hooks/take-hook.server.ts'
import { kindOf, log } from '#pipelines/log.ts'
import { pseudonyms } from '#pipelines/pseudonym.server.ts'
import type { Sink } from '#pipelines/sink.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import { readBody, Refusal } from './events-body.server.ts'
import { remembered } from './remembered.ts'

/** No vendor's request comes near it. */
const MAX_BYTES = 1024 * 1024
const MOST_SEEN = 20

export interface HookOptions {
  store: Pick<Store, 'db' | 'sink' | 'data_dir'>
  /** makes events durable: the sink's write, or the broker's */
  take: Sink['write']
  /** called after events were stored */
  onStored: () => void
  now: () => number
}

/** What pages show of hooks, and tell them. */
export interface Hooks {
  /** the last that a connection sent since this process began, the latest first */
  seen: (kind: string, connection: string) => readonly Seen[]
  /** connections were changed here: the next request reads them again */
  changed: () => void
}

export function openHooks({ store, take, onStored, now }: HookOptions): { router: Router; hooks: Hooks } {
  const pseudonym = pseudonyms(store.data_dir)
  const order = new OrderWithinSeconds(store.db, now())
  const connections = remembered(() => readConnections(store.db), now)
  const seenBy = new Map<string, Seen[]>()
  let key: Buffer | undefined
  const credentialsOf = ({ credentials }: Connection) =>
    credentials === '' ? {} : decrypted(credentials, (key ??= credentialsKey(store.data_dir)))
  const answer = async (request: Request, response: Response): Promise<void> => {
    const { kind: name = '', connection: called = '', secret = '' } = request.params
    const kind = HOOK_KINDS.get(name)
    const all = await connections.read()
    const one = all.find((each) => each.kind === name && each.connection === called) ?? null
    if (!isItsSecret(one, secret, now()) || kind === undefined || one === null || one.state === 'removed')
      throw refused(one, 'secret', 'there is no such connection, or its secret is another')
    const credentials = credentialsOf(one)
    const hook = await hookRequest(request)
    const probe = kind.probe?.(hook, { secret, credentials }) ?? null
    if (probe !== null) {
      response.status(probe.status).type('text/plain').send(probe.body)
      return
    }
    if (request.method !== 'POST') throw new Refusal(405, 'send it as POST')
    if (kind.isSigned?.(hook, { secret, credentials }) === false)
      throw refused(one, 'signature', 'the signature is not the one of this connection')
    if (one.state === 'on') await keep(kind, one, hook)
    response.status(200).json({ ok: true })
  }
  const keep = async (kind: HookKind, one: Connection, request: HookRequest) => {
    const of = { db: store.db, sink: store.sink, pseudonym, order }
    const { batch, seen } = await decodeHook(of, kind, one, { request, received_at: now() })
    if (batch.length > 0) await take(batch)
    const key = `${one.kind}/${one.connection}`
    seenBy.set(key, [...seen.toReversed(), ...(seenBy.get(key) ?? [])].slice(0, MOST_SEEN))
    if (batch.length > 0) onStored()
  }
  const router = Router()
  // some vendors add a path of their own, as Mango does /events/summary
  router.all(
    ['/hooks/:kind/:connection/:secret', '/hooks/:kind/:connection/:secret/*'],
    (request, response, next) => {
      answer(request, response).catch((error: unknown) => {
        failed(error, response, next)
      })
    },
  )
  return {
    router,
    hooks: {
      seen: (kind, connection) => seenBy.get(`${kind}/${connection}`) ?? [],
      changed: connections.forget,
    },
  }
}

async function hookRequest(request: Request): Promise<HookRequest> {
  const raw = await readBody(request, MAX_BYTES)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  return {
    headers,
    query: new URL(request.originalUrl, 'http://localhost').searchParams,
    raw,
    body: await parseBody(raw, headers['content-type'] ?? ''),
  }
}

function refused(one: Connection | null, what: 'secret' | 'signature', message: string): Refusal {
  // an address that nobody made is not written down: whoever guesses would fill the log with what he likes
  log({
    level: 'warn',
    event: 'hook_refused',
    what,
    ...(one === null ? {} : { kind: one.kind, connection: one.connection }),
  })
  return new Refusal(401, message)
}

function failed(error: unknown, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error)
    return
  }
  if (error instanceof Refusal) {
    response.status(error.status).json({ error: error.message })
    return
  }
  log({ level: 'error', event: 'hook_failed', error: kindOf(error) })
  response.setHeader('Retry-After', '5')
  response.status(503).json({ error: 'it could not be stored: send the same again' })
}
