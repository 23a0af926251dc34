import type { FactMaterializer } from '#sql/facts/keep.server.ts'
import { failpoint } from './failpoint.ts'
import { kindOf, log } from './log.ts'
import { derivationSeconds, underived } from './measures.ts'

const RETRY_MS = 5_000
/** While more is waiting to be stored, facts follow the inserts this far behind. */
const BEHIND_MS = 5_000
/** How often it is looked for what a process that ended left underived. */
const LEFT_BY_OTHERS_MS = 15_000

/** Derives what was stored, one run after the other; a failure is tried again. */
export interface Deriving {
  /** @param isBehind more is waiting to be stored: deriving at once would slow it down */
  onStored: (isBehind?: boolean) => void
  /** From now on also what other processes left, when they ended; where several write into one database. */
  alsoOthers: () => void
  /** Derives at once what was stored before the call; returns when that and all under way has ended. */
  settled: () => Promise<void>
}

export function deriveLoop(facts: Pick<FactMaterializer, 'drain'>): Deriving {
  let running: Promise<void> | null = null
  let isPatient = false
  let wake: () => void = () => undefined

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms).unref()
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run(): Promise<void> {
    while (underived.since !== null) {
      if (isPatient) await pause(underived.since + BEHIND_MS - Date.now())
      const { since } = underived
      underived.since = null
      const measured = derivationSeconds.startTimer()
      try {
        failpoint('before_derive')
        await facts.drain()
        failpoint('after_derive')
        measured()
      } catch (error) {
        log({ level: 'error', event: 'derivation_failed', error: kindOf(error) })
        underived.since = since
        await pause(RETRY_MS)
      }
    }
  }

  function hurry(): void {
    isPatient = false
    wake()
  }

  function onStored(isBehind = false): void {
    underived.since ??= Date.now()
    if (isBehind) isPatient = true
    else hurry()
    running ??= run().finally(() => (running = null))
  }

  return {
    onStored,
    alsoOthers: () => {
      setInterval(onStored, LEFT_BY_OTHERS_MS).unref()
    },
    settled: async () => {
      hurry()
      await running
    },
  }
}
