/** docs/rules.md#who-and-where: what is said of accounts and chats, first or last, once or corrected. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { worldArbitrary } from './oracle/world.ts'
import { amount } from './support/amount.ts'
import { factRows } from './support/fact-rows.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { seedOf } from './support/seed.ts'

const SEED = seedOf('who-and-where')
const MAPPING = ['butler.account.v1', 'butler.chat.v1']

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

const facts = () => factRows(one.db)

test('said last they give what they give said first, to the bit, whatever was said wrongly between', async () => {
  const worlds = Array.from({ length: amount(2, 60) }, (_, index) => {
    const [world] = fc.sample(worldArbitrary(`w${index}`), { seed: SEED + index, numRuns: 1 })
    return world?.events ?? []
  }).flat()
  const mapping = worlds.filter(({ type }) => MAPPING.includes(type))
  const others = worlds.filter(({ type }) => !MAPPING.includes(type))
  expect(mapping.length).toBeGreaterThan(5)
  await one.take(mapping)
  await one.take(others)
  const first = await facts()
  expect(first.length).toBeGreaterThan(30)
  await one.empty()
  await one.take(others)
  expect(await facts()).not.toEqual(first)
  for (const event of mapping) {
    await one.land([event])
    await one.facts.drain()
  }
  expect(await facts()).toEqual(first)
})

const at = (clock: string) => `2026-10-03T${clock}:00+03:00`
const message = (id: string, clock: string, account: string, change: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  source: 'telegram://uyut',
  id,
  type: 'butler.message.v1',
  time: at(clock),
  data: { conversation_id: 'c', channel: 'telegram', account, author: { role: 'unknown' }, ...change },
})
const said = (id: string, type: 'account' | 'chat', clock: string, data: Record<string, unknown>) => ({
  specversion: '1.0',
  source: 'map://here',
  id,
  type: `butler.${type}.v1`,
  time: at(clock),
  data: type === 'account' ? { channel: 'telegram', ...data } : { conversation_id: 'c', ...data },
})
const CHAT = [message('1', '12:00', 'them'), message('2', '12:04', 'us')]
const GUEST = said('them', 'account', '13:00', { account: 'them', is: 'guest' })

async function figures(): Promise<Record<string, unknown>> {
  const directory = await one.directory()
  const answer = await readMetrics(one.db, directory, {
    subject: 'turns',
    metrics: ['turns', 'guest_messages', 'in_time', 'overdue', 'wait_p50_s'],
    period: parsePeriod('2026-10-01', '2026-11-01'),
    as_of: Date.parse('2026-11-01T00:00:00Z'),
    scope: managementScope(directory),
    by: null,
    every: null,
    language: 'ru',
    team: false,
  })
  return answer.total
}

describe('one question, four minutes, an answer', () => {
  test('nobody known counts nowhere', async () => {
    await one.take(CHAT)
    expect(await figures()).toMatchObject({ turns: 0, guest_messages: 0, wait_p50_s: null })
  })

  test('the guest is known, who answers is not: no answer', async () => {
    await one.take([...CHAT, GUEST])
    expect(await figures()).toMatchObject({ turns: 1, overdue: 1 })
  })

  test('both are known, whenever it was said', async () => {
    await one.take([
      ...CHAT,
      GUEST,
      said('us', 'account', '20:00', { account: 'us', is: 'manager', id: 'anna' }),
    ])
    expect(await figures()).toMatchObject({ turns: 1, in_time: 1, wait_p50_s: 240 })
  })

  test('a role that was said wrongly is put right, though the message told it itself', async () => {
    const wrong = [
      message('1', '12:00', 'them', { author: { role: 'guest' } }),
      message('2', '12:04', 'us', { author: { role: 'guest' } }),
    ]
    await one.take(wrong)
    expect(await figures()).toMatchObject({ guest_messages: 2, overdue: 1 })
    await one.take([said('us', 'account', '20:00', { account: 'us', is: 'manager', id: 'anna' })])
    expect(await figures()).toMatchObject({ guest_messages: 1, in_time: 1 })
  })

  test('what is said from a day on leaves the days before it', async () => {
    const us = { account: 'us', is: 'manager', id: 'anna' }
    await one.take([...CHAT, GUEST, said('us', 'account', '20:00', { ...us, since: '2026-10-04' })])
    expect(await figures()).toMatchObject({ overdue: 1 })
    await one.take([said('us-2', 'account', '20:01', { ...us, since: '2026-10-03' })])
    expect(await figures()).toMatchObject({ in_time: 1 })
  })

  test('a home that was said wrongly is put right, and nothing stays behind at the other', async () => {
    const us = said('us', 'account', '20:00', { account: 'us', is: 'manager', id: 'anna' })
    await one.take([...CHAT, GUEST, us, said('chat', 'chat', '20:00', { property_id: 'kv-9' })])
    const before = await facts()
    expect(JSON.stringify(before)).toContain('kv-9')
    await one.take([said('chat-2', 'chat', '20:05', { property_id: 'kv-2' })])
    const after = JSON.stringify(await facts())
    expect(after).toContain('kv-2')
    expect(after).not.toContain('kv-9')
  })

  test('a chat to ignore counts nowhere, neither as a question nor as an act', async () => {
    const us = said('us', 'account', '20:00', { account: 'us', is: 'manager', id: 'anna' })
    await one.take([...CHAT, GUEST, us])
    expect((await facts()).filter(([table]) => table === 'act_facts')).not.toEqual([])
    await one.take([said('chat', 'chat', '20:00', { kind: 'ignore' })])
    expect(await figures()).toMatchObject({ turns: 0, guest_messages: 0 })
    expect((await facts()).filter(([table]) => table === 'act_facts')).toEqual([])
  })

  test('of a shared account nobody is credited by name', async () => {
    await one.take([
      ...CHAT,
      GUEST,
      said('us', 'account', '20:00', { account: 'us', is: 'manager', id: 'team', shared: true }),
    ])
    expect(await figures()).toMatchObject({ in_time: 1 })
    expect(JSON.stringify(await facts())).not.toContain('team')
  })

  test('an id that is said to be shared afterwards has what it wrote read anew', async () => {
    const team = { author: { role: 'manager', id: 'team' } }
    const guest = message('1', '12:00', 'them', { author: { role: 'guest' } })
    await one.take([guest, { ...message('2', '12:00', 'us', team), time: '2026-10-03T12:00:03+03:00' }])
    expect(await figures()).toMatchObject({ in_time: 1 })
    const card = { manager_id: 'team', name: 'Team', role: 'manager', shared: true }
    await one.take([{ ...said('card', 'chat', '13:00', card), type: 'butler.manager.v1' }])
    // three seconds after a question, from nobody by name: an autoresponder
    expect(await figures()).toMatchObject({ in_time: 0, overdue: 1 })
  })
})
