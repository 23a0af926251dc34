/**
 * What kafkajs can't read by itself: batches compressed with snappy, lz4 and zstd, and what is broken (docs/decisions/0026). A
 * batch's checksum is looked at first, nothing unpacks to more than MAX_UNPACKED_BYTES, and a batch that can't be read comes to
 * the consumer in its place, so that it can say which one it was.
 */
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { decompress as unzstd } from 'fzstd'
import { CompressionTypes, type KafkaMessage } from 'kafkajs'
import { decompressFrame } from 'lz4-napi'
import { uncompress } from 'snappy'
import { PlainError } from '#sql/db/errors.ts'
import { crc32c } from './crc32c.ts'

// TRICKY: Node does not find this name among the exports of a CommonJS module, vitest does
const { CompressionCodecs } = createRequire(import.meta.url)('kafkajs') as {
  CompressionCodecs: Record<number, () => unknown>
}

/** A topic takes batches of up to 2 MiB as they travel: thirty times that is more than events ever unpack to. */
const MIB = 64
export const MAX_UNPACKED_BYTES = MIB * 1024 * 1024
/** kafkajs hands a batch's records on as the arguments of one call: some more than these overflow the stack. */
const MAX_RECORDS = 100_000

/** Why a batch can't be read, and its offsets, the last included, as its head tells them. */
export interface Unreadable {
  reason: string
  first: bigint
  last: bigint
}

/** Where the place of a batch is not known to the consumer: kafkajs ends, and does not try again. */
class UnreadableBatch extends PlainError {
  readonly retriable = false
}

class TooLarge extends Error {}

type Unpack = (packed: Buffer) => Promise<Buffer>

/** Has every consumer of this process read them. */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.GZIP] = () => ({ ...GZIP, ...reading('gzip', ungzip) })
  CompressionCodecs[CompressionTypes.Snappy] = () => reading('snappy', unsnappy)
  CompressionCodecs[CompressionTypes.LZ4] = () => reading('lz4', unlz4)
  CompressionCodecs[CompressionTypes.ZSTD] = () => reading('zstd', NODES_UNZSTD ?? unzstdInJs)
}

/** kafkajs' own, which writes as well. */
const GZIP = CompressionCodecs[CompressionTypes.GZIP]?.() as object

/** Why a message is none, but stands for a batch that could not be read; null for all others. */
export function unreadable({ value }: Pick<KafkaMessage, 'value'>): Unreadable | null {
  return (value === null ? undefined : standIns.get(value.buffer)) ?? null
}

/** By the memory of their values, which no producer can send. */
const standIns = new WeakMap<ArrayBufferLike, Unreadable>()

function reading(name: string, unpack: Unpack) {
  return {
    decompress: async (packed: Buffer): Promise<Buffer> => {
      const head = headOf(packed)
      if (head?.is_whole === false) return standIn(head, 'its checksum is wrong')
      if (head !== null && head.records > MAX_RECORDS)
        return standIn(head, `it holds more than ${MAX_RECORDS} records`)
      try {
        return await unpack(packed)
      } catch (error) {
        const isTooLarge = error instanceof TooLarge
        return standIn(head, isTooLarge ? `it unpacks to more than ${MIB} MiB` : `its ${name} is broken`)
      }
    },
  }
}

interface Head {
  first: bigint
  last_delta: number
  records: number
  /** of a transaction, or a marker of one: kafkajs passes over what was aborted */
  is_transactional: boolean
  is_whole: boolean
}

const HEAD_BYTES = 61

/**
 * TRICKY: a codec of kafkajs is given the packed records alone, but as a view into the answer of the broker, where the head of
 * their batch lies before them. Null where it does not (the format before Kafka 0.11).
 */
function headOf(packed: Buffer): Head | null {
  const at = packed.byteOffset - HEAD_BYTES
  if (at < 0) return null
  const batch = Buffer.from(packed.buffer, at, HEAD_BYTES + packed.length)
  if (batch.readInt8(16) !== 2 || batch.readInt32BE(8) !== batch.length - 12) return null
  return {
    first: batch.readBigInt64BE(0),
    last_delta: batch.readInt32BE(23),
    records: batch.readInt32BE(57),
    is_transactional: (batch.readInt16BE(21) & 0x30) !== 0,
    is_whole: crc32c(batch.subarray(21)) === batch.readUInt32BE(17),
  }
}

/**
 * As many empty records as kafkajs will read. They get the last offset that there can be, and so lie before none that the
 * consumer has asked for: kafkajs would pass over them.
 * @throws UnreadableBatch where kafkajs might pass over them nevertheless, or they would be too many
 */
function standIn(head: Head | null, reason: string): Buffer {
  if (head === null) throw new UnreadableBatch(`a batch of Kafka can't be read: ${reason}`)
  const { first, last_delta, records, is_transactional, is_whole } = head
  if (records > MAX_RECORDS || (is_transactional && !is_whole))
    throw new UnreadableBatch(`the batch at offset ${first} of a topic can't be read: ${reason}`)
  const delta = is_transactional ? last_delta : 0x7fff_ffff
  // attributes, time; the offset; no key, an empty value, no headers
  const record = [0, 0, ...zigZag(delta), 1, 0, 0]
  const bytes = Buffer.from([...zigZag(record.length), ...record])
  // of its own memory, by which it is known again
  const made = Buffer.alloc(bytes.length * records, bytes)
  standIns.set(made.buffer, { reason, first, last: first + BigInt(last_delta) })
  return made
}

function zigZag(value: number): number[] {
  const bytes = []
  let rest = BigInt(value) * 2n
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return [...bytes, Number(rest)]
}

function inLimit(bytes: number): void {
  if (bytes > MAX_UNPACKED_BYTES) throw new TooLarge()
}

type ZlibUnpack = (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

function byZlib(unpack: ZlibUnpack): Unpack {
  return (packed) =>
    unpack(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge() : error
    })
}

const ungzip = byZlib(promisify(zlib.unzip))

const { zstdDecompress } = zlib as { zstdDecompress?: typeof zlib.unzip }
/** From Node 22.15 on. */
const NODES_UNZSTD = zstdDecompress === undefined ? null : byZlib(promisify(zstdDecompress))

const XERIAL = Buffer.from('\x82SNAPPY\0', 'latin1')

/** As librdkafka writes it, one block; as Java does (snappy-java, of xerial.org), blocks with their lengths before them. */
async function unsnappy(packed: Buffer): Promise<Buffer> {
  const blocks = packed.subarray(0, XERIAL.length).equals(XERIAL) ? blocksOf(packed) : [packed]
  inLimit(blocks.reduce((sum, block) => sum + snappyBytes(block), 0))
  const parts: Buffer[] = []
  for (const block of blocks) parts.push((await uncompress(block)) as Buffer)
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
}

function blocksOf(packed: Buffer): Buffer[] {
  const blocks = []
  // two versions follow the name
  for (let at = 16; at < packed.length;) {
    const end = at + 4 + packed.readUInt32BE(at)
    if (end > packed.length) throw new RangeError('a block ends beyond the batch')
    blocks.push(packed.subarray(at + 4, end))
    at = end
  }
  return blocks
}

/** What a block says that it unpacks to; the library takes it at its word and refuses what is longer. */
function snappyBytes(block: Buffer): number {
  let bytes = 0
  for (let index = 0; index < 5; index++) {
    const byte = block.readUInt8(index)
    bytes += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return bytes
  }
  throw new RangeError('a length of more than five bytes')
}

async function unlz4(packed: Buffer): Promise<Buffer> {
  inLimit(lz4Bytes(packed))
  return await decompressFrame(packed)
}

/** The most that a frame can unpack to: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
function lz4Bytes(frame: Buffer): number {
  if (frame.readUInt32LE(0) !== 0x184d2204) throw new RangeError('no frame of lz4')
  const flags = frame.readUInt8(4)
  const block_bytes = 2 ** (8 + 2 * ((frame.readUInt8(5) >> 4) & 7))
  const checksum_bytes = (flags & 0x10) === 0 ? 0 : 4
  let bytes = 0
  for (let at = 7 + ((flags & 8) === 0 ? 0 : 8) + ((flags & 1) === 0 ? 0 : 4); ;) {
    const size = frame.readUInt32LE(at)
    if (size === 0) return bytes
    const packed_bytes = size % 0x8000_0000
    // a byte stands for 255 at most
    bytes += size === packed_bytes ? Math.min(block_bytes, 255 * packed_bytes) : packed_bytes
    at += 4 + packed_bytes + checksum_bytes
  }
}

/** For Node before 22.15. */
export function unzstdInJs(packed: Buffer): Promise<Buffer> {
  const { bytes, frames } = zstdBytes(packed)
  inLimit(bytes)
  // TRICKY: without memory to write to the library takes a window for each batch, and moves all of it for each block: 5 ms a
  // batch. What it does not fill stays zero, behind the last record, where nobody reads.
  const unpacked = frames === 1 ? unzstd(packed, new Uint8Array(bytes)) : unzstd(packed)
  return Promise.resolve(Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.length))
}

const ZSTD_BLOCK_BYTES = 128 * 1024

/** The most that frames can unpack to, and the windows that they want: RFC 8878. */
function zstdBytes(packed: Buffer): { bytes: number; frames: number } {
  let [at, bytes, frames] = [0, 0, 0]
  for (; at < packed.length; frames++) {
    if (packed.readUInt32LE(at) !== 0xfd2fb528) throw new RangeError('no frame of zstd')
    const flags = packed.readUInt8(at + 4)
    const is_single = (flags & 0x20) !== 0
    const size_bytes = [is_single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0
    const dictionary_bytes = [0, 1, 2, 4][flags & 3] ?? 0
    if (!is_single) {
      const window = packed.readUInt8(at + 5)
      inLimit(2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8))
    }
    at += 5 + (is_single ? 0 : 1) + dictionary_bytes + size_bytes
    for (let isLast = false; !isLast;) {
      const block = packed.readUIntLE(at, 3)
      const [kind, size] = [(block >> 1) & 3, block >> 3]
      isLast = (block & 1) === 1
      bytes += kind === 2 ? ZSTD_BLOCK_BYTES : size
      at += 3 + (kind === 1 ? 1 : size)
    }
    at += (flags & 4) === 0 ? 0 : 4
  }
  return { bytes, frames }
}
