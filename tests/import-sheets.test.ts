/** `insights import homes.csv roster.csv`: recognised, shown, stored, and a roster that is sent again replaces its month. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'sheets-'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await one.close()
})

function insights(...args: string[]) {
  return command(args, {
    cwd: dir,
    now: () => Date.parse('2026-11-20T12:00:00Z'),
    store: () =>
      Promise.resolve({
        ...one,
        directory: one.directory,
        data_dir: dir,
        default_timezone: 'Europe/Moscow',
      } as unknown as Store),
  })
}

async function importing(name: string, text: string): Promise<string> {
  writeFileSync(path.join(dir, name), text)
  const { status, out, err } = await insights('import', name, '--as', 'uyut', '--yes')
  expect(status, err).toBe(0)
  return out
}

/** 'anna 2026-12-01': the plans that stand, by person and day. */
async function plans(): Promise<string[]> {
  const rows = await one.db.readBulk<[string, string]>(
    `select concat(manager_id, ' ', toString(toDate(planned, 'Europe/Moscow'))), act
    from (
        select shift_id, any(manager_id) as manager_id, argMax(action, import_id) as act, argMax(planned_start, import_id) as planned
        from shift_events group by shift_id
    ) where act = 'planned' order by 1`,
  )
  return rows.map(([line]) => line)
}

test('homes, then a roster for the next month, twice', async () => {
  const out = await importing(
    'homes.csv',
    'Квартира;Владелец;В управлении с\nНевский 24;Соколова;01.11.2026\n',
  )
  expect(out).toMatch(/^homes\.csv: sheet, as sheet:\/\/uyut$/m)
  expect(out).toMatch(/property 1 · owner 1|owner 1 · property 1/)
  expect((await one.directory()).properties.get('nevskij-24')?.owners).toMatchObject([
    { owner_id: 'sokolova' },
  ])

  const roster = (anna: string) => `Декабрь 2026\nФИО;1;2;3;4;5\nАнна;${anna}\n`
  await importing('roster.csv', roster('Н;;Н;;Н'))
  expect(await plans()).toEqual(['anna 2026-12-01', 'anna 2026-12-03', 'anna 2026-12-05'])
  await importing('roster.csv', roster('Н;Д;;;Н'))
  expect(await plans()).toEqual(['anna 2026-12-01', 'anna 2026-12-02', 'anna 2026-12-05'])
})
