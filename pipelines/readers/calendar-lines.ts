/** An iCalendar file's bytes as its content lines: what was folded over several lines is one again (RFC 5545, 3.1). */

const NEWLINE = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const TAB = 0x09
/** of one line; what is longer is a picture or a long remark, and its end is not read */
const MOST_BYTES = 16 * 1024
const WINDOWS_1251 = new TextDecoder('windows-1251')
const UTF_8 = new TextDecoder('utf-8', { fatal: true })

/** The lines in groups, one for each chunk that ends some. Takes memory for a chunk and a line. */
export async function* linesOfCalendar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const lines = new ContentLines()
  for await (const chunk of chunks) yield lines.push(chunk)
  yield lines.finish()
}

/**
 * TRICKY: folds may fall within a letter, so the bytes are put together first. And each line is decoded by itself: a slice of a
 * longer text would keep that whole text in memory for as long as the slice lives.
 */
class ContentLines {
  /** the content line so far; null: none has begun */
  #begun: Uint8Array[] | null = null
  #length = 0
  /** a physical line that the chunk's end cut */
  #cut: Uint8Array[] = []
  #cut_length = 0

  push(chunk: Uint8Array): string[] {
    const lines: string[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(...this.#line(joined([...this.#cut, chunk.subarray(start, end)])))
      this.#cut = []
      this.#cut_length = 0
      start = end + 1
    }
    // of a line without an end no more is kept than of others
    if (start < chunk.length && this.#cut_length < MOST_BYTES) {
      this.#cut.push(chunk.slice(start))
      this.#cut_length += chunk.length - start
    }
    return lines
  }

  finish(): string[] {
    const last = this.#cut.length > 0 ? this.#line(joined(this.#cut)) : []
    return this.#begun === null ? last : [...last, decoded(joined(this.#begun))]
  }

  /** What a physical line ends: the content line before it, unless it goes on with that. */
  #line(bytes: Uint8Array): string[] {
    const whole = bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes
    if (this.#begun !== null && (whole[0] === SPACE || whole[0] === TAB)) {
      this.#add(whole.subarray(1))
      return []
    }
    const ended = this.#begun === null ? [] : [decoded(joined(this.#begun))]
    this.#begun = []
    this.#length = 0
    this.#add(whole)
    return ended
  }

  #add(bytes: Uint8Array): void {
    const kept = bytes.subarray(0, Math.max(0, MOST_BYTES - this.#length))
    this.#length += kept.length
    this.#begun?.push(kept)
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** iCalendar is UTF-8; old programs in Russia write Windows-1251. A line that was cut short may end within a letter. */
function decoded(bytes: Uint8Array): string {
  for (const rest of bytes.length >= MOST_BYTES ? [0, 1, 2, 3] : [0])
    try {
      return UTF_8.decode(bytes.subarray(0, bytes.length - rest))
    } catch {
      // another end, or another encoding
    }
  return WINDOWS_1251.decode(bytes)
}
