import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { ru } from './ru.ts'

describe('both languages', () => {
  type Tree = { readonly [key: string]: string | Tree }
  const leaves = (tree: Tree, path = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as [string, string]]
        : leaves(value, `${path}${key}.`),
    )
  const PLURAL = /_(one|few|many|other)$/
  const bases = (tree: Tree) => [...new Set(leaves(tree).map(([key]) => key.replace(PLURAL, '')))]

  test('have the same keys', () => {
    expect(bases(ru)).toEqual(bases(en))
  })

  test('have every plural form', () => {
    for (const [tree, forms] of [
      [ru, ['one', 'few', 'many', 'other']],
      [en, ['one', 'other']],
    ] as const) {
      const keys = leaves(tree).map(([key]) => key)
      for (const key of keys.filter((one) => PLURAL.test(one))) {
        for (const form of forms) expect(keys).toContain(key.replace(PLURAL, `_${form}`))
      }
    }
  })

  test('lead to the same places', () => {
    const english = new Map(leaves(en))
    const marks = (text: string) => [...text.matchAll(/<([a-z_]+)/g)].map(([, mark]) => mark).sort()
    for (const [key, text] of leaves(ru)) {
      expect(marks(text), key).toEqual(
        marks(english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? ''),
      )
    }
  })
})
