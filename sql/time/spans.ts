/** A stretch of time [from_at, until_at), ms UTC. */
export interface Span {
  from_at: number
  until_at: number
}

/** The same time as disjoint stretches in order; those that touch become one, those of no length none. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const { from_at, until_at } of spans
    .filter((span) => span.until_at > span.from_at)
    .sort((a, b) => a.from_at - b.from_at)) {
    const last = merged.at(-1)
    if (last !== undefined && from_at <= last.until_at) last.until_at = Math.max(last.until_at, until_at)
    else merged.push({ from_at, until_at })
  }
  return merged
}

/** What of the spans lies inside the window. */
export function inside(spans: readonly Span[], window: Span): Span[] {
  return spans
    .map((span) => ({
      from_at: Math.max(span.from_at, window.from_at),
      until_at: Math.min(span.until_at, window.until_at),
    }))
    .filter((span) => span.until_at > span.from_at)
}

/** What of the window the spans leave out. */
export function outside(spans: readonly Span[], window: Span): Span[] {
  const rest: Span[] = []
  let from_at = window.from_at
  for (const span of union(inside(spans, window))) {
    if (span.from_at > from_at) rest.push({ from_at, until_at: span.from_at })
    from_at = span.until_at
  }
  if (window.until_at > from_at) rest.push({ from_at, until_at: window.until_at })
  return rest
}

/** Length of disjoint spans, milliseconds. */
export function length_ms(spans: readonly Span[]): number {
  return spans.reduce((sum, { from_at, until_at }) => sum + until_at - from_at, 0)
}

export function holds(span: Span, at: number): boolean {
  return span.from_at <= at && at < span.until_at
}

/** Whether they overlap for longer than nothing. */
export function meets(a: Span, b: Span): boolean {
  return Math.max(a.from_at, b.from_at) < Math.min(a.until_at, b.until_at)
}
