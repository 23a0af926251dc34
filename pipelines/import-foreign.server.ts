/** A file of another system: what is in it, and its events through the same door as all others. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { DeadInFile } from './dead-in-file.ts'
import { FileWriter, type Imported } from './file-writer.server.ts'
import { Planning, type Plan } from './readers/plan.ts'
import { importedName, type Reader, type ReaderOptions } from './readers/reader.ts'
import { readsOf } from './readers/reads.ts'
import { fingerprintOf, newImport, type ImportedFile } from './imports.server.ts'
import type { Sink } from './sink.server.ts'
import type { Database } from '#sql/db/client.server.ts'

export interface ForeignFile {
  /** absolute path */
  file: string
  reader: Reader
  options: ReaderOptions
}

/** Reads a file to its end and stores nothing. */
export async function planOf({ file, reader, options }: ForeignFile): Promise<Plan> {
  const planning = new Planning()
  const { onLocalTime } = planning
  for await (const read of readsOf(reader, bytesOf(file), { ...options, onLocalTime })) planning.add(read)
  return planning.plan
}

/**
 * Stores the events of a file, as importFiles does.
 * @param imported what asImported() gave for it
 * @returns its import_id
 * @throws NothingTaken where it holds some and none can be taken
 */
export async function importForeign(
  store: { db: Database; sink: Sink },
  { file, reader, options }: ForeignFile,
  imported: ImportedFile,
  { now, person, counts }: { now: () => number; person: string; counts: Imported },
): Promise<number> {
  const received_at = now()
  const dead = new DeadInFile(path.basename(file), () => new Uint8Array())
  const one = await newImport(store.db, imported, { person, now: received_at })
  const { import_id } = one
  const writer = new FileWriter(store, { dead, one, counts })
  let line = 0
  let cut: unknown
  try {
    for await (const read of readsOf(reader, bytesOf(file), options)) {
      if (!('event' in read)) continue
      line++
      const context = { origin: `${imported.file}:${line}`, received_at, is_from_file: true, import_id }
      await writer.take(store.sink.decodeValue(read.event, context), 0)
    }
  } catch (error) {
    cut = error
  }
  await writer.end({ failed: cut !== undefined })
  if (cut !== undefined) throw cut as Error
  dead.end()
  return import_id
}

/** What an import of it is known by. A file that is called after a guest is called after its contents here. */
export async function asImported({ file, reader, options }: ForeignFile): Promise<ImportedFile> {
  const fingerprint = await fingerprintOf(file)
  const isSecret = reader.isNamedAfterGuests === true
  return {
    file: importedName(reader, path.basename(file), fingerprint.sha256),
    path: isSecret ? '' : file,
    ...fingerprint,
    reader: reader.format,
    reader_version: reader.version,
    connection: options.connection,
    timezone: options.timezone,
    date_order: options.date_order ?? '',
    home: options.home ?? '',
    from_date: options.from ?? '',
    until_date: options.until ?? '',
    complete: options.complete?.join(',') ?? '',
    chat: options.chat === undefined ? '' : options.pseudonym('chat', options.chat),
  }
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>
}
