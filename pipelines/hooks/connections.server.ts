/** Connections that send by themselves or are asked: kept with who made them, their secrets as hashes (docs/decisions/0025). */
import type { Database } from '#sql/db/client.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import { hashOf, isKept, newSecret, OVERLAP_MS } from '../secrets.ts'
import { dateTime64 } from '../time.ts'

export type ConnectionState = 'on' | 'paused' | 'removed'

export interface Connection {
  kind: string
  connection: string
  state: ConnectionState
  secret_hash: string
  former_hash: string
  /** ms UTC */
  former_until: number
  /** encrypted */
  credentials: string
  timezone: string
  /** words with commas */
  complete: string
  person: string
  /** ms UTC */
  created_at: number
  /** ms UTC of its last change */
  version: number
}

const COLUMNS = [
  ...(['kind', 'connection', 'version', 'state', 'secret_hash', 'former_hash', 'former_until'] as const),
  ...(['credentials', 'timezone', 'complete', 'person', 'created_at'] as const),
]

/** Of all that were ever made, the removed ones too; in order of their names. */
export async function readConnections(db: Database): Promise<Connection[]> {
  return db.read<Connection>(
    `select
        kind, connection, state, secret_hash, former_hash, toUnixTimestamp64Milli(told.former_until) as former_until,
        credentials, timezone, complete, person, toUnixTimestamp64Milli(told.created_at) as created_at,
        toInt64(told.version) as version
    from (select * from connections final) as told
    order by kind, connection`,
  )
}

async function write(db: Database, one: Connection, now: number): Promise<Connection> {
  const told = { ...one, version: Math.max(now, one.version + 1) }
  await db.insert('connections', COLUMNS, [
    COLUMNS.map((column) =>
      column === 'former_until' || column === 'created_at' ? dateTime64(told[column]) : told[column],
    ),
  ])
  return told
}

export interface NewConnection extends Pick<
  Connection,
  'kind' | 'connection' | 'credentials' | 'timezone' | 'complete' | 'person'
> {
  now: number
}

/**
 * Makes a connection, or a removed one anew.
 * @returns with the secret of its address, which nobody is told a second time
 * @throws PlainError where there is one
 */
export async function addConnection(
  db: Database,
  { now, ...one }: NewConnection,
): Promise<{ made: Connection; secret: string }> {
  const before = await findConnection(db, one.kind, one.connection)
  if (before !== null && before.state !== 'removed')
    throw new PlainError(`${one.kind}/${one.connection} is connected: give it a new secret, or another name`)
  const secret = newSecret()
  const made = await write(
    db,
    {
      ...one,
      state: 'on',
      secret_hash: hashOf(secret),
      former_hash: '',
      former_until: 0,
      created_at: now,
      version: before?.version ?? 0,
    },
    now,
  )
  return { made, secret }
}

export async function findConnection(
  db: Database,
  kind: string,
  connection: string,
): Promise<Connection | null> {
  const all = await readConnections(db)
  return all.find((one) => one.kind === kind && one.connection === connection) ?? null
}

/** @returns the new secret; the one before is taken for another week */
export async function rotateSecret(
  db: Database,
  one: Connection,
  { person, now }: { person: string; now: number },
): Promise<string> {
  const secret = newSecret()
  await write(
    db,
    {
      ...one,
      secret_hash: hashOf(secret),
      former_hash: one.secret_hash,
      former_until: now + OVERLAP_MS,
      person,
    },
    now,
  )
  return secret
}

export async function setState(
  db: Database,
  one: Connection,
  { state, person, now }: { state: ConnectionState; person: string; now: number },
): Promise<void> {
  // what was removed can't be come back to by an old address
  const secrets = state === 'removed' ? { secret_hash: '', former_hash: '', credentials: '' } : {}
  await write(db, { ...one, ...secrets, state, person }, now)
}

/** Whether a secret opens a connection; in the same time whichever it is, and whether there is one. */
export function isItsSecret(one: Connection | null, secret: string, now: number): boolean {
  return isKept(one === null ? null : { ...one, hash: one.secret_hash }, secret, now)
}
