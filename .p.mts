import { openDatabase } from '#sql/client.server.ts'
import { readDirectory } from '#sql/directory.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/scope.ts'
import { parsePeriod } from '#sql/period.ts'
const db = await openDatabase({ DATA_DIR: process.argv[2]!, CLICKHOUSE_URL: undefined })
const directory = await readDirectory(db, 'Europe/Moscow')
const orig = db.read
db.read = async (q: string, p: any) => { const t = performance.now(); const r = await orig(q, p); console.log('  read', Math.round(performance.now() - t)); if (process.argv[3]) { for (const e of ['explain ast', 'explain syntax', 'explain query tree', 'explain']) { const t2 = performance.now(); await orig(e + ' ' + q, p); console.log('   ', e, Math.round(performance.now() - t2)) } } return r as any }
for (const subject of ['turns', 'incidents', 'nights'] as const) for (let i = 0; i < 3; i++) {
  const t = performance.now()
  await readMetrics(db, directory, { subject, period: parsePeriod('2013-01-01', '2013-02-01'), as_of: Date.parse('2026-01-01T00:00:00Z'), scope: managementScope(directory), by: null, every: null, language: 'en', team: false })
  console.log(subject, Math.round(performance.now() - t), 'ms')
}
process.exit(0)
