import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRow as letterRow } from '#pipelines/dead-letter.ts'
import { decode, decodeValue, type DecodeResult } from '#pipelines/decode.ts'
import { TABLES } from '#pipelines/events/index.ts'
import { RECEIVED_AT, sampleEvent, SAMPLE_TYPES } from './support/sample-events.ts'
import { amount } from './support/amount.ts'

const context = { received_at: RECEIVED_AT, origin: 'fuzz', zones: new Set(['Europe/Moscow']) }
const RUNS = { numRuns: amount(400, 3000) }

/** What must hold for every result, so that one record cannot hold up the others. */
function isSound(result: DecodeResult): void {
  if (result.kind === 'drop') return
  const values = result.kind === 'row' ? result.row : letterRow(result.letter)
  if (result.kind === 'row') expect(values).toHaveLength(TABLES[result.table].length)
  expect(values).not.toContain(undefined)
  JSON.stringify(values, (name, value: unknown) => {
    if (typeof value === 'string') expect(name.isWellFormed() && value.isWellFormed()).toBe(true)
    return value
  })
}

const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\ud800',
    '\u0000',
    '',
    '2026-02-30',
    '2026-10-03T02:14:07Z',
    'Europe/Moscow',
    'guest',
    '__proto__',
  ),
)
const anyValue = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<unknown>,
  anyString,
  fc.constantFrom(null, -1, 0.5, 65_536, 1e308, -0, true, [], {}),
)

/** A good event with some members of its envelope, its data or what lies below replaced, added or taken away. */
const mutated = fc
  .record({
    type: fc.constantFrom(...SAMPLE_TYPES),
    changes: fc.array(fc.record({ at: fc.nat(40), name: anyString, value: anyValue, adds: fc.boolean() }), {
      maxLength: 4,
    }),
  })
  .map(({ type, changes }) => {
    const event = structuredClone(sampleEvent(type))
    const places: [Record<string, unknown>, string][] = []
    const visit = (members: object) => {
      for (const [name, value] of Object.entries(members) as [string, unknown][]) {
        places.push([members as Record<string, unknown>, name])
        if (typeof value === 'object' && value !== null) visit(value)
      }
    }
    visit(event)
    for (const { at, name, value, adds } of changes) {
      const [members, old] = places[at % places.length] ?? [{}, '']
      Object.defineProperty(members, adds ? name : old, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    return event
  })

test('any bytes have a result', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      isSound(decode(bytes, context))
    }),
    RUNS,
  )
})

test('any string has a result', () => {
  fc.assert(
    fc.property(anyString, (text) => {
      isSound(decode(text, context))
    }),
    RUNS,
  )
})

test('any JSON has a result', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      isSound(decode(JSON.stringify(value), context))
      isSound(decodeValue(value, context))
    }),
    RUNS,
  )
})

test('a changed event has a result, the same as bytes, as a string and as a value', () => {
  fc.assert(
    fc.property(mutated, (event) => {
      const json = JSON.stringify(event)
      const result = decode(json, context)
      isSound(result)
      expect(decode(Buffer.from(json), context)).toEqual(result)
      const ofValue = decodeValue(JSON.parse(json), context)
      isSound(ofValue)
      expect(ofValue.kind).toBe(result.kind)
      if (result.kind === 'row') expect(ofValue).toEqual(result)
    }),
    RUNS,
  )
})

test('a text that changes nothing else changes only what is derived, and is nowhere to be found', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('guest', 'manager', 'nobody'),
      (words, role) => {
        const secret = `Zanzibar${words}`
        const event = sampleEvent('message', { author: { role }, text: secret, deep: [{ text: [secret] }] })
        const result = decode(JSON.stringify(event), context)
        isSound(result)
        expect(JSON.stringify(result)).not.toContain('Zanzibar')
      },
    ),
    RUNS,
  )
})
