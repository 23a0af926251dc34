/** One incident step by step, and the thread in which it was told; only for those who may see it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Directory } from '#sql/directory/directory.ts'
import { readIncident } from '#sql/incident.server.ts'
import { EMPTY_SCOPE, managementScope, ownerScope } from '#sql/directory/scope.ts'
import { readThread } from '#sql/thread.server.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { guest, incident, manager, moment } from './support/events.ts'
import { A, ofA, twoOwners } from './support/two-owners.ts'

const day = '2025-03-06'
const leak = { incident_id: 'leak', property_id: 'yya-home', category: 'leak' }
const events = [
  ...twoOwners,
  {
    specversion: '1.0',
    id: 'timur',
    source: 'crm://test',
    type: 'butler.manager.v1',
    time: '2025-01-01T00:00:00Z',
    data: { manager_id: 'yya-manager', name: 'Timur', role: 'manager' },
  },
  guest(`${day} 04:02`, ofA('night')),
  manager(`${day} 04:04`, ofA('night', { author_id: 'yya-manager' })),
  guest(`${day} 09:00`, ofA('night')),
  incident('opened', `${day} 04:05`, {
    ...leak,
    reported_at: moment(`${day} 04:02`),
    conversation_id: 'yya-night',
    actor: { role: 'manager', id: 'yya-manager' },
  }),
  incident('mitigated', `${day} 04:16`, leak),
  incident('resolved', `${day} 10:00`, leak),
]
const as_of = Date.parse('2025-04-02T00:00:00Z')
let one: TestDatabase
let directory: Directory
beforeAll(async () => {
  one = await testDatabase()
  expect((await one.take(events)).filter((outcome) => outcome !== null)).toEqual([])
  directory = await one.directory()
})
afterAll(() => one.close())

const read = (incident_id: string, scope = managementScope(directory), at = as_of) =>
  readIncident(one.db, directory, { scope, incident_id, as_of: at })

test('what the guest said first, what was done and by whom, in order', async () => {
  const at = (time: string) => Date.parse(moment(`${day} ${time}`))
  expect(await read('leak')).toEqual({
    opened_at: at('04:05'),
    conversation_id: 'yya-night',
    steps: [
      { at: at('04:02'), action: 'reported', person: null },
      { at: at('04:05'), action: 'opened', person: 'Timur' },
      { at: at('04:16'), action: 'mitigated', person: null },
      { at: at('10:00'), action: 'resolved', person: null },
    ],
  })
  expect((await read('leak', undefined, at('09:00')))?.steps.map(({ action }) => action)).toEqual([
    'reported',
    'opened',
    'mitigated',
  ])
  // its thread: that of the last message before the incident was opened
  const thread = { scope: managementScope(directory), conversation_id: 'yya-night', as_of }
  const seen = await readThread(one.db, directory, { ...thread, at: at('04:05') })
  expect(seen?.steps.filter(({ is_requested }) => is_requested).map((step) => step.at)).toEqual([at('04:04')])
  expect(await readThread(one.db, directory, { ...thread, at: at('04:01') })).toBeNull()
})

test('only for whom its home and date are', async () => {
  const [olga, boris] = [ownerScope(directory, 'yya-owner'), ownerScope(directory, 'zzb-owner')]
  expect(await read('leak', olga)).not.toBeNull()
  expect(await read('leak', boris)).toBeNull()
  expect(await read('leak', EMPTY_SCOPE)).toBeNull()
  // the sold home's: the 14th is the first owner's, the 15th the second's
  expect([await read(`${A}-j`, boris), await read('zzb-j', olga)]).toEqual([null, null])
  expect(await read('zzb-j', boris)).not.toBeNull()
  // a home that nobody has announced is management's alone
  expect([await read('ghost', olga), (await read('ghost'))?.conversation_id]).toEqual([null, null])
  expect(await read('nothing')).toBeNull()
})
