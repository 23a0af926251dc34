/** Half-open spans of time in milliseconds. "Spans of no length are none." */
export interface Span {
  from: number
  until: number
}

export function length(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, until }) => sum + (until - from), 0)
}

/** Sorted, merged where they overlap or touch, none empty. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of spans.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else merged.push({ ...span })
  }
  return merged
}

/** What lies in one of `a` and in one of `b`. */
export function intersection(a: readonly Span[], b: readonly Span[]): Span[] {
  const common = a.flatMap((one) =>
    b.map((other) => ({ from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) })),
  )
  return union(common)
}

/** The stretches of `whole` that lie in none of `spans`. */
export function rest(whole: Span, spans: readonly Span[]): Span[] {
  const stretches: Span[] = []
  let from = whole.from
  for (const span of intersection([whole], spans)) {
    if (span.from > from) stretches.push({ from, until: span.from })
    from = span.until
  }
  if (from < whole.until) stretches.push({ from, until: whole.until })
  return stretches
}

export function contains(span: Span, at: number): boolean {
  return span.from <= at && at < span.until
}

/** ""meets" means an overlap longer than nothing" */
export function meets(a: Span, b: Span): boolean {
  return Math.max(a.from, b.from) < Math.min(a.until, b.until)
}
