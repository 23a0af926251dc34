/** So long what another process changed may be as it was. */
const REMEMBERED_MS = 2_000

/** What is read at most every two seconds. */
export function remembered<T>(read: () => Promise<T>, now: () => number) {
  let known: { value: Promise<T>; until: number } | null = null
  return {
    read: (): Promise<T> => {
      if (known === null || now() >= known.until) known = { value: read(), until: now() + REMEMBERED_MS }
      known.value.catch(() => (known = null))
      return known.value
    },
    forget: (): void => {
      known = null
    },
  }
}
