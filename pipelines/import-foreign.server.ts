/** A file of another system: what is in it, and its events through the same door as all others. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { DeadInFile } from './dead-in-file.ts'
import { FileWriter, type Imported } from './file-writer.server.ts'
import { Planning, type Plan } from './readers/plan.ts'
import { importedName, type Reader, type ReaderOptions } from './readers/reader.ts'
import { readsOf } from './readers/reads.ts'
import { fingerprintOf, newImport, readImports, type ImportedFile } from './imports.server.ts'
import type { Sink } from './sink.server.ts'
import { undoImport } from './undo.server.ts'
import type { Database } from '#sql/db/client.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import type { FactMaterializer } from '#sql/facts/keep.server.ts'

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
 * @throws PlainError where it is no longer the file that asImported() saw; nothing of it is kept then
 */
export async function importForeign(
  store: { db: Database; sink: Sink; facts: FactMaterializer },
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
  const hash = createHash('sha256')
  const bytes = bytesOf(file, hash)
  try {
    for await (const read of readsOf(reader, bytes, options)) {
      if (!('event' in read)) continue
      line++
      const context = { origin: `${imported.file}:${line}`, received_at, is_from_file: true, import_id }
      await writer.take(store.sink.decodeValue(read.event, context), 0)
    }
    // some readers know enough before the end
    while ((await bytes.next()).done !== true);
  } catch (error) {
    cut = error
  }
  const isOther = cut === undefined && hash.digest('hex') !== imported.sha256
  await writer.end({ failed: cut !== undefined || isOther })
  if (isOther) {
    const [stored] = await readImports(store.db, import_id)
    if (stored !== undefined) await undoImport(store, import_id, { person, now: now() })
    throw new PlainError(
      `${imported.file} was changed while it was read, nothing of it is kept: wait until it is complete, then import it again`,
    )
  }
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

/** Whoever stops in between leaves the rest to be read on: there is no return(). @param hash of all that was read */
function bytesOf(file: string, hash?: Hash): AsyncIterableIterator<Uint8Array> {
  const stream = createReadStream(file, { highWaterMark: 1 << 18 })
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const bytes: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => bytes,
    next: async () => {
      const chunk = await chunks.next()
      if (chunk.done !== true) hash?.update(chunk.value)
      return chunk
    },
  }
  return bytes
}
