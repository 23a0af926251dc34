import { openSink, type Came, type Outcome, type Sink } from '#pipelines/sink.server.ts'
import { openDatabase, type Database } from '#sql/db/client.server.ts'
import { readDirectory, type Directory } from '#sql/directory/directory.ts'
import { materializeFacts, type FactMaterializer } from '#sql/facts/keep.server.ts'
import type { FactSettings } from '#sql/facts/derive.server.ts'
import { keptDir } from './template.ts'

/** A fresh database in a folder of its own, filled through the real decode and sink. One per test process. */
export interface TestDatabase {
  db: Database
  dir: string
  sink: Sink
  facts: FactMaterializer
  directory: () => Promise<Directory>
  /** Lands events and derives. */
  take: (events: readonly unknown[]) => Promise<Outcome[]>
  /** Lands events as of a file that came on 1 November 2026, where nothing else is said, and leaves their marks. */
  land: (events: readonly unknown[], came?: Partial<Came>) => Promise<Outcome[]>
  /** As if the process had been started anew: nothing is left of what it had in memory. */
  restart: () => Promise<void>
  /** Empties every table: a new world in the same process. */
  empty: () => Promise<void>
  close: () => Promise<void>
}

const FILE = { received_at: Date.parse('2026-11-01T00:00:00Z'), is_from_file: true }

/** The one of this process: chdb holds one folder. Files that run in it one after the other find it empty. */
let open: { dir: string; db: Promise<Database> } | undefined

function openOnce() {
  const dir = keptDir()
  return { dir, db: openDatabase({ DATA_DIR: dir, CLICKHOUSE_URL: undefined }) }
}

export async function testDatabase(settings: Partial<FactSettings> = {}): Promise<TestDatabase> {
  const isFresh = open === undefined
  open ??= openOnce()
  const { dir } = open
  const db = await open.db
  const whole: FactSettings = { default_timezone: 'Europe/Moscow', holidays: new Set(), ...settings }
  const own: TestDatabase = {
    db,
    dir,
    facts: materializeFacts(db, whole),
    // restart() opens it
    sink: undefined as unknown as Sink,
    directory: () => readDirectory(db, whole.default_timezone),
    take: async (events) => {
      const outcomes = await own.land(events)
      await own.facts.drain()
      return outcomes
    },
    land: (events, came = {}) =>
      own.sink.write(
        events.map((event, index) =>
          own.sink.decodeValue(event, { ...FILE, origin: `test:${index}`, ...came }),
        ),
      ),
    restart: async () => {
      own.facts = materializeFacts(db, whole)
      own.sink = await openSink(db, own.facts)
    },
    empty: async () => {
      const tables = await db.read<{ name: string }>(
        "select name from system.tables where database = currentDatabase() and engine like '%MergeTree' and total_rows > 0 and name != 'schema_history'",
      )
      for (const { name } of tables) await db.command(`truncate table ${name}`)
      await own.restart()
    },
    close: () => Promise.resolve(),
  }
  await (isFresh ? own.restart() : own.empty())
  return own
}
