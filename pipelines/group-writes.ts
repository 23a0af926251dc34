import type { Decoded, Sink } from './sink.server.ts'

/** Writes what waits as one batch, one batch after the other; each caller gets the outcomes of its own. */
export function inGroups(take: Sink['write']): (batch: readonly Decoded[]) => Promise<(string | null)[]> {
  let waiting: {
    batch: readonly Decoded[]
    done: (outcomes: (string | null)[]) => void
    failed: (error: unknown) => void
  }[] = []
  let isWriting = false
  const writeAll = async () => {
    isWriting = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      try {
        const outcomes = await take(group.flatMap(({ batch }) => batch))
        let start = 0
        for (const { batch, done } of group) done(outcomes.slice(start, (start += batch.length)))
      } catch (error) {
        for (const { failed } of group) failed(error)
      }
    }
    isWriting = false
  }
  return (batch) =>
    new Promise((done, failed) => {
      waiting.push({ batch, done, failed })
      if (!isWriting) void writeAll()
    })
}
