import { stat } from 'node:fs/promises'
import path from 'node:path'
import { asImported, importForeign } from '#pipelines/import-foreign.server.ts'
import type { Imported } from '#pipelines/file-writer.server.ts'
import {
  countImported,
  importId,
  importName,
  localPerson,
  readImports,
  type Import,
} from '#pipelines/imports.server.ts'
import { undoImport } from '#pipelines/undo.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import { oneOf } from '#sql/query.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import type { CommandContext } from './context.ts'
import { formatKept, FORMATS } from './format.ts'
import { recognised, type ForeignOptions } from './import-foreign.ts'
import { progressBar } from './progress.ts'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** insights imports list: the latest first. */
export async function listImports(options: { format: string }, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const imports = await readImports((await context.store()).db)
  const rows = imports.map((one) => ({
    import: importName(one.import_id),
    state: one.state,
    started_at: iso(one.started_at),
    file: one.file,
    reader: `${one.reader} ${one.reader_version}`,
    read: one.read,
    accepted: one.accepted,
    dead: one.dead,
    person: one.person,
  }))
  context.out(formatKept(rows, format, { subject: 'imports', none: 'no file was imported so far' }))
}

/** insights imports show ID */
export async function showImport(name: string, context: CommandContext): Promise<void> {
  const { db } = await context.store()
  const one = await importNamed(db, name)
  const rows: [string, string][] = [
    ['state', one.state],
    ['file', one.path === '' ? one.file : one.path],
    ['bytes', one.sha256 === '' ? '–' : String(one.bytes)],
    ['sha256', one.sha256 === '' ? '–' : one.sha256],
    ['reader', `${one.reader} ${one.reader_version}`],
    ...(one.connection === '' ? [] : [['as', one.connection] as [string, string]]),
    ...(one.timezone === '' ? [] : [['timezone', one.timezone] as [string, string]]),
    ...(one.date_order === '' ? [] : [['date order', one.date_order] as [string, string]]),
    ...(one.home === '' ? [] : [['home', one.home] as [string, string]]),
    ...(one.from_date === '' ? [] : [['from', one.from_date] as [string, string]]),
    ...(one.until_date === '' ? [] : [['until', one.until_date] as [string, string]]),
    ...(one.complete === '' ? [] : [['complete', one.complete] as [string, string]]),
    ...(one.chat === '' ? [] : [['chat', 'named by --chat; the name is not kept'] as [string, string]]),
    ['read', String(one.read)],
    ['accepted', String(one.accepted)],
    ['dead', String(one.dead)],
    ['by', one.person === '' ? '–' : one.person],
    ['started_at', iso(one.started_at) ?? '–'],
    ['ended_at', iso(one.ended_at) ?? '–'],
    ...(one.undone_at === null
      ? []
      : [['undone_at', `${iso(one.undone_at) ?? ''} by ${one.undone_by}`] as [string, string]]),
    ...(await countImported(db, one.import_id)).map(
      ({ kind, events, first_at, last_at }): [string, string] => [
        `${kind} events`,
        `${events}, ${iso(first_at) ?? ''} to ${iso(last_at) ?? ''}`,
      ],
    ),
  ]
  context.out(rows.map(([what, text]) => `${what.padEnd(18)}  ${text}\n`).join(''))
}

/** insights imports undo ID */
export async function undo(name: string, context: CommandContext): Promise<void> {
  const store = await context.store()
  const one = await importNamed(store.db, name)
  if (one.state === 'undone')
    throw new PlainError(`${name} is undone already, since ${iso(one.undone_at) ?? ''}`)
  await undoWatched(store, one, context)
  context.out(`${name} is undone: ${one.accepted} events of ${one.file} are deleted and count nowhere\n`)
}

/** Answers that are to be others than before. */
export interface RedoOptions extends Partial<Omit<ForeignOptions, 'format' | 'yes' | 'dryRun'>> {
  file?: string
}

/** insights imports redo ID: the same file once more with other answers; what it gave before is undone. */
export async function redo(name: string, options: RedoOptions, context: CommandContext): Promise<void> {
  const store = await context.store()
  const before = await importNamed(store.db, name)
  if (before.state === 'undone') throw new PlainError(`${name} is undone: import the file again instead`)
  if (before.reader === 'events')
    throw new UsageError(
      `${before.file} is a file of events, which nothing is asked about: undo ${name}, then import it again`,
    )
  if (options.chat === undefined && before.chat !== '')
    throw new UsageError(
      'this file was imported with --chat, and that name is not kept, as it is a guest’s: say it again with --chat',
    )
  if (options.file === undefined && before.path === '')
    throw new UsageError(
      'where the file lies is not kept, as its name may tell who a guest is: say it with --file',
    )
  const file = options.file === undefined ? before.path : path.resolve(context.cwd, options.file)
  if ((await stat(file).catch(() => null))?.isFile() !== true)
    throw new PlainError(`${file} is not there any more: say where it is with --file`)
  const answers: ForeignOptions = {
    format: before.reader,
    as: options.as ?? before.connection,
    timezone: options.timezone ?? before.timezone,
    ...optional('dateOrder', options.dateOrder ?? before.date_order),
    ...optional('home', options.home ?? before.home),
    ...optional('from', options.from ?? before.from_date),
    ...optional('until', options.until ?? before.until_date),
    ...optional('complete', options.complete ?? before.complete),
    ...optional('chat', options.chat ?? ''),
  }
  const { foreign } = await recognised([file], answers, store, context.now())
  const [again] = foreign
  if (again === undefined) throw new PlainError(`${file} is no file of ${before.reader}`)
  const same = await asImported(again)
  if (same.sha256 !== before.sha256)
    throw new PlainError(
      `${file} is another file than the one that was imported: undo ${name}, then import it`,
    )
  const counts: Imported = { read: 0, accepted: 0, dead: 0, reasons: new Map(), imports: [] }
  const import_id = await importForeign(store, again, same, {
    now: context.now,
    person: localPerson(),
    counts,
  })
  await undoWatched(store, before, context)
  context.out(
    `${importName(import_id)}: read ${counts.read}, accepted ${counts.accepted}, dead letters ${counts.dead}; ${name} is undone\n`,
  )
}

const optional = (name: keyof ForeignOptions, answer: string) => (answer === '' ? {} : { [name]: answer })

export async function undoWatched(
  store: Store,
  { import_id }: Import,
  context: CommandContext,
): Promise<void> {
  const { watched, clear } = progressBar(context)
  await undoImport(store, import_id, {
    person: localPerson(),
    now: context.now(),
    onStep: watched('deriving'),
  })
  clear()
}

/** @throws UsageError where there is none of this name */
export async function importNamed(db: Store['db'], name: string): Promise<Import> {
  const import_id = importId(name)
  if (import_id === null) throw new UsageError(`${name} is no import: insights imports list shows them`)
  const [one] = await readImports(db, import_id)
  if (one === undefined) throw new UsageError(`there is no import ${name}: insights imports list shows them`)
  return one
}
