/** Keys of programs: each may send some types of events from some sources, or read what is named. */
import type { Database } from '#sql/db/client.server.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import { oneOf } from '#sql/query.ts'
import { KINDS, TABLES } from './events/index.ts'
import { CONNECTION } from './readers/reader.ts'
import { hashOf, isKept, newSecret, OVERLAP_MS } from './secrets.ts'
import type { Decoded } from './sink.server.ts'
import { dateTime64 } from './time.ts'

export interface Key {
  name: string
  state: 'on' | 'revoked'
  key_hash: string
  former_hash: string
  /** ms UTC */
  former_until: number
  /** of events that it may send: message, mark, … */
  types: string[]
  /** with which the source of its events must begin; empty: any */
  sources: string[]
  /** all, owner:ID, homes:ID+ID; '' where it reads nothing */
  reads: string
  person: string
  /** ms UTC */
  created_at: number
  /** ms UTC of its last change */
  version: number
  /** ms UTC, to ten minutes; null: never */
  used_at: number | null
}

type Stored = Omit<Key, 'used_at'>
const COLUMNS = [
  ...(['name', 'version', 'state', 'key_hash', 'former_hash', 'former_until'] as const),
  ...(['types', 'sources', 'reads', 'person', 'created_at'] as const),
]
/** As insights keys and answers call them: without butler. and .v1. */
const EVENT_TYPES = [...KINDS.keys()].map(shortType)

/** By name, the revoked ones too. */
export async function readKeys(db: Database): Promise<Key[]> {
  return db.read<Key>(
    `select
        name, state, key_hash, former_hash, toUnixTimestamp64Milli(told.former_until) as former_until, types, sources, reads,
        person, toUnixTimestamp64Milli(told.created_at) as created_at, toInt64(told.version) as version,
        nullIf(toUnixTimestamp64Milli(uses.used_at), 0) as used_at
    from (select * from keys final) as told
    left join (select name, max(used_at) as used_at from key_uses group by name) as uses using (name)
    order by name`,
  )
}

async function write(db: Database, one: Stored, now: number): Promise<void> {
  const told = { ...one, version: Math.max(now, one.version + 1) }
  await db.insert('keys', COLUMNS, [
    COLUMNS.map((column) =>
      column === 'former_until' || column === 'created_at' ? dateTime64(told[column]) : told[column],
    ),
  ])
}

/**
 * @returns the key, which nobody is told a second time
 * @throws UsageError where something of it can't be taken, PlainError where one is called so
 */
export async function addKey(
  db: Database,
  wanted: Pick<Key, 'name' | 'types' | 'sources' | 'reads' | 'person'>,
  now: number,
): Promise<string> {
  if (!CONNECTION.test(wanted.name))
    throw new UsageError(`a key is called with a-z, 0-9, _ and -, not ${wanted.name}`)
  for (const type of wanted.types) oneOf(EVENT_TYPES, type, 'type of events')
  if (wanted.types.length === 0 && wanted.reads === '')
    throw new UsageError('a key sends events (--types message,mark) or reads numbers (--reads all)')
  const before = (await readKeys(db)).find(({ name }) => name === wanted.name)
  if (before?.state === 'on')
    throw new PlainError(`there is a key ${wanted.name}: rotate or revoke it, or call this one otherwise`)
  const secret = newSecret()
  await write(
    db,
    {
      ...wanted,
      ...{ state: 'on', key_hash: hashOf(secret), former_hash: '', former_until: 0 },
      ...{ created_at: now, version: before?.version ?? 0 },
    },
    now,
  )
  return secret
}

/** @throws PlainError where there is none */
async function keyNamed(db: Database, name: string): Promise<Stored> {
  const one = (await readKeys(db)).find((each) => each.name === name && each.state === 'on')
  if (one === undefined)
    throw new PlainError(`there is no key ${name}: insights keys list says which there are`)
  return one
}

/** @returns the new key; the one before is taken for another week */
export async function rotateKey(
  db: Database,
  name: string,
  { person, now }: { person: string; now: number },
): Promise<string> {
  const one = await keyNamed(db, name)
  const secret = newSecret()
  const former = { former_hash: one.key_hash, former_until: now + OVERLAP_MS }
  await write(db, { ...one, ...former, key_hash: hashOf(secret), person }, now)
  return secret
}

export async function revokeKey(
  db: Database,
  name: string,
  { person, now }: { person: string; now: number },
): Promise<void> {
  const one = await keyNamed(db, name)
  await write(db, { ...one, state: 'revoked', key_hash: '', former_hash: '', person }, now)
}

export function isItsKey(one: Key, secret: string, now: number): boolean {
  return one.state === 'on' && isKept({ ...one, hash: one.key_hash }, secret, now)
}

export async function noteUse(db: Database, name: string, now: number): Promise<void> {
  await db.insert('key_uses', ['name', 'used_at'], [[name, dateTime64(now)]])
}

/** Why a key may not send an event, and what to do about it; null: it may. */
export function forbidden(
  { types, sources }: Pick<Key, 'types' | 'sources'>,
  { result }: Decoded,
): string | null {
  if (result.kind !== 'row') return null
  const type = shortType(result.type)
  const value = (column: string) => result.row[(TABLES[result.table] as readonly string[]).indexOf(column)]
  if (!types.includes(type))
    return `this key may send ${types.join(', ')} and no ${type}: send it with a key of its own`
  const source = String(value('source'))
  if (sources.length > 0 && !sources.some((begin) => source.startsWith(begin)))
    return `this key may send from ${sources.join(', ')}, not from another source: send it with a key of its own`
  // who could make a lead could read everything
  if (type === 'manager' && !String(value('data')).includes('"role":"manager"'))
    return 'no key makes leads and admins: import them from the command line'
  return null
}

function shortType(type: string): string {
  return type.replace(/^butler\./, '').replace(/\.v1$/, '')
}
