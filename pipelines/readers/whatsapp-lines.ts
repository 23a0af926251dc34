/** Lines of a text, however large: UTF-8, or UTF-16 as a Windows editor saves it. */

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
    const bytes = new Uint8Array([...this.#first, ...chunk.subarray(0, 2)])
    if (bytes.length < 2) {
      this.#first = bytes
      return []
    }
    this.#decoder = new TextDecoder(encodingOf(bytes))
    const text = this.#decoder.decode(this.#first, { stream: true })
    return this.#split(text + this.#decoder.decode(chunk, { stream: true }))
  }

  /** The last line; none where the text ended with its line. */
  finish(): string[] {
    const decoder = this.#decoder ?? new TextDecoder()
    const rest = this.#decoder === null ? decoder.decode(this.#first) : decoder.decode()
    const lines = this.#split(rest)
    return this.#held === '' ? lines : [...lines, tidy(this.#held)]
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

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
