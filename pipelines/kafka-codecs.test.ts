/** Batches as producers wrote them (tests/support/kafka-batches.json), read by kafkajs with our codecs, and broken ones. */
import { createRequire } from 'node:module'
import zlib from 'node:zlib'
import type { KafkaMessage } from 'kafkajs'
import { compressFrameSync } from 'lz4-napi'
import { compressSync } from 'snappy'
import { beforeAll, describe, expect, test } from 'vitest'
import { amount } from '../tests/support/amount.ts'
import written from '../tests/support/kafka-batches.json' with { type: 'json' }
import { crc32c } from './crc32c.ts'
import { MAX_UNPACKED_BYTES, registerCodecs, unreadable, unzstdInJs } from './kafka-codecs.ts'

type Decoder = new (bytes: Buffer) => unknown
const require = createRequire(import.meta.url)
const BatchDecoder = require('kafkajs/src/protocol/recordBatch/v0/decoder.js') as (
  decoder: unknown,
) => Promise<{ records: KafkaMessage[] }>
const Decoder = require('kafkajs/src/protocol/decoder.js') as Decoder
const { CompressionCodecs } = require('kafkajs') as {
  CompressionCodecs: Record<number, () => { decompress: (packed: Buffer) => Promise<Buffer> }>
}

const HEAD_BYTES = 61
const ATTRIBUTES = { gzip: 1, snappy: 2, lz4: 3, zstd: 4 }
type Codec = keyof typeof ATTRIBUTES

/** As kafkajs reads a batch of an answer, which begins somewhere in it. */
async function read(batch: Buffer): Promise<KafkaMessage[]> {
  const answer = Buffer.alloc(100 + batch.length)
  batch.copy(answer, 100)
  return (await BatchDecoder(new Decoder(answer.subarray(100)))).records
}

function decompress(codec: Codec, packed: Buffer): Promise<Buffer> {
  const registered = CompressionCodecs[ATTRIBUTES[codec]]?.()
  if (registered === undefined) throw new Error(`nothing reads ${codec}`)
  return registered.decompress(packed)
}

/** A batch of so many records at offset 17, packed as is, its checksum right. */
function batchOf(codec: Codec, packed: Uint8Array, records = 1): Buffer {
  const batch = Buffer.concat([Buffer.alloc(HEAD_BYTES), packed])
  batch.writeBigInt64BE(17n, 0)
  batch.writeInt32BE(batch.length - 12, 8)
  batch.writeInt8(2, 16)
  batch.writeInt16BE(ATTRIBUTES[codec], 21)
  batch.writeInt32BE(records - 1, 23)
  batch.writeInt32BE(records, 57)
  return summed(batch)
}

function summed(batch: Buffer): Buffer {
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17)
  return batch
}

/** One record, whose value is the text. */
function record(text: string): Buffer {
  const varint = (value: number) => {
    const bytes = []
    let rest = 2 * value
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
    return Buffer.from([...bytes, rest])
  }
  const value = Buffer.from(text)
  const body = Buffer.concat([Buffer.from([0, 0, 0, 1]), varint(value.length), value, Buffer.from([0])])
  return Buffer.concat([varint(body.length), body])
}

const XERIAL = Buffer.from('82534e41505059000000000100000001', 'hex')
function xerial(bytes: Buffer): Buffer {
  const parts: Buffer[] = [XERIAL]
  for (let at = 0; at < bytes.length; at += 32_768) {
    const block = compressSync(bytes.subarray(at, at + 32_768))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(block.length)
    parts.push(length, block)
  }
  return Buffer.concat(parts)
}

/** A frame of zstd that says the same byte again and again, 128 KiB for each four of its own. */
function zstdOf(blocks: number): Buffer {
  const frame = [0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]
  for (let at = 1; at <= blocks; at++) {
    const block = ((128 * 1024) << 3) | (1 << 1) | (at === blocks ? 1 : 0)
    frame.push(block & 0xff, (block >> 8) & 0xff, block >> 16, 0x61)
  }
  return Buffer.from(frame)
}

beforeAll(() => {
  registerCodecs()
})

test('the checksum is that of Kafka', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
})

describe.each(written)('$codec of $writer', ({ codec, batch: base64 }) => {
  const batch = Buffer.from(base64, 'base64')
  const isWhole = (records: readonly KafkaMessage[]) => {
    const events = records.map(({ value }) => JSON.parse(value?.toString() ?? '') as { id: string })
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `m-${index + 1}`))
  }

  test('is read', async () => {
    const records = await read(batch)
    isWhole(records)
    expect(records.every((one) => unreadable(one) === null)).toBe(true)
    expect(records.at(-1)?.offset).toBe('19')
    if (codec === 'zstd') {
      const packed = batch.subarray(HEAD_BYTES)
      const unpacked = await unzstdInJs(packed)
      expect(unpacked.toString()).toContain('"id":"m-20"')
    }
  })

  test('a byte that is another one is seen, wherever it is', async () => {
    for (let at = HEAD_BYTES; at < batch.length; at += amount(37, 1)) {
      const broken = Buffer.from(batch)
      broken.writeUInt8(broken.readUInt8(at) ^ 0x10, at)
      const records = await read(broken)
      expect(records).toHaveLength(20)
      expect(records.map(unreadable)).toEqual(
        records.map(() => ({ reason: 'its checksum is wrong', first: 0n, last: 19n })),
      )
    }
  })

  test('what was broken before it was summed is an error, neither a crash nor an endless loop', async () => {
    let random = 1
    const draw = (until: number) => (random = (random * 48_271) % 2_147_483_647) % until
    for (let round = 0; round < amount(20, 1_000); round++) {
      const packed = Buffer.from(batch.subarray(HEAD_BYTES))
      for (let bytes = draw(3); bytes >= 0; bytes--) packed.writeUInt8(draw(256), draw(packed.length))
      const cut = packed.subarray(0, draw(3) === 0 ? draw(packed.length) : packed.length)
      // what it unpacks to nevertheless, or what stands for it
      const made = batchOf(codec as Codec, cut, 20)
      const bytes = await decompress(codec as Codec, made.subarray(HEAD_BYTES))
      expect(bytes.length).toBeLessThanOrEqual(MAX_UNPACKED_BYTES)
      if (codec === 'zstd')
        await Promise.resolve(cut)
          .then(unzstdInJs)
          .catch(() => undefined)
    }
  })
})

const long = 'Где ключи? '.repeat(60_000)
test.each<[string, Codec, (bytes: Buffer) => Buffer]>([
  ['gzip', 'gzip', (bytes) => zlib.gzipSync(bytes)],
  ['snappy in one block', 'snappy', (bytes) => compressSync(bytes)],
  ['snappy in blocks', 'snappy', xerial],
  [
    'lz4 in blocks',
    'lz4',
    (bytes) => compressFrameSync(bytes, { blockChecksums: true, contentChecksum: true }),
  ],
])('%s: more than a block, and nothing', async (_, codec, pack) => {
  const [one] = await read(batchOf(codec, pack(record(long))))
  expect(one?.value?.toString()).toBe(long)
  const [other] = await read(batchOf(codec, pack(record(''))))
  expect(other?.value).toHaveLength(0)
  expect(unreadable(other ?? { value: null })).toBeNull()
})

const MIB = Buffer.alloc(1024 * 1024, 'a')
const tooLong = Buffer.concat(Array.from({ length: 65 }, () => MIB))
test.each<[string, Codec, () => Buffer]>([
  ['gzip', 'gzip', () => zlib.gzipSync(tooLong)],
  ['snappy in one block', 'snappy', () => compressSync(tooLong)],
  ['snappy in blocks', 'snappy', () => xerial(tooLong)],
  ['lz4', 'lz4', () => compressFrameSync(tooLong)],
  ['zstd', 'zstd', () => zstdOf(513)],
])('a bomb of %s is refused, and what it is said with', async (_, codec, pack) => {
  const packed = pack()
  const records = await read(batchOf(codec, packed, 3))
  expect(records.map(unreadable)).toEqual(
    Array.from({ length: 3 }, () => ({ reason: 'it unpacks to more than 64 MiB', first: 17n, last: 19n })),
  )
  // kafkajs passes over what lies before the offset that was asked for
  expect(records.every(({ offset }) => BigInt(offset) >= 19n)).toBe(true)
  if (codec === 'zstd') {
    await expect(Promise.resolve(packed).then(unzstdInJs)).rejects.toThrow()
    expect((await unzstdInJs(zstdOf(amount(8, 512)))).length).toBe(amount(1, 64) * MIB.length)
  }
})

test('what claims to unpack to more than there can be takes no memory', async () => {
  const claims = Buffer.from('ffffffff0f00', 'hex')
  const [one] = await read(batchOf('snappy', claims))
  expect(unreadable(one ?? { value: null })?.reason).toBe('it unpacks to more than 64 MiB')
  // a window of 2 GiB
  const wide = Buffer.concat([Buffer.from('28b52ffd00a8', 'hex'), zstdOf(1).subarray(6)])
  await expect(Promise.resolve(wide).then(unzstdInJs)).rejects.toThrow()
})

test('what stands for a batch is known by its memory: nobody can send it', async () => {
  const [one] = await read(batchOf('lz4', Buffer.from('no lz4')))
  expect(unreadable(one ?? { value: null })?.reason).toBe('its lz4 is broken')
  const copy = one === undefined ? null : { value: Buffer.from(one.value ?? '') }
  expect(copy === null ? null : unreadable(copy)).toBeNull()
})

test('where kafkajs might pass over it, or the place is not known, it ends', async () => {
  const aborted = batchOf('zstd', zstdOf(1))
  aborted.writeInt16BE(ATTRIBUTES.zstd | 0x10, 21)
  await expect(read(aborted)).rejects.toThrow(
    /^the batch at offset 17 of a topic can't be read: its checksum/,
  )
  // summed, it may be one that was aborted: then it is passed over rightly
  expect(await read(batchOf('gzip', Buffer.from('no gzip')))).toHaveLength(1)
  const many = batchOf('zstd', zstdOf(1), 100_001)
  await expect(read(many)).rejects.toMatchObject({
    retriable: false,
    message: "the batch at offset 17 of a topic can't be read: it holds more than 100000 records",
  })
  // alone in memory that begins with it
  const alone = Buffer.from(new Uint8Array([7]).buffer)
  await expect(decompress('snappy', alone)).rejects.toMatchObject({ retriable: false })
})
