/** A file that somebody still writes, or that was cut, while it is read: nothing of it is kept, and what to do is said. */
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Imported } from '#pipelines/file-writer.server.ts'
import { asImported, importForeign, type ForeignFile } from '#pipelines/import-foreign.server.ts'
import { readImports } from '#pipelines/imports.server.ts'
import { whatsapp } from '#pipelines/readers/whatsapp.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { HASHED } from './support/whatsapp-export.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const LINE = '31.10.2026, 23:59 - Зинаида Тайная: Здравствуйте, какой код?\n'
const CHAT = `${LINE}01.11.2026, 00:10 - Уют: Под ковриком\n`

let one: TestDatabase
let dir: string
let file: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'changed-'))
  file = path.join(dir, 'Чат WhatsApp с контактом Зинаида Тайная.txt')
})
beforeEach(async () => {
  await one.empty()
  writeFileSync(file, CHAT)
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await one.close()
})

/** @param change what happens to the file between a first look at it and its import */
async function importing(change: () => void): Promise<void> {
  const foreign: ForeignFile = { file, reader: whatsapp, options: HASHED }
  const imported = await asImported(foreign)
  change()
  const counts: Imported = { read: 0, accepted: 0, dead: 0, reasons: new Map(), imports: [] }
  await importForeign(one, foreign, imported, { now: () => NOW, person: 'anna', counts })
}

const stored = () => one.db.readBulk<[string]>('select id from message_events')

test('as it was: stored', async () => {
  await importing(() => undefined)
  expect(await stored()).toHaveLength(2)
})

test.each<[string, () => void]>([
  [
    'grown',
    () => {
      appendFileSync(file, LINE)
    },
  ],
  [
    'cut short',
    () => {
      truncateSync(file, LINE.length)
    },
  ],
  [
    'empty',
    () => {
      truncateSync(file, 0)
    },
  ],
  [
    'another of the same length',
    () => {
      writeFileSync(file, CHAT.replace('23:59', '23:58'))
    },
  ],
])('%s: refused, and nothing of it is kept', async (_, change) => {
  await expect(importing(change)).rejects.toThrow(
    /^whatsapp [0-9a-f]{8} was changed while it was read, nothing of it is kept: wait until it is complete/,
  )
  expect(await stored()).toEqual([])
  expect(await one.db.readBulk('select conversation_id from turn_facts final')).toEqual([])
  expect((await readImports(one.db)).filter(({ state }) => state !== 'undone')).toEqual([])
})
