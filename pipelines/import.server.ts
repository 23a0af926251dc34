import { createReadStream, type ReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { PlainError } from '#sql/db/errors.ts'
import { DeadInFile, LOOKED_AT, NothingTaken } from './dead-in-file.ts'
import { FileWriter, type Imported } from './file-writer.server.ts'
import { foreign, HEAD_BYTES, refusal } from './foreign.ts'
import { linesOf } from './lines.ts'
import { fingerprintOf, newImport, NO_ANSWERS } from './imports.server.ts'
import type { Sink } from './sink.server.ts'
import type { Database } from '#sql/db/client.server.ts'

const NEW_LINE = Buffer.from('\n')

/**
 * Reads files of events, one a line, through decode and sink.
 * @param files paths; `.gz` is unpacked, `-` is standard input
 * @param onProgress is told the share of the files' bytes that is read, 0–1
 * @throws PlainError when a file can't be read, or is cut short: what came before is kept, `counts` tell how much; NothingTaken
 * when a file holds no events, before anything of any file is stored where that can be seen by how it begins.
 */
export async function importFiles(
  store: { db: Database; sink: Sink },
  files: readonly string[],
  io: {
    stdin: Readable
    now: () => number
    /** who imports them */
    person: string
    onProgress?: ((share: number) => void) | undefined
    counts: Imported
  },
): Promise<void> {
  const sizes = await Promise.all(files.map((file) => sizeOf(file)))
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  for (const file of files) await refuseForeign(file)
  let before = 0
  for (const [index, file] of files.entries()) {
    const raw = file === '-' ? io.stdin : createReadStream(file, { highWaterMark: 1 << 18 })
    await importOne(store, file, raw, {
      ...io,
      onBytes: (bytes) => io.onProgress?.(Math.min(1, (before + bytes) / total)),
    })
    before += sizes[index] ?? 0
  }
}

/** Raised when the same bytes would be read in another way. */
const EVENTS_READER = { reader: 'events', reader_version: 1, ...NO_ANSWERS }

async function importOne(
  store: { db: Database; sink: Sink },
  file: string,
  raw: Readable,
  io: { now: () => number; person: string; onBytes: (bytes: number) => void; counts: Imported },
): Promise<void> {
  const received_at = io.now()
  const { sink } = store
  const name = file === '-' ? 'standard input' : path.basename(file)
  let line = 0
  let head: Uint8Array = new Uint8Array()
  const dead = new DeadInFile(name, () => head)
  const fingerprint = file === '-' ? { sha256: '', bytes: 0 } : await fingerprintOf(file)
  const one = await newImport(
    store.db,
    { file: name, path: file === '-' ? '' : path.resolve(file), ...fingerprint, ...EVENTS_READER },
    { person: io.person, now: received_at },
  )
  const { import_id } = one
  const writer = new FileWriter(store, { dead, one, counts: io.counts })
  let cut: unknown
  try {
    for await (const lines of linesOf(unpacked(raw, file))) {
      if (head.length === 0) head = headOf(lines)
      for (const record of lines) {
        line++
        const context = { origin: `${name}:${line}`, received_at, is_from_file: true, import_id }
        await writer.take(sink.decode(record, context), record.length)
      }
      io.onBytes((raw as Partial<ReadStream>).bytesRead ?? 0)
    }
  } catch (error) {
    cut = error
  }
  await writer.end({ failed: cut !== undefined })
  if (cut instanceof NothingTaken) throw cut
  if (cut !== undefined) throw readError(cut, file, line)
  dead.end()
}

/** What a file begins with, as far as its first lines say. */
function headOf(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.slice(0, LOOKED_AT).flatMap((line) => [line, NEW_LINE])).subarray(0, HEAD_BYTES)
}

/** A file that is known for another by how it begins is refused before anything is read. */
async function refuseForeign(file: string): Promise<void> {
  const head = await headOfFile(file)
  if (head !== null && foreign(head) !== null) throw new NothingTaken(refusal(path.basename(file), head))
}

/** The bytes with which a file begins, HEAD_BYTES at most; null of standard input and of what is packed. */
export async function headOfFile(file: string): Promise<Uint8Array | null> {
  if (file === '-' || file.endsWith('.gz')) return null
  const handle = await open(file).catch((error: unknown) => {
    throw readError(error, file, 0)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The stream's bytes, unpacked where its name ends in .gz. An error of the file is the reader's. */
function unpacked(raw: Readable, file: string): AsyncIterable<Uint8Array> {
  if (!file.endsWith('.gz')) return raw
  const gunzip = createGunzip()
  raw.on('error', (error) => gunzip.destroy(error))
  return raw.pipe(gunzip)
}

/** In bytes; 0 for standard input, which does not tell. */
async function sizeOf(file: string): Promise<number> {
  if (file === '-') return 0
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw new PlainError(`${file} is a folder: name the files in it`)
    return found.size
  } catch (error) {
    throw error instanceof PlainError ? error : readError(error, file, 0)
  }
}

/** Why a file can't be read, or not on from a line, in plain words. */
export function readError(error: unknown, file: string, line: number): Error {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT') return new PlainError(`${file} is not there: check the path`)
  if (code === 'EACCES') return new PlainError(`${file} can't be read: check its rights`)
  if (code.startsWith('Z_')) {
    return new PlainError(
      `${file} is cut short or damaged after line ${line}: what came before is kept; import the whole file again`,
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}
