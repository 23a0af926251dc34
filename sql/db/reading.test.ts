import { expect, test } from 'vitest'
import type { Database } from './client.server.ts'
import { oneReading } from './reading.ts'

test('a statement is carried out once a reading for the same parameters', async () => {
  const statements: string[] = []
  const db = {
    read: (statement: string, params = {}) => {
      statements.push(`read ${statement} ${JSON.stringify(params)}`)
      return Promise.resolve([{ n: statements.length }])
    },
    readBulk: (statement: string) => {
      statements.push(`bulk ${statement}`)
      return Promise.resolve([[statements.length]])
    },
  } as unknown as Database
  const reading = oneReading(db)
  const both = await Promise.all([
    reading.read('select 1', { home: 'a' }),
    reading.read('select 1', { home: 'a' }),
  ])
  expect(both).toEqual([[{ n: 1 }], [{ n: 1 }]])
  expect(await reading.read('select 1', { home: 'b' })).toEqual([{ n: 2 }])
  expect(await reading.readBulk('select 1')).toEqual([[3]])
  expect(await reading.readBulk('select 1')).toEqual([[3]])
  // the next reading asks anew
  await oneReading(db).readBulk('select 1')
  expect(statements).toEqual([
    'read select 1 {"home":"a"}',
    'read select 1 {"home":"b"}',
    'bulk select 1',
    'bulk select 1',
  ])
})
