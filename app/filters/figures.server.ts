import type { LoaderFunctionArgs } from '@remix-run/node'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { notFound } from '../auth/require-person.ts'
import { dimensionsOf } from '../view-models/breakdown.server.ts'
import type { reportedView } from './reported.server.ts'
import type { View } from './view.server.ts'

/** What /figures/SUBJECT is asked for: ?by=DIMENSION beside month and homes. */
export interface FiguresView {
  view: View
  subject: Subject
  /** null: none, or one that there is not */
  by: string | null
}

/** @param readView how its month is asked for: as a page, or as a file */
export async function figuresViewOf(
  { context, request, params }: LoaderFunctionArgs,
  readView: typeof reportedView,
): Promise<FiguresView> {
  const view = await readView(context, request)
  const subject = SUBJECTS.find((one) => one === params['subject'])
  if (subject === undefined) throw notFound()
  const requested = new URL(request.url).searchParams.get('by')
  const by = dimensionsOf(subject, view).find((one) => one === requested) ?? null
  return { view, subject, by }
}
