import { grantOf } from '#app/env.server.ts'
import { localPerson } from '#pipelines/imports.server.ts'
import { addKey, readKeys, revokeKey, rotateKey } from '#pipelines/keys.server.ts'
import { listed } from '#sql/db/read-env.ts'
import { UsageError } from '#sql/db/errors.ts'
import { oneOf } from '#sql/query.ts'
import type { CommandContext } from './context.ts'
import { formatKept, FORMATS } from './format.ts'

export interface KeyOptions {
  types?: string
  source: string[]
  reads?: string
}

const ONCE = 'It is shown once. Send it as Authorization: Bearer.\n'
const byMe = ({ now }: CommandContext) => ({ person: localPerson(), now: now() })

/** insights keys add NAME: a key of a program, printed once. */
export async function addKeyNamed(name: string, options: KeyOptions, context: CommandContext): Promise<void> {
  const { reads = '' } = options
  if (reads !== '' && grantOf(reads) === null)
    throw new UsageError('reads takes all, owner:ID or homes:ID+ID')
  const { person, now } = byMe(context)
  const { db } = await context.store()
  const key = await addKey(
    db,
    { name, types: listed(options.types ?? ''), sources: options.source, reads, person },
    now,
  )
  context.out(`${key}\n${ONCE}`)
}

/** insights keys list */
export async function listKeys(options: { format: string }, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  const { db } = await context.store()
  const rows = (await readKeys(db)).map((one) => ({
    name: one.name,
    state: one.state,
    types: one.types.join(' '),
    sources: one.sources.join(' '),
    reads: one.reads,
    last_used_at: iso(one.used_at),
    created_at: iso(one.created_at),
    person: one.person,
  }))
  context.out(
    formatKept(rows, format, {
      subject: 'keys',
      none: 'no key was made so far: insights keys add NAME --types message,mark',
    }),
  )
}

/** insights keys rotate NAME: a new key; the one before is taken for another week. */
export async function rotateKeyNamed(name: string, context: CommandContext): Promise<void> {
  const { db } = await context.store()
  context.out(
    `${await rotateKey(db, name, byMe(context))}\n${ONCE}The one before it is taken for another week.\n`,
  )
}

/** insights keys revoke NAME */
export async function revokeKeyNamed(name: string, context: CommandContext): Promise<void> {
  const { db } = await context.store()
  await revokeKey(db, name, byMe(context))
  context.out('it opens nothing any more\n')
}
