import { randomInt } from 'node:crypto'
import type { Database } from '../db/client.server.ts'
import { readDirectory } from '../directory/directory.ts'
import { RULES_EDITION } from '../edition.ts'
import { derive, EVERYTHING, touchedBy, type FactSettings, type Following } from './derive.server.ts'
import { deriveAnew, followEdition, type Everything, type Stage } from './everything.server.ts'
import { readRun } from './runs.server.ts'

/** No insert begins in a generation that is older. */
const ROTATE_MS = 10_000
/** An insert that ended in a generation that is older is made again, in a new one. */
const LATE_MS = 30_000
/** A generation that is older belongs to a process that has ended, or hangs. */
const ORPHAN_MS = 45_000

/** Keeps the facts true to the landing tables. One per process. */
export interface FactMaterializer {
  /**
   * Runs an insert into landing tables, whose rows carry the generation given to it. What they touch is marked by the
   * same insert, and derived by a later drain().
   */
  during<T>(insert: (generation: string) => Promise<T>): Promise<T>
  /**
   * Derives all that was inserted before the call, by this process or by one that has ended. Where facts follow newer rules
   * than this process knows, what it would write could not win: marks are left to a process of those rules.
   */
  drain(onStep?: (share: number) => void): Promise<void>
  /** A number that has grown whenever an insert or a derivation of this process has ended: what was read before may be old. */
  changes(): number
  /** Returns when all facts follow the rules that this process knows, whichever process derives them (everything.server.ts). */
  followEdition(onStage?: (stage: Stage) => void): Promise<void>
  /** Derives everything once more over what is there; what no event leads to any longer stays as it was. */
  deriveAnew(onStage?: (stage: Stage) => void): Promise<void>
  /** Empties all facts and derives everything anew. Nothing may be inserted meanwhile. */
  rebuild(onStage?: (stage: Stage) => void): Promise<void>
}

interface Generation {
  id: string
  opened_at: number
  open: number
  /** called when the last insert under way has ended */
  onIdle: (() => void) | null
}

/**
 * Marks lie in partitions by generation. A process closes its generation (no further insert gets it, those under way
 * are waited for), derives what is in it, and drops the partition: a mark that comes meanwhile lies in the next one. No
 * insert begins in a generation more than ten seconds after it was opened, so one that is 45 seconds old and still there
 * belongs to a process that ended, and anyone may take it; deriving twice is harmless. A process that hung and wakes may
 * still write into its old generation just while another drops it: it sees how late it is, and inserts the same again in
 * a new one.
 */
export function materializeFacts(
  db: Database,
  settings: FactSettings,
  now: () => number = Date.now,
): FactMaterializer {
  let current = open()
  let closed: string[] = []
  let turn: Promise<void> = Promise.resolve()
  let changes = 0

  function open(): Generation {
    const at = now()
    return {
      id: ((BigInt(at) << 20n) | BigInt(randomInt(1 << 20))).toString(),
      opened_at: at,
      open: 0,
      onIdle: null,
    }
  }

  async function close(generation: Generation): Promise<void> {
    if (generation.open > 0) await new Promise<void>((resolve) => (generation.onIdle = resolve))
    closed.push(generation.id)
  }

  function rotate(): Promise<void> {
    const old = current
    current = open()
    return close(old)
  }

  async function orphans(): Promise<string[]> {
    const rows = await db.readBulk<[string]>('select distinct toString(generation) from touched')
    const oldest = BigInt(now() - ORPHAN_MS) << 20n
    return rows.map(([id]) => id).filter((id) => id !== current.id && (db.embedded || BigInt(id) < oldest))
  }

  /** Generations whose inserts have all ended. */
  async function overGenerations(): Promise<string[]> {
    await rotate()
    return [...new Set([...closed, ...(await orphans())])]
  }

  async function dropMarks(generations: readonly string[]): Promise<void> {
    for (const id of generations)
      await db.command(`alter table touched drop partition ${BigInt(id).toString()}`)
    closed = closed.filter((id) => !generations.includes(id))
  }

  async function drainOnce(onStep: (share: number) => void = () => undefined): Promise<void> {
    const taken = await overGenerations()
    if (taken.length === 0) return
    // after the inserts have ended: a newer edition that is not seen here has yet to read what they wrote
    if (((await readRun(db))?.edition ?? 0) > RULES_EDITION) return
    const directory = await readDirectory(db, settings.default_timezone)
    try {
      await derive(db, settings, await touchedBy(db, taken, directory), directory, { onStep })
    } finally {
      changes++
    }
    await dropMarks(taken)
  }

  const everything = (onStage: (stage: Stage) => void = () => undefined): Everything => ({
    db,
    dropMarks: async () => dropMarks(await overGenerations()),
    derive: deriveEverything,
    onStage,
  })

  async function deriveEverything(following: Following): Promise<void> {
    const directory = await readDirectory(db, settings.default_timezone)
    try {
      await derive(db, settings, EVERYTHING, directory, following)
    } finally {
      changes++
    }
  }

  /** One after the other; a failure is the caller's, the next one starts anew. */
  function serialized(work: () => Promise<void>): Promise<void> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  return {
    during: async (insert) => {
      for (;;) {
        if (now() - current.opened_at > ROTATE_MS) void rotate()
        const generation = current
        generation.open++
        try {
          const result = await insert(generation.id)
          if (db.embedded || now() - generation.opened_at < LATE_MS) return result
        } finally {
          changes++
          generation.open--
          if (generation.open === 0) generation.onIdle?.()
        }
      }
    },
    changes: () => changes,
    drain: (onStep) => serialized(() => drainOnce(onStep)),
    followEdition: (onStage) => serialized(() => followEdition(everything(onStage))),
    deriveAnew: (onStage) => serialized(() => deriveAnew(everything(onStage), () => Promise.resolve())),
    rebuild: (onStage) => serialized(() => deriveAnew(everything(onStage), () => emptyFacts(db))),
  }
}

export const FACT_TABLES = ['turn_facts', 'act_facts', 'incident_facts', 'stay_facts', 'service_facts']

async function emptyFacts(db: Database): Promise<void> {
  for (const table of FACT_TABLES) await db.command(`truncate table ${table}`)
}
