import type { Database } from './db/client.server.ts'
import type { Directory } from './directory/directory.ts'
import { turnRows } from './metrics/turn-rows.ts'
import type { ListQuery } from './lists/list-query.ts'
import { SCOPE_SQL, scopeParams } from './directory/gate.ts'
import { requireScope } from './directory/scope.ts'
import { uncredited } from './nights/shift-credit.server.ts'

/** One turn of the period that is not dismissed: what charts and calendars draw. Times ms UTC. */
export interface Wait {
  property_id: string
  conversation_id: string
  /** what one guest is waiting in: his stay, or a conversation without one */
  thread: string
  /** local date, days since 1970-01-01 */
  date: number
  opened_at: number
  /** null: not answered by as_of */
  answered_at: number | null
  /** until when an answer was promised */
  due_at: number
  topic: string
  /** null while the promised time is not over */
  wait_s: number | null
  is_night: boolean
  /** answered too late, or overdue */
  is_late: boolean
  /** who answered, '' where nobody did by as_of */
  answered_role: string
}

const COLUMNS = `
        property_id, conversation_id, date, opened_at, if(is_answered, answered_at, 0), due_at, if(is_due, wait_s, null),
        toBool(is_night), toBool(is_late or is_overdue), if(is_answered, answered_role, ''), topic,
        concat(thread_group, ' ', toString(thread)) as in_thread`

/** The turns of the period as they stood at as_of, in order of opening: the rows that the metrics of turns count. */
export async function readWaits(
  db: Database,
  directory: Directory,
  { scope, period, as_of }: Pick<ListQuery, 'scope' | 'period' | 'as_of'>,
): Promise<Wait[]> {
  requireScope(scope)
  const rows = await db.readBulk<
    [string, string, number, number, number, number, number | null, boolean, boolean, string, string, string]
  >(
    `select ${COLUMNS}
    from (${turnRows(SCOPE_SQL, new Set(), { wanted: `${COLUMNS} is_turn` })})
    where is_turn
    order by opened_at, property_id, conversation_id`,
    { ...scopeParams(scope, directory, period.from, period.until), as_of, ...uncredited(directory) },
  )
  return rows.map(([property_id, conversation_id, date, opened_at, answered, due_at, wait_s, ...rest]) => ({
    property_id,
    conversation_id,
    date,
    opened_at,
    due_at,
    wait_s,
    is_night: rest[0],
    is_late: rest[1],
    answered_role: rest[2],
    topic: rest[3],
    thread: rest[4],
    answered_at: answered === 0 ? null : answered,
  }))
}
