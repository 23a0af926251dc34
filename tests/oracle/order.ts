/** The one order of events, and the latest of several. */

export interface Ordered {
  source: string
  id: string
  type: string
  time: number
  data: unknown
  canonical: string
}

export function byteCompare(a: string, b: string): number {
  if (a === b) return 0
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}

function isGuestMessage(event: Ordered): boolean {
  if (event.type !== 'butler.message.v1') return false
  return (event.data as { author: { role: string } }).author.role === 'guest'
}

/** "the actions of an incident as opened, acknowledged, …, those of a shift as cancelled, planned, then" the clock's */
const ACTIONS: Record<string, readonly string[]> = {
  'butler.incident.v1': [
    ...['opened', 'acknowledged', 'escalated', 'owner_notified', 'mitigated', 'resolved', 'reopened'],
    'cancelled',
  ],
  'butler.shift.v1': ['cancelled', 'planned'],
}

function placeOfAction({ type, data }: Ordered): number {
  const actions = ACTIONS[type]
  if (actions === undefined) return 0
  const place = actions.indexOf((data as { action: string }).action)
  return place < 0 ? actions.length : place
}

/**
 * "Events are ordered by time (to the millisecond); at equal times a guest's message before all others; the actions of
 * an incident as …, those of a shift as …; then by source, then id, as bytes." (What shares all of that differs in type
 * or key: then by its JSON.) How `started` and `ended` stand depends on their shift: see shifts.ts.
 */
export function inOrder(a: Ordered, b: Ordered): number {
  if (a.time !== b.time) return a.time - b.time
  const guestFirst = Number(isGuestMessage(b)) - Number(isGuestMessage(a))
  if (guestFirst !== 0) return guestFirst
  const byAction = placeOfAction(a) - placeOfAction(b)
  if (byAction !== 0) return byAction
  return byteCompare(a.source, b.source) || byteCompare(a.id, b.id) || byteCompare(a.canonical, b.canonical)
}

export function isBefore(a: Ordered, b: Ordered): boolean {
  return inOrder(a, b) < 0
}

/** "Where "the latest" of several counts, it is the last in this order." The list is in Order already. */
export function latest<Item>(list: readonly Item[], fits: (item: Item) => boolean): Item | null {
  return list.findLast(fits) ?? null
}

/** The items of each key, in the order they came. */
export function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
