/** In which encoding a text is, as it is: marks of byte order lie, are missing, or stand before bytes of another encoding. */

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251'

/** bytes: so much is looked at */
export const LOOKED_AT = 64 * 1024
/** One letter in so many may be broken in UTF-8; of Russian in Windows-1251 nearly all are. */
const LETTERS_A_BROKEN_ONE = 10

/** @param head as much as there is; it may end in the middle of a letter */
export function decoderFor(head: Uint8Array): { decoder: TextDecoder; mark: number } {
  const encoding = encodingOf(head)
  // a mark of UTF-8 before another encoding is no letter of it
  const mark =
    encoding === 'windows-1251' && MARK.every((byte, index) => head[index] === byte) ? MARK.length : 0
  return { decoder: new TextDecoder(encoding), mark }
}

const MARK = [0xef, 0xbb, 0xbf]

function encodingOf(head: Uint8Array): Encoding {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const looked = head.subarray(0, LOOKED_AT)
  return utf16In(looked) ?? (isUtf8(looked) ? 'utf-8' : 'windows-1251')
}

/** Texts have no zeros; in UTF-16 every second byte of digits, spaces and ends of lines is one, and always of one side. */
function utf16In(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0]
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd < bytes.length / 50) return null
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : null
}

function isUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  // the last one may only be cut off
  const broken = text.slice(0, -1).split('\ufffd').length - 1
  const letters = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  return broken === 0 || broken * LETTERS_A_BROKEN_ONE <= letters
}
