import { createInterface } from 'node:readline/promises'
import { credentialsKey, encrypted } from '#pipelines/hooks/credentials.server.ts'
import {
  addConnection,
  findConnection,
  readConnections,
  rotateSecret,
  setState,
  type Connection,
  type ConnectionState,
} from '#pipelines/hooks/connections.server.ts'
import { sourceEvent } from '#pipelines/hooks/announce.ts'
import type { HookKind } from '#pipelines/hooks/hook.ts'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import { sourceOf } from '#pipelines/hooks/take-hook.server.ts'
import { localPerson } from '#pipelines/imports.server.ts'
import { CAPABILITIES } from '#pipelines/events/source.ts'
import { CONNECTION } from '#pipelines/readers/reader.ts'
import type { Store } from '#pipelines/store.server.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import { oneOf } from '#sql/query.ts'
import { isZone } from '#sql/time/zone.ts'
import type { CommandContext } from './context.ts'
import { formatRows, FORMATS } from './format.ts'

export interface HookOptions {
  as: string
  timezone?: string
  complete?: string
}

/** insights hooks add KIND --as NAME: makes a connection and prints its address, once. */
export async function addHook(name: string, options: HookOptions, context: CommandContext): Promise<void> {
  const kind = kindNamed(name)
  if (!CONNECTION.test(options.as))
    throw new UsageError(`as must be a word of a-z, 0-9, _ and -, not ${options.as}`)
  const store = await context.store()
  const timezone = options.timezone ?? store.default_timezone
  if (!isZone(timezone))
    throw new UsageError(`timezone must be an IANA name like Europe/Moscow, not ${timezone}`)
  const complete = (options.complete ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => oneOf(CAPABILITIES, word, 'thing to tell completely'))
  const { made, secret } = await addConnection(store.db, {
    ...{ kind: kind.kind, connection: options.as, timezone, complete: complete.join(',') },
    credentials: encrypted(await credentialsOf(kind, context), credentialsKey(store.data_dir)),
    ...{ person: localPerson(), now: context.now() },
  })
  await announce(store, kind, made, context.now())
  context.out(`${address(context, made, secret)}\n`)
  context.out(
    `Give this address to ${name}: it is shown once (docs/hooks.md says what to click there). A new one: insights hooks rotate ${name} ${made.connection}\n`,
  )
}

/** insights hooks list */
export async function listHooks(options: { format: string }, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const store = await context.store()
  const last = new Map(
    await store.db.readBulk<[string, number]>(
      'select source, toUnixTimestamp64Milli(max(last_at)) from source_activity group by source',
    ),
  )
  const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
  const rows = (await readConnections(store.db))
    .filter(({ state }) => state !== 'removed')
    .map((one) => {
      const kind = HOOK_KINDS.get(one.kind)
      const source = kind === undefined ? one.kind : sourceOf(kind, one.connection)
      return {
        kind: one.kind,
        connection: one.connection,
        state: one.state,
        source,
        last_event_at: iso(last.get(source)),
        complete: one.complete,
        created_at: iso(one.created_at),
        person: one.person,
      }
    })
  context.out(
    rows.length === 0 && format === 'table'
      ? `nothing sends by itself so far: insights hooks add KIND --as NAME; kinds are ${[...HOOK_KINDS.keys()].join(', ')}\n`
      : formatRows(rows, format, { subject: 'hooks' }),
  )
}

/** insights hooks rotate KIND NAME: a new address; the one before is taken for another week. */
export async function rotateHook(name: string, connection: string, context: CommandContext): Promise<void> {
  const store = await context.store()
  const one = await hookNamed(store, name, connection)
  const secret = await rotateSecret(store.db, one, { person: localPerson(), now: context.now() })
  context.out(`${address(context, one, secret)}\n`)
  context.out('It is shown once; the address before it is taken for another week.\n')
}

/** insights hooks pause | resume | remove KIND NAME */
export async function changeHook(
  state: ConnectionState,
  name: string,
  connection: string,
  context: CommandContext,
): Promise<void> {
  const store = await context.store()
  const one = await hookNamed(store, name, connection)
  const now = context.now()
  await setState(store.db, one, { state, person: localPerson(), now })
  await announce(store, kindNamed(name), { ...one, state }, now)
  context.out(
    {
      on: 'it is taken again from now on\n',
      paused: 'what it sends is answered and not kept, until insights hooks resume\n',
      removed: 'its address is gone; what it told stays\n',
    }[state],
  )
}

function kindNamed(name: string): HookKind {
  const kind = HOOK_KINDS.get(name)
  if (kind === undefined)
    throw new UsageError(`unknown kind of hook: ${name}; must be one of ${[...HOOK_KINDS.keys()].join(', ')}`)
  return kind
}

async function hookNamed(store: Store, kind: string, connection: string): Promise<Connection> {
  kindNamed(kind)
  const one = await findConnection(store.db, kind, connection)
  if (one === null || one.state === 'removed')
    throw new PlainError(
      `there is no connection ${kind} ${connection}: insights hooks list says which there are`,
    )
  return one
}

async function announce(store: Store, kind: HookKind, one: Connection, now: number): Promise<void> {
  const came = { origin: `insights hooks ${kind.kind}/${one.connection}`, received_at: now }
  await store.sink.write([store.sink.decodeValue(sourceEvent(kind, one, now), came)])
  await store.facts.drain()
}

function address({ base_url }: CommandContext, { kind, connection }: Connection, secret: string): string {
  return `${base_url}/hooks/${kind}/${connection}/${secret}`
}

/**
 * What the vendor signs with: asked for on a terminal, else read from standard input as NAME=VALUE lines, so that none of it
 * stands in a list of processes.
 */
async function credentialsOf(kind: HookKind, context: CommandContext): Promise<Record<string, string>> {
  if (kind.credentials.length === 0) return {}
  const given: Record<string, string> = {}
  if (context.isTerminal && !context.isServed) {
    const lines = createInterface({ input: context.stdin, output: process.stderr })
    for (const { name, is_required } of kind.credentials)
      given[name] = (await lines.question(`${name}${is_required ? '' : ' (empty: none)'}: `)).trim()
    lines.close()
  } else {
    for await (const line of createInterface({ input: context.stdin })) {
      const at = line.indexOf('=')
      if (at > 0) given[line.slice(0, at).trim()] = line.slice(at + 1).trim()
    }
  }
  for (const { name, is_required } of kind.credentials) {
    if (is_required && (given[name] ?? '') === '')
      throw new UsageError(
        `${kind.kind} needs ${name}: give it as a line ${name}=VALUE on standard input, so that it stands in no list of processes`,
      )
  }
  const known = kind.credentials.map(({ name }) => name)
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => known.includes(name) && value !== ''),
  )
}
