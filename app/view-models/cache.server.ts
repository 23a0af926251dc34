interface CacheEntry<Value> {
  /** the moment that it was read for, ms UTC */
  as_of: number
  /** FactMaterializer.changes() when its reading began */
  changes: number
  value: Promise<Value>
}

/** Readings that are used again; of more than `most` the oldest are forgotten, and what failed is. */
export function cached<Value>(most: number) {
  const entries = new Map<string, CacheEntry<Value>>()
  return (
    key: string,
    now: Pick<CacheEntry<Value>, 'as_of' | 'changes'>,
    isGood: (found: CacheEntry<Value>) => boolean,
    read: () => Promise<Value>,
  ): Promise<Value> => {
    const found = entries.get(key)
    if (found !== undefined && isGood(found)) return found.value
    const fresh = { ...now, value: read() }
    entries.delete(key)
    for (const oldest of entries.keys()) {
      if (entries.size < most) break
      entries.delete(oldest)
    }
    entries.set(key, fresh)
    fresh.value.catch(() => {
      if (entries.get(key) === fresh) entries.delete(key)
    })
    return fresh.value
  }
}
