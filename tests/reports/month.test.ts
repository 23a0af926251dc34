import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReports } from '#reports/desk.server.ts'
import { everythingTold, guest, manager, owner, property } from '../support/events.ts'
import { reportWorld, type ReportWorld } from '../support/reports.ts'

let world: ReportWorld
beforeAll(async () => {
  world = await reportWorld([
    everythingTold(),
    property({ owner_id: 'olga' }),
    owner({ owner_id: 'olga', name: 'Ольга', email: 'olga@example.test', copies: ['copy@example.test'] }),
    guest('2025-03-04 03:12'),
    manager('2025-03-04 03:16'),
  ])
})
afterAll(() => world.end())

test('nobody touched it: prepared on the 1st, sent on the 3rd', async () => {
  await world.at('2025-04-01 08:59')
  expect(await states()).toEqual([])
  await world.at('2025-04-01 09:00')
  expect(await states()).toEqual(['prepared', 'prepared'])
  await world.at('2025-04-03 09:59')
  expect(world.smtp.got).toHaveLength(0)
  await world.at('2025-04-03 10:00')
  expect(await states()).toEqual(['accepted', 'accepted'])
  expect(world.smtp.got.map(({ to }) => to).sort()).toEqual(['copy@example.test', 'olga@example.test'])
  await world.at('2025-04-03 10:01')
  expect(world.smtp.got).toHaveLength(2)
  console.log(
    world.smtp.got[0]?.mail.subject,
    world.smtp.got[0]?.mail.text,
    world.smtp.got[0]?.mail.headerLines,
  )
})

async function states() {
  const [one] = await readReports(world.reports, '2025-03')
  return one?.deliveries.map(({ state }) => state)
}
