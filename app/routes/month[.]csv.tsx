import type { LoaderFunctionArgs } from '@remix-run/node'
import { labelOf } from '#reports/month/figure-rows.ts'
import { datesOf } from '#reports/month/month.server.ts'
import { hasManyHomes } from '#reports/month/team.ts'
import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { csvResponse } from '../csv.server.ts'
import { reportedFile } from '../filters/reported.server.ts'
import { monthOf } from '../view-models/month.server.ts'

/** The figures of the overview as a file: a row a metric, with the month before. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedFile(context, request)
  const { figures, figures_before, fractions, period } = await monthOf(context, view)
  // management's are the team's
  const isHomeNights = view.audience === 'owner' && hasManyHomes(view.scope, datesOf(period))
  const { locale } = context
  const rows = (Object.keys(figures) as (keyof typeof figures)[]).flatMap((subject) => {
    const metrics: Record<string, Metric> = CATALOGUE[subject]
    const by = { audience: view.audience, isHomeNights: isHomeNights && subject === 'nights' }
    return Object.entries(figures[subject]).flatMap(([id, value]) => {
      const metric = metrics[id]
      if (metric === undefined) return []
      return [
        {
          subject,
          id,
          label: labelOf(metric, locale, by),
          unit: metric.unit,
          value,
          value_before: figures_before[subject][id] ?? null,
          // of a share, the cases (or seconds) that it is of
          part: fractions?.[subject][id]?.[0] ?? null,
          whole: fractions?.[subject][id]?.[1] ?? null,
        },
      ]
    })
  })
  return csvResponse(rows, `month-${period.month}.csv`)
}
