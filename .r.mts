import { readFileSync } from 'node:fs'
import { openDatabase } from '#sql/client.server.ts'
import { readDirectory } from '#sql/directory.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/scope.ts'
import { parsePeriod } from '#sql/period.ts'
const db = await openDatabase({ DATA_DIR: process.argv[2]!, CLICKHOUSE_URL: undefined })
const directory = await readDirectory(db, 'Europe/Moscow')
const expected = JSON.parse(readFileSync('../shared/real/expected.json', 'utf8'))
for (const subject of ['turns', 'incidents', 'nights'] as const) {
  const t = performance.now()
  try {
  const a = await readMetrics(db, directory, { subject, period: parsePeriod('2010-01-01', '2026-01-01'), as_of: Date.parse('2026-01-01T00:00:00Z'), scope: managementScope(directory), by: null, every: null, language: 'en', team: false })
  const bad = Object.entries(expected[subject]).filter(([k, v]) => a.total[k] !== v)
  console.log(subject, Object.keys(a.total).length, Math.round(performance.now() - t), 'ms', bad.map(([k, v]) => `${k}: ${v} got ${a.total[k]}`), Object.keys(a.total).filter((k) => !(k in expected[subject])))
  } catch (e) { console.log(subject, String(e.message).slice(0, 1500)) }
}
process.exit(0)
