import type { LoaderFunctionArgs } from '@remix-run/node'
import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { csvResponse } from '../csv.server.ts'
import { toldFile } from '../filters/told.server.ts'
import { monthOf } from '../overview/month.server.ts'

/** The figures of the overview as a file: a row a metric, with the month before. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await toldFile(context, request)
  const { figures, figures_before, period } = await monthOf(context, view)
  const rows = (Object.keys(figures) as (keyof typeof figures)[]).flatMap((subject) => {
    const metrics: Record<string, Metric> = CATALOGUE[subject]
    return Object.entries(figures[subject]).map(([id, value]) => ({
      ...{ subject, id, label: metrics[id]?.label[context.locale] ?? id, unit: metrics[id]?.unit ?? null },
      ...{ value, value_before: figures_before[subject][id] ?? null },
    }))
  })
  return csvResponse(rows, `month-${period.month}.csv`)
}
