/** A guest's words are nowhere under DATA_DIR, however they came in; nor who he is. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openDatabase } from '#sql/db/client.server.ts'
import { insights, LINES, ONE, served } from './support/insights.ts'
import { migratedDir } from './support/template.ts'

const WORDS = 'SENTINEL-of-a-guest'
const AUTHOR = 'sentinel-author'

function message(id: string, data: Record<string, unknown> = {}, other: Record<string, unknown> = {}) {
  const author = { role: 'guest', id: AUTHOR }
  const time = '2026-10-01T00:00:00Z'
  return {
    specversion: '1.0',
    id,
    source: 'crm',
    type: 'butler.message.v1',
    time,
    ...other,
    data: { conversation_id: 'c', channel: 'sms', author, text: `${WORDS} где ключ? ${id}`, ...data },
  }
}

const EVENTS = [
  message('good'),
  message('bad-role', { author: { role: 'nobody' } }),
  message('bad-time', {}, { time: 'yesterday' }),
  message('unknown', {}, { type: 'butler.letter.v1' }),
  message('deep', { more: { text: WORDS, list: [{ text: WORDS }] } }),
  message('large', { text: `${WORDS} `.repeat(60_000) }),
  message('long', { text: WORDS.repeat(2000) }),
  message('other-member', { body: WORDS }),
]

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

test('words of guests rest nowhere', async () => {
  const dir = migratedDir()
  const file = path.join(dir, 'events.ndjson.gz')
  writeFileSync(file, gzipSync(EVENTS.map((event) => JSON.stringify(event)).join('\n')))
  const imported = await insights(dir, ['import', file, '--json'])
  expect(JSON.parse(imported.out)).toMatchObject({ read: 8, accepted: 3, dead: 5 })
  expect(imported.out + imported.err).not.toContain(WORDS)
  writeFileSync(file, '')

  const server = await served(dir)
  for (const event of EVENTS)
    expect((await server.post(ONE, JSON.stringify({ ...event, id: `http-${event.id}` }))).status).toBe(202)
  const answer = await (
    await server.post(LINES, EVENTS.map((event) => JSON.stringify({ ...event, source: 'lines' })).join('\n'))
  ).text()
  expect(answer).not.toContain(WORDS)
  const listed = await insights(dir, ['dead-letters', 'list', '--format', 'json'])
  expect(listed.out).toContain('unknown_type')
  expect(listed.out).not.toContain(WORDS)
  await server.end('SIGTERM')

  for (const name of filesBelow(dir)) expect(readFileSync(name).includes(WORDS), name).toBe(false)

  // columns are compressed: read every one back
  const db = await openDatabase({ DATA_DIR: dir, CLICKHOUSE_URL: undefined })
  const columns = await db.read<{ table: string; name: string }>(
    "select table, name from system.columns where database = currentDatabase() and type like '%String%'",
  )
  expect(columns.length).toBeGreaterThan(80)
  for (const table of new Set(columns.map((column) => column.table))) {
    const names = columns.filter((column) => column.table === table).map(({ name }) => name)
    const counts = names.map(
      (name) =>
        `countIf(position(toString(\`${name}\`), {words:String}) > 0 or position(toString(\`${name}\`), {author:String}) > 0)`,
    )
    const [row = []] = await db.readBulk<number[]>(
      `select ${counts.join(', ')} from \`${table}\``,
      // of dead letters only the words are taken out: who wrote is a pseudonym there
      { words: WORDS, author: table === 'dead_letters' ? 'nothing of the kind' : AUTHOR },
    )
    expect(Object.fromEntries(names.map((name, index) => [`${table}.${name}`, row[index]]))).toEqual(
      Object.fromEntries(names.map((name) => [`${table}.${name}`, 0])),
    )
  }
  await db.close()
})
