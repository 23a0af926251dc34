/** Taking an import back: its rows are deleted for good, and everything is as if it had never been. */
import type { Database } from '#sql/db/client.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import { FACT_TABLES, type FactMaterializer } from '#sql/facts/keep.server.ts'
import { versionOf } from '#sql/facts/version.ts'
import { TABLES } from './events/index.ts'
import { importName, readImports, writeImport, type Import } from './imports.server.ts'
import { fillSummaries, forgetArrivals } from './summaries.server.ts'

interface Undoing {
  db: Database
  facts: FactMaterializer
}

/**
 * Undoes an import. Returns when nothing counts it. Safe to repeat: one that was cut short is carried on by the next call,
 * or by the next process that opens the database (finishUndoing).
 * @param onStep told the share of the derivation that is done, 0–1
 * @throws PlainError where there is no such import, or it is still under way
 */
export async function undoImport(
  store: Undoing,
  import_id: number,
  { person, now, onStep }: { person: string; now: number; onStep?: (share: number) => void },
): Promise<Import> {
  const [one] = await readImports(store.db, import_id)
  if (one === undefined) throw new PlainError(`there is no import ${importName(import_id)}`)
  if (one.state === 'undone') return one
  if (one.state !== 'undoing') {
    const [row] = await store.db.readBulk<[number]>('select max(erasures) from imports')
    const undoing = { undone_by: person, undone_at: now, erasures: (row?.[0] ?? 0) + 1 }
    Object.assign(one, { ...undoing, state: 'undoing' })
    // before anything is deleted: whoever comes after a crash finds it unfinished, and derives with a greater version
    await writeImport(store.db, one)
  }
  await erase(store, one, onStep)
  const undone: Import = { ...one, state: 'undone' }
  await writeImport(store.db, undone)
  return undone
}

/** Carries on what another process left unfinished. */
export async function finishUndoing(store: Undoing): Promise<void> {
  for (const one of await readImports(store.db)) {
    if (one.state === 'undoing')
      await undoImport(store, one.import_id, { person: one.undone_by, now: one.undone_at ?? 0 })
  }
}

async function erase(
  { db, facts }: Undoing,
  { import_id, erasures }: Import,
  onStep?: (share: number) => void,
) {
  await forgetArrivals(db, import_id)
  for (const table of [...Object.keys(TABLES), 'dead_letters'])
    await db.command(
      `alter table ${table} delete where import_id = {import_id:UInt64} settings mutations_sync = 2`,
      { import_id },
    )
  await fillSummaries(db)
  await facts.deriveAnew((stage) => onStep?.(stage.done_share))
  // what was derived before and not again rests on nothing that is left
  for (const table of FACT_TABLES)
    await db.command(
      `alter table ${table} delete where version < {version:UInt64} settings mutations_sync = 2`,
      { version: versionOf(0, erasures) },
    )
  // what was read between is read anew
  await facts.drain()
}
