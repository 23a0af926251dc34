import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Directory } from '#sql/directory/directory.ts'
import { readFirstDay } from '#sql/first-day.server.ts'
import { homesScope, managementScope, ownerScope } from '#sql/directory/scope.ts'
import { formatDay } from '#sql/time/zone.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  EVERYTHING,
  guest,
  incident,
  owner,
  planned,
  property,
  review,
  source,
  stay,
} from './support/events.ts'

let one: TestDatabase
let directory: Directory
beforeAll(async () => {
  one = await testDatabase()
  const home = (id: string, data = {}) =>
    property({ property_id: id, name: id, owner_id: `of-${id}`, ...data })
  const outcomes = await one.take([
    ...['asked', 'trouble', 'rated', 'stayed', 'planned', 'late', 'never', 'sold', 'east'].map((id) =>
      owner({ owner_id: `of-${id}`, name: id }),
    ),
    owner({ owner_id: 'buyer', name: 'buyer' }),
    home('asked'),
    guest('2025-03-04 10:00', { property_id: 'asked' }),
    home('trouble'),
    incident('opened', '2025-03-05 10:00', { property_id: 'trouble' }),
    home('rated'),
    review('2025-03-06 10:00', 5, { property_id: 'rated' }),
    home('stayed'),
    stay('2025-03-07', '2025-03-09', { property_id: 'stayed' }),
    home('planned'),
    planned('2025-03-01 10:00', '2025-03-08 22:00', '2025-03-09 08:00', { property_ids: ['planned'] }),
    // managed later than its first guest wrote
    home('late', { managed_from: '2025-04-01' }),
    guest('2025-03-01 10:00', { property_id: 'late', conversation_id: 'l' }),
    home('never'),
    // sold on the 10th; the first guest wrote to the buyer
    home('sold'),
    property(
      { property_id: 'sold', owner_id: 'buyer', owner_from: '2025-03-10', name: 'sold' },
      '2025-03-10 12:00',
    ),
    guest('2025-03-20 10:00', { property_id: 'sold', conversation_id: 's' }),
    // 20:00 in Moscow is the next day there
    home('east', { timezone: 'Asia/Vladivostok' }),
    guest('2025-03-04 20:00', { property_id: 'east', conversation_id: 'e' }),
    guest('2025-02-01 10:00', { property_id: undefined, conversation_id: 'nowhere' }),
  ])
  expect(outcomes.filter((outcome) => outcome !== null)).toEqual([])
  directory = await one.directory()
})
afterAll(() => one.close())

const formatted = (day: number | null) => (day === null ? null : formatDay(day))

test.each([
  ['of-asked', '2025-03-04'],
  ['of-trouble', '2025-03-05'],
  ['of-rated', '2025-03-06'],
  ['of-stayed', '2025-03-07'],
  // told on the 1st
  ['of-planned', '2025-03-01'],
  ['of-late', '2025-04-01'],
  ['of-never', null],
  ['of-sold', null],
  ['buyer', '2025-03-20'],
  ['of-east', '2025-03-05'],
  ['of-nobody', null],
])('%s: %s', async (owner_id, day) => {
  expect(formatted(await readFirstDay(one.db, directory, ownerScope(directory, owner_id)))).toBe(day)
})

test('management sees what has no home, too; some homes alone do not', async () => {
  expect(formatted(await readFirstDay(one.db, directory, managementScope(directory)))).toBe('2025-02-01')
  const some = homesScope(directory, ['asked', 'never'])
  expect(formatted(await readFirstDay(one.db, directory, some))).toBe('2025-03-04')
})

test('from the day from which a source tells all, nothing is told where nothing was', async () => {
  await one.take([
    property({ property_id: 'new', name: 'new', owner_id: 'of-never' }, '2025-05-01 12:00'),
    source(EVERYTHING, '2025-03-03'),
  ])
  directory = await one.directory()
  const first = async (owner_id: string) =>
    formatted(await readFirstDay(one.db, directory, ownerScope(directory, owner_id)))
  expect(await first('of-never')).toBe('2025-03-03')
  expect(await first('of-asked')).toBe('2025-03-03')
  expect(await first('of-planned')).toBe('2025-03-01')
  expect(await first('of-late')).toBe('2025-04-01')
  expect(await first('buyer')).toBe('2025-03-10')
  const announced = homesScope(directory, ['new'])
  expect(formatted(await readFirstDay(one.db, directory, announced))).toBe('2025-05-01')
})
