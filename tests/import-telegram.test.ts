/** `insights import result.json`: recognised, shown, asked for, counted, and none of its words or names at rest. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Store } from '#pipelines/store.server.ts'
import { command } from './support/command.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

let one: TestDatabase
let dir: string
beforeAll(async () => {
  one = await testDatabase()
  dir = mkdtempSync(path.join(tmpdir(), 'telegram-'))
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
      Promise.resolve({
        ...one,
        directory: one.directory,
        data_dir: dir,
        default_timezone: 'Europe/Moscow',
      } as unknown as Store),
  })

const SECRETS = ['Сентинелова', 'sentinel_user', '79210001122', 'ключ под ковриком', '5550001', '7770002']
const at = (clock: string) => ({
  date: `2026-11-03T${clock}`,
  date_unixtime: String(Date.parse(`2026-11-03T${clock}+03:00`) / 1000),
})
const message = (id: number, clock: string, from: string, text: unknown) => ({
  id,
  type: 'message',
  ...at(clock),
  from: 'Сентинелова',
  from_id: from,
  text,
})
/** A question at night, an answer after four minutes, a missed call, a service line; and a group. */
const EXPORT = {
  about: 'Here is the data you requested. Telegram',
  personal_information: {
    user_id: 7770002,
    first_name: 'Сентинелова',
    phone_number: '+79210001122',
    username: '@sentinel_user',
  },
  chats: {
    about: 'x',
    list: [
      {
        name: 'Сентинелова',
        type: 'personal_chat',
        id: 5550001,
        messages: [
          message(1, '03:00:00', 'user5550001', ['Где ', { type: 'bold', text: 'ключ под ковриком' }, '?']),
          message(2, '03:04:00', 'user7770002', 'Под ковриком'),
          {
            id: 3,
            type: 'service',
            ...at('05:00:00'),
            actor: 'Сентинелова',
            actor_id: 'user5550001',
            action: 'phone_call',
            discard_reason: 'missed',
          },
          {
            id: 4,
            type: 'service',
            ...at('05:01:00'),
            actor: 'x',
            actor_id: 'user7770002',
            action: 'pin_message',
            text: '',
          },
        ],
      },
      {
        name: 'Уборка',
        type: 'private_group',
        id: 42,
        messages: [message(1, '12:00:00', 'user5550003', 'Квартира готова')],
      },
      {
        name: null,
        type: 'saved_messages',
        id: 7770002,
        messages: [message(9, '12:00:00', 'user7770002', 'пароль')],
      },
    ],
  },
}

const metrics = ['metrics', 'turns', '--from', '2026-11-01', '--until', '2026-12-01', '--format', 'json']
const turns = async () => (JSON.parse((await insights(...metrics)).out) as { total: unknown }).total

/** All that is in the tables and logs of the database. */
async function atRest(): Promise<string> {
  const tables = await one.db.read<{ name: string }>(
    "select name from system.tables where database = currentDatabase() and engine like '%MergeTree'",
  )
  const rows = await Promise.all(tables.map(({ name }) => one.db.readBulk(`select * from ${name}`)))
  return JSON.stringify(rows)
}

test('shown first, stored with --yes, the same again; no name, number or word of it rests', async () => {
  writeFileSync(path.join(dir, 'result.json'), JSON.stringify(EXPORT, null, 1))
  const shown = await insights('import', 'result.json', '--as', 'uyut', '--dry-run')
  expect(shown).toMatchObject({ status: 0, err: '' })
  expect(shown.out).toMatch(
    /^result\.json: telegram, 2026-11-03 to 2026-11-03, 2 chats, as telegram:\/\/uyut$/m,
  )
  expect(shown.out).toMatch(/understood +4 +text 3 · missed_call 1/)
  expect(shown.out).toMatch(/who wrote +guest 2 · manager 1 · unknown 1/)
  expect(shown.out).toMatch(/in part +messages: no questions per stay come of it/)
  expect(shown.out).toMatch(/not counted +2 +service 1 · saved_messages 1/)
  expect(shown.out).toMatch(/to place +1 accounts of groups/)

  const unwanted = await insights('import', 'result.json', '--as', 'uyut')
  expect(unwanted).toMatchObject({
    status: 2,
    err: expect.stringMatching(/add --yes to import it/) as string,
  })
  expect(await one.db.readBulk('select 1 from message_events')).toEqual([])

  const stored = await insights('import', 'result.json', '--as', 'uyut', '--yes')
  // the cleaner of the group is nobody yet
  expect(stored).toMatchObject({
    status: 3,
    err: expect.stringMatching(/1 messages of 1 accounts count nowhere yet/) as string,
  })
  const figures = { turns: 2, in_time: 1, overdue: 1, guest_messages: 2, missed_calls: 1, night_turns: 2 }
  expect(await turns()).toMatchObject(figures)
  await insights('import', 'result.json', '--as', 'uyut', '--yes')
  expect(await turns()).toMatchObject(figures)

  const rest = (await atRest()) + stored.out + stored.err + shown.out
  for (const secret of SECRETS) expect(rest).not.toContain(secret)
  // the key of the pseudonyms is its owner's alone
  expect(statSync(path.join(dir, 'guest-key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(path.join(dir, 'guest-key'), 'utf8').trim()).toHaveLength(43)
})

test('its chats stand in the sheet with all their messages', async () => {
  writeFileSync(path.join(dir, 'result.json'), JSON.stringify(EXPORT))
  await insights('import', 'result.json', '--yes')
  expect((await insights('map', 'export', '.')).out).toContain(
    '1 accounts are not placed, 1 chats have no home',
  )
  expect(readFileSync(path.join(dir, 'chats.csv'), 'utf8')).toMatch(/tg-[\w-]+,telegram,3,/)
})

test('with other files, the events among them too', async () => {
  writeFileSync(path.join(dir, 'result.json'), JSON.stringify(EXPORT))
  const property = { property_id: 'kv-2', name: 'Невский, 24' }
  const event = {
    specversion: '1.0',
    id: '1',
    source: 'x',
    type: 'butler.property.v1',
    time: '2026-01-01T00:00:00Z',
  }
  writeFileSync(path.join(dir, 'homes.ndjson'), JSON.stringify({ ...event, data: property }))
  const { status, out } = await insights('import', 'homes.ndjson', 'result.json', '--yes', '--json')
  expect(status).toBe(3)
  expect(out).toMatch(/"read":6,"accepted":6,"dead":0/)
  expect((await one.directory()).properties.has('kv-2')).toBe(true)
})

test.each([
  [['--timezone', 'Moscow'], /timezone must be an IANA name/],
  [['--as', 'Мой Телеграм'], /as must be a word of/],
  [['--format', 'viber'], /format of a file that is read here/],
])('%j: wrong usage, nothing stored', async (args, wrong) => {
  writeFileSync(path.join(dir, 'result.json'), JSON.stringify(EXPORT))
  const { status, err } = await insights('import', 'result.json', '--yes', ...args)
  expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(wrong) as string })
})
