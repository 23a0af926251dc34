import {
  countDeadLetters,
  dropDeadLetters,
  readDeadLetters,
  replayDeadLetters,
  type WhichLetters,
} from '#pipelines/replay.server.ts'
import { UsageError } from '#sql/db/errors.ts'
import { oneOf } from '#sql/query.ts'
import type { CommandContext } from './context.ts'
import { formatRows, FORMATS, table } from './format.ts'

/** insights dead-letters list */
export async function listDeadLetters(
  options: WhichLetters & { limit: string; format: string },
  context: CommandContext,
): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100_000)
    throw new UsageError(`limit must be a whole number from 1 to 100000, not ${options.limit}`)
  const { db } = await context.store()
  const deadLetters = await readDeadLetters(db, options, limit)
  const rows = deadLetters.map(({ letter_id, received_at, reason, detail, origin, status, length }) => ({
    letter_id,
    received_at: new Date(received_at).toISOString(),
    reason,
    detail,
    origin,
    status,
    length,
  }))
  context.out(formatRows(rows, format, { subject: 'dead-letters' }))
  if (rows.length === limit)
    context.err(`the newest ${limit} are shown: --limit shows more, \`dead-letters summary\` counts all\n`)
}

/** insights dead-letters summary */
export async function summarizeDeadLetters(
  options: WhichLetters & { format: string },
  context: CommandContext,
): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const counts = await countDeadLetters((await context.store()).db, options)
  const rows = counts.map(({ first_at, last_at, ...count }) => ({
    ...count,
    first_at: new Date(first_at).toISOString(),
    last_at: new Date(last_at).toISOString(),
  }))
  context.out(formatRows(rows, format, { subject: 'dead-letters' }))
}

/** insights dead-letters drop */
export async function dropLetters(options: WhichLetters, context: CommandContext): Promise<void> {
  if (options.origin === undefined && options.reason === undefined)
    throw new UsageError('say which: --origin FILE, --reason REASON or both')
  const dropped = await dropDeadLetters((await context.store()).db, options)
  context.out(`${dropped} dead letters deleted for good\n`)
}

/** insights dead-letters replay */
export async function replay(
  options: { reason?: string; format: string },
  context: CommandContext,
): Promise<void> {
  const store = await context.store()
  const outcomes = await replayDeadLetters(store.db, store.sink, context.now(), options.reason)
  await store.facts.drain()
  if (oneOf(FORMATS, options.format, 'format') === 'json') context.out(JSON.stringify({ outcomes }) + '\n')
  else if (outcomes.length === 0) context.out('no dead letters to replay\n')
  else
    context.out(
      table(
        ['letter', 'now', 'what it says'],
        outcomes.map(({ letter_id, status, detail }) => [letter_id, status, detail]),
      ),
    )
}
