import { formerIds } from '#sql/metrics/former.ts'
import { metricsOf } from '#sql/metrics/index.ts'
import type { Fractions } from '#sql/aggregate.ts'
import { fractionsOf, type Answer } from '#sql/read.server.ts'
import { csvLine, type Cell } from './csv.ts'

/** What an answer tells, a line each: the total, then the buckets, then the slices; [kind, key, values by metric, shares’ part and whole]. */
export function groupsOf({ total, of, series, by }: Answer): Group[] {
  return [
    ['total', '', total, of],
    ...(series ?? []).map((row): Group => ['from', row.from, row, fractionsOf(row)]),
    ...(by ?? []).map((row): Group => ['by', row.key ?? '', row, fractionsOf(row)]),
  ]
}

type Group = [row: string, key: string, values: Record<string, Cell>, of: Fractions]

/**
 * The answer as CSV, every metric of the subject a column, after them part and whole of each share, at the end what was
 * renamed within the year by its former name: the same from the command line and from the pages.
 */
export function answerCsv(answer: Answer): string {
  const metrics = metricsOf(answer.subject)
  const ids = Object.keys(metrics)
  const fractions = ids.filter((id) => metrics[id]?.unit === 'share' && metrics[id].measures !== 'ratio')
  const former = formerIds(answer.subject, ids)
  return [
    csvLine([
      ...['row', 'key', ...ids, ...fractions.flatMap((id) => [`${id}_part`, `${id}_whole`])],
      ...former.keys(),
    ]),
    ...groupsOf(answer).map(([row, key, values, of]) =>
      csvLine([
        ...[row, key, ...ids.map((id) => values[id] ?? null)],
        ...fractions.flatMap((id) => [of[id]?.[0] ?? null, of[id]?.[1] ?? null]),
        ...[...former.values()].map((id) => values[id] ?? null),
      ]),
    ),
  ].join('')
}
