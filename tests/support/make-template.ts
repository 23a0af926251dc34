/** Makes the folder that tests/support/template.ts copies: `make-template.ts FOLDER`. The engine holds one folder per process. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { openDatabase } from '#sql/db/client.server.ts'
import { migrate } from '#sql/db/migrate.ts'

const [folder = ''] = process.argv.slice(2)
const db = await openDatabase({ DATA_DIR: folder, CLICKHOUSE_URL: undefined })
await migrate(db, { durable: false })
await db.close()
rmSync(path.join(folder, 'database.sock'), { force: true })
// the engine's threads are left behind
process.exit(0)
