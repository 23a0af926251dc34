import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import type { ListQuery } from './list-query.ts'
import { turnRows } from '../metrics/turn-rows.ts'
import { SCOPE_SQL, scopeParams } from '../directory/gate.ts'
import { creditParams } from '../nights/shift-credit.server.ts'
import { formatDay } from '../time/zone.ts'
import { readMarkArrivals } from '../arrivals.server.ts'
import { ownStays } from './stays-known.server.ts'
import { at, text, type ListRow } from './cells.ts'
import { toMinute } from '../to-minute.server.ts'

/** @param condition under which it may be shown; a bot's answer may be followed by a person's on the next owner's day */
const time = (column: string, name = column, condition = '1') =>
  `if(${column} > 0 and ${column} <= {as_of:Int64} and ${condition}, ${column}, 0) as ${name}`

const COLUMNS = `
        property_id, if(startsWith(thread_group, 'stay:'), substring(thread_group, 6), '') as stay_id, conversation_id,
        date, opened_at as opened, due_at as due, ${time('answered_at', 'answered')}, ${time('handoff_at', 'handoff')},
        ${time('human_reply_at', 'human_reply', SCOPE_SQL.at('human_reply_at'))}, ${time('dismissed_at', 'dismissed')},
        ${time('marked_at', 'marked', 'by_mark')},
        multiIf(is_dismissed, 'dismissed', is_in_time, 'in_time', is_late, 'late', is_overdue, 'overdue', 'waiting') as state,
        if(is_due, wait_s, null) as wait_s, is_held, is_night, is_off_hours, is_first, answered_role, person,
        channel, language, topic, stage, guest`

export async function readTurnList(db: Database, directory: Directory, query: ListQuery): Promise<ListRow[]> {
  const rows = await db.read<Record<string, unknown>>(
    `select ${COLUMNS}
    from (${turnRows(SCOPE_SQL, new Set(), { wanted: `${COLUMNS} thread_group` })})
    order by opened, property_id, thread_group`,
    {
      ...scopeParams(query.scope, directory, query.period.from, query.period.until),
      as_of: query.as_of,
      ...(await creditParams(db, directory, { ...query, by: 'person' })),
    },
  )
  const mark_received = await markReceived(db, rows)
  const stays = await ownStays(
    db,
    directory,
    query.scope,
    rows.map((row) => String(row['stay_id'])),
  )
  const to_minute = await toMinute(
    db,
    directory,
    rows.map((row) => String(row['conversation_id'])),
  )
  return rows.map((row) => ({
    property_id: text(row['property_id']),
    date: formatDay(Number(row['date'])),
    opened_at: at(row['opened']),
    state: text(row['state']),
    wait_s: row['wait_s'] === null ? null : Number(row['wait_s']),
    due_at: at(row['due']),
    answered_at: at(row['answered']),
    answered_role: Number(row['answered']) > 0 ? text(row['answered_role']) : null,
    person: text(row['person']),
    handoff_at: at(row['handoff']),
    human_reply_at: at(row['human_reply']),
    dismissed_at: at(row['dismissed']),
    mark_received_at: at(mark_received(row)),
    is_held: Boolean(row['is_held']),
    is_night: Boolean(row['is_night']),
    is_off_hours: Boolean(row['is_off_hours']),
    is_first: Boolean(row['is_first']),
    stay_id: stays.has(String(row['stay_id'])) ? text(row['stay_id']) : null,
    conversation_id: text(row['conversation_id']),
    channel: text(row['channel']),
    language: text(row['language']),
    topic: text(row['topic']),
    stage: text(row['stage']),
    guest: text(row['guest']),
    /** its times have no seconds: the wait may be a minute more or less */
    is_to_minute: to_minute.has(String(row['conversation_id'])),
  }))
}

/** When the mark that dismissed or answered a turn came in, ms UTC; 0: there is none, or it was said at once. */
async function markReceived(
  db: Database,
  rows: readonly Record<string, unknown>[],
): Promise<(row: Record<string, unknown>) => number> {
  const markedAt = (row: Record<string, unknown>) => Number(row['dismissed']) || Number(row['marked'])
  const marked = rows.map(markedAt).filter((moment) => moment > 0)
  if (marked.length === 0) return () => 0
  const stretch = {
    from_at: marked.reduce((first, moment) => Math.min(first, moment), Infinity),
    until_at: marked.reduce((last, moment) => Math.max(last, moment), 0),
  }
  const placed = (conversation_id: string, moment: number) => `${conversation_id} ${moment}`
  const received = new Map(
    (await readMarkArrivals(db, stretch)).map(({ key, at, received_at }) => [placed(key, at), received_at]),
  )
  return (row) => received.get(placed(String(row['conversation_id']), markedAt(row))) ?? 0
}
