import { openDatabase } from '#sql/client.server.ts'
import { migrate } from '#sql/migrate.ts'
import { keepFacts } from '#sql/facts/keep.server.ts'
import { openSink } from '#pipelines/sink.server.ts'
import { importFiles } from '#pipelines/import.server.ts'
const t0 = performance.now(); const tick = (n: string) => console.log(n, Math.round(performance.now() - t0))
const db = await openDatabase({ DATA_DIR: process.argv[2]!, CLICKHOUSE_URL: undefined }); tick('open')
await migrate(db); tick('migrate')
const facts = keepFacts(db, { default_timezone: 'Europe/Moscow', holidays: new Set() })
const sink = await openSink(db, facts)
const counts = { read: 0, accepted: 0, dead: 0 }
await importFiles(sink, process.argv.slice(3), { stdin: process.stdin, now: Date.now, counts }); tick('import')
console.log(counts)
await facts.drain(); tick('drain')
console.log(await db.read(`select sum(length(opened_at)) turns, sum(arrayCount(a,d->a>0 and a<=d, answered_at, due_at)) in_time, sum(arrayCount(k->k!='autoresponse', m_kind)) g, count() from turn_facts final`))
console.log(await db.read(`select count(), countIf(is_deleted) from incident_facts final`), await db.read('select count(), sum(length(at)) from act_facts final'), await db.read('select * from capability_firsts final'), await db.read('select count() from touched'))
process.exit(0)
