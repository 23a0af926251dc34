/** The texts in a zip of WhatsApp, as it comes: pictures and voices are passed over, and nothing is written anywhere. */
import { Unzip, UnzipInflate, UnzipPassThrough, type UnzipDecoderConstructor, type UnzipFile } from 'fflate'

export type ZipPart =
  /** a text begins: its path within the zip, which names no file here */
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  /** nothing more comes after it */
  | { readonly broken: 'cut_off' | 'too_large' }

/** bytes: what is unpacked of a piece is held until it has been taken, and a piece unpacks to a thousand times its length at most */
const PIECE = 2 * 1024
/** Words pack to a fifth; what unpacks to more than this is made to fill a disk. Small files may be all one word. */
const MOST_TIMES = 200
const MOST_OF_SMALL = 4 * 1024 * 1024
const MOST = 1024 ** 3

/** @param most bytes that all texts may have together */
export async function* textsOf(bytes: AsyncIterable<Uint8Array>, most = MOST): AsyncGenerator<ZipPart> {
  const found: ZipPart[] = []
  let packed = 0
  let unpacked = 0
  let is_too_large = false
  const unzip = new Unzip((file) => {
    const is_text = /\.txt$/i.test(file.name)
    unzip.register(decoderOf(file, is_text))
    if (is_text) found.push({ text: readable(file.name) })
    file.ondata = (error, data) => {
      if (error !== null) throw error
      if (data.length === 0) return
      unpacked += data.length
      is_too_large = unpacked > Math.min(most, Math.max(MOST_OF_SMALL, packed * MOST_TIMES))
      if (is_too_large) throw new Error('too large')
      found.push({ bytes: data })
    }
    file.start()
  })
  const push = (piece: Uint8Array, is_last: boolean): boolean => {
    packed += piece.length
    try {
      unzip.push(piece, is_last)
      return true
    } catch {
      // what the library says may repeat the name of a file
      found.push({ broken: is_too_large ? 'too_large' : 'cut_off' })
      return false
    }
  }
  for await (const chunk of bytes)
    for (let start = 0; start < chunk.length; start += PIECE) {
      const is_going_on = push(chunk.subarray(start, start + PIECE), false)
      yield* found.splice(0)
      if (!is_going_on) return
    }
  push(new Uint8Array(), true)
  yield* found.splice(0)
}

/** TRICKY: a file that nobody starts is kept in memory by the library, so all are started, and most into nothing. */
function decoderOf({ compression }: UnzipFile, is_text: boolean): UnzipDecoderConstructor {
  if (is_text && compression === 8) return UnzipInflate
  if (is_text && compression === 0) return UnzipPassThrough
  return class extends UnzipPassThrough {
    static override compression = compression
    override push(): void {
      if (is_text) throw new Error('packed in a way that is not known')
    }
  }
}

/** Names that are UTF-8 without saying so come as if each byte were a letter. */
function readable(name: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/^[\u0000-\u00ff]*$/.test(name)) return name
  try {
    const bytes = Uint8Array.from(name, (letter) => letter.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return name
  }
}
