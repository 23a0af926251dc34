/** A file of another system: what is in it, and its events through the same door as all others. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { MOST_OF_A_FILE } from './dead-in-file.ts'
import { countOutcomes, type Imported } from './import.server.ts'
import type { Reader, ReaderOptions } from './readers/reader.ts'
import type { Decoded, Sink } from './sink.server.ts'

const ROWS_AT_ONCE = 10_000

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
  /** by role and by kind of message */
  roles: Map<string, number>
  kinds: Map<string, number>
  /** by reason */
  left_out: Map<string, number>
  not_understood: Map<string, number>
  first_at: number | null
  last_at: number | null
}

/** Reads a file to its end and stores nothing. */
export async function planOf({ file, reader, options }: ForeignFile): Promise<Plan> {
  const plan: Plan = {
    events: 0,
    conversations: 0,
    accounts: 0,
    roles: new Map(),
    kinds: new Map(),
    left_out: new Map(),
    not_understood: new Map(),
    first_at: null,
    last_at: null,
  }
  const conversations = new Set<string>()
  const accounts = new Set<string>()
  for await (const read of reader.read(bytesOf(file), options)) {
    if ('left_out' in read) add(plan.left_out, read.left_out)
    else if ('not_understood' in read) add(plan.not_understood, read.not_understood)
    else {
      const { time, data } = read.event as unknown as {
        time: string
        data: { conversation_id: string; author: { role: string }; account?: string; kind: string }
      }
      plan.events++
      conversations.add(data.conversation_id)
      if (data.author.role === 'unknown' && data.account !== undefined) accounts.add(data.account)
      add(plan.roles, data.author.role)
      add(plan.kinds, data.kind)
      const at = Date.parse(time)
      plan.first_at = Math.min(plan.first_at ?? at, at)
      plan.last_at = Math.max(plan.last_at ?? at, at)
    }
  }
  return { ...plan, conversations: conversations.size, accounts: accounts.size }
}

/** Stores the events of a file; what can't be taken is counted, a thousand are kept. */
export async function importForeign(
  sink: Sink,
  { file, reader, options }: ForeignFile,
  io: { now: () => number; counts: Imported; onProgress?: (events: number) => void },
): Promise<void> {
  const received_at = io.now()
  const name = path.basename(file)
  let line = 0
  let dead = 0
  let batch: Decoded[] = []
  const flush = async () => {
    const full = batch
    batch = []
    countOutcomes(full, await sink.write(full), io.counts)
    io.onProgress?.(line)
  }
  for await (const read of reader.read(bytesOf(file), options)) {
    if (!('event' in read)) continue
    line++
    const decoded = sink.decodeValue(read.event, {
      origin: `${name}:${line}`,
      received_at,
      is_from_file: true,
    })
    if (decoded.fate.fate === 'dead') {
      io.counts.read++
      io.counts.dead++
      add(io.counts.reasons, decoded.fate.letter.reason)
      dead++
      if (dead > MOST_OF_A_FILE) continue
    }
    batch.push(decoded)
    if (batch.length >= ROWS_AT_ONCE) await flush()
  }
  await flush()
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
