import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareBytes, inOrder } from '../order.ts'
import { inside, length_ms, outside, union } from './spans.ts'

const span = (from_at: number, until_at: number) => ({ from_at, until_at })
const spans = fc.array(fc.tuple(fc.nat(50), fc.nat(50)).map(([from, length]) => span(from, from + length)))

test('union, inside and outside by the millisecond', () => {
  fc.assert(
    fc.property(spans, fc.nat(50), fc.nat(50), (list, from, length) => {
      const window = span(from, from + length)
      const holds = (some: typeof list, at: number) =>
        some.some((one) => one.from_at <= at && at < one.until_at)
      const [all, within, without] = [union(list), union(inside(list, window)), outside(list, window)]
      // one expectation for all milliseconds: an expectation takes as long as all of them
      const wrong = Array.from({ length: 110 }, (_, at) => at).filter(
        (at) =>
          holds(all, at) !== holds(list, at) ||
          holds(within, at) !== (holds(list, at) && holds([window], at)) ||
          holds(without, at) !== (!holds(list, at) && holds([window], at)),
      )
      expect(wrong).toEqual([])
      expect(length_ms(within) + length_ms(without)).toBe(length)
    }),
  )
})

test('spans that touch become one', () => {
  expect(union([span(5, 7), span(0, 5), span(9, 9)])).toEqual([span(0, 7)])
})

/** Any code point but half a pair; fast-check's own 'binary' takes seconds to make. */
const unit = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + 0x800))

test('strings are compared as bytes, beyond U+FFFF too', () => {
  fc.assert(
    fc.property(fc.string({ unit }), fc.string({ unit }), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
  expect(compareBytes('\uFFFD', '😀')).toBeLessThan(0)
})

test('at equal times a guest comes first, then source, then id', () => {
  const one = (role: string, source: string, id: string) => ({ at: 1, role, source, id })
  const sorted = [
    one('manager', 'a', '1'),
    one('guest', 'b', '2'),
    one('guest', 'b', '10'),
    one('bot', 'a', '0'),
  ].sort(inOrder)
  expect(sorted.map(({ role, id }) => role + id)).toEqual(['guest10', 'guest2', 'bot0', 'manager1'])
})
