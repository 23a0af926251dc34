import { readFileSync, statSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { PlainError } from '#sql/db/errors.ts'

const MOST_BYTES = 1_000_000
/** A larger side would only make every report heavier. */
const MOST_PIXELS = 4000
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * The picture for the head of reports.
 * @throws PlainError where the file is not there, or no PNG or JPEG of up to 1 MB and 4000 pixels a side
 */
export function readLogo(file: string): Uint8Array {
  const fail = (why: string) =>
    new PlainError(
      `the environment variable COMPANY_LOGO can't be used: ${file} ${why}; it takes the path of a PNG or JPEG of up to 1 MB, see .env.example`,
    )
  let bytes: Uint8Array
  try {
    if (statSync(file).size > MOST_BYTES) throw fail('is larger than 1 MB')
    bytes = new Uint8Array(readFileSync(file))
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw fail(`can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  const size = pngSize(bytes) ?? jpegSize(bytes)
  if (size === null) throw fail('is neither a PNG nor a JPEG')
  if (!size.every((side) => side > 0 && side <= MOST_PIXELS))
    throw fail(`has ${size.join(' × ')} pixels, at most ${MOST_PIXELS} a side are taken`)
  if (pngSize(bytes) !== null && !isWhole(bytes)) throw fail('is a damaged PNG')
  return bytes
}

const twoBytes = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

function pngSize(bytes: Uint8Array): [number, number] | null {
  if (PNG.some((byte, at) => bytes[at] !== byte) || bytes.length < 45) return null
  const side = (at: number) => twoBytes(bytes, at) * 65_536 + twoBytes(bytes, at + 2)
  return [side(16), side(20)]
}

/** Whether what it packs can be unpacked: else no report could be drawn. */
function isWhole(bytes: Uint8Array): boolean {
  const packed: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = twoBytes(bytes, at) * 65_536 + twoBytes(bytes, at + 2)
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (kind === 'IDAT') packed.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  try {
    return inflateSync(Buffer.concat(packed)).length > 0
  } catch {
    return false
  }
}

/** Goes from marker to marker up to the frame, which tells height and width. */
function jpegSize(bytes: Uint8Array): [number, number] | null {
  if (twoBytes(bytes, 0) !== 0xffd8) return null
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + twoBytes(bytes, at + 2)) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return [twoBytes(bytes, at + 7), twoBytes(bytes, at + 5)]
  }
  return null
}
