/** Names of people and chats that were read in this browser: they stay in it, for a week. */
import { useEffect, useState } from 'react'

const KEPT_IN = 'connect-names'
const KEPT_MS = 7 * 86_400_000
const MOST = 5_000
/** told when some have come */
const CAME = 'connect-names-came'

type Kept = Record<string, { name: string; at: number }>

function kept(): Kept {
  try {
    const all = JSON.parse(localStorage.getItem(KEPT_IN) ?? '{}') as Kept
    return Object.fromEntries(Object.entries(all).filter(([, { at }]) => at > Date.now() - KEPT_MS))
  } catch {
    return {}
  }
}

/** @param names by what they are called on the server */
export function keepNames(names: Iterable<readonly [string, string]>): void {
  const all = kept()
  for (const [id, name] of names) all[id] = { name, at: Date.now() }
  try {
    localStorage.setItem(KEPT_IN, JSON.stringify(Object.fromEntries(Object.entries(all).slice(-MOST))))
  } catch {
    // where nothing may be kept they are not: the page shows what the server knows
  }
  dispatchEvent(new Event(CAME))
}

/** By account and by conversation; empty until the page has come to life. */
export function useLocalNames(): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    const read = () => {
      setNames(new Map(Object.entries(kept()).map(([id, { name }]) => [id, name])))
    }
    read()
    addEventListener(CAME, read)
    return () => {
      removeEventListener(CAME, read)
    }
  }, [])
  return names
}
