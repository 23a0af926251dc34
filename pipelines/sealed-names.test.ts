import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idFault } from './string-faults.ts'
import { digestOf, isSeal, newSeal, sealing, unsealed } from './sealed-names.ts'

const seal = newSeal(Uint8Array.from([1, 2, 3, 250, 251, 252, 253, 254, 255]))
const readable = (digest: string) => `<${digest.slice(0, 4)}>`

test('a seal is of its own kind, and nothing else is one', () => {
  expect(isSeal(seal)).toBe(true)
  for (const odd of ['', 'short', `${seal}x`, 'has space!!!', '.*.*.*.*.*.*'])
    expect(isSeal(odd), odd).toBe(false)
})

test('the digest is SHA-256 of kind and key, as anybody computes it', () => {
  expect(digestOf('guest', '+79210001122')).toBe(
    createHash('sha256').update('guest\0+79210001122').digest('base64url'),
  )
  expect(digestOf('guest', 'a')).not.toBe(digestOf('account', 'a'))
})

test('a sealed name holds nothing of the name, and fits where a pseudonym does', () => {
  const sealed = sealing(seal)('guest', 'Зинаида Тайная')
  expect(sealed).toHaveLength(57)
  expect(idFault(sealed)).toBeNull()
  expect(sealed).not.toMatch(/[а-яё ]/i)
})

test('in any text, among anything, each becomes its pseudonym, and nothing else changes', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.record({ text: fc.string({ unit: 'grapheme' }) }),
      fc.record({ key: fc.string({ unit: 'binary' }) }),
    ),
  )
  fc.assert(
    fc.property(pieces, (all) => {
      const seals = sealing(seal)
      const text = all.map((one) => ('key' in one ? seals('guest', one.key) : one.text)).join('')
      const meant = all
        .map((one) => ('key' in one ? readable(digestOf('guest', one.key)) : one.text))
        .join('')
      expect(unsealed(text, seal, readable)).toBe(meant)
    }),
  )
})

test('what somebody wrote with another seal stays what it is', () => {
  const typed = sealing(newSeal(new Uint8Array(9)))('guest', 'Зинаида')
  expect(unsealed(`id/${typed}/1`, seal, readable)).toBe(`id/${typed}/1`)
})
