/** Answers of `insights import`: within which dates, what is told completely, and what a renamed chat was called. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readImports } from '#pipelines/imports.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import { readReported } from '#sql/capabilities.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { readMetrics } from '#sql/read.server.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { formatDay } from '#sql/time/zone.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { factRows } from './support/fact-rows.ts'

let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'answers-'))
})
beforeEach(() => one.empty())
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await one.close()
})

const insights = (...args: string[]) =>
  command(args, {
    cwd: dir,
    now: () => Date.parse('2026-11-20T12:00:00Z'),
    store: () =>
      Promise.resolve({ ...one, data_dir: dir, default_timezone: 'Europe/Moscow' } as unknown as Store),
  })
const file = (name: string, text: string) => {
  writeFileSync(path.join(dir, name), text)
}
const named = (out: string) => /imports undo (\w+)/.exec(out)?.[1] ?? ''
const imported = (name: string, ...more: string[]) =>
  insights('import', name, '--as', 'uyut', '--yes', ...more)

/** Local times of messages in Moscow. */
async function messages(): Promise<string[]> {
  const rows = await one.db.readBulk<[string]>(
    `select distinct formatDateTime(at, '%d %H:%i', 'Europe/Moscow') as local from message_events order by local`,
  )
  return rows.map(([local]) => local)
}

const CHAT = (guest: string) =>
  [
    `31.10.2026, 23:59 - ${guest}: Здравствуйте, какой код?`,
    `01.11.2026, 00:00 - ${guest}: Ау?`,
    '01.11.2026, 23:59 - Уют: 4512',
    `02.11.2026, 00:00 - ${guest}: Спасибо! А парковка?`,
    '',
  ].join('\n')
const WHATSAPP = 'Чат WhatsApp с контактом Зинаида.txt'

test('dates of messages are those of the file\u2019s zone, the end is exclusive; told in the plan, kept, and repeated', async () => {
  file(WHATSAPP, CHAT('Зинаида'))
  const first = await imported(WHATSAPP, '--from', '2026-11-01', '--until', '2026-11-02')
  expect(first).toMatchObject({ status: 0, err: '' })
  expect(first.out).toMatch(/not counted {5}2 {3}outside the dates 2/)
  expect(await messages()).toEqual(['01 00:00', '01 23:59'])
  expect(await insights('imports', 'redo', named(first.out), '--file', WHATSAPP)).toMatchObject({
    status: 0,
    err: '',
  })
  expect(await messages()).toEqual(['01 00:00', '01 23:59'])
  const [again] = await readImports(one.db)
  expect(again).toMatchObject({ from_date: '2026-11-01', until_date: '2026-11-02' })
  expect(await imported(WHATSAPP, '--from', '2026-12-01')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/all of it lies outside the dates/) as string,
  })
})

test('a stay is within the dates where a night is, a shift where it begins; homes always; what is told completely begins with them', async () => {
  file('homes.csv', 'Квартира;Владелец\nНевский 24;Соколова\n')
  file(
    'bookings.csv',
    'Номер брони;Объект;Заезд;Выезд\nA;Невский 24;28.10.2026;01.11.2026\nB;Невский 24;30.10.2026;02.11.2026\nC;Невский 24;03.11.2026;05.11.2026\nD;Невский 24;05.11.2026;06.11.2026\n',
  )
  file('roster.csv', 'Ноябрь 2026\nФИО;1;2;3;4;5;6\nАнна;Н;Н;Н;Н;Н;Н\n')
  const dates = ['--from', '2026-11-01', '--until', '2026-11-05']
  for (const name of ['homes.csv', 'bookings.csv', 'roster.csv'])
    expect(await imported(name, ...dates)).toMatchObject({ status: 0 })
  expect((await one.directory()).properties.has('nevskij-24')).toBe(true)
  expect(await one.db.readBulk('select distinct stay_id from stay_events order by stay_id')).toEqual([
    ['uyut/B'],
    ['uyut/C'],
  ])
  expect(
    await one.db.readBulk(
      "select distinct shift_id from shift_events where action = 'planned' order by shift_id",
    ),
  ).toEqual([1, 2, 3, 4].map((day) => [`anna/2026-11/${day}/1`]))
  const { stays, plans } = await readReported(one.db, await one.directory())
  expect([stays, plans].map((day) => formatDay(day ?? 0))).toEqual(['2026-11-01', '2026-11-01'])
})

test('what a file tells completely, since its first day; undone with it', async () => {
  file(WHATSAPP, CHAT('Зинаида'))
  const before = await readReported(one.db, await one.directory())
  expect(before.calls).toBeNull()
  const shown = await insights(
    'import',
    WHATSAPP,
    '--as',
    'uyut',
    '--dry-run',
    '--complete',
    'messages, calls',
  )
  expect(shown.out).toMatch(/complete {8}calls, messages since 2026-10-31/)
  const first = await imported(WHATSAPP, '--complete', 'messages,calls')
  const { calls } = await readReported(one.db, await one.directory())
  expect(formatDay(calls ?? 0)).toBe('2026-10-31')
  const facts = await factRows(one.db)
  await imported(WHATSAPP, '--complete', 'calls,messages')
  expect(await factRows(one.db)).toEqual(facts)
  expect([...(await one.directory()).sources.values()]).toMatchObject([
    { source_id: 'whatsapp://uyut/complete/2026-10-31', reports: ['calls', 'messages'], partial: [] },
    { source_id: 'whatsapp://uyut/minutes', reports: [], precision: 'minute' },
  ])
  const [second] = await readImports(one.db)
  await insights('imports', 'undo', named(first.out))
  await insights('imports', 'undo', (second?.import_id ?? 0).toString(36))
  expect((await readReported(one.db, await one.directory())).calls).toBeNull()
})

test('what nobody says is all there is told in part: stays and chats give no ratio until somebody does', async () => {
  file('bookings.csv', 'Номер брони;Объект;Заезд;Выезд\nA;Невский 24;29.10.2026;01.11.2026\n')
  file(WHATSAPP, CHAT('Зинаида'))
  await imported('bookings.csv')
  await imported(WHATSAPP)
  const perStay = async () => {
    const directory = await one.directory()
    const { total, not_reported } = await readMetrics(one.db, directory, {
      subject: 'automation',
      metrics: ['stays', 'questions_per_stay'],
      by: null,
      every: null,
      period: parsePeriod('2026-10-31', '2026-11-03'),
      as_of: Date.parse('2026-11-10T00:00:00Z'),
      scope: managementScope(directory),
      language: 'en',
      team: false,
    })
    return [total['stays'], total['questions_per_stay'], not_reported['questions_per_stay']]
  }
  expect(await perStay()).toEqual([1, null, 'whole messages'])
  await imported(WHATSAPP, '--complete', 'messages')
  expect(await perStay()).toEqual([1, null, 'whole stays'])
  await imported('bookings.csv', '--complete', 'stays')
  expect(await perStay()).toEqual([1, expect.any(Number), undefined])
})

test('a renamed contact is the chat and the guest of before; the name is not kept, and redo says so', async () => {
  const old = 'Зинаида Сентинелова'
  file(`Чат WhatsApp с контактом ${old}.txt`, CHAT(old))
  const renamed = 'Чат WhatsApp с контактом Зина Авито.txt'
  file(renamed, CHAT('Зина Авито'))
  await imported(`Чат WhatsApp с контактом ${old}.txt`)
  const facts = await factRows(one.db)
  const again = await imported(renamed, '--chat', old)
  expect(await factRows(one.db)).toEqual(facts)
  const [kept] = await readImports(one.db)
  expect(kept?.chat).toMatch(/^[\w-]{22}$/)
  const redo = ['imports', 'redo', named(again.out), '--file', renamed]
  expect(await insights(...redo)).toMatchObject({
    status: 2,
    err: expect.stringMatching(/that name is not kept.*say it again with --chat/) as string,
  })
  expect(await insights(...redo, '--chat', old)).toMatchObject({ status: 0 })
  expect(await factRows(one.db)).toEqual(facts)
  const shown =
    (await insights('imports', 'show', named(again.out))).out + (await insights('imports', 'list')).out
  expect(JSON.stringify(await one.db.readBulk('select * from imports')) + shown).not.toMatch(/Сентинел|Зина/)
})

test.each([
  [['--from', '1.11.2026'], /from must be a local date like 2026-11-01/],
  [['--from', '2026-11-02', '--until', '2026-11-02'], /until must be after from/],
  [['--complete', 'messages,everything'], /everything/],
  [['--chat', ' '], /chat must be the name/],
])('%j: wrong usage, and nothing is stored', async (more, says) => {
  file(WHATSAPP, CHAT('Зинаида'))
  expect(await imported(WHATSAPP, ...more)).toMatchObject({
    status: 2,
    err: expect.stringMatching(says) as string,
  })
  file('homes.csv', 'Квартира;Владелец\nНевский 24;Соколова\n')
  expect(await imported('homes.csv', '--chat', 'x')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/one export of WhatsApp/) as string,
  })
  expect(await readImports(one.db)).toEqual([])
})
