import { oneOf, parseQuery, parseList, parseListQuery, parseSubject, type RawQuery } from '#sql/query.ts'
import { readList } from '#sql/lists.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { formatDay } from '#sql/time/zone.ts'
import type { CommandContext } from './context.ts'
import { formatAnswer, formatRows, FORMATS } from './format.ts'

export interface ReadOptions extends RawQuery {
  format: string
}

/** insights metrics SUBJECT */
export async function metrics(subject: string, options: ReadOptions, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  parseSubject(subject)
  const store = await context.store()
  const directory = await store.directory()
  const query = parseQuery(subject, options, directory, context.now())
  context.out(formatAnswer(await readMetrics(store.db, directory, query), format))
}

/** insights list SUBJECT */
export async function list(subject: string, options: ReadOptions, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const known = parseList(subject)
  const store = await context.store()
  const directory = await store.directory()
  const query = parseListQuery(options, directory, context.now())
  const rows = await readList(store.db, directory, known, query)
  const whole = {
    subject: known,
    from: formatDay(query.period.from),
    until: formatDay(query.period.until),
    as_of: new Date(query.as_of).toISOString(),
    property_ids: [...new Set(query.scope.homes.map((home) => home.property_id))].sort(),
  }
  context.out(formatRows(rows, format, whole))
}
