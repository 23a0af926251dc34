import { expect, test } from 'vitest'
import { directoryOf, type DirectoryEvent } from './directory.ts'

const eventOf = (kind: string, key: string, name: unknown): DirectoryEvent => ({
  kind,
  key,
  at: 0,
  source: 's',
  id: `${kind} ${key}`,
  canonical: '',
  import_id: 0,
  data: { [`${kind}_id`]: key, name },
})

test.each([
  ...[undefined, '', ' ', '\t\n', '\u00a0\u2003', '\u200b\u2060', '\u202e', '\u2800\u3164'].map(
    (name) => [name, 'x'] as const,
  ),
  ...['Невский, 24', ' дом ', '🏠', '·', '\u202eדירה'].map((name) => [name, name] as const),
])('a name %j is shown as %j: one that shows nothing gives way to the id', (name, shown) => {
  const kinds = ['property', 'owner', 'manager', 'source'] as const
  const { properties, owners, managers, sources } = directoryOf(
    kinds.map((kind) => eventOf(kind, 'x', name)),
    'Europe/Moscow',
  )
  expect([properties, owners, managers, sources].map((one) => one.get('x')?.name)).toEqual(
    Array(4).fill(shown),
  )
})
