import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerCsv } from '#reports/month/answer-csv.ts'
import { readMetrics } from '#sql/read.server.ts'
import { csvFile } from '../csv.server.ts'
import { figuresViewOf } from '../filters/figures.server.ts'
import { reportedFile } from '../filters/reported.server.ts'
import { monthQuestion } from '../view-models/figures.server.ts'

/** What /figures/SUBJECT shows as a file: every metric of the subject, numbers unrounded, as `insights metrics --format csv` gives it. */
export async function loader(args: LoaderFunctionArgs) {
  const { view, subject, by } = await figuresViewOf(args, reportedFile)
  const answer = await readMetrics(
    args.context.store.db,
    view.directory,
    monthQuestion(view, subject, { by }),
  )
  return csvFile(
    answerCsv(answer),
    `${subject}${by === null ? '' : `-by-${by}`}-${view.months.period.month}.csv`,
  )
}
