import { createInterface } from 'node:readline/promises'
import path from 'node:path'
import { asImported, importForeign, planOf, type ForeignFile } from '#pipelines/import-foreign.server.ts'
import { NothingTaken } from '#pipelines/dead-in-file.ts'
import type { Imported } from '#pipelines/file-writer.server.ts'
import { headOfFile } from '#pipelines/import.server.ts'
import { CAPABILITIES } from '#pipelines/events/source.ts'
import { importName, localPerson, sameImport, type ImportedFile } from '#pipelines/imports.server.ts'
import type { Plan } from '#pipelines/readers/plan.ts'
import { requireAccount } from '#pipelines/named-account.ts'
import { pseudonyms } from '#pipelines/pseudonym.server.ts'
import { readerFor } from '#pipelines/readers/index.ts'
import type { Store } from '#pipelines/store.server.ts'
import { DATE_ORDERS, type ReaderOptions } from '#pipelines/readers/reader.ts'
import { fold, propertyId } from '#pipelines/readers/sheet-names.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { isLocalDate } from '#pipelines/time.ts'
import { UsageError } from '#sql/db/errors.ts'
import { oneOf } from '#sql/query.ts'
import type { CommandContext } from './context.ts'

export interface ForeignOptions {
  /** auto: by how the file begins */
  format: string
  /** name of the connection, part of the events' source: chosen once, the same for each export of this account */
  as: string
  timezone?: string
  /** how dates are written that can be read in two ways; undefined: by the file itself */
  dateOrder?: string
  /** name or property_id of the home that a calendar of bookings is of */
  home?: string
  /** local dates: the first that is told, and the one after the last */
  from?: string
  until?: string
  /** what the file tells completely from its first day on, words with commas */
  complete?: string
  /** what the one chat of a WhatsApp export is called, whatever the file is */
  chat?: string
  dryRun?: boolean
  yes?: boolean
}

/** The files that a reader knows by how they begin, and the others. */
export async function recognised(
  files: readonly string[],
  options: ForeignOptions,
  store: Store,
  now: number,
): Promise<{ foreign: ForeignFile[]; events: string[] }> {
  const foreign: ForeignFile[] = []
  const events: string[] = []
  let given: ReaderOptions | undefined
  for (const file of files) {
    const head = await headOfFile(file)
    const reader = head === null ? null : readerFor(head, path.basename(file), options.format)
    if (reader === null) {
      events.push(file)
      continue
    }
    given ??= await readerOptions(options, store, now)
    foreign.push({ file, reader, options: { ...given, file_name: path.basename(file) } })
  }
  const is_one_chat = foreign.length === 1 && foreign[0]?.reader.isNamedAfterGuests === true
  if (options.chat !== undefined && !is_one_chat)
    throw new UsageError('chat is of one export of WhatsApp: give its file alone')
  return { foreign, events }
}

/** @throws UsageError that names the answer that can't be taken, and what to give instead */
async function readerOptions(options: ForeignOptions, store: Store, now: number): Promise<ReaderOptions> {
  const timezone = options.timezone ?? store.default_timezone
  requireAccount({ connection: options.as, timezone })
  return {
    connection: options.as,
    timezone,
    pseudonym: pseudonyms(store.data_dir),
    now,
    ...(options.dateOrder === undefined
      ? {}
      : { date_order: oneOf(DATE_ORDERS, options.dateOrder, 'order of a date') }),
    ...datesOf(options),
    ...(options.complete === undefined ? {} : { complete: capabilitiesIn(options.complete) }),
    ...(options.chat === undefined ? {} : { chat: chatNamed(options.chat) }),
    ...(options.home === undefined ? {} : { home: homeNamed(options.home, await store.directory()) }),
  }
}

function datesOf({ from, until }: ForeignOptions): { from?: string; until?: string } {
  for (const [name, date] of Object.entries({ from, until }))
    if (date !== undefined && !isLocalDate(date))
      throw new UsageError(`${name} must be a local date like 2026-11-01, not ${date}`)
  if (from !== undefined && until !== undefined && from >= until)
    throw new UsageError('until must be after from: it is the day after the last that is told')
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
}

function capabilitiesIn(list: string): string[] {
  const words = list.split(',').map((word) => oneOf(CAPABILITIES, word.trim(), 'thing to tell completely'))
  return [...new Set(words)].sort()
}

function chatNamed(name: string): string {
  if (name.trim() === '') throw new UsageError('chat must be the name that the chat had before')
  return name.trim()
}

/** By its id, or by its name as sheets write it. */
function homeNamed(home: string, { properties }: Directory): string {
  const named = [...properties.values()].find(({ name }) => fold(name) === fold(home))
  const property_id = properties.has(home) ? home : (named?.property_id ?? propertyId(home))
  if (!properties.has(property_id))
    throw new UsageError(
      `unknown home ${home}: write it as your sheet of homes does, or import that sheet first`,
    )
  return property_id
}

/**
 * Prints what each file holds, and stores it where that is wanted: with --yes, or by a word on the terminal.
 * @returns whether anything was stored
 * @throws NothingTaken where one of the files holds nothing that can be taken; nothing of any is stored then
 */
export async function importRecognised(
  files: readonly ForeignFile[],
  options: ForeignOptions,
  context: CommandContext,
  { store, counts }: { store: Store; counts: Imported },
): Promise<boolean> {
  const planned: { one: ForeignFile; imported: ImportedFile }[] = []
  const nothing: string[] = []
  for (const one of files) {
    const plan = await planOf(one)
    context.out(planText(one, plan, await store.directory()))
    if (plan.events === 0) nothing.push(nothingIn(one, plan))
    const imported = await asImported(one)
    planned.push({ one, imported })
    const before = await sameImport(store.db, imported)
    if (before !== null)
      context.out(
        `  it was imported already: ${importName(before.import_id)}; to read it with other answers: insights imports redo\n`,
      )
  }
  if (options.dryRun === true) return false
  const [first] = nothing
  if (first !== undefined) throw new NothingTaken(first)
  if (options.yes !== true && !(await isWanted(context)))
    throw new UsageError('nothing is stored yet: add --yes to import it')
  for (const { one, imported } of planned)
    await importForeign(store, one, imported, { now: context.now, person: localPerson(), counts })
  return true
}

function nothingIn({ file, reader }: ForeignFile, { not_understood, left_out }: Plan): string {
  const out_of_dates = left_out.has('outside_dates') ? 'all of it lies outside the dates' : null
  const [why = out_of_dates ?? 'it holds nothing that is counted'] = not_understood.keys()
  const name = reader.isNamedAfterGuests === true ? `the export of ${reader.format}` : path.basename(file)
  return `nothing of ${name} is taken: ${why}`
}

async function isWanted({ isTerminal, isServed, stdin }: CommandContext): Promise<boolean> {
  if (!isTerminal || isServed) return false
  const lines = createInterface({ input: stdin, output: process.stderr })
  const answer = await lines.question('Import it? [y/N] ')
  lines.close()
  return /^\s*(?:y|yes|д|да)\s*$/i.test(answer)
}

function planText({ file, reader, options }: ForeignFile, plan: Plan, { properties }: Directory): string {
  const day = (ms: number | null) => (ms === null ? '–' : new Date(ms).toISOString().slice(0, 10))
  const counts = (of: ReadonlyMap<string, number>) =>
    [...of]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name === 'outside_dates' ? 'outside the dates' : name} ${count}`)
      .join(' · ') || '–'
  const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((all, one) => all + one, 0)
  const rows: [string, string][] = [
    ['understood', `${sum(plan.kinds)}   ${counts(plan.kinds)}`],
    ...(plan.conversations === 0 ? [] : [['who wrote', counts(plan.roles)] as [string, string]]),
    ...completeness(options, plan),
    ...(plan.has_local_times ? [['time zone', zoneText(options)] as [string, string]] : []),
    ...unknownHomes([...plan.homes].filter((home) => !properties.has(home))),
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
    `${path.basename(file)}: ${reader.format}, ${plan.conversations === 0 ? '' : `${day(plan.first_at)} to ${day(plan.last_at)}, ${plan.conversations} chats, `}as ${reader.scheme ?? reader.format}://${options.connection}`,
    ...rows.map(([name, text]) => `  ${name.padEnd(14)}  ${text}`),
    '',
  ].join('\n')
}

/** What the file is taken to tell all of, and what only a part of. */
function completeness(
  { complete = [] }: ReaderOptions,
  { complete_since, partial }: Plan,
): [string, string][] {
  const since = complete_since === '' ? 'since no day: the file has none' : `since ${complete_since}`
  const list = partial.join(',')
  return [
    ...(complete.length === 0 ? [] : [['complete', `${complete.join(', ')} ${since}`] as [string, string]]),
    ...(partial.length === 0
      ? []
      : [
          [
            'in part',
            `${list}: no questions per stay come of it; if these are all there are, add --complete ${list}`,
          ] as [string, string],
        ]),
  ]
}

function zoneText({ timezone }: ReaderOptions): string {
  return `the file names none; read as ${timezone}, --timezone says another`
}

/** A home that is written otherwise than in the sheet of homes would stand beside it. */
function unknownHomes(homes: readonly string[]): [string, string][] {
  if (homes.length === 0) return []
  const shown = homes.slice(0, 5).join(', ') + (homes.length > 5 ? `, and ${homes.length - 5} more` : '')
  return [['new homes', `${shown}: not announced so far; is each written as in your sheet of homes?`]]
}
