import { Command, CommanderError } from 'commander'
import { ToldToEnd } from '#pipelines/ending.ts'
import type { WhichLetters } from '#pipelines/replay.server.ts'
import { LeftToPlace, PlainError, UsageError } from '#sql/db/errors.ts'
import type { CommandContext } from './context.ts'
import { dropLetters, listDeadLetters, replay, summarizeDeadLetters } from './dead-letters.ts'
import type { PipelineOptions } from './kafka.ts'
import { collect, connecting } from './connecting.ts'
import { listImports, redo, type RedoOptions, showImport, undo } from './imports.ts'
import { link } from './link.ts'
import { exportMap, importMap } from './map.ts'
import { metric } from './metric.ts'
import { list, metrics, type ReadOptions } from './read.ts'
import { report, type ReportOptions } from './report.ts'
import type { SendOptions } from './send-reports.ts'
import {
  addPolicyVersion,
  importEvents,
  listPolicies,
  rebuild,
  type ImportOptions,
  type PolicyOptions,
} from './write.ts'

/** Status with which a command ends: 0 done, 1 failed, 2 wrong usage, 3 done, with something left to place. */
export type ExitStatus = 0 | 1 | 2 | 3

/** Commands that only the process that is called can carry out. */
export const OWN_COMMANDS = [
  ...['serve', 'demo', 'pipeline', 'topics', 'reports'],
  ...['help', '--help', '-h', '--version', '-V'],
]

/** Of them those that run until they are stopped: what happens goes to their log. */
export const LONG_RUNNING = ['serve', 'demo', 'pipeline', 'reports']

interface DemoOptions {
  fresh: boolean
  toKafka: boolean
}

export interface OwnCommands {
  serve: () => Promise<void>
  demo: (options: DemoOptions) => Promise<void>
  pipeline: (options: PipelineOptions) => Promise<void>
  topics: (options: { partitions: string; replication: string }) => Promise<void>
  reports: () => Promise<void>
}

type ReportCommand = Partial<ReportOptions> & { preview?: boolean; verify?: string }

/** What sends mail is loaded only by commands that need it. */
const sending = () => import('./send-reports.ts')

async function reportCommand(options: ReportCommand, context: CommandContext): Promise<void> {
  if (options.verify !== undefined) return (await sending()).verify(options.verify, options.locale, context)
  const { owner, month } = options
  if (owner === undefined || month === undefined)
    throw new UsageError('give the owner with --owner and the month with --month')
  const whole = { ...options, owner, month }
  return options.preview === true ? (await sending()).preview(whole, context) : report(whole, context)
}

/** Runs one command line. A failure is one line on standard error that says what and what to do. */
export async function runCommand(
  argv: readonly string[],
  context: CommandContext,
  own?: OwnCommands,
): Promise<ExitStatus> {
  try {
    await program(context, own).parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof ToldToEnd) return 0
    const line = error instanceof Error ? error.message : String(error)
    context.err(`insights: ${line.split('\n')[0] ?? ''}\n`)
    if (error instanceof UsageError) return 2
    if (error instanceof LeftToPlace) return 3
    if (
      !(error instanceof PlainError) &&
      process.env['INSIGHTS_DEBUG'] !== undefined &&
      error instanceof Error
    )
      context.err(`${error.stack ?? ''}\n`)
    return 1
  }
}

function program(context: CommandContext, own?: OwnCommands): Command {
  const insights = new Command('insights')
    .description('What the guest support really did: events in, true numbers out.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: context.out,
      writeErr: context.err,
      outputError: (text, write) => {
        write(`insights: ${text.replace(/^error: /, '').trimEnd()}; see insights --help\n`)
      },
    })
    .showSuggestionAfterError(false)

  insights
    .command('serve')
    .description('the web server; with the embedded database it also takes events in (POST /ingest)')
    .action(async () => {
      if (own === undefined) throw new PlainError('a server is running already')
      await own.serve()
    })

  insights
    .command('demo')
    .description('the web server over a made-up portfolio, in a database of its own (DATA_DIR/demo)')
    .option('--fresh', 'make the portfolio anew', false)
    .option(
      '--to-kafka',
      'serve nothing: send the portfolio to KAFKA_BROKERS, history first, then live',
      false,
    )
    .action(async (options: DemoOptions) => {
      if (own === undefined) throw new PlainError('a server is running already')
      await own.demo(options)
    })

  insights
    .command('pipeline')
    .description('consume the Kafka topics; with an option read again what they hold, then end')
    .option('--from-beginning', 'read everything again', false)
    .option('--from <time>', 'read again what the broker took since then, RFC 3339')
    .option('--topic <name>', 'read this topic alone again (repeatable)', collect, [])
    .action(async (options: PipelineOptions) => {
      if (own === undefined)
        throw new PlainError('a running server holds the database: stop it, then consume')
      await own.pipeline(options)
    })
  insights
    .command('topics')
    .description('create the Kafka topics that are not there')
    .option('--partitions <n>', 'of each topic', '4')
    .option('--replication <n>', 'copies of each partition, over as many brokers', '1')
    .action(async (options: { partitions: string; replication: string }) => {
      if (own === undefined) throw new PlainError('call it where KAFKA_BROKERS is set')
      await own.topics(options)
    })

  insights
    .command('link')
    .description('print a link that signs somebody in, once, within ten minutes')
    .argument('<who>', 'an e-mail address of the directory, manager:ID or owner:ID')
    .action((who: string) => link(who, context))

  insights
    .command('report')
    .description("an owner's month as a PDF")
    .option('--owner <id>')
    .option('--month <month>', 'YYYY-MM; of one that is not over, its days up to yesterday')
    .option('--out <file>', 'where the PDF goes')
    .option('--preview', 'what the owner would get if it went out now: print the mail, too')
    .option('--verify <file>', 'say whether a PDF is what was sent, and what has changed since')
    .option('--as-of <time>', 'the moment it is made for, RFC 3339; default now')
    .option('--locale <locale>', "ru or en; default the owner's own, else ru")
    .option('--numbers', 'print what the report says as JSON instead')
    .action((options: ReportCommand) => reportCommand(options, context))

  insights
    .command('send-reports')
    .description("send a month's reports now; what is sent already is not sent again")
    .requiredOption('--month <month>', 'YYYY-MM, one that is over')
    .option('--owner <id>', 'of this owner alone')
    .option('--dry-run', 'say to whom, and send nothing', false)
    .action(async (options: SendOptions) => (await sending()).sendReports(options, context))
  insights
    .command('reports')
    .description(
      'prepare and send monthly reports, for as long as it runs; with the embedded database serve does it',
    )
    .action(async () => {
      if (own === undefined) throw new PlainError('the running server prepares and sends reports')
      await own.reports()
    })

  insights
    .command('import')
    .description(
      'read files of events, one JSON object a line (.ndjson, .ndjson.gz, - for standard input), exports of Telegram (result.json) and WhatsApp (.txt, .zip), calendars of bookings or duties (.ics), and sheets of homes, rosters, bookings, reviews and incidents (.csv, .xlsx)',
    )
    .argument('[files...]')
    .option('--json', 'print {"read", "accepted", "dead", "seconds"}')
    .option('--format <format>', 'auto (by content), ndjson, telegram, whatsapp, calendar or sheet', 'auto')
    .option('--as <name>', 'exports: your name for this account, the same each time', 'main')
    .option('--timezone <zone>', 'exports: where times say no zone; default DEFAULT_TIMEZONE')
    .option('--date-order <order>', 'exports: dmy, mdy or ymd, where the file does not tell')
    .option('--home <name>', 'calendars of bookings: of which home, where the file does not name it')
    .option('--from <date>', 'exports: first local date that is told; what lies before it is left out')
    .option('--until <date>', 'exports: local date after the last that is told')
    .option(
      '--complete <list>',
      'exports: what the file tells completely from its first day on, such as messages,calls',
    )
    .option('--chat <name>', 'one chat of WhatsApp: the name it had before, where the contact was renamed')
    .option('--map <sheet>', 'then map import SHEET, which says who and where (repeatable)', collect, [])
    .option('--dry-run', 'exports: say what is in them, store nothing')
    .option('--yes', 'exports: import without asking')
    .option('--redo <import>', 'in place of what this import told, which is undone')
    .action((files: string[], options: ImportOptions) => importEvents(files, options, context))

  const imports = insights
    .command('imports')
    .description('what was imported from files, and how to take it back')
  imports
    .command('list')
    .description('the latest first')
    .option('--format <format>', 'table, json or csv', 'table')
    .action((options: { format: string }) => listImports(options, context))
  imports
    .command('show')
    .description('one import: its file, how it was read, what it gave')
    .argument('<import>', 'as imports list names it')
    .action((name: string) => showImport(name, context))
  imports
    .command('undo')
    .description('delete what an import told, for good; all figures are as if it had never been')
    .argument('<import>', 'as imports list names it')
    .action((name: string) => undo(name, context))
  imports
    .command('redo')
    .description('read the file of an import again with other answers, in place of what it told')
    .argument('<import>', 'as imports list names it')
    .option('--as <name>', 'your name for this account; default as before')
    .option('--timezone <zone>', 'where times say no zone; default as before')
    .option('--date-order <order>', 'dmy, mdy or ymd; default as before')
    .option('--home <name>', 'calendars of bookings: of which home; default as before')
    .option('--from <date>', 'first local date that is told; default as before')
    .option('--until <date>', 'local date after the last that is told; default as before')
    .option('--complete <list>', 'what the file tells completely; default as before')
    .option('--chat <name>', 'one chat of WhatsApp: its name; is not kept, so give it again')
    .option('--file <file>', 'where the file lies now; default where it lay')
    .action((name: string, options: RedoOptions) => redo(name, options, context))

  connecting(insights, context)

  for (const [name, about, run] of [
    ['metrics', 'the figures of a subject: turns, nights, incidents, reviews, automation', metrics],
    ['list', 'the rows behind the figures: turns, nights, gaps, incidents, reviews, stays', list],
  ] as const) {
    insights
      .command(name)
      .description(about)
      .argument('<subject>')
      .option('--from <date>', 'first local date')
      .option('--until <date>', 'local date after the last')
      .option('--property <id>', 'a home (repeatable); default all', collect, [])
      .option('--owner <id>', 'the homes of an owner, on the dates on which they are his')
      .option('--by <dimension>', 'one row for each value (metrics only)')
      .option('--every <step>', 'one row for each day, week or month (metrics only)')
      .option('--as-of <time>', 'the moment the question is asked for, RFC 3339; default now')
      .option('--language <language>', 'of language_covered_share', 'en')
      .option('--team', 'nights: each distinct window among the homes once')
      .option('--format <format>', 'table, json or csv', 'table')
      .action((subject: string, options: ReadOptions) => run(subject, options, context))
  }

  insights
    .command('metric')
    .description('what a metric is, by which rule, where in the code, and the statement that computes it')
    .argument('<id>', 'such as wait_p90_s or night_in_time_share; docs/metrics.md lists all')
    .option('--locale <locale>', 'ru or en; default ru')
    .action((id: string, options: { locale?: string }) => {
      metric(id, options, context)
    })

  insights
    .command('migrate')
    .description("bring the database's schema up to date")
    .action(async () => {
      if (context.isServed) throw new PlainError('a running server holds the database: stop it, then migrate')
      await context.store()
      context.out('the schema is up to date\n')
    })
  insights
    .command('rebuild')
    .description('derive all facts anew')
    .action(() => rebuild(context))

  const policy = insights.command('policy').description('what guests are promised, and when night is')
  policy
    .command('list')
    .option('--format <format>', 'table, json or csv', 'table')
    .action((options: { format: string }) => listPolicies(options, context))
  policy
    .command('add')
    .description('a new version; what was before it keeps its promise')
    .option('--property <id>', 'a home; default: all without a promise of their own')
    .option('--valid-from <time>', 'RFC 3339; default now')
    .requiredOption('--answer <seconds>', 'answer within, by day')
    .option('--night-answer <seconds>', 'answer within, at night; default as by day')
    .option('--night-from <clock>', 'when night begins, local time', '22:00')
    .option('--night-to <clock>', 'when night ends, local time', '08:00')
    .requiredOption('--resolve <seconds>', 'trouble is over within')
    .option('--resolve-category <category=seconds>', 'the same for one category (repeatable)', collect, [])
    .option('--follow-up <seconds>', 'after "one moment", answer within; default 1800')
    .action((options: PolicyOptions) => addPolicyVersion(options, context))

  const map = insights
    .command('map')
    .description('who the accounts are, what the chats are about, and which listing is of which home')
  map
    .command('export')
    .description('write accounts.csv, chats.csv and homes.csv, what is not placed first')
    .argument('<folder>')
    .action((folder: string) => exportMap(folder, context))
  map
    .command('import')
    .description('read them again: all that was and will be written is counted so')
    .argument('[files...]')
    .action((files: string[]) => importMap(files, context))

  const deadLetters = insights.command('dead-letters').description('what could not be taken, and why')
  deadLetters
    .command('list')
    .description('one by one, the newest first')
    .option('--reason <reason>', 'one class of reasons')
    .option('--origin <origin>', 'of one file, request or topic')
    .option('--limit <n>', 'so many at most', '100')
    .option('--format <format>', 'table, json or csv', 'table')
    .action((options: WhichLetters & { limit: string; format: string }) => listDeadLetters(options, context))
  deadLetters
    .command('summary')
    .description('how many, by reason and where they came from')
    .option('--reason <reason>', 'one class of reasons')
    .option('--origin <origin>', 'of one file, request or topic')
    .option('--format <format>', 'table, json or csv', 'table')
    .action((options: WhichLetters & { format: string }) => summarizeDeadLetters(options, context))
  deadLetters
    .command('drop')
    .description('delete them for good')
    .option('--reason <reason>', 'one class of reasons')
    .option('--origin <origin>', 'of one file, request or topic')
    .action((options: WhichLetters) => dropLetters(options, context))
  deadLetters
    .command('replay')
    .description('take them again once the cause is mended')
    .option('--reason <reason>', 'one class of reasons')
    .option('--format <format>', 'table or json', 'table')
    .action((options: { reason?: string; format: string }) => replay(options, context))

  return insights
}
