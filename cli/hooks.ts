import { createInterface } from 'node:readline/promises'
import {
  changeHookState,
  hookAddress,
  hookKind,
  hookNamed,
  makeHook,
} from '#pipelines/hooks/change.server.ts'
import { readConnections, rotateSecret, type ConnectionState } from '#pipelines/hooks/connections.server.ts'
import { sourceOf, type HookKind } from '#pipelines/hooks/hook.ts'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import { localPerson } from '#pipelines/imports.server.ts'
import { listed } from '#sql/db/read-env.ts'
import { oneOf } from '#sql/query.ts'
import { readLastHeard } from '#sql/silences.server.ts'
import type { CommandContext } from './context.ts'
import { formatKept, FORMATS } from './format.ts'

export interface HookOptions {
  as: string
  timezone?: string
  complete?: string
}

const byMe = ({ now }: CommandContext) => ({ person: localPerson(), now: now() })

/** insights hooks add KIND --as NAME: makes a connection and prints its address, once. */
export async function addHook(name: string, options: HookOptions, context: CommandContext): Promise<void> {
  const kind = hookKind(name)
  const store = await context.store()
  const { made, secret } = await makeHook(
    store,
    {
      kind: name,
      connection: options.as,
      timezone: options.timezone ?? store.default_timezone,
      complete: listed(options.complete ?? ''),
      credentials: await credentialsOf(kind, context),
    },
    byMe(context),
  )
  context.out(`${hookAddress(context.base_url, made, secret)}\n`)
  context.out(
    `Give this address to ${name}: it is shown once (docs/hooks.md says what to click there). A new one: insights hooks rotate ${name} ${made.connection}\n`,
  )
}

/** insights hooks list */
export async function listHooks(options: { format: string }, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const store = await context.store()
  const all = (await readConnections(store.db))
    .filter(({ state }) => state !== 'removed')
    .map((one) => ({ ...one, source: sourceOf(hookKind(one.kind), one.connection) }))
  const last = await readLastHeard(
    store.db,
    all.map(({ source }) => source),
  )
  const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())
  const rows = all.map(({ kind, connection, state, source, complete, created_at, person }) => ({
    ...{ kind, connection, state, source, last_event_at: iso(last.get(source)), complete },
    ...{ created_at: iso(created_at), person },
  }))
  context.out(
    formatKept(rows, format, {
      subject: 'hooks',
      none: `nothing sends by itself so far: insights hooks add KIND --as NAME; kinds are ${[...HOOK_KINDS.keys()].join(', ')}`,
    }),
  )
}

/** insights hooks rotate KIND NAME: a new address; the one before is taken for another week. */
export async function rotateHook(name: string, connection: string, context: CommandContext): Promise<void> {
  const store = await context.store()
  const one = await hookNamed(store, name, connection)
  const secret = await rotateSecret(store.db, one, byMe(context))
  context.out(`${hookAddress(context.base_url, one, secret)}\n`)
  context.out('It is shown once; the address before it is taken for another week.\n')
}

const CHANGED: Readonly<Record<ConnectionState, string>> = {
  on: 'it is taken again from now on\n',
  paused: 'what it sends is answered and not kept, until insights hooks resume\n',
  removed: 'its address is gone; what it told stays\n',
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
  await changeHookState(store, one, { state, ...byMe(context) })
  context.out(CHANGED[state])
}

/**
 * What the vendor signs with: asked for on a terminal, else read from standard input as NAME=VALUE lines, so that none of it
 * stands in a list of processes.
 */
async function credentialsOf(kind: HookKind, context: CommandContext): Promise<Record<string, string>> {
  if (kind.credentials.length === 0) return {}
  const given: Record<string, string> = {}
  const isAsked = context.isTerminal && !context.isServed
  const lines = createInterface({ input: context.stdin, ...(isAsked && { output: process.stderr }) })
  if (isAsked) {
    for (const { name, is_required } of kind.credentials)
      given[name] = (await lines.question(`${name}${is_required ? '' : ' (empty: none)'}: `)).trim()
  } else {
    for await (const line of lines) {
      const at = line.indexOf('=')
      if (at > 0) given[line.slice(0, at).trim()] = line.slice(at + 1).trim()
    }
  }
  lines.close()
  return given
}
