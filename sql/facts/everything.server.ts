import type { Database } from '../db/client.server.ts'
import { RULES_EDITION } from '../edition.ts'
import { readHolder, tryLease, type Lease } from '../db/lease.server.ts'
import type { Following } from './derive.server.ts'
import { hasEvents, readRun, writeRun, type Run } from './runs.server.ts'

/** How often a process that waits looks how far the other is. */
const LOOK_MS = 1_000
const LEASE = 'derivation'

/** What a process does before facts follow the edition of the rules that it knows. */
export interface Stage {
  is: 'deriving' | 'waiting'
  edition: number
  /** 0–1 */
  done_share: number
  /** of the process that derives; null: this one */
  holder: { machine: string; claimed_at: number } | null
}

/** What a derivation of everything is made of. */
export interface Everything {
  db: Database
  /** drops all marks of generations that are over */
  dropMarks: () => Promise<void>
  derive: (following: Following) => Promise<void>
  onStage: (stage: Stage) => void
}

/** The claim is another's, or a newer edition has come: what is under way is left to that. */
class Interrupted extends Error {}

/**
 * Returns when all facts follow the rules that this process knows: derives everything where that is not done, or waits
 * while another process does, and takes over from one that died. Where the facts follow newer rules it returns at once.
 * The claim (a lease, sql/db/lease.server.ts) only saves work: two that derive at once write the same.
 * @throws DatabaseError; what was derived by then is not derived again
 */
export async function followEdition(all: Everything): Promise<void> {
  while ((await unfinished(all.db)) !== null) {
    const isClaimed = await withClaim(all, async (lease) => {
      // another may have ended it while this one claimed
      const run = await unfinished(all.db)
      if (run !== null) await carryOn(all, run, lease)
    })
    if (!isClaimed) await waitForOther(all)
  }
}

/** Derives everything once more, however it stands; the rules that this process knows are in force from here on. */
export async function deriveAnew(all: Everything, empty: () => Promise<void>): Promise<void> {
  const begin = async (lease: Lease) => {
    const run = newRun(await readRun(all.db))
    // before anything is emptied: whoever comes after a crash finds it unfinished
    await writeRun(all.db, run, lease.holder)
    await empty()
    await carryOn(all, run, lease)
  }
  while (!(await withClaim(all, begin))) await waitForOther(all)
  await followEdition(all)
}

/** The run that is to be done, begun or not; null: facts follow these rules, or newer ones. */
async function unfinished(db: Database): Promise<Run | null> {
  const latest = await readRun(db)
  if (latest !== null && latest.edition > RULES_EDITION) return null
  if (latest?.edition === RULES_EDITION) return latest.is_done ? null : latest
  const run = newRun(latest)
  if (await hasEvents(db)) return run
  await writeRun(db, { ...run, done_share: 1, is_done: true }, '')
  return null
}

function newRun(latest: Run | null): Run {
  // later than any other, whatever clock that was begun by
  const started_at = Math.max(Date.now(), (latest?.started_at ?? 0) + 1)
  return { edition: RULES_EDITION, started_at, derived_to: '', done_share: 0, is_done: false }
}

async function withClaim({ db }: Everything, work: (lease: Lease) => Promise<void>): Promise<boolean> {
  const lease = await tryLease(db, LEASE)
  if (lease === null) return false
  try {
    await work(lease)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
  } finally {
    // one that could not be given back is taken for dead later
    await lease.release().catch(() => undefined)
  }
  return true
}

async function carryOn(all: Everything, run: Run, lease: Lease): Promise<void> {
  const { db } = all
  const before = run.done_share
  const tell = () => {
    all.onStage({ is: 'deriving', edition: run.edition, done_share: run.done_share, holder: null })
  }
  tell()
  await writeRun(db, run, lease.holder)
  // the run itself says by now that everything is to be derived, with all that is marked so far
  if (run.derived_to === '') await all.dropMarks()
  await all.derive({
    after: run.derived_to,
    onStep: (share) => {
      if (lease.isLost()) throw new Interrupted()
      run.done_share = before + (1 - before) * share
      tell()
    },
    onWritten: async (derived_to) => {
      run.derived_to = derived_to
      const latest = await readRun(db)
      if (lease.isLost() || latest?.started_at !== run.started_at) throw new Interrupted()
      await writeRun(db, run, lease.holder)
    },
  })
  await writeRun(db, { ...run, done_share: 1, is_done: true }, lease.holder)
}

async function waitForOther({ db, onStage }: Everything): Promise<void> {
  const [run, holder] = await Promise.all([readRun(db), readHolder(db, LEASE)])
  // it writes its run only once it is sure of its claim
  const done_share = run?.edition === RULES_EDITION && !run.is_done ? run.done_share : 0
  if (holder !== null) onStage({ is: 'waiting', edition: RULES_EDITION, done_share, holder })
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}
