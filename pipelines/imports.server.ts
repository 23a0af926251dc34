/** Imports of files: each is kept with what it was, and can be taken back (docs/decisions/0023). */
import { createHash, randomInt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { userInfo } from 'node:os'
import type { Database } from '#sql/db/client.server.ts'
import { TABLES } from './events/index.ts'
import { dateTime64 } from './time.ts'

export type ImportState = 'running' | 'done' | 'failed' | 'undoing' | 'undone'

/** How somebody said that a file is to be read; '' where nobody said, or the reader asks for none. */
export interface Answers {
  connection: string
  timezone: string
  /** dmy, mdy, ymd */
  date_order: string
  /** property_id of the home that a calendar of bookings is of */
  home: string
  /** local dates, YYYY-MM-DD: the first that is told, and the one after the last */
  from_date: string
  until_date: string
  /** what the connection tells completely, words with commas */
  complete: string
  /** pseudonym of a chat's name */
  chat: string
}

export const NO_ANSWERS: Answers = {
  ...{ connection: '', timezone: '', date_order: '', home: '' },
  ...{ from_date: '', until_date: '', complete: '', chat: '' },
}
const ANSWERS = Object.keys(NO_ANSWERS) as (keyof Answers)[]

/** What a file is imported as. */
export interface ImportedFile extends Answers {
  /** its name; 'standard input' */
  file: string
  /** absolute; '' for standard input */
  path: string
  /** of the whole, hex; '' for standard input */
  sha256: string
  bytes: number
  /** events, or the format of a reader */
  reader: string
  reader_version: number
}

/** An import of one file. Times in ms UTC; null: not so far. */
export interface Import extends ImportedFile {
  /** of two imports the later one has the greater */
  import_id: number
  state: ImportState
  /** = accepted + dead */
  read: number
  accepted: number
  dead: number
  /** a login of this machine, manager:ID */
  person: string
  started_at: number
  ended_at: number | null
  undone_by: string
  undone_at: number | null
  /** how many imports had been undone when it was, itself among them; 0: it is not */
  erasures: number
}

const TIMES = ['started_at', 'ended_at', 'undone_at'] as const
const COLUMNS = [
  ...(['import_id', 'state', 'file', 'path', 'sha256', 'bytes', 'reader', 'reader_version'] as const),
  ...ANSWERS,
  ...(['read', 'accepted', 'dead', 'person', 'undone_by', 'erasures'] as const),
]

/** As people write it: short, and the later the greater. */
export function importName(import_id: number): string {
  return import_id.toString(36)
}

/** Of what importName() gave; null: no such thing. */
export function importId(name: string): number | null {
  return /^[0-9a-z]{9,11}$/.test(name) ? Number.parseInt(name, 36) : null
}

/** Who imports from the command line: the login of this machine, where it has one. */
export function localPerson(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

/** The length and the SHA-256 of a file, which is read once for it. */
export async function fingerprintOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** An import that is about to begin. It is noted by writeImport() once something is stored. */
export async function newImport(
  db: Database,
  file: ImportedFile,
  { person, now }: { person: string; now: number },
): Promise<Import> {
  const [last] = await db.readBulk<[number]>('select max(import_id) from imports')
  return {
    ...file,
    // two that begin in the same millisecond, in two processes
    import_id: Math.max(now * 1000 + randomInt(1000), (last?.[0] ?? 0) + 1),
    state: 'running',
    read: 0,
    accepted: 0,
    dead: 0,
    person,
    started_at: now,
    ended_at: null,
    undone_by: '',
    undone_at: null,
    erasures: 0,
  }
}

/** Notes where an import stands. Of two that are written in one millisecond the later call wins. */
export async function writeImport(db: Database, one: Import): Promise<void> {
  const [latest] = await db.readBulk<[number]>(
    'select max(version) from imports where import_id = {import_id:UInt64}',
    { import_id: one.import_id },
  )
  const times = TIMES.map((column) => {
    const ms = one[column]
    return ms === null ? null : dateTime64(ms)
  })
  await db.insert(
    'imports',
    [...COLUMNS, ...TIMES, 'version'],
    [[...COLUMNS.map((column) => one[column]), ...times, Math.max(Date.now(), (latest?.[0] ?? 0) + 1)]],
  )
}

/** The latest first. */
export async function readImports(db: Database, import_id: number | null = null): Promise<Import[]> {
  return db.read<Import>(
    `select
        ${COLUMNS.join(', ')},
        ${TIMES.map((column) => `toUnixTimestamp64Milli(told.${column}) as ${column}`).join(', ')}
    from (select * from imports final) as told
    where {import_id:UInt64} = 0 or import_id = {import_id:UInt64}
    order by import_id desc`,
    { import_id: import_id ?? 0 },
  )
}

/** Whether both read the same bytes in the same way. */
export function readsAlike(one: ImportedFile, other: ImportedFile): boolean {
  return [...HOW_IT_IS_READ, ...ANSWERS].every((member) => one[member] === other[member])
}

const HOW_IT_IS_READ = ['sha256', 'reader', 'reader_version'] as const

/** An import that reads the same bytes in the same way, done and not undone; the latest. */
export async function sameImport(db: Database, file: ImportedFile): Promise<Import | null> {
  const all = await readImports(db)
  return all.find((one) => one.state === 'done' && readsAlike(one, file)) ?? null
}

/** How many events of each type an import has in the landing tables, and from when to when. */
export async function countImported(db: Database, import_id: number) {
  const rows = await db.readBulk<[string, number, number, number]>(
    Object.keys(TABLES)
      .map(
        (table) => `select
        '${table}', toUInt32(uniqExact(source, id)), toUnixTimestamp64Milli(min(at)), toUnixTimestamp64Milli(max(at))
    from ${table}
    where import_id = {import_id:UInt64}
    having count() > 0`,
      )
      .join('\n    union all\n    '),
    { import_id },
  )
  return rows.map(([table, events, first_at, last_at]) => ({
    kind: table.replace('_events', ''),
    events,
    first_at,
    last_at,
  }))
}
