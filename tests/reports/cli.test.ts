import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { command } from '../support/command.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { everythingReported, guest, manager, owner, property } from '../support/events.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'insights-'))
let one: TestDatabase
beforeAll(async () => {
  // vitest has a BASE_URL of its own
  vi.stubEnv('BASE_URL', '').stubEnv('COMPANY_NAME', 'Butler')
  one = await testDatabase()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await one.close()
  rmSync(dir, { recursive: true, force: true })
})
const run = (...args: string[]) =>
  command(args, {
    cwd: dir,
    store: () => Promise.resolve({ ...one, default_timezone: 'Europe/Moscow', data_dir: dir }),
  })
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('send-reports writes to the outbox what report --verify then knows', async () => {
  await one.take([
    everythingReported(),
    property(),
    owner({ name: 'Ольга', email: 'olga@example.test' }),
    guest('2025-03-04 03:12'),
    manager('2025-03-04 03:16'),
  ])
  expect(await run('send-reports', '--month', '2025-03', '--dry-run')).toEqual({
    err: '',
    status: 0,
    out: 'Ольга: olga@example.test\n',
  })
  const sent = await run('send-reports', '--month', '2025-03')
  expect(sent.err).toBe('')
  expect(sent.status).toBe(0)
  expect(sent.out).toMatch(/^Ольга\tolga@example.test\taccepted\t250 /)
  const [name = '', ...others] = readdirSync(path.join(dir, 'outbox'))
  expect(others).toEqual([])
  const mail = await simpleParser(readFileSync(path.join(dir, 'outbox', name)))

  const pdf = path.join(dir, 'sent.pdf')
  writeFileSync(pdf, mail.attachments[0]?.content ?? '')
  const known = await run('report', '--verify', pdf)
  expect(known.status).toBe(0)
  expect(plain(known.out)).toMatch(
    /^Это тот самый отчёт: Март 2025, Ольга, отправлен .*\nС тех пор ничего в нём не изменилось\.\n$/,
  )
  writeFileSync(pdf, 'x', { flag: 'a' })
  expect(await run('report', '--verify', pdf, '--locale', 'en')).toMatchObject({
    status: 1,
    err: 'insights: no report that was sent has these bytes\n',
  })
  expect((await run('send-reports', '--month', '2025-13')).status).toBe(2)
  expect((await run('report', '--month', '2025-03')).status).toBe(2)
  const preview = await run('report', '--owner', 'olga', '--month', '2025-03', '--preview')
  expect(plain(preview.out)).toContain('Проверка: Март 2025: отчёт о поддержке гостей\n\nButler · Март 2025')
})
