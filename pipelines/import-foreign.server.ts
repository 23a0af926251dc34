/** A file of another system: what is in it, and its events through the same door as all others. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { DeadInFile } from './dead-in-file.ts'
import { FileWriter, type Imported } from './file-writer.server.ts'
import type { Reader, ReaderOptions } from './readers/reader.ts'
import { isCompleteness, readsOf } from './readers/reads.ts'
import { fingerprintOf, newImport, type ImportedFile } from './imports.server.ts'
import type { Sink } from './sink.server.ts'
import type { Database } from '#sql/db/client.server.ts'

export interface ForeignFile {
  /** absolute path */
  file: string
  reader: Reader
  options: ReaderOptions
}

/** What a file holds, before any of it is stored. Times in ms UTC, null where there are none. */
export interface Plan {
  events: number
  conversations: number
  accounts: number
  /** property_id of those that stays are told of */
  homes: Set<string>
  /** messages by role; by kind of message, of other events by type: stay, shift, … */
  roles: Map<string, number>
  kinds: Map<string, number>
  /** local date since which all of what was asked for is told; '' where nothing was, or no day is in the file */
  complete_since: string
  /** by reason */
  left_out: Map<string, number>
  not_understood: Map<string, number>
  first_at: number | null
  last_at: number | null
}

interface Told {
  type: string
  id: string
  time: string
  data: Data
}

/** Of a message, and of others what they share with it. */
interface Data {
  conversation_id: string
  author: { role: string }
  account?: string
  property_id?: string
  since?: string
  kind: string
}

/** Reads a file to its end and stores nothing. */
export async function planOf({ file, reader, options }: ForeignFile): Promise<Plan> {
  const plan: Plan = {
    events: 0,
    conversations: 0,
    accounts: 0,
    homes: new Set(),
    complete_since: '',
    roles: new Map(),
    kinds: new Map(),
    left_out: new Map(),
    not_understood: new Map(),
    first_at: null,
    last_at: null,
  }
  const conversations = new Set<string>()
  const accounts = new Set<string>()
  for await (const read of readsOf(reader, bytesOf(file), options)) {
    if ('left_out' in read) add(plan.left_out, read.left_out)
    else if ('not_understood' in read) add(plan.not_understood, read.not_understood)
    else {
      const { type, id, time, data } = read.event as unknown as Told
      plan.events++
      if (type === 'butler.message.v1') {
        conversations.add(data.conversation_id)
        if (data.author.role === 'unknown' && data.account !== undefined) accounts.add(data.account)
        add(plan.roles, data.author.role)
      }
      if (type === 'butler.source.v1' && isCompleteness(id)) plan.complete_since = data.since ?? ''
      if (type === 'butler.stay.v1' && data.property_id !== undefined) plan.homes.add(data.property_id)
      add(plan.kinds, type === 'butler.message.v1' ? data.kind : (type.split('.')[1] ?? type))
      const at = Date.parse(time)
      plan.first_at = Math.min(plan.first_at ?? at, at)
      plan.last_at = Math.max(plan.last_at ?? at, at)
    }
  }
  return { ...plan, conversations: conversations.size, accounts: accounts.size }
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
    file: isSecret ? `${reader.format} ${fingerprint.sha256.slice(0, 8)}` : path.basename(file),
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

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
