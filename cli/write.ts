import path from 'node:path'
import { MOST_OF_A_FILE, NothingTaken } from '#pipelines/dead-in-file.ts'
import type { Imported } from '#pipelines/file-writer.server.ts'
import { importFiles } from '#pipelines/import.server.ts'
import { importName, localPerson } from '#pipelines/imports.server.ts'
import { followOpening, lineOf } from '#pipelines/opening.ts'
import { addPolicy } from '#pipelines/policy.server.ts'
import { READ_FORMATS } from '#pipelines/readers/index.ts'
import type { Store } from '#pipelines/store.server.ts'
import { oneOf } from '#sql/query.ts'
import { LeftToPlace, PlainError, UsageError } from '#sql/db/errors.ts'
import { DEFAULT_POLICY, type Policy } from '#sql/directory/policy.ts'
import { accountsLeftToPlace } from '#sql/directory/to-place.server.ts'
import { formatClock } from '#sql/time/zone.ts'
import type { CommandContext } from './context.ts'
import { formatRows, FORMATS } from './format.ts'
import { importNamed, undoWatched } from './imports.ts'
import { importRecognised, recognised, type ForeignOptions } from './import-foreign.ts'
import { importMap } from './map.ts'
import { progressBar } from './progress.ts'

const IMPORT_FORMATS = ['auto', 'ndjson', ...READ_FORMATS]

export type ImportOptions = { json?: boolean; redo?: string; map?: string[] } & ForeignOptions

/** insights import FILE… */
export async function importEvents(
  files: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<void> {
  oneOf(IMPORT_FORMATS, options.format, 'format of a file that is read here')
  if (files.length === 0) throw new UsageError('give at least one file, or - for standard input')
  const store = await context.store()
  const replaced = options.redo === undefined ? null : await importNamed(store.db, options.redo)
  const counts: Imported = { read: 0, accepted: 0, dead: 0, reasons: new Map(), imports: [] }
  const started = performance.now()
  const { watched, clear } = progressBar(context)
  const report = () => {
    const seconds = Math.round(performance.now() - started) / 1000
    if (options.json) {
      const { read, accepted, dead } = counts
      context.out(JSON.stringify({ read, accepted, dead, seconds }) + '\n')
    } else {
      context.out(
        `read ${counts.read}, accepted ${counts.accepted}, dead letters ${counts.dead}, in ${seconds} s\n`,
      )
      for (const id of counts.imports) context.out(`insights imports undo ${importName(id)} takes it back\n`)
    }
  }
  let isRefused = false
  try {
    const paths = files.map((file) => (file === '-' ? file : path.resolve(context.cwd, file)))
    const { foreign, events } =
      options.format === 'ndjson'
        ? { foreign: [], events: paths }
        : await recognised(paths, options, store, context.now())
    if (foreign.length > 0 && !(await importRecognised(foreign, options, context, { store, counts }))) {
      isRefused = true
      return
    }
    await importFiles(store, events, {
      person: localPerson(),
      stdin: context.stdin,
      now: context.now,
      onProgress: watched('reading'),
      counts,
    })
  } catch (error) {
    isRefused = (error instanceof NothingTaken || error instanceof UsageError) && counts.accepted === 0
    throw error
  } finally {
    await store.facts.drain(watched('deriving'))
    clear()
    if (!isRefused) {
      report()
      if (counts.dead > 0) context.err(`${deadSentence(counts)}\n`)
    }
  }
  if (replaced !== null) await undoWatched(store, replaced, context)
  if (options.map !== undefined && options.map.length > 0) await importMap(options.map, context)
  await requirePlaced(store)
}

/** @throws LeftToPlace where messages came from accounts of which nobody said whose they are */
async function requirePlaced({ db, directory }: Store): Promise<void> {
  const left = await accountsLeftToPlace(db, await directory())
  if (left.length === 0) return
  const messages = left.reduce((sum, one) => sum + one.messages, 0)
  throw new LeftToPlace(
    `${messages} messages of ${left.length} accounts count nowhere yet: say who they are with \`insights map export FOLDER\` and \`map import\``,
  )
}

function deadSentence({ dead, reasons }: Imported): string {
  const by = [...reasons].map(([reason, count]) => `${reason} ${count}`).join(', ')
  const kept = dead > MOST_OF_A_FILE ? `, of each file the first ${MOST_OF_A_FILE} are kept` : ''
  return `${dead} events could not be taken (${by}${kept}): see \`insights dead-letters list\``
}

/** insights rebuild */
export async function rebuild(context: CommandContext): Promise<void> {
  if (context.isServed) throw new PlainError('a running server holds the database: stop it, then rebuild')
  const store = await context.store()
  const { watched, clear } = progressBar(context)
  const started = performance.now()
  const following = followOpening({ stage: null }, (stage) => {
    if (stage.is === 'waiting') context.err(`insights: ${lineOf(stage)}\n`)
  })
  await store.facts.rebuild((stage) => {
    following.onStage(stage)
    watched('deriving')(stage.done_share)
  })
  await store.facts.drain()
  clear()
  context.out(`all facts derived anew in ${Math.round(performance.now() - started) / 1000} s\n`)
}

/** insights policy list */
export async function listPolicies(options: { format: string }, context: CommandContext): Promise<void> {
  const format = oneOf(FORMATS, options.format, 'format')
  const directory = await (await context.store()).directory()
  const rowOf = (property_id: string | null, policy: Policy, starts_at: string | null) => ({
    property_id,
    starts_at,
    answer_within_s: policy.answer_within_s,
    night_answer_within_s: policy.night_answer_within_s,
    night_from: formatClock(policy.night_from_ms),
    night_to: formatClock(policy.night_to_ms),
    resolve_within_s: policy.resolve_within_s,
    resolve_within_by_category: JSON.stringify(policy.resolve_within_by_category),
    follow_up_within_s: policy.follow_up_within_s,
  })
  const rows = [...directory.policies].flatMap(([home, versions]) =>
    versions.map((version) =>
      rowOf(home === '' ? null : home, version, new Date(version.starts_at).toISOString()),
    ),
  )
  const shown = directory.policies.has('') ? rows : [rowOf(null, DEFAULT_POLICY, null), ...rows]
  context.out(formatRows(shown, format, { subject: 'policy' }))
}

export interface PolicyOptions {
  property?: string
  validFrom?: string
  answer: string
  nightAnswer?: string
  nightFrom: string
  nightTo: string
  resolve: string
  resolveCategory: string[]
  followUp?: string
}

/** insights policy add */
export async function addPolicyVersion(options: PolicyOptions, context: CommandContext): Promise<void> {
  const seconds = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  const store = await context.store()
  const take = async (event: unknown) => {
    const decoded = store.sink.decodeValue(event, {
      origin: 'insights policy add',
      received_at: context.now(),
    })
    // what somebody typed is told to him, and is no dead letter
    if (decoded.result.kind === 'dead') return decoded.result.letter.detail
    const [outcome = null] = await store.sink.write([decoded])
    return outcome
  }
  const valid_from = await addPolicy(
    take,
    await store.directory(),
    {
      property_id: options.property,
      valid_from: options.validFrom,
      answer_within_s: Number(options.answer),
      night_answer_within_s: seconds(options.nightAnswer),
      night_from: options.nightFrom,
      night_to: options.nightTo,
      resolve_within_s: Number(options.resolve),
      resolve_within_by_category: categories(options.resolveCategory),
      follow_up_within_s: seconds(options.followUp),
    },
    context.now(),
  )
  await store.facts.drain()
  context.out(
    `in force for ${options.property ?? 'every home without a promise of its own'} from ${valid_from}\n`,
  )
}

function categories(pairs: readonly string[]): Record<string, number> | undefined {
  if (pairs.length === 0) return undefined
  return Object.fromEntries(
    pairs.map((one) => {
      const [category, seconds] = one.split('=')
      if (!category || !seconds)
        throw new UsageError(`resolve-category must be CATEGORY=SECONDS such as noise=1200, not ${one}`)
      return [category, Number(seconds)]
    }),
  )
}
