/** `insights import calendar.ics`: stays of a home and duties of a team, once however often they come. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readImports } from '#pipelines/imports.server.ts'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { factRows } from './support/fact-rows.ts'

let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'calendars-'))
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
const ics = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const days = (from: string, until: string) => `DTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${until}`

const SECRET = 'Зинаида Сентинелова'
const BOOKINGS = ics(
  event(
    days('20261102', '20261105'),
    `SUMMARY:Reserved - ${SECRET}`,
    'UID:a@airbnb.com',
    'DESCRIPTION:https://www.airbnb.com/hosting/reservations/details/HMABCDE123\\nPhone Number (Last 4 Digits): 1122',
  ),
  event(days('20261107', '20261108'), 'SUMMARY:Airbnb (Not available)', 'UID:b@airbnb.com'),
)
const HOMES = 'Квартира;Владелец\nНевский 24;Соколова\n'

const stays = () =>
  one.db.readBulk(
    'select stay_id, property_id, toString(toDate32(check_in_date)), toString(toDate32(check_out_date)) from stay_facts final order by all',
  )

test('bookings: of which home is asked, told, kept and repeated; twice is once, days that are closed are none', async () => {
  file('homes.csv', HOMES)
  file('listing-5123.ics', BOOKINGS)
  await insights('import', 'homes.csv', '--as', 'uyut', '--yes')
  expect(await insights('import', 'listing-5123.ics', '--as', 'uyut', '--yes')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/nothing of listing-5123\.ics is taken: .*--home NAME/) as string,
  })
  expect(
    await insights('import', 'listing-5123.ics', '--as', 'uyut', '--home', 'Невскй 24', '--yes'),
  ).toMatchObject({
    status: 2,
    err: expect.stringMatching(/unknown home Невскй 24: write it as your sheet of homes does/) as string,
  })
  const first = await insights('import', 'listing-5123.ics', '--as', 'uyut', '--home', 'невский, 24', '--yes')
  expect(first).toMatchObject({ status: 0, err: '' })
  expect(first.out).toMatch(
    /calendar, as sheet:\/\/uyut\n.*understood {6}1 .*\n.*in part {9}stays: .*\n.*not counted {5}1 {3}blocked_days 1/,
  )
  const expected = [['uyut/HMABCDE123', 'nevskij-24', '2026-11-02', '2026-11-05']]
  expect(await stays()).toEqual(expected)
  const facts = await factRows(one.db)
  await insights('import', 'listing-5123.ics', '--as', 'uyut', '--home', 'nevskij-24', '--yes')
  expect(await stays()).toEqual(expected)
  expect(await factRows(one.db)).toEqual(facts)
  const [latest] = await readImports(one.db)
  expect(latest).toMatchObject({ reader: 'calendar', home: 'nevskij-24' })
  expect(
    await insights(
      'imports',
      'redo',
      /imports undo (\w+)/.exec(first.out)?.[1] ?? '',
      '--timezone',
      'Asia/Omsk',
    ),
  ).toMatchObject({ status: 0 })
  expect(await stays()).toEqual(expected)
  const tables = await one.db.read<{ name: string }>(
    "select name from system.tables where database = currentDatabase() and engine like '%MergeTree'",
  )
  const rows = await Promise.all(tables.map(({ name }) => one.db.readBulk(`select * from ${name}`)))
  expect(JSON.stringify(rows)).not.toMatch(/Сентинел|Reserved/)
})

test('a home that the sheet of homes lacks is shown before it is stored', async () => {
  file('Лиговский 10.ics', BOOKINGS)
  expect((await insights('import', 'Лиговский 10.ics', '--as', 'uyut', '--dry-run')).out).toMatch(
    /new homes {7}ligovskij-10: not announced so far/,
  )
  expect(await stays()).toEqual([])
})

test('duties: a calendar that is sent again takes back what is gone, and a sheet stands in its place', async () => {
  const night = (day: string, next: string, who: string) =>
    event(
      `DTSTART;TZID=Europe/Moscow:202612${day}T210000`,
      `DTEND;TZID=Europe/Moscow:202612${next}T090000`,
      `SUMMARY:Дежурство: ${who}`,
      `UID:${day}`,
    )
  const plans = async () =>
    (
      await one.db.readBulk<[string]>(
        `select concat(manager_id, ' ', toString(toDate(planned, 'Europe/Moscow'))) from (
            select any(manager_id) as manager_id, argMax(action, import_id) as act, argMax(planned_start, import_id) as planned
            from shift_events group by shift_id
        ) where act = 'planned' order by 1`,
      )
    ).map(([line]) => line)
  file('duty.ics', ics(night('01', '02', 'Анна'), night('02', '03', 'Анна'), night('03', '04', 'Анна')))
  expect(await insights('import', 'duty.ics', '--as', 'uyut', '--yes')).toMatchObject({ status: 0 })
  expect(await plans()).toEqual(['anna 2026-12-01', 'anna 2026-12-02', 'anna 2026-12-03'])
  file('duty.ics', ics(night('01', '02', 'Анна'), night('03', '04', 'Анна')))
  await insights('import', 'duty.ics', '--as', 'uyut', '--yes')
  expect(await plans()).toEqual(['anna 2026-12-01', 'anna 2026-12-03'])
  file('roster.csv', 'Декабрь 2026\nФИО;1;2;3;4;5\nАнна;;Н;;;\n')
  await insights('import', 'roster.csv', '--as', 'uyut', '--yes')
  expect(await plans()).toEqual(['anna 2026-12-02'])
})
