import type { LoaderFunctionArgs } from '@remix-run/node'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import type { Ask } from '#sql/read.server.ts'
import { notFound } from '../auth/require-person.ts'
import { dimensionsOf } from '../overview/breakdown.server.ts'
import { viewOf, type View } from './view.server.ts'

/** What /figures/SUBJECT is asked for: ?by=DIMENSION beside month and homes. */
export interface FiguresView {
  view: View
  subject: Subject
  /** null: none, or one that there is not */
  by: string | null
  ask: Ask
}

export async function figuresViewOf({ context, request, params }: LoaderFunctionArgs): Promise<FiguresView> {
  const view = await viewOf(context, request)
  const subject = SUBJECTS.find((one) => one === params['subject'])
  if (subject === undefined) throw notFound()
  const told = new URL(request.url).searchParams.get('by')
  const by = dimensionsOf(subject, view).find((one) => one === told) ?? null
  const { months, scope, as_of } = view
  return {
    ...{ view, subject, by },
    ask: {
      ...{ subject, scope, as_of, by, every: null, language: 'en', team: false },
      period: parsePeriod(months.period.from, months.period.until),
    },
  }
}
