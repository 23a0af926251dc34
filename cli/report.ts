import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { appEnv } from '#app/env.server.ts'
import { renderReport } from '#reports/pdf/report.ts'
import { ownerMonth } from '#reports/month/owner-month.server.ts'
import { oneOf, parseTime } from '#sql/query.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import type { CommandContext } from './context.ts'

export interface ReportOptions {
  owner: string
  month: string
  out?: string
  asOf?: string
  locale?: string
  numbers?: boolean
}

/** insights report: the same events and as-of give the same bytes. */
export async function report(options: ReportOptions, context: CommandContext): Promise<void> {
  if (options.out === undefined && options.numbers !== true)
    throw new UsageError('give the PDF file with --out, or use --numbers')
  const store = await context.store()
  const directory = await store.directory()
  const owner = directory.owners.get(options.owner)
  if (owner === undefined) throw new UsageError(`unknown owner ${options.owner}`)
  const as_of = options.asOf === undefined ? context.now() : parseTime(options.asOf)
  const contents = await ownerMonth(store.db, directory, {
    owner_id: options.owner,
    month: options.month,
    as_of,
  })
  if (options.numbers === true) {
    context.out(JSON.stringify(contents, null, 2) + '\n')
    return
  }
  const locale = oneOf(['ru', 'en'] as const, options.locale ?? owner.locale ?? 'ru', 'locale')
  const pdf = await renderReport(contents, { locale, company: appEnv().COMPANY })
  const file = path.resolve(context.cwd, options.out ?? '')
  await writeFile(file, pdf).catch((error: unknown) => {
    throw new PlainError(`${file} can't be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`)
  })
  context.out(`${file}\n`)
}
