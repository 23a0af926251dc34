/** What was said afterwards of marks, clock and plans stands in the lists with the time at which it came in. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readLedger } from '#sql/ledger/ledger.server.ts'
import { readList } from '#sql/lists.server.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { readThread } from '#sql/thread.server.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  everythingReported,
  guest,
  manager,
  mark,
  moment,
  planned,
  property,
  shift,
  stay,
  type TestEvent,
} from './support/events.ts'

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
  expect(await one.take([])).toEqual([])
})
beforeEach(async () => {
  await one.empty()
  await one.take([everythingReported(), property()])
})
afterAll(() => one.close())

const at = (time: string) => Date.parse(moment(time))
const utc = (time: string) => new Date(at(time)).toISOString()

/** Lands events that came in live at this time, and derives. */
async function landLive(received: string, ...events: readonly TestEvent[]) {
  await one.land(events, { received_at: at(received), is_from_file: false })
  await one.facts.drain()
}

const queryOfNight = async () => ({
  directory: await one.directory(),
  period: parsePeriod('2025-03-03', '2025-03-04'),
  as_of: at('2025-03-11 00:00'),
})

async function list(name: 'turns' | 'nights') {
  const { directory, ...query } = await queryOfNight()
  return readList(one.db, directory, name, {
    ...query,
    scope: managementScope(directory),
    language: 'en',
    team: false,
  })
}

async function saidOfNight() {
  const { directory, ...query } = await queryOfNight()
  const { nights } = await readLedger(one.db, directory, {
    ...query,
    scope: managementScope(directory),
    language: 'en',
    team: false,
  })
  return nights.flatMap(({ said_later }) =>
    said_later.map(({ action, at, received_at }) => [action, at, received_at]),
  )
}

test('a clock that is told the next noon, and a plan; what is told at once is not named', async () => {
  await landLive('2025-03-03 12:00', planned('2025-03-03 12:00', '2025-03-03 22:00', '2025-03-04 08:00'))
  const started = shift('started', '2025-03-03 22:00')
  await landLive('2025-03-03 22:15', started)
  await landLive('2025-03-04 12:00', shift('ended', '2025-03-04 08:00'))
  // told again, by a file too: when it first came in stands
  await landLive('2025-03-05 12:00', started)
  await one.land([started], {})
  expect(await saidOfNight()).toEqual([['ended', at('2025-03-04 08:00'), at('2025-03-04 12:00')]])
  expect((await list('nights')).map((row) => row['said_later'])).toEqual([
    `ended ${utc('2025-03-04 08:00')} came in ${utc('2025-03-04 12:00')}`,
  ])
})

test('a plan that claims to have been made before the night, and came after it', async () => {
  await landLive('2025-03-04 10:00', planned('2025-03-03 12:00', '2025-03-03 22:00', '2025-03-04 08:00'))
  expect(await saidOfNight()).toEqual([['planned', at('2025-03-03 12:00'), at('2025-03-04 10:00')]])
})

test('what came with a file tells of the past, and so does what was there before', async () => {
  await one.land([planned('2025-03-03 12:00', '2025-03-03 22:00', '2025-03-04 08:00')], {
    received_at: at('2025-03-09 00:00'),
    is_from_file: true,
  })
  expect(await saidOfNight()).toEqual([])
  expect((await list('nights')).map((row) => row['said_later'])).toEqual([null])
})

test('a mark that claims the night and came at noon: in the list of turns and in its thread', async () => {
  await landLive('2025-03-03 23:00', guest('2025-03-03 23:00'))
  await landLive('2025-03-04 12:00', mark('answered_elsewhere', '2025-03-03 23:05'))
  await landLive('2025-03-04 01:00', guest('2025-03-04 01:00', { conversation_id: 'd' }))
  await landLive('2025-03-04 01:20', mark('no_reply_needed', '2025-03-04 01:05', { conversation_id: 'd' }))
  expect((await list('turns')).map((row) => [row['state'], row['mark_received_at']])).toEqual([
    ['in_time', utc('2025-03-04 12:00')],
    // to the minute a quarter of an hour: at once
    ['dismissed', null],
  ])
  const { directory, as_of } = await queryOfNight()
  const thread = await readThread(one.db, directory, {
    scope: managementScope(directory),
    as_of,
    at: null,
    conversation_id: 'c',
  })
  expect(thread?.steps.map(({ what, received_at }) => [what, received_at])).toEqual([
    ['message', null],
    ['mark', at('2025-03-04 12:00')],
  ])
})

test('an answer in the same chat about another stay stands in the thread whose wait it ended', async () => {
  await landLive(
    '2025-03-03 12:00',
    property({ property_id: 'M' }),
    stay('2025-03-03', '2025-03-05'),
    stay('2025-03-03', '2025-03-05', { stay_id: 'T', property_id: 'M' }),
  )
  const [own, other] = [{ stay_id: 'S' }, { stay_id: 'T', property_id: 'M' }]
  await landLive(
    '2025-03-03 23:00',
    guest('2025-03-03 23:00', own),
    manager('2025-03-03 23:04', other),
    manager('2025-03-03 23:06', other),
  )
  const { directory, as_of } = await queryOfNight()
  const thread = await readThread(one.db, directory, {
    scope: managementScope(directory),
    as_of,
    at: at('2025-03-03 23:00'),
    conversation_id: 'c',
  })
  expect(thread?.steps.map(({ role, is_beside }) => [role, is_beside])).toEqual([
    ['guest', false],
    ['manager', true],
  ])
})
