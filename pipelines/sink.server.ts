import type { Database } from '#sql/db/client.server.ts'
import { DatabaseError } from '#sql/db/errors.ts'
import type { FactMaterializer } from '#sql/facts/keep.server.ts'
import {
  COLUMNS as LETTER_COLUMNS,
  deadLetter,
  TABLE as LETTERS,
  toRow as letterRow,
  type DeadLetter,
} from './dead-letter.ts'
import { decode, decodeValue, type DecodeContext, type DecodeResult } from './decode.ts'
import { failpoint } from './failpoint.ts'
import { batchesStored, insertSeconds, deadLettersStored, rowsStored } from './measures.ts'
import { TABLES, type LandingTable } from './events/index.ts'
import { toJson } from './json.ts'

/** One decoded record, with the bytes it came as: should the database refuse its row, they become a dead letter. */
export interface Decoded {
  result: DecodeResult
  record: () => Uint8Array | string
  context: DecodeContext
}

/** What became of a batch, in its order: null = accepted, else why not. Dropped records are accepted. */
export type Outcome = string | null

/** How a record came in: where from, when (ms UTC), and whether with a file; see DecodeContext. */
export type Came = Omit<DecodeContext, 'zones'>

/** The only writer of the landing tables. */
export interface Sink {
  /** Time zones that the engine knows: what decode needs to judge a property. */
  readonly zones: ReadonlySet<string>
  decode: (record: Uint8Array | string, came: Came) => Decoded
  decodeValue: (value: unknown, came: Came) => Decoded
  /**
   * Stores rows and dead letters; returns when they are durable. Safe to repeat. A row that the database refuses
   * becomes a dead letter, the others stay.
   * @throws DatabaseError or PlainError where the database can't be reached or written: nothing may be acknowledged.
   */
  write: (batch: readonly Decoded[]) => Promise<Outcome[]>
}

/**
 * Opens the sink. Facts are not derived here: call the keeper's drain().
 * @param forward where dead letters go beside their table; its failure is the write's
 */
export async function openSink(
  db: Database,
  facts: FactMaterializer,
  forward?: (deadLetters: readonly DeadLetter[]) => Promise<void>,
): Promise<Sink> {
  const rows = await db.read<{ time_zone: string }>('select time_zone from system.time_zones')
  const zones = new Set(rows.map((row) => row.time_zone))
  return {
    zones,
    decode: (record, came) => {
      const context = { ...came, zones }
      return { result: decode(record, context), record: () => record, context }
    },
    decodeValue: (value, came) => {
      const context = { ...came, zones }
      return { result: decodeValue(value, context), record: () => toJson(value), context }
    },
    write: async (batch) => {
      const measured = insertSeconds.startTimer()
      const outcomes: Outcome[] = batch.map(({ result }) =>
        result.kind === 'dead' ? result.letter.detail : null,
      )
      const deadLetters = batch.flatMap(({ result }) => (result.kind === 'dead' ? [result.letter] : []))
      await facts.during(async (generation) => {
        for (const [table, indexes] of byTable(batch)) {
          for (const index of await insertRows(db, table, batch, indexes, generation)) {
            outcomes[index] = REFUSED
            const refused = batch[index]
            if (refused === undefined) continue
            const { origin, received_at, import_id } = refused.context
            deadLetters.push(
              deadLetter(refused.record(), {
                reason: 'rejected_by_db',
                detail: REFUSED,
                origin,
                received_at,
                import_id,
              }),
            )
          }
        }
      })
      await writeDeadLetters(db, deadLetters)
      if (deadLetters.length > 0) await forward?.(deadLetters)
      for (const { reason } of deadLetters) deadLettersStored.inc({ reason })
      failpoint('after_letters')
      batchesStored.inc()
      measured()
      return outcomes
    },
  }
}

const REFUSED = 'the database refused the row; send the event again after its values were checked'

/** Stores dead letters; the same letter twice is one. */
export async function writeDeadLetters(db: Database, deadLetters: readonly DeadLetter[]): Promise<void> {
  await db.insert(LETTERS, LETTER_COLUMNS, deadLetters.map(letterRow))
}

function byTable(batch: readonly Decoded[]): Map<LandingTable, number[]> {
  const tables = new Map<LandingTable, number[]>()
  for (const [index, { result }] of batch.entries()) {
    if (result.kind !== 'row') continue
    const indexes = tables.get(result.table)
    if (indexes === undefined) tables.set(result.table, [index])
    else indexes.push(index)
  }
  return tables
}

/** Inserts the rows of one table; where the database refuses them, halves them until the refused ones stand alone. */
async function insertRows(
  db: Database,
  table: LandingTable,
  batch: readonly Decoded[],
  indexes: readonly number[],
  generation: string,
): Promise<number[]> {
  const rows = indexes.map((index) => {
    const decoded = batch[index]
    if (decoded?.result.kind !== 'row') return []
    return [...decoded.result.row, generation, decoded.context.import_id ?? 0]
  })
  try {
    await db.insert(table, [...TABLES[table], 'generation', 'import_id'], rows)
    rowsStored.inc({ table }, rows.length)
    return []
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.retriable || !REFUSALS.has(error.code ?? 0)) throw error
    if (indexes.length === 1) return [...indexes]
    const half = Math.ceil(indexes.length / 2)
    return [
      ...(await insertRows(db, table, batch, indexes.slice(0, half), generation)),
      ...(await insertRows(db, table, batch, indexes.slice(half), generation)),
    ]
  }
}

/** ClickHouse codes that speak of the data, not of the database: can't parse, out of range, incorrect data, type mismatch. */
const REFUSALS = new Set([6, 25, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 130, 131, 321, 349, 444])
