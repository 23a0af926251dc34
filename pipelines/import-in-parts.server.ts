/** An import whose file is read elsewhere, in a browser: its events come in parts, and it can be carried on after any of them. */
import type { Database } from '#sql/db/client.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import { DeadInFile } from './dead-in-file.ts'
import { FileWriter, type Imported } from './file-writer.server.ts'
import {
  newImport,
  readImports,
  readsAlike,
  sameImport,
  type Import,
  type ImportedFile,
} from './imports.server.ts'
import { pseudonymsOfDigests } from './pseudonym.server.ts'
import { unsealed } from './sealed-names.ts'
import type { Sink } from './sink.server.ts'

interface Receiving {
  db: Database
  sink: Sink
  data_dir: string
}

export interface Part {
  /** how many events of the file came before it */
  from: number
  /** with which its names are sealed */
  seal: string
  /** one event each, JSON */
  lines: readonly Uint8Array[]
}

/** Where an import stands: how many events of the file it has. */
export interface Standing {
  import_id: number
  next: number
}

/** So many are held open; of an older one the next part finds out by the database where it stands. */
const MOST_OPEN = 50

interface Open {
  one: Import
  writer: FileWriter
  dead: DeadInFile
  next: number
  /** the parts of an import are taken one after the other */
  last: Promise<unknown>
}

/** The imports that come in parts, one for a process. */
export function importsInParts(store: Receiving) {
  const open = new Map<number, Open>()
  const pseudonymOf = pseudonymsOfDigests(store.data_dir)

  function hold(one: Import): Open {
    const dead = new DeadInFile(one.file, () => new Uint8Array())
    const counts: Imported = { read: 0, accepted: 0, dead: 0, reasons: new Map(), imports: [] }
    const held = {
      one,
      dead,
      writer: new FileWriter(store, { dead, one, counts }),
      next: one.read,
      last: Promise.resolve(),
    }
    open.set(one.import_id, held)
    const [oldest] = open.keys()
    if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest)
    return held
  }

  async function heldOf(import_id: number): Promise<Open> {
    const held = open.get(import_id)
    if (held !== undefined) return held
    const [one] = await readImports(store.db, import_id)
    if (one?.state !== 'running') throw new NotOpen('this import is not under way: load the file again')
    return hold(one)
  }

  /** One after the other, also where one failed. */
  function inTurn<Result>(held: Open, act: () => Promise<Result>): Promise<Result> {
    const result = held.last.then(act, act)
    held.last = result.catch(() => undefined)
    return result
  }

  return {
    /**
     * Begins an import, or carries on the one of the same file that the same person left unfinished.
     * @returns is_known: an import that reads the same bytes in the same way is done
     */
    start: async (
      file: ImportedFile,
      by: { person: string; now: number },
    ): Promise<Standing & { is_known: boolean }> => {
      const same = await sameImport(store.db, file)
      if (same !== null) return { import_id: same.import_id, next: same.read, is_known: true }
      const isIt = (one: Import) =>
        one.state === 'running' && one.person === by.person && readsAlike(one, file)
      const left =
        [...open.values()].map(({ one }) => one).find(isIt) ?? (await readImports(store.db)).find(isIt)
      const held =
        left === undefined ? hold(await newImport(store.db, file, by)) : await heldOf(left.import_id)
      return { import_id: held.one.import_id, next: held.next, is_known: false }
    },
    /**
     * Takes a part: returns when it is durable. One that was taken already changes nothing.
     * @throws NotOpen where there is no such import under way; Gap where events before it are missing
     */
    take: async (import_id: number, part: Part): Promise<Standing> => {
      const held = await heldOf(import_id)
      return inTurn(held, async () => {
        if (part.from > held.next) throw new Gap(held.next)
        const { started_at, file } = held.one
        for (const [index, line] of part.lines.slice(held.next - part.from).entries()) {
          const at = Math.max(part.from, held.next) + index + 1
          const context = { origin: `${file}:${at}`, received_at: started_at, is_from_file: true, import_id }
          const record = unsealed(new TextDecoder().decode(line), part.seal, pseudonymOf)
          await held.writer.take(store.sink.decode(record, context), line.length)
        }
        await held.writer.settle()
        held.next = Math.max(held.next, part.from + part.lines.length)
        return { import_id, next: held.next }
      }).catch((error: unknown) => {
        // what was taken of it is found out by the database
        if (!(error instanceof Gap)) open.delete(import_id)
        throw error as Error
      })
    },
    /** Ends it, once; of one that has ended nothing is changed. @param isWhole its file was read to its end */
    end: async (import_id: number, { isWhole }: { isWhole: boolean }): Promise<void> => {
      const [before] = await readImports(store.db, import_id)
      if (before !== undefined && before.state !== 'running') return
      const held = open.get(import_id) ?? (before === undefined ? undefined : hold(before))
      if (held === undefined) return
      await inTurn(held, () => held.writer.end({ failed: !isWhole }))
      open.delete(import_id)
      if (isWhole) held.dead.end()
    },
    /** What sealed names are called in the database. */
    pseudonyms: (sealed: readonly string[], seal: string): string[] =>
      sealed.map((one) => unsealed(one, seal, pseudonymOf)),
    /** Takes no further part of it. */
    forget: (import_id: number): void => {
      open.delete(import_id)
    },
  }
}

export type ImportsInParts = ReturnType<typeof importsInParts>

/** There is no such import, or it has ended. */
export class NotOpen extends PlainError {}

/** Events before a part are missing. */
export class Gap extends PlainError {
  constructor(readonly next: number) {
    super(`events of the file are missing before this part: go on with event ${next}`)
  }
}
