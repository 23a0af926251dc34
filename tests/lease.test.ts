import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#sql/db/client.server.ts'
import { readFirstClaim, takeLease } from '#sql/db/lease.server.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'

let one: TestDatabase
/** the same database as one behind a URL: whoever renewed lately may be alive */
let shared: Database
beforeAll(async () => {
  one = await testDatabase()
  shared = { ...one.db, embedded: false }
})
afterAll(() => one.close())

const claim = (name: string, of: { holder: string; place: string; renewed_at: number; state?: string }) =>
  one.db.insert(
    'process_leases',
    ['name', 'holder', 'claimed_at', 'renewed_at', 'state', 'place'],
    [[name, of.holder, of.renewed_at, of.renewed_at, of.state ?? 'held', of.place]],
  )

test('one holder at a time; given back, the next takes it at once', async () => {
  expect(await readFirstClaim(one.db, 'a')).toBe(null)
  const first = await takeLease(one.db, 'a')
  expect([first.isHeld(), first.isLost()]).toEqual([true, false])
  await expect(takeLease(one.db, 'a')).rejects.toThrow(/another process holds the lease of a/)
  const other = await takeLease(one.db, 'b')
  await first.release()
  expect(first.isHeld()).toBe(false)
  const second = await takeLease(one.db, 'a')
  expect(second.isHeld()).toBe(true)
  expect(await readFirstClaim(one.db, 'a')).toBeLessThanOrEqual(Date.now())
  await Promise.all([second.release(), other.release()])
})

test('a holder elsewhere counts until it has not renewed for 45 seconds', async () => {
  await claim('c', { holder: 'elsewhere:1:x', place: 'elsewhere', renewed_at: Date.now() - 40_000 })
  await expect(takeLease(shared, 'c')).rejects.toThrow(/wait 45 seconds/)
  await claim('d', { holder: 'elsewhere:1:x', place: 'elsewhere', renewed_at: Date.now() - 46_000 })
  await (await takeLease(shared, 'd')).release()
  // the embedded database is open in one process alone: what another one claimed, it no longer can
  await (await takeLease(one.db, 'c')).release()
})

test('of two that claim at the same time one gets it', async () => {
  const both = await Promise.allSettled([takeLease(shared, 'e'), takeLease(shared, 'e')])
  const held = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(held).toHaveLength(1)
  await held[0]?.release()
})
