/** Codes of a roster that are not known, each told once. */
import type { Read } from './reader.ts'

/** A longer one may be a name or a remark. */
const MOST_SHOWN = 3

export class UnknownCodes {
  readonly #counts = new Map<string, number>()

  add(cell: string): void {
    const code = cell.trim().length <= MOST_SHOWN ? cell.trim() : ''
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1)
  }

  *told(): Generator<Read> {
    for (const [code, count] of this.#counts) {
      const times = count === 1 ? 'once' : `${count} times`
      const what =
        code === '' ? 'a word or remark that is no code of a shift' : `the code «${code}», which is not known`
      yield {
        not_understood: `${what} (${times}): write its hours, or add a legend such as «Н = 21:00–09:00»`,
      }
    }
  }
}
