import type { Database } from './db/client.server.ts'
import { minuteSources, type Directory } from './directory/directory.ts'

/** Which of these conversations hold messages whose times have no seconds: a wait in them may be a minute more or less. */
export async function toMinute(
  db: Database,
  directory: Directory,
  conversation_ids: readonly string[],
): Promise<Set<string>> {
  const sources = minuteSources(directory)
  if (sources.length === 0 || conversation_ids.length === 0) return new Set()
  const rows = await db.readBulk<[string]>(
    `select distinct conversation_id
    from message_events
    where conversation_id in {conversations:Array(String)} and source in {sources:Array(String)}`,
    { conversations: [...new Set(conversation_ids)], sources },
  )
  return new Set(rows.map(([conversation_id]) => conversation_id))
}
