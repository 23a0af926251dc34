import { PlainError } from '#sql/db/errors.ts'
import type { Decoded } from './sink.server.ts'
import { refusal } from './foreign.ts'

/** So many lines without an event are enough to say that a file is none. */
export const LOOKED_AT = 50
/** So many of one file are kept; the others are counted. */
export const MOST_OF_A_FILE = 1000

/**
 * What can't be taken of one file. It is held back until something of the file is taken: of a file without an event nothing
 * is stored, least of all what it says.
 */
export class DeadInFile {
  /** how many, by reason */
  readonly reasons = new Map<string, number>()
  private readonly name: string
  private readonly head: () => Uint8Array
  private held: Decoded[] = []
  private lines = 0
  private kept = 0
  private isTaken = false
  private isEvents = false
  private first = ''

  /** @param head the bytes with which the file begins */
  constructor(name: string, head: () => Uint8Array) {
    this.name = name
    this.head = head
  }

  /**
   * What of a line is to be written now: itself, what was held back before it, or nothing.
   * @throws PlainError once it is clear that the file holds no events
   */
  pass(decoded: Decoded): Decoded[] {
    const { result } = decoded
    if (result.kind === 'drop') return []
    this.lines++
    if (result.kind === 'row') {
      this.isTaken = true
      const before = this.held
      this.held = []
      return [...before, decoded]
    }
    const { reason, detail } = result.letter
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
    if (this.first === '') this.first = detail
    // an envelope that is none, and what is no JSON, are lines of any file
    this.isEvents ||= reason !== 'malformed_json' && reason !== 'envelope' && reason !== 'oversize'
    if (!this.isTaken && !this.isEvents && this.lines >= LOOKED_AT) throw this.refused()
    if (this.kept >= MOST_OF_A_FILE) return []
    this.kept++
    if (this.isTaken) return [decoded]
    this.held.push(decoded)
    return []
  }

  /** @throws PlainError where nothing of the file could be taken */
  end(): void {
    if (this.lines > 0 && !this.isTaken) throw this.refused()
  }

  private refused(): PlainError {
    if (!this.isEvents) return new NothingTaken(refusal(this.name, this.head()))
    return new NothingTaken(
      `${this.name}: none of its ${this.lines} events could be taken, and none is kept; the first: ${this.first}`,
    )
  }
}

/** A file of which nothing was taken and nothing is kept. */
export class NothingTaken extends PlainError {}
