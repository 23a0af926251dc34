import type { ListRow } from '#sql/lists.server.ts'

/** Which of a month's turns a list shows: the same words that numbers are counted by. */
export interface TurnFilter {
  /** opened in the night hours */
  night: boolean
  who: 'everyone' | 'people' | 'bot'
  /** due: its time has come; late: answered late, or overdue */
  state: 'every' | 'due' | 'in_time' | 'late' | 'waiting'
}

const WHO = ['people', 'bot'] as const
const STATES = ['due', 'in_time', 'late', 'waiting'] as const

/** ?night=1&who=people|bot&state=due|in_time|late|waiting; what it does not know it leaves out. */
export function turnFilterOf(search: URLSearchParams): TurnFilter {
  return {
    night: search.get('night') === '1',
    who: WHO.find((who) => who === search.get('who')) ?? 'everyone',
    state: STATES.find((state) => state === search.get('state')) ?? 'every',
  }
}

/** Whether a row of `list turns` belongs; dismissed turns belong to no number. */
export function holds({ night, who, state }: TurnFilter, row: ListRow): boolean {
  if (row['state'] === 'dismissed') return false
  if (night && row['is_night'] !== true) return false
  const isBots = row['answered_role'] === 'bot'
  if (who !== 'everyone' && isBots !== (who === 'bot')) return false
  switch (state) {
    case 'every':
      return true
    case 'due':
      return row['state'] !== 'waiting'
    case 'late':
      return row['state'] === 'late' || row['state'] === 'overdue'
    default:
      return row['state'] === state
  }
}

/** The search that asks for it. */
export function searchOfFilter({ night, who, state }: TurnFilter): Record<string, string | null> {
  return {
    night: night ? '1' : null,
    who: who === 'everyone' ? null : who,
    state: state === 'every' ? null : state,
  }
}
