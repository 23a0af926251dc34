import type { Database } from './db/client.server.ts'
import type { Directory } from './directory/directory.ts'
import type { ListRow } from './lists/cells.ts'
import { readIncidentList } from './lists/incidents.server.ts'
import type { ListQuery } from './lists/list-query.ts'
import { readNightList } from './lists/nights.server.ts'
import { readReviewList } from './lists/reviews.server.ts'
import { readStayList } from './lists/stays.server.ts'
import { readTurnList } from './lists/turns.server.ts'
import { requireScope } from './directory/scope.ts'

export const LISTS = ['turns', 'nights', 'gaps', 'incidents', 'reviews', 'stays'] as const
export type List = (typeof LISTS)[number]

export type { ListRow }

/** The rows behind the numbers of a period, in order of time. */
export async function readList(
  db: Database,
  directory: Directory,
  list: List,
  query: ListQuery,
): Promise<ListRow[]> {
  requireScope(query.scope)
  switch (list) {
    case 'turns':
      return readTurnList(db, directory, query)
    case 'incidents':
      return readIncidentList(db, directory, query)
    case 'nights':
    case 'gaps':
      return readNightList(db, directory, list, query)
    case 'reviews':
      return readReviewList(db, directory, query)
    case 'stays':
      return readStayList(db, directory, query)
  }
}
