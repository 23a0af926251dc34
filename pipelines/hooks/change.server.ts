/** Making and changing connections, from the command line and from a page: what they are is announced each time. */
import { PlainError, UsageError } from '#sql/db/errors.ts'
import { oneOf } from '#sql/query.ts'
import { CAPABILITIES } from '../events/source.ts'
import { requireAccount } from '../named-account.ts'
import type { Store } from '../store.server.ts'
import { sourceEvent } from './announce.ts'
import {
  addConnection,
  findConnection,
  setState,
  type Connection,
  type ConnectionState,
} from './connections.server.ts'
import { credentialsKey, encrypted } from './credentials.server.ts'
import type { Credentials, HookKind } from './hook.ts'
import { HOOK_KINDS } from './index.ts'

type Stored = Pick<Store, 'db' | 'sink' | 'facts' | 'data_dir'>

/** Who changes something, and when in ms UTC. */
interface By {
  person: string
  now: number
}

export interface Wanted {
  kind: string
  connection: string
  timezone: string
  /** what it tells completely: words of butler.source.v1 */
  complete: readonly string[]
  credentials: Credentials
}

/**
 * @returns with the secret of its address, which nobody is told a second time
 * @throws UsageError where something of it can't be taken, PlainError where there is such a connection
 */
export async function makeHook(
  store: Stored,
  wanted: Wanted,
  by: By,
): Promise<{ made: Connection; secret: string }> {
  const kind = hookKind(wanted.kind)
  const { connection, timezone, complete } = wanted
  requireAccount({ connection, timezone })
  for (const word of complete) oneOf(CAPABILITIES, word, 'thing to tell completely')
  const added = await addConnection(store.db, {
    ...{ kind: kind.kind, connection, timezone, complete: [...new Set(complete)].sort().join(',') },
    credentials: encrypted(credentialsFor(kind, wanted.credentials), credentialsKey(store.data_dir)),
    ...by,
  })
  await announce(store, kind, added.made, by.now)
  return added
}

/** A vendor's key without which nothing that it sends can be checked. */
export class MissingCredential extends UsageError {}

/** Of what is given that which the kind asks for. @throws MissingCredential */
function credentialsFor(kind: HookKind, given: Credentials): Credentials {
  for (const { name, is_required } of kind.credentials) {
    if (is_required && (given[name] ?? '') === '')
      throw new MissingCredential(
        `${kind.kind} needs ${name}: give it as a line ${name}=VALUE on standard input, so that it stands in no list of processes`,
      )
  }
  const known = kind.credentials.map(({ name }) => name)
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => known.includes(name) && value !== ''),
  )
}

export async function changeHookState(
  store: Stored,
  one: Connection,
  { state, ...by }: By & { state: ConnectionState },
): Promise<void> {
  await setState(store.db, one, { state, ...by })
  await announce(store, hookKind(one.kind), { ...one, state }, by.now)
}

/** @throws UsageError that names the kinds there are */
export function hookKind(name: string): HookKind {
  return HOOK_KINDS.get(oneOf([...HOOK_KINDS.keys()], name, 'kind of hook')) as HookKind
}

/** @throws PlainError where there is none, or it was removed */
export async function hookNamed(
  { db }: Pick<Store, 'db'>,
  kind: string,
  connection: string,
): Promise<Connection> {
  const one = await findConnection(db, hookKind(kind).kind, connection)
  if (one === null || one.state === 'removed')
    throw new PlainError(
      `there is no connection ${kind} ${connection}: insights hooks list says which there are`,
    )
  return one
}

async function announce(store: Stored, kind: HookKind, one: Connection, now: number): Promise<void> {
  const came = { origin: `connection ${kind.kind}/${one.connection}`, received_at: now }
  await store.sink.write([store.sink.decodeValue(sourceEvent(kind, one, now), came)])
  await store.facts.drain()
}

/** Where a vendor sends to. */
export function hookAddress(base_url: string, { kind, connection }: Connection, secret: string): string {
  return `${base_url}/hooks/${kind}/${connection}/${secret}`
}
