import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { appEnv } from '#app/env.server.ts'
import { reportsOf } from '#app/reports.server.ts'
import type { Ending } from '#pipelines/ending.ts'
import {
  previewReport,
  readReports,
  verifiedLines,
  verifyPdf,
  type OwnerReport,
} from '#reports/mailing/owner-reports.server.ts'
import { dayAt } from '#reports/month/clocks.ts'
import { reportEnv } from '#reports/mailing/env.ts'
import { reportMail } from '#reports/mailing/mail-message.ts'
import { giveCommand } from '#reports/mailing/commands.server.ts'
import { monthsOf } from '#reports/month/period.ts'
import { openPost } from '#reports/mailing/post.server.ts'
import { recipientsOf } from '#reports/mailing/recipients.ts'
import { ownersOf, REPORTS_LEASE, type Reports } from '#reports/mailing/reports.ts'
import { followRequested, newMemory } from '#reports/mailing/schedule.ts'
import { openChannel, startReports } from '#reports/mailing/start.server.ts'
import { oneOf } from '#sql/query.ts'
import type { Directory, Owner } from '#sql/directory/directory.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import { takeLease } from '#sql/db/lease.server.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import type { CommandContext } from './context.ts'

export interface SendOptions {
  month: string
  owner?: string
  dryRun: boolean
}

/** insights send-reports: what is sent already is not sent again. */
export async function sendReports(options: SendOptions, context: CommandContext): Promise<void> {
  const { reports, data_dir } = await opened(context)
  const directory = await reports.directory()
  const { month } = options
  const owners = ownersOf(directory, month).filter(
    ({ owner_id }) => options.owner === undefined || owner_id === options.owner,
  )
  requireOver(reports, directory, month, owners)
  if (options.owner !== undefined && owners.length === 0)
    throw new UsageError(`there is no owner ${options.owner} who had a home in ${month}`)
  if (options.dryRun) {
    for (const owner of owners)
      context.out(`${owner.name}: ${whatWould(owner, await stateOf(reports, owner, month))}\n`)
    return
  }
  for (const { owner_id } of owners)
    await giveCommand(reports.db, { month, owner_id, at: reports.now(), kind: 'send', person: 'admin' })
  const lease = context.isServed ? null : await takeLease(reports.db, REPORTS_LEASE).catch(passOver)
  if (lease === null) {
    context.out('handed to the process that sends reports; it begins within a quarter of a minute\n')
    return
  }
  const channel = openChannel(reportEnv(), reports.maker.company.name, data_dir)
  try {
    await followRequested(openPost(reports, channel, lease.isHeld), newMemory(Infinity))
  } finally {
    await channel.close()
    await lease.release()
  }
  let missed = 0
  for (const owner of owners) {
    const report = await stateOf(reports, owner, month)
    const isMade = (report?.deliveries.length ?? 0) > 0
    for (const { address, state, detail } of report?.deliveries ?? []) {
      context.out(`${owner.name}\t${address ?? '–'}\t${state}${detail === '' ? '' : `\t${detail}`}\n`)
      if (state === 'failed') missed += 1
    }
    if (!isMade) {
      context.out(`${owner.name}\t–\tcould not be made: the log says why\n`)
      missed += 1
    }
  }
  if (missed > 0) throw new PlainError(`${missed} of these did not go out`)
}

/** Another process holds the lease and follows the commands. */
function passOver(error: unknown): null {
  if (error instanceof PlainError) return null
  throw error
}

async function stateOf(
  reports: Reports,
  { owner_id }: Owner,
  month: string,
): Promise<OwnerReport | undefined> {
  return (await readReports(reports, month)).find((one) => one.owner_id === owner_id)
}

function whatWould(owner: Owner, report: OwnerReport | undefined): string {
  if ((report?.editions.length ?? 0) > 0) return 'sent already'
  if (!owner.monthly_report) return 'wants no report by mail'
  const addresses = recipientsOf(owner).map(({ address }) => address)
  return addresses.length === 0 ? 'no address' : addresses.join(', ')
}

function requireOver(reports: Reports, directory: Directory, month: string, owners: readonly Owner[]): void {
  for (const { owner_id } of owners) {
    const months = monthsOf(month, dayAt(directory, ownerScope(directory, owner_id), reports.now()))
    if (months === null || months.period.is_so_far)
      throw new UsageError(`month must be a past month such as 2026-10, not ${month}`)
  }
}

/** insights reports: for as long as the process runs; with the embedded database `serve` does it. */
export async function reportsProcess(context: CommandContext, ending: Ending): Promise<void> {
  const { reports, data_dir } = await opened(context)
  const running = await startReports(reports, openChannel(reportEnv(), reports.maker.company.name, data_dir))
  context.out('reports are prepared and sent by their owners’ clocks\n')
  try {
    await Promise.race([ending.told, running.failed])
  } finally {
    await running.stop()
  }
}

/** insights report --verify FILE */
export async function verify(
  file: string,
  locale: string | undefined,
  context: CommandContext,
): Promise<void> {
  const language = oneOf(['ru', 'en'] as const, locale ?? 'ru', 'locale')
  const whole = path.resolve(context.cwd, file)
  const bytes = await readFile(whole).catch((error: unknown) => {
    throw new PlainError(`${whole} can't be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`)
  })
  const { reports } = await opened(context)
  const verified = await verifyPdf(reports, bytes, () => true)
  context.out((await verifiedLines(reports, verified, language)).join('\n') + '\n')
  if (verified.is === 'unknown') throw new PlainError('no report that was sent has these bytes')
}

/** insights report --preview: what the owner would get now, the mail in plain text on standard output, the PDF in a file. */
export async function preview(
  options: { owner: string; month: string; out?: string; locale?: string },
  context: CommandContext,
): Promise<void> {
  const { reports } = await opened(context)
  const { contents, locale, pdf } = await previewReport(reports, {
    owner_id: options.owner,
    month: options.month,
    ...(options.locale === undefined
      ? {}
      : { locale: oneOf(['ru', 'en'] as const, options.locale, 'locale') }),
  })
  const none = { edition: null, open_url: null, unsubscribe_url: null, is_attached: true, is_test: true }
  const { subject, text } = reportMail({ contents, locale, company: reports.maker.company.name, ...none })
  context.out(`${subject}\n\n${text}`)
  if (options.out !== undefined) await writeFile(path.resolve(context.cwd, options.out), await pdf())
}

async function opened(context: CommandContext): Promise<{ reports: Reports; data_dir: string }> {
  const store = await context.store()
  const { COMPANY } = appEnv()
  const reports = reportsOf(store, { COMPANY, BASE_URL: context.base_url }, context.now)
  return { reports, data_dir: store.data_dir }
}
