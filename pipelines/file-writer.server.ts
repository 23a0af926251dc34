import type { DeadInFile } from './dead-in-file.ts'
import type { Decoded, Sink } from './sink.server.ts'

const ROWS_AT_ONCE = 10_000
const BYTES_AT_ONCE = 16 * 1024 * 1024

/** What an import did. read = accepted + dead; blank lines are not counted, a redelivery is accepted. */
export interface Imported {
  read: number
  accepted: number
  dead: number
  /** the dead by reason; of each file the first thousand are kept */
  reasons: Map<string, number>
}

/** By the database, of a good event. */
const REFUSED_LATE = 'rejected_by_db'

/** Writes what is decoded of one file: one batch is written while the next is decoded. */
export class FileWriter {
  readonly #sink: Sink
  readonly #dead: DeadInFile
  readonly #counts: Imported
  #batch: Decoded[] = []
  #bytes = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(sink: Sink, dead: DeadInFile, counts: Imported) {
    this.#sink = sink
    this.#dead = dead
    this.#counts = counts
  }

  /**
   * @param bytes length of the record
   * @throws NothingTaken once it is clear that the file holds no events
   */
  async take(decoded: Decoded, bytes: number): Promise<void> {
    this.#batch.push(...this.#dead.pass(decoded))
    this.#bytes += bytes
    if (this.#batch.length >= ROWS_AT_ONCE || this.#bytes >= BYTES_AT_ONCE) await this.#flush()
  }

  /** Returns when all of it is written, and has counted the dead. */
  async end(): Promise<void> {
    await this.#flush()
    await this.#writing
    const counts = this.#counts
    for (const [reason, count] of this.#dead.reasons) {
      counts.read += count
      counts.dead += count
      counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + count)
    }
  }

  async #flush(): Promise<void> {
    const full = this.#batch
    this.#batch = []
    this.#bytes = 0
    await this.#writing
    this.#writing = this.#write(full)
    this.#writing.catch(() => undefined)
  }

  async #write(batch: readonly Decoded[]): Promise<void> {
    const counts = this.#counts
    for (const [index, outcome] of (await this.#sink.write(batch)).entries()) {
      // the dead are counted with their file, kept or not
      if (batch[index]?.fate.fate !== 'row') continue
      counts.read++
      if (outcome === null) counts.accepted++
      else {
        counts.dead++
        counts.reasons.set(REFUSED_LATE, (counts.reasons.get(REFUSED_LATE) ?? 0) + 1)
      }
    }
  }
}
