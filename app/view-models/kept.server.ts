interface Kept<Value> {
  /** the moment that it was read for, ms UTC */
  as_of: number
  /** FactMaterializer.changes() when its reading began */
  changes: number
  value: Promise<Value>
}

/** Readings that are used again; of more than `most` the oldest are forgotten, and what failed is. */
export function keeping<Value>(most: number) {
  const kept = new Map<string, Kept<Value>>()
  return (
    key: string,
    now: Pick<Kept<Value>, 'as_of' | 'changes'>,
    isGood: (found: Kept<Value>) => boolean,
    read: () => Promise<Value>,
  ): Promise<Value> => {
    const found = kept.get(key)
    if (found !== undefined && isGood(found)) return found.value
    const fresh = { ...now, value: read() }
    kept.delete(key)
    for (const oldest of kept.keys()) {
      if (kept.size < most) break
      kept.delete(oldest)
    }
    kept.set(key, fresh)
    fresh.value.catch(() => {
      if (kept.get(key) === fresh) kept.delete(key)
    })
    return fresh.value
  }
}
