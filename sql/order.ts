/** What places an event in the order of all events. */
export interface Ordered {
  /** milliseconds since 1970-01-01T00:00Z */
  at: number
  source: string
  id: string
  /** messages: guest comes first among equal times */
  role?: string
}

/** docs/rules.md#order: by time; at equal times a guest's message before all others; then by source, then id, as bytes. */
export function inOrder(a: Ordered, b: Ordered): number {
  if (a.at !== b.at) return a.at - b.at
  const guest = Number(b.role === 'guest') - Number(a.role === 'guest')
  return guest || byIdentity(a, b)
}

/** The same for things that happen to one incident or shift: at equal times by their actions, in the order given. */
export function inActionOrder(actions: readonly string[]) {
  const ranks = new Map(actions.map((action, rank) => [action, rank]))
  const rankOf = (event: { action: string }) => ranks.get(event.action) ?? actions.length
  return <E extends Ordered & { action: string }>(a: E, b: E): number =>
    a.at - b.at || rankOf(a) - rankOf(b) || byIdentity(a, b)
}

function byIdentity(a: Ordered, b: Ordered): number {
  return compareBytes(a.source, b.source) || compareBytes(a.id, b.id)
}

/** Compares two strings by their UTF-8 bytes. JavaScript's own order differs beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left === right) continue
    const leftHigh = left >= 0xd800 && left <= 0xdfff
    const rightHigh = right >= 0xd800 && right <= 0xdfff
    if (leftHigh === rightHigh) return left - right
    return leftHigh ? (right >= 0xe000 ? 1 : left - right) : left >= 0xe000 ? -1 : left - right
  }
  return a.length - b.length
}

/** What tells an event from others: (key, time, source, id). @param key such as the id of its conversation or shift */
export function identityOf(key: string, { at, source, id }: Ordered): string {
  return JSON.stringify([key, at, source, id])
}
