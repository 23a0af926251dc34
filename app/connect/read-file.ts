/** A file as the worker reads it: what is in it, and its events without words and names, in parts. */
import { foreign, HEAD_BYTES } from '#pipelines/foreign.ts'
import { readerFor } from '#pipelines/readers/index.ts'
import { loadPlace } from '#pipelines/readers/load-order.ts'
import { Planning, type Plan } from '#pipelines/readers/plan.ts'
import type { Reader, ReaderOptions } from '#pipelines/readers/reader.ts'
import { readsOf } from '#pipelines/readers/reads.ts'
import { UNCLEAR_DATES } from '#pipelines/readers/sheet-order.ts'
import { sealing } from '#pipelines/sealed-names.ts'
import { openSha256 } from '#pipelines/sha256.ts'
import { withoutText } from '#pipelines/text/without-text.ts'
import { MessageCounts, type HomeClock } from './message-counts.ts'
import type { Answers, Contents } from './protocol.ts'

/** A part is sent whole: smaller than what the server takes at once, so that a lost one costs little. */
const EVENTS_A_PART = 5_000
/** characters */
const SIZE_OF_A_PART = 4 * 1024 * 1024

/** The reader of a file, or what it is instead. */
export async function recognise(file: File): Promise<{ reader: Reader } | { foreign: string }> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const reader = readerFor(head, file.name, 'auto')
  if (reader !== null) return { reader }
  const isEvents = new TextDecoder().decode(head).includes('"specversion"')
  return { foreign: isEvents ? 'events' : (foreign(head)?.what ?? 'unknown') }
}

/** Reads a file to its end. @param onRead told after each piece: bytes and events by then */
export async function contentsOf(
  file: File,
  reader: Reader,
  {
    answers,
    seal,
    clock,
    onRead,
  }: { answers: Answers; seal: string; clock: HomeClock; onRead: (bytes: number, events: number) => void },
): Promise<Contents> {
  const planning = new Planning()
  const counts = new MessageCounts(clock)
  const hash = openSha256()
  let bytes = 0
  const pieces = piecesOf(file, (piece) => {
    hash.add(piece)
    bytes += piece.length
    onRead(bytes, planning.plan.events)
  })
  const options = { ...optionsOf(file, answers, seal), onLocalTime: planning.onLocalTime }
  for await (const read of readsOf(reader, pieces, options)) {
    planning.add(read)
    counts.add(read)
  }
  // some readers know enough before the end
  while ((await pieces.next()).done !== true);
  const { plan } = planning
  return asContents(plan, {
    format: reader.format,
    sha256: hash.hex(),
    bytes,
    local_zone: plan.has_local_times ? answers.timezone : null,
    early_chats: counts.early_chats,
    months: counts.months,
  })
}

type OfFile = Pick<Contents, 'format' | 'sha256' | 'bytes' | 'local_zone' | 'early_chats' | 'months'>

function asContents(plan: Plan, of: OfFile): Contents {
  const sorted = <Key extends string>(counts: ReadonlyMap<string, number>) =>
    [...counts].sort((a, b) => b[1] - a[1]) as [Key, number][]
  const { events, conversations, accounts, first_at, last_at, partial } = plan
  return {
    ...of,
    ...{ events, conversations, accounts, first_at, last_at, partial },
    kinds: sorted(plan.kinds),
    left_out: sorted(plan.left_out),
    not_understood: sorted(plan.not_understood),
    place: loadPlace(plan),
    needs_order: plan.not_understood.has(UNCLEAR_DATES),
  }
}

/** Events of a file, one a line. */
export interface FilePart {
  /** how many came before it */
  from: number
  events: number
  lines: string
}

interface PartOptions {
  answers: Answers
  seal: string
  /** so many events from its beginning are known */
  skip: number
  /** told what a sealed name stands for: it stays here */
  onName: (sealed: string, name: string) => void
  /** of the file when it was looked at */
  sha256: string
}

/** It is no longer the file that was looked at. */
export class Changed extends Error {}

/**
 * The events of a file without the words of messages, names sealed.
 * @throws Changed at the end, where it was another one than before
 */
export async function* partsOfFile(
  file: File,
  reader: Reader,
  { answers, seal, skip, onName, sha256 }: PartOptions,
): AsyncGenerator<FilePart> {
  let at = 0
  let part: FilePart = { from: skip, events: 0, lines: '' }
  const options = { ...optionsOf(file, answers, seal), onName }
  const hash = openSha256()
  const pieces = piecesOf(file, (piece) => {
    hash.add(piece)
  })
  for await (const read of readsOf(reader, pieces, options)) {
    if (!('event' in read) || at++ < skip) continue
    part.lines += `${withoutText(JSON.stringify(read.event))}\n`
    part.events++
    if (part.events < EVENTS_A_PART && part.lines.length < SIZE_OF_A_PART) continue
    yield part
    part = { from: part.from + part.events, events: 0, lines: '' }
  }
  while ((await pieces.next()).done !== true);
  if (hash.hex() !== sha256) throw new Changed()
  if (part.events > 0) yield part
}

function optionsOf(
  file: File,
  { connection, timezone, date_order, complete }: Answers,
  seal: string,
): ReaderOptions {
  return {
    connection,
    timezone,
    file_name: file.name,
    pseudonym: sealing(seal),
    ...(date_order === '' ? {} : { date_order }),
    ...(complete === '' ? {} : { complete: complete.split(',') }),
  }
}

/**
 * As it lies on the disk, a piece at a time. Whoever stops in between leaves the rest to be read on: there is no return().
 */
function piecesOf(file: File, onPiece?: (piece: Uint8Array) => void): AsyncIterableIterator<Uint8Array> {
  const reader = file.stream().getReader()
  const pieces: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => pieces,
    next: async () => {
      const { done, value } = await reader.read()
      if (done) return { done, value: undefined }
      onPiece?.(value)
      return { done, value }
    },
  }
  return pieces
}
