import { createReadStream, type ReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { PlainError } from '#sql/errors.ts'
import { linesOf } from './lines.ts'
import type { Decoded, Sink } from './sink.server.ts'

const ROWS_AT_ONCE = 10_000
const BYTES_AT_ONCE = 16 * 1024 * 1024

/** What an import did. read = accepted + dead; blank lines are not counted, a redelivery is accepted. */
export interface Imported {
  read: number
  accepted: number
  dead: number
}

/**
 * Reads files of events, one a line, through decode and sink.
 * @param files paths; `.gz` is unpacked, `-` is standard input
 * @param onProgress is told the share of the files' bytes that is read, 0–1
 * @throws PlainError when a file can't be read, or is cut short: what came before is kept, `counts` tell how much.
 */
export async function importFiles(
  sink: Sink,
  files: readonly string[],
  io: {
    stdin: Readable
    now: () => number
    onProgress?: ((share: number) => void) | undefined
    counts: Imported
  },
): Promise<void> {
  const sizes = await Promise.all(files.map((file) => sizeOf(file)))
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  let before = 0
  for (const [index, file] of files.entries()) {
    const raw = file === '-' ? io.stdin : createReadStream(file, { highWaterMark: 1 << 18 })
    await importOne(sink, file, raw, {
      ...io,
      onBytes: (bytes) => io.onProgress?.(Math.min(1, (before + bytes) / total)),
    })
    before += sizes[index] ?? 0
  }
}

async function importOne(
  sink: Sink,
  file: string,
  raw: Readable,
  io: { now: () => number; onBytes: (bytes: number) => void; counts: Imported },
): Promise<void> {
  const received_at = io.now()
  const name = file === '-' ? 'standard input' : path.basename(file)
  let line = 0
  let batch: Decoded[] = []
  let bytes = 0
  let writing: Promise<void> = Promise.resolve()
  // one batch is written while the next is decoded
  const flush = async () => {
    const full = batch
    batch = []
    bytes = 0
    await writing
    writing = writeBatch(sink, full, io.counts)
    writing.catch(() => undefined)
  }
  let cut: unknown
  try {
    for await (const lines of linesOf(unpacked(raw, file))) {
      for (const record of lines) {
        line++
        batch.push(sink.decode(record, { origin: `${name}:${line}`, received_at, is_from_file: true }))
        bytes += record.length
        if (batch.length >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) await flush()
      }
      io.onBytes((raw as Partial<ReadStream>).bytesRead ?? 0)
    }
  } catch (error) {
    cut = error
  }
  await flush()
  await writing
  if (cut !== undefined) throw readError(cut, file, line)
}

/** The stream's bytes, unpacked where its name ends in .gz. An error of the file is the reader's. */
function unpacked(raw: Readable, file: string): AsyncIterable<Uint8Array> {
  if (!file.endsWith('.gz')) return raw
  const gunzip = createGunzip()
  raw.on('error', (error) => gunzip.destroy(error))
  return raw.pipe(gunzip)
}

async function writeBatch(sink: Sink, batch: readonly Decoded[], counts: Imported): Promise<void> {
  const outcomes = await sink.write(batch)
  for (const [index, outcome] of outcomes.entries()) {
    if (batch[index]?.fate.fate === 'drop') continue
    counts.read++
    if (outcome === null) counts.accepted++
    else counts.dead++
  }
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

function readError(error: unknown, file: string, line: number): Error {
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
