import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addSteps,
  readDeliveries,
  readSteps,
  type DeliveryEntry,
} from '#reports/mailing/delivery-log.server.ts'
import { readReports, resendReport } from '#reports/mailing/owner-reports.server.ts'
import { queueReport } from '#reports/mailing/issue.server.ts'
import { recipientId } from '#reports/mailing/recipients.ts'
import { messageKeyOf } from '#reports/mailing/reports.ts'
import { readSnapshotHeads } from '#reports/mailing/snapshots.server.ts'
import { everythingReported, guest, manager, owner, property } from '../support/events.ts'
import { reportWorld, type ReportWorld } from '../support/reports.ts'
import type { Say } from '../support/smtp.ts'

const MONTH = '2025-03'
const THREE = ['a@example.test', 'b@example.test', 'c@example.test'] as const
const refused = (text: string): Say => ({ code: 550, text })
/** what the server says to each address, the first time and later */
const SAYS: Record<string, (times: number) => Say> = {
  'b@example.test': (times) => (times === 1 ? { code: 451, text: '4.7.1 come back later' } : 'take'),
  'gone@example.test': (times) => (times === 1 ? refused('5.1.1 no <gone@example.test> here') : 'take'),
  'no@example.test': () => refused('5.7.1 not from you'),
  'never@example.test': () => ({ code: 421, text: 'too busy' }),
  'lost@example.test': () => 'take',
}

let world: ReportWorld
beforeAll(async () => {
  const homes = ['three', 'gone', 'no', 'never', 'lost', 'quit']
  world = await reportWorld(
    [
      everythingReported(),
      ...homes.map((id) => property({ property_id: `home-${id}`, owner_id: id, name: id })),
      owner({ owner_id: 'three', email: THREE[0], copies: THREE.slice(1) }),
      ...homes.slice(1).map((id) => owner({ owner_id: id, email: `${id}@example.test` })),
      guest('2025-03-04 03:12', { property_id: 'home-three' }),
      manager('2025-03-04 03:16', { property_id: 'home-three' }),
    ],
    {
      onRecipient: (to, times) => SAYS[to]?.(times) ?? 'take',
      onMessage: (to, times) => (to === 'lost@example.test' && times === 1 ? 'drop' : 'take'),
    },
  )
  await world.at('2025-04-01 09:00')
  await world.at('2025-04-03 10:00')
})
afterAll(() => world.end())

const gotBy = (to: string) => world.smtp.got.filter((one) => one.to === to)
const entryOf = async (owner_id: string, address = `${owner_id}@example.test`): Promise<DeliveryEntry> => {
  const entries = await readDeliveries(world.db, {
    month: MONTH,
    message_key: messageKeyOf(MONTH, owner_id, 1),
  })
  const entry = entries.find(({ recipient_id }) => recipient_id === recipientId(address))
  if (entry === undefined) throw new Error(`${address} has no delivery`)
  return entry
}
const goOn = (ms: number) => {
  world.goTo(new Date(world.reports.now() + ms).toISOString())
}
const stepsOf = async (owner_id: string) =>
  (await readSteps(world.db, { message_key: messageKeyOf(MONTH, owner_id, 1) })).map(({ step }) => step)

test('three recipients, the second is put off and then taken: exactly one copy each', async () => {
  expect(THREE.map((to) => gotBy(to).length)).toEqual([1, 0, 1])
  const put_off = await entryOf('three', THREE[1])
  expect(put_off).toMatchObject({ step: 'deferred', code: 451, deferrals: 1 })
  const waits_s = (put_off.next_at - put_off.at) / 1000
  expect(waits_s).toBeGreaterThanOrEqual(48)
  expect(waits_s).toBeLessThanOrEqual(72)
  goOn(30_000)
  await world.deliver()
  expect(gotBy(THREE[1])).toEqual([])
  goOn(60_000)
  await world.deliver()
  expect(THREE.map((to) => gotBy(to).length)).toEqual([1, 1, 1])
  expect((await entryOf('three', THREE[1])).step).toBe('accepted')
})

test('each copy is a message of its own: its own Message-ID, nobody sees the others', () => {
  const ids = THREE.map((to) => gotBy(to)[0]?.mail.messageId)
  expect(new Set(ids).size).toBe(3)
  for (const to of THREE)
    for (const other of THREE) if (other !== to) expect(gotBy(to)[0]?.raw.toString()).not.toContain(other)
})

test('refused for ever is failed, never sent; an address that does not exist is suppressed', async () => {
  expect(await entryOf('no')).toMatchObject({ step: 'failed', code: 550 })
  const gone = await entryOf('gone')
  expect(gone).toMatchObject({ step: 'failed', code: 550 })
  expect(gone.detail).toBe('550 5.1.1 no <ADDRESS> here')
  const heads = await readSnapshotHeads(world.db, { month: MONTH, owner_id: 'gone' })
  const next = heads.find(({ edition }) => edition === 1)
  const gone_owner = (await world.directory()).owners.get('gone')
  if (next === undefined || gone_owner === undefined) throw new Error('not sealed')
  // the next month does not even try
  await queueReport(world.reports, gone_owner, { ...next, edition: 7 })
  const [later] = await readDeliveries(world.db, { message_key: messageKeyOf(MONTH, 'gone', 7) })
  expect(later).toMatchObject({ step: 'failed', detail: 'suppressed: 550 5.1.1 no <ADDRESS> here' })
  expect(gotBy('gone@example.test')).toEqual([])
})

test('somebody asks to send it again: the address gets its chance, once', async () => {
  goOn(60_000)
  await resendReport(world.reports, { month: MONTH, owner_id: 'gone', edition: 1, person: 'manager:anna' })
  goOn(1000)
  await world.at(new Date(world.reports.now()).toISOString())
  expect((await entryOf('gone')).step).toBe('accepted')
  await world.at(new Date(world.reports.now() + 60_000).toISOString())
  expect(gotBy('gone@example.test')).toHaveLength(1)
})

test('put off for half a day with growing waits, then failed', async () => {
  for (let entry = await entryOf('never'); entry.step === 'deferred'; entry = await entryOf('never')) {
    goOn(Math.max(0, entry.next_at - world.reports.now()))
    await world.deliver()
  }
  const waits = (await readSteps(world.db, { message_key: messageKeyOf(MONTH, 'never', 1) }))
    .filter(({ step }) => step === 'deferred')
    .map(({ next_at, at }) => (next_at - at) / 60_000)
  expect(waits).toHaveLength(6)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 60
  expect(hours).toBeGreaterThan(8)
  expect(hours).toBeLessThan(14)
  expect(await entryOf('never')).toMatchObject({ step: 'failed', attempt: 7, code: 421 })
  expect(gotBy('never@example.test')).toEqual([])
})

test('the answer was lost: the log says uncertain, and the one that follows carries the same Message-ID', async () => {
  expect(await stepsOf('lost')).toEqual([
    'queued',
    'started',
    'data',
    'uncertain',
    'started',
    'data',
    'accepted',
  ])
  expect(world.smtp.began.filter((to) => to === 'lost@example.test')).toHaveLength(2)
  expect(gotBy('lost@example.test')).toHaveLength(1)
})

test('left behind by a process that ended: before the message it is sent as if nothing had been, after it it is uncertain first', async () => {
  const before = await entryOf('quit')
  expect(before.step).toBe('accepted')
  const message_key = messageKeyOf(MONTH, 'quit', 9)
  for (const [seq, step] of [
    [1, 'started'],
    [2, 'data'],
  ] as const) {
    const key = { ...before, message_key: `${message_key}.${seq}`, edition: 1 }
    await addSteps(world.db, [{ before: key, next: { step, at: world.reports.now() } }])
  }
  const count = gotBy('quit@example.test').length
  await world.deliver()
  expect(gotBy('quit@example.test')).toHaveLength(count + 2)
  const steps = async (of: string) => (await readSteps(world.db, { message_key: of })).map(({ step }) => step)
  expect(await steps(`${message_key}.1`)).toEqual(['started', 'started', 'data', 'accepted'])
  expect(await steps(`${message_key}.2`)).toEqual(['data', 'uncertain', 'started', 'data', 'accepted'])
})

test('the page says of each what it is', async () => {
  const reports = await readReports(world.reports, MONTH)
  const states = Object.fromEntries(
    reports.map(({ owner_id, deliveries }) => [
      owner_id,
      deliveries.filter(({ edition }) => edition === 1).map(({ state }) => state)[0],
    ]),
  )
  expect(states).toMatchObject({ no: 'failed', never: 'failed', lost: 'accepted', gone: 'accepted' })
})
