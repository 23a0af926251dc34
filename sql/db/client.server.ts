import path from 'node:path'
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import type { SqlEnv } from './env.ts'
import { DatabaseError, PlainError } from './errors.ts'
import { bindLiterals } from './literal.ts'
import { ensureFolder, holdDatabase } from './lock.server.ts'

/** Values of typed parameters `{name:Type}` of a statement. */
export type Params = Record<
  string,
  string | number | boolean | readonly string[] | readonly number[] | readonly (readonly string[])[]
>

/**
 * ClickHouse, in this process (chdb) or behind a URL: the same statements, the same answers.
 *
 * TRICKY: chdb turns the settings of a call into SET on its session, where they stay for the calls that follow; an
 * insert without a deduplication token once took over an earlier one's and stored nothing. So no call here takes
 * settings: each way in has sessions of its own, whose settings are given when they open.
 */
export interface Database {
  readonly embedded: boolean
  /** Rows of a statement as objects. Parameters are bound by the engine. */
  read<Row>(statement: string, params?: Params): Promise<Row[]>
  /** Rows as arrays, in one of two sessions, without holding up other reads: for derivations, and for large reads. */
  readBulk<Row extends unknown[]>(statement: string, params?: Params): Promise<Row[]>
  /** Returns when the rows are durable. `rows` are in the order of `columns`. An empty list does nothing. */
  insert(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<void>
  /** Runs a statement that gives no rows. */
  command(statement: string, params?: Params): Promise<void>
  close(): Promise<void>
}

const READ_SETTINGS = {
  max_threads: 2,
  // literals of derivations make long statements
  max_query_size: 67_108_864,
  max_ast_elements: 4_000_000,
  max_expanded_ast_elements: 4_000_000,
  group_by_use_nulls: 1,
  // milliseconds and counts as JSON numbers: all stay below 2^53
  output_format_json_quote_64bit_integers: 0,
  // these two passes took two thirds of the planning of a statement with seventy metrics, and gained nothing
  optimize_and_compare_chain: 0,
  optimize_multiif_to_if: 0,
  // a statement's second and fourth run took half a second to a second for machine code that saves milliseconds
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
}
// one thread: what is read for a page beside it keeps the other core
const BULK_SETTINGS = { ...READ_SETTINGS, max_threads: 1, group_by_use_nulls: 0 }
const INSERT_SETTINGS = {
  async_insert: 0,
  insert_deduplication_token: '',
  input_format_null_as_default: 0,
  input_format_skip_unknown_fields: 0,
  max_partitions_per_insert_block: 0,
}

/**
 * Opens the database that the environment names: CLICKHOUSE_URL, else the embedded one in DATA_DIR/data.
 * @throws PlainError in one line when the directory is held by another process, can't be written or is full.
 */
export async function openDatabase(env: Pick<SqlEnv, 'DATA_DIR' | 'CLICKHOUSE_URL'>): Promise<Database> {
  refuseOldNode(process.versions.node)
  const url = env.CLICKHOUSE_URL
  const directory = path.resolve(env.DATA_DIR, 'data')
  const open = url === undefined ? embeddedSession(directory) : serverSession(url)
  try {
    if (url === undefined) {
      ensureFolder(directory)
      await holdDatabase(env.DATA_DIR)
    }
    const [reader, bulk, beside, inserter] = [
      await open(READ_SETTINGS, READ_WITHIN_MS),
      await open(BULK_SETTINGS, READ_WITHIN_MS),
      await open(BULK_SETTINGS, READ_WITHIN_MS),
      await open(INSERT_SETTINGS, INSERT_WITHIN_MS),
    ]
    return database({ reader, bulk: [bulk, beside], inserter, embedded: url === undefined })
  } catch (error) {
    throw openError(error, url ?? directory)
  }
}

/** How long a server is waited for; marks rely on it (docs/decisions/0003). The embedded engine is waited for. */
const READ_WITHIN_MS = 120_000
const INSERT_WITHIN_MS = 25_000

type Open = (settings: Record<string, number | string>, within_ms: number) => Promise<ClickHouseClient>

function embeddedSession(directory: string): Open {
  return async (settings) => {
    const client = createClient({ connection: createChdbConnection({ path: directory }) } as Parameters<
      typeof createClient
    >[0])
    const given = Object.entries(settings).map(
      ([name, value]) => `${name} = ${typeof value === 'string' ? `'${value}'` : value}`,
    )
    await client.command({ query: `set ${given.join(', ')}` })
    return client
  }
}

function serverSession(url: string): Open {
  return async (settings, within_ms) => {
    const client = createClient({
      url,
      clickhouse_settings: { ...settings, wait_end_of_query: 1, max_execution_time: within_ms / 1000 },
      log: { level: ClickHouseLogLevel.OFF },
      request_timeout: within_ms,
    })
    const answer = await client.ping({ select: true })
    if (!answer.success) throw answer.error
    return client
  }
}

function database(to: {
  reader: ClickHouseClient
  bulk: ClickHouseClient[]
  inserter: ClickHouseClient
  embedded: boolean
}): Database {
  const lanes = to.bulk.map((session) => ({ session, under_way: 0 }))
  /** Through the session in which least is under way: what a page reads need not wait for a derivation's statement. */
  const inBulk = async <T>(work: (session: ClickHouseClient) => Promise<T>): Promise<T> => {
    const lane = lanes.reduce((least, other) => (other.under_way < least.under_way ? other : least))
    lane.under_way++
    try {
      return await named(() => work(lane.session))
    } finally {
      lane.under_way--
    }
  }
  return {
    embedded: to.embedded,
    read: <Row>(query: string, query_params: Params = {}) =>
      named(async () => (await to.reader.query({ query, query_params, format: 'JSONEachRow' })).json<Row>()),
    readBulk: <Row extends unknown[]>(query: string, params: Params = {}) =>
      inBulk(async (session) => {
        const answer = await session.query({ query: bindLiterals(query, params), format: 'JSONCompact' })
        return (await answer.json<Row>()).data
      }),
    insert: async (table, columns, rows) => {
      const [first, ...others] = columns
      if (rows.length === 0 || first === undefined) return
      await named(() =>
        to.inserter.insert({
          table,
          columns: [first, ...others],
          values: rows,
          format: 'JSONCompactEachRow',
        }),
      )
    },
    command: async (query, query_params = {}) => {
      await inBulk((session) => session.command({ query, query_params }))
    },
    close: async () => {
      await Promise.all([to.reader, ...to.bulk, to.inserter].map((session) => session.close()))
    },
  }
}

/** Gives an error of the driver its ClickHouse code. Its text may quote rows, so it never goes to a log as it is. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string }
    const number = Number(code)
    const text = (message ?? String(error)).trim()
    if (number === 243 || /no space left/i.test(text)) {
      throw new PlainError(
        'the disk that holds the database is full: make room and try again; nothing was lost',
        { cause: error },
      )
    }
    throw new DatabaseError(text, Number.isInteger(number) ? number : null, { cause: error })
  }
}

function openError(error: unknown, where: string): Error {
  const text =
    error instanceof Error
      ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`
      : String(error)
  const say = (line: string) => new PlainError(line, { cause: error })
  if (/lock file|Another server instance|already locked/i.test(text)) {
    return say(`${where} is in use by another process: stop it, or set DATA_DIR to another folder`)
  }
  if (/no space left|ENOSPC/i.test(text))
    return say(`the disk that holds ${where} is full: make room and try again`)
  if (/permission denied|EACCES|EROFS|EPERM|ENOENT|read-only|ENOTDIR|EEXIST|not a directory/i.test(text)) {
    return say(
      `${where} can't be written: check the folder's owner and rights, or set DATA_DIR to another folder`,
    )
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|socket/i.test(text)) {
    return say(
      `no ClickHouse answers at ${new URL(where).origin}: check CLICKHOUSE_URL and that the server is up`,
    )
  }
  return error instanceof Error ? error : new Error(text)
}

/** @throws PlainError on a Node that is older than 20.19. */
export function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new PlainError(`Node ${version} is too old: install Node 20.19 or newer (22 and 24 work too)`)
  }
}
