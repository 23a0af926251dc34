import { oneOf, parseQuery, parseList, parseListQuery, parseSubject, type Written } from '#sql/ask.ts'
import { readList } from '#sql/lists.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { formatDay } from '#sql/zone.ts'
import type { CommandContext } from './context.ts'
import { formatAnswer, formatRows, FORMATS } from './format.ts'

export interface ReadOptions extends Written {
  format: string
}

/** insights metrics SUBJECT */
export async function metrics(subject: string, options: ReadOptions, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  parseSubject(subject)
  const store = await context.store()
  const directory = await store.directory()
  const ask = parseQuery(subject, options, directory, context.now())
  context.out(formatAnswer(await readMetrics(store.db, directory, ask), format))
}

/** insights list SUBJECT */
export async function list(subject: string, options: ReadOptions, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const known = parseList(subject)
  const store = await context.store()
  const directory = await store.directory()
  const ask = parseListQuery(options, directory, context.now())
  const rows = await readList(store.db, directory, known, ask)
  const whole = {
    subject: known,
    from: formatDay(ask.period.from),
    until: formatDay(ask.period.until),
    as_of: new Date(ask.as_of).toISOString(),
    property_ids: [...new Set(ask.scope.homes.map((home) => home.property_id))].sort(),
  }
  context.out(formatRows(rows, format, whole))
}
