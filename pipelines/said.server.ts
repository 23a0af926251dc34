/** What a person says of accounts and chats, on a sheet or on a page: all of it is taken, or nothing. */
import type { Directory } from '#sql/directory/directory.ts'
import { PlainError } from '#sql/db/errors.ts'
import { eventsOf } from './mapping.ts'
import type { SheetRow } from './sheet.ts'
import type { Sink } from './sink.server.ts'

/**
 * Stores what rows say that is new. Facts are not derived: call the keeper's drain().
 * @returns how many said something new
 * @throws PlainError that names what is wrong; then nothing was taken
 */
export async function say(
  { sink, directory }: { sink: Pick<Sink, 'decodeValue' | 'write'>; directory: Directory },
  rows: readonly SheetRow[],
  { origin, now }: { origin: string; now: number },
): Promise<number> {
  const { events, faults } = eventsOf(rows, directory, now)
  const decoded = events.map(({ line, event }) => {
    const one = sink.decodeValue(event, { origin, received_at: now })
    if (one.result.kind === 'dead') faults.push(`line ${line}: ${one.result.letter.detail}`)
    return one
  })
  if (faults.length > 0)
    throw new PlainError(
      `${faults.slice(0, 3).join(' · ')}${faults.length > 3 ? ` · and ${faults.length - 3} more` : ''}; nothing of it was taken`,
    )
  await sink.write(decoded)
  return events.length
}
