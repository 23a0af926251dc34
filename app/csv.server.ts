import { csvLine, type Cell } from '#reports/csv.ts'

/** Rows as a file: UTF-8 with a byte-order mark, so that spreadsheets read Cyrillic; numbers unrounded. */
export function csvResponse(rows: readonly Record<string, Cell>[], name: string): Response {
  const columns = Object.keys(rows[0] ?? {})
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]
  return new Response(`\uFEFF${lines.map(csvLine).join('')}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
}
