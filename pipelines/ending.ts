/** A process that runs until it is told to end. */
export interface Ending {
  /** resolves at the first SIGINT or SIGTERM; a second one ends the process at once */
  told: Promise<void>
  /** @throws ToldToEnd where it was told so: for what takes long before there is anything to end */
  check: () => void
}

/** What was begun is given up because the process was told to end. */
export class ToldToEnd extends Error {
  override name = 'ToldToEnd'
}

const WITHIN_MS = 25_000

/** From now on the process has so long to end in good order: what is not stored by then comes again. */
export function limitTheEnd(): void {
  setTimeout(() => process.exit(1), WITHIN_MS).unref()
}

/** Listens from here on, in place of bin/insights.mjs. */
export function listenForEnd(): Ending {
  let isTold = false
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const before = process.listeners(signal)
      process.once(signal, () => {
        isTold = true
        limitTheEnd()
        resolve()
      })
      // after ours is there: with none a signal would end Node itself
      for (const other of before) process.removeListener(signal, other)
    }
  })
  return {
    told,
    check: () => {
      if (isTold) throw new ToldToEnd()
    },
  }
}
