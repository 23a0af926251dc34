import { deflateSync } from 'node:zlib'

const [WIDTH, HEIGHT] = [192, 96]

/** A PNG with an alpha channel: a house in indigo, nothing around it. */
export function sampleLogo(): Uint8Array {
  const rows = Buffer.alloc((WIDTH * 4 + 1) * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const roof = y < 48 && Math.abs(x - 96) <= y * 1.6
      const walls = y >= 48 && Math.abs(x - 96) <= 60 && !(y > 64 && Math.abs(x - 96) < 12)
      if (roof || walls) rows.set([0x2a, 0x35, 0x77, 0xff], y * (WIDTH * 4 + 1) + 1 + x * 4)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 6], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return new Uint8Array(
    Buffer.concat([
      ...[signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows))],
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
