/**
 * What stands where one event was told with several contents (docs/rules.md#told-twice): of an event, which is its
 * source and id, what the latest import told, else what was told live; within that, of the contents that have its time
 * the one with the greatest canonical text.
 */
import { compareBytes, identityOf, inOrder, type Ordered } from './order.ts'

/** Landing tables and what their key begins with. */
const KEYS = {
  message_events: 'conversation_id',
  mark_events: 'conversation_id',
  incident_events: 'incident_id',
  review_events: 'review_id',
  shift_events: 'shift_id',
  stay_events: 'stay_id',
  note_events: 'note_id',
}

/**
 * Rows of a landing table as a subquery, with `stands`: whether no later import replaces it. A content can still be in it
 * twice, and several of one time: group those that stand by the event and its time, with argMax(…, canonical).
 * @param columns of the table; '*' has all
 * @param where whole keys: what it leaves out replaces nothing
 */
export function withStands(table: keyof typeof KEYS, columns: string, where: string): string {
  return `(
    select ${columns}, import_id = max(import_id) over (partition by ${KEYS[table]}, source, id) as stands
    from ${table}
    where ${where}
)`
}

/** One of the contents that were told of an event. */
export interface LandedEvent extends Ordered {
  import_id: number
}

/**
 * Those that no later import replaces, in their order.
 * @param keyOf such as the conversation of a message: within it (source, id) is the event
 */
export function ofLatestImport<E extends LandedEvent>(
  events: readonly E[],
  keyOf: (event: E) => string,
): E[] {
  const [first] = events
  if (first === undefined || events.every(({ import_id }) => import_id === first.import_id))
    return [...events]
  const latest = new Map<string, number>()
  for (const event of events) {
    const key = eventKey(keyOf(event), event)
    latest.set(key, Math.max(latest.get(key) ?? 0, event.import_id))
  }
  return events.filter((event) => event.import_id === latest.get(eventKey(keyOf(event), event)))
}

const eventKey = (key: string, { source, id }: Ordered) => JSON.stringify([key, source, id])

/** What stands, in order. */
export function distinctEvents<E extends LandedEvent & { canonical: string }>(
  events: readonly E[],
  keyOf: (event: E) => string,
  order: (a: E, b: E) => number = inOrder,
): E[] {
  const standing = new Map<string, E>()
  for (const event of ofLatestImport(events, keyOf)) {
    const identity = identityOf(keyOf(event), event)
    const other = standing.get(identity)
    if (other === undefined || compareBytes(event.canonical, other.canonical) > 0)
      standing.set(identity, event)
  }
  return [...standing.values()].sort(order)
}
