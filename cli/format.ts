import { byBothNames } from '#sql/both-names.ts'
import { metricsOf } from '#sql/metrics/index.ts'
import type { Unit } from '#sql/metrics/metric.ts'
import type { Answer } from '#sql/read.server.ts'
import { answerCsv, groupsOf } from '#reports/month/answer-csv.ts'
import { csvLine, type Cell } from '#reports/month/csv.ts'

export const FORMATS = ['table', 'json', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** Columns side by side, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = head.map((_, column) => rows.every((row) => /^[–\d.,\s%]*$/.test(row[column] ?? '')))
  const widths = head.map((name, column) =>
    rows.reduce((width, row) => Math.max(width, (row[column] ?? '').length), name.length),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [head, ...rows].map(line).join('\n') + '\n'
}

/** A number as people read it: shares in percent, seconds as they are, unknown as a dash. */
export function shown(value: number | null, unit: Unit): string {
  if (value === null) return '–'
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`
  if (unit === 'count') return String(value)
  return String(Math.round(value * 100) / 100)
}

/** The answer to `metrics` in the wanted format. */
export function formatAnswer(answer: Answer, format: Format): string {
  if (format === 'json') return JSON.stringify(byBothNames(answer)) + '\n'
  if (format === 'csv') return answerCsv(answer)
  const metrics = metricsOf(answer.subject)
  const ids = Object.keys(metrics)
  const groups = groupsOf(answer)
  const names = groups.map(([row, key]) => (row === 'total' ? 'total' : key === '' ? '–' : key))
  const rows = ids.map((id) => {
    const metric = metrics[id]
    const cells = groups.map(([, , values]) => shown(values[id] as number | null, metric?.unit ?? 'count'))
    const reason = answer.not_reported[id]
    const since = answer.since[id] === undefined ? [] : [`since ${answer.since[id]}`]
    const counted = answer.counted_at?.[id]
    const at = counted === undefined ? [] : [`at the ${counted[0]} of ${counted[1]} homes told whole`]
    const notes = reason !== undefined ? [notReported(reason)] : [...since, ...at]
    return [
      id,
      ...cells,
      [...notes, answer.nothing_to_count[id] ?? ''].filter((one) => one !== '').join('; '),
    ]
  })
  return table(['', ...names, ''], rows)
}

function notReported(reason: string): string {
  return reason.startsWith('whole ')
    ? `told in part: ${reason.slice('whole '.length)}`
    : `not reported: ${reason}`
}

/** Rows of what is kept here, in the wanted format; in a table a sentence where there are none. */
export function formatKept(
  rows: readonly Record<string, Cell>[],
  format: Format,
  { subject, none }: { subject: string; none: string },
): string {
  return rows.length === 0 && format === 'table' ? `${none}\n` : formatRows(rows, format, { subject })
}

/** Rows of `list` in the wanted format. */
export function formatRows(
  rows: readonly Record<string, Cell>[],
  format: Format,
  whole: Record<string, unknown>,
): string {
  if (format === 'json') return JSON.stringify({ ...whole, rows }) + '\n'
  const columns = Object.keys(rows[0] ?? {})
  if (format === 'csv')
    return [
      csvLine(columns),
      ...rows.map((row) => csvLine(columns.map((column) => row[column] ?? null))),
    ].join('')
  if (rows.length === 0) return 'nothing\n'
  return table(
    columns,
    rows.map((row) => columns.map((column) => (row[column] === null ? '–' : String(row[column])))),
  )
}
