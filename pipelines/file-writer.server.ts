import type { DeadInFile } from './dead-in-file.ts'
import { writeImport, type Import } from './imports.server.ts'
import type { Database } from '#sql/db/client.server.ts'
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
  /** import_id of each file of which something was stored */
  imports: number[]
}

/** By the database, of a good event. */
const REFUSED_LATE = 'rejected_by_db'

/**
 * Writes what is decoded of one file, as an import: one batch is written while the next is decoded. The import is noted
 * before anything of it is stored, and once more at its end.
 */
export class FileWriter {
  readonly #db: Database
  readonly #sink: Sink
  readonly #dead: DeadInFile
  readonly #counts: Imported
  readonly #import: Import
  /** of those that #dead holds, by reason */
  readonly #dead_counted = new Map<string, number>()
  #batch: Decoded[] = []
  #bytes = 0
  #isBegun = false
  #writing: Promise<void> = Promise.resolve()

  /** @param counts of all files of a command: what this one adds is what its import tells */
  constructor(
    { db, sink }: { db: Database; sink: Sink },
    { dead, one, counts }: { dead: DeadInFile; one: Import; counts: Imported },
  ) {
    this.#db = db
    this.#sink = sink
    this.#dead = dead
    this.#import = one
    this.#counts = counts
    // one that is carried on was noted when it began
    this.#isBegun = one.read > 0
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

  /** Returns when all that was taken is durable, and is noted with its counts: from there it can be carried on. */
  async settle(): Promise<void> {
    await this.#flush()
    await this.#writing
    this.#countDead()
    if (this.#isBegun) await writeImport(this.#db, this.#import)
  }

  /**
   * Returns when all of it is written, and has counted the dead.
   * @param failed the file could not be read to its end
   */
  async end({ failed }: { failed: boolean }): Promise<void> {
    await this.#flush()
    await this.#writing
    this.#countDead()
    if (!this.#isBegun) return
    await writeImport(this.#db, { ...this.#import, state: failed ? 'failed' : 'done', ended_at: Date.now() })
  }

  /** Those that came since it was last called. */
  #countDead(): void {
    for (const [reason, count] of this.#dead.reasons) {
      const counted = this.#dead_counted.get(reason) ?? 0
      if (count > counted) this.#count(reason, count - counted)
      this.#dead_counted.set(reason, count)
    }
  }

  /** Of those that can't be taken, for one reason. */
  #count(reason: string, count: number): void {
    for (const counts of [this.#counts, this.#import]) {
      counts.read += count
      counts.dead += count
    }
    this.#counts.reasons.set(reason, (this.#counts.reasons.get(reason) ?? 0) + count)
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
    if (batch.length === 0) return
    if (!this.#isBegun) await writeImport(this.#db, this.#import)
    if (!this.#isBegun) this.#counts.imports.push(this.#import.import_id)
    this.#isBegun = true
    for (const [index, outcome] of (await this.#sink.write(batch)).entries()) {
      // the dead are counted with their file, kept or not
      if (batch[index]?.result.kind !== 'row') continue
      if (outcome !== null) this.#count(REFUSED_LATE, 1)
      else
        for (const counts of [this.#counts, this.#import]) {
          counts.read++
          counts.accepted++
        }
    }
  }
}
