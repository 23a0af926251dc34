import { openDatabase, type Database } from '#sql/db/client.server.ts'
import { directoryReader, type Directory } from '#sql/directory/directory.ts'
import type { SqlEnv } from '#sql/db/env.ts'
import { PlainError } from '#sql/db/errors.ts'
import { materializeFacts, type FactMaterializer } from '#sql/facts/keep.server.ts'
import { migrate } from '#sql/db/migrate.ts'
import { isZone, parseDay } from '#sql/time/zone.ts'
import type { DeadLetter } from './dead-letter.ts'
import { openSink, type Sink } from './sink.server.ts'

/** The open database with its writer and its facts: what a command, the web server and a consumer work with. */
export interface Store {
  db: Database
  sink: Sink
  facts: FactMaterializer
  default_timezone: string
  /** folder of what is kept beside the database */
  data_dir: string
  directory: () => Promise<Directory>
  close: () => Promise<void>
}

/**
 * Opens the database that the environment names and brings its schema up to date.
 * @param forward where dead letters go beside their table
 * @throws PlainError in one line where that can't be done.
 */
export async function openStore(
  env: SqlEnv,
  forward?: (deadLetters: readonly DeadLetter[]) => Promise<void>,
): Promise<Store> {
  if (!isZone(env.DEFAULT_TIMEZONE))
    throw new PlainError(
      `DEFAULT_TIMEZONE is no IANA time zone: ${env.DEFAULT_TIMEZONE}; set one such as Europe/Moscow`,
    )
  const db = await openDatabase(env)
  await migrate(db)
  const settings = { default_timezone: env.DEFAULT_TIMEZONE, holidays: new Set(env.HOLIDAYS.map(parseDay)) }
  const facts = materializeFacts(db, settings)
  return {
    db,
    facts,
    sink: await openSink(db, facts, forward),
    default_timezone: env.DEFAULT_TIMEZONE,
    data_dir: env.DATA_DIR,
    directory: directoryReader(db, env.DEFAULT_TIMEZONE, {
      covered_topics: env.INSTRUCTION_TOPICS,
      attention_day_s: env.ATTENTION_DAY_S,
      attention_night_s: env.ATTENTION_NIGHT_S,
    }),
    close: () => db.close(),
  }
}
