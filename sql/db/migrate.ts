import { readdir, readFile } from 'node:fs/promises'
import type { Database } from './client.server.ts'
import { projectFile } from '../paths.ts'

const HISTORY = `create table if not exists schema_history
(
    file       String,
    applied_at DateTime64(3, 'UTC') default now64(3)
)
engine = ReplacingMergeTree(applied_at)
order by file`

/**
 * Brings the schema up to date: runs the files of sql/schema that the database has not seen, in order of their numbers.
 * Each file may be run again, so a migration that was cut short is taken up at its file.
 * @param options.durable false: inserts into the tables made now are answered before they are on the disk; for tests
 * @returns the names of the files that were run.
 */
export async function migrate(db: Database, { durable = true } = {}): Promise<string[]> {
  await db.command(HISTORY)
  const applied = new Set(
    (await db.read<{ file: string }>('select file from schema_history final')).map((row) => row.file),
  )
  const files = (await readdir(projectFile('sql', 'schema'))).filter((file) => file.endsWith('.sql')).sort()
  const fresh = files.filter((file) => !applied.has(file))
  for (const file of fresh) {
    const text = await readFile(projectFile('sql', 'schema', file), 'utf8')
    for (const statement of statements(text))
      await db.command(durable && db.embedded ? withFsync(statement) : statement)
    await db.insert('schema_history', ['file'], [[file]])
  }
  return fresh
}

/** The statements of a file. A semicolon ends one only at the end of a line; comments are whole lines or line ends. */
export function statements(text: string): string[] {
  return text
    .split(/;[ \t]*(?:\r?\n|$)/)
    .map((statement) => statement.replace(/^[ \t]*--.*$/gm, '').trim())
    .filter((statement) => statement !== '')
}

/** On a single machine nothing else holds a copy, so an insert is on the disk before it is answered. */
function withFsync(statement: string): string {
  if (!/^create table/.test(statement) || !statement.includes('MergeTree')) return statement
  const fsync = 'fsync_after_insert = 1, fsync_part_directory = 1'
  return statement.includes('\nsettings ')
    ? statement.replace('\nsettings ', `\nsettings ${fsync}, `)
    : statement.replace(/(\nttl [^\n]*)?$/, (ttl) => `${ttl}\nsettings ${fsync}`)
}
