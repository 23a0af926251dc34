import { metricsOf } from '#sql/metrics/index.ts'
import type { Answer } from '#sql/read.server.ts'
import { csvLine, type Cell } from './csv.ts'

/** What an answer tells, a line each: the total, then the buckets, then the slices; [kind, key, values by metric]. */
export function groupsOf({ total, series, by }: Answer): [string, string, Record<string, Cell>][] {
  return [
    ['total', '', total],
    ...(series ?? []).map((row): [string, string, Record<string, Cell>] => ['from', row.from, row]),
    ...(by ?? []).map((row): [string, string, Record<string, Cell>] => ['by', row.key ?? '', row]),
  ]
}

/** The answer as CSV, every metric of the subject a column: the same from the command line and from the pages. */
export function answerCsv(answer: Answer): string {
  const ids = Object.keys(metricsOf(answer.subject))
  return [
    csvLine(['row', 'key', ...ids]),
    ...groupsOf(answer).map(([row, key, values]) =>
      csvLine([row, key, ...ids.map((id) => values[id] ?? null)]),
    ),
  ].join('')
}
