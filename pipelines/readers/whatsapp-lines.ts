/** Lines of a text, however large, in whatever encoding an editor saved it. */
import { joinedBytes } from '../bytes.ts'
import { decoderFor, LOOKED_AT } from '../text/encoding.ts'

/** characters: of a longer line only so many are kept, so that a text without lines takes no more */
const LONGEST_LINE = 64 * 1024

export class TextLines {
  #decoder: TextDecoder | null = null
  /** The first bytes, while they are too few to tell the encoding. */
  #first: Uint8Array = new Uint8Array()
  #held = ''

  /** The lines that have come to their end, without it. */
  push(chunk: Uint8Array): string[] {
    if (this.#decoder !== null) return this.#split(this.#decoder.decode(chunk, { stream: true }))
    this.#first = joinedBytes([this.#first, chunk])
    return this.#first.length < LOOKED_AT ? [] : this.#begin()
  }

  /** The last line; none where the text ended with its line. */
  finish(): string[] {
    const lines = this.#decoder === null ? this.#begin() : []
    lines.push(...this.#split(this.#decoder?.decode() ?? ''))
    return this.#held === '' ? lines : [...lines, tidy(this.#held)]
  }

  #begin(): string[] {
    const { decoder, mark } = decoderFor(this.#first)
    this.#decoder = decoder
    const text = decoder.decode(this.#first.subarray(mark), { stream: true })
    this.#first = new Uint8Array()
    return this.#split(text)
  }

  #split(text: string): string[] {
    const lines = text.split('\n')
    lines[0] = this.#held + (lines[0] ?? '')
    this.#held = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    return lines.map((line) => tidy(line.slice(0, LONGEST_LINE)))
  }
}

/** Without the end of a line as Windows writes it, and without marks of byte order, which stand at any line. */
function tidy(line: string): string {
  return line.replace(/^\ufeff+/, '').replace(/\r$/, '')
}
