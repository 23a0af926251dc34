import { csvLine, type Cell } from '#reports/month/csv.ts'

/** Rows as a file; numbers unrounded. */
export function csvResponse(rows: readonly Record<string, Cell>[], name: string): Response {
  const columns = Object.keys(rows[0] ?? {})
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]
  return csvFile(lines.map(csvLine).join(''), name)
}

/** CSV as a download: UTF-8 with a byte-order mark, so that spreadsheets read Cyrillic. */
export function csvFile(csv: string, name: string): Response {
  return new Response(`\uFEFF${csv}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
}
