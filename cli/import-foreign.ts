import { createInterface } from 'node:readline/promises'
import path from 'node:path'
import { asImported, importForeign, planOf, type ForeignFile } from '#pipelines/import-foreign.server.ts'
import type { Imported } from '#pipelines/file-writer.server.ts'
import { headOfFile } from '#pipelines/import.server.ts'
import { importName, localPerson, sameImport, type ImportedFile } from '#pipelines/imports.server.ts'
import type { Plan } from '#pipelines/readers/plan.ts'
import { pseudonyms } from '#pipelines/pseudonym.server.ts'
import { readerFor } from '#pipelines/readers/index.ts'
import type { Store } from '#pipelines/store.server.ts'
import { DATE_ORDERS } from '#pipelines/readers/reader.ts'
import { UsageError } from '#sql/errors.ts'
import { oneOf } from '#sql/query.ts'
import { isZone } from '#sql/zone.ts'
import type { CommandContext } from './context.ts'

export interface ForeignOptions {
  /** auto: by how the file begins */
  format: string
  /** name of the connection, part of the events' source: chosen once, the same for each export of this account */
  as: string
  timezone?: string
  /** how dates are written that can be read in two ways; undefined: by the file itself */
  dateOrder?: string
  dryRun?: boolean
  yes?: boolean
}

const CONNECTION = /^[a-z0-9][a-z0-9_-]{0,31}$/

/** The files that a reader knows by how they begin, and the others. */
export async function recognised(
  files: readonly string[],
  options: ForeignOptions,
  store: Store,
): Promise<{ foreign: ForeignFile[]; events: string[] }> {
  const foreign: ForeignFile[] = []
  const events: string[] = []
  for (const file of files) {
    const head = await headOfFile(file)
    const reader = head === null ? null : readerFor(head, path.basename(file), options.format)
    if (reader === null) events.push(file)
    else foreign.push({ file, reader, options: readerOptions(options, store, path.basename(file)) })
  }
  return { foreign, events }
}

function readerOptions(options: ForeignOptions, store: Store, file_name: string) {
  const timezone = options.timezone ?? store.default_timezone
  if (!isZone(timezone))
    throw new UsageError(`timezone must be an IANA name like Europe/Moscow, not ${timezone}`)
  if (!CONNECTION.test(options.as))
    throw new UsageError(`as must be a word of a-z, 0-9, _ and -, not ${options.as}`)
  return {
    connection: options.as,
    timezone,
    pseudonym: pseudonyms(store.data_dir),
    file_name,
    ...(options.dateOrder === undefined
      ? {}
      : { date_order: oneOf(DATE_ORDERS, options.dateOrder, 'order of a date') }),
  }
}

/**
 * Prints what each file holds, and stores it where that is wanted: with --yes, or by a word on the terminal.
 * @returns whether anything was stored
 */
export async function importRecognised(
  files: readonly ForeignFile[],
  options: ForeignOptions,
  context: CommandContext,
  { store, counts }: { store: Store; counts: Imported },
): Promise<boolean> {
  const planned: { one: ForeignFile; imported: ImportedFile }[] = []
  for (const one of files) {
    context.out(planText(one, await planOf(one)))
    const imported = await asImported(one)
    planned.push({ one, imported })
    const before = await sameImport(store.db, imported)
    if (before !== null)
      context.out(
        `  it was imported already: ${importName(before.import_id)}; to read it with other answers: insights imports redo\n`,
      )
  }
  if (options.dryRun === true) return false
  if (options.yes !== true && !(await isWanted(context)))
    throw new UsageError('nothing is stored yet: add --yes to import it')
  for (const { one, imported } of planned)
    await importForeign(store, one, imported, { now: context.now, person: localPerson(), counts })
  return true
}

async function isWanted({ isTerminal, isServed, stdin }: CommandContext): Promise<boolean> {
  if (!isTerminal || isServed) return false
  const lines = createInterface({ input: stdin, output: process.stderr })
  const answer = await lines.question('Import it? [y/N] ')
  lines.close()
  return /^\s*(?:y|yes|д|да)\s*$/i.test(answer)
}

function planText({ file, reader, options }: ForeignFile, plan: Plan): string {
  const day = (ms: number | null) => (ms === null ? '–' : new Date(ms).toISOString().slice(0, 10))
  const counts = (of: ReadonlyMap<string, number>) =>
    [...of]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name} ${count}`)
      .join(' · ') || '–'
  const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((all, one) => all + one, 0)
  const rows: [string, string][] = [
    ['understood', `${plan.events}   ${counts(plan.kinds)}`],
    ...(plan.conversations === 0 ? [] : [['who wrote', counts(plan.roles)] as [string, string]]),
    ['not counted', `${sum(plan.left_out)}   ${counts(plan.left_out)}`],
    ['not understood', `${sum(plan.not_understood)}   ${counts(plan.not_understood)}`],
    ...(plan.conversations === 0
      ? []
      : [
          ['to place', plan.accounts === 0 ? 'nobody' : `${plan.accounts} accounts of groups`] as [
            string,
            string,
          ],
        ]),
  ]
  return [
    `${path.basename(file)}: ${reader.format}, ${plan.conversations === 0 ? '' : `${day(plan.first_at)} to ${day(plan.last_at)}, ${plan.conversations} chats, `}as ${reader.format}://${options.connection}`,
    ...rows.map(([name, text]) => `  ${name.padEnd(14)}  ${text}`),
    '',
  ].join('\n')
}
