import { expect, test } from 'vitest'
import { cached } from './cache.server.ts'

test('a reading is used again while it is good; the oldest is forgotten, and so is one that failed', async () => {
  const cache = cached<string>(2)
  let reads = 0
  const get = (key: string, as_of = 1, read = () => Promise.resolve(`${key} ${(reads += 1)}`)) =>
    cache(key, { as_of, changes: 0 }, (found) => found.as_of === as_of, read)
  expect(await Promise.all([get('a'), get('a')])).toEqual(['a 1', 'a 1'])
  expect(await get('a', 2)).toBe('a 2')
  expect([await get('b'), await get('a', 2), await get('c')]).toEqual(['b 3', 'a 2', 'c 4'])
  expect([await get('b'), await get('a', 2)]).toEqual(['b 3', 'a 5'])
  await expect(get('d', 1, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await get('d')).toBe('d 6')
})
