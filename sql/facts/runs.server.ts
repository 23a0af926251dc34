import type { Database } from '../db/client.server.ts'

/** One derivation of everything by an edition of the rules, whichever processes did parts of it. */
export interface Run {
  edition: number
  /** ms UTC; tells it from other runs */
  started_at: number
  /** every conversation up to this id is derived; '' none */
  derived_to: string
  /** 0–1 */
  done_share: number
  is_done: boolean
}

/** The latest run, null where there is none: facts follow its edition, or will when it is done. */
export async function readRun(db: Database): Promise<Run | null> {
  const [row] = await db.readBulk<[number, number, string, number, number]>(
    `select edition, started_at, max(derived_to), max(done_share), max(done_at)
    from derivations
    group by edition, started_at
    order by started_at desc, edition desc
    limit 1`,
  )
  if (row === undefined) return null
  const [edition, started_at, derived_to, done_share, done_at] = row
  return { edition, started_at, derived_to, done_share, is_done: done_at > 0 }
}

/**
 * Writes how far a run has come.
 * @param process holder of the lease: each has a row of its own, so that none takes back what another wrote
 */
export async function writeRun(db: Database, run: Run, process: string): Promise<void> {
  const at = Date.now()
  await db.insert(
    'derivations',
    ['edition', 'started_at', 'process', 'written_at', 'derived_to', 'done_share', 'done_at'],
    [[run.edition, run.started_at, process, at, run.derived_to, run.done_share, run.is_done ? at : 0]],
  )
}

/** Whether there is anything that facts could be derived from. */
export async function hasEvents(db: Database): Promise<boolean> {
  const [row] = await db.readBulk<[number]>(
    `select count() from (
        (select 1 from message_events limit 1) union all (select 1 from mark_events limit 1)
        union all (select 1 from incident_events limit 1) union all (select 1 from stay_events limit 1)
    )`,
  )
  return row?.[0] !== 0
}
